"""The tables on what keeps decisions right: reviews, the samples that pick some, advice of experts."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import reviewing, terms

review_samples = owned(
    "review_samples",
    METADATA,
    Column("period", Text, nullable=False),
    choice("state", reviewing.SampleState),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("committed_on", Date, nullable=False),
    Column("commitment", Text, nullable=False),
    # Told only when the sample is drawn; until then nothing but the store of the samples opens it.
    Column("sealed", LargeBinary),
    # As it stood before secrets were sealed: only samples that were promised then have it.
    Column("secret", Text),
    Column("rate_basis_points", Integer),
    Column("policy_id", Uuid),
    Column("policy_version", Integer),
    Column("drawn_on", Date),
    Column("population_size", Integer),
    Column("population_digest", Text),
    Column("seed", Text),
    Column("sample_size", Integer),
    CheckConstraint("num_nonnulls(secret, sealed) = 1", name="secret"),
    CheckConstraint("ends_on >= starts_on and committed_on <= ends_on", name="days"),
    CheckConstraint("(state = 'drawn') = (drawn_on is not null)", name="drawn"),
    CheckConstraint(
        "num_nulls(drawn_on, population_size, population_digest, seed, sample_size, rate_basis_points) in (0, 6)",
        name="drawn_whole",
    ),
    Index("uq_review_samples_period", "owner", "period", unique=True),
)

# The frozen population of a drawn sample: written once, in order of rank.
review_sample_lines = Table(
    "review_sample_lines",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("sample_id", Uuid, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    choice("subject_kind", reviewing.SampledKind),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("rank", Integer, nullable=False),
    Column("score", Text, nullable=False),
    Column("chosen", Boolean, nullable=False),
    PrimaryKeyConstraint("owner", "sample_id", "subject_id"),
    ForeignKeyConstraint(["owner", "sample_id"], ["review_samples.owner", "review_samples.id"]),
    CheckConstraint("rank >= 1", name="rank"),
)

reviews = owned(
    "reviews",
    METADATA,
    choice("kind", reviewing.ReviewKind),
    choice("trigger", reviewing.ReviewTrigger),
    choice("state", reviewing.ReviewState),
    Column("request_id", Uuid),
    Column("decision_id", Uuid),
    # No foreign keys: allocations and requests for them come after reviews.
    Column("allocation_id", Uuid),
    Column("allocation_number", Integer),
    Column("allocation_request_id", Uuid),
    choice("law", terms.Law),
    Column("citizen_id", Uuid, nullable=False),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("asked_cents", BigInteger),
    Column("granted_cents", BigInteger),
    Column("opened_on", Date, nullable=False),
    Column("due_on", Date),
    choice("reviewer_role", reviewing.ReviewerRole),
    Column("consultant", Text),
    Column("reviewer", Text),
    Column("provider_contact_on", Date),
    Column("citizen_contact_on", Date),
    Column("completed_on", Date),
    choice("outcome", reviewing.ReviewOutcome, nullable=True),
    Column("fit", Boolean),
    Column("advice", Text),
    Column("alternative_product", Text),
    Column("extension_number", Integer),
    Column("extension_months", Integer),
    Column("deviation", Boolean, nullable=False, server_default=text("false")),
    Column("deviation_reason", Text),
    Column("cancelled_on", Date),
    choice("cancellation", reviewing.ReviewCancellation, nullable=True),
    Column("feedback_sent_on", Date),
    Column("policy_id", Uuid),
    Column("policy_version", Integer),
    Column("sample_id", Uuid),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "decision_id"], ["decisions.owner", "decisions.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "sample_id"], ["review_samples.owner", "review_samples.id"]),
    CheckConstraint("(state = 'completed') = (completed_on is not null)", name="completed"),
    CheckConstraint("(completed_on is null) = (outcome is null)", name="outcome"),
    CheckConstraint("(state = 'cancelled') = (cancelled_on is not null)", name="cancelled"),
    CheckConstraint("(cancelled_on is null) = (cancellation is null)", name="cancellation"),
    CheckConstraint("reviewer is distinct from consultant or reviewer is null", name="another"),
    CheckConstraint(
        "state <> 'completed' or kind <> 'halfYear' or num_nonnulls(provider_contact_on, citizen_contact_on) = 2",
        name="both_contacts",
    ),
    CheckConstraint("feedback_sent_on is null or state = 'completed'", name="feedback"),
    Index("ix_reviews_citizen_id", "owner", "citizen_id"),
    Index("ix_reviews_request_id", "owner", "request_id"),
    Index("ix_reviews_decision_id", "owner", "decision_id"),
    Index("ix_reviews_due_on", "owner", "due_on", postgresql_where=text("state = 'open'")),
    Index("ix_reviews_completed_on", "owner", "completed_on"),
)


def _once(name: str, column: str, where: str) -> None:
    """No second review of the same thing, whoever opens it at the same time."""
    columns = [reviews.c.owner, *(reviews.c[one] for one in column.split())]
    Index(f"uq_reviews_{name}", *columns, unique=True, postgresql_where=text(where))


_once("half_year", "allocation_id due_on", "kind = 'halfYear'")
_once("after_acute", "decision_id", "kind = 'afterAcute'")
_once("sampled", "sample_id decision_id", "sample_id is not null and decision_id is not null")
_once("sampled_request", "sample_id allocation_request_id", "sample_id is not null")
_once("open", "kind decision_id", "state = 'open' and kind in ('switchTeam', 'extension')")
_once("stacked", "citizen_id", "state = 'open' and trigger = 'stackedCare'")
_once("stacked_household", "citizen_id", "state = 'open' and trigger = 'stackedHousehold'")

expert_advices = owned(
    "expert_advices",
    METADATA,
    Column("decision_id", Uuid, nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    choice("law", terms.Law),
    choice("kind", reviewing.AdviceKind),
    Column("expert", Text, nullable=False),
    Column("employer", Text),
    json_column("advisers"),
    choice("ratifier", reviewing.Ratifier, nullable=True),
    Column("chosen_provider", Text),
    Column("advised_on", Date, nullable=False),
    choice("opinion", reviewing.AdviceOpinion),
    Column("independence_warning", Boolean, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("note", Text),
    ForeignKeyConstraint(["owner", "decision_id"], ["decisions.owner", "decisions.id"]),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("(kind = 'ratification') = (ratifier is not null)", name="ratifier"),
    Index("ix_expert_advices_decision_id", "owner", "decision_id"),
    Index("ix_expert_advices_request_id", "owner", "request_id"),
    Index("ix_expert_advices_citizen_id", "owner", "citizen_id"),
    Index("ix_expert_advices_advised_on", "owner", "advised_on"),
)
