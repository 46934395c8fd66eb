"""Waits say how many of their days the client asked for."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0976"
down_revision = "2026_11_22_0962"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; of earlier waits nobody was asked."""
    patience()
    op.add_column("waits", sa.Column("client_delay_days", sa.Integer()))
    op.create_check_constraint(
        op.f("ck_waits_delay"), "waits", "client_delay_days between 1 and first_talk_on - contact_on"
    )


def downgrade() -> None:
    """Take it away again; access keeps it."""
    patience()
    op.drop_constraint(op.f("ck_waits_delay"), "waits", type_="check")
    op.drop_column("waits", "client_delay_days")
