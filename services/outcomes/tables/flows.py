"""What is counted of cases, how many people there are, and what they cost."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.flowing import CareSegment, CostSource, Figure, FlowBy

# Kept counts: changed by what a fact changes of one citizen's contribution, in the transaction of that fact. A row is a
# figure of a month for whom it is counted; "" and the nil id stand for "not of one", so that the key has no holes.
derived_counts = Table(
    "derived_counts",
    METADATA,
    Column("owner", Text, nullable=False),
    choice("counted_by", FlowBy),
    Column("contract_id", Uuid, nullable=False),
    Column("provider", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("team", Text, nullable=False),
    choice("segment", CareSegment),
    choice("figure", Figure),
    Column("month", Date, nullable=False),
    Column("value", Integer, nullable=False),
    Column("parties", ARRAY(Text), nullable=False),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint(
        "owner",
        "counted_by",
        "contract_id",
        "provider",
        "area_code",
        "team",
        "segment",
        "figure",
        "month",
        "value",
    ),
)
Index(
    "ix_derived_counts_contract_id",
    derived_counts.c.contract_id,
    derived_counts.c.counted_by,
    derived_counts.c.month,
)

flow_rebuilds = owned(
    "flow_rebuilds",
    METADATA,
    Column("citizens", Integer, nullable=False),
    Column("cases", Integer, nullable=False),
    Column("counts", Integer, nullable=False),
    Column("differing", Integer, nullable=False),
    Column("rebuilt_on", Date, nullable=False),
)

# Populations and inhabitants of areas, under their own ids and versions; they follow the contracts feed.
population_copies = owned(
    "population_copies",
    METADATA,
    Column("name", Text, nullable=False),
    Column("area_codes", ARRAY(Text), nullable=False),
    Column("targeted", Boolean, nullable=False),
    json_column("sizes"),
)
area_sizes = owned(
    "area_sizes",
    METADATA,
    Column("area_code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("inhabitants", Integer),
    Index("ix_area_sizes_area_code", "owner", "area_code", "year"),
)

# What was posted on a contract year, by the schedule and by the retention, under their own ids and versions.
cost_postings = owned(
    "cost_postings",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    choice("source", CostSource),
    Column("amount_cents", BigInteger, nullable=False),
    UniqueConstraint("owner", "contract_id", "year", "source"),
)
Index("ix_cost_postings_contract_id_year", cost_postings.c.contract_id, cost_postings.c.year)
