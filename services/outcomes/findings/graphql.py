"""Findings on sets of indicators in the graph, and the limits at which they begin."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.findings import operations
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
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.findings import FindingSeverity

IndicatorFindings: Any = graph_type(
    schemas.IndicatorFindings, "Wat over de indicatoren van een contract is gevonden, het zwaarste eerst"
)
IndicatorFindingKind: Any = graph_type(schemas.IndicatorFindingKind, "Een soort bevinding over indicatoren")
IndicatorPolicy: Any = graph_type(
    schemas.IndicatorPolicy, "De grenzen van bevindingen over indicatoren, van een opdrachtgever"
)
NewLimits = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.IndicatorLimits, "Waar bevindingen beginnen; wat ontbreekt krijgt zijn begingrens",
            name="NewIndicatorLimits",
        )
    ),
]  # fmt: skip


@strawberry.type
class IndicatorFindingQuery:
    """Finding where sets of indicators go wrong."""

    @strawberry.field(
        graphql_type=IndicatorFindings, description="De bevindingen over de indicatoren van een contract"
    )
    async def indicator_findings(
        self,
        info: Info,
        contract_id: UUID,
        severity: FindingSeverity | None = None,
        ceiling_use_basis_points: int | None = None,
    ) -> Any:
        """What is found about a contract's indicators."""
        ctx = context_of(info)
        return await operations.get_findings(ctx, contract_id, severity, ceiling_use_basis_points)

    @strawberry.field(
        graphql_type=Connection[IndicatorFindings],
        description="De bevindingen over de indicatoren van alle contracten, per contract",
    )
    async def all_indicator_findings(
        self,
        info: Info,
        severity: FindingSeverity | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """What is found about the indicators of every contract."""
        ctx = context_of(info)
        found = await operations.list_findings(ctx, page_of(ctx, first, after), severity)
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=list[IndicatorFindingKind], description="Alle soorten bevindingen over indicatoren"
    )
    async def indicator_finding_kinds(self, info: Info) -> Any:
        """Every kind of finding."""
        return await operations.list_finding_kinds(context_of(info))

    @strawberry.field(graphql_type=IndicatorPolicy, description="De grenzen van de opdrachtgever")
    async def indicator_policy(self, info: Info) -> Any:
        """The purchaser's limits."""
        return await operations.get_policy(context_of(info))


@strawberry.type
class IndicatorFindingMutation:
    """Setting where findings begin."""

    @strawberry.mutation(graphql_type=IndicatorPolicy, description="Stel de grenzen van bevindingen vast")
    async def set_indicator_policy(self, info: Info, limits: NewLimits, version: int | None = None) -> Any:
        """Set the purchaser's limits."""
        asked = checked(schemas.IndicatorLimits, limits)

        async def run(ctx: Context) -> Any:
            return await operations.set_policy(ctx, asked)

        return await mutate(info, run, schemas.IndicatorPolicy, version=version)


__all__ = ["IndicatorFindingMutation", "IndicatorFindingQuery"]
