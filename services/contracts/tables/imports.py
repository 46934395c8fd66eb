"""The tables of what was done with many at once: read in, shared."""

from sqlalchemy import Column, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values.imports import ImportKind

imports = owned(
    "imports",
    METADATA,
    choice("kind", ImportKind),
    Column("registered", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("suppressed", Integer, nullable=False),
    Column("unfit", Integer, nullable=False),
    Column("touched", ARRAY(Uuid), nullable=False),
)

area_sharings = owned(
    "area_sharings",
    METADATA,
    Column("municipality_code", Text, nullable=False),
    Column("organisations", ARRAY(Text), nullable=False),
    Column("areas", Integer, nullable=False),
)
