"""Every table of access on one page: columns, keys, constraints. No behaviour."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.tables import choice, json_column, kit_tables, metadata, owned
from shared.values import terms

METADATA = metadata()
KIT = kit_tables(METADATA)

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

# Seen by the purchaser alone: the only place where a person stands beside its surrogate (the id). `sealed` holds the personal
# data under a key of the environment, `bsn_hash` finds a BSN again; both begin with the number of their key.
citizens = owned(
    "citizens",
    METADATA,
    Column("reference", Text),
    Column("sealed", LargeBinary),
    Column("bsn_hash", LargeBinary),
    Column("purposes", JSONB, nullable=False, server_default=text("'{}'")),
    Column("moved_on", Date),
    Column("moved_to", Text),
    Column("departure_id", Uuid),
    Column("arrival_id", Uuid),
    Column("erased_on", Date),
    UniqueConstraint("owner", "reference"),
    # An erased citizen is a dead surrogate: nothing is left of the person.
    CheckConstraint("(erased_on is null) = (reference is not null)", name="erased"),
    CheckConstraint("erased_on is null or sealed is null and purposes = '{}'", name="erased_empty"),
    CheckConstraint("bsn_hash is null or sealed is not null", name="bsn_sealed"),
    CheckConstraint("num_nulls(moved_on, moved_to, departure_id) in (0, 3)", name="moved"),
)
Index(
    "uq_citizens_bsn_hash", citizens.c.owner, citizens.c.bsn_hash, unique=True,
    postgresql_where=citizens.c.bsn_hash.isnot(None),
)  # fmt: skip
Index(
    "ix_citizens_departure_id", citizens.c.owner, citizens.c.departure_id,
    postgresql_where=citizens.c.departure_id.isnot(None),
)  # fmt: skip
Index(
    "ix_citizens_arrival_id", citizens.c.owner, citizens.c.arrival_id,
    postgresql_where=citizens.c.arrival_id.isnot(None),
)  # fmt: skip

# Between two municipalities: no surrogate of either stands here, and what goes over is sealed until it is answered.
transfers = owned(
    "transfers",
    METADATA,
    Column("recipient", Text, nullable=False),
    Column("moved_on", Date, nullable=False),
    choice("state", terms.TransferState),
    Column("offered_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("answered_on", Date),
    Column("fields", ARRAY(Text), nullable=False),
    Column("sealed", LargeBinary),
    CheckConstraint("recipient ~ '^[0-9]{20}$' and recipient <> owner", name="recipient"),
    CheckConstraint("expires_on >= offered_on", name="dates"),
    CheckConstraint("(state = 'offered') = (answered_on is null)", name="answered"),
    CheckConstraint("(state = 'offered') = (sealed is not null)", name="sealed"),
)
Index("ix_transfers_recipient", transfers.c.recipient, transfers.c.id)

requests = owned(
    "requests",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("contact_on", Date, nullable=False),
    Column("first_talk_on", Date),
    Column("acute", Boolean, nullable=False),
    choice("state", terms.RequestState),
    Column("closed_on", Date),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("first_talk_on >= contact_on", name="first_talk"),
    CheckConstraint("state <> 'moved' or closed_on is not null", name="moved_on_a_day"),
    Index("ix_requests_contact_on", "owner", "contact_on"),
    Index("ix_requests_citizen_id", "owner", "citizen_id"),
)

decisions = owned(
    "decisions",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    choice("provision_type", terms.ProvisionType),
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
    Column("motivation", Text),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("erased or motivation is not null", name="motivated"),
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
    choice("law", terms.Law),
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
    choice("law", terms.Law),
    Column("provider", Text, nullable=False),
    Column("referred_on", Date, nullable=False),
    choice("state", terms.ReferralState),
    Column("answered_on", Date),
    Column("refusal_reason", Text),
    Column("breach", Boolean, nullable=False),
    Column("escalation_level", Integer, nullable=False),
    Column("closed_on", Date),
    UniqueConstraint("owner", "request_id", "provider"),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("(state = 'made') = (answered_on is null)", name="answered"),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("(state = 'refused' and not erased) = (refusal_reason is not null)", name="reason"),
    CheckConstraint("not breach or state = 'refused'", name="breach"),
    CheckConstraint("closed_on is null or state = 'made'", name="closed"),
    CheckConstraint("escalation_level = case when breach then 1 else 0 end", name="escalation"),
)
# One provider at a time: the next is asked only after a refusal, or after the question was closed here.
Index(
    "uq_referrals_open",
    referrals.c.owner,
    referrals.c.request_id,
    unique=True,
    postgresql_where=text("state <> 'refused' and closed_on is null"),
)
Index("ix_referrals_provider", referrals.c.owner, referrals.c.provider)

# How long the municipality keeps a category where it keeps it longer than the law says; without a row the law's term holds.
retention_terms = owned(
    "retention_terms",
    METADATA,
    choice("category", terms.RecordCategory),
    Column("years", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("owner", "category"),
    CheckConstraint("years between 1 and 100", name="years"),
)

# What stops destruction. The texts go when the citizen is erased later; that there was a hold stays.
legal_holds = owned(
    "legal_holds",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("ground", Text),
    Column("placed_on", Date, nullable=False),
    Column("placed_by", Text, nullable=False),
    Column("until", Date),
    Column("released_on", Date),
    Column("released_by", Text),
    Column("release_reason", Text),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("until >= placed_on", name="dates"),
    CheckConstraint("(released_on is null) = (released_by is null)", name="released"),
    Index("ix_legal_holds_citizen_id", "owner", "citizen_id"),
)

destruction_lists = owned(
    "destruction_lists",
    METADATA,
    Column("as_of", Date, nullable=False),
    choice("state", terms.DestructionState),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("approved_by", Text),
    Column("approved_on", Date),
    Column("executed_by", Text),
    Column("executed_on", Date),
    Column("executed_at", DateTime(timezone=True)),
    Column("listed", Integer, nullable=False),
    Column("excluded", Integer, nullable=False),
    Column("destroyed", Integer),
    Column("terms", JSONB, nullable=False),
    Column("sha256", Text),
    CheckConstraint("approved_by <> proposed_by", name="two_persons"),
    CheckConstraint("(state = 'proposed') = (approved_by is null)", name="approved"),
    CheckConstraint("(state = 'executed') = (sha256 is not null)", name="executed"),
    CheckConstraint(
        "num_nulls(executed_by, executed_on, executed_at, destroyed, sha256) in (0, 5)", name="whole"
    ),
)

destruction_lines = Table(
    "destruction_lines",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("list_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("category", terms.RecordCategory),
    Column("closed_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    choice("excluded", terms.Exclusion, nullable=True),
    Column("destroyed", Boolean, nullable=False),
    PrimaryKeyConstraint("owner", "list_id", "citizen_id"),
    ForeignKeyConstraint(["owner", "list_id"], ["destruction_lists.owner", "destruction_lists.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("not destroyed or excluded is null", name="destroyed"),
)

# Who was erased, why and by whom; `citizen_id` is a dead surrogate.
erasures = owned(
    "erasures",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    choice("ground", terms.ErasureGround),
    Column("erased_on", Date, nullable=False),
    Column("erased_by", Text, nullable=False),
    Column("destruction_list_id", Uuid),
    UniqueConstraint("owner", "citizen_id"),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(
        ["owner", "destruction_list_id"], ["destruction_lists.owner", "destruction_lists.id"]
    ),
)
