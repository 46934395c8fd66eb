"""Transfers over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenKnown, CitizenNotFound
from services.access.transfers import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.kit.sealing import SealingKeyMissing
from shared.schemas.access import NewDeparture, Transfer, TransferAcceptance
from shared.values.terms import Scope, TransferState

router = Router(tags=["transfers"])


@router.post(
    "/citizens/{citizen_id}/departure",
    scope=Scope.PERSONS_WRITE,
    summary="Leg vast dat een inwoner verhuist (departure)",
    description=(
        "De overdracht wordt aangeboden aan de gemeente van vestiging (R-A56). Met het werk van de dag eindigen de besluiten die"
        " lopen op de dag vóór de verhuizing, en gaan openstaande meldingen mee. Intussen wordt niets geweigerd."
    ),
    answer=Transfer,
    status=201,
    problems=[
        CitizenNotFound, CitizenErased, PurchaserOnly, rules.DepartureRefused, rules.DepartedAlready, SealingKeyMissing,
    ],
    example={"movedOn": "2026-07-01", "to": "00000099000000000518"},
)  # fmt: skip
async def record_departure(ctx: Ctx, citizen_id: UUID, body: NewDeparture) -> Response:
    """Record a departure."""
    return answer(ctx, Transfer, await operations.record_departure(ctx, citizen_id, body), 201)


@router.get(
    "/transfers",
    scope=Scope.PERSONS_READ,
    summary="Zoek overdrachten (transfers)",
    description="Wat de gemeente aanbood en wat haar is aangeboden, zonder persoonsgegevens en zonder het pseudoniem van de ander.",
    answer=Transfer,
    page=True,
    problems=[PurchaserOnly],
)
async def list_transfers(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[TransferState | None, Query(description="Alleen in deze toestand.")] = None,
) -> Response:
    """A page of transfers."""
    return page(ctx, Transfer, await operations.list_transfers(ctx, request, state))


@router.get(
    "/transfers/{transfer_id}",
    scope=Scope.PERSONS_READ,
    summary="Lees een overdracht (transfer)",
    answer=Transfer,
    problems=[rules.TransferNotFound, PurchaserOnly],
)
async def get_transfer(ctx: Ctx, transfer_id: UUID) -> Response:
    """One transfer."""
    return answer(ctx, Transfer, await operations.get_transfer(ctx, transfer_id))


@router.post(
    "/transfers/{transfer_id}/acceptance",
    scope=Scope.PERSONS_WRITE,
    summary="Neem een overdracht aan (acceptance)",
    description=(
        "Eén keer, door de gemeente van vestiging, binnen de termijn. De inwoner krijgt daar een eigen pseudoniem; alleen wat"
        " identificeert en de woonplaats gaan over (R-A56)."
    ),
    answer=Transfer,
    problems=[
        rules.TransferNotFound, PurchaserOnly, rules.RecipientOnly, rules.TransferClosed, CitizenKnown,
        SealingKeyMissing,
    ],
    example={"citizenReference": "inwoner-0042"},
)  # fmt: skip
async def accept_transfer(ctx: Ctx, transfer_id: UUID, body: TransferAcceptance) -> Response:
    """Accept a transfer."""
    return answer(ctx, Transfer, await operations.accept_transfer(ctx, transfer_id, body))


@router.post(
    "/transfers/{transfer_id}/withdrawal",
    scope=Scope.PERSONS_WRITE,
    summary="Trek een overdracht in (withdrawal)",
    description="Door de gemeente van vertrek, zolang zij niet is aangenomen; de inwoner staat daarna weer te boek.",
    answer=Transfer,
    problems=[
        rules.TransferNotFound, PurchaserOnly, rules.SenderOnly, rules.TransferClosed, CitizenErased, SealingKeyMissing,
    ],
)  # fmt: skip
async def withdraw_transfer(ctx: Ctx, transfer_id: UUID) -> Response:
    """Withdraw a transfer."""
    return answer(ctx, Transfer, await operations.withdraw_transfer(ctx, transfer_id))
