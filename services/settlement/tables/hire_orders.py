"""What may be spent and what was: hire orders within neighbourhood budgets."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    Uuid,
    text,
)

from services.settlement.tables.base import METADATA
from shared.kit.tables import owned

hire_orders = owned(
    "hire_orders",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("agreement_id", Uuid, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("from_date", Date, nullable=False),
    Column("until_date", Date, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("ordered_on", Date, nullable=False),
    Column("withdrawn_on", Date),
    ForeignKeyConstraint(["owner", "contract_id"], ["known_contracts.owner", "known_contracts.id"]),
    ForeignKeyConstraint(["owner", "agreement_id"], ["funding_agreements.owner", "funding_agreements.id"]),
    CheckConstraint("amount_cents > 0", name="amount"),
    CheckConstraint("until_date >= from_date", name="period"),
)
Index(
    "ix_hire_orders_standing",
    hire_orders.c.owner,
    hire_orders.c.contract_id,
    hire_orders.c.area_code,
    hire_orders.c.year,
    postgresql_where=text("withdrawn_on is null"),
)

__all__ = ["hire_orders"]
