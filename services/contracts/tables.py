"""Every table of contracts on one page: columns, keys, constraints. No behaviour."""

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

from shared.kit.tables import ARRAY, choice, json_column, kit_tables, metadata, owned
from shared.values.terms import (
    AmendmentReason,
    AmendmentState,
    ContractState,
    Law,
    LegalForm,
    OrganisationKind,
)

METADATA = metadata()
KIT = kit_tables(METADATA)
# Contracts keeps these itself; the other services follow its feed.
authorisations = KIT["authorisations"]

organisations = owned(
    "organisations",
    METADATA,
    Column("oin", Text, nullable=False),
    choice("kind", OrganisationKind),
    Column("name", Text, nullable=False),
    Column("municipality_code", Text),
    Column("agb_code", Text),
    UniqueConstraint("owner", "oin"),
    CheckConstraint("oin ~ '^[0-9]{20}$'", name="oin"),
)

consortia = owned(
    "consortia",
    METADATA,
    Column("name", Text, nullable=False),
    Column("start_date", Date, nullable=False),
    json_column("members"),
)

# Its parties are those of the contracts that name it, kept by the operations that name it.
populations = owned(
    "populations",
    METADATA,
    Column("name", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    json_column("laws"),
    Column("description", Text, nullable=False),
    Column("inhabitants", Integer, nullable=False),
    Column("inhabitants_on", Date, nullable=False),
    CheckConstraint("inhabitants >= 0", name="inhabitants"),
)

contracts = owned(
    "contracts",
    METADATA,
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    choice("legal_form", LegalForm),
    choice("state", ContractState),
    Column("consortium_id", Uuid),
    Column("population_id", Uuid),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("latest_end_date", Date),
    Column("base_term_months", Integer),
    Column("evaluation_after_months", Integer),
    Column("evaluation_date", Date),
    json_column("extension_options"),
    json_column("yearly_check", nullable=True),
    json_column("funding", nullable=True),
    Column("funding_effective_on", Date),
    json_column("agreements"),
    Column("acceptance_duty", Boolean, nullable=False),
    Column("waiting_norm_days", Integer),
    Column("auditor", Text),
    json_column("members"),
    Column("payee", Text),
    json_column("signatures"),
    Column("amendment_id", Uuid),
    UniqueConstraint("owner", "number"),
    ForeignKeyConstraint(["owner", "consortium_id"], ["consortia.owner", "consortia.id"]),
    ForeignKeyConstraint(["owner", "population_id"], ["populations.owner", "populations.id"]),
    ForeignKeyConstraint(["owner", "amendment_id"], ["amendments.owner", "amendments.id"], use_alter=True),
    CheckConstraint("start_date <= end_date and end_date <= latest_end_date", name="term"),
    CheckConstraint(
        "state in ('draft', 'signed') or"
        " (consortium_id is not null and population_id is not null and start_date is not null"
        " and end_date is not null and funding is not null and payee is not null)",
        name="complete",
    ),
)
Index("ix_contracts_owner_consortium_id", contracts.c.owner, contracts.c.consortium_id)
Index("ix_contracts_owner_population_id", contracts.c.owner, contracts.c.population_id)

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
    json_column("agreement_changes"),
    json_column("signatures"),
    UniqueConstraint("owner", "contract_id", "number"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("annual_amount_cents >= 0", name="amount"),
)

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
