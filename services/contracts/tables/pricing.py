"""The tables of what is agreed by the unit: products, tariffs, indexes and real prices."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnClause,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    literal_column,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from services.contracts.tables.base import METADATA
from shared.kit.tables import ARRAY, choice, json_column, owned
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import (
    CareLayer,
    CareLine,
    ExecutionVariant,
    OwnContributionRoute,
    SupportKind,
    VolumeRisk,
)
from shared.values.terms import Law, ProvisionType

_DAYS: ColumnClause[Any] = literal_column("daterange(valid_from, valid_until, '[]')")

# Its parties are whom the purchaser lets see it.
products = owned(
    "products",
    METADATA,
    Column("code", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    choice("support_kind", SupportKind, nullable=True),
    Column("laws", ARRAY(Text), nullable=False),
    choice("unit", Unit),
    choice("line", CareLine),
    choice("layer", CareLayer, nullable=True),
    Column("lot", Text),
    choice("provision_type", ProvisionType),
    Column("sheltered_living", Boolean, nullable=False),
    choice("access_place", AccessPlace, nullable=True),
    choice("chosen_place", AccessPlace, nullable=True),
    choice("volume_risk", VolumeRisk, nullable=True),
    Column("expertise_concentration", Boolean),
    Column("acute", Boolean, nullable=False),
    Column("pool_eligible", Boolean, nullable=False),
    Column("exempt_from_ceiling", Boolean, nullable=False),
    choice("own_contribution", OwnContributionRoute),
    choice("execution_variant", ExecutionVariant, nullable=True),
    json_column("recognition_demands"),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="period"),
    CheckConstraint("not sheltered_living or provision_type <> 'general'", name="sheltered"),
    ExcludeConstraint(
        (literal_column("owner"), "="),
        (literal_column("code"), "="),
        (_DAYS, "&&"),
        name="ex_products_code",
        using="gist",
    ),
)

# Seen by the parties of its contract, its provider, or whoever sees its product.
tariffs = owned(
    "tariffs",
    METADATA,
    Column("product_code", Text, nullable=False),
    Column("contract_id", Uuid),
    Column("provider", Text),
    Column("amendment_id", Uuid),
    choice("unit", Unit),
    Column("amount", Text),
    json_column("path", nullable=True),
    json_column("phase_in", nullable=True),
    json_column("trajectory", nullable=True),
    json_column("tiers"),
    Column("indexed", Boolean, nullable=False),
    Column("index_code", Text, nullable=False),
    Column("maximum", Text),
    Column("maximum_source", Text),
    json_column("cost_elements"),
    json_column("indexes"),
    json_column("amounts"),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    ForeignKeyConstraint(["owner", "amendment_id"], ["amendments.owner", "amendments.id"]),
    CheckConstraint("valid_until >= valid_from", name="period"),
    # Nobody and no contract are values here too: a general tariff has one amount on a day as well.
    ExcludeConstraint(
        (literal_column("owner"), "="),
        (literal_column("product_code"), "="),
        (literal_column("coalesce(contract_id, '00000000-0000-0000-0000-000000000000'::uuid)"), "="),
        (literal_column("coalesce(provider, '')"), "="),
        (_DAYS, "&&"),
        name="ex_tariffs_scope",
        using="gist",
    ),
)
Index("ix_tariffs_owner_product_code", tariffs.c.owner, tariffs.c.product_code, tariffs.c.contract_id)
Index("ix_tariffs_owner_contract_id", tariffs.c.owner, tariffs.c.contract_id)

tariff_indexes = owned(
    "tariff_indexes",
    METADATA,
    Column("code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("basis_points", Integer, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("owner", "code", "year"),
)

real_prices = owned(
    "real_prices",
    METADATA,
    Column("municipality_code", Text, nullable=False),
    Column("product_code", Text, nullable=False),
    choice("law", Law),
    Column("amount", Text, nullable=False),
    json_column("cost_elements"),
    Column("source", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="period"),
    ExcludeConstraint(
        (literal_column("owner"), "="),
        (literal_column("municipality_code"), "="),
        (literal_column("product_code"), "="),
        (literal_column("law"), "="),
        (_DAYS, "&&"),
        name="ex_real_prices_product",
        using="gist",
    ),
)
Index("ix_real_prices_owner_product_code", real_prices.c.owner, real_prices.c.product_code)
