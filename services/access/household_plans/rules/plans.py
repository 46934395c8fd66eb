"""One family, one plan, one household: who is in it, who directs it, and what it lacks (N-125, R-A23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.access.household_plans.rules.words import (
    ENDED,
    PLANNED,
    WARNINGS,
    WRONG,
    HouseholdPlanEnded,
    HouseholdPlanRefused,
)
from services.access.policies.rules import Policy
from shared.errors import FieldError
from shared.values import Derivation, new_id
from shared.values.questions import PlanState


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the household, and how related to the person whom it began with (COD472)."""

    citizen_id: UUID
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A desired result of a member that the plan works on, and the provider that it is with."""

    desired_result_id: UUID
    citizen_id: UUID
    provider: str


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """A plan in one version; `coordinator` is one of the `providers` (OIN), `director` the municipality's own worker."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    external_reference: str | None
    state: PlanState
    director: str
    coordinator: str | None
    start_date: date
    end_date: date | None
    ended_on: date | None
    members: list[Member]
    providers: list[str]
    goals: list[Goal]
    warnings: list[str]
    policy_id: UUID | None = None
    policy_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What is known of the members: who is there (None once erased), who is planned for elsewhere, their results and allocations.

    `endless` counts their running allocations without an end date.
    """

    alive: Mapping[UUID, bool]
    planned: Mapping[UUID, UUID]
    goals: Mapping[UUID, Goal]
    endless: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the plan is to be; `goals` are ids of desired results."""

    director: str
    coordinator: str | None
    start_date: date
    end_date: date | None
    members: Sequence[Member]
    providers: Sequence[str]
    goals: Sequence[UUID]


def plan(
    owner: str, asked: Planned, household: Household, policy: Policy, *, external_reference: str | None
) -> tuple[HouseholdPlan, Derivation]:
    """A new plan. Raises HouseholdPlanRefused with every reason."""
    made = HouseholdPlan(
        id=new_id(), version=1, owner=owner, parties=[], external_reference=external_reference,
        state=PlanState.OPEN, director=asked.director, coordinator=asked.coordinator,
        start_date=asked.start_date, end_date=asked.end_date, ended_on=None, members=[], providers=[], goals=[],
        warnings=[],
    )  # fmt: skip
    return _with(made, asked, household, policy)


def change(
    known: HouseholdPlan, asked: Planned, household: Household, policy: Policy
) -> tuple[HouseholdPlan, Derivation]:
    """The plan's next version. Raises HouseholdPlanEnded, HouseholdPlanRefused with every reason."""
    check_open(known)
    return _with(replace(known, version=known.version + 1), asked, household, policy)


def check_open(known: HouseholdPlan) -> None:
    """Raise HouseholdPlanEnded unless the plan is open."""
    if known.state is not PlanState.OPEN:
        raise HouseholdPlanEnded(ended_on=known.ended_on)


def end(
    known: HouseholdPlan, ended_on: date, today: date, told: Derivation
) -> tuple[HouseholdPlan, Derivation]:
    """The plan ended: its members may be in another one. Raises HouseholdPlanEnded, HouseholdPlanRefused."""
    check_open(known)
    wrong = []
    if ended_on < known.start_date:
        wrong.append(("#/endedOn", "ended-before-start"))
    if ended_on > today:
        wrong.append(("#/endedOn", "in-future"))
    _refuse(wrong, start_date=known.start_date)
    ended = replace(known, version=known.version + 1, state=PlanState.ENDED, ended_on=ended_on, parties=[])
    return ended, told.because("R-A23", ENDED, ended_on=ended_on)


