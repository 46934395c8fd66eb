"""What the pictures of a report show, as numbers: how they are drawn is `page`'s."""

from __future__ import annotations

from dataclasses import dataclass

from shared.errors import Text
from shared.values.reporting import ChangeDirection, FigureUnit, Standing
from shared.values.terms import NormOperator


@dataclass(frozen=True, slots=True)
class RunPoint:
    """One period of a series: value None where nothing was measured or too few answered (`suppressed`)."""

    label: str
    value: str | None
    respondents: int | None = None
    lower: str | None = None
    upper: str | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class RunSeries:
    """One source's values over time; sources are never mixed (R-O13). All series of a chart have the same labels."""

    name: Text
    points: tuple[RunPoint, ...]


@dataclass(frozen=True, slots=True)
class RunChart:
    """Values over time against a norm, with the mean and limits of a control chart where there are."""

    series: tuple[RunSeries, ...]
    unit: FigureUnit = FigureUnit.INDICATOR
    norm: str | None = None
    operator: NormOperator | None = None
    centre: str | None = None
    lower_limit: str | None = None
    upper_limit: str | None = None


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One of many by size and value, and how it stands against the target."""

    name: str
    size: str
    value: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """The limits at one size: 95 % and 99.8 %."""

    size: str
    lower_95: str
    upper_95: str
    lower_998: str
    upper_998: str


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """Many of different size against one target: the smaller, the wider what chance explains (R-O10, R-O34)."""

    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimit, ...]
    target: str
    size_name: Text
    value_name: Text
    unit: FigureUnit = FigureUnit.SCORE


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """How many stand on each level of one domain, lowest first; counts None when they are too few to show."""

    name: Text
    counts: tuple[int, ...] | None
    mean: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The spread over levels in each domain (R-O04), or of rise and decline (R-O33)."""

    levels: tuple[Text, ...]
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One area or provider beside the others; value None when too few answered."""

    name: str
    value: str | None
    lower: str | None
    upper: str | None
    respondents: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Comparison:
    """Areas or providers beside each other with their limits, their mean and the norm (R-O26)."""

    rows: tuple[ComparisonRow, ...]
    mean: str | None = None
    norm: str | None = None
    operator: NormOperator | None = None
    unit: FigureUnit = FigureUnit.INDICATOR


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One measure before and after."""

    name: Text
    before: str | None
    after: str | None
    unit: FigureUnit
    direction: ChangeDirection


@dataclass(frozen=True, slots=True)
class Change:
    """Measures before and after something, each on its own scale (R-O07, R-O31)."""

    rows: tuple[ChangeRow, ...]
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it shows in words; exactly one of the five stands in it."""

    code: str
    title: Text
    about: Text
    run: RunChart | None = None
    funnel: FunnelPlot | None = None
    profile: Profile | None = None
    comparison: Comparison | None = None
    change: Change | None = None
