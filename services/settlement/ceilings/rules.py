"""How far a ceiling is used, what a claim may still take of it, and when it will be empty (R-S32 … R-S34, R-C26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import Derivation, Money, Sentence


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling in money and how far it is used; cents. The version is that of contracts.

    Used is what counts under it, exception what acute care was paid above it, exempt the care for which it does not hold, and
    refused what was not paid because of it. `exhausted_on` is the first day of delivery that did not fit whole.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    year: int
    level: str
    contract_id: UUID | None
    provider: str | None
    population_id: UUID | None
    amount_cents: int
    warning_basis_points: int
    exempt_product_codes: list[str]
    used_cents: int = 0
    exception_cents: int = 0
    exempt_cents: int = 0
    refused_cents: int = 0
    last_delivered_on: date | None = None
    exhausted_on: date | None = None
    warned: bool = False
    withdrawn: bool = False

    @property
    def remaining_cents(self) -> int:
        """What is left of it; nothing once it was lowered below what is used."""
        return max(0, self.amount_cents - self.used_cents)

    @property
    def used_basis_points(self) -> int | None:
        """Which part is used; None of a ceiling of nothing."""
        return self.used_cents * 10_000 // self.amount_cents if self.amount_cents else None

    @property
    def empty_on(self) -> date | None:
        """On which day it is empty at the pace so far (R-S34); None where it lasts."""
        return exhaustion(self)[0]

    @property
    def warns(self) -> bool:
        """Whether the share is reached from which it warns."""
        return self.used_cents * 10_000 >= self.amount_cents * self.warning_basis_points


class CeilingNotFound(NotFound):
    """Settlement knows no such ceiling, or it is not yours."""

    code = "ceiling-usage-not-found"
    title = Text("Plafond niet gevonden", "Ceiling not found")
    detail = Text("De afrekening kent geen plafond {id}.", "Settlement knows no ceiling {id}.")
    mend = Text(
        "Controleer het kenmerk (id), of zoek op jaar (year); een nieuw plafond komt met de feed.",
        "Check the identifier (id), or search by year (year); a new ceiling comes with the feed.",
    )


class Delivered(Protocol):
    """What of a claim decides under which ceilings it falls."""

    @property
    def contract_id(self) -> UUID: ...
    @property
    def population_id(self) -> UUID | None: ...
    @property
    def provider(self) -> str: ...
    @property
    def product_code(self) -> str: ...
    @property
    def delivered_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What of an amount is paid under ceilings, by which it was bound, and what of it above which (acute care, R-S33)."""

    paid_cents: int
    exceptions: Mapping[UUID, int] = field(default_factory=dict)
    ceiling_id: UUID | None = None

    @property
    def exception_cents(self) -> int:
        """How much of it is above the ceiling that is exceeded most."""
        return max(self.exceptions.values(), default=0)


class Ceilings:
    """The ceilings over a provider's claims, locked, as one claim after another takes of them."""

    def __init__(self, known: Sequence[Ceiling]) -> None:
        self._held = {one.id: one for one in known}
        self._before = dict(self._held)

    def over(self, claim: Delivered) -> list[Ceiling]:
        """Which of them a claim falls under: of its year of delivery, its provider or population, and contract."""
        return [one for one in self._held.values() if _binds(one, claim)]

    def take(self, claim: Delivered, cents: int, *, acute: bool, split: bool) -> Taken:
        """Take an amount: within every ceiling whole, above one only what fits, or all of it where care was acute.

        Ceiling 500,000, used 490,000, claim 25,000: split pays 10,000 and refuses 15,000, without split nothing is paid (R-S32);
        acute 25,000 is paid, of which 15,000 as an exception (R-S33). Care that is exempt is paid and counted apart (R-C26).
        """
        over = self.over(claim)
        bound = [one for one in over if claim.product_code not in one.exempt_product_codes]
        tightest = min(bound, key=lambda one: (one.remaining_cents, one.id), default=None)
        taken = _taken(bound, tightest, cents, acute=acute, split=split)
        for one in over:
            if one not in bound:
                counted = replace(one, exempt_cents=one.exempt_cents + taken.paid_cents)
            elif taken.ceiling_id is None:
                counted = replace(one, used_cents=one.used_cents + cents)
            else:
                above = taken.exceptions.get(one.id, 0)
                refused = cents - taken.paid_cents if one.id == taken.ceiling_id else 0
                counted = self._full(
                    one, claim, taken.paid_cents - above, exception_cents=one.exception_cents + above,
                    refused_cents=one.refused_cents + refused,
                )  # fmt: skip
            self._keep(counted, claim)
        return taken

    def give_back(self, claim: Delivered, paid_cents: int, exceptions: Mapping[UUID, int]) -> None:
        """Take a credited claim off again, from where it was counted; nothing goes below nought."""
        for one in self.over(claim):
            if claim.product_code in one.exempt_product_codes:
                freed = replace(one, exempt_cents=max(0, one.exempt_cents - paid_cents))
            else:
                above = exceptions.get(one.id, 0)
                freed = replace(
                    one, used_cents=max(0, one.used_cents - (paid_cents - above)),
                    exception_cents=max(0, one.exception_cents - above),
                )  # fmt: skip
            self._held[one.id] = reopened(freed)

    def changed(self) -> list[Ceiling]:
        """Those of which something was taken or given back, each with whether it warns now."""
        moved = [one for one in self._held.values() if one != self._before[one.id]]
        return [replace(one, warned=one.warned or one.warns) for one in moved]

    def warned_now(self) -> list[Ceiling]:
        """Those that reached the share from which they warn by what was taken (R-X11)."""
        return [one for one in self.changed() if one.warned and not self._before[one.id].warned]

    def _full(self, one: Ceiling, claim: Delivered, within: int, **sums: int) -> Ceiling:
        first = one.exhausted_on or claim.delivered_on
        exhausted = first if within >= one.remaining_cents else one.exhausted_on
        return replace(one, used_cents=one.used_cents + within, exhausted_on=exhausted, **sums)  # type: ignore[arg-type]

    def _keep(self, one: Ceiling, claim: Delivered) -> None:
        last = (
            claim.delivered_on
            if one.last_delivered_on is None
            else max(one.last_delivered_on, claim.delivered_on)
        )
        self._held[one.id] = replace(one, last_delivered_on=last)


