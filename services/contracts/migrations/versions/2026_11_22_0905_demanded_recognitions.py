"""Which recognitions a product demands (R-C58), and the amendment by which a ceiling changed (R-C23)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.kit.migrations import patience

revision = "2026_11_22_0905"
down_revision = "2026_11_22_0900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what stands demands nothing, and changed by no amendment."""
    patience()
    op.add_column(
        "products",
        sa.Column("recognition_demands", JSONB(none_as_null=True), nullable=False, server_default="[]"),
    )
    op.add_column("ceilings", sa.Column("amendment_id", sa.Uuid()))
    op.create_foreign_key(
        op.f("fk_ceilings_owner_amendment_id_amendments"),
        "ceilings",
        "amendments",
        ["owner", "amendment_id"],
        ["owner", "id"],
    )


def downgrade() -> None:
    """Take them away."""
    patience()
    op.drop_column("ceilings", "amendment_id")
    op.drop_column("products", "recognition_demands")
