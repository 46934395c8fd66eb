"""Who is in care: decisions, referrals and the care under them, and switches to a personal budget."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, Text, Uuid, text

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.care_courses import ClientVerdict, PgbState, StopReason
from shared.values.flowing import CaseKind
from shared.values.terms import Law, ProvisionType

# Under the id and version of the decision, the referral or the start of care: a surrogate and days, no person. It follows
# the access feed; the stops of care stand in it, each under its own id and version.
cases = owned(
    "cases",
    METADATA,
    choice("kind", CaseKind),
    Column("citizen_id", Uuid, nullable=False),
    Column("request_id", Uuid),
    Column("decision_id", Uuid),
    Column("referral_id", Uuid),
    Column("allocation_id", Uuid),
    Column("care_start_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", Law),
    Column("allocation_number", Integer),
    Column("provider", Text, nullable=False),
    choice("provision_type", ProvisionType),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("area_code", Text),
    Column("team", Text),
    Column("contact_on", Date),
    Column("granted_on", Date),
    Column("referred_on", Date),
    Column("refused", Boolean, nullable=False, server_default=text("false")),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    Column("started_on", Date),
    Column("ended_on", Date),
    choice("end_reason", StopReason, nullable=True),
    Column("transferred", Boolean, nullable=False, server_default=text("false")),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("closed_on", Date),
    json_column("stops"),
    CheckConstraint("ended_on >= started_on - 1", name="order"),
    Index("ix_cases_citizen_id", "owner", "citizen_id"),
    Index("ix_cases_allocation_number", "owner", "law", "allocation_number"),
    Index("ix_cases_decision_id", "owner", "decision_id"),
    Index("ix_cases_request_id", "owner", "request_id"),
)
Index("ix_cases_contract_id_id", cases.c.contract_id, cases.c.id)

pgb_switches = owned(
    "pgb_switches",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    choice("law", Law),
    Column("provider", Text),
    Column("allocation_number", Integer),
    Column("requested_on", Date, nullable=False),
    Column("switched_on", Date),
    choice("state", PgbState),
    Index("ix_pgb_switches_citizen_id", "owner", "citizen_id"),
)

# Desired results as access tells of them, with their verdict: what goal attainment is counted from (R-O15).
goals = owned(
    "goals",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    Column("grant_id", Uuid, nullable=False),
    Column("provider", Text, nullable=False),
    Column("set_on", Date, nullable=False),
    Column("term", Date, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    choice("verdict", ClientVerdict, nullable=True),
    Column("evaluated_on", Date),
    Index("ix_goals_citizen_id", "owner", "citizen_id"),
)
