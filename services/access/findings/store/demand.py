"""The statements on what is asked and decided: requests, clarifications, decisions, reviews, the legal frame, complaints."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    any_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.findings.store.periods import both, day, within
from services.access.reviews.store.duties import taken
from services.access.tables import (
    allocations,
    clarifications,
    contract_terms,
    decisions,
    legal_checks,
    pgb_switches,
    referrals,
    remedies,
    requests,
    reviews,
)
from shared.kit.database import among, statement
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.arrangements import AccessPlace, Scenario
from shared.values.choosing import CareIntensity
from shared.values.deciding import DecisionOutcome
from shared.values.remedies import RemedyKind
from shared.values.reviewing import ReviewOutcome, ReviewState
from shared.values.terms import ReferralState


@statement
def asked() -> Executable:
    """Requests by the day of contact."""
    columns = requests.c
    return select(*both("requests", columns.contact_on)).where(
        among(columns.owner, "organisations"), within(columns.contact_on)
    )


@statement
def since_cut() -> Executable:
    """Requests from a day on, and of as many days before a cut."""
    columns = requests.c
    since = columns.contact_on.between(day("start"), day("last"))
    earlier = and_(columns.contact_on >= day("earlier"), columns.contact_on < day("cut_on"))
    return select(
        func.count().filter(since).label("requests_now"),
        func.count().filter(earlier).label("requests_before"),
    ).where(among(columns.owner, "organisations"), or_(since, earlier))


def overloaded(hours: ColumnElement[Any]) -> ColumnElement[bool]:
    """A carer gives more hours a week than the policy's limit."""
    limit: ColumnElement[Any] = bindparam("carer_hours", type_=Integer)
    found: ColumnElement[bool] = limit < any_(hours)
    return found


@statement
def clarified() -> Executable:
    """Clarifications: how many, how many domains of life they touch, in how many a carer bears too much."""
    columns = clarifications.c
    domains = func.sum(func.cardinality(columns.domains))
    return select(
        *both("clarified", columns.held_on),
        *both("domains", columns.held_on, of=domains),
        *both("overloaded", columns.held_on, overloaded(columns.carer_hours)),
    ).where(among(columns.owner, "organisations"), within(columns.held_on))


@statement
def decided() -> Executable:
    """Decisions that were taken, refusals among them, and those of the municipal desk with their days since the report."""
    columns = decisions.c
    of_request = and_(requests.c.owner == columns.owner, requests.c.id == columns.request_id)
    desk = columns.place == AccessPlace.OTHER_PARTY.value
    days = func.sum(columns.decided_on - requests.c.contact_on)
    return (
        select(
            *both("decided", columns.decided_on),
            *both("refused", columns.decided_on, columns.outcome == DecisionOutcome.REFUSED.value),
            *both("desk", columns.decided_on, desk),
            *both("desk_days", columns.decided_on, desk, of=days),
        )
        .select_from(decisions.join(requests, of_request))
        .where(among(columns.owner, "organisations"), taken(columns), within(columns.decided_on))
    )


@statement
def switched() -> Executable:
    """Wishes for a PGB by the day on which they were told."""
    columns = pgb_switches.c
    return select(*both("pgb_switches", columns.requested_on)).where(
        among(columns.owner, "organisations"), within(columns.requested_on)
    )


@statement
def reviewed() -> Executable:
    """Reviews that were completed, and those that changed something."""
    columns = reviews.c
    changed = columns.outcome != ReviewOutcome.APPROVED.value
    return select(
        *both("reviewed", columns.completed_on), *both("changed", columns.completed_on, changed)
    ).where(
        among(columns.owner, "organisations"),
        columns.state == ReviewState.COMPLETED.value,
        within(columns.completed_on),
    )


@statement
def disputed() -> Executable:
    """Questions on the legal frame that are open at the end of each period, and since how many days."""
    columns = legal_checks.c

    def open_at(end: str) -> ColumnElement[bool]:
        return and_(
            columns.asked_on <= day(end), or_(columns.answered_on.is_(None), columns.answered_on > day(end))
        )

    chosen: list[ColumnElement[Any]] = []
    for when, end in (("now", "last"), ("before", "last_before")):
        days = func.sum(day(end) - columns.asked_on).filter(open_at(end))
        chosen += [
            func.count().filter(open_at(end)).label(f"disputes_{when}"),
            func.coalesce(days, 0).label(f"dispute_days_{when}"),
        ]
    return select(*chosen).where(
        among(columns.owner, "organisations"), or_(open_at("last"), open_at("last_before"))
    )


@statement
def referred() -> Executable:
    """Referrals of which is known how heavy they are, and those under scenario D with the refusals among them."""
    columns = referrals.c
    of_contract = and_(contract_terms.c.owner == columns.owner, contract_terms.c.id == columns.contract_id)
    alone = contract_terms.c.scenario == Scenario.D.value
    refused = columns.state == ReferralState.REFUSED.value
    return (
        select(
            *both("graded_referrals", columns.referred_on, columns.intensity.is_not(None)),
            *both("heavy_referrals", columns.referred_on, columns.intensity == CareIntensity.HEAVY.value),
            *both("scenario_referrals", columns.referred_on, alone),
            *both("scenario_refusals", columns.referred_on, alone, refused),
        )
        .select_from(referrals.join(contract_terms, of_contract))
        .where(among(columns.owner, "organisations"), within(columns.referred_on))
    )


def _under_scenario_d() -> ColumnElement[bool]:
    """The complaint is on a decision under a contract of scenario D, or on a provider to which it referred the citizen."""
    columns, of_contract = remedies.c, contract_terms.c
    by_decision = exists().where(
        decisions.c.owner == columns.owner,
        decisions.c.id == columns.decision_id,
        of_contract.owner == decisions.c.owner,
        of_contract.id == decisions.c.contract_id,
        of_contract.scenario == Scenario.D.value,
    )
    by_referral = exists().where(
        referrals.c.owner == columns.owner,
        referrals.c.citizen_id == columns.citizen_id,
        referrals.c.provider == columns.provider,
        of_contract.owner == referrals.c.owner,
        of_contract.id == referrals.c.contract_id,
        of_contract.scenario == Scenario.D.value,
    )
    return or_(by_decision, by_referral)


@statement
def complained() -> Executable:
    """Complaints: all, those where the provider decides alone, and those of citizens who had just gone over."""
    columns = remedies.c
    moved = exists().where(
        allocations.c.owner == columns.owner,
        allocations.c.citizen_id == columns.citizen_id,
        allocations.c.origin == AllocationOrigin.TRANSITION.value,
        allocations.c.state == AllocationState.GRANTED.value,
        allocations.c.start_date.between(day("first_before"), columns.filed_on),
    )
    return select(
        *both("complaints", columns.filed_on),
        *both("scenario_complaints", columns.filed_on, _under_scenario_d()),
        *both("moved_complaints", columns.filed_on, moved),
    ).where(
        among(columns.owner, "organisations"),
        columns.kind == RemedyKind.COMPLAINT.value,
        within(columns.filed_on),
    )


def persons(column: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many different ones there are where the condition holds."""
    return func.count(distinct(case((condition, column))))
