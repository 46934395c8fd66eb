"""One allocation: its method applied, and each part tested against what it costs now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

from services.contracts.budget_allocations.rules.amounts import (
    grant_minus_discount,
    of_motivation,
    per_head,
    shrinking,
    subsidy_cut,
)
from services.contracts.budget_allocations.rules.basis import Basis, CurrentBudget
from services.contracts.budget_allocations.rules.divisions import (
    expected_clients,
    formation,
    grant_change,
    neighbourhoods,
    square,
    strongest_growers,
    turnover,
)
from services.contracts.budget_allocations.rules.parts import AllocationPart, Outcome, refuse
from services.contracts.budget_allocations.rules.weighing import weighted_characteristics
from shared.errors import FieldError, Text
from shared.values import Money, Sentence
from shared.values.budgets import AllocationMethod, PartLevel
from shared.values.remarks import BudgetRemark, remark
from shared.values.terms import ContractState

SHORT = Sentence(
    "allocation.short",
    nl="Deel {part} komt {short_cents} tekort: budget {budget_cents}, huidige kosten {cost_cents}.",
    en="Part {part} is {short_cents} short: budget {budget_cents}, current cost {cost_cents}.",
)
_NO_PART = Text("Dit deel staat niet in de verdeling.", "This part is not in the allocation.")
METHODS: dict[AllocationMethod, Callable[[Basis], Outcome]] = {
    AllocationMethod.GRANT_MINUS_DISCOUNT: grant_minus_discount,
    AllocationMethod.EXPECTED_CLIENTS: expected_clients,
    AllocationMethod.GRANT_CHANGE: grant_change,
    AllocationMethod.FORMATION: formation,
    AllocationMethod.WEIGHTED_CHARACTERISTICS: weighted_characteristics,
    AllocationMethod.PER_INHABITANT: per_head,
    AllocationMethod.PER_INSURED: per_head,
    AllocationMethod.NEIGHBOURHOODS: neighbourhoods,
    AllocationMethod.TURNOVER: turnover,
    AllocationMethod.STRONGEST_GROWERS: strongest_growers,
    AllocationMethod.SHRINKING: shrinking,
    AllocationMethod.SUBSIDY_CUT: subsidy_cut,
    AllocationMethod.SQUARE: square,
}
# What other providers turn over is no party's business.
OWN_ONLY = frozenset({AllocationMethod.TURNOVER, AllocationMethod.STRONGEST_GROWERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetAllocation:
    """An allocation as it was computed; `unavailable` says why nothing could be."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    name: str
    year: int
    contract_id: UUID | None = None
    method: AllocationMethod
    basis: Basis
    total_cents: int | None = None
    parts: list[AllocationPart] = field(default_factory=list)
    remarks: list[BudgetRemark] = field(default_factory=list)
    unavailable: BudgetRemark | None = None
    current_costs: list[CurrentBudget] = field(default_factory=list)
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SufficiencyLine:
    """Whether a part's budget covers its current cost; None where that is unknown."""

    code: str
    name: str | None
    level: PartLevel
    amount_cents: int
    current_cost_cents: int | None
    difference_cents: int | None
    sufficient: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sufficiency:
    """All parts of an allocation against their current costs (D-54)."""

    allocation_id: UUID
    year: int
    total_cents: int | None
    current_cost_cents: int
    short_cents: int
    insufficient: int
    unknown: int
    lines: list[SufficiencyLine]


def allocate(basis: Basis, costs: list[CurrentBudget], motivation: str | None = None) -> Outcome:
    """Apply a method and test each part against its current cost (R-C13 … R-C19, R-C24, R-C25, R-C48, R-C49).

    The parts add up to the total exactly. Raises AllocationRefused with every contradiction.
    """
    outcome = METHODS[AllocationMethod(basis.method)](basis)
    known = {one.code for one in outcome.parts}
    if outcome.unavailable is None:
        refuse(
            *(
                FieldError(f"#/currentCosts/{index}/code", "part-unknown", _NO_PART, rule="R-C19")
                for index, one in enumerate(costs)
                if one.code not in known
            )
        )
    cost = {one.code: one.amount_cents for one in costs}
    parts = [
        replace(one, current_cost_cents=cost[one.code], difference_cents=one.amount_cents - cost[one.code])
        if one.code in cost
        else one
        for one in outcome.parts
    ]
    why, remarks = outcome.why, [*outcome.remarks, *of_motivation(basis, motivation)]
    for one in parts:
        if one.difference_cents is not None and one.difference_cents < 0:
            said: dict[str, object] = {
                "part": one.code,
                "short_cents": Money(-one.difference_cents),
                "budget_cents": Money(one.amount_cents),
                "cost_cents": Money(cost[one.code]),
            }
            why = why.because("R-C19", SHORT, **said)
            remarks.append(remark("R-C19", "budget-short", SHORT, said, about=one.code))
    return replace(outcome, parts=parts, remarks=remarks, why=why)


def total_of(outcome: Outcome) -> int | None:
    """The sum of the parts in cents; None where nothing could be computed."""
    return None if outcome.unavailable is not None else sum(one.amount_cents for one in outcome.parts)


def sufficiency(allocation: BudgetAllocation) -> Sufficiency:
    """Whether each part's budget covers what it costs now (D-54, R-C19)."""
    lines = [
        SufficiencyLine(
            code=one.code,
            name=one.name,
            level=one.level,
            amount_cents=one.amount_cents,
            current_cost_cents=one.current_cost_cents,
            difference_cents=one.difference_cents,
            sufficient=None if one.difference_cents is None else one.difference_cents >= 0,
        )
        for one in allocation.parts
    ]
    short = [
        -one.difference_cents
        for one in lines
        if one.difference_cents is not None and one.difference_cents < 0
    ]
    return Sufficiency(
        allocation_id=allocation.id,
        year=allocation.year,
        total_cents=allocation.total_cents,
        current_cost_cents=sum(one.current_cost_cents or 0 for one in lines),
        short_cents=sum(short),
        insufficient=len(short),
        unknown=sum(one.sufficient is None for one in lines),
        lines=lines,
    )


def shared_with(parties: list[str], state: ContractState) -> list[str]:
    """Who sees what belongs to a contract: its parties, once it is no draft of the purchaser's own any more."""
    return [] if state is ContractState.DRAFT else parties
