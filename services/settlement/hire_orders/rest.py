"""Hire orders over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.hire_orders import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly, ReferenceUsed
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.settlement import HireOrder, NewHireOrder
from shared.values.terms import Scope

router = Router(prefix="/hire-orders", tags=["hire-orders"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek inhuuropdrachten (hire orders)",
    answer=HireOrder,
    page=True,
)
async def list_hire_orders(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    area_code: Annotated[
        AreaCode | None, Query(alias="areaCode", description="Alleen van deze wijk.")
    ] = None,
    reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of hire orders."""
    return page(ctx, HireOrder, await operations.list_orders(ctx, request, contract_id, area_code, reference))


@router.post(
    "",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Plaats een inhuuropdracht (hire order, R-S55)",
    description=(
        "Een kernteam huurt een aanbieder in binnen het wijkbudget van het jaar. Wat boven het restant gaat, wordt geweigerd;"
        " wat past, staat als verplichting in de boeken."
    ),
    answer=HireOrder,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed, rules.HireOrderRefused, rules.HireOrderAboveBudget],
    example={
        "contractId": "0192f0c1-7a1e-7c3d-9b1a-2f4e6a8c0d11", "areaCode": "WK098301", "provider": "00000099000000000101",
        "fromDate": "2026-01-01", "untilDate": "2026-12-31", "amountCents": 8000000,
    },
    dry_run=True,
)  # fmt: skip
async def place_hire_order(ctx: Ctx, body: NewHireOrder) -> Response:
    """Hire within a neighbourhood's budget."""
    return answer(ctx, HireOrder, await operations.place_order(ctx, body), 201)


@router.get(
    "/{order_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een inhuuropdracht (hire order)",
    answer=HireOrder,
    problems=[rules.HireOrderNotFound],
)
async def get_hire_order(ctx: Ctx, order_id: UUID) -> Response:
    """One hire order."""
    return answer(ctx, HireOrder, await operations.get_order(ctx, order_id))


@router.post(
    "/{order_id}/withdrawal",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Trek een inhuuropdracht in (withdrawal)",
    description="Het bedrag is daarna weer vrij in het wijkbudget, en de verplichting vervalt.",
    answer=HireOrder,
    problems=[PurchaserOnly, rules.HireOrderNotFound, rules.HireOrderWithdrawn],
    dry_run=True,
)
async def withdraw_hire_order(ctx: Ctx, order_id: UUID) -> Response:
    """Take a hire order back."""
    return answer(ctx, HireOrder, await operations.withdraw_order(ctx, order_id))
