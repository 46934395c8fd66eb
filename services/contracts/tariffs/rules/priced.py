"""Prices that a funding agreement carries itself, by the unit, held against the real price of its products (R-C39, R-C64).

A trajectory names a tariff for each intervention, tiers an amount from so many units on, a bundle an amount a month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from services.contracts.products.rules import Product
from services.contracts.tariffs.rules.amounts import rounded_to
from services.contracts.tariffs.rules.real_price import PriceFloor, floors_of, is_covered, shortfall_on
from services.contracts.tariffs.rules.terms import RealPrice
from shared.errors import FieldError, Text
from shared.values import Period
from shared.values.agreements import FundingForm
from shared.values.arrangements import Unit

PRICED = frozenset(
    {
        FundingForm.TRAJECTORY,
        FundingForm.TIERED_TARIFF,
        FundingForm.CHAIN_BUNDLE,
        FundingForm.PERIOD_BUNDLE,
    }
)
_SIX_PLACES = 6
# An amount for one of the first is so many times that for one of the second.
_TIMES: dict[tuple[Unit, Unit], int] = {(Unit.HOUR, Unit.MINUTE): 60}


class Intervention(Protocol):
    """An intervention of a trajectory: a tariff for a unit, and how many of them a period."""

    @property
    def units_per_period(self) -> str: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def tariff(self) -> str: ...


class Tier(Protocol):
    """From this many units on, this amount for the whole."""

    @property
    def threshold(self) -> str: ...
    @property
    def amount_cents(self) -> int: ...


class Priced(Protocol):
    """What a funding agreement says of its own prices; the contract's own dataclass has it."""

    @property
    def form(self) -> str: ...
    @property
    def product_codes(self) -> list[str]: ...
    @property
    def interventions(self) -> Sequence[Intervention] | None: ...
    @property
    def periods(self) -> int | None: ...
    @property
    def unit(self) -> Unit | None: ...
    @property
    def tiers(self) -> Sequence[Tier] | None: ...
    @property
    def amount_cents(self) -> int | None: ...
    @property
    def months(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """What an agreement pays for one unit at most, in euro, and where it says so."""

    where: str
    unit: Unit
    amount: Decimal

    def in_unit(self, unit: Unit) -> Decimal | None:
        """The same for another unit; None where the two cannot be compared."""
        if unit is self.unit:
            return self.amount
        if (unit, self.unit) in _TIMES:
            return self.amount * _TIMES[unit, self.unit]
        if (self.unit, unit) in _TIMES:
            return self.amount / _TIMES[self.unit, unit]
        return None


def unit_prices(funding: Priced) -> Iterator[UnitPrice]:
    """All that an agreement pays by the unit.

    Of a trajectory the tariff of each intervention and the whole; of a tier what a unit yields at its edge, which is the most
    that it yields; of a bundle by period the amount a month. An episode is no unit, so its bundle cannot be compared.
    """
    if funding.form == FundingForm.TRAJECTORY:
        total = Decimal()
        for number, one in enumerate(funding.interventions or ()):
            total += Decimal(one.units_per_period) * Decimal(one.tariff)
            yield UnitPrice(f"interventions/{number}/tariff", one.unit, Decimal(one.tariff))
        yield UnitPrice("interventions", Unit.TRAJECTORY, total * (funding.periods or 0))
    elif funding.form == FundingForm.TIERED_TARIFF and funding.unit is not None:
        for number, tier in enumerate(funding.tiers or ()):
            edge = Decimal(tier.threshold)
            if edge:
                yield UnitPrice(f"tiers/{number}/amountCents", funding.unit, _euros(tier.amount_cents) / edge)
    elif funding.amount_cents is not None and funding.months is not None:
        yield UnitPrice("amountCents", Unit.MONTH, _euros(funding.amount_cents) / funding.months)


def below_real_price(
    funding: Priced, period: Period, products: Iterable[Product], prices: Iterable[RealPrice], where: str
) -> Iterator[FieldError]:
    """Faults of what an agreement pays by the unit, in the units of its products and on the days of the agreement (R-C64).

    Which intervention is for which product an agreement does not say: an amount is refused where it covers the real price of
    none of its products that have one.
    """
    if funding.form not in PRICED:
        return
    own = [one for one in products if one.code in funding.product_codes]
    known = [one for one in prices if one.product_code in funding.product_codes]
    days = sorted(_days(period, own, known))
    for one in unit_prices(funding):
        for day in days:
            short = _shortest(one, day, own, known)
            if short is not None:
                yield _fault(one, *short, day, where)
                break


def _days(period: Period, products: Iterable[Product], prices: Iterable[RealPrice]) -> set[date]:
    """The days of the period from which another price may bind."""
    begun = {one.valid_from for one in products}
    for product in products:
        begun |= {one.binding_from for one in _floors(product, prices)}
    return {period.start} | {one for one in begun if period.contains(one)}


def _floors(product: Product, prices: Iterable[RealPrice]) -> list[PriceFloor]:
    if not is_covered(product.laws, product.category):
        return []
    own = [one for one in prices if one.product_code == product.code]
    return floors_of(product.laws, [], own, product.valid_from, product.valid_until)


def _shortest(
    price: UnitPrice, day: date, products: Iterable[Product], prices: Sequence[RealPrice]
) -> tuple[Product, PriceFloor, Decimal] | None:
    """The lowest real price of the day where the amount covers none of them; None where it covers one, or none binds."""
    found = []
    for product in products:
        amount = price.in_unit(product.unit)
        binding = [
            one
            for one in _floors(product, prices)
            if one.binding_from <= day and (one.valid_until is None or day <= one.valid_until)
        ]
        if amount is None or not binding or not product.holds_on(day):
            continue
        floor = shortfall_on(amount, day, binding)
        if floor is None:
            return None
        found.append((product, floor, amount))
    return min(found, key=lambda one: (one[1].amount, one[0].code), default=None)


def _fault(
    price: UnitPrice, product: Product, floor: PriceFloor, amount: Decimal, day: date, where: str
) -> FieldError:
    shown = format(rounded_to(amount, _SIX_PLACES).normalize(), "f")
    text = Text(
        f"Product {product.code}: € {shown} per {product.unit} ligt vanaf {day} onder de reële prijs van € {floor.amount}"
        f" ({floor.source}; {floor.law}).",
        f"Product {product.code}: € {shown} per {product.unit} lies below the real price of € {floor.amount} from {day}"
        f" ({floor.source}; {floor.law}).",
    )
    return FieldError(f"{where}/{price.where}", "below-real-price", text, rule="R-C64")


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
