"""Which municipality is responsible: the residence principle of youth help (woonplaatsbeginsel, Jeugdwet art. 1.1; R-A56)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.access.requests.rules import words
from services.access.requests.rules.questions import Request
from shared.values import Derivation
from shared.values.questions import ResidenceReason
from shared.values.terms import Law

ANOTHER_MUNICIPALITY = "5"  # WJ759: Andere gemeente
RESIDENCE_PRINCIPLE = "8"  # WJ759: Woonplaatsbeginsel
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was registered, or stayed with care, from a day up to and including another (None: still)."""

    municipality: str
    from_date: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it counts on that day."""
        return self.from_date <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Residence:
    """What is known of a young person's addresses (BRP), stays with youth help, and the mother's municipality at birth."""

    addresses: Sequence[Place] = ()
    stays: Sequence[Place] = ()
    mother: str | None = None


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who is responsible and why; `municipality` is None where it is not known, `since` where no first day is known."""

    municipality: str | None
    reason: ResidenceReason
    since: date | None


def responsible(residence: Residence, law: Law, on: date) -> tuple[Responsible, Derivation]:
    """Who is responsible on a day (R-A56).

    Youth help with a stay: the municipality where the young person was registered just before it, however many homes
    followed each other; without an address before it (a stay from birth on) the mother's. Else, and for the Wmo, where one is
    registered; else where one actually stays.
    """
    found = _found(residence, law, on)
    if found.municipality is None:
        return found, Derivation().because("R-A56", words.RESPONSIBLE_NOT_KNOWN, on=on)
    why = Derivation().because(
        "R-A56", words.RESPONSIBLE, municipality=found.municipality, since=found.since, reason=found.reason
    )
    return found, why


def _found(residence: Residence, law: Law, on: date) -> Responsible:
    stay = _at(residence.stays, on)
    if law is Law.JEUGDWET and stay is not None:
        begun = _begun(residence.stays, stay)
        before = _at(residence.addresses, begun - _DAY)
        if before is not None:
            since = _first_day(residence.addresses, before)
            return Responsible(before.municipality, ResidenceReason.BEFORE_STAY, since)
        if residence.mother is not None:
            return Responsible(residence.mother, ResidenceReason.MOTHER, begun)
    address = _at(residence.addresses, on)
    if address is not None:
        since = _first_day(residence.addresses, address)
        return Responsible(address.municipality, ResidenceReason.REGISTERED, since)
    if stay is not None:
        return Responsible(stay.municipality, ResidenceReason.ACTUAL_STAY, stay.from_date)
    return Responsible(None, ResidenceReason.NOT_KNOWN, None)


def _at(places: Sequence[Place], on: date) -> Place | None:
    """The place of that day; of several the one that began last."""
    return max((one for one in places if one.holds(on)), key=lambda one: one.from_date, default=None)


def _begun(stays: Sequence[Place], stay: Place) -> date:
    """The first day of the stays that follow each other without a day between them, up to this one."""
    first = stay.from_date
    for one in sorted(stays, key=lambda each: each.from_date, reverse=True):
        if one.from_date < first and (one.until is None or one.until >= first - _DAY):
            first = one.from_date
    return first


def _first_day(addresses: Sequence[Place], address: Place) -> date:
    """The first day in the same municipality without a gap."""
    same = [one for one in addresses if one.municipality == address.municipality]
    return _begun(same, address)


def code_of(found: Responsible, law: Law, owner: str) -> str | None:
    """Why it is another municipality's in the words of a message (WJ759); None for one's own, and where it is not known."""
    if found.municipality in (None, owner):
        return None
    return RESIDENCE_PRINCIPLE if law is Law.JEUGDWET else ANOTHER_MUNICIPALITY


def determine(
    request: Request,
    found: Responsible,
    why: Derivation,
    today: date,
    *,
    term_days: int,
    told: Derivation,
    first: bool = False,
) -> tuple[Request, Derivation]:
    """The request with who is responsible, why and since when; another municipality has `term_days` to take it over.

    `first` says that the request is still being made.

    Nothing is refused meanwhile: the request stays in its state, and care goes on (R-A56).
    """
    code = code_of(found, request.law, request.owner)
    transfer_by = None if code is None else today + timedelta(days=term_days)
    determined = replace(
        request, version=request.version + (not first), responsible_municipality=found.municipality,
        responsible_reason=found.reason, responsible_since=found.since, responsible_code=code,
        transfer_by=transfer_by,
    )  # fmt: skip
    told = told.merge(why)
    if code is not None:
        told = told.because("R-A56", words.TRANSFER_BY, code=code, transfer_by=transfer_by)
    return determined, told


__all__ = [
    "ANOTHER_MUNICIPALITY",
    "RESIDENCE_PRINCIPLE",
    "Place",
    "Residence",
    "Responsible",
    "code_of",
    "determine",
    "responsible",
]
