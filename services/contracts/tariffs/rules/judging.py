"""What is to be said of a tariff: above its maximum (R-C29), below its real price, without cost elements (R-C64)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn

from services.contracts.products.rules import Product
from services.contracts.tariffs.rules.problems import (
    TariffAboveMaximum,
    TariffBelowRealPrice,
    TariffContradictory,
)
from services.contracts.tariffs.rules.real_price import (
    BINDING_FROM,
    Shortfall,
    floors_of,
    is_covered,
    missing_elements,
    shortfalls,
)
from services.contracts.tariffs.rules.terms import RealPrice, Tariff
from shared.errors import FieldError, Text
from shared.values import Money
from shared.values.findings import FindingSeverity
from shared.values.tariffs import AmountOrigin, CostElement
from shared.values.terms import Law

_WHERE: dict[AmountOrigin, str] = {
    AmountOrigin.AGREED: "#/amount",
    AmountOrigin.INDEXED: "#/indexed",
    AmountOrigin.PATH: "#/path",
    AmountOrigin.PHASE_IN: "#/phaseIn",
    AmountOrigin.TRAJECTORY: "#/trajectory",
}
_OWN = Text("de som van de eigen kostprijselementen", "the sum of its own cost elements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One thing to be said: the rule, a code, how much it weighs, where in the input, from which day, and the sentence."""

    rule: str
    code: str
    severity: FindingSeverity
    location: str
    valid_from: date | None
    text: Text

    def as_error(self) -> FieldError:
        """The same as a fault of the input."""
        return FieldError(self.location, self.code, self.text, rule=self.rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a tariff: its product (None: there is none on its days), real prices, tariffs that set a maximum."""

    product: Product | None
    prices: list[RealPrice]
    general: list[Tariff]


def judge(tariff: Tariff, around: Around) -> list[Judged]:
    """Everything that R-C29 and R-C64 say of a tariff, what refuses it first."""
    found = [*_above_maximum(tariff, around.general), *_real_price(tariff, around)]
    return sorted(found, key=lambda one: one.severity is not FindingSeverity.ERROR)


def is_lower(known: Tariff, made: Tariff) -> bool:
    """Whether a table says less on any day than the one before it: by an index below zero, or one that was corrected."""
    days = {one.valid_from for tariff in (known, made) for one in tariff.amounts}
    return any(_amount_on(made, day) < _amount_on(known, day) for day in days)


def _amount_on(tariff: Tariff, day: date) -> Decimal:
    held = [one.amount for one in tariff.amounts if one.valid_from <= day]
    return Decimal(held[-1]) if held else Decimal()


def refuse(faults: Iterable[FieldError]) -> NoReturn:
    """Refuse with all faults at once: by the maximum, else by the real price, else because it does not fit."""
    listed = tuple(faults)
    rules = {one.rule for one in listed}
    kind = (
        TariffAboveMaximum
        if "R-C29" in rules
        else TariffBelowRealPrice
        if "R-C64" in rules
        else TariffContradictory
    )
    raise kind(errors=listed)


def weigh(tariff: Tariff, around: Around, faults: Iterable[FieldError] = ()) -> list[Judged]:
    """What `judge` says, with these faults before it."""
    told = [
        Judged(
            rule=one.rule or "N-112", code=one.code, severity=FindingSeverity.ERROR, location=one.location,
            valid_from=None, text=one.detail,
        )
        for one in faults
    ]  # fmt: skip
    return told + judge(tariff, around)


def is_refused(one: Judged) -> bool:
    """Whether a rule refuses it."""
    return one.severity is FindingSeverity.ERROR


def check(judged: Iterable[Judged]) -> None:
    """Refuse what a rule refuses, all at once. Raises TariffAboveMaximum, TariffBelowRealPrice, TariffContradictory."""
    faults = [one.as_error() for one in judged if is_refused(one)]
    if faults:
        refuse(faults)


def _above_maximum(tariff: Tariff, general: Iterable[Tariff]) -> Iterator[Judged]:
    """Its own maximum, and that of the general tariff of the same days, which binds what is negotiated below it."""
    bounds = [(tariff.maximum, tariff.valid_from, tariff.valid_until)]
    bounds += [(one.maximum, one.valid_from, one.valid_until) for one in general if one.id != tariff.id]
    for maximum, first, last in bounds:
        if maximum is None:
            continue
        for line in tariff.amounts:
            since = max(line.valid_from, first)
            if since <= min(line.valid_until or date.max, last or date.max) and Decimal(
                line.amount
            ) > Decimal(maximum):
                yield _over(_WHERE[line.origin], line.amount, maximum, since)
        for number, tier in enumerate(tariff.tiers):
            amount = _euros(tier.amount_cents)
            if amount > Decimal(maximum):
                yield _over(f"#/tiers/{number}/amountCents", format(amount, "f"), maximum, tariff.valid_from)


def _over(location: str, amount: str, maximum: str, since: date) -> Judged:
    return Judged(
        rule="R-C29",
        code="above-maximum",
        severity=FindingSeverity.ERROR,
        location=location,
        valid_from=since,
        text=Text(
            f"€ {amount} ligt vanaf {since} boven het maximum van € {maximum}.",
            f"€ {amount} lies above the maximum of € {maximum} from {since}.",
        ),
    )


def _euros(cents: int) -> Decimal:
    return Decimal(Money(cents).cents).scaleb(-2)


def _real_price(tariff: Tariff, around: Around) -> Iterator[Judged]:
    product = around.product
    if product is None or not is_covered(product.laws, product.category):
        return
    floors = floors_of(
        product.laws, tariff.cost_elements, around.prices, tariff.valid_from, tariff.valid_until
    )
    for one in shortfalls(tariff.amounts, floors):
        yield _short(one)
    for law in product.laws:
        if (tariff.valid_until or date.max) >= BINDING_FROM[law]:
            yield from _elements(tariff, law)


def _elements(tariff: Tariff, law: Law) -> Iterator[Judged]:
    since = max(tariff.valid_from, BINDING_FROM[law])
    if not tariff.cost_elements:
        text = Text(
            "Het tarief noemt zijn kostprijselementen niet, indexering inbegrepen.",
            "The tariff does not name its cost elements, indexation included.",
        )
        yield _warning("cost-elements-missing", since, text)
        return
    missing = missing_elements(law, tariff.cost_elements)
    if CostElement.INDEXATION in missing:
        text = Text("De indexering ontbreekt in de kostprijs.", "Indexation is missing in the cost price.")
        yield _warning("indexation-missing", since, text)
    rest = [one for one in missing if one is not CostElement.INDEXATION]
    if rest:
        named = ", ".join(rest)
        text = Text(
            f"De kostprijs noemt niet: {named} ({law}); zet 0 waar een element niets kost.",
            f"The cost price does not name: {named} ({law}); write 0 where an element costs nothing.",
        )
        yield _warning("cost-element-missing", since, text)


def _warning(code: str, since: date, text: Text) -> Judged:
    return Judged(
        rule="R-C64", code=code, severity=FindingSeverity.WARNING, location="#/costElements",
        valid_from=since, text=text,
    )  # fmt: skip


def _short(one: Shortfall) -> Judged:
    floor = one.floor
    by_nl, by_en = (_OWN.nl, _OWN.en) if floor.source is None else (floor.source, floor.source)
    text = Text(
        f"€ {one.line.amount} ligt vanaf {one.since} onder de reële prijs van € {floor.amount} ({by_nl}; {floor.law}).",
        f"€ {one.line.amount} lies below the real price of € {floor.amount} from {one.since} ({by_en}; {floor.law}).",
    )
    return Judged(
        rule="R-C64",
        code="below-real-price" if one.is_binding else "below-real-price-later",
        severity=FindingSeverity.ERROR if one.is_binding else FindingSeverity.WARNING,
        location=_WHERE[one.line.origin],
        valid_from=one.since,
        text=text,
    )
