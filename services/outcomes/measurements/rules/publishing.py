"""What others than the parties see of measurements: nothing of few, nor what would give few back (F-08)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

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


def breakdown_of(measurement: Measurement) -> Breakdown | None:
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

    Area A's 93 of the whole's 100 would give back area B's 7. `small` names the breakdowns with such a part, also where that
    one is not among these.
    """
    listed = list(measurements)
    hidden = {*small, *(breakdown_of(one) for one in listed if published(one, limit).suppressed)} - {None}
    return [bare(one) if breakdown_of(one) in hidden else published(one, limit) for one in listed]


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
