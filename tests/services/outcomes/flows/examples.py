"""Invented cases for tests of flows."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.outcomes.cases.rules import Case, Goal, PgbSwitch, Stop, ended
from shared.values import new_id
from shared.values.care_courses import ClientVerdict, PgbState, StopReason
from shared.values.flowing import CaseKind
from shared.values.terms import Law, ProvisionType

OWNER, PROVIDER, OTHER = "00000099000000000484", "00000099000000001001", "00000099000000001002"
CONTRACT = UUID(int=7)
BEGIN = date(2026, 1, 1)


def care(
    started_on: date,
    ended_on: date | None = None,
    reason: StopReason = StopReason.AS_PLANNED,
    **other: Any,
) -> Case:
    """Care of a citizen, stopped for good when a last day is given."""
    stops = [] if ended_on is None else [stop(ended_on, reason)]
    start = new_id()
    told: dict[str, Any] = {
        "id": start, "version": 1, "owner": OWNER, "kind": CaseKind.CARE, "citizen_id": new_id(),
        "request_id": new_id(), "decision_id": new_id(), "care_start_id": start, "contract_id": CONTRACT,
        "law": Law.WMO_2015, "provider": PROVIDER, "provision_type": ProvisionType.TAILOR_MADE,
        "area_code": "WK-01", "team": "WIJK-A", "contact_on": started_on - timedelta(days=9),
        "started_on": started_on, "stops": stops,
    }  # fmt: skip
    return ended(Case(**{**told, **other}))


def stop(
    ended_on: date, reason: StopReason = StopReason.AS_PLANNED, *, temporary: bool = False, version: int = 1
) -> Stop:
    """A stop of care."""
    return Stop(
        id=new_id(), version=version, ended_on=ended_on, reason=reason, temporary=temporary, withdrawn=False
    )


def goal(term: date, verdict: ClientVerdict | None = None, evaluated_on: date | None = None) -> Goal:
    """A desired result."""
    return Goal(
        id=new_id(), version=1, owner=OWNER, citizen_id=new_id(), contract_id=CONTRACT, grant_id=new_id(),
        provider=PROVIDER, set_on=BEGIN, term=term, verdict=verdict, evaluated_on=evaluated_on,
    )  # fmt: skip


def switch(requested_on: date, switched_on: date | None = None) -> PgbSwitch:
    """A switch to a personal budget, granted when it has a day."""
    state = PgbState.GRANTED if switched_on else PgbState.REQUESTED
    return PgbSwitch(
        id=new_id(), version=1, owner=OWNER, citizen_id=new_id(), contract_id=CONTRACT, law=Law.WMO_2015,
        provider=PROVIDER, requested_on=requested_on, switched_on=switched_on, state=state,
    )  # fmt: skip
