"""The tables of budgets: allocations, squares with their transfers, ceilings, reciprocal obligations."""

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

from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.arrangements import GuaranteeKind, Unit
from shared.values.budgets import (
    AllocationMethod,
    CategoryTransferState,
    CeilingFollows,
    CeilingLevel,
    CeilingMode,
    CeilingQuantity,
    CeilingScope,
    ControlOption,
    LimitOption,
    ObligationKind,
    ObligationState,
)

_CONTRACT = (["owner", "contract_id"], ["contracts.owner", "contracts.id"])

budget_allocations = owned(
    "budget_allocations",
    METADATA,
    Column("name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("contract_id", Uuid),
    choice("method", AllocationMethod),
    json_column("basis"),
    Column("total_cents", BigInteger),
    json_column("parts"),
    json_column("remarks"),
    json_column("unavailable", nullable=True),
    json_column("current_costs"),
    Column("motivation", Text),
    ForeignKeyConstraint(*_CONTRACT),
    CheckConstraint("(total_cents is null) = (unavailable is not null)", name="available"),
)
Index("ix_budget_allocations_owner_contract_id", budget_allocations.c.owner, budget_allocations.c.contract_id)

# One row a contract and year: who books in it locks it, so that no category goes below zero (R-C20).
category_squares = owned(
    "category_squares",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("funding_number", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("total_cents", BigInteger, nullable=False),
    json_column("categories"),
    UniqueConstraint("owner", "contract_id", "funding_number", "year"),
    ForeignKeyConstraint(*_CONTRACT),
    CheckConstraint("jsonb_array_length(categories) between 1 and 4", name="four"),
)

category_transfers = owned(
    "category_transfers",
    METADATA,
    Column("square_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("from_code", Text, nullable=False),
    Column("to_code", Text, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("motivation", Text),
    choice("state", CategoryTransferState),
    Column("requested_by", Text, nullable=False),
    Column("requested_by_user", Text),
    Column("requested_on", Date, nullable=False),
    Column("decided_on", Date),
    Column("approver", Text),
    Column("refusal_reason", Text),
    Column("booked_on", Date),
    ForeignKeyConstraint(["owner", "square_id"], ["category_squares.owner", "category_squares.id"]),
    CheckConstraint("amount_cents > 0 and from_code <> to_code", name="moves"),
    # Nothing is booked without consent (F-29).
    CheckConstraint(
        "booked_on is null or (decided_on is not null and approver is not null)", name="consented"
    ),
)
Index("ix_category_transfers_owner_square_id", category_transfers.c.owner, category_transfers.c.square_id)

ceilings = owned(
    "ceilings",
    METADATA,
    Column("name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    choice("level", CeilingLevel),
    choice("quantity", CeilingQuantity),
    choice("mode", CeilingMode),
    choice("scope", CeilingScope),
    choice("option", LimitOption, nullable=True),
    choice("control_option", ControlOption, nullable=True),
    Column("contract_id", Uuid),
    Column("amendment_id", Uuid),
    Column("provider", Text),
    Column("population_id", Uuid),
    Column("allocation_id", Uuid),
    Column("amount_cents", BigInteger),
    Column("volume", Text),
    choice("unit", Unit, nullable=True),
    Column("maximum_citizens", Integer),
    Column("maximum_activities", Integer),
    Column("team_cents", BigInteger),
    Column("second_line_cents", BigInteger),
    Column("guaranteed_basis_points", Integer),
    choice("guarantee_kind", GuaranteeKind, nullable=True),
    Column("guaranteed_cents", BigInteger),
    choice("follows", CeilingFollows, nullable=True),
    Column("followed_from", BigInteger),
    Column("warning_basis_points", Integer, nullable=False),
    json_column("exempt_care_types"),
    Column("no_exemptions", Boolean, nullable=False),
    json_column("quality_indicator_codes"),
    json_column("active_limits"),
    Column("providers_free", Boolean, nullable=False),
    json_column("remarks"),
    ForeignKeyConstraint(*_CONTRACT),
    ForeignKeyConstraint(["owner", "population_id"], ["populations.owner", "populations.id"]),
    ForeignKeyConstraint(["owner", "allocation_id"], ["budget_allocations.owner", "budget_allocations.id"]),
    ForeignKeyConstraint(["owner", "amendment_id"], ["amendments.owner", "amendments.id"]),
    # Exempt care is declared, or explicitly none (R-C26).
    CheckConstraint("no_exemptions <> (jsonb_array_length(exempt_care_types) > 0)", name="exemptions"),
)
Index("ix_ceilings_owner_year", ceilings.c.owner, ceilings.c.year)

obligations = owned(
    "obligations",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    choice("kind", ObligationKind),
    Column("party", Text, nullable=False),
    Column("description", Text),
    Column("due_on", Date, nullable=False),
    choice("state", ObligationState),
    Column("state_on", Date, nullable=False),
    Column("evidence", Text),
    ForeignKeyConstraint(*_CONTRACT),
    CheckConstraint("party ~ '^[0-9]{20}$'", name="party_oin"),
)
Index("ix_obligations_owner_contract_id", obligations.c.owner, obligations.c.contract_id)
