"""What counts come to: balance, speed, goal attainment, relapse, use and reach for each stretch (R-O14 … R-O19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from math import ceil
from uuid import UUID

from services.outcomes.flows.rules.contributions import ENTRANTS, period_start
from services.outcomes.flows.rules.types import Counted, Flow, FlowsRefused, Size, Speed, Whose
from shared.errors import FieldError, Text
from shared.values import Period, add_months
from shared.values.flowing import CareSegment, Figure, FlowBy, FlowPeriod

LONGEST = {FlowPeriod.MONTH: 36, FlowPeriod.QUARTER: 24, FlowPeriod.YEAR: 12}
_ONE_DECIMAL = Decimal("0.1")
_Counts = Counter[tuple[CareSegment, Figure, int]]


def asked_periods(first: date, last: date, period: FlowPeriod) -> list[Period]:
    """The whole months, quarters or years from the one of a day up to and including that of another. Raises FlowsRefused."""
    begin, end = period_start(first, period), add_months(period_start(last, period), period.months)
    if last < first:
        _refuse(
            "#/until",
            "reversed",
            Text("De laatste dag ligt voor de eerste.", "The last day lies before the first."),
        )
    count = ((end.year - begin.year) * 12 + end.month - begin.month) // period.months
    if count > LONGEST[period]:
        most = LONGEST[period]
        _refuse(
            "#/until", "too-long",
            Text(f"Vraag hooguit {most} perioden tegelijk.", f"Ask for at most {most} periods at once."),
        )  # fmt: skip
    days = [add_months(begin, number * period.months) for number in range(count + 1)]
    return [Period(days[number], days[number + 1]) for number in range(count)]


def _refuse(place: str, code: str, text: Text) -> None:
    raise FlowsRefused(errors=(FieldError(place, code, text, where="query"),))


def check_view(by: FlowBy, contract_id: UUID | None, *, own: bool) -> None:
    """Providers, areas and teams are those of one contract, except where one sees `own` figures alone. Raises FlowsRefused."""
    if by is not FlowBy.CONTRACT and contract_id is None and not own:
        _refuse("#/contractId", "needed", Text("Noem het contract.", "Name the contract."))


def period_name(first: date, period: FlowPeriod) -> str:
    """How a period is written: 2026-03, 2026-Q1 or 2026."""
    if period is FlowPeriod.YEAR:
        return f"{first.year}"
    return f"{first.year}-Q{(first.month + 2) // 3}" if period is FlowPeriod.QUARTER else f"{first:%Y-%m}"


def flows(
    counted: Iterable[Counted],
    periods: Sequence[Period],
    period: FlowPeriod,
    today: date,
    *,
    window_months: int = 12,
    sizes: Mapping[Whose, Sequence[Size]] = {},
    always: UUID | None = None,
) -> list[Flow]:
    """A line for each group and period, in order; also where nothing happened, and for the contract that is `always` told."""
    grouped: dict[Whose, dict[date | None, _Counts]] = {}
    if always is not None:
        grouped[(always, "", "", "")] = {}
    for one in counted:
        whose = (one.contract_id, one.provider, one.area_code, one.team)
        kept = grouped.setdefault(whose, {}).setdefault(one.begins, Counter())
        kept[(one.segment, one.figure, one.value)] += one.count
    lines = []
    for whose in sorted(grouped):
        stock: _Counts = Counter(grouped[whose].get(None, {}))
        for days in periods:
            counts = grouped[whose].get(days.start, Counter())
            figures = _Figures(stock, counts, period)
            lines.append(_line(whose, period, days, figures, today, window_months, sizes.get(whose, ())))
            stock.update(counts)
    return lines


@dataclass(frozen=True, slots=True)
class _Figures:
    before: _Counts
    counts: _Counts
    period: FlowPeriod

    def count(self, figure: Figure, segment: CareSegment = CareSegment.ALL) -> int:
        return self.counts[(segment, figure, 0)]

    def stock(self, *figures: Figure, segment: CareSegment = CareSegment.ALL) -> int:
        return sum(self.before[(segment, figure, 0)] for figure in figures)

    def spread(self, figure: Figure) -> dict[int, int]:
        return {value: count for (_, one, value), count in self.counts.items() if one is figure and count}

    def clients(self, segment: CareSegment = CareSegment.ALL) -> int:
        known = self.stock(Figure.CLIENTS_IN, segment=segment) - self.stock(
            Figure.CLIENTS_OUT, segment=segment
        )
        return known + self.count(ENTRANTS[self.period], segment)


def _line(
    whose: Whose, period: FlowPeriod, days: Period, counts: _Figures, today: date, window: int,
    sizes: Sequence[Size],
) -> Flow:  # fmt: skip
    last = days.last_day
    assert last is not None, "a period of flows ends"
    inflow, arrived = counts.count(Figure.INFLOW), counts.count(Figure.ARRIVED)
    through, outflow = counts.count(Figure.THROUGH), counts.count(Figure.OUTFLOW)
    begin = counts.stock(Figure.INFLOW, Figure.ARRIVED) - counts.stock(Figure.THROUGH, Figure.OUTFLOW)
    reached = counts.count(Figure.GOALS_REACHED)
    due = counts.count(Figure.GOALS_JUDGED) + counts.count(Figure.GOALS_OPEN)
    closings = counts.count(Figure.CLOSINGS)
    relapsed = sum(count for months, count in counts.spread(Figure.REENTRIES).items() if months <= window)
    clients, size = counts.clients(), size_on(sizes, last)
    general, tailor_made = counts.clients(CareSegment.GENERAL), counts.clients(CareSegment.TAILOR_MADE)
    people = size.inhabitants if size else None
    switched = counts.count(Figure.PGB_SWITCHED)
    return Flow(
        contract_id=whose[0],
        provider=whose[1] or None,
        area_code=whose[2] or None,
        team=whose[3] or None,
        period=period_name(days.start, period),
        first_day=days.start,
        last_day=last,
        open_at_begin=begin,
        inflow=inflow,
        arrived=arrived,
        through_flow=through,
        outflow=outflow,
        open_at_end=begin + inflow + arrived - through - outflow,
        inflow_general=counts.count(Figure.INFLOW, CareSegment.GENERAL),
        inflow_tailor_made=counts.count(Figure.INFLOW, CareSegment.TAILOR_MADE),
        until_start=speed(counts.spread(Figure.DAYS_UNTIL_START)),
        until_goal=speed(counts.spread(Figure.DAYS_UNTIL_GOAL)),
        in_care=speed(counts.spread(Figure.DAYS_IN_CARE)),
        goals_due=due,
        goals_reached=reached,
        goals_not_judgeable=counts.count(Figure.GOALS_NOT_JUDGEABLE),
        goals_share_basis_points=share(reached, due),
        closings=closings,
        relapsed=relapsed,
        relapse_share_basis_points=share(relapsed, closings),
        relapse_complete=add_months(last, window) <= today,
        referrals=counts.count(Figure.REFERRALS),
        refusals=counts.count(Figure.REFUSALS),
        pgb_requested=counts.count(Figure.PGB_REQUESTED),
        pgb_switched=switched,
        pgb_share_basis_points=share(switched, clients),
        clients=clients,
        clients_general=general,
        clients_tailor_made=tailor_made,
        population=people,
        population_on=size.counted_on if size else None,
        reach_basis_points=share(clients, people),
        general_per_thousand=per_thousand(general, people),
        tailor_made_per_thousand=per_thousand(tailor_made, people),
    )


def speed(days: Mapping[int, int]) -> Speed:
    """Mean, median and 90th percentile of days that come so many times each (R-O16)."""
    cases = sum(days.values())
    if not cases:
        return Speed(cases=0, mean_days=None, median_days=None, ninetieth_percentile_days=None)
    total = sum(value * count for value, count in days.items())
    mean = (Decimal(total) / cases).quantize(_ONE_DECIMAL, ROUND_HALF_EVEN)
    return Speed(
        cases=cases,
        mean_days=str(mean),
        median_days=_ranked(days, ceil(cases / 2)),
        ninetieth_percentile_days=_ranked(days, ceil(cases * 9 / 10)),
    )


def _ranked(days: Mapping[int, int], rank: int) -> int:
    seen = 0
    for value in sorted(days):
        seen += days[value]
        if seen >= rank:
            return value
    raise ValueError("no value has that rank")


def share(part: int, whole: int | None) -> int | None:
    """A share in basis points, rounded down; None of nothing. A share above the whole, of a count that is too old, is 10,000."""
    return min(10_000, part * 10_000 // whole) if whole else None


def per_thousand(part: int, whole: int | None) -> str | None:
    """How many per thousand, to one decimal; None of nothing (R-O18)."""
    if not whole:
        return None
    return str((Decimal(part * 1000) / whole).quantize(_ONE_DECIMAL, ROUND_HALF_EVEN))


def size_on(sizes: Sequence[Size], day: date) -> Size | None:
    """The size counted last before a day or, when all were counted later, the first of them; None without any."""
    ordered = sorted(sizes, key=lambda one: one.counted_on)
    before = [one for one in ordered if one.counted_on <= day]
    return before[-1] if before else next(iter(ordered), None)
