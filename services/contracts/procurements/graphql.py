"""Procurements in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.procurements import operations, rules
from services.contracts.procurements.store import Filter
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import ProcurementState


async def procurement_of(info: Info, procurement_id: UUID) -> rules.Procurement | None:
    """A procurement by id, through the loader; None when it is not there or not yours."""
    found: rules.Procurement | None = await loader(
        info, "procurements", operations.list_procurements_by_id
    ).load(procurement_id)
    return found


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why the procurement went as it did."""
    return await derivation_of(info, root.id)


Procurement: Any = graph_type(
    schemas.Procurement,
    "Een inkoopprocedure (procurement, N-118)",
    entity=procurement_of,
    fields={
        "derivation": strawberry.field(
            resolver=_derivation, description="Wat vastligt, hoeveel er voldoen en wie wint waarmee"
        )
    },
)


def _given(model: Any, about: str) -> Any:
    return strawberry.argument(graphql_type=graph_input(model, about))


NewProcurement = Annotated[Any, _given(schemas.NewProcurement, "Een inkoopprocedure om op te stellen")]
Conclusion = Annotated[Any, _given(schemas.PhaseConclusion, "Hoe een fase van de dialoog eindigt")]
Scoring = Annotated[Any, _given(schemas.BidScoring, "Wat beoordelaars van de inschrijvingen vonden")]


@strawberry.type
class ProcurementQuery:
    """Reading procurements."""

    @strawberry.field(graphql_type=Procurement, description="Eén inkoopprocedure")
    async def procurement(self, info: Info, id: UUID) -> Any:
        """One procurement."""
        return await operations.get_procurement(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Procurement], description="Inkoopprocedures, oudste eerst")
    async def procurements(
        self,
        info: Info,
        state: ProcurementState | None = None,
        procurement_model: ProcurementModel | None = None,
        number: str | None = None,
        external_reference: str | None = None,
        closes_from: datetime | None = None,
        closes_to: datetime | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of procurements."""
        ctx = context_of(info)
        asked = Filter(state, procurement_model, number, external_reference, closes_from, closes_to)
        found = await operations.list_procurements(ctx, page_of(ctx, first, after), asked)
        return connection(sealed(ctx, found))


@strawberry.type
class ProcurementMutation:
    """Acting on procurements."""

    @strawberry.mutation(graphql_type=Procurement, description="Stel een inkoopprocedure op (concept)")
    async def draft_procurement(self, info: Info, new: NewProcurement) -> Any:
        """Draft a procurement."""
        asked = checked(schemas.NewProcurement, new)

        async def draft(ctx: Context) -> rules.Procurement:
            return await operations.draft_procurement(ctx, asked)

        return await mutate(info, draft, schemas.Procurement)

    @strawberry.mutation(graphql_type=Procurement, description="Publiceer: vanaf hier ligt alles vast (F-30)")
    async def publish_procurement(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Publish a procurement."""

        async def publish(ctx: Context) -> rules.Procurement:
            return await operations.publish_procurement(ctx, id)

        return await mutate(info, publish, schemas.Procurement, version=version)

    @strawberry.mutation(graphql_type=Procurement, description="Sluit een fase van de dialoog af (A-13.4)")
    async def conclude_phase(
        self,
        info: Info,
        id: UUID,
        conclusion: Conclusion,
        version: int | None = None,
    ) -> Any:
        """Conclude a phase."""
        asked = checked(schemas.PhaseConclusion, conclusion)

        async def conclude(ctx: Context) -> rules.Procurement:
            return await operations.conclude_phase(ctx, id, asked)

        return await mutate(info, conclude, schemas.Procurement, version=version)

    @strawberry.mutation(
        graphql_type=Procurement, description="Open alle inschrijvingen, na het sluitingsmoment"
    )
    async def open_bids(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Open the bids."""

        async def open_(ctx: Context) -> rules.Procurement:
            return await operations.open_bids(ctx, id)

        return await mutate(info, open_, schemas.Procurement, version=version)

    @strawberry.mutation(graphql_type=Procurement, description="Beoordeel de inschrijvingen")
    async def score_bids(
        self,
        info: Info,
        id: UUID,
        scoring: Scoring,
        version: int | None = None,
    ) -> Any:
        """Score the bids."""
        asked = checked(schemas.BidScoring, scoring)

        async def score(ctx: Context) -> rules.Procurement:
            return await operations.score_bids(ctx, id, asked)

        return await mutate(info, score, schemas.Procurement, version=version)

    @strawberry.mutation(
        graphql_type=Procurement, description="Gun volgens de rangorde, met contracten in concept"
    )
    async def award_procurement(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Award a procurement."""

        async def award(ctx: Context) -> rules.Procurement:
            return await operations.award_procurement(ctx, id)

        return await mutate(info, award, schemas.Procurement, version=version)

    @strawberry.mutation(graphql_type=Procurement, description="Trek een inkoopprocedure in")
    async def withdraw_procurement(
        self,
        info: Info,
        id: UUID,
        reason: str,
        version: int | None = None,
    ) -> Any:
        """Withdraw a procurement."""
        asked = checked(schemas.ProcurementWithdrawal, {"reason": reason})

        async def withdraw(ctx: Context) -> rules.Procurement:
            return await operations.withdraw_procurement(ctx, id, asked.reason)

        return await mutate(info, withdraw, schemas.Procurement, version=version)


__all__ = ["Procurement", "ProcurementMutation", "ProcurementQuery", "procurement_of"]
