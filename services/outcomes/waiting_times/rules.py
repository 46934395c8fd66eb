"""How long citizens waited, and which share within the norm (R-O06, G-12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy
from shared.values import CALENDAR, Calendar, YearNotKnown
from shared.values.flowing import GroupedBy
from shared.values.suppression import is_small, publish

_COUNTED = ("counted", "within")


@dataclass(frozen=True, slots=True)
class Wait:
    """A request's days, under the request's own id and version; `closed_on` when it closed without a first talk here.

    `client_delay_days` are calendar days by which the client asked the first talk to be later (G-12).
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    citizen_id: UUID | None
    contract_id: UUID | None
    contact_on: date
    first_talk_on: date | None
    closed_on: date | None = None
    client_delay_days: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingTime:
    """How long one request waited; working days None where the calendar does not know the year.

    `owner` and `citizen_id` say whose it is, for the processing log alone.
    """

    owner: str
    citizen_id: UUID | None
    request_id: UUID
    contact_on: date
    first_talk_on: date | None
    calendar_days: int | None
    working_days: int | None
    within_norm: bool | None
    client_delay_days: int | None = None
    calendar_days_without_delay: int | None = None
    working_days_without_delay: int | None = None
    within_norm_without_delay: bool | None = None


@dataclass(frozen=True, slots=True)
class WaitingTimes:
    """The waiting times of a contract in a quarter; share in basis points of what counts, None where numbers are small."""

    contract_id: UUID
    quarter: str
    norm_days: int | None
    counted: int | None
    within: int | None
    share_basis_points: int | None
    median_working_days: int | None
    ninetieth_percentile_working_days: int | None
    suppressed: bool
    median_calendar_days: int | None = None
    ninetieth_percentile_calendar_days: int | None = None
    area_code: str | None = None
    team: str | None = None
    within_without_delay: int | None = None
    median_working_days_without_delay: int | None = None
    ninetieth_percentile_working_days_without_delay: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingTimesByGroup:
    """The waiting times of a contract in a quarter for each area or team."""

    contract_id: UUID
    quarter: str
    by: GroupedBy
    groups: list[WaitingTimes]


def waiting_time(
    wait: Wait, norm_days: int | None, today: date, calendar: Calendar = CALENDAR
) -> WaitingTime:
    """The days after the first contact up to and including the first talk, or up to today while there was none (R-O06).

    A request that closed without a talk, for its citizen moved or was erased, waited until that day: late by then stays
    late, else it does not count. `within_norm` is None without a norm, in a year that the calendar does not know, and for
    a request without a talk within the norm: it is not counted as met, for nobody knows. Without the delay that the client
    asked for it waited up to the day that could have been (G-12); both are told, and the norm holds the whole wait.
    """
    end = wait.first_talk_on or max(min(today, wait.closed_on or today), wait.contact_on)
    try:
        working: int | None = calendar.working_days_between(wait.contact_on, end)
    except YearNotKnown:
        working = None
    within: bool | None = None
    if working is not None and norm_days is not None:
        within = working <= norm_days
        if within and wait.first_talk_on is None:
            within = None
    over = wait.first_talk_on is not None
    delay = wait.client_delay_days or 0
    sooner = None
    if over and working is not None:
        sooner = calendar.working_days_between(wait.contact_on, end - timedelta(days=delay))
    return WaitingTime(
        owner=wait.owner,
        citizen_id=wait.citizen_id,
        request_id=wait.id,
        contact_on=wait.contact_on,
        first_talk_on=wait.first_talk_on,
        calendar_days=(end - wait.contact_on).days if over else None,
        working_days=working if over else None,
        within_norm=within,
        client_delay_days=wait.client_delay_days,
        calendar_days_without_delay=(end - wait.contact_on).days - delay if over else None,
        working_days_without_delay=sooner,
        within_norm_without_delay=None if norm_days is None or sooner is None else sooner <= norm_days,
    )


