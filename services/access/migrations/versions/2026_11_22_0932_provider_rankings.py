"""The newest ranking of providers by each indicator, as outcomes publishes it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect, roles

revision = "2026_11_22_0932"
down_revision = "2026_11_22_0930"
branch_labels = None
depends_on = None

_METHODS = "'none', 'direct', 'indirect', 'logistic'"
_DIRECTIONS = "'higherIsBetter', 'lowerIsBetter', 'neither'"


def upgrade() -> None:
    """Make the table and close it off by row-level security."""
    patience()
    name = "provider_rankings"
    op.create_table(
        name,
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("comparison_id", sa.Uuid(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("quarter_from", sa.Text(), nullable=False),
        sa.Column("quarter_to", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("unit_count", sa.Integer(), nullable=False),
        sa.Column("rankability", sa.Text(), nullable=False),
        sa.Column("entries", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("quarter_to >= quarter_from", name=op.f(f"ck_{name}_quarters")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f(f"ck_{name}_owner_oin")),
        sa.CheckConstraint(f"method in ({_METHODS})", name=op.f(f"ck_{name}_method_known")),
        sa.CheckConstraint(f"direction in ({_DIRECTIONS})", name=op.f(f"ck_{name}_direction_known")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("owner", "indicator", name=op.f(f"uq_{name}_owner_indicator")),
    )
    op.create_index(f"ix_{name}_id", name, ["id"], unique=False)
    op.create_index(
        f"uq_{name}_external_reference",
        name,
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect(name)
    _, worker = roles()
    op.execute(f'grant select on {name} to "{worker}"')


def downgrade() -> None:
    """Take it away; outcomes keeps its rankings."""
    patience()
    op.drop_table("provider_rankings")
