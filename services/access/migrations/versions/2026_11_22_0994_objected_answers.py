"""What an objection may name beside a decision, when an accepted referral ends, and reviews of a household's stack."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import known, patience

revision = "2026_11_22_0994"
down_revision = "2026_11_22_0986"  # in the order of their numbers
branch_labels = None
depends_on = None
NAME, COLUMN = "remedies", "pgb_switch_id"
_CHECK = f"ck_{NAME}_objection"
_TRIGGERS = (
    "valueAboveThreshold", "consultantAsked", "sampled", "everyRequest", "muchUsed", "costly", "extensionAsked",
    "endNear", "halfYearPasses", "acuteCare", "startedBefore", "stackedCare",
)  # fmt: skip


def upgrade() -> None:
    """An objection names a decision or what was answered to a wish for a PGB; not only what nobody answered can close."""
    patience()
    op.add_column(NAME, sa.Column(COLUMN, sa.Uuid()))
    op.create_foreign_key(
        op.f(f"fk_{NAME}_owner_{COLUMN}_pgb_switches"),
        NAME,
        "pgb_switches",
        ["owner", COLUMN],
        ["owner", "id"],
    )
    op.create_index(
        f"ix_{NAME}_{COLUMN}", NAME, ["owner", COLUMN], postgresql_where=sa.text(f"{COLUMN} is not null")
    )
    op.drop_constraint(op.f(_CHECK), NAME, type_="check")
    op.create_check_constraint(
        op.f(_CHECK), NAME, f"kind <> 'objection' or num_nonnulls(decision_id, {COLUMN}) = 1"
    )
    _closed("closed_on is null or state <> 'refused'")
    known("reviews", "trigger", *_TRIGGERS, "stackedHousehold")
    op.create_index(
        "uq_reviews_stacked_household", "reviews", ["owner", "citizen_id"], unique=True,
        postgresql_where=sa.text("state = 'open' and trigger = 'stackedHousehold'"),
    )  # fmt: skip


def downgrade() -> None:
    """Take it back; objections to answers and ended referrals must be gone before."""
    patience()
    op.drop_index("uq_reviews_stacked_household", "reviews")
    op.execute("update reviews set trigger = 'muchUsed' where trigger = 'stackedHousehold'")
    known("reviews", "trigger", *_TRIGGERS)
    _closed("closed_on is null or state = 'made'")
    op.drop_constraint(op.f(_CHECK), NAME, type_="check")
    op.create_check_constraint(op.f(_CHECK), NAME, "kind <> 'objection' or decision_id is not null")
    op.drop_index(f"ix_{NAME}_{COLUMN}", NAME)
    op.drop_column(NAME, COLUMN)


def _closed(rule: str) -> None:
    op.drop_constraint(op.f("ck_referrals_closed"), "referrals", type_="check")
    op.create_check_constraint(op.f("ck_referrals_closed"), "referrals", rule)
