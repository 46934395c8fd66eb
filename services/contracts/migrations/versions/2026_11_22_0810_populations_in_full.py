"""Populations in full: areas, characteristics, the social map, and coverage that has one owner by the day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import known, patience, protect, unforced

revision = "2026_11_22_0810"
down_revision = "2026_11_22_0800"
branch_labels = None
depends_on = None

_SOURCES = ("municipality", "cbs", "ggd", "vektis", "state", "provider", "insurer", "other")
_LISTS = ("area_codes", "legal_frameworks", "demands", "insurers", "delimited_by")
_OWNED = """
    owner text not null, id uuid not null, version integer default 1 not null,
    parties text[] default '{}' not null, client_id text not null, external_reference text,
    created_at timestamp with time zone default now() not null"""
_AREAS = """
create table areas ({owned},
    code text not null, name text not null, level text not null, division text not null, municipality_code text,
    part_of text[] not null, valid_from date not null, valid_until date,
    constraint pk_areas primary key (owner, id),
    constraint ck_areas_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_areas_period check (valid_until >= valid_from),
    constraint ex_areas_code exclude using gist
        (owner with =, code with =, daterange(valid_from, valid_until, '[]') with &&))
"""
_CHARACTERISTICS = """
create table characteristics ({owned},
    area_code text not null, characteristic text not null, detail text, year integer not null, source text not null,
    unit text not null, value text, suppressed boolean not null, used_for text, fits_use boolean not null,
    constraint pk_characteristics primary key (owner, id),
    constraint ck_characteristics_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_characteristics_suppressed check (suppressed = (value is null)),
    constraint uq_characteristics_of_area unique nulls not distinct
        (owner, area_code, characteristic, detail, year, source))
"""
_PROVISIONS = """
create table provisions ({owned},
    area_code text not null, name text not null, kind text not null, organisation text, product_codes text[] not null,
    description text, valid_from date not null, valid_until date,
    constraint pk_provisions primary key (owner, id),
    constraint ck_provisions_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_provisions_period check (valid_until >= valid_from))
"""
_COVERAGES = """
create table coverages ({owned},
    population_id uuid not null, contract_id uuid, provider text not null, area_codes text[] not null,
    laws text[] not null, demands text[] not null, target_group text, age_from integer not null, age_until integer,
    valid_from date not null, valid_until date, expected_cost jsonb, equity_cents bigint, carrying jsonb, withdrawn_on date,
    constraint pk_coverages primary key (owner, id),
    constraint ck_coverages_owner_oin check (owner ~ '^[0-9]{{20}}$'),
    constraint ck_coverages_period check (valid_until >= valid_from),
    constraint ck_coverages_ages check (age_from >= 0 and age_until >= age_from),
    constraint fk_coverages_owner_population_id_populations
        foreign key (owner, population_id) references populations (owner, id),
    constraint fk_coverages_owner_contract_id_contracts
        foreign key (owner, contract_id) references contracts (owner, id))
"""
# A range of texts: without bounds it is every demand, or everybody, and meets all others (R-C12).
_TEXTS = 'create type textrange as range (subtype = text, collation = "C", multirange_type_name = textmultirange)'
_CELLS = """
create table coverage_cells (
    owner text not null, id bigint generated always as identity, parties text[] not null, coverage_id uuid not null,
    provider text not null, area_code text not null, law text not null, demand text, target_group text,
    age_from integer not null, age_until integer, valid_from date not null, valid_until date,
    live boolean default true not null,
    constraint pk_coverage_cells primary key (owner, id),
    constraint ck_coverage_cells_period check (valid_until >= valid_from),
    constraint fk_coverage_cells_owner_coverage_id_coverages
        foreign key (owner, coverage_id) references coverages (owner, id),
    constraint ex_coverage_cells_one_owner exclude using gist (
        owner with =, area_code with =, law with =, daterange(valid_from, valid_until, '[]') with &&,
        int4range(age_from, age_until, '[]') with &&, textrange(demand, demand, '[]') with &&,
        textrange(target_group, target_group, '[]') with &&) where (live))
