"""Receivables over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.receivables import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly
from shared.kit.rest import PageQuery, page
from shared.schemas.settlement import Receivable, WriteOff
from shared.values.posting import ReceivableState
from shared.values.terms import Scope

router = Router(prefix="/receivables", tags=["receivables"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek vorderingen (receivables)",
    description="Wat te veel is geboekt en wordt teruggevraagd, genummerd zonder gaten en met uiterste betaaldag (Awb 4:87).",
    answer=Receivable,
    page=True,
)
async def list_receivables(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    state: Annotated[ReceivableState | None, Query(description="Alleen in deze toestand.")] = None,
) -> Response:
    """A page of receivables."""
    return page(ctx, Receivable, await operations.list_receivables(ctx, request, contract_id, state))


@router.get(
    "/{receivable_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een vordering (receivable)",
    answer=Receivable,
    problems=[rules.ReceivableNotFound],
)
async def get_receivable(ctx: Ctx, receivable_id: UUID) -> Response:
    """One receivable."""
    return answer(ctx, Receivable, await operations.get_receivable(ctx, receivable_id))


@router.post(
    "/{receivable_id}/write-off",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Stel voor een vordering af te boeken (write-off)",
    description="Een tweede persoon bevestigt het; tot dan verandert er niets in de boeken.",
    answer=Receivable,
    problems=[PurchaserOnly, rules.ReceivableNotFound, rules.WriteOffRefused, rules.NotAskedAnyMore],
    example={"motivation": "De aanbieder is failliet en de boedel is leeg."},
    dry_run=True,
)
async def propose_write_off(ctx: Ctx, receivable_id: UUID, body: WriteOff) -> Response:
    """Propose to write a receivable off."""
    return answer(ctx, Receivable, await operations.propose_write_off(ctx, receivable_id, body))


@router.post(
    "/{receivable_id}/write-off-confirmation",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Bevestig als tweede persoon het afboeken (write-off confirmation)",
    description="De vordering is dan weer last, en geen verplichting meer.",
    answer=Receivable,
    problems=[
        PurchaserOnly,
        rules.ReceivableNotFound,
        rules.WriteOffRefused,
        rules.NotAskedAnyMore,
        rules.SameWriter,
    ],
    dry_run=True,
)
async def confirm_write_off(ctx: Ctx, receivable_id: UUID) -> Response:
    """Write a receivable off."""
    return answer(ctx, Receivable, await operations.confirm_write_off(ctx, receivable_id))
