"""Versions of a contract in two times, and its life."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.kit.migrations import append_only, patience, protect, unforced

revision = "2026_11_22_0860"
down_revision = "2026_11_22_0850"
branch_labels = None
depends_on = None

_OWNED = """
    owner text not null, id uuid not null, version integer default 1 not null,
    parties text[] default '{}' not null, client_id text not null, external_reference text,
    created_at timestamp with time zone default now() not null"""
_VERSIONS = """
create table contract_versions ({owned},
    contract_id uuid not null, valid_from date not null, valid_until date, known_from_version integer not null,
    known_until_version integer, known_from date not null, known_until date, reason text not null,
    taken_over boolean not null, amendment_id uuid, changed jsonb not null, content jsonb not null,
    constraint pk_contract_versions primary key (owner, id),
    constraint ck_contract_versions_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_contract_versions_reason_known check (reason in ('drafted', 'redrafted', 'takenOver', 'offered',
        'signed', 'activated', 'amended', 'extended', 'suspended', 'resumed', 'terminated', 'ended')),
    constraint ck_contract_versions_valid check (valid_until >= valid_from),
    constraint ck_contract_versions_known
        check (known_until_version > known_from_version and known_until >= known_from),
    constraint ck_contract_versions_closed check ((known_until_version is null) = (known_until is null)),
    constraint fk_contract_versions_owner_contract_id_contracts
        foreign key (owner, contract_id) references contracts (owner, id),
    constraint ex_contract_versions_one_truth exclude using gist
        (owner with =, contract_id with =, daterange(valid_from, valid_until, '[]') with &&,
         int4range(known_from_version, known_until_version) with &&))
"""
# What was written stays as it is; only what is known may come to its end, once.
_GUARD = """
create function only_close_known() returns trigger language plpgsql as $$
begin
    if old.known_until_version is not null or new.known_until_version is null
        or to_jsonb(old) - 'known_until_version' - 'known_until'
            is distinct from to_jsonb(new) - 'known_until_version' - 'known_until'
    then raise exception 'contract_versions is append-only' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""
_EVALUATIONS = """
create table evaluations ({owned},
    contract_id uuid not null, contract_version integer not null, kind text not null, due_on date,
    held_on date not null, added jsonb not null, removed jsonb not null, extreme_circumstances boolean not null,
    conclusion text not null, proposal text, amendment_id uuid,
    constraint pk_evaluations primary key (owner, id),
    constraint ck_evaluations_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_evaluations_kind_known check (kind in ('evaluation', 'scopeCheck', 'yearlyCheck')),
    constraint fk_evaluations_owner_contract_id_contracts
        foreign key (owner, contract_id) references contracts (owner, id),
    constraint fk_evaluations_owner_amendment_id_amendments
        foreign key (owner, amendment_id) references amendments (owner, id))
"""
_DOCUMENTS = """
create table contract_documents ({owned},
    contract_id uuid not null, contract_version integer not null, amendment_id uuid, kind text not null,
    title text not null, signed_on date, media_type text not null, size integer not null, sha256 text not null,
    archive_url text, stored boolean not null,
    constraint pk_contract_documents primary key (owner, id),
    constraint uq_contract_documents_sha256 unique (owner, contract_id, contract_version, sha256),
    constraint ck_contract_documents_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_contract_documents_kind_known
        check (kind in ('contract', 'amendment', 'grantDecision', 'annex', 'correspondence')),
    constraint ck_contract_documents_sha256 check (sha256 ~ '^[0-9a-f]{{64}}$'),
    constraint ck_contract_documents_one_place check (stored = (archive_url is null)),
    constraint ck_contract_documents_size check (size between 1 and 20971520),
    constraint fk_contract_documents_owner_contract_id_contracts
        foreign key (owner, contract_id) references contracts (owner, id),
    constraint fk_contract_documents_owner_amendment_id_amendments
        foreign key (owner, amendment_id) references amendments (owner, id))
"""
_CONTENTS = """
create table contract_document_contents ({owned}, bytes bytea not null,
    constraint pk_contract_document_contents primary key (owner, id),
    constraint ck_contract_document_contents_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint fk_contract_document_contents_owner_id_contract_documents
        foreign key (owner, id) references contract_documents (owner, id))
"""
# What stood before is known from the version in which it is found; its earlier versions are in the logbook.
_FILL = """
insert into contract_versions (owner, id, version, parties, client_id, contract_id, valid_from, known_from_version,
    known_from, reason, taken_over, amendment_id, changed, content)
select c.owner, uuidv7(), c.version, c.parties, c.client_id, c.id, coalesce(c.start_date, c.created_at::date),
    c.version,
    coalesce((select max(l.event_day) from logbook l where l.owner = c.owner and l.subject = c.id), c.created_at::date),
    case c.state when 'draft' then case c.version when 1 then 'drafted' else 'redrafted' end
        when 'signed' then 'signed' when 'active' then case when c.amendment_id is null then 'activated' else 'amended' end
        else c.state end,
    false, c.amendment_id, '[]',
    jsonb_strip_nulls(to_jsonb(c) - 'client_id' - 'created_at' || jsonb_build_object('signatures', coalesce(
        (select jsonb_agg(one - 'signed_by' - 'end_user') from jsonb_array_elements(c.signatures) one), '[]')))
from contracts c
"""
_TABLES = ("contract_versions", "evaluations", "contract_documents", "contract_document_contents")
_GROUPS = ("history", "suspension", "termination")
_INDEXES = {
    "ix_contracts_owner_state": ["owner", "state", "id"],
    "ix_contracts_owner_provider": ["owner", "provider"],
    "ix_contracts_owner_procurement_model": ["owner", "procurement_model"],
    "ix_contracts_owner_start_date": ["owner", "start_date", "id"],
    "ix_contracts_owner_end_date": ["owner", "end_date", "id"],
    "ix_contracts_owner_evaluation_date": ["owner", "evaluation_date", "id"],
}
_LISTS = ("area_amounts", "scope_additions", "scope_removals")


