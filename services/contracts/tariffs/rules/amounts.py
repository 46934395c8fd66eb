"""The tariff table: index (R-C27), development path (R-C28), phase-in (A-9.10) and trajectory price (R-C39)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from services.contracts.tariffs.rules.terms import (
    AppliedIndex,
    PhaseIn,
    Tariff,
    TariffAmount,
    TrajectoryPrice,
)
from shared.values import Derivation, Sentence, add_months
from shared.values.tariffs import AmountOrigin

_WHOLE = 10_000
_CENT_PLACES = 2
_DAY = timedelta(days=1)
AGREED = Sentence(
    "tariff.agreed",
    nl="Afgesproken per {unit} vanaf {valid_from}: € {result}.",
    en="Agreed per {unit} from {valid_from}: € {result}.",
)
INDEXED = Sentence(
    "tariff.indexed",
    nl="Vanaf {valid_from} volgt het de index van {year} ({change_basis_points}; {source}): € {before} wordt € {result}.",
    en="From {valid_from} it follows the index of {year} ({change_basis_points}; {source}): € {before} becomes € {result}.",
)
NOT_INDEXED = Sentence(
    "tariff.not-indexed",
    nl="De index van {year} ({change_basis_points}; {source}) wordt niet toegepast: het blijft € {result}.",
    en="The index of {year} ({change_basis_points}; {source}) is not applied: it stays € {result}.",
)
PATH = Sentence(
    "tariff.path",
    nl="Vanaf {valid_from} daalt het met {change_basis_points}: € {before} wordt € {result}.",
    en="From {valid_from} it falls by {change_basis_points}: € {before} becomes € {result}.",
)
PHASE_IN = Sentence(
    "tariff.phase-in",
    nl="Vanaf {valid_from} telt {change_basis_points} van het normatieve bedrag € {normative} en de rest van de nacalculatie"
    " € {recalculated}: € {result}.",
    en="From {valid_from} {change_basis_points} of the normative amount € {normative} counts and the rest of the"
    " recalculation € {recalculated}: € {result}.",
)
INTERVENTION = Sentence(
    "tariff.intervention",
    nl="{name}: {units} {unit} × {periods} perioden × € {tariff} = € {result}.",
    en="{name}: {units} {unit} × {periods} periods × € {tariff} = € {result}.",
)
TIER = Sentence(
    "tariff.tier-agreed",
    nl="Vanaf {threshold} {unit}: {result_cents}.",
    en="From {threshold} {unit}: {result_cents}.",
)
TRAJECTORY = Sentence(
    "tariff.trajectory",
    nl="Het hele traject, vanaf {valid_from}: € {result}.",
    en="The whole trajectory, from {valid_from}: € {result}.",
)
_OF: dict[AmountOrigin, tuple[str, Sentence]] = {
    AmountOrigin.AGREED: ("N-112", AGREED),
    AmountOrigin.TRAJECTORY: ("R-C39", TRAJECTORY),
    AmountOrigin.PATH: ("R-C28", PATH),
    AmountOrigin.PHASE_IN: ("A-9.10", PHASE_IN),
}


@dataclass(frozen=True, slots=True)
class _Change:
    """What happens to the amount on a day: by which part, from which amount, to which; not applied where it stays."""

    day: date
    origin: AmountOrigin
    before: Decimal | None
    amount: Decimal
    basis_points: int | None = None
    index: AppliedIndex | None = None
    applied: bool = True


def places_of(*amounts: str) -> int:
    """As fine as the finest of the amounts, and never coarser than a cent."""
    return max(_CENT_PLACES, *(len(one.partition(".")[2]) for one in amounts))


def rounded_to(value: Decimal, places: int) -> Decimal:
    """Rounded once, half up, to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def table(tariff: Tariff, indexes: Iterable[AppliedIndex]) -> tuple[list[TariffAmount], Derivation]:
    """The amounts of a tariff by the day, each from the previous rounded one: 50.00, 49.00, 48.02, 47.06 (R-C28).

    Amounts stay as fine as was agreed, and never finer than that or coarser than a cent. Empty for tiers.
    """
    changes = list(_changes(tariff, indexes))
    held: dict[date, _Change] = {one.day: one for one in changes if one.applied}
    days = list(held)
    ends = [*(day - _DAY for day in days[1:]), tariff.valid_until] if days else []
    lines = [
        TariffAmount(
            valid_from=one.day,
            valid_until=end,
            amount=format(one.amount, "f"),
            origin=one.origin,
            change_basis_points=one.basis_points,
            source=None if one.index is None else one.index.source,
        )
        for one, end in zip(held.values(), ends, strict=True)
    ]
    return lines, _explain(tariff, changes)


def explain(tariff: Tariff, day: date) -> Derivation:
    """The steps that led to the amount of a tariff on a day, with the indexes of its own table."""
    return _explain(tariff, [one for one in _changes(tariff, tariff.indexes) if one.day <= day])


