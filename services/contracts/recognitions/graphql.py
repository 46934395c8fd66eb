"""Recognitions in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.recognitions import operations
from services.contracts.recognitions.rules import Recognition as Domain
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
from shared.schemas import contracts as schemas
from shared.values.parties import RecognitionKind


async def recognition_of(info: Info, recognition_id: UUID) -> Domain:
    """A recognition by id. Raises RecognitionNotFound."""
    return await operations.get_recognition(context_of(info), recognition_id)


Recognition: Any = graph_type(
    schemas.Recognition,
    "Waarvoor een organisatie erkend is, van wanneer tot en met wanneer (R-C58)",
    entity=recognition_of,
)
NewRecognition = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewRecognition, "Een erkenning"))
]
RecognitionChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.RecognitionChange, "Wat er aan een erkenning verandert", partial=True
        )
    ),
]


@strawberry.type
class RecognitionQuery:
    """Reading recognitions."""

    @strawberry.field(graphql_type=Recognition, description="Eén erkenning")
    async def recognition(self, info: Info, id: UUID) -> Any:
        """One recognition."""
        return await operations.get_recognition(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Recognition], description="Erkenningen, oudste eerst")
    async def recognitions(
        self,
        info: Info,
        organisation: str | None = None,
        kind: RecognitionKind | None = None,
        code: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of recognitions."""
        ctx = context_of(info)
        found = await operations.list_recognitions(
            ctx,
            page_of(ctx, first, after),
            organisation=organisation,
            kind=kind,
            code=code,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class RecognitionMutation:
    """Acting on recognitions."""

    @strawberry.mutation(graphql_type=Recognition, description="Registreer een erkenning (R-C58)")
    async def register_recognition(self, info: Info, new: NewRecognition) -> Any:
        """Register a recognition."""
        asked = checked(schemas.NewRecognition, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_recognition(ctx, asked)

        return await mutate(info, register, schemas.Recognition)

    @strawberry.mutation(graphql_type=Recognition, description="Verleng of wijzig een erkenning")
    async def change_recognition(
        self,
        info: Info,
        id: UUID,
        change: RecognitionChange,
        version: int | None = None,
    ) -> Any:
        """Change a recognition."""
        asked = checked(schemas.RecognitionChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_recognition(ctx, id, asked)

        return await mutate(info, revise, schemas.Recognition, version=version)
