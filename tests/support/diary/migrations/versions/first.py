"""The first tables."""

from alembic import op

from shared.kit.migrations import drop_everything, patience, protect, protect_kit, roles
from tests.support.diary.tables import METADATA

revision = "first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and who may see what."""
    patience()
    METADATA.create_all(op.get_bind())
    protect("notes", "copies", "jobs")
    op.execute(f'grant delete on jobs to "{roles()[0]}"')
    protect_kit()


def downgrade() -> None:
    """Take them away."""
    patience()
    drop_everything(METADATA)
