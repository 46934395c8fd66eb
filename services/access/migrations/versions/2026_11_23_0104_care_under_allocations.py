"""Care under an allocation that no decision made: starts and stops name one of a decision, a referral and such an allocation."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience, unforced

revision = "2026_11_23_0104"
down_revision = "2026_11_22_0998"
branch_labels = None
depends_on = None
STARTS, STOPS = "care_starts", "care_stops"
ALLOCATED = "ck_care_starts_allocation"
OPEN = sa.text("state = 'inCare'")


def upgrade() -> None:
    """Let care name its allocation, and have no request where the allocation has none."""
    patience()
    for name in (STARTS, STOPS):
        op.add_column(name, sa.Column("allocation_id", sa.Uuid()))
        op.alter_column(name, "request_id", nullable=True)
        op.create_foreign_key(
            op.f(f"fk_{name}_owner_allocation_id_allocations"), name, "allocations",
            ["owner", "allocation_id"], ["owner", "id"],
        )  # fmt: skip
        _one(name, "decision_id, referral_id, allocation_id")
    _numbered("(referral_id is null) = (allocation_number is not null)")
    op.create_index(
        "uq_care_starts_allocation_id", STARTS, ["owner", "allocation_id"], unique=True, postgresql_where=OPEN
    )
    op.create_index("ix_care_starts_allocation_id", STARTS, ["owner", "allocation_id"])


def downgrade() -> None:
    """Take it back, with the care that was given under such an allocation."""
    patience()
    op.drop_index("ix_care_starts_allocation_id", STARTS)
    op.drop_index("uq_care_starts_allocation_id", STARTS)
    with unforced(STARTS, STOPS, "own_contributions"):
        op.execute(
            f"delete from own_contributions o using {STARTS} s"
            " where s.owner = o.owner and s.id = o.care_start_id and s.allocation_id is not null"
        )
        for name in (STOPS, STARTS):
            op.execute(f"delete from {name} where allocation_id is not null")
    _numbered("(decision_id is null) = (allocation_number is null)")
    for name in (STARTS, STOPS):
        _one(name, "decision_id, referral_id")
        op.drop_column(name, "allocation_id")
        op.alter_column(name, "request_id", nullable=False)


def _one(name: str, columns: str) -> None:
    check = op.f(f"ck_{name}_one_case")
    op.drop_constraint(check, name, type_="check")
    op.create_check_constraint(check, name, f"num_nonnulls({columns}) = 1")


def _numbered(condition: str) -> None:
    op.drop_constraint(op.f(ALLOCATED), STARTS, type_="check")
    op.create_check_constraint(op.f(ALLOCATED), STARTS, condition)
