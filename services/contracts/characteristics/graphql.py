"""Characteristics of areas in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.characteristics import operations
from services.contracts.characteristics.rules import Characteristic as Domain
from services.contracts.imports.graphql import Import
from services.contracts.imports.rules import Import as Done
from shared.kit.context import Context
from shared.kit.graphql import (
    BY_HAND,
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.populations import CharacteristicKind, UsedFor


async def characteristic_of(info: Info, characteristic_id: UUID) -> Domain:
    """A value by id. Raises CharacteristicNotFound."""
    return await operations.get_characteristic(context_of(info), characteristic_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Where the value comes from, and for what it may count."""
    return await derivation_of(info, root.id)


Characteristic: Any = graph_type(
    schemas.Characteristic,
    "Een kenmerk van een gebied in een jaar, met zijn bron (N-106)",
    entity=characteristic_of,
    fields={
        "derivation": strawberry.field(
            resolver=_derivation, description="Waar het vandaan komt en voor welk budget het telt (R-C17)"
        )
    },
)
BY_HAND[schemas.Characteristic] = Characteristic
NewCharacteristic = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewCharacteristic, "Een kenmerk om te registreren")),
]
CharacteristicChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.CharacteristicChange, "Wat er aan een kenmerk verandert", partial=True
        )
    ),
]
CharacteristicsToImport = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.CharacteristicsToImport, "Kenmerken om in te lezen")
    ),
]


@strawberry.type
class CharacteristicQuery:
    """Reading characteristics."""

    @strawberry.field(graphql_type=Characteristic, description="Eén kenmerk van een gebied")
    async def characteristic(self, info: Info, id: UUID) -> Any:
        """One value."""
        return await operations.get_characteristic(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Characteristic], description="Kenmerken van gebieden, oudste eerst"
    )
    async def characteristics(
        self,
        info: Info,
        area_code: str | None = None,
        characteristic: CharacteristicKind | None = None,
        year: int | None = None,
        used_for: UsedFor | None = None,
        fits_use: bool | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of values."""
        ctx = context_of(info)
        found = await operations.list_characteristics(
            ctx,
            page_of(ctx, first, after),
            area_code=area_code,
            characteristic=characteristic,
            year=year,
            used_for=used_for,
            fits_use=fits_use,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class CharacteristicMutation:
    """Acting on characteristics."""

    @strawberry.mutation(graphql_type=Characteristic, description="Registreer een kenmerk van een gebied")
    async def register_characteristic(self, info: Info, new: NewCharacteristic) -> Any:
        """Register a value."""
        asked = checked(schemas.NewCharacteristic, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_characteristic(ctx, asked)

        return await mutate(info, register, schemas.Characteristic)

    @strawberry.mutation(graphql_type=Characteristic, description="Verbeter een kenmerk van een gebied")
    async def change_characteristic(
        self,
        info: Info,
        id: UUID,
        change: CharacteristicChange,
        version: int | None = None,
    ) -> Any:
        """Correct a value."""
        asked = checked(schemas.CharacteristicChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_characteristic(ctx, id, asked)

        return await mutate(info, revise, schemas.Characteristic, version=version)

    @strawberry.mutation(
        graphql_type=Import,
        description="Lees kenmerken in, alles of niets; veilig te herhalen",
    )
    async def import_characteristics(self, info: Info, new: CharacteristicsToImport) -> Any:
        """Import values."""
        asked = checked(schemas.CharacteristicsToImport, new)

        async def enter(ctx: Context) -> Done:
            return await operations.import_characteristics(ctx, asked)

        return await mutate(info, enter, schemas.Import)
