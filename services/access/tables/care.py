"""The tables on care that is given: starts and stops as reported, the results it is for, switches to a PGB."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import arrangements, care_courses, terms

_OPEN = text("state = 'inCare'")
# Care is given under an allocation as well, where no decision made that.
_ONE_GROUND = "num_nonnulls(decision_id, referral_id, allocation_id) = 1"


def _of_case(*, cases: str) -> list[ForeignKeyConstraint]:
    named = {"request_id": "requests", "citizen_id": "citizens", "decision_id": "decisions"}
    if cases != "decision":
        named["referral_id"] = "referrals"
    if cases == "care":
        named["allocation_id"] = "allocations"
    return [ForeignKeyConstraint(["owner", one], [f"{to}.owner", f"{to}.id"]) for one, to in named.items()]


def _found_by(table: Table, *columns: str) -> None:
    for one in columns:
        Index(f"ix_{table.name}_{one}", table.c.owner, table.c[one])


# Under a decision or an accepted referral, the case; what it says of the case is copied when the start is reported.
care_starts = owned(
    "care_starts",
    METADATA,
    Column("request_id", Uuid),
    Column("citizen_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("referral_id", Uuid),
    Column("allocation_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("provider", Text, nullable=False),
    choice("provision_type", terms.ProvisionType),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("allocation_number", Integer),
    Column("allocation_start_date", Date),
    Column("contact_on", Date, nullable=False),
    Column("granted_on", Date, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("area", Text),
    Column("team", Text),
    Column("reported_on", Date, nullable=False),
    Column("reported_by", Text, nullable=False),
    choice("state", care_courses.CareState),
    Column("end_date", Date),
    choice("corrected_for", care_courses.CorrectionReason, nullable=True),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    *_of_case(cases="care"),
    CheckConstraint(_ONE_GROUND, name="one_case"),
    CheckConstraint("(referral_id is null) = (allocation_number is not null)", name="allocation"),
    CheckConstraint("start_date <= reported_on", name="started"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("(state in ('paused', 'stopped')) = (end_date is not null)", name="ended"),
)
# Two open starts of one case never stand beside each other (TR326).
Index(
    "uq_care_starts_decision_id", care_starts.c.owner, care_starts.c.decision_id, unique=True, postgresql_where=_OPEN
)  # fmt: skip
Index(
    "uq_care_starts_referral_id", care_starts.c.owner, care_starts.c.referral_id, unique=True, postgresql_where=_OPEN
)  # fmt: skip
Index(
    "uq_care_starts_allocation_id", care_starts.c.owner, care_starts.c.allocation_id, unique=True,
    postgresql_where=_OPEN,
)  # fmt: skip
_found_by(
    care_starts, "request_id", "citizen_id", "contract_id", "decision_id", "referral_id", "allocation_id"
)

care_stops = owned(
    "care_stops",
    METADATA,
    Column("care_start_id", Uuid, nullable=False),
    Column("request_id", Uuid),
    Column("citizen_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("referral_id", Uuid),
    Column("allocation_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("provider", Text, nullable=False),
    choice("provision_type", terms.ProvisionType),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("allocation_number", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    choice("reason", care_courses.StopReason),
    Column("reason_code", Text),
    Column("temporary", Boolean, nullable=False),
    Column("area", Text),
    Column("team", Text),
    Column("reported_on", Date, nullable=False),
    Column("reported_by", Text, nullable=False),
    choice("state", care_courses.StopState),
    choice("corrected_for", care_courses.CorrectionReason, nullable=True),
    ForeignKeyConstraint(["owner", "care_start_id"], ["care_starts.owner", "care_starts.id"]),
    *_of_case(cases="care"),
    CheckConstraint(_ONE_GROUND, name="one_case"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("end_date <= reported_on", name="stopped"),
    CheckConstraint("temporary = (reason = 'interrupted')", name="temporary"),
)
# One stop for a time and one for good stand at a start, whatever was withdrawn (TR413, TR415).
Index(
    "uq_care_stops_care_start_id_temporary", care_stops.c.owner, care_stops.c.care_start_id, care_stops.c.temporary,
    unique=True, postgresql_where=text("state = 'recorded'"),
)  # fmt: skip
_found_by(care_stops, "request_id", "citizen_id", "contract_id")

desired_results = owned(
    "desired_results",
    METADATA,
    Column("request_id", Uuid),
    Column("citizen_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("referral_id", Uuid),
    Column("allocation_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("provider", Text, nullable=False),
    choice("provision_type", terms.ProvisionType),
    Column("allocation_number", Integer),
    choice("scenario", arrangements.Scenario, nullable=True),
    Column("text", Text),
    Column("domain", Text),
    Column("start_value", Text),
    Column("target", Text),
    Column("set_on", Date, nullable=False),
    Column("set_by", ARRAY(Text), nullable=False),
    Column("first_term", Date, nullable=False),
    Column("term", Date, nullable=False),
    Column("funding_share_basis_points", Integer),
    choice("state", care_courses.DesiredResultState),
    choice("change_reason", care_courses.ResultChangeReason, nullable=True),
    Column("withdrawn_on", Date),
    choice("withdrawal_reason", care_courses.ResultWithdrawalReason, nullable=True),
    Column("note", Text),
    json_column("evaluation", nullable=True),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    *_of_case(cases="care"),
    CheckConstraint(_ONE_GROUND, name="one_case"),
    CheckConstraint("erased or text is not null", name="text"),
    CheckConstraint("term >= set_on and first_term >= set_on", name="term"),
    CheckConstraint("cardinality(set_by) > 0", name="setters"),
    CheckConstraint("funding_share_basis_points between 0 and 10000", name="share"),
    CheckConstraint("(state = 'withdrawn') = (withdrawn_on is not null)", name="withdrawn"),
    CheckConstraint("(withdrawn_on is null) = (withdrawal_reason is null)", name="withdrawal"),
    CheckConstraint("state <> 'evaluated' or evaluation is not null", name="evaluated"),
)
_found_by(
    desired_results, "request_id", "citizen_id", "contract_id", "decision_id", "referral_id", "allocation_id"
)
Index(
    "ix_desired_results_term", desired_results.c.owner, desired_results.c.term, postgresql_where=text("state = 'set'")
)  # fmt: skip
# Which decisions were judged is looked up among all of them.
Index(
    "ix_desired_results_evaluated", desired_results.c.owner, desired_results.c.decision_id,
    postgresql_where=text("state = 'evaluated'"),
)  # fmt: skip

pgb_switches = owned(
    "pgb_switches",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    choice("law", terms.Law),
    Column("provider", Text),
    Column("allocation_number", Integer),
    Column("requested_on", Date, nullable=False),
    choice("reason", care_courses.PgbReason),
    Column("note", Text),
    choice("state", care_courses.PgbState),
    Column("answered_on", Date),
    Column("switched_on", Date),
    Column("answered_by", Text),
    Column("mandate_id", Uuid),
    Column("objection_until", Date),
    *_of_case(cases="decision"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("(state = 'requested') = (answered_on is null)", name="answered"),
    CheckConstraint("(state = 'granted') = (switched_on is not null)", name="granted"),
    CheckConstraint("answered_on >= requested_on and switched_on >= requested_on", name="dates"),
    CheckConstraint(
        "state in ('granted', 'refused') or num_nonnulls(answered_by, mandate_id, objection_until) = 0",
        name="answered_by",
    ),
)
# A question leads to one switch at most; after a refusal it may be asked again.
Index(
    "uq_pgb_switches_request_id", pgb_switches.c.owner, pgb_switches.c.request_id, unique=True,
    postgresql_where=text("state in ('requested', 'granted')"),
)  # fmt: skip
_found_by(pgb_switches, "request_id", "citizen_id", "contract_id")
