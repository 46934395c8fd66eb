"""Age limits that come near on youth help without a decision: a signal is of a decision or of an allocation."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience, unforced

revision = "2026_11_22_0982"
down_revision = "2026_11_22_0980"
branch_labels = None
depends_on = None
NAME = "majority_signals"


def upgrade() -> None:
    """Let a signal be about an allocation that no decision made."""
    patience()
    op.add_column(NAME, sa.Column("allocation_id", sa.Uuid()))
    for column in ("request_id", "decision_id"):
        op.alter_column(NAME, column, nullable=True)
    op.create_foreign_key(
        op.f(f"fk_{NAME}_owner_allocation_id_allocations"), NAME, "allocations",
        ["owner", "allocation_id"], ["owner", "id"],
    )  # fmt: skip
    op.create_unique_constraint(op.f(f"uq_{NAME}_owner_allocation_id"), NAME, ["owner", "allocation_id"])
    op.create_check_constraint(
        op.f(f"ck_{NAME}_of_one"), NAME, "num_nonnulls(decision_id, allocation_id) = 1"
    )
    op.create_index(
        "ix_allocations_undecided", "allocations", ["owner", "id"],
        postgresql_where=sa.text("decision_id is null and state = 'granted'"),
    )  # fmt: skip


def downgrade() -> None:
    """Take it back, with the signals that were about an allocation alone."""
    patience()
    op.drop_index("ix_allocations_undecided", "allocations")
    op.drop_constraint(op.f(f"ck_{NAME}_of_one"), NAME, type_="check")
    with unforced(NAME):
        op.execute(f"delete from {NAME} where decision_id is null or request_id is null")
    op.drop_column(NAME, "allocation_id")
    for column in ("request_id", "decision_id"):
        op.alter_column(NAME, column, nullable=False)