def waiting_times(
    contract: ContractCopy,
    quarter: str,
    waits: Sequence[Wait],
    today: date,
    *,
    limit: int,
    calendar: Calendar = CALENDAR,
) -> WaitingTimes:
    """A quarter's waiting times: within / (within + late + open and already over the norm), rounded down.

    The median and the 90th percentile (nearest rank) are those of the requests that had their first talk. Below the
    `limit` figures are left out, with those that would give them back (F-08); 0 leaves nothing out.
    """
    norm = contract.waiting_norm_days
    times = [waiting_time(wait, norm, today, calendar) for wait in waits]
    judged = [one.within_norm for one in times if one.within_norm is not None]
    # Without a norm nothing is counted, of however many.
    counts = publish((judged.count(True), judged.count(False)), limit if norm is not None else 0)
    counted, within = counts.total, counts.parts[0]
    days = sorted(one.working_days for one in times if one.working_days is not None)
    median, ninetieth = _nearest_rank(days, 50, limit), _nearest_rank(days, 90, limit)
    sooner = sorted(
        one.working_days_without_delay for one in times if one.working_days_without_delay is not None
    )
    gained = sum(one.within_norm is False and one.within_norm_without_delay is True for one in times)
    # What the delays make of the count gives away who asked for one: it is told where all three parts may be.
    parts = (judged.count(True), gained, judged.count(False) - gained)
    apart = publish(parts, limit if norm is not None else 0)
    plain = sorted(one.calendar_days for one in times if one.calendar_days is not None)
    return WaitingTimes(
        contract_id=contract.id,
        quarter=quarter,
        norm_days=norm,
        counted=counted,
        within=within,
        share_basis_points=within * 10_000 // counted if counted and within is not None else None,
        median_working_days=median,
        ninetieth_percentile_working_days=ninetieth,
        suppressed=counts.suppressed or (bool(limit) and None in (median, ninetieth)),
        median_calendar_days=_nearest_rank(plain, 50, limit),
        ninetieth_percentile_calendar_days=_nearest_rank(plain, 90, limit),
        within_without_delay=None if apart.suppressed or norm is None else parts[0] + gained,
        median_working_days_without_delay=_nearest_rank(sooner, 50, limit),
        ninetieth_percentile_working_days_without_delay=_nearest_rank(sooner, 90, limit),
    )


def by_group(
    contract: ContractCopy,
    quarter: str,
    by: GroupedBy,
    waits: Sequence[Wait],
    places: Mapping[UUID, tuple[str | None, str | None]],
    today: date,
    *,
    limit: int,
) -> WaitingTimesByGroup:
    """A quarter's waiting times for each area or team of the care that followed; None is what nobody knows of.

    `places` are area and team by request. What is small in one group is left out in all, for the whole quarter's figures
    would give it back (F-08).
    """
    grouped: dict[str | None, list[Wait]] = {}
    for wait in waits:
        area, team = places.get(wait.id, (None, None))
        grouped.setdefault(area if by is GroupedBy.AREA else team, []).append(wait)
    found = [
        replace(
            waiting_times(contract, quarter, grouped[name], today, limit=limit),
            area_code=name if by is GroupedBy.AREA else None,
            team=name if by is GroupedBy.TEAM else None,
        )
        for name in sorted(grouped, key=lambda name: (name is None, name or ""))
    ]
    hidden = (
        {name for name in _COUNTED if any(getattr(one, name) is None for one in found)} if limit else set()
    )
    if "counted" in hidden or "within" in hidden:
        hidden |= {"within", "share_basis_points"}
    if limit and any(one.within_without_delay is None for one in found):
        found = [replace(one, within_without_delay=None) for one in found]
    nothing: dict[str, Any] = dict.fromkeys(hidden)
    groups = [replace(one, **nothing, suppressed=True) if hidden else one for one in found]
    return WaitingTimesByGroup(contract.id, quarter, by, groups)


def _nearest_rank(ordered: Sequence[int], percent: int, limit: int) -> int | None:
    """The value at a percentile; None where there is none, where they are few, and at an end, which is one person's (F-08)."""
    rank = ceil(percent * len(ordered) / 100)
    if limit and (is_small(len(ordered), limit) or not 1 < rank < len(ordered)):
        return None
    return ordered[rank - 1] if ordered else None
