"""Transfers of powers over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.power_transfers import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import MunicipalityCode, Oin, Reference
from shared.schemas.contracts import NewPowerTransfer, PowerTransfer, PowerTransferWithdrawal
from shared.values.terms import Scope

router = Router(prefix="/power-transfers", tags=["power-transfers"])
EXAMPLE = {
    "holder": "00000099000000006001",
    "municipalityCode": "0484",
    "laws": ["jeugdwet"],
    "validFrom": "2026-01-01",
    "validUntil": "2029-12-31",
}
TRANSFERRING = [PurchaserOnly, rules.PowerTransferRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek overdrachten van bevoegdheid (power transfers)",
    description="Wat u overdroeg en wat aan u is overgedragen, ook wat is afgelopen (Wgr, R-C51).",
    answer=PowerTransfer,
    page=True,
)
async def list_power_transfers(
    ctx: Ctx,
    request: PageQuery,
    holder: Annotated[
        Oin | None, Query(description="Alleen aan deze regio of centrumgemeente (OIN).")
    ] = None,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen van deze gemeente.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of transfers."""
    found = await operations.list_power_transfers(ctx, request, holder, municipality_code, external_reference)
    return page(ctx, PowerTransfer, found)


@router.post(
    "",
    scope=Scope.AUTHORISATIONS_WRITE,
    summary="Draag een bevoegdheid over (power transfer)",
    description=(
        "De gemeente laat een regio of centrumgemeente voor haar contracteren, per wet en van wanneer tot en met wanneer"
        " (Wgr, R-C51)."
    ),
    answer=PowerTransfer,
    status=201,
    problems=TRANSFERRING,
    example=EXAMPLE,
    dry_run=True,
)
async def transfer_powers(ctx: Ctx, body: NewPowerTransfer) -> Response:
    """Transfer powers."""
    made = await operations.transfer_powers(ctx, body)
    return answer(ctx, PowerTransfer, made, 201, f"/v1/power-transfers/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.AUTHORISATIONS_WRITE,
    summary="Draag een bevoegdheid over onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde overdracht komt terug; een andere inhoud wordt geweigerd.",
    answer=PowerTransfer,
    status=201,
    problems=TRANSFERRING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_power_transfer(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de overdracht.")],
    body: NewPowerTransfer,
) -> Response:
    """Transfer powers under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.transfer_powers(ctx, named)
    return answer(ctx, PowerTransfer, made, 201, f"/v1/power-transfers/{made.id}")


@router.get(
    "/{transfer_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een overdracht van bevoegdheid (power transfer)",
    answer=PowerTransfer,
    problems=[rules.PowerTransferNotFound],
)
async def get_power_transfer(ctx: Ctx, transfer_id: UUID) -> Response:
    """One transfer."""
    return answer(ctx, PowerTransfer, await operations.get_power_transfer(ctx, transfer_id))


@router.post(
    "/{transfer_id}/withdrawal",
    scope=Scope.AUTHORISATIONS_WRITE,
    summary="Trek een overdracht van bevoegdheid in (withdrawal)",
    description="Brengt de laatste dag naar voren, tot vandaag of later; contracten die er zijn blijven gelden.",
    answer=PowerTransfer,
    problems=[rules.PowerTransferNotFound, PurchaserOnly, rules.WithdrawalRefused],
    example={"validUntil": "2027-12-31"},
    dry_run=True,
)
async def withdraw_power_transfer(ctx: Ctx, transfer_id: UUID, body: PowerTransferWithdrawal) -> Response:
    """Withdraw a transfer."""
    done = await operations.withdraw_power_transfer(ctx, transfer_id, body.valid_until)
    return answer(ctx, PowerTransfer, done)
