"""Schedules in the graph: with their instalments, retentions and derivation."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.schedules.operations import reading as operations
from shared.kit.graphql import Cents, Connection, Derivation, connection, context_of, derivation_of, page_of
from shared.kit.rest import sealed
from shared.values.terms import InstalmentState


@strawberry.type(description="Eén termijn: wat nu wordt betaald en wat wordt ingehouden (R-S01, R-S02)")
class Instalment:
    """One instalment."""

    id: UUID
    number: int
    due_date: date
    gross_cents: Cents
    amount_cents: Cents
    retained_cents: Cents
    state: InstalmentState
    posted_on: date | None
    paid_on: date | None


@strawberry.type(description="Een bedrag van het contract in de dagen van dit jaar waarop het geldt (R-S06)")
class ScheduleSum:
    """One of the sums that hold in a year."""

    number: int
    form: str
    valid_from: date
    valid_until: date
    annual_amount_cents: Cents
    year_amount_cents: Cents
    advance_basis_points: int
    advance_cents: Cents
    retention_cents: Cents
    instalment_count: int
    instalment_day: int


@strawberry.federation.type(keys=["id"], description="Termijnschema van een contractjaar")
class Schedule:
    """A contract year's plan."""

    id: UUID
    version: int
    owner: str
    contract_id: UUID
    contract_number: str
    contract_version: int
    year: int
    annual_amount_cents: Cents
    year_amount_cents: Cents
    advance_basis_points: int
    advance_cents: Cents
    retention_cents: Cents
    receivable_cents: Cents
    payee: str
    sums: list[ScheduleSum]
    instalments: list[Instalment]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_schedule(context_of(info), UUID(id))

    @strawberry.field(description="Waarom het schema is wat het is")
    async def derivation(self, info: Info, root: strawberry.Parent[Any]) -> Derivation:
        """Why the schedule is what it is."""
        return await derivation_of(info, root.id)


@strawberry.type
class ScheduleQuery:
    """Reading schedules."""

    @strawberry.field(graphql_type=Schedule, description="Eén termijnschema")
    async def schedule(self, info: Info, id: UUID) -> Any:
        """One schedule."""
        return await operations.get_schedule(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Schedule], description="Termijnschema's, van een contract of jaar"
    )
    async def schedules(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of schedules."""
        ctx = context_of(info)
        found = await operations.list_schedules(ctx, page_of(ctx, first, after), contract_id, year)
        return connection(sealed(ctx, found))
