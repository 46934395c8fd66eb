"""Reciprocal obligations and the reciprocity report in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.budget_allocations.graphql import BudgetRemark
from services.contracts.obligations import operations
from services.contracts.obligations.rules import Obligation as Domain
from services.contracts.obligations.store import Filter
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
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.budgets import ObligationKind, ObligationState

strawberry.enum(ObligationKind, description="Soort wederkerige verplichting (N-119)")
strawberry.enum(ObligationState, description="Toestand van een wederkerige verplichting (N-119)")
BY_HAND[schemas.BudgetRemark] = BudgetRemark


async def _obligation_of(info: Info, obligation_id: UUID) -> Domain | None:
    """An obligation by id, through the loader."""
    found: Domain | None = await loader(info, "obligations", operations.list_obligations_by_id).load(
        obligation_id
    )
    return found


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it is in its state."""
    return await derivation_of(info, root.id)


Obligation: Any = graph_type(
    schemas.ReciprocalObligation,
    "Een wederkerige verplichting (N-119)",
    entity=_obligation_of,
    fields={
        "derivation": strawberry.field(resolver=_derivation, description="Waarom zij in deze toestand is")
    },
)
BY_HAND[schemas.ReciprocalObligation] = Obligation
ReciprocityLine: Any = graph_type(
    schemas.ReciprocityLine, "Een contract met wat is gegarandeerd en wat daartegenover staat (D-56)"
)
NewObligation = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewReciprocalObligation, "Een verplichting om af te spreken")
    ),
]


@strawberry.type
class ObligationQuery:
    """Reading obligations."""

    @strawberry.field(graphql_type=Obligation, description="Eén wederkerige verplichting")
    async def obligation(self, info: Info, id: UUID) -> Any:
        """One obligation."""
        return await operations.get_obligation(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Obligation], description="Wederkerige verplichtingen, oudste eerst"
    )
    async def obligations(
        self,
        info: Info,
        contract_id: UUID | None = None,
        kind: ObligationKind | None = None,
        party: str | None = None,
        state: ObligationState | None = None,
        due_date_to: date | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of obligations."""
        ctx = context_of(info)
        asked = Filter(contract_id, kind, party, state, due_date_to, external_reference)
        return connection(
            sealed(ctx, await operations.list_obligations(ctx, page_of(ctx, first, after), asked))
        )

    @strawberry.field(
        graphql_type=Connection[ReciprocityLine], description="Garanties en verplichtingen (D-56)"
    )
    async def reciprocity_report(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of contracts with guarantees and obligations."""
        ctx = context_of(info)
        found = await operations.read_reciprocity(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))


@strawberry.type
class ObligationMutation:
    """Acting on obligations."""

    @strawberry.mutation(graphql_type=Obligation, description="Spreek een verplichting af (R-C50)")
    async def agree_obligation(self, info: Info, new: NewObligation) -> Any:
        """Agree an obligation."""
        asked = checked(schemas.NewReciprocalObligation, new)

        async def agree(ctx: Context) -> Domain:
            return await operations.agree_obligation(ctx, asked)

        return await mutate(info, agree, schemas.ReciprocalObligation)

    @strawberry.mutation(graphql_type=Obligation, description="Zet een verplichting in een volgende toestand")
    async def advance_obligation(
        self,
        info: Info,
        id: UUID,
        state: ObligationState,
        evidence: str | None = None,
        version: int | None = None,
    ) -> Any:
        """A next state."""
        asked = checked(schemas.ObligationStep, {"state": state.value, "evidence": evidence})

        async def advance(ctx: Context) -> Domain:
            return await operations.advance_obligation(ctx, id, ObligationState(asked.state), asked.evidence)

        return await mutate(info, advance, schemas.ReciprocalObligation, version=version)


__all__ = ["ObligationMutation", "ObligationQuery"]
