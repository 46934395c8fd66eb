"""Which tariff holds on a day, which tier a quantity reaches (A-9.9), and whether tariffs follow each other without gaps (N-112)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.contracts.tariffs.rules.terms import Tariff, TariffTier
from shared.errors import FieldError, Text
from shared.values import Derivation, Period, Sentence, tiles
from shared.values.money import rounded
from shared.values.tariffs import TariffScope

_ORDER = list(TariffScope)
CHOSEN = Sentence(
    "tariff.chosen",
    nl="Op {day} geldt voor product {product} het tarief van reikwijdte {scope}, vanaf {valid_from}.",
    en="On {day} the tariff of scope {scope} holds for product {product}, from {valid_from}.",
)
TIER = Sentence(
    "tariff.tier",
    nl="{quantity} {unit} bereikt de trede vanaf {threshold}: {result_cents}.",
    en="{quantity} {unit} reaches the tier from {threshold}: {result_cents}.",
)
BELOW_TIERS = Sentence(
    "tariff.below-tiers",
    nl="{quantity} {unit} bereikt nog geen trede; de eerste begint bij {threshold}.",
    en="{quantity} {unit} reaches no tier yet; the first begins at {threshold}.",
)
_OVERLAP = Text(
    "Voor dit product en deze reikwijdte geldt op die dagen al een tarief.",
    "A tariff holds for this product and scope on those days already.",
)
OVERLAP = FieldError("#/validFrom", "tariff-overlap", _OVERLAP, rule="N-112")
_GAP = Text(
    "Tarieven van één product en reikwijdte sluiten op elkaar aan: begin de dag na het vorige, eindig de dag voor het volgende.",
    "Tariffs of one product and scope adjoin: begin the day after the previous one, end the day before the next.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bunching:
    """How many quantities lie just above and just below the edge of a tier (A-9.9)."""

    threshold: str
    just_above: int
    just_below: int


def choose(tariffs: Iterable[Tariff], day: date) -> Tariff | None:
    """Of the tariffs of a product the one of the narrowest scope that holds on a day; None where none does."""
    holding = [one for one in tariffs if one.holds_on(day)]
    return min(holding, key=lambda one: (_ORDER.index(one.scope), one.id), default=None)


def explain_choice(tariff: Tariff, day: date) -> Derivation:
    """Why this tariff and not another."""
    return Derivation().because(
        "N-112",
        CHOSEN,
        day=day,
        product=tariff.product_code,
        scope=tariff.scope,
        valid_from=tariff.valid_from,
    )


def tier_of(tiers: Sequence[TariffTier], quantity: Decimal) -> TariffTier | None:
    """The tier that a quantity reaches: 12,100 minutes that of 12,000 (A-9.9); None below the first."""
    return next((one for one in reversed(tiers) if Decimal(one.threshold) <= quantity), None)


def above_edge(tier: TariffTier, quantity: Decimal) -> int | None:
    """How far a quantity lies above the edge of its tier, as a part of that edge; 12,100 above 12,000 is 0.83 %."""
    edge = Decimal(tier.threshold)
    if not edge:
        return None
    numerator, denominator = ((quantity - edge) / edge * 10_000).as_integer_ratio()
    return rounded(numerator, denominator)


def bunching(
    tiers: Iterable[TariffTier], quantities: Iterable[Decimal], margin_basis_points: int
) -> list[Bunching]:
    """At each edge how many quantities lie within the margin above it and below it: more above hints at upcoding (A-9.9)."""
    listed = list(quantities)
    found = []
    for tier in tiers:
        edge = Decimal(tier.threshold)
        margin = edge * margin_basis_points / 10_000
        above = sum(edge <= one <= edge + margin for one in listed)
        below = sum(edge - margin <= one < edge for one in listed)
        found.append(Bunching(threshold=tier.threshold, just_above=above, just_below=below))
    return found


def explain_tier(tariff: Tariff, quantity: Decimal) -> Derivation:
    """Which tier a quantity reaches, and what it pays."""
    tier = tier_of(tariff.tiers, quantity)
    if tier is None:
        first = tariff.tiers[0].threshold
        return Derivation().because(
            "A-9.9", BELOW_TIERS, quantity=quantity, unit=tariff.unit, threshold=first
        )
    return Derivation().because(
        "A-9.9", TIER, tier.amount_cents, quantity=quantity, unit=tariff.unit, threshold=tier.threshold
    )


def period_faults(tariff: Tariff, beside: Iterable[Tariff]) -> list[FieldError]:
    """Faults where the tariffs of one product and scope would overlap or leave a gap (N-112)."""
    own = Period.inclusive(tariff.valid_from, tariff.valid_until)
    others = [Period.inclusive(one.valid_from, one.valid_until) for one in beside if one.id != tariff.id]
    if any(own.overlaps(one) for one in others):
        return [OVERLAP]
    if others and not tiles([own, *others]):
        return [FieldError("#/validFrom", "tariff-gap", _GAP, rule="N-112")]
    return []
