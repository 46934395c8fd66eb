"""Control charts of an indicator's quarters, computed when asked (formulas § 15)."""

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