def trajectory_total(trajectory: TrajectoryPrice) -> Decimal:
    """2 interventions of 1.5 and 1 h/wk × 20 wk × €60 = 3,000.00; rounded once, to the cent (R-C39)."""
    parts = (Decimal(one.units_per_period) * Decimal(one.tariff) for one in trajectory.interventions)
    return rounded_to(sum(parts, Decimal()) * trajectory.periods, _CENT_PLACES)


def phased(phase_in: PhaseIn, year: int) -> tuple[Decimal, int]:
    """The amount of a year and the normative part in it; before the first year all is recalculation (A-9.10)."""
    listed = [one.normative_basis_points for one in phase_in.years if one.year <= year]
    part = listed[-1] if listed else 0
    whole = Decimal(phase_in.recalculated) * (_WHOLE - part) + Decimal(phase_in.normative) * part
    return rounded_to(whole / _WHOLE, places_of(phase_in.recalculated, phase_in.normative)), part


def _changes(tariff: Tariff, indexes: Iterable[AppliedIndex]) -> Iterator[_Change]:
    """Every change of the amount in order, the first day's included."""
    if tariff.tiers:
        return
    if tariff.phase_in is not None:
        yield from _phase_in(tariff, tariff.phase_in)
        return
    if tariff.trajectory is not None:
        origin, start = AmountOrigin.TRAJECTORY, trajectory_total(tariff.trajectory)
    else:
        origin, start = AmountOrigin.AGREED, Decimal(tariff.amount or 0)
    places = places_of(format(start, "f"))
    amount = rounded_to(start, places)
    yield _Change(tariff.valid_from, origin, None, amount)
    events = [*_index_events(tariff, indexes), *_path_events(tariff)]
    for day, kind, points, index in sorted(events, key=lambda one: (one[0], one[1] is AmountOrigin.PATH)):
        if index is not None and not tariff.indexed:
            yield _Change(day, kind, amount, amount, points, index, applied=False)
            continue
        before = amount
        signed = -points if kind is AmountOrigin.PATH else points
        amount = rounded_to(before * (_WHOLE + signed) / _WHOLE, places)
        yield _Change(day, kind, before, amount, signed, index)


_Event = tuple[date, AmountOrigin, int, AppliedIndex | None]


def _index_events(tariff: Tariff, indexes: Iterable[AppliedIndex]) -> list[_Event]:
    """An index counts from a later day than the first: the agreed amount is that of its own day."""
    last = tariff.valid_until or date.max
    return [
        (one.effective_on, AmountOrigin.INDEXED, one.basis_points, one)
        for one in sorted(indexes, key=lambda one: (one.effective_on, one.year))
        if tariff.valid_from < one.effective_on <= last
    ]


def _path_events(tariff: Tariff) -> list[_Event]:
    path, last = tariff.path, tariff.valid_until or date.max
    if path is None:
        return []
    days = [
        add_months(tariff.valid_from, path.period_months * number) for number in range(1, path.periods + 1)
    ]
    return [(day, AmountOrigin.PATH, path.reduction_basis_points, None) for day in days if day <= last]


def _phase_in(tariff: Tariff, phase_in: PhaseIn) -> Iterator[_Change]:
    first, last = tariff.valid_from, tariff.valid_until or date.max
    starts = [date(one.year, 1, 1) for one in phase_in.years]
    for day in [first, *(start for start in starts if first < start <= last)]:
        amount, part = phased(phase_in, day.year)
        yield _Change(day, AmountOrigin.PHASE_IN, None, amount, part)


def _explain(tariff: Tariff, changes: Iterable[_Change]) -> Derivation:
    why = Derivation()
    for tier in tariff.tiers:
        why = why.because("A-9.9", TIER, tier.amount_cents, threshold=tier.threshold, unit=tariff.unit)
    if tariff.trajectory is not None:
        for one in tariff.trajectory.interventions:
            cost = Decimal(one.units_per_period) * Decimal(one.tariff) * tariff.trajectory.periods
            why = why.because(
                "R-C39", INTERVENTION, cost, name=one.name, units=one.units_per_period, unit=one.unit,
                periods=tariff.trajectory.periods, tariff=one.tariff,
            )  # fmt: skip
    for change in changes:
        told: dict[str, object] = {
            "valid_from": change.day, "before": change.before, "change_basis_points": change.basis_points,
        }  # fmt: skip
        if change.index is not None:
            sentence = INDEXED if change.applied else NOT_INDEXED
            more = {**told, "year": change.index.year, "source": change.index.source}
            why = why.because("R-C27", sentence, change.amount, **more)
            continue
        rule, sentence = _OF[change.origin]
        if change.origin is AmountOrigin.PHASE_IN and tariff.phase_in is not None:
            told |= {"normative": tariff.phase_in.normative, "recalculated": tariff.phase_in.recalculated}
        if change.origin is AmountOrigin.PATH:
            told["change_basis_points"] = -(change.basis_points or 0)
        why = why.because(rule, sentence, change.amount, **told, unit=tariff.unit)
    return why
