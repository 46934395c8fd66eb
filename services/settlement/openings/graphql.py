"""Openings in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.openings import operations
from shared.kit.context import Context
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas


@strawberry.type(description="Wat van één contractjaar vóór deze administratie is betaald")
class OpeningLine:
    """What was paid of one contract year before day one."""

    contract_id: UUID
    contract_number: str
    schedule_id: UUID
    year: int
    paid_cents: Cents
    retained_cents: Cents
    instalment_ids: list[UUID]


@strawberry.federation.type(keys=["id"], description="Beginstand: wat een oude administratie heeft betaald")
class Opening:
    """What an older administration paid."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    opened_on: date
    total_cents: Cents
    line_count: int
    sha256: str
    reversed_on: date | None
    lines: list[OpeningLine]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_opening(context_of(info), UUID(id))


@strawberry.type
class OpeningQuery:
    """Reading openings."""

    @strawberry.field(graphql_type=Opening, description="Eén beginstand")
    async def opening(self, info: Info, id: UUID) -> Any:
        """One opening."""
        return await operations.get_opening(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Opening], description="Beginstanden")
    async def openings(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of openings."""
        ctx = context_of(info)
        return connection(sealed(ctx, await operations.list_openings(ctx, page_of(ctx, first, after))))


@strawberry.input(description="Wat van één contractjaar is betaald")
class OpeningLineInput:
    """What was paid of one contract year."""

    contract_number: str
    year: int
    paid_cents: Cents
    retained_cents: Cents


@strawberry.type
class OpeningMutation:
    """Acting on openings."""

    @strawberry.mutation(graphql_type=Opening, description="Neem een beginstand over, alles of niets")
    async def open_books(
        self,
        info: Info,
        external_reference: str,
        opened_on: date,
        old_total_cents: Cents,
        lines: list[OpeningLineInput],
    ) -> Any:
        """Take over what was paid before."""
        given = {
            "external_reference": external_reference, "opened_on": opened_on, "old_total_cents": old_total_cents,
            "lines": [strawberry.asdict(one) for one in lines],
        }  # fmt: skip
        asked = checked(schemas.NewOpening, given)

        async def take(ctx: Context) -> Any:
            return await operations.open_books(ctx, asked)

        return await mutate(info, take, schemas.Opening)

    @strawberry.mutation(graphql_type=Opening, description="Draai een beginstand terug")
    async def reverse_opening(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Take an opening back."""
        return await mutate(
            info, lambda ctx: operations.reverse_opening(ctx, id), schemas.Opening, version=version
        )


__all__ = ["OpeningMutation", "OpeningQuery"]
