"""Whether the products that a contract pays by the unit have an allowed tariff on every day of it (P×Q, N-112, R-C29, R-C64).

What an agreement pays by the unit without a tariff (a trajectory, tiers, a bundle) is held against the real price as well.

`check_tariffs` is for who activates a contract: `tariffs.store.list_for_contract` reads what it needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Protocol

from services.contracts.products.rules import Product
from services.contracts.tariffs.rules.choosing import choose
from services.contracts.tariffs.rules.judging import Around, judge
from services.contracts.tariffs.rules.priced import PRICED, Priced, below_real_price
from services.contracts.tariffs.rules.problems import TariffsNotAllowed
from services.contracts.tariffs.rules.terms import RealPrice, Tariff
from shared.errors import FieldError, Text
from shared.values import Period
from shared.values.agreements import FundingForm
from shared.values.findings import FindingSeverity
from shared.values.tariffs import TariffScope

# The forms that pay by the unit; a bundle, a trajectory or a tiered tariff carries its own amount in the agreement.
BY_TARIFF = frozenset({FundingForm.PRODUCTION, FundingForm.EFFORT_ALLOCATED, FundingForm.HOURS_DELIVERED})
_DEMANDED = frozenset({"cost-elements-missing", "indexation-missing"})
_DAY = timedelta(days=1)


class Funding(Priced, Protocol):
    """What a funding agreement says that matters here; the contract's own dataclass has it."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """What stands in the register for a contract: tariffs of it, its providers and everybody, products, real prices."""

    tariffs: list[Tariff] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    prices: list[RealPrice] = field(default_factory=list)

    def around(self, tariff: Tariff) -> Around:
        """What stands around one of these tariffs."""
        same = [one for one in self.tariffs if one.product_code == tariff.product_code]
        product = next(
            (
                one
                for one in self.products
                if one.code == tariff.product_code and one.holds_on(tariff.valid_from)
            ),
            None,
        )
        prices = [one for one in self.prices if one.product_code == tariff.product_code]
        return Around(
            product=product, prices=prices, general=[one for one in same if one.scope is TariffScope.GENERAL]
        )


def codes_of(fundings: Iterable[Funding], product_codes: Collection[str] = ()) -> list[str]:
    """The products whose tariffs and real prices are asked, for `check_tariffs`.

    Those of the P×Q agreements, else (where one names none) all of the contract, need a tariff; those of an agreement that
    carries its own price need none, but must not be paid below their real price.
    """
    listed = list(fundings)
    by_tariff = {
        code for one in listed if one.form in BY_TARIFF for code in one.product_codes or product_codes
    }
    return sorted(by_tariff | {code for one in listed if one.form in PRICED for code in one.product_codes})


def check_tariffs(
    fundings: Sequence[Funding],
    start: date,
    end: date | None,
    pricing: Pricing,
    product_codes: Collection[str] = (),
    providers: Collection[str] = (),
) -> list[FieldError]:
    """Every fault of the tariffs of a contract from its first to its last day (None: open), at its funding agreement.

    Each product of a P×Q agreement (production, effortAllocated, hoursDelivered) is in the catalogue, has a tariff on each day
    of the agreement, and every tariff that then holds is allowed: not above its maximum (R-C29), not below the real price,
    with its cost elements where the law asks them (R-C64). Where `providers` are named (the members of a consortium) this
    holds for each of them. What a trajectory, tiers or a bundle pay by the unit is not below the real price either.
    """
    faults: dict[tuple[str, str, str], FieldError] = {}
    for index, funding in enumerate(fundings):
        if funding.form not in BY_TARIFF | PRICED:
            continue
        first = max(start, funding.valid_from or start)
        ends = [one for one in (end, funding.valid_until) if one is not None]
        if ends and min(ends) < first:
            continue
        period = Period.inclusive(first, min(ends) if ends else None)
        for one in below_real_price(
            funding, period, pricing.products, pricing.prices, f"#/fundingAgreements/{index}"
        ):
            faults.setdefault((one.location, one.code, one.detail.nl), one)
        if funding.form not in BY_TARIFF:
            continue
        where = f"#/fundingAgreements/{index}/productCodes"
        whom: list[str | None] = [*providers] or [None]
        for code, provider in product(funding.product_codes or sorted(product_codes), whom):
            for one in _of_product(code, period, pricing, where, provider):
                faults.setdefault((one.location, one.code, one.detail.nl), one)
    return list(faults.values())


def require_tariffs(
    fundings: Sequence[Funding],
    start: date,
    end: date | None,
    pricing: Pricing,
    product_codes: Collection[str] = (),
    providers: Collection[str] = (),
) -> None:
    """Refuse a contract whose tariffs are not in order. Raises TariffsNotAllowed with every fault of `check_tariffs`."""
    faults = check_tariffs(fundings, start, end, pricing, product_codes, providers)
    if faults:
        raise TariffsNotAllowed(errors=tuple(faults))


def _of_product(
    code: str, period: Period, pricing: Pricing, where: str, provider: str | None
) -> Iterator[FieldError]:
    if not any(one.code == code for one in pricing.products):
        told = Text(f"Product {code} staat niet in de catalogus.", f"Product {code} is not in the catalogue.")
        yield FieldError(where, "product-unknown", told, rule="N-113")
        return
    known = [one for one in pricing.tariffs if one.product_code == code and one.provider in (None, provider)]
    used: list[Tariff] = []
    for part in _parts(period, known):
        held = choose(known, part.start)
        if held is None:
            yield FieldError(where, "tariff-missing", _missing(code, part, provider), rule="N-112")
        elif held not in used:
            used.append(held)
    for tariff in used:
        yield from _judged(tariff, period, pricing, where)


def _judged(tariff: Tariff, period: Period, pricing: Pricing, where: str) -> Iterator[FieldError]:
    for one in judge(tariff, pricing.around(tariff)):
        refused = one.severity is FindingSeverity.ERROR or one.code in _DEMANDED
        ended = period.end is not None and one.valid_from is not None and one.valid_from >= period.end
        if refused and not ended:
            told = Text(
                f"Product {tariff.product_code}: {one.text.nl}",
                f"Product {tariff.product_code}: {one.text.en}",
            )
            yield FieldError(where, one.code, told, rule=one.rule)


def _parts(period: Period, tariffs: Iterable[Tariff]) -> Iterator[Period]:
    """The period cut wherever a tariff begins or ends: on the days of one part the same tariffs hold."""
    cuts = {period.start}
    for one in tariffs:
        cuts |= {one.valid_from} if period.contains(one.valid_from) else set()
        if one.valid_until is not None and period.contains(one.valid_until + _DAY):
            cuts.add(one.valid_until + _DAY)
    days = sorted(cuts)
    for first, end in zip(days, [*days[1:], period.end], strict=True):
        yield Period(first, end)


def _missing(code: str, part: Period, provider: str | None) -> Text:
    nl = f"tot en met {part.last_day}" if part.last_day else "tot nader order"
    en = f"to {part.last_day}" if part.last_day else "onwards"
    of_nl, of_en = ("", "") if provider is None else (f" voor {provider}", f" for {provider}")
    return Text(
        f"Product {code} heeft{of_nl} van {part.start} {nl} geen tarief.",
        f"Product {code} has no tariff{of_en} from {part.start} {en}.",
    )
