"""What access knows of contracts and mandates, from the feed of contracts."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY

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
    Column("funding_forms", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("evaluators", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("product_codes", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("escalation_route", Boolean, nullable=False, server_default=text("false")),
    Column("personal_budget_option", Boolean, nullable=False, server_default=text("false")),
    Column("entered_by_diagnosis", Boolean, nullable=False, server_default=text("false")),
    Column("population_id", Uuid),
    choice("access_place", arrangements.AccessPlace, nullable=True),
    choice("decision_document", arrangements.DecisionDocument, nullable=True),
    choice("provision_type", terms.ProvisionType, nullable=True),
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

# The inhabitants of an area in a year, under the characteristic's own id and version; none where they are suppressed.
area_sizes = owned(
    "area_sizes",
    METADATA,
    Column("area_code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("inhabitants", Integer),
    Index("ix_area_sizes_area_code", "owner", "area_code", "year"),
)
