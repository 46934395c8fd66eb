"""What was done with many at once: read in, shared."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0900"
down_revision = "2026_11_22_0899"
branch_labels = None
depends_on = None


def _own(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f(f"ck_{table}_owner_oin")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    counts = ("registered", "changed", "closed", "unchanged", "suppressed", "unfit")
    op.create_table(
        "imports",
        *_own("imports"),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("touched", ARRAY(sa.Uuid()), nullable=False),
        sa.CheckConstraint(
            "kind in ('areas', 'characteristics', 'measures', 'qualityDeliveries')",
            name=op.f("ck_imports_kind_known"),
        ),
    )
    op.create_table(
        "area_sharings",
        *_own("area_sharings"),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("organisations", ARRAY(sa.Text()), nullable=False),
        sa.Column("areas", sa.Integer(), nullable=False),
    )
    for table in ("imports", "area_sharings"):
        op.create_index(f"ix_{table}_id", table, ["id"], unique=False)
        op.create_index(
            f"uq_{table}_external_reference",
            table,
            ["owner", "client_id", "external_reference"],
            unique=True,
            postgresql_where=sa.text("external_reference IS NOT NULL"),
        )
    protect("imports", "area_sharings")


def downgrade() -> None:
    """Take them back."""
    patience()
    op.drop_table("area_sharings")
    op.drop_table("imports")
