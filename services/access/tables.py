"""Every table of access on one page: columns, keys, constraints. No behaviour."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.tables import choice, json_column, kit_tables, metadata, owned
from shared.values.terms import ContractState, Law, ProvisionType, ReferralState, RequestState

METADATA = metadata()
KIT = kit_tables(METADATA)

# What access knows of a contract, from the contracts feed; id and version are those of the contract.
contract_terms = owned(
    "contract_terms",
    METADATA,
    Column("number", Text, nullable=False),
    choice("state", ContractState),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    Column("acceptance_duty", Boolean, nullable=False),
    Column("waiting_norm_days", Integer),
    Column("payee", Text),
    json_column("members"),
    CheckConstraint("end_date >= start_date", name="dates"),
)

# Who may decide, from the contracts feed; id and version are those of the mandate.
mandates = owned(
    "mandates",
    METADATA,
    Column("holder", Text, nullable=False),
    Column("role", Text, nullable=False),
    choice("law", Law),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Index("ix_mandates_holder", "owner", "holder"),
)

# Seen by the purchaser alone: the only place where a reference stands beside its surrogate (the id).
citizens = owned(
    "citizens",
    METADATA,
    Column("reference", Text, nullable=False),
    UniqueConstraint("owner", "reference"),
)

requests = owned(
    "requests",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", Law),
    Column("contact_on", Date, nullable=False),
    Column("first_talk_on", Date),
    Column("acute", Boolean, nullable=False),
    choice("state", RequestState),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("first_talk_on >= contact_on", name="first_talk"),
    Index("ix_requests_contact_on", "owner", "contact_on"),
    Index("ix_requests_citizen_id", "owner", "citizen_id"),
)

decisions = owned(
    "decisions",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", Law),
    choice("provision_type", ProvisionType),
    Column("product_category", Text, nullable=False),
    Column("product_code", Text),
    Column("provider", Text, nullable=False),
    Column("allocation_number", Integer, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("mandate_id", Uuid, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("volume", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("acute", Boolean, nullable=False),
    Column("objection_until", Date),
    Column("motivation", Text, nullable=False),
    UniqueConstraint("owner", "law", "allocation_number"),
    UniqueConstraint("owner", "request_id"),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "mandate_id"], ["mandates.owner", "mandates.id"]),
    CheckConstraint("provision_type = 'tailorMade'", name="tailor_made"),
    CheckConstraint("acute or start_date >= decided_on", name="not_retroactive"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("allocation_number > 0", name="allocation_number"),
)

# One row per owner and law; its lock hands out the allocation numbers one by one, and a rollback gives the number back.
allocation_counters = Table(
    "allocation_counters",
    METADATA,
    Column("owner", Text, nullable=False),
    choice("law", Law),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("owner", "law"),
)

referrals = owned(
    "referrals",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    choice("law", Law),
    Column("provider", Text, nullable=False),
    Column("referred_on", Date, nullable=False),
    choice("state", ReferralState),
    Column("answered_on", Date),
    Column("refusal_reason", Text),
    Column("breach", Boolean, nullable=False),
    Column("escalation_level", Integer, nullable=False),
    UniqueConstraint("owner", "request_id", "provider"),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("(state = 'made') = (answered_on is null)", name="answered"),
    CheckConstraint("(state = 'refused') = (refusal_reason is not null)", name="reason"),
    CheckConstraint("not breach or state = 'refused'", name="breach"),
    CheckConstraint("escalation_level = case when breach then 1 else 0 end", name="escalation"),
)
# One provider at a time: the next is asked only after a refusal.
Index(
    "uq_referrals_open",
    referrals.c.owner,
    referrals.c.request_id,
    unique=True,
    postgresql_where=text("state <> 'refused'"),
)
Index("ix_referrals_provider", referrals.c.owner, referrals.c.provider)