def _taken(
    bound: Sequence[Ceiling], tightest: Ceiling | None, cents: int, *, acute: bool, split: bool
) -> Taken:
    if tightest is None or cents <= tightest.remaining_cents:
        return Taken(cents)
    if not acute:
        return Taken(tightest.remaining_cents if split else 0, {}, tightest.id)
    above = {one.id: cents - one.remaining_cents for one in bound if cents > one.remaining_cents}
    return Taken(cents, above, tightest.id)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was paid for care that ended on a day, and of it above the ceiling (R-S33); cents, credits taken off."""

    day: date
    exempt: bool
    cents: int
    above_cents: int


def reopened(one: Ceiling) -> Ceiling:
    """A ceiling that has room again is used up on no day."""
    return replace(one, exhausted_on=None) if one.used_cents < one.amount_cents else one


def recounted(told: Ceiling, counted: Sequence[Counted]) -> Ceiling:
    """A ceiling as told, with the sums of what was paid under it before it was known, or was as it is now (R-S34)."""
    bound = sorted((one for one in counted if not one.exempt), key=lambda one: one.day)
    used, full = 0, told.exhausted_on
    for one in bound:
        used += one.cents - one.above_cents
        if used > told.amount_cents and full is None:
            full = one.day
    again = replace(
        told, used_cents=max(0, used), exception_cents=max(0, sum(one.above_cents for one in bound)),
        exempt_cents=max(0, sum(one.cents for one in counted if one.exempt)),
        last_delivered_on=max((one.day for one in counted if one.cents > 0), default=None), exhausted_on=full,
    )  # fmt: skip
    return reopened(again)


def scope_of(one: Ceiling) -> tuple[object, ...]:
    """What decides which claims count under it: where it changes they are counted again."""
    return (
        one.year,
        one.contract_id,
        one.provider,
        one.population_id,
        one.exempt_product_codes,
        one.withdrawn,
    )


def _binds(one: Ceiling, claim: Delivered) -> bool:
    return (
        one.year == claim.delivered_on.year
        and one.provider in (None, claim.provider)
        and one.contract_id in (None, claim.contract_id)
        and one.population_id in (None, claim.population_id)
    )


EMPTY_ON = Sentence(
    "ceiling.empty-on",
    nl="Tot en met {until} is {used_cents} verbruikt in {days} dagen; de rest, {remaining_cents}, is in dit tempo op op {result}.",
    en="Up to and including {until} {used_cents} was used in {days} days; the rest, {remaining_cents}, is gone at this pace on {result}.",
)
NO_PACE = Sentence(
    "ceiling.no-pace",
    nl="Er is nog niets verbruikt: er is geen tempo om een dag uit te noemen.",
    en="Nothing was used yet: there is no pace to name a day from.",
)
EMPTY_ALREADY = Sentence(
    "ceiling.empty-already",
    nl="Het plafond van {amount_cents} is op sinds zorg geleverd op {result}.",
    en="The ceiling of {amount_cents} is used up since care delivered on {result}.",
)
LASTS = Sentence(
    "ceiling.lasts",
    nl="Tot en met {until} is {used_cents} verbruikt in {days} dagen; in dit tempo is er aan het eind van het jaar nog over.",
    en="Up to and including {until} {used_cents} was used in {days} days; at this pace some is left at the end of the year.",
)


def exhaustion(ceiling: Ceiling) -> tuple[date | None, Derivation]:
    """On which day a ceiling is empty at the pace so far, the first day that is not fully covered; None where it lasts.

    9.0 m with 7.4 m used on 31 August (243 days): 1.6 m is 52.5 days, so empty on 23 October (R-S34).
    """
    used, amount = Money(ceiling.used_cents), Money(ceiling.amount_cents)
    if ceiling.exhausted_on is not None:
        day = ceiling.exhausted_on
        return day, Derivation().because("R-S34", EMPTY_ALREADY, day, amount_cents=amount)
    if ceiling.last_delivered_on is None or ceiling.used_cents <= 0:
        return None, Derivation().because("R-S34", NO_PACE)
    until = ceiling.last_delivered_on
    days = (until - date(ceiling.year, 1, 1)).days + 1
    left = Fraction(ceiling.remaining_cents * days, ceiling.used_cents)
    more = left.numerator // left.denominator + 1
    # Days before a day: that of a large pot that is hardly used may lie past the last year there is.
    if more > (date(ceiling.year, 12, 31) - until).days:
        return None, Derivation().because("R-S34", LASTS, until=until, used_cents=used, days=days)
    empty = until + timedelta(days=more)
    return empty, Derivation().because(
        "R-S34", EMPTY_ON, empty, until=until, used_cents=used, days=days,
        remaining_cents=Money(ceiling.remaining_cents),
    )  # fmt: skip
