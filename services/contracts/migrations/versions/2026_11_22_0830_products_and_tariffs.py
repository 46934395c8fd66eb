"""Products and tariffs, with the indexes and the real prices that they rest on."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import known, patience, protect

revision = "2026_11_22_0830"
down_revision = "2026_11_22_0820"
branch_labels = None
depends_on = None

_OWNED = """
    owner text not null, id uuid not null, version integer default 1 not null,
    parties text[] default '{}' not null, client_id text not null, external_reference text,
    created_at timestamp with time zone default now() not null"""
_PERIOD = "daterange(valid_from, valid_until, '[]') with &&"
_PRODUCTS = """
create table products ({owned},
    code text not null, category text not null, name text not null, description text, support_kind text,
    laws text[] not null, unit text not null, line text not null, layer text, lot text, provision_type text not null,
    sheltered_living boolean not null, access_place text, chosen_place text, volume_risk text,
    expertise_concentration boolean, acute boolean not null, pool_eligible boolean not null,
    exempt_from_ceiling boolean not null, own_contribution text not null, execution_variant text,
    valid_from date not null, valid_until date,
    constraint pk_products primary key (owner, id),
    constraint ck_products_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_products_period check (valid_until >= valid_from),
    constraint ck_products_sheltered check (not sheltered_living or provision_type <> 'general'),
    constraint ex_products_code exclude using gist (owner with =, code with =, {period}))
"""
_TARIFFS = """
create table tariffs ({owned},
    product_code text not null, contract_id uuid, provider text, amendment_id uuid, unit text not null, amount text,
    path jsonb, phase_in jsonb, trajectory jsonb, tiers jsonb not null, indexed boolean not null,
    index_code text not null, maximum text, maximum_source text, cost_elements jsonb not null, indexes jsonb not null,
    amounts jsonb not null, valid_from date not null, valid_until date,
    constraint pk_tariffs primary key (owner, id),
    constraint ck_tariffs_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_tariffs_period check (valid_until >= valid_from),
    constraint fk_tariffs_owner_contract_id_contracts
        foreign key (owner, contract_id) references contracts (owner, id),
    constraint fk_tariffs_owner_amendment_id_amendments
        foreign key (owner, amendment_id) references amendments (owner, id),
    constraint ex_tariffs_scope exclude using gist (owner with =, product_code with =,
        coalesce(contract_id, '00000000-0000-0000-0000-000000000000'::uuid) with =, coalesce(provider, '') with =,
        {period}))
"""
_INDEXES = """
create table tariff_indexes ({owned},
    code text not null, year integer not null, basis_points integer not null, effective_on date not null,
    source text not null,
    constraint pk_tariff_indexes primary key (owner, id),
    constraint ck_tariff_indexes_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint uq_tariff_indexes_owner_code_year unique (owner, code, year))
"""
_REAL_PRICES = """
create table real_prices ({owned},
    municipality_code text not null, product_code text not null, law text not null, amount text not null,
    cost_elements jsonb not null, source text not null, valid_from date not null, valid_until date,
    constraint pk_real_prices primary key (owner, id),
    constraint ck_real_prices_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_real_prices_period check (valid_until >= valid_from),
    constraint ex_real_prices_product exclude using gist (owner with =, municipality_code with =, product_code with =,
        law with =, {period}))
"""
_TABLES = {
    "products": _PRODUCTS,
    "tariffs": _TARIFFS,
    "tariff_indexes": _INDEXES,
    "real_prices": _REAL_PRICES,
}
_UNITS = (
    "minute", "hour", "dayPart", "day", "nightAndDay", "week", "month", "piece", "trajectory", "place", "inhabitant",
    "insured", "fte", "euro",
)  # fmt: skip
_PLACES = ("citizen", "secondLineProvider", "socialTeam", "otherParty")


def upgrade() -> None:
    """Make the tables."""
    patience()
    for table, sql in _TABLES.items():
        op.execute(sql.format(owned=_OWNED, period=_PERIOD))
        op.create_index(f"ix_{table}_id", table, ["id"])
        op.create_index(
            f"uq_{table}_external_reference", table, ["owner", "client_id", "external_reference"], unique=True,
            postgresql_where=sa.text("external_reference IS NOT NULL"),
        )  # fmt: skip
    op.create_index("ix_tariffs_owner_product_code", "tariffs", ["owner", "product_code", "contract_id"])
    op.create_index("ix_tariffs_owner_contract_id", "tariffs", ["owner", "contract_id"])
    op.create_index("ix_real_prices_owner_product_code", "real_prices", ["owner", "product_code"])
    _know()
    protect(*_TABLES)


def _know() -> None:
    known(
        "products", "support_kind", "householdHelp", "individualGuidance", "groupGuidance", "personalCare", "nursing",
        "treatment", "shortStay", "transport", "mentalHealthWalkIn", "shelteredLiving", "fosterCare", "youthCarePlus",
        "residentialCare", "familyForms", "ambulatoryYouthHelp", "eHealth", "crisisCare", "parentingHelp", "debtHelp",
        "wheelchair", "welfare", "counterPerformance", "livingAndLodging",
    )  # fmt: skip
    known("products", "unit", *_UNITS)
    known("products", "line", "zero", "first", "second")
    known("products", "layer", "population", "basic", "specialist", "additional")
    known("products", "provision_type", "general", "tailorMade")
    known("products", "access_place", *_PLACES)
    known("products", "chosen_place", *_PLACES)
    known("products", "volume_risk", "limited", "substantial")
    known(
        "products", "own_contribution", "cakIncomeRelated", "municipalityCostPrice", "providerCollects", "none"
    )
    known("products", "execution_variant", "effort", "output", "task")
    known("tariffs", "unit", *_UNITS)
    known("real_prices", "law", "wmo2015", "jeugdwet")


def downgrade() -> None:
    """Take them back."""
    patience()
    for table in ("real_prices", "tariff_indexes", "tariffs", "products"):
        op.drop_table(table)
