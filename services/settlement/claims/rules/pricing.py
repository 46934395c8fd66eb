"""What a line is worth by what was agreed: volume × tariff, a tier, one sum for the whole (R-S10, R-S12, R-S48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from services.settlement.claims.rules.judged import Spent
from services.settlement.claims.rules.known import Allocated, Funding, Line, Tariff
from shared.values.agreements import FundingForm
from shared.values.arrangements import Unit
from shared.values.claiming import ClaimReason
from shared.values.money import rounded

EURO_CENTS = "83"  # of this unit the volume is the amount
_MINUTE, _HOUR = "01", "04"
_PIECES = frozenset(
    {Unit.PIECE, Unit.TRAJECTORY, Unit.PLACE, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.NIGHT_AND_DAY}
)
_UNITS = {
    _MINUTE: frozenset({Unit.MINUTE, Unit.HOUR}),
    _HOUR: frozenset({Unit.HOUR, Unit.MINUTE}),
    "14": frozenset({Unit.NIGHT_AND_DAY, Unit.DAY}),
    "16": frozenset({Unit.DAY_PART}),
    "82": _PIECES,
    "84": _PIECES,
}  # fmt: skip
WHOLE = frozenset({
    FundingForm.TRAJECTORY, FundingForm.EPISODE_BUNDLE, FundingForm.PERIOD_BUNDLE, FundingForm.CHAIN_BUNDLE,
    FundingForm.SUBSCRIPTION,
})  # fmt: skip
BY_UNIT = frozenset({FundingForm.PRODUCTION, FundingForm.HOURS_DELIVERED, FundingForm.TIERED_TARIFF})


@dataclass(frozen=True, slots=True)
class Price:
    """What the line comes to, in cents; `unit_price` in cents where a part of the volume has a part of the price."""

    cents: int
    unit_price: Fraction | None
    tariff_id: UUID | None = None
    tariff_version: int | None = None
    applied: str | None = None


def price(
    line: Line, funding: Funding, tariffs: Sequence[Tariff], allocation: Allocated, before: Sequence[Spent]
) -> Price | ClaimReason:
    """What was agreed for this line, or why nothing was: of tariffs the narrowest that holds.

    `before` is what was paid under the allocation: tiers are of the whole treatment (R-S48).
    """
    if funding.form in WHOLE:
        cents = whole_price(funding)
        return Price(cents, None, applied=f"{Decimal(cents) / 100:.2f}")
    if funding.form is FundingForm.TIERED_TARIFF:
        tiers = [(one["threshold"], int(one["amountCents"])) for one in funding.terms["tiers"]]
        unit = funding.terms.get("unit", Unit.MINUTE)
        return _by_unit(line, unit) or _tier(line, unit, tiers, before)
    if line.unit == EURO_CENTS:
        return _euros(line, allocation)
    start, end = line.period_start, line.period_end
    held = [one for one in tariffs if one.of(funding.contract_id, allocation.provider, start, end)]
    chosen = min(held, key=Tariff.narrowness, default=None)
    if chosen is None:
        return ClaimReason.NO_TARIFF
    if chosen.tiers:
        found = _by_unit(line, chosen.unit) or _tier(line, chosen.unit, chosen.tiers, before)
        if isinstance(found, ClaimReason):
            return found
        return Price(found.cents, None, chosen.id, chosen.version, found.applied)
    amount = chosen.amount(start, end)
    if amount is None:
        return ClaimReason.NO_TARIFF
    refused = _by_unit(line, chosen.unit)
    if refused is not None:
        return refused
    each = Fraction(Decimal(amount)) * 100 * _in_units(line.unit, chosen.unit)
    return Price(cents_of(each * line.volume), each, chosen.id, chosen.version, amount)


def cents_of(exact: Fraction) -> int:
    """Whole cents, as every amount is rounded."""
    return rounded(exact.numerator, exact.denominator)


def whole_price(funding: Funding) -> int:
    """The one sum of a trajectory (Σ interventions × units × periods, R-C39) or bundle, in cents."""
    if funding.form is not FundingForm.TRAJECTORY:
        return int(funding.terms["amountCents"])
    one = sum(
        (Fraction(Decimal(each["unitsPerPeriod"])) * Fraction(Decimal(each["tariff"])) for each in funding.terms["interventions"]),
        Fraction(0),
    )  # fmt: skip
    return cents_of(one * int(funding.terms["periods"]) * 100)


def _by_unit(line: Line, unit: str) -> ClaimReason | None:
    return None if unit in _UNITS.get(line.unit, ()) else ClaimReason.UNIT_DIFFERS


def _in_units(code: str, unit: str) -> Fraction:
    """How many units of the tariff one of the line is: minutes under an hourly tariff count a sixtieth."""
    if code == _MINUTE and unit == Unit.HOUR:
        return Fraction(1, 60)
    return Fraction(60) if code == _HOUR and unit == Unit.MINUTE else Fraction(1)


def _euros(line: Line, allocation: Allocated) -> Price | ClaimReason:
    """What was allocated in euros is paid as asked, within its bound; without one the sender would set its own price."""
    in_euros = allocation.unit == EURO_CENTS or (allocation.unit is None and allocation.volume is None)
    if not in_euros:
        return ClaimReason.UNIT_DIFFERS
    if allocation.budget_cents is None and allocation.volume is None:
        return ClaimReason.NO_TARIFF
    return Price(line.volume, Fraction(1))


def _tier(
    line: Line, unit: str, tiers: Sequence[tuple[str, int]], before: Sequence[Spent]
) -> Price | ClaimReason:
    """The amount of the highest tier that the treatment reaches with this line, less what was paid of it before.

    11,999 minutes are 13,000, one minute more 9,000: together 22,000 (R-S48).
    """
    paid = [one for one in before if one.product_code == line.product_code]
    volume = line.volume * _in_units(line.unit, unit) + sum(
        (one.volume * _in_units(one.unit, unit) for one in paid), Fraction(0)
    )
    reached = [(Decimal(threshold), cents) for threshold, cents in tiers if Fraction(threshold) <= volume]
    if not reached:
        return ClaimReason.NO_TARIFF
    _, whole = max(reached)
    cents = max(0, whole - sum(one.cents for one in paid))
    return Price(cents, None, applied=f"{Decimal(whole) / 100:.2f}")


__all__ = ["BY_UNIT", "EURO_CENTS", "WHOLE", "Price", "cents_of", "price", "whole_price"]
