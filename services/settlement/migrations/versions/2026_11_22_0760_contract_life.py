"""What becomes of a contract: on which days it rests, and until which day a year was planned."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience, unforced

revision = "2026_11_22_0760"
down_revision = "2026_11_22_0740"
branch_labels = None
depends_on = None

_UNTIL = """
update schedules set planned_until = contract_terms.end_date
from contract_terms where contract_terms.owner = schedules.owner and contract_terms.id = schedules.contract_id
"""


def upgrade() -> None:
    """Add the columns; what was known did not rest, and was planned until its last day."""
    patience()
    op.add_column("contract_terms", sa.Column("rests_from", sa.Date()))
    op.add_column("contract_terms", sa.Column("rests_until", sa.Date()))
    op.add_column("schedules", sa.Column("planned_until", sa.Date()))
    with unforced("schedules", "contract_terms"):
        op.execute(_UNTIL)
    op.alter_column("schedules", "planned_until", nullable=False)


def downgrade() -> None:
    """Take them back."""
    patience()
    op.drop_column("schedules", "planned_until")
    op.drop_column("contract_terms", "rests_until")
    op.drop_column("contract_terms", "rests_from")
