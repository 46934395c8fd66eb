"""What of flows may be shown to who sees no single cases: no small numbers, and nothing that would give them back (F-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from services.outcomes.flows.rules.contributions import period_start
from services.outcomes.flows.rules.types import Flow, Speed
from shared.values import add_months
from shared.values.flowing import FlowPeriod
from shared.values.suppression import is_small

_BALANCE = ("inflow", "arrived", "through_flow", "outflow")
_HIDDEN = Speed(cases=None, mean_days=None, median_days=None, ninetieth_percentile_days=None)
# Figures that add up, or that are shares of each other: when one of them is small, all of them are left out.
_TOGETHER = (
    (("goals_due", "goals_reached", "goals_not_judgeable"), ("goals_share_basis_points",)),
    (("closings", "relapsed"), ("relapse_share_basis_points",)),
    (("referrals", "refusals"), ()),
    (("pgb_requested", "pgb_switched"), ("pgb_share_basis_points",)),
    (("clients",), ("reach_basis_points", "pgb_share_basis_points")),
    (("clients_general", "clients_tailor_made"), ("general_per_thousand", "tailor_made_per_thousand")),
    (("inflow_general", "inflow_tailor_made"), ()),
)
_COMPLEMENTS = {("goals_due", "goals_reached"), ("closings", "relapsed")}


def shown_days(start: date, until: date, limit: int) -> tuple[date, date]:
    """The first and last day that may be asked: as asked, but with a limit those of whole quarters.

    Any two days would tell of one person: 20 until 30 June and 21 until 1 July (F-08).
    """
    if not limit:
        return start, until
    end = add_months(period_start(until, FlowPeriod.QUARTER), FlowPeriod.QUARTER.months)
    return period_start(start, FlowPeriod.QUARTER), end - timedelta(days=1)


def published(lines: Sequence[Flow], limit: int) -> list[Flow]:
    """The lines as they may be shown; 0 leaves nothing out.

    What is small for one group is left out for all groups of that period, for the contract's total would give it back. Of
    the four flows never one alone is left out, for the balance would give it back. Speeds stand or fall by how many there
    were, and without a percentile that is one person's.
    """
    if not limit:
        return list(lines)
    by_period: dict[str, list[Flow]] = {}
    for one in lines:
        by_period.setdefault(one.period, []).append(one)
    hidden = {period: _hidden(several, limit) for period, several in by_period.items()}
    return [_without(one, hidden[one.period], limit) for one in lines]


def _hidden(lines: Sequence[Flow], limit: int) -> set[str]:
    flows = {name for name in _BALANCE if _small(lines, name, limit)}
    if len(flows) == 1:
        totals = {
            name: sum(getattr(one, name) or 0 for one in lines) for name in _BALANCE if name not in flows
        }
        flows.add(min(totals, key=lambda name: (totals[name], name)))
    found = flows | {name for name in ("open_at_begin", "open_at_end") if _small(lines, name, limit)}
    for counts, with_them in _TOGETHER:
        if any(_small(lines, name, limit) for name in counts) or _few_others(lines, counts, limit):
            found |= {*counts, *with_them}
    if "inflow" in found:
        found |= {"inflow_general", "inflow_tailor_made"}
    return found


def _small(lines: Sequence[Flow], name: str, limit: int) -> bool:
    return any(is_small(getattr(one, name) or 0, limit) for one in lines)


def _few_others(lines: Sequence[Flow], counts: tuple[str, ...], limit: int) -> bool:
    """Whether those who did not (reach the goal, relapse) are few: a share of nearly all tells of the rest."""
    pair = counts[:2]
    return pair in _COMPLEMENTS and any(
        is_small((getattr(one, pair[0]) or 0) - (getattr(one, pair[1]) or 0), limit) for one in lines
    )


def _without(line: Flow, hidden: set[str], limit: int) -> Flow:
    gone: dict[str, Any] = dict.fromkeys(hidden)
    for one in fields(line):
        value = getattr(line, one.name)
        if isinstance(value, Speed):
            gone[one.name] = _speed(value, limit)
    after: Flow = replace(line, **gone)
    return replace(after, suppressed=after != line)


def _speed(speed: Speed, limit: int) -> Speed:
    cases = speed.cases or 0
    if is_small(cases, limit):
        return _HIDDEN
    # The highest rank is one person's.
    return speed if cases * 9 // 10 + 1 < cases else replace(speed, ninetieth_percentile_days=None)
