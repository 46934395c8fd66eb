"""An effort for social return: told by a party, decided by the purchaser, taken back by who told it (R-C31)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.social_returns.rules.problems import (
    NotAPartyToTheContract,
    SocialReturnDecided,
    SocialReturnRefused,
)
from services.contracts.social_returns.rules.sums import NOT_AGREED, asks
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.demands import SocialReturnKind, SocialReturnState
from shared.values.terms import ContractState

NOT_IN_FORCE = (ContractState.DRAFT, ContractState.OFFERED, ContractState.SIGNED)

TOLD = Sentence(
    "social-return.told",
    nl="Opgegeven is een inspanning ({kind}) van {value_cents} in {year}; zij telt pas als de opdrachtgever haar erkent.",
    en="An effort ({kind}) of {value_cents} in {year} was told; it counts once the purchaser recognises it.",
)
RECOGNISED = Sentence(
    "social-return.recognised",
    nl="Van de opgegeven {value_cents} erkent de opdrachtgever {result_cents}.",
    en="Of the {value_cents} that was told the purchaser recognises {result_cents}.",
)
REJECTED = Sentence(
    "social-return.rejected",
    nl="De opgegeven {value_cents} is niet erkend en telt niet mee.",
    en="The {value_cents} that was told is not recognised and does not count.",
)
WITHDRAWN = Sentence(
    "social-return.withdrawn",
    nl="Wie de inspanning opgaf heeft haar ingetrokken.",
    en="Who told the effort withdrew it.",
)

_NOT_RUNNING = Text("Het contract is nog niet in werking.", "The contract is not in force yet.")
_REVERSED = Text("De laatste dag ligt niet vóór de eerste.", "The last day does not lie before the first.")
_TWO_YEARS = Text(
    "De inspanning loopt over een jaargrens: geef elk jaar apart op.",
    "The effort crosses the end of a year: tell each year apart.",
)
_OUTSIDE = Text(
    "De inspanning valt buiten de looptijd van het contract.", "The effort lies outside the contract's term."
)
_FUTURE = Text("Deze dag moet nog komen.", "This day is yet to come.")
_TOO_MUCH = Text("Er is niet meer te erkennen dan is opgegeven.", "No more can be recognised than was told.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An effort in one version; only `recognised_cents` counts, and that is 0 until the purchaser recognises it."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    entered_by: str
    kind: SocialReturnKind
    year: int
    realised_from: date
    realised_until: date
    value_cents: int
    evidence: str
    state: SocialReturnState = SocialReturnState.ENTERED
    recognised_cents: int = 0
    decided_on: date | None = None
    reason: str | None = None


def party_of(contract: Contract, organisations: Sequence[str]) -> str:
    """For whom somebody tells an effort: the purchaser, else a provider of the contract. Raises NotAPartyToTheContract."""
    providers = [contract.payee, contract.provider, *(one.oin for one in contract.members)]
    for one in (contract.owner, *providers):
        if one is not None and one in organisations:
            return one
    raise NotAPartyToTheContract(organisation=organisations[0] if organisations else "")


def enter(contract: Contract, entry: Entry, today: date) -> Derivation:
    """Why an effort may be told: the contract is in force and asks it, in its term, in one year, and it was done.

    Raises SocialReturnRefused with every point.
    """
    errors = tuple(_faults(contract, entry, today))
    if errors:
        raise SocialReturnRefused(errors=errors, number=contract.number)
    told = {"kind": entry.kind, "value_cents": Money(entry.value_cents), "year": entry.year}
    return Derivation().because("R-C31", TOLD, **told)


def _faults(contract: Contract, entry: Entry, today: date) -> Iterator[FieldError]:
    if contract.state in NOT_IN_FORCE:
        yield FieldError("#/contractId", "contract-not-in-force", _NOT_RUNNING, rule="R-C31")
    if not asks(contract):
        yield FieldError("#/contractId", "social-return-not-agreed", NOT_AGREED, rule="R-C31")
    first, last = entry.realised_from, entry.realised_until
    if last < first:
        yield FieldError("#/realisedUntil", "period-reversed", _REVERSED, rule="R-C31")
    elif last.year != first.year:
        yield FieldError("#/realisedUntil", "crosses-year", _TWO_YEARS, rule="R-C31")
    if first < (contract.start_date or date.min) or last > (contract.end_date or date.max):
        yield FieldError("#/realisedFrom", "outside-term", _OUTSIDE, rule="R-C31")
    if last > today:
        yield FieldError("#/realisedUntil", "in-the-future", _FUTURE, rule="R-C31")


def decide(
    entry: Entry, recognised_cents: int | None, reason: str | None, today: date
) -> tuple[Entry, Derivation]:
    """The purchaser's word: so many cents count; None is not recognised. A later word takes the place of an earlier one.

    Raises SocialReturnDecided for what was withdrawn, SocialReturnRefused for more than was told.
    """
    if entry.state is SocialReturnState.WITHDRAWN:
        raise SocialReturnDecided(state=entry.state)
    if recognised_cents is not None and recognised_cents > entry.value_cents:
        fault = FieldError("#/recognisedCents", "more-than-told", _TOO_MUCH, rule="R-C31")
        raise SocialReturnRefused(errors=(fault,), number=entry.contract_id)
    state = SocialReturnState.REJECTED if recognised_cents is None else SocialReturnState.RECOGNISED
    counted, told = Money(recognised_cents or 0), Money(entry.value_cents)
    why = Derivation().because("R-C31", RECOGNISED, counted, value_cents=told)
    if recognised_cents is None:
        why = Derivation().because("R-C31", REJECTED, value_cents=told)
    before = (entry.state, entry.recognised_cents, entry.reason)
    same = before == (state, counted.cents, reason)
    decided = replace(
        entry,
        state=state,
        recognised_cents=counted.cents,
        decided_on=entry.decided_on if same else today,
        reason=reason,
    )
    return decided, why


def withdraw(entry: Entry, organisations: Sequence[str]) -> tuple[Entry, Derivation]:
    """What was told by mistake, taken back before the purchaser's word. Raises NotAPartyToTheContract, SocialReturnDecided."""
    if entry.entered_by not in organisations:
        raise NotAPartyToTheContract(organisation=organisations[0] if organisations else "")
    if entry.state is not SocialReturnState.ENTERED:
        raise SocialReturnDecided(state=entry.state)
    gone = replace(entry, state=SocialReturnState.WITHDRAWN)
    return gone, Derivation().because("R-C31", WITHDRAWN)
