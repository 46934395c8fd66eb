"""What a series of flows points at: care that lasts longer, fewer people who are reached (E-08, E-09, E-10)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from services.outcomes.flows.rules.types import Flow, FlowSignal, Whose
from shared.values.flowing import FlowRisk

_ONE_DECIMAL = Decimal("0.1")


def signals(lines: Sequence[Flow]) -> list[FlowSignal]:
    """What the later half of each group's series points at, beside the earlier half (E-08, E-09, E-10).

    Held longer: the mean days in care rise and outflow falls. Reach falling: fewer clients reached, of a population that
    did not shrink as much. Needs four periods without anything left out; a signal is a question, no verdict.
    """
    grouped: dict[Whose, list[Flow]] = {}
    for one in lines:
        whose = (one.contract_id, one.provider or "", one.area_code or "", one.team or "")
        grouped.setdefault(whose, []).append(one)
    return [signal for several in grouped.values() for signal in _signals(several)]


def _signals(series: Sequence[Flow]) -> list[FlowSignal]:
    half = len(series) // 2
    if half < 2 or any(one.suppressed for one in series):
        return []
    earlier, later = series[:half], series[-half:]
    found = []
    days = [_mean_days(earlier), _mean_days(later)]
    left = [sum(one.outflow or 0 for one in part) for part in (earlier, later)]
    if days[0] is not None and days[1] is not None and days[1] > days[0] and left[1] < left[0]:
        found.append(_signal(FlowRisk.HELD_LONGER, series[0], days[0], days[1]))
    reached = [_reached(earlier), _reached(later)]
    if reached[1] < reached[0]:
        found.append(_signal(FlowRisk.REACH_FALLING, series[0], reached[0], reached[1]))
    return found


def _signal(risk: FlowRisk, of: Flow, earlier: Decimal, later: Decimal) -> FlowSignal:
    return FlowSignal(
        risk=risk,
        contract_id=of.contract_id,
        provider=of.provider,
        area_code=of.area_code,
        team=of.team,
        earlier=str(earlier.quantize(_ONE_DECIMAL)),
        later=str(later.quantize(_ONE_DECIMAL)),
    )


def _mean_days(series: Sequence[Flow]) -> Decimal | None:
    cases = sum(one.in_care.cases or 0 for one in series)
    if not cases:
        return None
    total = sum(Decimal(one.in_care.mean_days or 0) * (one.in_care.cases or 0) for one in series)
    return Decimal(total) / cases


def _reached(series: Sequence[Flow]) -> Decimal:
    """Clients per period, or per thousand of the population where its size is known in all of them."""
    counts = [Decimal(one.clients or 0) for one in series]
    if all(one.population for one in series):
        counts = [count * 1000 / (one.population or 1) for count, one in zip(counts, series, strict=True)]
    return sum(counts, Decimal()) / len(series)
