"""Since when a term of the law lapsed: no penalty is owed from that day on."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience, unforced

revision = "2026_11_22_0980"
down_revision = "2026_11_22_0978"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the day; for what lapsed before it is not known, and the first day that can be is taken."""
    patience()
    op.add_column("statutory_terms", sa.Column("lapsed_on", sa.Date(), nullable=True))
    with unforced("statutory_terms"):
        op.execute(
            "update statutory_terms set lapsed_on = greatest(started_on, notice_on, late_on) where state = 'lapsed'"
        )
    op.create_check_constraint(
        op.f("ck_statutory_terms_lapsed"), "statutory_terms", "(state = 'lapsed') = (lapsed_on is not null)"
    )


def downgrade() -> None:
    """Take the day away again."""
    patience()
    op.drop_constraint(op.f("ck_statutory_terms_lapsed"), "statutory_terms", type_="check")
    op.drop_column("statutory_terms", "lapsed_on")
