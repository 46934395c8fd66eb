"""Control charts of a series of measurements."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Checked, Wire
from shared.schemas.outcomes.comparisons import Figure
from shared.schemas.outcomes.measured import Quarter
from shared.values.comparing import ChartKind


class ChartPoint(Wire):
    """A quarter of a control chart; without a value it had too few, or no denominator."""

    quarter: Quarter
    value: Figure | None
    lower: Figure | None
    upper: Figure | None
    base: bool = Field(description="ligt in de periode waarop de grenzen rusten")
    beyond: bool = Field(description="buiten de grenzen: een signaal")


class ControlChart(Wire):
    """A control chart (regelkaart) of an indicator's quarters (formulas § 15)."""

    indicator_id: UUID
    kind: ChartKind
    centre: Figure
    base_points: int
    on_trial: bool = Field(description="minder dan twaalf punten: voorlopige grenzen")
    spread: Figure = Field(description="sigma van Laney; 1 = niet gecorrigeerd")
    longest_run: int | None
    longest_run_allowed: int | None
    crossings: int | None
    crossings_needed: int | None
    shifted: bool = Field(description="de reeks is verschoven (Anhøj)")
    signalled: bool
    points: list[ChartPoint]


Moment = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$",
        description="jaar, maand of kwartaal",
        examples=["2026-05"],
    ),
]
Amount = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,12}(\.[0-9]{1,6})?$",
        description="decimaal getal als tekst, niet negatief",
        examples=["42"],
    ),
]
SeriesName = Annotated[
    str,
    Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._ -]+$", description="waarvan de reeks is"),
    Checked,
]


class SeriesPoint(Wire):
    """A point of a series: how many, of how many or over how much."""

    moment: Moment
    count: Amount = Field(description="aantal", examples=["42"])
    size: Amount = Field(default="1", description="noemer of blootstelling; 0 = laat weg", examples=["10"])
    special: bool = Field(
        default=False, description="heeft een bekende oorzaak: telt niet mee voor de grenzen"
    )


class Series(Wire):
    """A series of figures, one for each moment."""

    name: SeriesName
    points: list[SeriesPoint] = Field(min_length=1, max_length=600)


class NewSeriesCharts(Wire):
    """Ask for the control charts of figures that are not registered here; nothing is kept (formulas § 15)."""

    kind: ChartKind
    last_base: Moment | None = Field(
        default=None, description="laatste moment waarop de grenzen rusten; leeg = alle"
    )
    corrected: bool = Field(default=False, description="met Laney's correctie voor grote aantallen")
    series: list[Series] = Field(min_length=1, max_length=500)


class PlottedPoint(Wire):
    """A point of a series as it is drawn."""

    moment: Moment
    value: Figure | None
    lower: Figure | None
    upper: Figure | None
    base: bool = Field(description="ligt in de periode waarop de grenzen rusten")
    beyond: bool = Field(description="buiten de grenzen: een signaal")


class SeriesChart(Wire):
    """The control chart of one series; without a centre no point makes limits."""

    name: SeriesName
    centre: Figure | None
    base_points: int
    on_trial: bool = Field(description="minder dan twaalf punten: voorlopige grenzen")
    spread: Figure | None = Field(description="sigma van Laney; 1 = niet gecorrigeerd")
    shifted: bool = Field(description="de reeks is verschoven (Anhøj)")
    signalled: bool
    points: list[PlottedPoint]


class SeriesCharts(Wire):
    """The control charts of several series, in the order that they were asked."""

    kind: ChartKind
    charts: list[SeriesChart]
