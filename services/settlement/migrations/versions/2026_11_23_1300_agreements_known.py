"""What settlement knows of contracts beside their instalments: every funding agreement, tariffs, what was allocated."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, patience, refer, unforced

revision = "2026_11_23_1300"
down_revision = "2026_11_23_1200"
branch_labels = None
depends_on = None

_ALLOCATED = ("product_category", "product_code", "unit", "frequency", "allocated_on", "decision_id")

# Of contracts that are known by their instalments alone, what those tell; the rest comes with their next version.
_FILL = """
insert into known_contracts (owner, id, version, parties, client_id)
select owner, id, 0, parties, client_id from contract_terms
"""


def upgrade() -> None:
    """Make the tables, and say of an allocation what was allocated."""
    patience()
    create_owned("known_contracts")
    create_owned(
        "funding_agreements",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("product_codes", ARRAY(sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("terms", JSONB(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.UniqueConstraint("owner", "contract_id", "number", name=op.f("uq_funding_agreements_owner_contract_id_number")),
        refer("funding_agreements", "contract_id", "known_contracts"),
    )
    create_owned(
        "tariffs",
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("provider", sa.Text()),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("amounts", JSONB(), nullable=False),
        sa.Column("tiers", JSONB(), nullable=False),
    )
    op.create_index("ix_tariffs_owner_product_code", "tariffs", ["owner", "product_code"])
    for name in _ALLOCATED:
        kind = {"allocated_on": sa.Date(), "decision_id": sa.Uuid()}.get(name, sa.Text())
        op.add_column("allocations", sa.Column(name, kind))
    op.create_index(
        "ix_allocations_number", "allocations", ["owner", "law", "allocation_number"],
        postgresql_where=sa.text("allocation_number is not null"),
    )
    with unforced("known_contracts", "contract_terms"):
        op.execute(_FILL)


def downgrade() -> None:
    """Take them away again."""
    patience()
    op.drop_index("ix_allocations_number", "allocations")
    for name in _ALLOCATED:
        op.drop_column("allocations", name)
    for table in ("tariffs", "funding_agreements", "known_contracts"):
        op.drop_table(table)
