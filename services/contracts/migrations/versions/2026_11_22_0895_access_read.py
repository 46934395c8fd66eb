"""Who was expected and who moves between contracts: taken over from access (R-X12, R-C60)."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0895"
down_revision = "2026_11_22_0890"
branch_labels = None
depends_on = None

TABLES = ("clients_in_care", "contract_transitions", "contract_transition_lines")


def _owned(name: str, *more: Any) -> None:
    op.create_table(
        name,
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        *more,
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f(f"ck_{name}_owner_oin")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_id", name, ["id"], unique=False)
    op.create_index(
        f"uq_{name}_external_reference",
        name,
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )


def _clients() -> None:
    _owned(
        "clients_in_care",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provision_type", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "provision_type in ('general', 'tailorMade')",
            name=op.f("ck_clients_in_care_provision_type_known"),
        ),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_clients_in_care_term")),
        sa.CheckConstraint("provider ~ '^[0-9]{20}$'", name=op.f("ck_clients_in_care_provider_oin")),
    )
    op.create_index(
        "ix_clients_in_care_owner_contract_id", "clients_in_care", ["owner", "contract_id", "start_date"]
    )
    op.create_index("ix_clients_in_care_contract_id", "clients_in_care", ["contract_id"])


def _transitions() -> None:
    name = "contract_transitions"
    contract = ["contracts.owner", "contracts.id"]
    _owned(
        name,
        sa.Column("from_contract_id", sa.Uuid(), nullable=False),
        sa.Column("to_contract_id", sa.Uuid(), nullable=False),
        sa.Column("transition_date", sa.Date(), nullable=False),
        sa.Column("placements", JSONB(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        *(
            sa.Column(counted, sa.Integer(), nullable=False)
            for counted in (
                "clients", "placed", "unplaced", "care_ending", "with_gap", "largest_gap_days", "provider_changes",
            )
        ),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("remarks", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint("state in ('planned', 'confirmed')", name=op.f(f"ck_{name}_state_known")),
        sa.CheckConstraint("from_contract_id <> to_contract_id", name=op.f(f"ck_{name}_moves")),
        sa.CheckConstraint("last_day < first_day", name=op.f(f"ck_{name}_days")),
        sa.CheckConstraint("clients = placed + unplaced + care_ending", name=op.f(f"ck_{name}_adds_up")),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_on is not null)", name=op.f(f"ck_{name}_confirmed")
        ),
        sa.CheckConstraint(
            "state = 'planned' or (unplaced = 0 and with_gap = 0 and largest_gap_days = 0)",
            name=op.f(f"ck_{name}_seamless"),
        ),
        *(
            sa.ForeignKeyConstraint(
                ["owner", f"{side}_contract_id"], contract, name=op.f(f"fk_{name}_owner_{side}_contract_id_contracts")
            )
            for side in ("from", "to")
        ),
    )  # fmt: skip
    for side in ("from", "to"):
        op.create_index(f"ix_{name}_owner_{side}_contract_id", name, ["owner", f"{side}_contract_id"])


def _lines() -> None:
    name = "contract_transition_lines"
    _owned(
        name,
        sa.Column("transition_id", sa.Uuid(), nullable=False),
        sa.Column("transition_version", sa.Integer(), nullable=False),
        sa.Column("care_id", sa.Uuid(), nullable=False),
        sa.Column("provision_type", sa.Text(), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("gap_days", sa.Integer(), nullable=True),
        sa.Column("product_contracted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "provision_type in ('general', 'tailorMade')", name=op.f(f"ck_{name}_provision_type_known")
        ),
        sa.CheckConstraint(
            "outcome in ('placed', 'unplaced', 'careEnds')", name=op.f(f"ck_{name}_outcome_known")
        ),
        sa.CheckConstraint("(outcome = 'placed') = (first_day is not null)", name=op.f(f"ck_{name}_placed")),
        sa.CheckConstraint(
            "(gap_days is null) = (first_day is null) and gap_days >= 0", name=op.f(f"ck_{name}_gap")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "transition_id"],
            ["contract_transitions.owner", "contract_transitions.id"],
            name=op.f(f"fk_{name}_owner_transition_id_contract_transitions"),
        ),
    )
    op.create_index(f"ix_{name}_owner_transition_id", name, ["owner", "transition_id", "transition_version"])


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    _clients()
    _transitions()
    _lines()
    protect(*TABLES)


def downgrade() -> None:
    """Take them away."""
    patience()
    for table in reversed(TABLES):
        op.drop_table(table)
