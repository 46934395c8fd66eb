"""The waiting list as a whole on a day, and how well it was kept over some days (D-24, D-29, E-25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.values.choosing import BridgingCare, WaitingCause


@dataclass(frozen=True, slots=True)
class WaitingCell:
    """Those who wait on a day with all of this in common; `age_class` counts the maxima of the policy that were passed."""

    urgency: int
    age_class: int
    cause: WaitingCause
    bridging: BridgingCare
    overdue: bool
    on_own_wish: bool
    carried_over: bool
    waiting: int
    longest_days: int


@dataclass(frozen=True, slots=True)
class WaitingUrgency:
    """Who waits with an urgency."""

    urgency: int
    maximum_days: int
    waiting: int
    overdue: int
    longest_days: int


@dataclass(frozen=True, slots=True)
class WaitingAge:
    """Who waits for so many days; `to_days` None is so many and more."""

    from_days: int
    to_days: int | None
    waiting: int


@dataclass(frozen=True, slots=True)
class WaitingCauseCount:
    """Who waits for a cause."""

    cause: WaitingCause
    waiting: int
    carried_over: int


@dataclass(frozen=True, slots=True)
class WaitingBridging:
    """Who is helped meanwhile in a way."""

    bridging: BridgingCare
    waiting: int


@dataclass(frozen=True, slots=True)
class WaitingListOverview:
    """Who waits on a day: how many, how urgently, how long, why, and what helps meanwhile."""

    on: date
    policy_version: int
    waiting: int
    overdue: int
    on_own_wish: int
    without_bridging: int
    carried_over: int
    longest_days: int
    urgencies: list[WaitingUrgency]
    ages: list[WaitingAge]
    causes: list[WaitingCauseCount]
    bridging: list[WaitingBridging]


@dataclass(frozen=True, slots=True)
class WaitingQuality:
    """Who was placed in some days, in order and in time or not, and who waits on the last of them."""

    placed: int
    out_of_order: int
    too_long: int
    waiting: int
    overdue: int

    @property
    def in_order(self) -> int:
        """Placed while nobody else came first."""
        return self.placed - self.out_of_order

    @property
    def in_order_basis_points(self) -> int | None:
        """The share of it, rounded down; None where nobody was placed."""
        return self.in_order * 10_000 // self.placed if self.placed else None


def age_classes(maxima: Sequence[int]) -> list[tuple[int, int | None]]:
    """The classes of waiting in days: up to each maximum of the policy, and beyond the longest; 7, 21, 42 give four."""
    bounds = sorted(set(maxima))
    starts = [0, *(one + 1 for one in bounds)]
    return list(zip(starts, [*bounds, None], strict=True))


def overview(
    on: date, policy_version: int, maxima: Sequence[int], cells: Sequence[WaitingCell]
) -> WaitingListOverview:
    """The waiting list on a day, added up; `maxima` are days for urgency 1, 2 and 3."""
    urgencies = []
    for urgency, days in enumerate(maxima, 1):
        mine = [one for one in cells if one.urgency == urgency]
        late = _count(one for one in mine if one.overdue)
        urgencies.append(WaitingUrgency(urgency, days, _count(mine), late, _longest(mine)))
    ages = [
        WaitingAge(since, until, _count(one for one in cells if one.age_class == number))
        for number, (since, until) in enumerate(age_classes(maxima))
    ]
    causes = []
    for cause in WaitingCause:
        mine = [one for one in cells if one.cause is cause]
        causes.append(WaitingCauseCount(cause, _count(mine), _count(one for one in mine if one.carried_over)))
    bridging = [
        WaitingBridging(kind, _count(one for one in cells if one.bridging is kind)) for kind in BridgingCare
    ]
    return WaitingListOverview(
        on=on,
        policy_version=policy_version,
        waiting=_count(cells),
        overdue=_count(one for one in cells if one.overdue),
        on_own_wish=_count(one for one in cells if one.on_own_wish),
        without_bridging=_count(one for one in cells if one.bridging is BridgingCare.NONE),
        carried_over=_count(one for one in cells if one.carried_over),
        longest_days=_longest(cells),
        urgencies=urgencies,
        ages=ages,
        causes=causes,
        bridging=bridging,
    )


def _count(cells: Iterable[WaitingCell]) -> int:
    return sum(one.waiting for one in cells)


def _longest(cells: Iterable[WaitingCell]) -> int:
    return max((one.longest_days for one in cells), default=0)


__all__ = ["WaitingCell", "WaitingListOverview", "WaitingQuality", "age_classes", "overview"]
