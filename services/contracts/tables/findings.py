"""The tables of what findings rest on: definition tests, and circumstances; a partial index finds the subsidies to check."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
    Uuid,
)

from services.contracts.tables.agreements import contracts
from services.contracts.tables.base import METADATA
from shared.kit.tables import json_column, owned

definition_tests = owned(
    "definition_tests",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("tested_on", Date, nullable=False),
    json_column("criteria"),
    Column("score", Integer, nullable=False),
    json_column("deviations"),
    json_column("earlier"),
    UniqueConstraint("owner", "contract_id"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("score between 0 and 5", name="score"),
)

# Its parties are nobody: it holds what a provider told in confidence.
circumstances = owned(
    "circumstances",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("known_on", Date, nullable=False),
    json_column("facts"),
    UniqueConstraint("owner", "contract_id"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
)

Index(
    "ix_contracts_subsidies",
    contracts.c.owner,
    contracts.c.id,
    postgresql_where=contracts.c.legal_form == "subsidy",
)
