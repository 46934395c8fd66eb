"""The tables of who may decide for whom: mandates and transferred powers."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Text

from services.contracts.tables.base import METADATA
from shared.kit.tables import ARRAY, choice, owned
from shared.values.terms import Law

mandates = owned(
    "mandates",
    METADATA,
    Column("holder", Text, nullable=False),
    Column("role", Text, nullable=False),
    choice("law", Law),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="period"),
)

# Both ends are purchasers: the municipality owns it, the region or centre municipality is a party.
power_transfers = owned(
    "power_transfers",
    METADATA,
    Column("holder", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("laws", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("holder ~ '^[0-9]{20}$'", name="holder_oin"),
    CheckConstraint("cardinality(laws) > 0", name="laws"),
    CheckConstraint("valid_until >= valid_from", name="period"),
)
Index("ix_power_transfers_holder", power_transfers.c.holder, power_transfers.c.municipality_code)
