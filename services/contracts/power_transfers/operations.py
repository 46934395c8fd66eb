"""What a municipality can do with transfers of powers: make one, and withdraw it; both ends find it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.contracts.organisations import store as organisations
from services.contracts.power_transfers import rules, store
from services.contracts.power_transfers.rules import PowerTransfer
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_power_transfer(ctx: Context, transfer_id: UUID) -> PowerTransfer:
    """One transfer, for the municipality and for who received the powers. Raises PowerTransferNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_transfer(connection, transfer_id)


@operation
async def list_power_transfers(
    ctx: Context,
    page: PageRequest,
    holder: str | None = None,
    municipality_code: str | None = None,
    reference: str | None = None,
) -> Slice[PowerTransfer]:
    """A page of transfers, made and received, by holder, municipality or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_transfers(connection, page, holder, municipality_code, reference)


@operation
async def transfer_powers(ctx: Context, new: schemas.NewPowerTransfer) -> PowerTransfer:
    """Let a region or a centre municipality contract for this municipality, per law and during days (R-C51, F-31).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, PowerTransferRefused,
    ReferenceUsed.
    """
    ctx.require(Scope.AUTHORISATIONS_WRITE)
    ctx.require_end_user()
    owner, client_id = require_purchaser(ctx), ctx.actor.client_id
    transfer = PowerTransfer(
        id=new_id(), version=1, owner=owner, parties=sorted({owner, new.holder}), **new.model_dump()
    )
    async with ctx.begin() as connection:
        reference = new.external_reference
        if reference is not None:
            known = await store.find_transfer_by_reference(connection, owner, client_id, reference)
            if known is not None:
                given = new.model_dump(exclude={"external_reference"})
                give_known(schemas.PowerTransfer, known, reference, given)
        own = await organisations.find_municipality_code(connection, owner)
        rules.check_own(owner, own, new.holder, new.municipality_code)
        await store.add_transfer(connection, transfer, client_id)
        await logbook.record(ctx, connection, "powers-transferred", schemas.PowerTransfer, transfer)
    return transfer


@operation
async def withdraw_power_transfer(ctx: Context, transfer_id: UUID, valid_until: date) -> PowerTransfer:
    """Bring the last day of a transfer forward, to today or later (R-C51).

    Raises PowerTransferNotFound, PurchaserOnly, PreconditionFailed, WithdrawalRefused.
    """
    ctx.require(Scope.AUTHORISATIONS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        transfer = await store.get_transfer(connection, transfer_id, lock=True)
        if transfer.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(transfer.version)
        transfer, why = rules.withdraw(transfer, valid_until, ctx.today)
        await store.save_withdrawn(connection, transfer)
        await logbook.record(
            ctx, connection, "power-transfer-withdrawn", schemas.PowerTransfer, transfer, why
        )
    return transfer
