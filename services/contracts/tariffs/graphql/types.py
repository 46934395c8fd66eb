"""What tariffs, indexes and real prices look like in the graph, and what is given to make them."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.tariffs import operations
from shared.kit.graphql import Derivation, context_of, derivation_of, graph_input, graph_type
from shared.schemas import contracts as schemas


async def _tariff(info: Info, tariff_id: UUID) -> Any:
    return await operations.get_tariff(context_of(info), tariff_id)


async def _index(info: Info, index_id: UUID) -> Any:
    return await operations.get_tariff_index(context_of(info), index_id)


async def _price(info: Info, price_id: UUID) -> Any:
    return await operations.get_real_price(context_of(info), price_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why the amounts are what they are."""
    return await derivation_of(info, root.id)


Tariff: Any = graph_type(
    schemas.Tariff,
    "Een tarief met zijn hele tarieftabel (N-112)",
    entity=_tariff,
    fields={
        "derivation": strawberry.field(
            resolver=_derivation, description="Waarom de bedragen zijn wat zij zijn"
        )
    },
)
TariffIndex: Any = graph_type(schemas.TariffIndex, "Een index van een jaar (R-C27)", entity=_index)
RealPrice: Any = graph_type(schemas.RealPrice, "Een reële prijs bij verordening (R-C64)", entity=_price)
TariffOnDay: Any = graph_type(schemas.TariffOnDay, "Het tarief dat op een dag geldt")
TariffFinding: Any = graph_type(schemas.TariffFinding, "Wat er over een tarief te zeggen valt (R-C29, R-C64)")
TariffProjection: Any = graph_type(schemas.TariffProjection, "Een tarieftabel die nog niet is afgesproken")
_NEW_TARIFF = graph_input(schemas.NewTariff, "Een tarief om af te spreken")
NewTariff = Annotated[Any, strawberry.argument(graphql_type=_NEW_TARIFF)]
TariffChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.TariffChange, "Wat er van een tarief verandert", partial=True)
    ),
]
NewTariffIndex = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewTariffIndex, "Een index om vast te leggen"))
]
NewRealPrice = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewRealPrice, "Een reële prijs om vast te leggen")),
]

__all__ = [
    "NewRealPrice", "NewTariff", "NewTariffIndex", "RealPrice", "Tariff", "TariffChange", "TariffFinding",
    "TariffIndex", "TariffOnDay", "TariffProjection",
]  # fmt: skip
