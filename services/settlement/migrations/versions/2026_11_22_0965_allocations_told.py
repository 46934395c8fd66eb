"""What access tells of an allocation after its decision: another end or size, deleted, and when delivery may begin."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import known, patience

revision = "2026_11_22_0965"
down_revision = "2026_11_22_0960"
branch_labels = None
depends_on = None

_NEW = ("volume", "budget_cents", "deleted", "earliest_delivery_on", "allocation_version")


def upgrade() -> None:
    """Add the columns; what is there was told by its decision alone."""
    patience()
    op.add_column("allocations", sa.Column("volume", sa.Integer()))
    op.add_column("allocations", sa.Column("budget_cents", sa.Integer()))
    op.add_column(
        "allocations", sa.Column("deleted", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.add_column("allocations", sa.Column("earliest_delivery_on", sa.Date()))
    op.add_column(
        "allocations", sa.Column("allocation_version", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    known("allocations", "kind", "decision", "referral", "allocation")


def downgrade() -> None:
    """Take them away again."""
    patience()
    op.execute("update allocations set kind = 'decision' where kind = 'allocation'")
    known("allocations", "kind", "decision", "referral")
    for name in _NEW:
        op.drop_column("allocations", name)
