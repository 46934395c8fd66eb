"""Allocations over REST: read only, they follow access."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.allocations import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Oin
from shared.schemas.settlement import Allocation
from shared.values.terms import Scope

router = Router(prefix="/allocations", tags=["allocations"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek toewijzingen (allocations)",
    description=(
        "Wat de toegang besliste of verwees, zoals de afrekening het kent (R-X03); de inwoner is een surrogaat. Een"
        " aanbieder ziet wat aan hem is toegewezen of verwezen."
    ),
    answer=Allocation,
    page=True,
)
async def list_allocations(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen aan deze aanbieder.")] = None,
    kind: Annotated[
        Literal["decision", "referral", "allocation"] | None,
        Query(description="Alleen besluiten, verwijzingen, of toewijzingen buiten een besluit om."),
    ] = None,
) -> Response:
    """A page of allocations."""
    found = await operations.list_allocations(ctx, request, contract_id, provider, kind)
    return page(ctx, Allocation, found)


@router.get(
    "/{allocation_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een toewijzing (allocation)",
    answer=Allocation,
    problems=[rules.AllocationNotFound],
)
async def get_allocation(ctx: Ctx, allocation_id: UUID) -> Response:
    """One allocation."""
    return answer(ctx, Allocation, await operations.get_allocation(ctx, allocation_id))
