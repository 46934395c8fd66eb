"""The tables on what citizens ask and get: requests, decisions with their allocation numbers, referrals."""

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

from services.access.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values import terms

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
