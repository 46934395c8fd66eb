"""The table on rankings of providers, a copy of what outcomes published."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, Text, UniqueConstraint, Uuid

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import comparing, indicating

# The newest one of each indicator, under the ranking's own id and version.
provider_rankings = owned(
    "provider_rankings",
    METADATA,
    Column("comparison_id", Uuid, nullable=False),
    Column("indicator", Text, nullable=False),
    choice("method", comparing.ComparisonMethod),
    Column("quarter_from", Text, nullable=False),
    Column("quarter_to", Text, nullable=False),
    choice("direction", indicating.Direction),
    Column("published_on", Date, nullable=False),
    Column("unit_count", Integer, nullable=False),
    Column("rankability", Text, nullable=False),
    json_column("entries"),
    UniqueConstraint("owner", "indicator"),
    CheckConstraint("quarter_to >= quarter_from", name="quarters"),
)