def _with(
    known: HouseholdPlan, asked: Planned, household: Household, policy: Policy
) -> tuple[HouseholdPlan, Derivation]:
    _refuse(_faults(known, asked, household))
    made = replace(
        known, parties=sorted(asked.providers), director=asked.director, coordinator=asked.coordinator,
        start_date=asked.start_date, end_date=asked.end_date, members=list(asked.members),
        providers=sorted(asked.providers), goals=[household.goals[one] for one in asked.goals],
        policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    return _judged(made, household.endless, policy)


def look_again(known: HouseholdPlan, endless: int, policy: Policy) -> tuple[HouseholdPlan, Derivation] | None:
    """The plan's next version with what it lacks now; None where that is what it says already, or the plan ended.

    `endless` is as in Household: what was allocated to somebody in it since, or ended, is no act on the plan (R-A23).
    """
    if known.state is not PlanState.OPEN or lacking(known, endless, policy) == known.warnings:
        return None
    return _judged(
        replace(known, version=known.version + 1, policy_id=policy.id, policy_version=policy.version),
        endless,
        policy,
    )


def lacking(known: HouseholdPlan, endless: int, policy: Policy) -> list[str]:
    """The codes of what a plan lacks: an end date, of itself or of an allocation; a coordinator from so many providers on."""
    many = len(known.providers) >= policy.coordinator_from_providers
    found = {
        "allocation-without-end": endless > 0,
        "no-coordinator": many and known.coordinator is None,
        "plan-without-end": known.end_date is None,
    }
    return [code for code, is_so in found.items() if is_so]


def _judged(made: HouseholdPlan, endless: int, policy: Policy) -> tuple[HouseholdPlan, Derivation]:
    warnings = lacking(made, endless, policy)
    why = Derivation().because(
        "R-A23", PLANNED, members=len(made.members), providers=len(made.providers), goals=len(made.goals),
        end_date=made.end_date,
    )  # fmt: skip
    counts = {
        "allocations": endless,
        "providers": len(made.providers),
        "limit": policy.coordinator_from_providers,
    }
    for code in warnings:
        why = why.because("R-A23", WARNINGS[code], **counts)
    return replace(made, warnings=warnings), why


def _faults(known: HouseholdPlan, asked: Planned, household: Household) -> list[tuple[str, str]]:
    wrong = []
    for at, member in enumerate(asked.members):
        where = f"#/members/{at}/citizenId"
        alive = household.alive.get(member.citizen_id)
        if alive is None:
            wrong.append((where, "member-unknown"))
        elif not alive:
            wrong.append((where, "member-erased"))
        if household.planned.get(member.citizen_id, known.id) != known.id:
            wrong.append((where, "in-another-plan"))
    if len({one.citizen_id for one in asked.members}) < len(asked.members):
        wrong.append(("#/members", "named-twice"))
    if len(set(asked.providers)) < len(asked.providers):
        wrong.append(("#/providers", "named-twice"))
    if asked.coordinator is not None and asked.coordinator not in asked.providers:
        wrong.append(("#/coordinator", "coordinator-not-a-provider"))
    within = {one.citizen_id for one in asked.members}
    for at, goal in enumerate(asked.goals):
        found = household.goals.get(goal)
        if found is None or found.citizen_id not in within:
            wrong.append((f"#/goals/{at}", "goal-not-of-household"))
    if asked.end_date is not None and asked.end_date < asked.start_date:
        wrong.append(("#/endDate", "end-before-start"))
    return wrong


def _refuse(wrong: Sequence[tuple[str, str]], **facts: Any) -> None:
    if wrong:
        errors = tuple(FieldError(at, code, WRONG[code], rule="R-A23") for at, code in wrong)
        raise HouseholdPlanRefused(errors=errors, **facts)


def as_seen_by(known: HouseholdPlan, organisations: Sequence[str], *, purchaser: bool) -> HouseholdPlan:
    """The plan as its reader sees it: the municipality whole, a provider its own part and who coordinates (R-A23)."""
    if purchaser:
        return known
    mine = [one for one in known.providers if one in organisations]
    return replace(
        known, parties=mine, members=[], providers=mine, warnings=[], external_reference=None,
        goals=[one for one in known.goals if one.provider in organisations],
    )  # fmt: skip


def as_told(known: HouseholdPlan) -> HouseholdPlan:
    """The plan as a fact tells it: to the municipality alone, for a fact is the same for all who see it."""
    return replace(known, parties=[])


def of_citizen(known: HouseholdPlan, citizen_id: UUID) -> HouseholdPlan:
    """The plan as one citizen's data: without the other members of the household, who are not that citizen's to know of."""
    return replace(
        known,
        members=[one for one in known.members if one.citizen_id == citizen_id],
        goals=[one for one in known.goals if one.citizen_id == citizen_id],
    )
