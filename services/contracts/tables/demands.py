"""The tables of what was done of what a contract asks: social return (R-C31) and quality (R-C32)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from services.contracts.tables.agreements import contracts
from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values.arrangements import Unit
from shared.values.demands import SocialReturnKind, SocialReturnState

social_returns = owned(
    "social_returns",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("entered_by", Text, nullable=False),
    choice("kind", SocialReturnKind),
    Column("year", Integer, nullable=False),
    Column("realised_from", Date, nullable=False),
    Column("realised_until", Date, nullable=False),
    Column("value_cents", BigInteger, nullable=False),
    Column("evidence", Text, nullable=False),
    choice("state", SocialReturnState),
    Column("recognised_cents", BigInteger, nullable=False),
    Column("decided_on", Date),
    Column("reason", Text),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("realised_until >= realised_from", name="period"),
    CheckConstraint(
        "year = extract(year from realised_from) and year = extract(year from realised_until)",
        name="one_year",
    ),
    CheckConstraint("value_cents > 0 and recognised_cents between 0 and value_cents", name="worth"),
    CheckConstraint("state = 'recognised' or recognised_cents = 0", name="counted"),
)
Index("ix_social_returns_owner_contract_id", social_returns.c.owner, social_returns.c.contract_id)
# For a party, who asks across owners.
Index("ix_social_returns_contract_id", social_returns.c.contract_id)

social_return_sums = owned(
    "social_return_sums",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("stated_on", Date, nullable=False),
    UniqueConstraint("owner", "contract_id", "year"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("amount_cents >= 0", name="amount"),
)
Index("ix_social_return_sums_contract_id", social_return_sums.c.contract_id)

# The overview lists the contracts that ask social return, without a walk over all others.
Index(
    "ix_contracts_social_return",
    contracts.c.owner,
    contracts.c.id,
    postgresql_where=contracts.c.conditions["social_return"].astext.isnot(None),
)

# Seen by the purchaser and by who delivered: what one member of a consortium delivers is no other member's.
quality_deliveries = owned(
    "quality_deliveries",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("provider", Text, nullable=False),
    Column("demand_number", Integer, nullable=False),
    Column("product_code", Text, nullable=False),
    Column("trajectory_reference", Text, nullable=False),
    Column("period_from", Date, nullable=False),
    Column("period_until", Date, nullable=False),
    Column("value", Text),
    Column("met", Boolean),
    choice("unit", Unit, nullable=True),
    Column("completed", Boolean, nullable=False),
    UniqueConstraint(
        "owner",
        "contract_id",
        "provider",
        "demand_number",
        "trajectory_reference",
        "period_from",
        "period_until",
        name="uq_quality_deliveries_of_trajectory",
    ),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("(value is null) <> (met is null)", name="measured"),
    CheckConstraint("period_until >= period_from", name="period"),
)
Index("ix_quality_deliveries_contract_id", quality_deliveries.c.contract_id)
