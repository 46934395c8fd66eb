"""What a plan of action must say, and its life (R-O20, D-09)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.improvement_plans.rules.problems import (
    ActionUnknown,
    NotASideOfThePlan,
    PlanRefused,
    PlanStateRefused,
)
from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_period
from services.outcomes.verdicts.rules import ContractVerdict
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.consulting import PlanResult, PlanState
from shared.values.terms import Verdict

OPEN = (PlanState.PROPOSED, PlanState.AGREED)

LAGS = Sentence(
    "plan.lags",
    nl="{indicator} bleef in {quarter} achter bij de norm: dat vraagt een plan van aanpak.",
    en="{indicator} lagged behind its norm in {quarter}: that asks for a plan of action.",
)
NO_VERDICT = Sentence(
    "plan.no-verdict",
    nl="Over {indicator} in {quarter} is geen oordeel dat het achterbleef; partijen spreken het plan toch af.",
    en="There is no verdict that {indicator} lagged in {quarter}; the parties agree on the plan all the same.",
)


@dataclass(frozen=True, slots=True)
class Action:
    """What will be done, by whom, before when."""

    number: int
    description: str
    responsible: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """The day on which an agreement of the plan was kept."""

    number: int
    done_on: date


@dataclass(frozen=True, slots=True)
class Progress:
    """What was said of the progress."""

    action_number: int | None
    on: date
    note: str
    told_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementPlan:
    """A plan of action; `due_on` is the first day on which something was to be done that is not."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    indicators: list[str]
    quarter: str
    cause: str
    actions: list[Action]
    fulfilled: list[Fulfilment]
    progress: list[Progress]
    state: PlanState
    proposed_by: str
    proposed_on: date
    agreed_by: str | None = None
    agreed_on: date | None = None
    due_on: date | None
    result: PlanResult | None = None
    closed_on: date | None = None


class GivenAction(Protocol):
    """An agreement as it is sent."""

    @property
    def number(self) -> int: ...
    @property
    def description(self) -> str: ...
    @property
    def responsible(self) -> str: ...
    @property
    def due_on(self) -> date: ...


