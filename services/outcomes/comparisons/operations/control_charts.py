"""Control charts of an indicator's quarters, or of series that the asker brings, computed when asked (formulas § 15)."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.comparisons.rules import series
from services.outcomes.indicators import store as indicators
from services.outcomes.measurements import rules as measuring
from services.outcomes.measurements import store as measurements
from shared.kit.context import Context, operation
from shared.schemas import outcomes as schemas
from shared.values.comparing import ChartKind
from shared.values.terms import Scope


@operation
async def compute_control_charts(ctx: Context, asked: schemas.NewSeriesCharts) -> schemas.SeriesCharts:
    """The charts of series that the asker has, such as referrals per team (R-A39); nothing is read or written."""
    ctx.require(Scope.OUTCOMES_READ)
    charts = [
        series.chart_of(
            one.name,
            [
                series.Moment(point.moment, float(point.count), float(point.size), point.special)
                for point in one.points
            ],
            asked.kind,
            asked.last_base,
            corrected=asked.corrected,
        )
        for one in asked.series
    ]
    return schemas.SeriesCharts.model_validate({"kind": asked.kind, "charts": charts})


@operation
async def find_control_chart(
    ctx: Context,
    indicator_id: UUID,
    kind: ChartKind,
    base_until: str | None = None,
    *,
    corrected: bool = False,
) -> schemas.ControlChart:
    """The chart of an indicator's quarters, its limits frozen on those up to `base_until`; nothing is written.

    It draws what its reader is shown of the measurements, and rests on nothing else (F-08). Raises IndicatorNotFound, ChartRefused.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        indicator = await indicators.get_indicator(connection, indicator_id)
        found = await measurements.list_newest_by_indicator(connection, [indicator.id])
    limit = measuring.limit_for(ctx.actor.kind, ctx.service.settings.small_number)
    quarters = [
        series.Quarter(one.quarter, one.value, one.numerator, one.denominator or one.respondents)
        for one in (measuring.published(each, limit) for each in found)
    ]
    chart = series.chart(quarters, kind, base_until, corrected=corrected)
    return schemas.ControlChart.model_validate({"indicator_id": indicator_id, **chart})
