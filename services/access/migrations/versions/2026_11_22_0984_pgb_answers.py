"""Who answered a wish for a PGB, under which mandate, and until when one may object to that."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0984"
down_revision = "2026_11_22_0982"
branch_labels = None
depends_on = None
NAME = "pgb_switches"


def upgrade() -> None:
    """Of what was answered before nobody knows; it stays empty."""
    patience()
    op.add_column(NAME, sa.Column("answered_by", sa.Text()))
    op.add_column(NAME, sa.Column("mandate_id", sa.Uuid()))
    op.add_column(NAME, sa.Column("objection_until", sa.Date()))
    op.create_check_constraint(
        op.f(f"ck_{NAME}_answered_by"),
        NAME,
        "state in ('granted', 'refused') or num_nonnulls(answered_by, mandate_id, objection_until) = 0",
    )


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_constraint(op.f(f"ck_{NAME}_answered_by"), NAME, type_="check")
    for column in ("objection_until", "mandate_id", "answered_by"):
        op.drop_column(NAME, column)