class Given(Protocol):
    """A plan as it is sent."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def indicators(self) -> list[str]: ...
    @property
    def quarter(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def actions(self) -> Sequence[GivenAction]: ...


def side_of(contract: ContractCopy, organisation: str) -> str:
    """The side of the contract that an organisation stands on: its owner or its providers. Raises NotASideOfThePlan."""
    if organisation == contract.owner:
        return contract.owner
    if organisation in contract.members:
        return "members"
    raise NotASideOfThePlan(organisation=organisation)


_TWICE = Text("Elk nummer komt één keer voor.", "Every number comes once.")
_UNKNOWN = Text("Deze indicator heeft het contract niet.", "The contract has no such indicator.")
_NO_PARTY = Text("Dit is geen partij bij het contract.", "This is no party to the contract.")
_PAST = Text("Deze dag is voorbij.", "This day is past.")
_AHEAD = Text("Dit kwartaal is nog niet voorbij.", "This quarter is not over yet.")


def _faults(contract: ContractCopy, known: Iterable[str], given: Given, today: date) -> list[FieldError]:
    """Everything that is wrong with a plan as it is sent."""
    codes, seen, faults = set(known), set(), []
    faults += [
        FieldError(f"#/indicators/{place}", "indicator-unknown", _UNKNOWN, rule="R-O20")
        for place, code in enumerate(given.indicators)
        if code not in codes
    ]
    days = quarter_period(given.quarter)
    if days.last_day is None or days.last_day >= today:
        faults.append(FieldError("#/quarter", "quarter-not-over", _AHEAD, rule="R-O20"))
    for place, one in enumerate(given.actions):
        if one.number in seen:
            faults.append(FieldError(f"#/actions/{place}/number", "number-twice", _TWICE, rule="R-O20"))
        seen.add(one.number)
        if one.responsible != contract.owner and one.responsible not in contract.members:
            faults.append(FieldError(f"#/actions/{place}/responsible", "no-party", _NO_PARTY, rule="R-O20"))
        if one.due_on < today:
            faults.append(FieldError(f"#/actions/{place}/dueOn", "day-past", _PAST, rule="R-O20"))
    return faults


def propose(
    contract: ContractCopy,
    indicators: Sequence[Indicator],
    verdicts: Iterable[ContractVerdict],
    given: Given,
    organisation: str,
    today: date,
) -> tuple[ImprovementPlan, Derivation]:
    """A plan that one side proposes, and whether a verdict asks for it. Raises NotASideOfThePlan, PlanRefused."""
    side_of(contract, organisation)
    faults = _faults(contract, [one.code for one in indicators], given, today)
    if faults:
        raise PlanRefused(errors=tuple(faults))
    actions = [Action(one.number, one.description, one.responsible, one.due_on) for one in given.actions]
    plan = ImprovementPlan(
        id=new_id(), owner=contract.owner, external_reference=given.external_reference,
        parties=sorted({*contract.parties, *contract.members}), contract_id=contract.id, indicators=given.indicators,
        quarter=given.quarter, cause=given.cause, actions=actions, fulfilled=[], progress=[],
        state=PlanState.PROPOSED, proposed_by=organisation, proposed_on=today, due_on=_first_due(actions, []),
    )  # fmt: skip
    lagging = {
        (one.indicator, one.quarter)
        for verdict in verdicts
        for one in verdict.quarters
        if one.verdict is Verdict.NOT_MET
    }
    why = Derivation()
    for code in given.indicators:
        sentence = LAGS if (code, given.quarter) in lagging else NO_VERDICT
        why = why.because("R-O20", sentence, sentence is LAGS, indicator=code, quarter=given.quarter)
    return plan, why


def _first_due(actions: Iterable[Action], fulfilled: Iterable[Fulfilment]) -> date | None:
    kept = {one.number for one in fulfilled}
    return min((one.due_on for one in actions if one.number not in kept), default=None)


def _in_state(plan: ImprovementPlan, *wanted: PlanState) -> None:
    if plan.state not in wanted:
        raise PlanStateRefused(state=plan.state.value, wanted=", ".join(one.value for one in wanted))


def agree(plan: ImprovementPlan, contract: ContractCopy, organisation: str, today: date) -> ImprovementPlan:
    """The other side agrees. Raises NotASideOfThePlan, PlanStateRefused."""
    if side_of(contract, organisation) == side_of(contract, plan.proposed_by):
        raise NotASideOfThePlan(organisation=organisation)
    _in_state(plan, PlanState.PROPOSED)
    return replace(plan, state=PlanState.AGREED, agreed_by=organisation, agreed_on=today)


def tell_progress(
    plan: ImprovementPlan,
    contract: ContractCopy,
    organisation: str,
    today: date,
    *,
    action_number: int | None,
    note: str,
    done: bool,
) -> ImprovementPlan:
    """What a side says of the progress. Raises NotASideOfThePlan, PlanStateRefused, ActionUnknown."""
    side_of(contract, organisation)
    _in_state(plan, PlanState.AGREED)
    if action_number is not None and action_number not in [one.number for one in plan.actions]:
        raise ActionUnknown(number=action_number)
    kept = {one.number for one in plan.fulfilled}
    now = [
        Fulfilment(one.number, today)
        for one in plan.actions
        if done and one.number not in kept and action_number in (None, one.number)
    ]
    fulfilled = [*plan.fulfilled, *now]
    said = Progress(action_number, today, note, organisation)
    due_on = _first_due(plan.actions, fulfilled)
    return replace(plan, fulfilled=fulfilled, progress=[*plan.progress, said], due_on=due_on)


def close(
    plan: ImprovementPlan,
    contract: ContractCopy,
    organisation: str,
    today: date,
    *,
    result: PlanResult | None,
    note: str,
) -> ImprovementPlan:
    """End a plan: with a result it is completed (only what was agreed), without one withdrawn. Raises as `tell_progress`."""
    side_of(contract, organisation)
    _in_state(plan, *((PlanState.AGREED,) if result is not None else OPEN))
    state = PlanState.COMPLETED if result is not None else PlanState.WITHDRAWN
    said = Progress(None, today, note, organisation)
    return replace(
        plan, state=state, result=result, closed_on=today, due_on=None, progress=[*plan.progress, said]
    )
