"""What access knows of contracts and mandates, from the feed of contracts."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, Text

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import arrangements, terms

# What access knows of a contract, from the contracts feed; id and version are those of the contract.
contract_terms = owned(
    "contract_terms",
    METADATA,
    Column("number", Text, nullable=False),
    choice("state", terms.ContractState),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    Column("acceptance_duty", Boolean, nullable=False),
    Column("waiting_norm_days", Integer),
    Column("payee", Text),
    choice("scenario", arrangements.Scenario, nullable=True),
    json_column("members"),
    CheckConstraint("end_date >= start_date", name="dates"),
)

# Who may decide, from the contracts feed; id and version are those of the mandate.
mandates = owned(
    "mandates",
    METADATA,
    Column("holder", Text, nullable=False),
    Column("role", Text, nullable=False),
    choice("law", terms.Law),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Index("ix_mandates_holder", "owner", "holder"),
)
