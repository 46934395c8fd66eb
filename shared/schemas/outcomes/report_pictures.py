"""The pictures of a report as numbers, and the words and values that reports are made of."""

from typing import Annotated

from pydantic import Field

from shared.schemas.common import Wire
from shared.values.reporting import ChangeDirection, FigureUnit, Standing
from shared.values.terms import NormOperator

Value = Annotated[
    str | None,
    Field(description="als decimaal getal; aandelen in basispunten, geld in eurocenten; leeg = zie state"),
]


class ReportText(Wire):
    """Words in both languages."""

    nl: str
    en: str


class ReportRunPoint(Wire):
    """A period of a series."""

    label: str
    value: Value
    respondents: int | None
    lower: Value
    upper: Value
    suppressed: bool


class ReportRunSeries(Wire):
    """The values of one source over time."""

    name: ReportText
    points: list[ReportRunPoint]


class ReportRunChart(Wire):
    """A run chart (verloopgrafiek, regelkaart)."""

    series: list[ReportRunSeries]
    unit: FigureUnit
    norm: Value
    operator: NormOperator | None
    centre: Value
    lower_limit: Value
    upper_limit: Value


class ReportFunnelPoint(Wire):
    """One of many by size and value."""

    name: str
    size: str
    value: str
    standing: Standing


class ReportFunnelLimit(Wire):
    """The limits at one size."""

    size: str
    lower_95: str = Field(alias="lower95")
    upper_95: str = Field(alias="upper95")
    lower_998: str = Field(alias="lower998")
    upper_998: str = Field(alias="upper998")


class ReportFunnelPlot(Wire):
    """A funnel plot (trechtergrafiek)."""

    points: list[ReportFunnelPoint]
    limits: list[ReportFunnelLimit]
    target: str
    size_name: ReportText
    value_name: ReportText
    unit: FigureUnit


class ReportProfileRow(Wire):
    """How many stand on each level of a domain."""

    name: ReportText
    counts: list[int] | None = Field(description="laagste niveau eerst; leeg = te klein om te tonen")
    mean: Value


class ReportProfile(Wire):
    """A profile (profiel): the spread over levels."""

    levels: list[ReportText]
    rows: list[ReportProfileRow]


class ReportComparisonRow(Wire):
    """One area or provider beside the others."""

    name: str
    value: Value
    lower: Value
    upper: Value
    respondents: int | None
    standing: Standing


class ReportComparison(Wire):
    """Areas or providers beside each other."""

    rows: list[ReportComparisonRow]
    mean: Value
    norm: Value
    operator: NormOperator | None
    unit: FigureUnit


class ReportChangeRow(Wire):
    """A measure before and after."""

    name: ReportText
    before: Value
    after: Value
    unit: FigureUnit
    direction: ChangeDirection


class ReportChange(Wire):
    """Measures before and after."""

    rows: list[ReportChangeRow]
    before: ReportText
    after: ReportText


class ReportPicture(Wire):
    """A picture (afbeelding) as numbers; one of the five stands in it."""

    code: str
    title: ReportText
    about: ReportText
    run: ReportRunChart | None
    funnel: ReportFunnelPlot | None
    profile: ReportProfile | None
    comparison: ReportComparison | None
    change: ReportChange | None
