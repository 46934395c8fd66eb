"""What is known of municipalities, providers and consortia (N-100, N-102, N-103), and contracts by their forms of funding."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import known, patience, protect, unforced

revision = "2026_11_22_0899"
down_revision = "2026_11_22_0898"
branch_labels = None
depends_on = None

_KINDS = (
    "municipality", "provider", "auditor", "region", "bureau", "insurer", "careOffice", "state", "researcher", "ombuds",
    "dataOffice", "publicHealth", "assessor", "school", "generalPractice",
)  # fmt: skip
_ORGANISATION = (
    ("region", sa.Text()),
    ("inhabitants", sa.Integer()),
    ("inhabitants_on", sa.Date()),
    ("role_model", sa.Text()),
    ("scenario", sa.Text()),
    ("own_risk_provision_cents", sa.BigInteger()),
    ("size", sa.Text()),
    ("financial_signal", sa.Text()),
    ("financial_signal_on", sa.Date()),
)
_LISTS = ("sectors", "main_area_codes")
_CONSORTIUM = (
    ("providers_relation", sa.Text()),
    ("shared_overhead", sa.Boolean()),
    ("shared_overhead_cents", sa.BigInteger()),
)
_CHECKS = {
    "figures": "inhabitants >= 0 and own_risk_provision_cents >= 0",
    "counted": "(inhabitants is null) = (inhabitants_on is null)",
    "signalled": "(financial_signal is null) = (financial_signal_on is null)",
}
_FORMS = """
create table contract_forms (
    owner text not null, id uuid not null, version integer default 1 not null,
    parties text[] default '{}' not null, client_id text not null, external_reference text,
    created_at timestamp with time zone default now() not null,
    contract_id uuid not null, form text not null, held boolean not null,
    constraint pk_contract_forms primary key (owner, id),
    constraint ck_contract_forms_owner_oin check (owner ~ '^[0-9]{20}$'),
    constraint uq_contract_forms_owner_form_contract_id unique (owner, form, contract_id),
    constraint fk_contract_forms_owner_contract_id_contracts
        foreign key (owner, contract_id) references contracts (owner, id))
"""
_OF = """
insert into contract_forms (owner, id, parties, client_id, contract_id, form, held)
select {of}.owner, uuidv7(), {of}.parties, {of}.client_id, {of}.id, forms.form, true
from {source} (select distinct one ->> 'form' as form from jsonb_array_elements({of}.funding_agreements) one) forms
"""
_NOTE = f"""
create function note_contract_forms() returns trigger language plpgsql as $$
begin
    update contract_forms set held = false, parties = new.parties
        where owner = new.owner and contract_id = new.id;
    {_OF.format(of="new", source="")}
    on conflict (owner, form, contract_id) do update set held = true, parties = excluded.parties;
    return null;
end $$
"""
_TRIGGERS = """
create trigger contracts_noted after insert on contracts for each row execute function note_contract_forms();
create trigger contracts_noted_anew after update on contracts for each row
    when (old.funding_agreements is distinct from new.funding_agreements or old.parties is distinct from new.parties)
    execute function note_contract_forms()
"""


def upgrade() -> None:
    """Describe the parties, and list contracts by their forms."""
    patience()
    _describe()
    op.execute(_FORMS)
    op.create_index("ix_contract_forms_id", "contract_forms", ["id"])
    op.create_index("ix_contract_forms_contract_id", "contract_forms", ["owner", "contract_id"])
    op.create_index(
        "uq_contract_forms_external_reference", "contract_forms", ["owner", "client_id", "external_reference"],
        unique=True, postgresql_where=sa.text("external_reference IS NOT NULL"),
    )  # fmt: skip
    with unforced("contracts"):
        op.execute(_OF.format(of="c", source="contracts c cross join lateral"))
    protect("contract_forms")
    op.execute(_NOTE)
    for trigger in _TRIGGERS.split(";"):
        op.execute(trigger)


def _describe() -> None:
    for name, kind in _ORGANISATION:
        op.add_column("organisations", sa.Column(name, kind))
    for name in _LISTS:
        op.add_column(
            "organisations",
            sa.Column(name, sa.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'::text[]")),
        )
    for name, rule in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_organisations_{name}"), "organisations", rule)
    known("organisations", "role_model", "market", "director", "partner")
    known("organisations", "scenario", "a", "b", "c", "d")
    known("organisations", "size", "small", "large")
    known("organisations", "financial_signal", "stable", "attention", "distress")
    known("organisations", "kind", *_KINDS, "contributionOffice")
    for name, kind in _CONSORTIUM:
        op.add_column("consortia", sa.Column(name, kind))
    op.create_check_constraint(op.f("ck_consortia_overhead"), "consortia", "shared_overhead_cents >= 0")
    known("consortia", "providers_relation", "competing", "complementary")


def downgrade() -> None:
    """Take them away; organisations of the newer kind are refused by the check."""
    patience()
    for trigger in ("contracts_noted_anew", "contracts_noted"):
        op.execute(f"drop trigger {trigger} on contracts")
    op.execute("drop function note_contract_forms()")
    op.drop_table("contract_forms")
    op.drop_constraint(op.f("ck_consortia_overhead"), "consortia")
    for name, _ in reversed(_CONSORTIUM):
        op.drop_column("consortia", name)
    known("organisations", "kind", *_KINDS)
    for name in _CHECKS:
        op.drop_constraint(op.f(f"ck_organisations_{name}"), "organisations")
    for name in (*_LISTS, *(name for name, _ in reversed(_ORGANISATION))):
        op.drop_column("organisations", name)
