"""The tables on what citizens ask, and to whom they are referred."""

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
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.access.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values import choosing, questions, terms

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
    choice("channel", questions.RequestChannel, nullable=True),
    choice("referrer_type", questions.ReferrerType, nullable=True),
    Column("referrer_name", Text),
    Column("referrer_code", Text),
    Column("direct_access", Boolean),
    Column("question", Text),
    Column("application_on", Date),
    Column("team", Text),
    Column("area", Text),
    Column("urgency", Integer),
    Column("acute_motive", Text),
    Column("acute_decided_by", Text),
    Column("responsible_municipality", Text),
    choice("responsible_reason", questions.ResidenceReason, nullable=True),
    Column("responsible_since", Date),
    Column("responsible_code", Text),
    Column("transfer_by", Date),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("previous_id", Uuid),
    choice("end_reason", questions.RequestEnd, nullable=True),
    Column("end_note", Text),
    Column("source_system", Text),
    Column("source_reference", Text),
    Column("client_delay_days", Integer),
    choice("client_delay_reason", choosing.ClientDelayReason, nullable=True),
    # Taken over in a file, and not told as a fact of its own yet: a duty tells them one by one.
    Column("untold", Boolean, nullable=False, server_default=text("false")),
    ForeignKeyConstraint(["owner", "previous_id"], ["requests.owner", "requests.id"]),
    CheckConstraint("application_on >= contact_on", name="applied"),
    CheckConstraint("urgency between 1 and 3", name="urgency"),
    CheckConstraint("num_nonnulls(source_system, source_reference) in (0, 2)", name="source"),
    CheckConstraint(
        "state not in ('withdrawn', 'closed') or (closed_on is not null and end_reason is not null)",
        name="ended",
    ),
    Index("ix_requests_team", "owner", "team", "state"),
    Index(
        "ix_requests_open",
        "owner",
        "id",
        postgresql_where=text("state in ('received', 'clarified', 'applied')"),
    ),
    Index("ix_requests_previous_id", "owner", "previous_id"),
    Index("ix_requests_untold", "owner", "id", postgresql_where=text("untold")),
    Index(
        "uq_requests_source",
        "owner",
        "source_system",
        "source_reference",
        unique=True,
        postgresql_where=text("source_system is not null"),
    ),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("first_talk_on >= contact_on", name="first_talk"),
    CheckConstraint("num_nonnulls(client_delay_days, client_delay_reason) in (0, 2)", name="delay"),
    CheckConstraint("client_delay_days between 1 and first_talk_on - contact_on", name="delay_days"),
    CheckConstraint("state <> 'moved' or closed_on is not null", name="moved_on_a_day"),
    Index("ix_requests_contact_on", "owner", "contact_on"),
    Index(
        "ix_requests_transfer_by", "owner", "transfer_by", postgresql_where=text("transfer_by is not null")
    ),
    Index("ix_requests_citizen_id", "owner", "citizen_id"),
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
    choice("referrer_type", questions.ReferrerType),
    Column("referrer_code", Text),
    Column("from_provider", Text),
    Column("onward_of", Uuid),
    choice("from_domain", choosing.CareDomain, nullable=True),
    choice("to_domain", choosing.CareDomain, nullable=True),
    Column("product_category", Text),
    Column("product_code", Text),
    choice("intensity", choosing.CareIntensity, nullable=True),
    Column("expected_cents", BigInteger),
    Column("real_cents", BigInteger),
    Column("acute", Boolean, nullable=False, server_default=text("false")),
    Column("onward_approval", Boolean, nullable=False, server_default=text("false")),
    choice("approval", choosing.ApprovalState),
    Column("approved_on", Date),
    Column("approved_by", Text),
    Column("policy_version", Integer, nullable=False, server_default=text("0")),
    Column("sole_provider", Boolean, nullable=False, server_default=text("false")),
    choice("refusal_kind", choosing.RefusalKind, nullable=True),
    Column("escalations", JSONB(none_as_null=True), nullable=False, server_default=text("'[]'")),
    Column("answered_version", Integer),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    ForeignKeyConstraint(["owner", "onward_of"], ["referrals.owner", "referrals.id"]),
    CheckConstraint("(state = 'made') = (answered_on is null)", name="answered"),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("(state = 'refused' and not erased) = (refusal_reason is not null)", name="reason"),
    CheckConstraint("not breach or state = 'refused'", name="breach"),
    CheckConstraint("closed_on is null or state <> 'refused'", name="closed"),
    CheckConstraint(
        "escalation_level between 0 and 3 and (not breach or escalation_level > 0)", name="escalation"
    ),
    CheckConstraint("escalation_level = 0 or state = 'refused'", name="escalated"),
    CheckConstraint("(onward_of is null) = (from_provider is null)", name="onward"),
    CheckConstraint(
        "(approved_on is null) = (approval in ('notNeeded', 'pending', 'afterwards'))", name="approved"
    ),
    CheckConstraint("expected_cents >= 0 and real_cents >= 0", name="cents"),
)
# One provider at a time: the next is asked only after a refusal, or after the question was closed here.
Index(
    "uq_referrals_open",
    referrals.c.owner,
    referrals.c.request_id,
    unique=True,
    postgresql_where=text("state <> 'refused' and closed_on is null and onward_of is null"),
)
# The same holds for each provider that refers on. Who refused is asked again only after a further step of the escalation,
# or in acute need; nobody is asked twice at once.
Index(
    "uq_referrals_onward_of", referrals.c.owner, referrals.c.onward_of, unique=True,
    postgresql_where=text("state <> 'refused' and closed_on is null and onward_of is not null"),
)  # fmt: skip
Index(
    "uq_referrals_request_id_provider", referrals.c.owner, referrals.c.request_id, referrals.c.provider, unique=True,
    postgresql_where=text("escalation_level < 2 and approval <> 'denied' and not acute"),
)  # fmt: skip
Index(
    "uq_referrals_live_provider", referrals.c.owner, referrals.c.request_id, referrals.c.provider, unique=True,
    postgresql_where=text("state <> 'refused' and closed_on is null"),
)  # fmt: skip
Index("ix_referrals_request_id", referrals.c.owner, referrals.c.request_id)
Index("ix_referrals_citizen_id", referrals.c.owner, referrals.c.citizen_id)
Index("ix_referrals_referred_on", referrals.c.owner, referrals.c.referred_on)
Index(
    "ix_referrals_breach", referrals.c.owner, referrals.c.answered_on, postgresql_where=text("breach")
)  # fmt: skip
Index("ix_referrals_provider", referrals.c.owner, referrals.c.provider)
