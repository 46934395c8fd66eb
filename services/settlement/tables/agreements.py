"""What settlement knows of contracts, their funding agreements and tariffs: each as contracts told it."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.settlement.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.claiming import PartialApproval

# Every contract that was ever in force, also one that pays nothing in instalments; the version is that of the contract.
known_contracts = owned(
    "known_contracts",
    METADATA,
    # Empty where contracts told of it before claims were judged; its next version brings them.
    Column("number", Text),
    Column("payee", Text),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("rests_from", Date),
    Column("rests_until", Date),
    choice("partial_approval", PartialApproval, nullable=True),
    Column("guarantee_months", Integer),
    Column("population_id", Uuid),
)

# As the newest version of their contract has them; the version is that of the contract.
funding_agreements = owned(
    "funding_agreements",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("product_codes", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    # The whole agreement as contracts told it, in the names of its schema.
    json_column("terms"),
    # The contract says it no more.
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("owner", "contract_id", "number"),
    ForeignKeyConstraint(["owner", "contract_id"], ["known_contracts.owner", "known_contracts.id"]),
)

tariffs = owned(
    "tariffs",
    METADATA,
    Column("product_code", Text, nullable=False),
    Column("contract_id", Uuid),
    Column("provider", Text),
    Column("unit", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    json_column("amounts"),
    json_column("tiers"),
    Index("ix_tariffs_owner_product_code", "owner", "product_code"),
)

__all__ = ["funding_agreements", "known_contracts", "tariffs"]
