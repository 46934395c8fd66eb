"""What indicators mean, version by version, which libraries were taken over, and where findings on them begin."""

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY

from services.outcomes.tables.base import METADATA
from services.outcomes.tables.measured import indicators
from shared.kit.tables import choice, json_column, owned
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource

# Kind, scope and source are those of the newest version, to find a definition by; what held on a day is in the versions.
indicator_definitions = owned(
    "indicator_definitions",
    METADATA,
    Column("code", Text, nullable=False),
    Column("library", Text),
    choice("kind", IndicatorKind),
    choice("scope", IndicatorScope),
    choice("source", MeasurementSource),
    Column("providers", ARRAY(Text), nullable=False),
    json_column("versions"),
    UniqueConstraint("owner", "code"),
)

library_imports = owned(
    "library_imports", METADATA, Column("library", Text, nullable=False), json_column("items")
)

indicator_policies = owned("indicator_policies", METADATA, json_column("limits"), UniqueConstraint("owner"))

# Which contracts are measured by a definition, and which measure the same.
Index("ix_indicators_owner_code", indicators.c.owner, indicators.c.code)
