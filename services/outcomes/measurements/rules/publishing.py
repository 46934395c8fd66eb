"""What others than the parties see of measurements: nothing of few, nor what would give few back (F-08)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import UUID

from shared.values.measuring import MeasurementMoment
from shared.values.suppression import is_small
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from services.outcomes.measurements.rules import Measurement

# The two sides of the contract judge and pay by these figures, the auditor holds them against the records (R-S03, R-O28).
_PARTIES = frozenset(
    {
        ActorKind.PURCHASER,
        ActorKind.REGION,
        ActorKind.PROVIDER,
        ActorKind.AUDITOR,
        ActorKind.SERVICE,
        ActorKind.SYSTEM,
    }
)
BREAKDOWN = ("area", "team", "provider")


class Breakdown(NamedTuple):
    """The parts of an indicator in a quarter that together are its whole: by area, by team, by provider, or by several of them."""

    indicator_id: UUID
    quarter: str
    by_area: bool
    by_team: bool
    by_provider: bool


class Cell(Protocol):
    """What is counted of a whole or of a part of it; the newest of its place and moment."""

    @property
    def indicator_id(self) -> UUID: ...
    @property
    def quarter(self) -> str: ...
    @property
    def moment(self) -> MeasurementMoment | None: ...
    @property
    def area(self) -> str | None: ...
    @property
    def team(self) -> str | None: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def respondents(self) -> int | None: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...


def breakdown_of(measurement: Cell) -> Breakdown | None:
    """Of which breakdown a measurement is a part; None of the whole."""
    by = [getattr(measurement, name) is not None for name in BREAKDOWN]
    return Breakdown(measurement.indicator_id, measurement.quarter, *by) if any(by) else None


def limit_for(kind: ActorKind, limit: int) -> int:
    """Below which number of respondents a role sees no figures: none for who is a party to the contract (F-08)."""
    return 0 if kind in _PARTIES else limit


def published(measurement: Measurement, limit: int) -> Measurement:
    """The measurement as others than the parties see it: without figures and story when too few answered (F-08)."""
    few = fewest(measurement.respondents, measurement.numerator, measurement.denominator)
    return measurement if few is None or not is_small(few, limit) else bare(measurement)


def publish_all(
    measurements: Iterable[Measurement], small: Collection[Breakdown], limit: int
) -> list[Measurement]:
    """Measurements as others than the parties see them; of a breakdown with a small part no part is shown.

    Area A's 93 of the whole's 100 would give back area B's 7. `small` names the breakdowns with such a part, registered or
    not (`small_breakdowns`), also where that one is not among these.
    """
    listed = list(measurements)
    hidden = {*small, *(breakdown_of(one) for one in listed if published(one, limit).suppressed)} - {None}
    return [bare(one) if breakdown_of(one) in hidden else published(one, limit) for one in listed]


def small_breakdowns(cells: Iterable[Cell], limit: int) -> frozenset[Breakdown]:
    """The breakdowns with a part that is too small to show, or that leave too few of what they are parts of.

    Of a whole of 100 of which only area A's 93 is registered the other 7 are a part as well, whoever they are; so of an area
    with the teams in it. `cells` are the newest of each place and moment, wholes included.
    """
    places: dict[tuple[UUID, str, MeasurementMoment | None], list[Cell]] = defaultdict(list)
    for one in cells:
        places[one.indicator_id, one.quarter, one.moment].append(one)
    return frozenset(small for found in places.values() for small in _small_of(found, limit))


def _small_of(cells: Sequence[Cell], limit: int) -> Iterable[Breakdown]:
    parts: dict[Breakdown, list[Cell]] = defaultdict(list)
    for one in cells:
        if (broken_down := breakdown_of(one)) is not None:
            parts[broken_down].append(one)
    for broken_down, found in parts.items():
        small = any(_is_small(one.respondents, one.numerator, one.denominator, limit) for one in found)
        if small or any(_leaves_few(one, broken_down, found, limit) for one in cells):
            yield broken_down


def _leaves_few(coarse: Cell, broken_down: Breakdown, parts: Sequence[Cell], limit: int) -> bool:
    """Whether what no part registers of a coarser cell is somebody, and too few of them."""
    given = [name for name in BREAKDOWN if getattr(coarse, name) is not None]
    finer = [name for name in BREAKDOWN if getattr(broken_down, f"by_{name}")]
    if not set(given) < set(finer):
        return False
    within = [one for one in parts if all(getattr(one, name) == getattr(coarse, name) for name in given)]
    if not within:
        return False
    people, hits, among = (
        _remainder(coarse, within, name) for name in ("respondents", "numerator", "denominator")
    )
    # Nobody is left where the parts are the whole; parts that overlap leave nothing to be known.
    return _is_small(people or None, hits if among else hits or None, among or None, limit)


def _remainder(coarse: Cell, parts: Sequence[Cell], name: str) -> int | None:
    whole, counts = getattr(coarse, name), [getattr(one, name) for one in parts]
    if whole is None or None in counts or sum(counts) > whole:
        return None
    return int(whole - sum(counts))


def _is_small(respondents: int | None, numerator: int | None, denominator: int | None, limit: int) -> bool:
    few = fewest(respondents, numerator, denominator)
    return few is not None and is_small(few, limit)


def told(measurement: Measurement, limit: int) -> Measurement:
    """The measurement as the feed tells it: of a part no figures, for a later part may be small and what is told is not taken back."""
    return published(measurement, limit) if breakdown_of(measurement) is None else bare(measurement)


def bare(measurement: Measurement) -> Measurement:
    """The measurement without its figures and story."""
    return replace(
        measurement,
        value=None,
        respondents=None,
        standard_deviation=None,
        narrative=None,
        numerator=None,
        denominator=None,
        reason=None,
    )


def fewest(respondents: int | None, numerator: int | None, denominator: int | None) -> int | None:
    """The smallest group behind a figure: who answered, who is counted, and who of them is not; None where nobody is counted."""
    counts = [one for one in (respondents, numerator, denominator) if one is not None]
    if numerator is not None and denominator is not None and numerator <= denominator:
        counts.append(denominator - numerator)
    return min(counts) if counts else None
