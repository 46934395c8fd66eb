"""The tables of contracts and amendments."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
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
from shared.values.terms import AmendmentReason, AmendmentState, ContractState, LegalForm

contracts = owned(
    "contracts",
    METADATA,
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    choice("legal_form", LegalForm),
    choice("state", ContractState),
    Column("consortium_id", Uuid),
    Column("provider", Text),
    json_column("co_purchasers"),
    Column("population_id", Uuid),
    json_column("product_codes"),
    json_column("tendered_scope"),
    json_column("scope"),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("latest_end_date", Date),
    Column("base_term_months", Integer),
    Column("evaluation_after_months", Integer),
    Column("evaluation_date", Date),
    json_column("extension_options"),
    json_column("yearly_check", nullable=True),
    json_column("funding_agreements"),
    json_column("yearly_funding"),
    json_column("incentives"),
    json_column("non_financial_incentives"),
    json_column("agreements"),
    json_column("frame", nullable=True),
    json_column("arrangement", nullable=True),
    json_column("conditions", nullable=True),
    json_column("guarantee", nullable=True),
    Column("acceptance_duty", Boolean, nullable=False),
    Column("waiting_norm_days", Integer),
    Column("auditor", Text),
    json_column("members"),
    Column("payee", Text),
    json_column("signatures"),
    Column("amendment_id", Uuid),
    json_column("history", nullable=True),
    json_column("suspension", nullable=True),
    json_column("termination", nullable=True),
    json_column("compensations"),
    Column("next_move_on", Date),
    Column("procurement_model", Text, Computed("arrangement ->> 'procurement_model'", persisted=True)),
    UniqueConstraint("owner", "number"),
    ForeignKeyConstraint(["owner", "consortium_id"], ["consortia.owner", "consortia.id"]),
    ForeignKeyConstraint(["owner", "population_id"], ["populations.owner", "populations.id"]),
    ForeignKeyConstraint(["owner", "amendment_id"], ["amendments.owner", "amendments.id"], use_alter=True),
    CheckConstraint("start_date <= end_date and end_date <= latest_end_date", name="term"),
    CheckConstraint(
        "state in ('draft', 'offered', 'signed') or"
        " ((consortium_id is null) <> (provider is null) and start_date is not null"
        " and end_date is not null and payee is not null)",
        name="complete",
    ),
)
Index("ix_contracts_owner_consortium_id", contracts.c.owner, contracts.c.consortium_id)
Index("ix_contracts_owner_population_id", contracts.c.owner, contracts.c.population_id)
# What a work list asks: by state, by who delivers, by how it was bought, and in order of its days.
Index("ix_contracts_owner_state", contracts.c.owner, contracts.c.state, contracts.c.id)
Index("ix_contracts_owner_provider", contracts.c.owner, contracts.c.provider)
Index("ix_contracts_owner_procurement_model", contracts.c.owner, contracts.c.procurement_model)
Index("ix_contracts_owner_start_date", contracts.c.owner, contracts.c.start_date, contracts.c.id)
Index("ix_contracts_owner_end_date", contracts.c.owner, contracts.c.end_date, contracts.c.id)
Index("ix_contracts_owner_evaluation_date", contracts.c.owner, contracts.c.evaluation_date, contracts.c.id)
Index(
    "ix_contracts_next_move_on",
    contracts.c.owner,
    contracts.c.next_move_on,
    postgresql_where=contracts.c.next_move_on.isnot(None),
)

# Which forms a contract is funded in, and was (not held): a trigger keeps it beside `contracts`. Row-level security lets no index on JSON be used
# (its operators are not leakproof), and a work list asks for a form.
contract_forms = owned(
    "contract_forms",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("form", Text, nullable=False),
    Column("held", Boolean, nullable=False),
    UniqueConstraint("owner", "form", "contract_id"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
)
Index("ix_contract_forms_contract_id", contract_forms.c.owner, contract_forms.c.contract_id)

amendments = owned(
    "amendments",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    choice("state", AmendmentState),
    choice("reason", AmendmentReason),
    Column("motivation", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("annual_amount_cents", BigInteger),
    Column("funding_number", Integer),
    json_column("agreement_changes"),
    json_column("area_amounts"),
    Column("amount_cents", BigInteger),
    json_column("category_amounts"),
    json_column("scope_additions"),
    json_column("scope_removals"),
    json_column("grant_change", nullable=True),
    json_column("compensation", nullable=True),
    Column("extension_months", Integer),
    json_column("signatures"),
    UniqueConstraint("owner", "contract_id", "number"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("annual_amount_cents >= 0", name="amount"),
    CheckConstraint("amount_cents >= 0", name="each"),
)
