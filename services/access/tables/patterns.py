"""The table on watching for patterns: which month of a municipality was looked at."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, Text, UniqueConstraint, text

from services.access.tables.base import METADATA
from shared.kit.tables import owned

# A month is watched once; the row is the claim of whoever does it.
pattern_watches = owned(
    "pattern_watches",
    METADATA,
    Column("name", Text, nullable=False),
    Column("month", Date, nullable=False),
    Column("signals", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("extract(day from month) = 1", name="month"),
    UniqueConstraint("owner", "name", "month"),
)
