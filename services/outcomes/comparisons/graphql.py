"""Fair comparison in the graph: plain resources, models asked for, units and control charts. Files go over REST."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False, disallow-subclassing-any=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.comparisons.operations import (
    case_mix_models,
    client_outcomes,
    comparison_units,
    comparisons,
    control_charts,
    rankings,
)
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.plain_graph import plain_graph
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.comparing import ChartKind

ControlChart: Any = graph_type(schemas.ControlChart, "Een regelkaart (control chart)")
SeriesCharts: Any = graph_type(schemas.SeriesCharts, "Regelkaarten van meegegeven reeksen")
_NewSeriesCharts: Any = graph_input(schemas.NewSeriesCharts, "Reeksen waarvan een regelkaart wordt gevraagd")


_made: Any = plain_graph(comparison_units.PLAIN, comparison_units)
ComparisonUnit: Any = _made[0]
ComparisonUnitQuery = _made[1]


async def _units(info: Info, root: strawberry.Parent[Any], first: int = 50, after: str | None = None) -> Any:
    """A page of a comparison's units."""
    ctx = context_of(info)
    found = await comparison_units.list_comparison_units(
        ctx, page_of(ctx, first, after), comparison_id=root.id
    )
    return connection(sealed(ctx, found))


_made = plain_graph(client_outcomes.PLAIN, client_outcomes)
ClientOutcome, ClientOutcomeQuery, ClientOutcomeMutation = _made
_made = plain_graph(case_mix_models.PLAIN, case_mix_models)
CaseMixModel, CaseMixModelQuery, _ = _made
_made = plain_graph(
    comparisons.PLAIN,
    comparisons,
    also={
        "units": strawberry.field(
            resolver=_units,
            graphql_type=Connection[ComparisonUnit],
            description="Wat van elke eenheid is gezegd",
        )
    },
)
Comparison, ComparisonQuery, ComparisonMutation = _made
_made = plain_graph(rankings.PLAIN, rankings)
Ranking, RankingQuery = _made[:2]
_Publishing: type[Any] = _made[2]
_Withdrawal = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.RankingWithdrawal, "Waarom een ranglijst wordt ingetrokken")
    ),
]
NewModel = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewCaseMixModel, "Een zorgzwaartemodel om te schatten")
    ),
]


@strawberry.type
class ControlChartQuery:
    """Computing control charts."""

    @strawberry.field(graphql_type=ControlChart, description="Een regelkaart van een indicator")
    async def control_chart(
        self,
        info: Info,
        indicator_id: UUID,
        kind: ChartKind,
        base_until: str | None = None,
        corrected: bool = False,
    ) -> Any:
        """A control chart."""
        ctx = context_of(info)
        return await control_charts.find_control_chart(
            ctx, indicator_id, kind, base_until, corrected=corrected
        )

    @strawberry.field(
        graphql_type=SeriesCharts,
        description="Regelkaarten van meegegeven reeksen, zoals verwijzingen per team",
    )
    async def series_charts(
        self, info: Info, asked: Annotated[Any, strawberry.argument(graphql_type=_NewSeriesCharts)]
    ) -> Any:
        """The charts of series that come along."""
        wanted = checked(schemas.NewSeriesCharts, asked)
        return await control_charts.compute_control_charts(context_of(info), wanted)


@strawberry.type
class CaseMixModelMutation:
    """Asking for case-mix models."""

    @strawberry.mutation(
        graphql_type=CaseMixModel, description="Vraag een zorgzwaartemodel: een taak schat het"
    )
    async def register_case_mix_model(self, info: Info, new: NewModel) -> Any:
        """Ask for a model."""
        asked = checked(schemas.NewCaseMixModel, new)

        async def run(ctx: Context) -> Any:
            return await case_mix_models.register_case_mix_model(ctx, asked)

        return await mutate(info, run, schemas.CaseMixModel)


@strawberry.type
class RankingMutation(_Publishing):
    """Publishing and withdrawing rankings."""

    @strawberry.mutation(graphql_type=Ranking, description="Trek een ranglijst in")
    async def withdraw_ranking(
        self, info: Info, id: UUID, withdrawal: _Withdrawal, version: int | None = None
    ) -> Any:
        """Withdraw a ranking."""
        asked = checked(schemas.RankingWithdrawal, withdrawal)

        async def run(ctx: Context) -> Any:
            return await rankings.withdraw_ranking(ctx, id, asked)

        return await mutate(info, run, schemas.Ranking, version=version)


__all__ = [
    "CaseMixModel",
    "CaseMixModelMutation",
    "CaseMixModelQuery",
    "ClientOutcome",
    "ClientOutcomeMutation",
    "ClientOutcomeQuery",
    "Comparison",
    "ComparisonMutation",
    "ComparisonQuery",
    "ComparisonUnit",
    "ComparisonUnitQuery",
    "ControlChart",
    "ControlChartQuery",
    "Ranking",
    "RankingMutation",
    "RankingQuery",
]
