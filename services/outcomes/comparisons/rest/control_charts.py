"""Control charts over REST, computed when asked."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.comparisons.operations import control_charts as operations
from services.outcomes.comparisons.rules.faults import ChartRefused
from services.outcomes.indicators.rules import IndicatorNotFound
from shared.kit.http import Ctx, Router, answer
from shared.schemas.outcomes import ControlChart, NewSeriesCharts, Quarter, SeriesCharts
from shared.values.comparing import ChartKind
from shared.values.terms import Scope

router = Router(prefix="/control-charts", tags=["control-charts"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Bereken een regelkaart van een indicator (control chart)",
    description=(
        "p voor aandelen, u voor aantallen per eenheid, c voor aantallen, i voor losse waarden. De grenzen rusten op de kwartalen"
        " tot en met `baseUntil`; `corrected` geeft bij grote aantallen de grenzen van Laney."
    ),
    answer=ControlChart,
    problems=[IndicatorNotFound, ChartRefused],
)
async def find_control_chart(
    ctx: Ctx,
    indicator_id: Annotated[UUID, Query(alias="indicatorId", description="De indicator.")],
    kind: Annotated[ChartKind, Query(description="Welke kaart.")],
    base_until: Annotated[
        Quarter | None,
        Query(alias="baseUntil", description="Laatste kwartaal van de basisperiode; leeg = alle."),
    ] = None,
    corrected: Annotated[bool, Query(description="Met Laney's correctie voor grote aantallen.")] = False,
) -> Response:
    """A control chart."""
    found = await operations.find_control_chart(ctx, indicator_id, kind, base_until, corrected=corrected)
    return answer(ctx, ControlChart, found)


@router.post(
    "/_compute",
    scope=Scope.OUTCOMES_READ,
    summary="Bereken regelkaarten van meegegeven reeksen (control charts)",
    description=(
        "Voor cijfers die hier niet zijn geregistreerd, zoals verwijzingen per team en maand (R-A39). Er wordt niets gelezen of"
        " bewaard; herhalen is veilig."
    ),
    answer=SeriesCharts,
    example={
        "kind": "u",
        "lastBase": "2026-12",
        "series": [{"name": "TEAM-1", "points": [{"moment": "2026-01", "count": "42", "size": "10"}]}],
    },
    safe=True,
)
async def compute_control_charts(ctx: Ctx, body: NewSeriesCharts) -> Response:
    """The charts of series that come along."""
    return answer(ctx, SeriesCharts, await operations.compute_control_charts(ctx, body))
