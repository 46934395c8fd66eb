"""Results of care under an allocation that no decision made: they name one of a decision, a referral and such an allocation."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience, unforced

revision = "2026_11_23_0112"
down_revision = "2026_11_23_0110"
branch_labels = None
depends_on = None
NAME = "desired_results"


def upgrade() -> None:
    """Let a result name its allocation, and have no request where the allocation has none."""
    patience()
    op.add_column(NAME, sa.Column("allocation_id", sa.Uuid()))
    op.alter_column(NAME, "request_id", nullable=True)
    op.create_foreign_key(
        op.f(f"fk_{NAME}_owner_allocation_id_allocations"), NAME, "allocations",
        ["owner", "allocation_id"], ["owner", "id"],
    )  # fmt: skip
    _one("decision_id, referral_id, allocation_id")
    op.create_index(f"ix_{NAME}_allocation_id", NAME, ["owner", "allocation_id"])


def downgrade() -> None:
    """Take it back, with the results that were set under such an allocation."""
    patience()
    op.drop_index(f"ix_{NAME}_allocation_id", NAME)
    with unforced(NAME):
        op.execute(f"delete from {NAME} where allocation_id is not null")
    _one("decision_id, referral_id")
    op.drop_column(NAME, "allocation_id")
    op.alter_column(NAME, "request_id", nullable=False)


def _one(columns: str) -> None:
    check = op.f(f"ck_{NAME}_one_case")
    op.drop_constraint(check, NAME, type_="check")
    op.create_check_constraint(check, NAME, f"num_nonnulls({columns}) = 1")
