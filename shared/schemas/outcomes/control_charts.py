"""Control charts of a series of measurements."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import Wire
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
