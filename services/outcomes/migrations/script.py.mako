"""${message}."""

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}
from shared.kit.migrations import patience

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """${message}."""
    patience()
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take it back."""
    patience()
    ${downgrades if downgrades else "pass"}
