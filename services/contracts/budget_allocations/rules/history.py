"""Expected clients from history: who was in care under the contracts of an area in the reference period (R-C14, R-X12)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.contracts.budget_allocations.rules.basis import Basis
from services.contracts.budget_allocations.rules.parts import Outcome, refuse
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.suppression import is_small

HISTORY = Sentence(
    "allocation.history",
    nl="Gebied {area}: van {start_date} tot en met {end_date} gaven {result} besluiten en aanvaarde verwijzingen zorg onder contracten {contracts}, zoals nu bekend; soort voorziening: {provision_type}.",
    en="Area {area}: from {start_date} up to and including {end_date} {result} decisions and accepted referrals gave care under contracts {contracts}, as known now; kind of provision: {provision_type}.",
)
TYPED_IN = Sentence(
    "allocation.history-typed-in",
    nl="Gebied {area}: {result} verwachte cliënten, zoals opgegeven.",
    en="Area {area}: {result} expected clients, as given.",
)
_BOTH = "general, tailorMade"
_UNKNOWN = Text(
    "Er is geen contract met dit kenmerk, of het is niet van u.",
    "There is no contract with this identifier, or it is not yours.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A basis with a number of clients for every area, why, and whether any number is small (F-08)."""

    basis: Basis
    why: Derivation
    small: bool


def contracts_of(basis: Basis) -> list[UUID]:
    """The contracts whose clients are to be counted; none where all is typed in."""
    return [one for area in basis.areas for one in area.contract_ids]


def with_history(
    basis: Basis, numbers: Mapping[UUID, str], clients: Mapping[UUID, int], limit: int
) -> Counted:
    """The basis with the clients of the areas' contracts counted; `numbers` are the contracts that the purchaser has.

    A number below `limit` is small. Raises AllocationRefused for contracts that are not there.
    """
    period = basis.history
    if period is None:
        return Counted(basis=basis, why=Derivation(), small=False)
    refuse(*_unknown(basis, numbers))
    areas, why, small = [], Derivation(), False
    for area in basis.areas:
        if area.clients is not None:
            areas.append(area)
            why = why.because("R-C14", TYPED_IN, area.clients, area=area.code)
            continue
        total = sum(clients.get(one, 0) for one in area.contract_ids)
        small = small or is_small(total, limit)
        areas.append(replace(area, clients=total))
        why = why.because(
            "R-X12",
            HISTORY,
            total,
            area=area.code,
            start_date=period.start_date,
            end_date=period.end_date,
            contracts=[numbers[one] for one in area.contract_ids],
            provision_type=period.provision_type or _BOTH,
        )
    return Counted(basis=replace(basis, areas=areas), why=why, small=small)


def _unknown(basis: Basis, numbers: Collection[UUID]) -> list[FieldError]:
    return [
        FieldError(f"#/basis/areas/{index}/contractIds/{place}", "contract-unknown", _UNKNOWN, rule="R-C14")
        for index, area in enumerate(basis.areas)
        for place, one in enumerate(area.contract_ids)
        if one not in numbers
    ]


def explained(outcome: Outcome, counted: Counted) -> Outcome:
    """The outcome with what was counted before it."""
    return replace(outcome, why=counted.why.merge(outcome.why))
