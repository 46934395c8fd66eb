"""One family, one plan, one household: who is in it, who directs it, and what it lacks (N-125, R-A23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.access.policies.rules import Policy
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.questions import PlanState

PLANNED = Sentence(
    "household-plan.planned",
    nl="Eén plan voor {members} leden van het huishouden, met {providers} aanbieders en {goals} doelen; einddatum {end_date}.",
    en="One plan for {members} members of the household, with {providers} providers and {goals} goals; end date {end_date}.",
)
ENDED = Sentence(
    "household-plan.ended", nl="Het plan is op {ended_on} beëindigd.", en="The plan was ended on {ended_on}."
)
WARNINGS = {
    "allocation-without-end": Sentence(
        "household-plan.allocation-without-end",
        nl="Let op: {allocations} lopende toewijzingen van het huishouden hebben geen einddatum.",
        en="Mind: {allocations} running allocations of the household have no end date.",
    ),
    "no-coordinator": Sentence(
        "household-plan.no-coordinator",
        nl="Let op: {providers} aanbieders zonder coördinator; vanaf {limit} hoort die er te zijn.",
        en="Mind: {providers} providers without a coordinator; from {limit} on there should be one.",
    ),
    "plan-without-end": Sentence(
        "household-plan.without-end",
        nl="Let op: het plan zelf heeft geen einddatum.",
        en="Mind: the plan itself has no end date.",
    ),
}


class HouseholdPlanNotFound(NotFound):
    """There is no such plan, or it is not yours."""

    code = "household-plan-not-found"
    title = Text("Huishoudplan niet gevonden", "Household plan not found")
    detail = Text("Er is geen huishoudplan {id}.", "There is no household plan {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class HouseholdPlanRefused(Refused):
    """The plan cannot be like this: `errors` has every reason."""

    code = "household-plan-refused"
    rule = "R-A23"
    title = Text("Het huishoudplan kan zo niet", "The household plan cannot be like this")
    detail = Text(
        "Een inwoner staat in één open plan, en een doel is een gewenst resultaat van een lid; errors noemt wat er mis is.",
        "A citizen is in one open plan, and a goal is a desired result of a member; errors names what is wrong.",
    )
    mend = Text(
        "Los de punten in errors op; beëindig zo nodig het andere plan.",
        "Clear the points in errors; end the other plan if need be.",
    )


class HouseholdPlanEnded(Refused):
    """The plan ended: it changes no more."""

    code = "household-plan-ended"
    rule = "R-A23"
    title = Text("Het huishoudplan is beëindigd", "The household plan has ended")
    detail = Text("Het plan eindigde op {ended_on}.", "The plan ended on {ended_on}.")
    mend = Text("Maak een nieuw plan.", "Make a new plan.")


_WRONG = {
    "in-another-plan": Text(
        "Deze inwoner staat al in een open plan.", "This citizen is in an open plan already."
    ),
    "member-unknown": Text(
        "Er is geen inwoner met dit kenmerk.", "There is no citizen with this identifier."
    ),
    "member-erased": Text("Deze inwoner is gewist.", "This citizen was erased."),
    "named-twice": Text("Dit staat er twee keer.", "This stands here twice."),
    "coordinator-not-a-provider": Text(
        "De coördinator is een van de aanbieders in het plan.",
        "The coordinator is one of the providers on the plan.",
    ),
    "goal-not-of-household": Text(
        "Dit is geen gewenst resultaat van een lid van het huishouden.",
        "This is no desired result of a member of the household.",
    ),
    "end-before-start": Text(
        "De einddatum ligt vóór de begindatum.", "The end date lies before the start date."
    ),
    "ended-before-start": Text("Het plan begon op {start_date}.", "The plan began on {start_date}."),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
}


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
    counts = {
        "allocations": household.endless,
        "providers": len(asked.providers),
        "limit": policy.coordinator_from_providers,
    }
    warnings = [
        code
        for code, is_so in {
            "allocation-without-end": household.endless > 0,
            "no-coordinator": len(asked.providers) >= policy.coordinator_from_providers
            and asked.coordinator is None,
            "plan-without-end": asked.end_date is None,
        }.items()
        if is_so
    ]
    made = replace(
        known, parties=sorted(asked.providers), director=asked.director, coordinator=asked.coordinator,
        start_date=asked.start_date, end_date=asked.end_date, members=list(asked.members),
        providers=sorted(asked.providers), goals=[household.goals[one] for one in asked.goals],
        warnings=warnings, policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    why = Derivation().because(
        "R-A23", PLANNED, members=len(made.members), providers=len(made.providers), goals=len(made.goals),
        end_date=made.end_date,
    )  # fmt: skip
    for code in warnings:
        why = why.because("R-A23", WARNINGS[code], **counts)
    return made, why


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
        errors = tuple(FieldError(at, code, _WRONG[code], rule="R-A23") for at, code in wrong)
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
