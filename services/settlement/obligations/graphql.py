"""Obligations and liquidity in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.obligations import operations
from shared.kit.graphql import Cents, Connection, connection, context_of, page_of
from shared.kit.rest import sealed


@strawberry.type(description="Verplichting van een contractjaar: aangegaan, geboekt, betaald en open")
class Obligation:
    """A contract year with what became of it."""

    contract_id: UUID
    contract_number: str
    payee: str
    year: int
    year_amount_cents: Cents
    receivable_cents: Cents
    posted_cents: Cents
    paid_cents: Cents
    withheld_cents: Cents
    open_cents: Cents


@strawberry.type(description="Verplichtingen van alle contracten in een jaar")
class ObligationTotal:
    """A year with the sums of its contracts."""

    year: int
    contract_count: int
    year_amount_cents: Cents
    receivable_cents: Cents
    posted_cents: Cents
    paid_cents: Cents
    withheld_cents: Cents
    open_cents: Cents


@strawberry.type(description="Wat er in een week uitgaat: betaald, te betalen en gepland")
class LiquidityWeek:
    """What goes out in a week."""

    monday: date
    week: str
    paid_cents: Cents
    payable_cents: Cents
    planned_cents: Cents
    total_cents: Cents
    cumulative_cents: Cents


@strawberry.type
class ObligationQuery:
    """Reading obligations and liquidity."""

    @strawberry.field(
        graphql_type=Connection[Obligation], description="Verplichtingen, van een contract of jaar"
    )
    async def contract_obligations(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of obligations."""
        ctx = context_of(info)
        found = await operations.list_obligations(ctx, page_of(ctx, first, after), contract_id, year)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=list[ObligationTotal], description="Verplichtingen per jaar")
    async def obligation_totals(self, info: Info) -> Any:
        """Every year with its sums."""
        return await operations.list_obligation_totals(context_of(info))

    @strawberry.field(graphql_type=list[LiquidityWeek], description="Liquiditeit per week")
    async def liquidity(self, info: Info, start: date | None = None, until: date | None = None) -> Any:
        """What goes out by week."""
        return await operations.list_liquidity(context_of(info), start, until)


__all__ = ["ObligationQuery"]
