"""A grant in a category alone has no size (CD080): a decision has all of its size, or nothing of it."""

from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0986"
down_revision = "2026_11_22_0984"
branch_labels = None
depends_on = None
NAME, CHECK = "decisions", "ck_decisions_granted"
WHOLE = "outcome = 'refused' or num_nonnulls(provider, start_date, volume, unit, frequency) = 5"
EITHER = "outcome = 'refused' or (num_nonnulls(provider, start_date) = 2 and num_nonnulls(volume, unit, frequency) in (0, 3))"


def upgrade() -> None:
    """What was granted so far has a size and stays as it is."""
    patience()
    op.drop_constraint(op.f(CHECK), NAME, type_="check")
    op.create_check_constraint(op.f(CHECK), NAME, EITHER)


def downgrade() -> None:
    """Take it back; a grant without a size gets none, so there must be none left."""
    patience()
    op.drop_constraint(op.f(CHECK), NAME, type_="check")
    op.create_check_constraint(op.f(CHECK), NAME, WHOLE)
