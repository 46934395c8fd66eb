"""Measurements in the graph: the same operations, another form. Files go over REST."""

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.indicators import operations as indicators
from services.outcomes.indicators.graphql import Indicator
from services.outcomes.measurements import operations
from shared.kit.graphql import Connection, checked, connection, context_of, loader, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.measuring import MeasurementMoment
from shared.values.terms import MeasurementSource

strawberry.enum(MeasurementMoment, description="Op welk moment is gemeten (N-32)")


@strawberry.federation.type(keys=["id"], description="De waarde van een indicator in een kwartaal (meting)")
class Measurement:
    """The value of an indicator in a quarter."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    contract_id: UUID
    indicator_id: UUID
    quarter: str
    value: str | None
    respondents: int | None
    standard_deviation: str | None
    source: MeasurementSource
    narrative: str | None
    batch_id: UUID | None
    moment: MeasurementMoment | None
    area: str | None
    team: str | None
    provider: str | None
    numerator: int | None
    denominator: int | None
    corrects_id: UUID | None
    reason: str | None
    researcher: str | None
    passed_on: bool
    suppressed: bool

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_measurement(context_of(info), UUID(id))

    @strawberry.field(graphql_type=Indicator, description="De indicator die is gemeten")
    async def indicator(self, info: Info, root: strawberry.Parent["Measurement"]) -> Any:
        """The indicator that was measured."""
        return await loader(info, "indicators", indicators.list_indicators_by_id).load(root.indicator_id)


@strawberry.input(description="Een meting")
class NewMeasurement:
    """A measurement to register."""

    external_reference: str | None = None
    contract_id: UUID
    indicator: str
    quarter: str
    value: str | None = None
    respondents: int | None = None
    standard_deviation: str | None = None
    source: MeasurementSource
    narrative: str | None = None
    moment: MeasurementMoment | None = None
    area: str | None = None
    team: str | None = None
    provider: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    corrects_id: UUID | None = None
    reason: str | None = None
    researcher: str | None = None


@strawberry.type
class MeasurementQuery:
    """Reading measurements."""

    @strawberry.field(graphql_type=Measurement, description="Eén meting")
    async def measurement(self, info: Info, id: UUID) -> Any:
        """One measurement."""
        return await operations.get_measurement(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Measurement], description="Metingen, ook gecorrigeerde")
    async def measurements(
        self,
        info: Info,
        contract_id: UUID | None = None,
        indicator: str | None = None,
        quarter: str | None = None,
        batch_id: UUID | None = None,
        provider: str | None = None,
        area: str | None = None,
        moment: MeasurementMoment | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of measurements."""
        ctx = context_of(info)
        asked = page_of(ctx, first, after)
        found = await operations.list_measurements(
            ctx, asked, contract_id, indicator, quarter, batch_id, None, provider, area, moment
        )
        return connection(sealed(ctx, found))


@strawberry.type
class MeasurementMutation:
    """Acting on measurements."""

    @strawberry.mutation(graphql_type=Measurement, description="Registreer een meting")
    async def register_measurement(self, info: Info, new: NewMeasurement) -> Any:
        """Register a measurement."""
        asked = checked(schemas.NewMeasurement, new)
        return await mutate(
            info, lambda ctx: operations.register_measurement(ctx, asked), schemas.Measurement
        )


__all__ = ["Measurement", "MeasurementMutation", "MeasurementQuery"]
