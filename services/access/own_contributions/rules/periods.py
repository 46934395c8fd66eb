"""The stretches of an own contribution: one route and one tariff each, from the start of care to its stop (R-A30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.access.own_contributions.rules.routes import FIXED_SINCE
from shared.values.legal_frames import ContributionRoute

_DAY = timedelta(days=1)
_FIXED, _BY_INCOME = ContributionRoute.CAK_FIXED_TARIFF, ContributionRoute.CAK_INCOME_RELATED
_INCOME_SOURCE = "Uitvoeringsbesluit Wmo 2015, hoofdstuk 3 (tot 2020)"


@dataclass(frozen=True, slots=True)
class Tariff:
    """A fixed amount a month (cents) on some days, both included (`valid_until` None: still so), with its source."""

    monthly_cents: int
    valid_from: date
    valid_until: date | None
    source: str

    def on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


# What the law sets at most; a later year is told by the municipality with its source until it is known here.
TARIFFS = (
    Tariff(1_900, FIXED_SINCE, date(2023, 12, 31), "Uitvoeringsbesluit Wmo 2015 art. 3.8 (Stb. 2019, 185)"),
    Tariff(2_060, date(2024, 1, 1), date(2024, 12, 31), "Uitvoeringsbesluit Wmo 2015 art. 3.8 (2024)"),
    Tariff(2_100, date(2025, 1, 1), date(2025, 12, 31), "Uitvoeringsbesluit Wmo 2015 art. 3.8 (2025)"),
    Tariff(2_180, date(2026, 1, 1), date(2026, 12, 31), "Uitvoeringsbesluit Wmo 2015 art. 3.8 (2026)"),
)


@dataclass(frozen=True, slots=True)
class ContributionPeriod:
    """A stretch with one route and tariff; `end_date` None runs on, `monthly_cents` None is no fixed amount, or not known."""

    route: ContributionRoute
    start_date: date
    end_date: date | None
    monthly_cents: int | None
    source: str | None


def tariff_on(day: date, own: Sequence[Tariff]) -> Tariff | None:
    """The tariff of a day: the municipality's own before that of the law; None where neither is known."""
    return next((one for one in (*own, *TARIFFS) if one.on(day)), None)


def periods_of(
    route: ContributionRoute,
    start: date,
    end: date | None,
    own: Sequence[Tariff] = (),
    source: str | None = None,
) -> list[ContributionPeriod]:
    """The stretches from `start` up to and including `end`, in order and without a gap.

    What goes to the CAK is income-related until 2019 and at the fixed tariff of its days from 2020; a cost price is one
    stretch with its `source`. Nothing is made where there is no contribution.
    """
    if route is ContributionRoute.NONE:
        return []
    if route not in (_FIXED, _BY_INCOME):
        return [ContributionPeriod(route, start, end, None, source)]
    days = sorted({start, *(day for day in _changes(own) if start < day and (end is None or day <= end))})
    closed = [day - _DAY for day in days[1:]]
    found = [_stretch(first, last, own) for first, last in zip(days, [*closed, end], strict=True)]
    return _joined(found)


def _changes(own: Sequence[Tariff]) -> set[date]:
    """Every day on which another route or tariff may begin."""
    tariffs = (*own, *TARIFFS)
    ends = {one.valid_until + _DAY for one in tariffs if one.valid_until is not None}
    return {FIXED_SINCE} | {one.valid_from for one in tariffs} | ends


def _stretch(first: date, last: date | None, own: Sequence[Tariff]) -> ContributionPeriod:
    if first < FIXED_SINCE:
        return ContributionPeriod(_BY_INCOME, first, last, None, _INCOME_SOURCE)
    tariff = tariff_on(first, own)
    if tariff is None:
        return ContributionPeriod(_FIXED, first, last, None, None)
    return ContributionPeriod(_FIXED, first, last, tariff.monthly_cents, tariff.source)


def _joined(found: Sequence[ContributionPeriod]) -> list[ContributionPeriod]:
    """The same without a cut where nothing changes."""
    joined: list[ContributionPeriod] = []
    for one in found:
        before = joined[-1] if joined else None
        same = before is not None and (before.route, before.monthly_cents, before.source) == (
            one.route, one.monthly_cents, one.source,
        )  # fmt: skip
        if before is not None and same:
            joined[-1] = ContributionPeriod(
                one.route, before.start_date, one.end_date, one.monthly_cents, one.source
            )
        else:
            joined.append(one)
    return joined
