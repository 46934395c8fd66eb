"""Budget allocations over REST."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.budget_allocations import operations, rules
from services.contracts.contracts.rules import ContractNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import BudgetAllocation, NewBudgetAllocation, Sufficiency
from shared.values.budgets import AllocationMethod
from shared.values.terms import Scope

router = Router(prefix="/budget-allocations", tags=["budget-allocations"])
EXAMPLE: dict[str, Any] = {
    "name": "Gebiedsbudgetten 2027",
    "year": 2027,
    "basis": {
        "method": "expectedClients",
        "totalCents": 1_000_000_000,
        "areas": [{"code": "gebied-1", "clients": 400}, {"code": "gebied-2", "clients": 350}],
    },
}
ALLOCATING = [PurchaserOnly, ContractNotFound, rules.AllocationRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek budgetverdelingen (budget allocations)",
    description="Een aanbieder ziet de verdelingen van zijn contracten, behalve die de omzet van anderen tonen.",
    answer=BudgetAllocation,
    page=True,
)
async def list_budget_allocations(
    ctx: Ctx,
    request: PageQuery,
    method: Annotated[AllocationMethod | None, Query(description="Alleen met deze methode.")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2199, description="Alleen van dit begrotingsjaar.")] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of allocations."""
    found = await operations.list_budget_allocations(
        ctx, request, method, year, contract_id, external_reference
    )
    return page(ctx, BudgetAllocation, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Bepaal of verdeel een budget (budget allocation)",
    description=(
        "Elke methode is een eigen vorm van `basis`, exact op de cent; de delen tellen altijd op tot het totaal. Een noemer"
        " van nul geeft `unavailable` met de reden. Met dryRun=true is het een rekenhulp: er wordt niets bewaard (R-C13 …"
        " R-C19, R-C24, R-C25, R-C48, R-C49)."
    ),
    answer=BudgetAllocation,
    status=201,
    problems=ALLOCATING,
    example=EXAMPLE,
    dry_run=True,
)
async def allocate_budget(ctx: Ctx, body: NewBudgetAllocation) -> Response:
    """Find or divide a budget."""
    made = await operations.allocate_budget(ctx, body)
    return answer(ctx, BudgetAllocation, made, 201, f"/v1/budget-allocations/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Bepaal of verdeel een budget onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde verdeling komt terug; een andere inhoud wordt geweigerd.",
    answer=BudgetAllocation,
    status=201,
    problems=ALLOCATING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_budget_allocation(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de verdeling.")],
    body: NewBudgetAllocation,
) -> Response:
    """Find or divide a budget under a reference of one's own."""
    made = await operations.allocate_budget(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, BudgetAllocation, made, 201, f"/v1/budget-allocations/{made.id}")


@router.get(
    "/{allocation_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een budgetverdeling (budget allocation)",
    answer=BudgetAllocation,
    problems=[rules.AllocationNotFound],
)
async def get_budget_allocation(ctx: Ctx, allocation_id: UUID) -> Response:
    """One allocation."""
    return answer(ctx, BudgetAllocation, await operations.get_budget_allocation(ctx, allocation_id))


@router.get(
    "/{allocation_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom zijn de delen wat zij zijn (derivation)",
    answer=DerivationAnswer,
    problems=[rules.AllocationNotFound],
)
async def get_budget_allocation_derivation(ctx: Ctx, allocation_id: UUID) -> Response:
    """Why the parts are what they are."""
    await operations.get_budget_allocation(ctx, allocation_id)
    return await explained(ctx, allocation_id)


@router.get(
    "/{allocation_id}/sufficiency",
    scope=Scope.CONTRACTS_READ,
    summary="Is het budget per wijk of perceel toereikend (sufficiency, D-54)",
    description="Budget tegen huidige kosten per deel: wat tekortkomt, en waarvan de kosten onbekend zijn (R-C19).",
    answer=Sufficiency,
    problems=[rules.AllocationNotFound],
)
async def get_sufficiency(ctx: Ctx, allocation_id: UUID) -> Response:
    """Whether the budgets suffice."""
    return answer(ctx, Sufficiency, await operations.read_sufficiency(ctx, allocation_id))
