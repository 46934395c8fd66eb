"""The tables on what becomes of questions: clarifications, plans of households, pilot flames, files taken over."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.batches import error_columns, staged
from shared.kit.tables import choice, json_column, owned
from shared.values import questions
from shared.values.terms import BatchState


def _of_request() -> list[ForeignKeyConstraint]:
    return [
        ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
        ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ]


# The newest of a request counts; the earlier ones are its history.
clarifications = owned(
    "clarifications",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("worker", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("edition", Text),
    Column("domains", ARRAY(Text), nullable=False),
    Column("own_strength", Text),
    Column("network", Text),
    Column("carer_hours", ARRAY(Integer), nullable=False),
    json_column("provisions_first"),
    Column("support_offered_on", Date),
    Column("support_accepted", Boolean),
    Column("learning_only", Boolean, nullable=False),
    Column("permanent_need", Boolean, nullable=False),
    Column("lifelong_mental_need", Boolean, nullable=False),
    Column("wlz_doubt", Boolean, nullable=False),
    Column("short", Boolean, nullable=False),
    Column("note", Text),
    json_column("findings"),
    Column("policy_id", Uuid),
    Column("policy_version", Integer, nullable=False),
    *_of_request(),
    Index("ix_clarifications_request_id", "owner", "request_id", "id"),
    Index("ix_clarifications_citizen_id", "owner", "citizen_id"),
    Index(
        "ix_clarifications_carers",
        "owner",
        "request_id",
        "id",
        postgresql_where=text("cardinality(carer_hours) > 0"),
    ),
)

# One family, one plan, one household: `parties` are the providers on it, who read their own part of it.
household_plans = owned(
    "household_plans",
    METADATA,
    choice("state", questions.PlanState),
    Column("director", Text, nullable=False),
    Column("coordinator", Text),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("ended_on", Date),
    json_column("members"),
    json_column("providers"),
    json_column("goals"),
    json_column("warnings"),
    Column("policy_id", Uuid),
    Column("policy_version", Integer, nullable=False),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("(state = 'ended') = (ended_on is not null)", name="ended"),
)

# Who is in which plan, so that nobody is in two open ones; rows go with their plan's versions.
household_members = owned(
    "household_members",
    METADATA,
    Column("plan_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("relation", Text),
    Column("left_on", Date),
    ForeignKeyConstraint(["owner", "plan_id"], ["household_plans.owner", "household_plans.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    Index("ix_household_members_plan_id", "owner", "plan_id"),
    Index("ix_household_members_citizen_id", "owner", "citizen_id"),
    Index(
        "uq_household_members_open",
        "owner",
        "citizen_id",
        unique=True,
        postgresql_where=text("left_on is null"),
    ),
)

# A case that was closed and is not let out of sight: one flame burns for a request at a time.
pilot_flames = owned(
    "pilot_flames",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    choice("state", questions.PilotFlameState),
    Column("lit_on", Date, nullable=False),
    Column("next_contact_on", Date),
    Column("last_contact_on", Date),
    Column("reminded_for", Date),
    Column("contacts", Integer, nullable=False),
    Column("team", Text),
    Column("note", Text),
    Column("ended_on", Date),
    Column("reentry_id", Uuid),
    Column("policy_id", Uuid),
    Column("policy_version", Integer, nullable=False),
    *_of_request(),
    ForeignKeyConstraint(["owner", "reentry_id"], ["requests.owner", "requests.id"]),
    CheckConstraint("(state = 'burning') = (ended_on is null)", name="ended"),
    CheckConstraint("(state = 'burning') = (next_contact_on is not null)", name="next_contact"),
    CheckConstraint("(state = 'reentered') = (reentry_id is not null)", name="reentered"),
    Index("ix_pilot_flames_citizen_id", "owner", "citizen_id"),
    Index("ix_pilot_flames_next_contact_on", "owner", "next_contact_on"),
    Index(
        "uq_pilot_flames_burning",
        "owner",
        "request_id",
        unique=True,
        postgresql_where=text("state = 'burning'"),
    ),
)

file_takeovers = owned(
    "file_takeovers",
    METADATA,
    Column("kind", Text, nullable=False),
    choice("state", BatchState),
    Column("source_system", Text),
    Column("received", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    json_column("errors"),
)

file_takeover_errors = Table(
    "file_takeover_errors",
    METADATA,
    *error_columns(),
    ForeignKeyConstraint(["owner", "batch_id"], ["file_takeovers.owner", "file_takeovers.id"]),
)

# Temporary, for one transaction: the good lines of a file on their way to requests (docs/decisions/0009).
STAGED = MetaData()
staged_takeovers = staged(
    "staged_takeovers",
    STAGED,
    Column("source_reference", Text, nullable=False),
    Column("citizen_reference", Text, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("law", Text, nullable=False),
    Column("contact_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("first_talk_on", Date),
    Column("clarified_on", Date),
    Column("application_on", Date),
    Column("acute", Boolean, nullable=False),
    Column("team", Text),
    Column("area", Text),
    Column("urgency", Integer),
    Column("referrer_type", Text),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("direct_access", Boolean),
    Column("responsible_municipality", Text),
    Column("responsible_reason", Text),
    Column("responsible_since", Date),
    Column("responsible_code", Text),
    Column("transfer_by", Date),
    Column("suspensions", Text, nullable=False),
    Column("allocations", Text, nullable=False),
)
staged_takeover_errors = staged("staged_takeover_errors", STAGED, *error_columns(staged=True))
