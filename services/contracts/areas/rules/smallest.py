"""Which smallest areas a large one comes to during a period, whatever the divisions (N-104)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from services.contracts.areas.rules.entering import Area
from shared.values import Period


def smallest(areas: Iterable[Area], codes: Iterable[str], period: Period) -> list[tuple[str, Period]]:
    """The smallest areas that areas come to during a period, each with its days; in order of code and day.

    An area that nothing is part of is a smallest one, in whatever division. A boundary change within the period shows as two
    stretches. A code that is not known on a day comes to itself: a municipality without areas is one area.
    """
    by_code, below = defaultdict[str, list[Area]](list), defaultdict[str, list[Area]](list)
    for one in areas:
        by_code[one.code].append(one)
        for parent in one.part_of:
            below[parent].append(one)
    found: dict[str, list[Period]] = defaultdict(list)
    for code in codes:
        for stretch in _stretches(_reached(code, below), period):
            for leaf in _leaves(code, below, stretch.start):
                found[leaf].append(stretch)
    return [(code, one) for code in sorted(found) for one in joined(found[code])]


def _reached(code: str, below: Mapping[str, Sequence[Area]]) -> list[Area]:
    """All that is or was part of a code, at any depth."""
    reached: dict[UUID, Area] = {}
    waiting = [code]
    while waiting:
        for one in below.get(waiting.pop(), ()):
            if one.id not in reached:
                reached[one.id] = one
                waiting.append(one.code)
    return list(reached.values())


def _stretches(areas: Iterable[Area], period: Period) -> list[Period]:
    """The period cut where a border of these begins or ends."""
    cuts = {period.start}
    for one in areas:
        for day in (one.period.start, one.period.end):
            if day is not None and period.contains(day):
                cuts.add(day)
    starts = sorted(cuts)
    return [Period(start, end) for start, end in zip(starts, [*starts[1:], period.end], strict=True)]


def _leaves(code: str, below: Mapping[str, Sequence[Area]], day: date) -> set[str]:
    seen, waiting, leaves = {code}, [code], set[str]()
    while waiting:
        one = waiting.pop()
        parts = {child.code for child in below.get(one, ()) if child.period.contains(day)}
        if not parts:
            leaves.add(one)
        waiting += parts - seen
        seen |= parts
    return leaves


def joined(periods: Iterable[Period]) -> list[Period]:
    """Periods in order, those that meet or overlap taken together."""
    made: list[Period] = []
    for one in sorted(periods, key=lambda each: each.start):
        last = made[-1] if made else None
        if last is not None and (last.end is None or one.start <= last.end):
            ends = [end for end in (last.end, one.end) if end is not None]
            made[-1] = Period(last.start, max(ends) if len(ends) == 2 else None)
        else:
            made.append(one)
    return made
