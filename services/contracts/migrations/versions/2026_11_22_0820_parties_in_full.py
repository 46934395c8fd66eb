"""Parties in full: recognitions, cooperations, keys within a consortium, more kinds of organisations."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import known, patience, protect

revision = "2026_11_22_0820"
down_revision = "2026_11_22_0810"
branch_labels = None
depends_on = None

_KINDS = ("municipality", "provider", "auditor")
_MORE = (
    "region", "bureau", "insurer", "careOffice", "state", "researcher", "ombuds", "dataOffice", "publicHealth", "assessor",
    "school", "generalPractice",
)  # fmt: skip
_OWNED = """
    owner text not null, id uuid not null, version integer default 1 not null,
    parties text[] default '{}' not null, client_id text not null, external_reference text,
    created_at timestamp with time zone default now() not null"""
_TABLES = {
    "recognitions": """
        organisation text not null, kind text not null, code text not null, number text, issued_by text,
        product_codes text[] not null, valid_from date not null, valid_until date,
        constraint ck_recognitions_period check (valid_until >= valid_from)""",
    "cooperations": """
        name text not null, model text not null, host text, legal_form text, legal_basis text not null,
        members jsonb not null, factors jsonb not null, motives jsonb not null, valid_from date not null,
        valid_until date, complexity integer not null,
        constraint ck_cooperations_period check (valid_until >= valid_from),
        constraint ck_cooperations_host check ((model = 'network') = (host is null))""",
    "consortium_keys": """
        consortium_id uuid not null, year integer not null, shares jsonb not null,
        constraint uq_consortium_keys_owner_consortium_id_year unique (owner, consortium_id, year),
        constraint fk_consortium_keys_owner_consortium_id_consortia
            foreign key (owner, consortium_id) references consortia (owner, id)""",
}


def upgrade() -> None:
    """Make the tables, and know the other parties (N-61)."""
    patience()
    for table, columns in _TABLES.items():
        op.execute(
            f"create table {table} ({_OWNED}, {columns},"
            f" constraint pk_{table} primary key (owner, id),"
            f" constraint ck_{table}_owner_oin check (owner ~ '^[0-9]{{20}}$'))"
        )
        op.create_index(f"ix_{table}_id", table, ["id"])
        op.create_index(
            f"uq_{table}_external_reference", table, ["owner", "client_id", "external_reference"], unique=True,
            postgresql_where=sa.text("external_reference IS NOT NULL"),
        )  # fmt: skip
    op.create_index("ix_recognitions_owner_organisation", "recognitions", ["owner", "organisation"])
    known("recognitions", "kind", "admission", "recognition", "certificate", "qualityDemand")
    known("cooperations", "model", "network", "accountHolder", "bureau")
    known("cooperations", "legal_form", "company", "cooperative", "foundation")
    known("cooperations", "legal_basis", "wgr", "cooperationAgreement")
    known("organisations", "kind", *_KINDS, *_MORE)
    protect(*_TABLES)


def downgrade() -> None:
    """Take them back; organisations of a newer kind are refused by the check."""
    patience()
    for table in reversed(_TABLES):
        op.drop_table(table)
    known("organisations", "kind", *_KINDS)
