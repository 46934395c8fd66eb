"""When an evaluation is due, and what it finds of the scope (R-C05, R-C06, R-C07, D-55)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.amendments.rules import CheckDay
from services.contracts.contracts.rules import Contract, ScopeItem
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, add_months, new_id
from shared.values.life import EvaluationKind
from shared.values.terms import ContractState

_RULES = {
    EvaluationKind.EVALUATION: "R-C05",
    EvaluationKind.SCOPE_CHECK: "R-C06",
    EvaluationKind.YEARLY_CHECK: "R-C07",
}
_AGREED = (ContractState.DRAFT, ContractState.OFFERED, ContractState.SIGNED)
SCOPE_CHECK_MONTHS = 12

DUE = Sentence(
    "evaluation.due",
    nl="De {kind} was verschuldigd op {due_on} en is gehouden op {held_on}.",
    en="The {kind} was due on {due_on} and was held on {held_on}.",
)
DIFFERS = Sentence(
    "evaluation.scope-differs",
    nl="Naast de aanbestede opdracht: {added} erbij ({names_added}), {removed} eraf ({names_removed}).",
    en="Beside the tendered scope: {added} added ({names_added}), {removed} removed ({names_removed}).",
)
SAME = Sentence(
    "evaluation.scope-same",
    nl="De opdracht is zoals zij is aanbesteed.",
    en="The scope is as it was tendered.",
)
EXTREME = Sentence(
    "evaluation.extreme",
    nl="Er zijn extreme omstandigheden: die dragen een addendum op het budget, op de dag van de toets.",
    en="There are extreme circumstances: they carry an amendment of the budget, on the day of the check.",
)

_FUTURE = Text("Deze dag moet nog komen.", "This day is yet to come.")
_NOT_AGREED = Text("Het contract kent deze evaluatie niet.", "The contract does not know this evaluation.")
_TOO_EARLY = Text(
    "De toets van de opdracht is een jaar na gunning: vanaf {due_on}.",
    "The scope check is one year after the award: from {due_on}.",
)
_NOT_IN_FORCE = Text("Het contract is nog niet in werking.", "The contract is not in force yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An evaluation that was held on a version of the contract."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    contract_version: int
    kind: EvaluationKind
    due_on: date | None
    held_on: date
    added: list[ScopeItem]
    removed: list[ScopeItem]
    extreme_circumstances: bool
    conclusion: str
    proposal: str | None
    amendment_id: UUID | None


class EvaluationNotFound(NotFound):
    """There is no such evaluation, or it is not yours."""

    code = "evaluation-not-found"
    title = Text("Evaluatie niet gevonden", "Evaluation not found")
    detail = Text("Er is geen evaluatie {id}.", "There is no evaluation {id}.")
    mend = Text("Zoek op contract.", "Search by contract.")


class EvaluationRefused(Refused):
    """This contract cannot have been evaluated like this; errors lists each point."""

    code = "evaluation-refused"
    rule = "R-C05"
    title = Text("Deze evaluatie kan niet", "This evaluation is not possible")
    detail = Text(
        "De evaluatie past niet op contract {number}; errors noemt elk punt.",
        "The evaluation does not fit contract {number}; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


def due_on(contract: Contract, kind: EvaluationKind, year: int) -> date | None:
    """When it is due: Alphen's evaluation 2 years after 1-1-2015 on 1-1-2017 (R-C05); None where nothing is agreed.

    The scope check is a year after the award (R-C06); the yearly check on its day of the year.
    """
    match kind:
        case EvaluationKind.EVALUATION:
            return contract.evaluation_date
        case EvaluationKind.SCOPE_CHECK:
            awarded = contract.awarded_on
            return add_months(awarded, SCOPE_CHECK_MONTHS) if awarded is not None else None
        case EvaluationKind.YEARLY_CHECK:
            check = contract.yearly_check
            return CheckDay(check.month, check.day).in_year(year) if check is not None else None


def differences(contract: Contract) -> tuple[list[ScopeItem], list[ScopeItem]]:
    """What is in the scope and was not tendered, and the other way round (R-C06), by name, product and law."""
    tendered, actual = contract.tendered_scope, contract.scope
    added = [one for one in actual if not any(_same(one, other) for other in tendered)]
    return added, [one for one in tendered if not any(_same(one, other) for other in actual)]


def _same(one: ScopeItem, other: ScopeItem) -> bool:
    """The same name and product; a law differs only where both name one (A-9.12)."""
    named = [(item.name.casefold().strip(), item.product_code) for item in (one, other)]
    laws = {item.law for item in (one, other) if item.law is not None}
    return named[0] == named[1] and len(laws) <= 1


def hold(
    contract: Contract,
    kind: EvaluationKind,
    held_on: date,
    *,
    extreme: bool,
    conclusion: str,
    proposal: str | None,
    amendment_id: UUID | None,
    reference: str | None,
    today: date,
) -> tuple[Evaluation, Derivation]:
    """An evaluation of a contract in force. Raises EvaluationRefused with every point."""
    due = due_on(contract, kind, held_on.year)
    errors = tuple(_faults(contract, kind, held_on, due, today))
    if errors:
        raise EvaluationRefused(errors=errors, number=contract.number)
    looks_at_scope = kind is not EvaluationKind.EVALUATION
    added, removed = differences(contract) if looks_at_scope else ([], [])
    why = Derivation().because(_RULES[kind], DUE, kind=kind, due_on=due, held_on=held_on)
    if looks_at_scope:
        told = {
            "added": len(added),
            "removed": len(removed),
            "names_added": ", ".join(one.name for one in added) or "–",
            "names_removed": ", ".join(one.name for one in removed) or "–",
        }
        why = why.because("R-C06", DIFFERS, **told) if added or removed else why.because("R-C06", SAME)
    if extreme:
        why = why.because("R-C07", EXTREME)
    made = Evaluation(
        id=new_id(),
        owner=contract.owner,
        external_reference=reference,
        parties=contract.parties,
        contract_id=contract.id,
        contract_version=contract.version,
        kind=kind,
        due_on=due,
        held_on=held_on,
        added=added,
        removed=removed,
        extreme_circumstances=extreme,
        conclusion=conclusion,
        proposal=proposal,
        amendment_id=amendment_id,
    )
    return made, why


def _faults(
    contract: Contract, kind: EvaluationKind, held_on: date, due: date | None, today: date
) -> Iterator[FieldError]:
    rule = _RULES[kind]
    if contract.state in _AGREED:
        yield FieldError("#/contractId", "contract-not-in-force", _NOT_IN_FORCE, rule=rule)
    if held_on > today:
        yield FieldError("#/heldOn", "in-the-future", _FUTURE, rule=rule)
    if due is None:
        yield FieldError("#/kind", "not-agreed", _NOT_AGREED, rule=rule)
    elif kind is EvaluationKind.SCOPE_CHECK and held_on < due:
        text = Text(_TOO_EARLY.nl.format(due_on=due), _TOO_EARLY.en.format(due_on=due))
        yield FieldError("#/heldOn", "before-due", text, rule=rule)
