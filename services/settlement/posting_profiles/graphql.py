"""Posting profiles in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.posting_profiles import operations
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas
from shared.values.posting import VatTreatment


@strawberry.federation.type(
    keys=["id"], description="Boekingsprofiel: waar een rekening landt in de administratie van de gemeente"
)
class PostingProfile:
    """Where an account lands in the municipality's own books."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    contract_id: UUID | None
    account: str
    ledger_account: str
    cost_centre: str | None
    task_field: str | None
    vat_treatment: VatTreatment
    valid_from: date
    valid_until: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_profile(context_of(info), UUID(id))


@strawberry.type
class PostingProfileQuery:
    """Reading posting profiles."""

    @strawberry.field(graphql_type=PostingProfile, description="Eén boekingsprofiel")
    async def posting_profile(self, info: Info, id: UUID) -> Any:
        """One posting profile."""
        return await operations.get_profile(context_of(info), id)

    @strawberry.field(graphql_type=Connection[PostingProfile], description="Boekingsprofielen")
    async def posting_profiles(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of posting profiles."""
        ctx = context_of(info)
        found = await operations.list_profiles(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))


@strawberry.input(description="Een nieuw boekingsprofiel")
class PostingProfileInput:
    """Where an account lands from a day on."""

    account: str
    ledger_account: str
    valid_from: date
    valid_until: date | None = None
    contract_id: UUID | None = None
    cost_centre: str | None = None
    task_field: str | None = None
    vat_treatment: VatTreatment = VatTreatment.EXEMPT


@strawberry.type
class PostingProfileMutation:
    """Acting on posting profiles."""

    @strawberry.mutation(graphql_type=PostingProfile, description="Leg een boekingsprofiel vast")
    async def add_posting_profile(self, info: Info, profile: PostingProfileInput) -> Any:
        """Say where an account lands."""
        asked = checked(schemas.NewPostingProfile, strawberry.asdict(profile))

        async def add(ctx: Context) -> Any:
            return await operations.add_profile(ctx, asked)

        return await mutate(info, add, schemas.PostingProfile)

    @strawberry.mutation(graphql_type=PostingProfile, description="Beëindig een boekingsprofiel")
    async def end_posting_profile(
        self, info: Info, id: UUID, last_day: date, version: int | None = None
    ) -> Any:
        """End a posting profile."""
        asked = checked(schemas.ProfileEnding, {"last_day": last_day})

        async def end(ctx: Context) -> Any:
            return await operations.end_profile(ctx, id, asked)

        return await mutate(info, end, schemas.PostingProfile, version=version)


__all__ = ["PostingProfileMutation", "PostingProfileQuery"]
