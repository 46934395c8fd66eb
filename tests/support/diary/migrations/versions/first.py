"""The first tables."""

from alembic import op

from shared.kit.migrations import drop_everything, patience, protect, protect_kit
from tests.support.diary.tables import METADATA

revision = "first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and who may see what."""
    patience()
    METADATA.create_all(op.get_bind())
    protect("notes", "copies")
    protect_kit()


def downgrade() -> None:
    """Take them away."""
    patience()
    drop_everything(METADATA)
