"""Ceilings as contracts tells them, each with how far claims used it: one row, locked by whoever takes of it."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    Text,
    Uuid,
    text,
)

from services.settlement.tables.base import METADATA
from shared.kit.tables import owned


def _sum(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


# The version is that of contracts; what is used is settlement's own.
ceilings = owned(
    "ceilings",
    METADATA,
    Column("name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("level", Text, nullable=False),
    Column("contract_id", Uuid),
    Column("provider", Text),
    Column("population_id", Uuid),
    Column("amount_cents", BigInteger, nullable=False),
    Column("warning_basis_points", Integer, nullable=False),
    Column("exempt_product_codes", ARRAY(Text), nullable=False),
    _sum("used_cents"),
    _sum("exception_cents"),
    _sum("exempt_cents"),
    _sum("refused_cents"),
    Column("last_delivered_on", Date),
    Column("exhausted_on", Date),
    # The share was reached from which it warns, in any version.
    Column("warned", Boolean, nullable=False, server_default=text("false")),
    # Contracts bounds no money by it any more.
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("used_cents >= 0 and exception_cents >= 0 and exempt_cents >= 0", name="sums"),
    Index("ix_ceilings_owner_year", "owner", "year"),
)

__all__ = ["ceilings"]
