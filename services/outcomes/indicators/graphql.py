"""Indicators in the graph: with their norms and with what was measured."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.definitions.graphql import IndicatorDefinition, definition_of
from services.outcomes.indicators import operations
from services.outcomes.measurements import operations as measurements
from shared.kit.graphql import Connection, connection, context_of, loader, page_of
from shared.kit.rest import sealed
from shared.values.arrangements import MeasurementFrequency
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    VerdictBasis,
    YearRule,
)

if TYPE_CHECKING:
    from services.outcomes.measurements.graphql import Measurement

MEASUREMENTS: Any = list[Annotated["Measurement", strawberry.lazy("services.outcomes.measurements.graphql")]]


@strawberry.type(description="Een norm en de dagen waarop hij geldt (R-O21)")
class NormVersion:
    """A norm and the days on which it holds."""

    valid_from: date
    valid_until: date | None
    norm: str
    operator: NormOperator
    contract_version: int


@strawberry.federation.type(keys=["id"], description="Wat een contract afsprak te meten (indicator)")
class Indicator:
    """What a contract agreed to measure."""

    id: UUID
    version: int
    owner: str
    contract_id: UUID
    number: int
    code: str
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    lowest: str
    highest: str
    source: MeasurementSource
    verdict_basis: VerdictBasis
    year_rule: YearRule
    norm_invented: bool
    norms: list[NormVersion]
    definition_version: int
    frequency: MeasurementFrequency | None
    weight: int | None
    narrative_required: bool
    hard: bool

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await loader(info, "indicators", operations.list_indicators_by_id).load(UUID(id))

    @strawberry.field(
        graphql_type=IndicatorDefinition | None, description="Wat hij betekent, versie na versie (R-O21)"
    )
    async def definition(self, info: Info, root: strawberry.Parent["Indicator"]) -> Any:
        """What it means."""
        return await definition_of(info, root)

    @strawberry.field(graphql_type=MEASUREMENTS, description="Wat in elk kwartaal telt: de nieuwste meting")
    async def measurements(self, info: Info, root: strawberry.Parent["Indicator"]) -> Any:
        """What counts in each quarter."""
        name = "measurements-by-indicator"
        return await loader(info, name, measurements.list_measurements_by_indicator, many=True).load(root.id)


@strawberry.type
class IndicatorQuery:
    """Reading indicators."""

    @strawberry.field(graphql_type=Indicator, description="Eén indicator")
    async def indicator(self, info: Info, id: UUID) -> Any:
        """One indicator."""
        return await operations.get_indicator(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Indicator], description="Indicatoren, van een contract")
    async def indicators(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of indicators."""
        ctx = context_of(info)
        found = await operations.list_indicators(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))


__all__ = ["Indicator", "IndicatorQuery"]
