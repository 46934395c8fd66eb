"""Findings on the real price: what a tariff must cover, and the ways in which it sinks below that (R-C64, F-36)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from services.contracts.contracts.rules import Incentive
from services.contracts.findings.rules.core import Case, Found, kind
from services.contracts.findings.rules.facts import PriceFacts
from shared.values.agreements import BasicForm, IncentiveKind
from shared.values.arrangements import ProcurementModel
from shared.values.findings import FindingSeverity
from shared.values.money import rounded
from shared.values.terms import Law

_WARN, _ERROR = FindingSeverity.WARNING, FindingSeverity.ERROR
LAWS = {Law.WMO_2015: "Wmo", Law.JEUGDWET: "Jeugdwet"}
_SOURCE = "Uitvoeringsbesluit Wmo 2015 art. 5.4; Besluit Jeugdwet art. 2.3"
# A path is followed for so many steps: eight half-years are four years, the longest term that the sources name.
_STEPS = 8

BELOW = kind(
    "below-real-price",
    "R-C64",
    _WARN,
    reason=(
        "Product {product} ({law}): het aangeboden tarief {offered_nl} ligt onder de reële prijs {real_nl}.",
        "Product {product} ({law}): the offered tariff {offered_en} lies below the real price {real_en}.",
    ),
    helps=(
        "Bied een tarief dat alle kostprijselementen dekt.",
        "Offer a tariff that covers all cost elements.",
    ),
    clears=("Een tarief van ten minste de reële prijs.", "A tariff of at least the real price."),
    source=_SOURCE,
    related=("F-36",),
)
NO_INDEX = kind(
    "real-price-without-indexation",
    "R-C64",
    _WARN,
    reason=(
        "Product {product} ({law}): de {count} kostprijselementen noemen geen indexatie.",
        "Product {product} ({law}): the {count} cost elements name no indexation.",
    ),
    helps=("Noem de indexatie als kostprijselement.", "Name the indexation as a cost element."),
    clears=("Een kostprijselement met indexation true.", "A cost element with indexation true."),
    source=_SOURCE,
    related=("F-36",),
)
AUCTION = kind(
    "auction-without-real-price",
    "R-C64",
    _WARN,
    reason=(
        "Bij een veiling wint de laagste prijs; de reële prijs is niet bekend, dus een te laag bod valt niet op.",
        "In an auction the lowest price wins; the real price is not known, so that a bid that is too low is not noticed.",
    ),
    helps=(
        "Stel vooraf de reële prijs vast en weiger biedingen daaronder.",
        "Set the real price beforehand and refuse bids below it.",
    ),
    clears=(
        "De kostprijs van elk product in context.prices, met een tarief van ten minste die prijs.",
        "The cost of each product in context.prices, with a tariff of at least that price.",
    ),
    source=_SOURCE,
    related=("R-C42", "F-36"),
)
FROZEN = kind(
    "tariffs-without-indexation",
    "R-C64",
    _WARN,
    reason=(
        "Tarieven volgen de index niet (conditions.indexation false); zij zakken daarmee op den duur onder de reële prijs.",
        "Tariffs do not follow the index (conditions.indexation false); in time they sink below the real price.",
    ),
    helps=("Indexeer de tarieven.", "Index the tariffs."),
    clears=("conditions.indexation true.", "conditions.indexation true."),
    source=_SOURCE,
    related=("R-C27", "F-36"),
)
FALLING = kind(
    "falling-tariff-below-real-price",
    "R-C64",
    _WARN,
    reason=(
        "Product {product} ({law}): met {part_basis_points} per periode is het tarief in periode {period} {tariff_nl}, onder de reële"
        " prijs {real_nl}.",
        "Product {product} ({law}): at {part_basis_points} a period the tariff is {tariff_en} in period {period}, below the real"
        " price {real_en}.",
    ),
    helps=("Stop het pad op de reële prijs.", "End the path at the real price."),
    clears=(
        "Een ondergrens, een kleinere daling, of een hoger begintarief.",
        "A floor, a smaller fall, or a higher tariff to begin with.",
    ),
    source=_SOURCE,
    related=("R-C28", "F-36"),
)
FALLING_UNCHECKED = kind(
    "falling-tariff-without-real-price",
    "R-C64",
    _WARN,
    reason=(
        "Het tarief daalt met {part_basis_points} per periode en de reële prijs is niet bekend.",
        "The tariff falls by {part_basis_points} a period and the real price is not known.",
    ),
    helps=("Toets het pad aan de reële prijs.", "Check the path against the real price."),
    clears=("De kostprijs van elk product in context.prices.", "The cost of each product in context.prices."),
    source=_SOURCE,
    related=("R-C28", "F-36"),
)


def real_price(told: PriceFacts) -> Decimal:
    """The sum of the cost elements: 31.20 + 8.40 + 5.10 + 1.34 is 46.04."""
    return sum((Decimal(one.amount) for one in told.cost_elements), Decimal(0))


def real_prices(case: Case) -> Found:
    """A tariff below the real price, or cost without indexation; an error from the day on which it is refused."""
    for index, one in enumerate(case.facts.prices):
        where, named = f"#/context/prices/{index}", {"product": one.product_code, "law": LAWS[one.law]}
        real = real_price(one)
        if Decimal(one.offered) < real:
            refused = one.refused_from is not None and one.refused_from <= case.day
            severity = _ERROR if refused else _WARN
            yield BELOW.weighing(severity).at(
                f"{where}/offered", **_euro("offered", Decimal(one.offered)), **_euro("real", real), **named
            )
        if not any(element.indexation for element in one.cost_elements):
            yield NO_INDEX.at(f"{where}/costElements", count=len(one.cost_elements), **named)


def paths(case: Case) -> Found:
    """The three ways down: the auction, no indexation, and the tariff that falls (R-C27, R-C28, R-C42)."""
    terms = case.terms
    told, priced = terms.arrangement, {one.product_code for one in case.facts.prices}
    codes = set(terms.product_codes) or {
        code for one in terms.funding_agreements for code in one.product_codes
    }
    unpriced = not priced or not codes <= priced
    if told is not None and told.procurement_model is ProcurementModel.AUCTION and unpriced:
        yield AUCTION.at("#/arrangement/procurementModel")
    if terms.conditions is not None and not terms.conditions.indexation and _has_tariffs(case):
        yield FROZEN.at("#/conditions/indexation")
    for index, incentive in enumerate(terms.incentives):
        if incentive.kind is IncentiveKind.TARIFF_REDUCTION and incentive.basis_points:
            yield from _falling(case, f"#/incentives/{index}/basisPoints", incentive)


def _has_tariffs(case: Case) -> bool:
    return any(case.of_basic(BasicForm.PRODUCTION, BasicForm.RESULT_PER_CLIENT))


def _falling(case: Case, where: str, incentive: Incentive) -> Found:
    part = incentive.basis_points or 0
    if not case.facts.prices:
        yield FALLING_UNCHECKED.at(where, part_basis_points=part)
    for one in case.facts.prices:
        real = real_price(one)
        below = (
            (period, tariff)
            for period, tariff in path(one.offered, part, incentive.floor_cents)
            if tariff < real
        )
        found = next(below, None)
        if found is not None and Decimal(one.offered) >= real:
            named = {"product": one.product_code, "law": LAWS[one.law], **_euro("real", real)}
            period, tariff = found
            yield FALLING.at(where, part_basis_points=part, period=period, **_euro("tariff", tariff), **named)


def _euro(name: str, value: Decimal) -> dict[str, str]:
    """An amount that may be finer than a cent, as each language writes it."""
    text = format(value, "f")
    return {f"{name}_nl": f"€ {text.replace('.', ',')}", f"{name}_en": f"€ {text}"}


def path(start: str, part_basis_points: int, floor_cents: int | None = None) -> Iterator[tuple[int, Decimal]]:
    """The tariff in each period, each rounded to the cent from the one before: 50.00 falls by 2 % to 49.00, 48.02, 47.06."""
    cents = rounded(int(Decimal(start) * 1_000_000), 10_000)
    for period in range(1, _STEPS + 1):
        cents = max(rounded(cents * (10_000 - part_basis_points), 10_000), floor_cents or 0)
        yield period, Decimal(cents).scaleb(-2)


DETECTORS = (real_prices, paths)
