"""The tables of decisions from draft to final, and of the counters that hand out allocation numbers."""

from sqlalchemy import (
    BigInteger,
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
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import arrangements, deciding, terms

TAKEN = "state in ('awaitingEffort', 'final')"

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
    Column("provider", Text),
    Column("allocation_number", Integer),
    Column("decided_on", Date),
    Column("decided_by", Text),
    Column("mandate_id", Uuid),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("volume", Integer),
    Column("unit", Text),
    Column("frequency", Text),
    Column("acute", Boolean, nullable=False),
    Column("objection_until", Date),
    Column("motivation", Text),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    choice("state", deciding.DecisionState),
    choice("outcome", deciding.DecisionOutcome),
    Column("refusal_grounds", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("value_cents", BigInteger),
    Column("policy_id", Uuid),
    Column("policy_version", Integer),
    Column("results_based", Boolean, nullable=False, server_default=text("false")),
    json_column("results", nullable=True),
    json_column("effort", nullable=True),
    Column("effort_due_on", Date),
    Column("effort_missed_on", Date),
    json_column("research", nullable=True),
    json_column("legal_frame", nullable=True),
    Column("own_contribution", Text),
    choice("place", arrangements.AccessPlace, nullable=True),
    Column("extension_of", Integer),
    Column("extensions", Integer, nullable=False, server_default=text("0")),
    Column("retroactive", Boolean, nullable=False, server_default=text("false")),
    Column("acute_review", Boolean, nullable=False, server_default=text("false")),
    Column("notified_on", Date),
    Column("extended_on", Date),
    Column("withdrawn_on", Date),
    Column("drafted_by", Text),
    Column("substance_id", Uuid),
    CheckConstraint("erased or motivation is not null", name="motivated"),
    UniqueConstraint("owner", "law", "allocation_number"),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "mandate_id"], ["mandates.owner", "mandates.id"]),
    CheckConstraint("provision_type = 'tailorMade'", name="tailor_made"),
    CheckConstraint(
        f"not ({TAKEN}) or acute or retroactive or start_date >= decided_on",
        name="not_retroactive",
    ),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("allocation_number > 0", name="allocation_number"),
    CheckConstraint("value_cents >= 0", name="value"),
    CheckConstraint(
        f"({TAKEN}) = (num_nonnulls(decided_on, decided_by, notified_on) = 3)"
        f" and ({TAKEN} or num_nonnulls(decided_on, decided_by, notified_on, mandate_id) = 0)",
        name="taken",
    ),
    # Acute care waits for nobody's mandate; the college confirms the decision afterwards (R-A48, F-33).
    CheckConstraint(f"not ({TAKEN}) or acute or mandate_id is not null", name="mandated"),
    CheckConstraint(f"({TAKEN} and outcome = 'granted') = (allocation_number is not null)", name="allocated"),
    CheckConstraint(
        "outcome = 'refused' or (num_nonnulls(provider, start_date) = 2 and num_nonnulls(volume, unit, frequency) in (0, 3))",
        name="granted",
    ),
    CheckConstraint("(outcome = 'refused') = (cardinality(refusal_grounds) > 0)", name="refused"),
    CheckConstraint("state <> 'awaitingEffort' or (results_based and effort is null)", name="awaiting"),
    CheckConstraint(
        "state <> 'final' or outcome = 'refused' or not results_based or effort is not null", name="effort"
    ),
    CheckConstraint("(state = 'withdrawn') = (withdrawn_on is not null)", name="withdrawn"),
)
Index("ix_decisions_request_id", decisions.c.owner, decisions.c.request_id)
# Two at once on the same product are one too many, whatever the code above did; acute care waits for no draft (F-33).
Index(
    "uq_decisions_live",
    decisions.c.owner,
    decisions.c.request_id,
    decisions.c.product_category,
    func.coalesce(decisions.c.product_code, ""),
    unique=True,
    postgresql_where=text(f"state <> 'withdrawn' and not (acute and {TAKEN})"),
)
Index(
    "ix_decisions_effort_due",
    decisions.c.owner,
    decisions.c.effort_due_on,
    postgresql_where=text("state = 'awaitingEffort' and effort_missed_on is null"),
)

Index(
    "ix_decisions_refused",
    decisions.c.owner,
    decisions.c.decided_on,
    postgresql_where=text("outcome = 'refused'"),
)
Index(
    "ix_decisions_results",
    decisions.c.owner,
    decisions.c.decided_on,
    postgresql_where=text("results_based"),
)

Index(
    "ix_decisions_unfinished", decisions.c.owner, decisions.c.state,
    postgresql_where=text("state in ('draft', 'underReview', 'awaitingEffort')"),
)  # fmt: skip
Index(
    "ix_decisions_granted", decisions.c.owner, decisions.c.decided_on,
    postgresql_where=text("state = 'final' and outcome = 'granted'"),
)  # fmt: skip

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
