"""Reviews of stacked care: what opened them, and one of them open for a client at a time."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import listed, patience

revision = "2026_11_22_0978"
down_revision = "2026_11_22_0976"
branch_labels = None
depends_on = None
BEFORE = (
    "valueAboveThreshold", "consultantAsked", "sampled", "everyRequest", "muchUsed", "costly", "extensionAsked",
    "endNear", "halfYearPasses", "acuteCare", "startedBefore",
)  # fmt: skip
STACKED = "stackedCare"


def upgrade() -> None:
    """Let the trigger be known."""
    patience()
    _know(*BEFORE, STACKED)
    op.create_index(
        "uq_reviews_stacked", "reviews", ["owner", "citizen_id"], unique=True,
        postgresql_where=sa.text("state = 'open' and trigger = 'stackedCare'"),
    )  # fmt: skip


def downgrade() -> None:
    """Take it back; what it opened stands as a review of what is conspicuous."""
    patience()
    op.drop_index("uq_reviews_stacked", "reviews")
    op.execute(f"update reviews set trigger = 'muchUsed' where trigger = '{STACKED}'")
    _know(*BEFORE)


def _know(*triggers: str) -> None:
    op.drop_constraint(op.f("ck_reviews_trigger_known"), "reviews", type_="check")
    constraint = listed("reviews", "trigger", *triggers)
    op.create_check_constraint(op.f("ck_reviews_trigger_known"), "reviews", constraint.sqltext)
