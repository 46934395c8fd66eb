"""Citizens in the graph: the surrogate and what is filled; personal data travel over REST alone."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.citizens import operations
from services.access.citizens.rules import Citizen as Domain
from shared.kit.graphql import Connection, connection, context_of, loader, page_of
from shared.kit.rest import sealed
from shared.values.terms import PersonalField, Purpose


async def citizen_of(info: Info, citizen_id: UUID) -> Domain | None:
    """A citizen by id, through the loader; None when not there, not yours, or erased."""
    found: Domain | None = await loader(info, "citizens", operations.list_citizens_by_id).load(citizen_id)
    return found


@strawberry.type(description="Een ingevuld gegeven en waarvoor het is vastgelegd")
class FieldPurpose:
    """One field that is filled, and for what."""

    field: PersonalField
    purpose: Purpose


@strawberry.federation.type(
    keys=["id"], description="Een inwoner onder een pseudoniem, zonder persoonsgegevens"
)
class Citizen:
    """A citizen under a surrogate."""

    id: UUID
    version: int
    owner: str
    masked_bsn: str | None
    fields: list[PersonalField]
    purposes: list[FieldPurpose]
    moved_on: date | None
    moved_to: str | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await citizen_of(info, UUID(id))


@strawberry.type
class CitizenQuery:
    """Reading citizens."""

    @strawberry.field(graphql_type=Citizen, description="Eén inwoner")
    async def citizen(self, info: Info, id: UUID) -> Any:
        """One citizen."""
        return await operations.get_citizen(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Citizen], description="Inwoners, oudste eerst")
    async def citizens(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of citizens."""
        ctx = context_of(info)
        return connection(sealed(ctx, await operations.list_citizens(ctx, page_of(ctx, first, after))))


__all__ = ["Citizen", "CitizenQuery", "citizen_of"]