"""
_INDEXES = (
    ("ix_areas_owner_municipality_code", "areas", ["owner", "municipality_code", "id"]),
    ("ix_provisions_owner_area_code", "provisions", ["owner", "area_code"]),
    ("ix_coverages_owner_population_id", "coverages", ["owner", "population_id"]),
    ("ix_coverages_owner_contract_id", "coverages", ["owner", "contract_id"]),
    ("ix_coverages_provider", "coverages", ["owner", "provider"]),
    ("ix_coverage_cells_owner_coverage_id", "coverage_cells", ["owner", "coverage_id"]),
)


def upgrade() -> None:
    """Make the tables; a population of before is bounded by its municipality and counted once."""
    patience()
    _populations()
    made = {"areas": _AREAS, "characteristics": _CHARACTERISTICS, "provisions": _PROVISIONS, "coverages": _COVERAGES}
    for table, sql in made.items():
        op.execute(sql.format(owned=_OWNED))
        op.create_index(f"ix_{table}_id", table, ["id"])
        op.create_index(
            f"uq_{table}_external_reference", table, ["owner", "client_id", "external_reference"], unique=True,
            postgresql_where=sa.text("external_reference IS NOT NULL"),
        )  # fmt: skip
    op.execute(_TEXTS)
    op.execute(_CELLS)
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)
    known("areas", "level", "neighbourhood", "district", "municipality", "region")
    known(
        "characteristics", "characteristic", "education", "householdsWithChildren", "sociallyIsolated",
        "socialAssistance", "ses", "income", "age", "sex", "historicalUse", "inhabitants", "other",
    )  # fmt: skip
    known("characteristics", "source", *_SOURCES)
    known("characteristics", "unit", "count", "percent", "euro", "score", "years")
    known("characteristics", "used_for", "youth", "social")
    known("provisions", "kind", "general", "tailorMade", "collective", "voluntary", "healthCare", "education")
    known("coverage_cells", "law", "wmo2015", "jeugdwet")
    protect("areas", "characteristics", "provisions", "coverages", "coverage_cells")


def _populations() -> None:
    op.add_column("populations", sa.Column("inhabitants_source", sa.Text(), nullable=False, server_default="municipality"))
    op.alter_column("populations", "inhabitants_source", server_default=None)
    op.add_column("populations", sa.Column("sizes", JSONB(none_as_null=True), nullable=False, server_default="[]"))
    op.alter_column("populations", "sizes", server_default=None)
    for name in _LISTS:
        op.add_column("populations", sa.Column(name, ARRAY(sa.Text()), nullable=False, server_default="{}"))
        op.alter_column("populations", name, server_default=None)
    for name in ("age_from", "age_until"):
        op.add_column("populations", sa.Column(name, sa.Integer()))
    op.add_column("populations", sa.Column("target_group", JSONB(none_as_null=True)))
    with unforced("populations"):
        op.execute(
            "update populations set delimited_by = '{municipality}', sizes = jsonb_build_array(jsonb_build_object("
            "'counted_on', inhabitants_on, 'inhabitants', inhabitants, 'source', inhabitants_source))"
        )
    op.create_check_constraint(
        op.f("ck_populations_ages"), "populations", "age_from >= 0 and age_until >= coalesce(age_from, 0)"
    )
    known("populations", "inhabitants_source", *_SOURCES)


def downgrade() -> None:
    """Take them back; of a population stays what was there before."""
    patience()
    for table in ("coverage_cells", "coverages", "provisions", "characteristics", "areas"):
        op.drop_table(table)
    op.execute("drop type textrange")
    for name in ("inhabitants_source", "sizes", *_LISTS, "age_from", "age_until", "target_group"):
        op.drop_column("populations", name)
