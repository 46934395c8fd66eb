"""Ceilings in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.budget_allocations.graphql import BudgetRemark
from services.contracts.ceilings import operations, rules
from services.contracts.ceilings.operations import Filter
from services.contracts.ceilings.rules import Ceiling as Domain
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
from shared.values import render
from shared.values.budgets import CeilingLevel

strawberry.enum(CeilingLevel, description="Niveau van een plafond (N-09)")
BY_HAND[schemas.BudgetRemark] = BudgetRemark


def _steps(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The steps in the reader's language."""
    return [render(one, context_of(info).language) for one in root.why.steps]


CeilingCheck: Any = graph_type(
    schemas.CeilingCheck,
    "Wat tellingen onder een plafond betekenen; er wordt niets bewaard (R-C22)",
    fields={
        "steps": strawberry.field(resolver=_steps, graphql_type=list[str], description="Waarom, in stappen")
    },
)


CeilingCounters = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.CeilingCounters, "Wat is geteld", name="NewCeilingCounters")
    ),
]


def _check(root: strawberry.Parent[Any], counters: CeilingCounters) -> Any:
    """Which limits counters hit, without asking the database again."""
    asked = checked(schemas.CeilingCounters, counters)
    return rules.check(root, rules.CeilingCounters(**asked.model_dump()))


async def _ceiling_of(info: Info, ceiling_id: UUID) -> Domain | None:
    """A ceiling by id, through the loader."""
    found: Domain | None = await loader(info, "ceilings", operations.list_ceilings_by_id).load(ceiling_id)
    return found


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why a ceiling binds as it does."""
    return await derivation_of(info, root.id)


Ceiling: Any = graph_type(
    schemas.Ceiling,
    "Een budgetplafond voor een jaar (N-116)",
    entity=_ceiling_of,
    fields={
        "derivation": strawberry.field(resolver=_derivation, description="Waarom dit plafond zo bindt"),
        "check": strawberry.field(
            resolver=_check,
            graphql_type=CeilingCheck,
            description="Toets tellingen; er wordt niets bewaard (R-C22)",
        ),
    },
)
NewCeiling = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewCeiling, "Een plafond om af te spreken"))
]
CeilingTerms = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.CeilingTerms, "De afspraken opnieuw", name="NewCeilingTerms")
    ),
]
CeilingShift = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.CeilingShift, "Een verschuiving", name="NewCeilingShift")
    ),
]


@strawberry.type
class CeilingQuery:
    """Reading ceilings."""

    @strawberry.field(graphql_type=Ceiling, description="Eén plafond")
    async def ceiling(self, info: Info, id: UUID) -> Any:
        """One ceiling."""
        return await operations.get_ceiling(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Ceiling], description="Plafonds, oudste eerst")
    async def ceilings(
        self,
        info: Info,
        year: int | None = None,
        level: CeilingLevel | None = None,
        provider: str | None = None,
        contract_id: UUID | None = None,
        population_id: UUID | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of ceilings."""
        ctx = context_of(info)
        asked = Filter(year, level, provider, contract_id, population_id, external_reference)
        return connection(sealed(ctx, await operations.list_ceilings(ctx, page_of(ctx, first, after), asked)))


@strawberry.type
class CeilingMutation:
    """Acting on ceilings."""

    @strawberry.mutation(graphql_type=Ceiling, description="Spreek een plafond af (N-116)")
    async def agree_ceiling(self, info: Info, new: NewCeiling) -> Any:
        """Agree a ceiling."""
        asked = checked(schemas.NewCeiling, new)

        async def agree(ctx: Context) -> Domain:
            return await operations.agree_ceiling(ctx, asked)

        return await mutate(info, agree, schemas.Ceiling)

    @strawberry.mutation(graphql_type=Ceiling, description="Herzie een plafond: alle afspraken opnieuw")
    async def revise_ceiling(
        self, info: Info, id: UUID, terms: CeilingTerms, version: int | None = None
    ) -> Any:
        """Revise a ceiling."""
        asked = checked(schemas.CeilingTerms, terms)

        async def revise(ctx: Context) -> Domain:
            return await operations.revise_ceiling(ctx, id, asked)

        return await mutate(info, revise, schemas.Ceiling, version=version)

    @strawberry.mutation(graphql_type=Ceiling, description="Schuif budget tussen de lijnen (R-C23)")
    async def shift_ceiling_lines(
        self, info: Info, id: UUID, shift: CeilingShift, version: int | None = None
    ) -> Any:
        """Shift between lines."""
        asked = checked(schemas.CeilingShift, shift)

        async def move(ctx: Context) -> Domain:
            return await operations.shift_lines(ctx, id, asked.from_line, asked.to_line, asked.amount_cents)

        return await mutate(info, move, schemas.Ceiling, version=version)


__all__ = ["CeilingMutation", "CeilingQuery"]