def upgrade() -> None:
    """Add a contract's life to it, and make the tables of its versions, evaluations and documents."""
    patience()
    for name in _GROUPS:
        op.add_column("contracts", sa.Column(name, JSONB(none_as_null=True)))
    _add_list("contracts", "compensations")
    op.add_column("contracts", sa.Column("next_move_on", sa.Date()))
    model = sa.Computed("arrangement ->> 'procurement_model'", persisted=True)
    op.add_column("contracts", sa.Column("procurement_model", sa.Text(), model))
    for name, columns in _INDEXES.items():
        op.create_index(name, "contracts", columns)
    op.create_index(
        "ix_contracts_next_move_on", "contracts", ["owner", "next_move_on"],
        postgresql_where=sa.text("next_move_on is not null"),
    )  # fmt: skip
    for name in _LISTS:
        _add_list("amendments", name)
    for name in ("grant_change", "compensation"):
        op.add_column("amendments", sa.Column(name, JSONB(none_as_null=True)))
    op.add_column("amendments", sa.Column("funding_number", sa.Integer()))
    op.add_column("amendments", sa.Column("extension_months", sa.Integer()))
    for made in (_VERSIONS, _EVALUATIONS, _DOCUMENTS, _CONTENTS):
        op.execute(made.format(owned=_OWNED))
    for table in _TABLES:
        op.create_index(f"ix_{table}_id", table, ["id"])
        op.create_index(
            f"uq_{table}_external_reference", table, ["owner", "client_id", "external_reference"], unique=True,
            postgresql_where=sa.text("external_reference is not null"),
        )  # fmt: skip
    op.create_index(
        "ix_contract_versions_now", "contract_versions", ["owner", "contract_id", "valid_from"],
        postgresql_where=sa.text("known_until_version is null"),
    )  # fmt: skip
    op.create_index(
        "ix_contract_versions_known", "contract_versions", ["owner", "contract_id", "known_from_version"]
    )
    op.create_index("ix_contract_versions_contract_id", "contract_versions", ["contract_id"])
    op.create_index("ix_evaluations_owner_contract_id", "evaluations", ["owner", "contract_id", "held_on"])
    with unforced("contracts", "logbook"):
        op.execute("update contracts set next_move_on = end_date + 1 where state = 'active'")
        op.execute(_FILL)
    _guard()
    protect(*_TABLES)


def _add_list(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, JSONB(none_as_null=True), nullable=False, server_default="[]"))
    op.alter_column(table, name, server_default=None)


def _guard() -> None:
    op.execute(_GUARD)
    op.execute(
        "create trigger contract_versions_close before update on contract_versions"
        " for each row execute function only_close_known()"
    )
    op.execute(
        "create trigger contract_versions_append_only before delete or truncate on contract_versions"
        " for each statement execute function refuse_change()"
    )
    append_only("contract_documents", "contract_document_contents")


def downgrade() -> None:
    """Take them back; what contracts became stays as it is."""
    patience()
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.execute("drop function only_close_known()")
    for name in (*_LISTS, "grant_change", "compensation", "funding_number", "extension_months"):
        op.drop_column("amendments", name)
    op.drop_index("ix_contracts_next_move_on", "contracts")
    for name in _INDEXES:
        op.drop_index(name, "contracts")
    for name in (*_GROUPS, "compensations", "next_move_on", "procurement_model"):
        op.drop_column("contracts", name)
