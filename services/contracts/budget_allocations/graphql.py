"""Budget allocations in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.budget_allocations import operations, rules
from services.contracts.budget_allocations.rules import BudgetAllocation as Domain
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
from shared.values.budgets import AllocationMethod

strawberry.enum(AllocationMethod, description="Hoe een budget is bepaald of verdeeld (N-114)")
BudgetRemark: Any = graph_type(
    schemas.BudgetRemark, "Een opmerking bij een budget, plafond of garantie, met de regel"
)
SufficiencyType: Any = graph_type(schemas.Sufficiency, "Of het budget per deel toereikend is (D-54)")
BY_HAND[schemas.BudgetRemark] = BudgetRemark


async def allocation_of(info: Info, allocation_id: UUID | None) -> Domain | None:
    """An allocation by id, through the loader; None when there is none or it is not yours."""
    if allocation_id is None:
        return None
    found: Domain | None = await loader(
        info, "budget-allocations", operations.list_budget_allocations_by_id
    ).load(allocation_id)
    return found


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why the parts are what they are."""
    return await derivation_of(info, root.id)


def _sufficiency(root: strawberry.Parent[Any]) -> Any:
    """Whether the budgets suffice."""
    return rules.sufficiency(root)


BudgetAllocation: Any = graph_type(
    schemas.BudgetAllocation,
    "Een budget dat is bepaald of verdeeld (budgetverdeling, N-114)",
    entity=allocation_of,
    fields={
        "derivation": strawberry.field(resolver=_derivation, description="Waarom de delen zijn wat zij zijn"),
        "sufficiency": strawberry.field(
            resolver=_sufficiency, graphql_type=SufficiencyType, description="Toereikendheid per deel (D-54)"
        ),
    },
)
NewBudgetAllocation = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewBudgetAllocation, "Een budget om te bepalen of te verdelen")
    ),
]


@strawberry.type
class BudgetAllocationQuery:
    """Reading allocations."""

    @strawberry.field(graphql_type=BudgetAllocation, description="Eén budgetverdeling")
    async def budget_allocation(self, info: Info, id: UUID) -> Any:
        """One allocation."""
        return await operations.get_budget_allocation(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[BudgetAllocation],
        description="Budgetverdelingen, oudste eerst",
    )
    async def budget_allocations(
        self,
        info: Info,
        method: AllocationMethod | None = None,
        year: int | None = None,
        contract_id: UUID | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of allocations."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_budget_allocations(
            ctx, request, method, year, contract_id, external_reference
        )
        return connection(sealed(ctx, found))


@strawberry.type
class BudgetAllocationMutation:
    """Acting on allocations."""

    @strawberry.mutation(graphql_type=BudgetAllocation, description="Bepaal of verdeel een budget (N-114)")
    async def allocate_budget(self, info: Info, new: NewBudgetAllocation) -> Any:
        """Find or divide a budget."""
        asked = checked(schemas.NewBudgetAllocation, new)

        async def allocate(ctx: Context) -> Domain:
            return await operations.allocate_budget(ctx, asked)

        return await mutate(info, allocate, schemas.BudgetAllocation)


__all__ = ["BudgetAllocationMutation", "BudgetAllocationQuery", "BudgetRemark", "allocation_of"]
