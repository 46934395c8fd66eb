"""What was agreed in the graph: read only, it follows contracts."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from services.settlement.agreements import operations
from shared.kit.graphql import Cents, Connection, connection, context_of, page_of
from shared.kit.rest import sealed


@strawberry.federation.type(
    keys=["id"],
    description="Bekostigingsafspraak waarnaar wordt betaald, zoals het contract haar zegt (R-X01)",
)
class KnownFunding:
    """A funding agreement as settlement knows it."""

    id: UUID
    version: int
    owner: str
    contract_id: UUID
    number: int
    form: str
    product_codes: list[str]
    valid_from: date
    valid_until: date | None
    terms: JSON

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_agreement(context_of(info), UUID(id))


@strawberry.type(description="Wat een eenheid op een aantal dagen kost")
class KnownAmount:
    """A line of a tariff table."""

    valid_from: date
    valid_until: date | None
    amount: str


@strawberry.type(description="Vanaf zoveel eenheden dit bedrag voor het geheel (R-S48)")
class KnownTier:
    """A tier of a tariff."""

    threshold: str
    amount_cents: Cents


@strawberry.federation.type(
    keys=["id"],
    description="Tarief waartegen declaraties worden getoetst, met zijn tabel van bedragen (R-S10)",
)
class KnownTariff:
    """A tariff as settlement knows it."""

    id: UUID
    version: int
    owner: str
    product_code: str
    contract_id: UUID | None
    provider: str | None
    unit: str
    valid_from: date
    valid_until: date | None
    amounts: list[KnownAmount]
    tiers: list[KnownTier]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_tariff(context_of(info), UUID(id))


@strawberry.type
class AgreementQuery:
    """Reading what was agreed."""

    @strawberry.field(graphql_type=KnownFunding, description="Eén bekostigingsafspraak")
    async def known_funding_agreement(self, info: Info, id: UUID) -> Any:
        """One funding agreement."""
        return await operations.get_agreement(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[KnownFunding], description="Bekostigingsafspraken, van een contract of vorm"
    )
    async def known_funding_agreements(
        self,
        info: Info,
        contract_id: UUID | None = None,
        form: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of funding agreements."""
        ctx = context_of(info)
        found = await operations.list_agreements(ctx, page_of(ctx, first, after), contract_id, form)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=KnownTariff, description="Eén tarief")
    async def known_tariff(self, info: Info, id: UUID) -> Any:
        """One tariff."""
        return await operations.get_tariff(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[KnownTariff], description="Tarieven, van een product of contract"
    )
    async def known_tariffs(
        self,
        info: Info,
        product_code: str | None = None,
        contract_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of tariffs."""
        ctx = context_of(info)
        found = await operations.list_tariffs(ctx, page_of(ctx, first, after), product_code, contract_id)
        return connection(sealed(ctx, found))


__all__ = ["AgreementQuery"]
