"""When the amounts of a ceiling under a signed contract may change: by an amendment in force (R-C08, R-C23)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.contracts.ceilings.rules.terms import Ceiling, CeilingTerms
from shared.errors import FieldError, Text
from shared.values.arrangements import GuaranteeKind
from shared.values.budgets import CeilingLevel
from shared.values.terms import ContractState

_OPEN = frozenset({ContractState.DRAFT, ContractState.OFFERED})
_OVER = frozenset({ContractState.ENDED, ContractState.TERMINATED})
_NEEDED = Text(
    "Het contract is getekend: de bedragen van een plafond veranderen met een geldend addendum (amendmentId).",
    "The contract is signed: the amounts of a ceiling change with an amendment in force (amendmentId).",
)
_UNFIT = Text(
    "Dit addendum is niet van het contract van dit plafond, of nog niet door beide kanten getekend.",
    "This amendment is not of this ceiling's contract, or not signed by both sides yet.",
)
_LATER = Text(
    "Het addendum gaat pas na het jaar van het plafond in.",
    "The amendment takes effect only after the ceiling's year.",
)
_ENDED = Text("Het contract is afgelopen.", "The contract has ended.")
# What says how much is bounded; a name, a warning level or an indicator changes no amount.
_BOUNDS = (
    "contract_id", "quantity", "mode", "option", "amount_cents", "unit", "maximum_citizens", "maximum_activities",
    "guaranteed_basis_points", "follows", "followed_from", "exempt_care_types", "no_exemptions",
)  # fmt: skip
_LINES = ("team_cents", "second_line_cents")
_WHOSE = ("contract_id", "year", "level", "quantity", "provider", "population_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The contract of a ceiling, with the amendment that was named for the change.

    `amendment_from` is that amendment's first day; None where it is not of the contract or not in force.
    """

    id: UUID
    state: ContractState
    amendment_id: UUID | None = None
    amendment_from: date | None = None


def bounds_of(terms: CeilingTerms) -> dict[str, Any]:
    """All that says how much is bounded; at level 3 the lines are one pot, so what moves between them is no change (R-C23)."""
    found = {name: getattr(terms, name) for name in _BOUNDS}
    found["volume"] = None if terms.volume is None else Decimal(terms.volume)
    guaranteed = terms.guaranteed_basis_points is not None
    found["guarantee_kind"] = (terms.guarantee_kind or GuaranteeKind.FLOOR) if guaranteed else None
    if terms.level is not CeilingLevel.POPULATION_ALL_LINES:
        found |= {name: getattr(terms, name) for name in _LINES}
    return found


def is_change(known: Ceiling | None, terms: CeilingTerms, others: Iterable[Ceiling]) -> bool:
    """Whether these terms change what a contract's ceilings bound: another amount, or one more for the same year and whom."""
    if known is not None and known.contract_id is not None:
        return bounds_of(known) != bounds_of(terms)
    return any(all(getattr(one, name) == getattr(terms, name) for name in _WHOSE) for one in others)


def check_amendment(terms: CeilingTerms, contract: Bound | None, *, changes: bool) -> Iterator[FieldError]:
    """Faults where the contract's state asks an amendment for other amounts: a draft is free, what has ended is shut.

    The amendment is of the contract, in force, and takes effect no later than the last day of the ceiling's year.
    """
    if contract is None:
        if terms.amendment_id is not None:
            yield FieldError("#/amendmentId", "amendment-unfit", _UNFIT, rule="R-C08")
        return
    if changes and contract.state in _OVER:
        yield FieldError("#/contractId", "contract-over", _ENDED, rule="R-C08")
    elif contract.amendment_id is None:
        if changes and contract.state not in _OPEN:
            yield FieldError("#/amendmentId", "amendment-needed", _NEEDED, rule="R-C23")
    elif contract.amendment_from is None:
        yield FieldError("#/amendmentId", "amendment-unfit", _UNFIT, rule="R-C08")
    elif changes and contract.amendment_from > date(terms.year, 12, 31):
        yield FieldError("#/amendmentId", "amendment-later", _LATER, rule="R-C08")
