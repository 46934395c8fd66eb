"""The tables of whom an agreement is for, where, and who is responsible for them."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, ExcludeConstraint

from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.populations import (
    AreaLevel,
    CharacteristicKind,
    CharacteristicUnit,
    FigureSource,
    ProvisionKind,
    UsedFor,
)
from shared.values.terms import Law

_DAYS: ColumnElement[Any] = literal_column("daterange(valid_from, valid_until, '[]')")

# Its parties are those of the contracts that name it, kept by the operations that name it.
populations = owned(
    "populations",
    METADATA,
    Column("name", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    json_column("laws"),
    Column("description", Text, nullable=False),
    Column("inhabitants", Integer, nullable=False),
    Column("inhabitants_on", Date, nullable=False),
    choice("inhabitants_source", FigureSource),
    json_column("sizes"),
    Column("area_codes", ARRAY(Text), nullable=False),
    Column("age_from", Integer),
    Column("age_until", Integer),
    Column("legal_frameworks", ARRAY(Text), nullable=False),
    Column("demands", ARRAY(Text), nullable=False),
    json_column("target_group", nullable=True),
    Column("insurers", ARRAY(Text), nullable=False),
    Column("delimited_by", ARRAY(Text), nullable=False),
    CheckConstraint("inhabitants >= 0", name="inhabitants"),
    CheckConstraint("age_from >= 0 and age_until >= coalesce(age_from, 0)", name="ages"),
)

# Shared with whom the purchaser shares neighbourhood data and social map (D-17), as are the two tables that follow.
areas = owned(
    "areas",
    METADATA,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    choice("level", AreaLevel),
    Column("division", Text, nullable=False),
    Column("municipality_code", Text),
    Column("part_of", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="period"),
    ExcludeConstraint(
        (literal_column("owner"), "="),
        (literal_column("code"), "="),
        (_DAYS, "&&"),
        name="ex_areas_code",
        using="gist",
    ),
)
Index("ix_areas_owner_municipality_code", areas.c.owner, areas.c.municipality_code, areas.c.id)

characteristics = owned(
    "characteristics",
    METADATA,
    Column("area_code", Text, nullable=False),
    choice("characteristic", CharacteristicKind),
    Column("detail", Text),
    Column("year", Integer, nullable=False),
    choice("source", FigureSource),
    choice("unit", CharacteristicUnit),
    Column("value", Text),
    Column("suppressed", Boolean, nullable=False),
    choice("used_for", UsedFor, nullable=True),
    Column("fits_use", Boolean, nullable=False),
    UniqueConstraint(
        "owner",
        "area_code",
        "characteristic",
        "detail",
        "year",
        "source",
        name="uq_characteristics_of_area",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint("suppressed = (value is null)", name="suppressed"),
)

provisions = owned(
    "provisions",
    METADATA,
    Column("area_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    choice("kind", ProvisionKind),
    Column("organisation", Text),
    Column("product_codes", ARRAY(Text), nullable=False),
    Column("description", Text),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="period"),
)
Index("ix_provisions_owner_area_code", provisions.c.owner, provisions.c.area_code)

coverages = owned(
    "coverages",
    METADATA,
    Column("population_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    Column("provider", Text, nullable=False),
    Column("area_codes", ARRAY(Text), nullable=False),
    Column("laws", ARRAY(Text), nullable=False),
    Column("demands", ARRAY(Text), nullable=False),
    Column("target_group", Text),
    Column("age_from", Integer, nullable=False),
    Column("age_until", Integer),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    json_column("expected_cost", nullable=True),
    Column("equity_cents", BigInteger),
    json_column("carrying", nullable=True),
    Column("withdrawn_on", Date),
    ForeignKeyConstraint(["owner", "population_id"], ["populations.owner", "populations.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("valid_until >= valid_from", name="period"),
    CheckConstraint("age_from >= 0 and age_until >= age_from", name="ages"),
)
Index("ix_coverages_owner_population_id", coverages.c.owner, coverages.c.population_id)
Index("ix_coverages_owner_contract_id", coverages.c.owner, coverages.c.contract_id)
Index("ix_coverages_provider", coverages.c.owner, coverages.c.provider)

# What a coverage comes to in the smallest areas. A cell that no longer holds stays, not live, as what once was agreed.
coverage_cells = Table(
    "coverage_cells",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("parties", ARRAY(Text), nullable=False),
    Column("coverage_id", Uuid, nullable=False),
    Column("provider", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    choice("law", Law),
    Column("demand", Text),
    Column("target_group", Text),
    Column("age_from", Integer, nullable=False),
    Column("age_until", Integer),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("live", Boolean, nullable=False, server_default=text("true")),
    PrimaryKeyConstraint("owner", "id"),
    ForeignKeyConstraint(["owner", "coverage_id"], ["coverages.owner", "coverages.id"]),
    CheckConstraint("valid_until >= valid_from", name="period"),
    # No demand is every demand and no target group everybody: a range without bounds, which meets all others (R-C12).
    ExcludeConstraint(
        (literal_column("owner"), "="),
        (literal_column("area_code"), "="),
        (literal_column("law"), "="),
        (_DAYS, "&&"),
        (literal_column("int4range(age_from, age_until, '[]')"), "&&"),
        (literal_column("textrange(demand, demand, '[]')"), "&&"),
        (literal_column("textrange(target_group, target_group, '[]')"), "&&"),
        name="ex_coverage_cells_one_owner",
        using="gist",
        where=text("live"),
    ),
)
Index("ix_coverage_cells_owner_coverage_id", coverage_cells.c.owner, coverage_cells.c.coverage_id)
