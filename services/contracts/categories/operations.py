"""What parties can do with a square: open it, tell what was spent, and move budget between categories by consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.contracts.categories import rules, store
from services.contracts.categories.rules import CategorySquare, CategoryTransfer
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract, ContractNotFound
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.budgets import CategoryTransferState
from shared.values.terms import Scope

_ASKED = ("square_id", "from_code", "to_code", "amount_cents", "motivation")


@operation
async def get_square(ctx: Context, square_id: UUID) -> CategorySquare:
    """One square with its balances. Raises SquareNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SQUARES.get(connection, square_id)


@operation
async def list_squares(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    year: int | None = None,
    reference: str | None = None,
) -> Slice[CategorySquare]:
    """A page of squares, by contract, year or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SQUARES.page(
            connection, page, contract_id=contract_id, year=year, external_reference=reference
        )


@operation
async def list_squares_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, CategorySquare]:
    """Many squares at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.SQUARES.list_by(connection, "id", ids)}


@operation
async def get_transfer(ctx: Context, transfer_id: UUID) -> CategoryTransfer:
    """One transfer. Raises CategoryTransferNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.TRANSFERS.get(connection, transfer_id)


@operation
async def list_transfers(
    ctx: Context,
    page: PageRequest,
    square_id: UUID | None = None,
    contract_id: UUID | None = None,
    state: CategoryTransferState | None = None,
    reference: str | None = None,
) -> Slice[CategoryTransfer]:
    """A page of transfers, by square, contract, state or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.TRANSFERS.page(
            connection,
            page,
            square_id=square_id,
            contract_id=contract_id,
            state=state,
            external_reference=reference,
        )


@operation
async def list_transfers_by_square(ctx: Context, ids: list[UUID]) -> dict[UUID, list[CategoryTransfer]]:
    """The transfers of many squares at once, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.TRANSFERS.list_by(connection, "square_id", ids)
    grouped: dict[UUID, list[CategoryTransfer]] = {}
    for one in found:
        grouped.setdefault(one.square_id, []).append(one)
    return grouped


@operation
async def open_square(ctx: Context, new: schemas.NewCategorySquare) -> CategorySquare:
    """Open the square of a signed contract for a year, with the agreed amounts as balance (R-C20).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    SquareRefused, SquareExists, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        if contract.owner != owner:
            raise ContractNotFound(id=new.contract_id)
        contract = await _of_year(connection, contract, new.year)
        made, why = rules.open_square(contract, new.year, new.funding_number, new.external_reference)
        given = ("contract_id", "year", "funding_number")
        async with store.once_a_year(new.year):
            return await store.SQUARES.enter(ctx, connection, made, "square-opened", why, given=given)


async def _of_year(connection: Connection, contract: Contract, year: int) -> Contract:
    """The text with the amounts of a year, which a later amendment may have changed for the years after it (R-C07)."""
    day = max(min(date(year, 12, 31), contract.end_date or date.max), contract.start_date or date.min)
    valid = await contracts.find_valid(connection, contract, day, None)
    return contract if valid is None else replace(contract, funding_agreements=valid.funding_agreements)


@operation
async def register_spending(
    ctx: Context, square_id: UUID, spending: schemas.CategorySpending
) -> CategorySquare:
    """Tell what categories spent up to a day: by the purchaser, or by the settlement service for it.

    The same again changes nothing. Raises SquareNotFound, PurchaserOnly, PreconditionFailed, SpendingRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    if not ctx.actor.service:
        ctx.require_end_user()
    spent = {one.code: one.spent_cents for one in spending.categories}
    async with ctx.begin() as connection:
        square = await store.SQUARES.get(connection, square_id, lock=True)
        _check_owner(ctx, square.owner)
        ctx.expect(square.version)
        changed, why = rules.spend(square, spent, spending.spent_on)
        return await store.SQUARES.revise(
            ctx, connection, square, "category-spending-registered", why, categories=changed.categories
        )


def _check_owner(ctx: Context, owner: str) -> None:
    if not ctx.actor.purchaser or owner not in ctx.actor.organisations:
        raise PurchaserOnly()


@operation
async def request_transfer(ctx: Context, new: schemas.NewCategoryTransfer) -> CategoryTransfer:
    """Ask to move budget: the provider that is paid, or the municipality (R-C20).

    The same client, reference and contents give what is there (Replayed). Raises SquareNotFound, NotAskingParty,
    TransferRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    end_user = ctx.require_end_user()
    async with ctx.begin() as connection:
        square = await store.SQUARES.get(connection, new.square_id)
        await _check_asking(ctx, connection, square.contract_id)
        made = CategoryTransfer(
            id=new_id(),
            owner=square.owner,
            external_reference=new.external_reference,
            parties=square.parties,
            square_id=square.id,
            contract_id=square.contract_id,
            from_code=new.from_code,
            to_code=new.to_code,
            amount_cents=new.amount_cents,
            motivation=new.motivation,
            requested_by=square.owner if ctx.actor.purchaser else ctx.actor.organisation,
            requested_by_user=end_user,
            requested_on=ctx.today,
        )
        known = await store.TRANSFERS.find_by_reference(
            connection, square.owner, ctx.actor.client_id, new.external_reference
        )
        if known is None:
            # What was asked before is answered as it was, whatever has been booked since.
            rules.check_transfer(square, new.from_code, new.to_code, new.amount_cents)
        return await store.TRANSFERS.enter(ctx, connection, made, "category-transfer-requested", given=_ASKED)


async def _check_asking(ctx: Context, connection: Connection, contract_id: UUID) -> None:
    contract = await contracts.get_contract(connection, contract_id)
    rules.check_asking(contract, ctx.actor.organisations, ctx.actor.organisation)


@operation
async def consent_to_transfer(ctx: Context, transfer_id: UUID, approver: str | None) -> CategoryTransfer:
    """The municipality consents, by a second person where it asked itself (R-C20, F-29).

    Raises CategoryTransferNotFound, PurchaserOnly, PreconditionFailed, TransferDecided, SecondPersonNeeded.
    """
    return await _decide(ctx, transfer_id, approver, consents=True)


@operation
async def refuse_transfer(ctx: Context, transfer_id: UUID, reason: str) -> CategoryTransfer:
    """The municipality refuses, with the reason. Raises as `consent_to_transfer`."""
    return await _decide(ctx, transfer_id, reason, consents=False)


async def _decide(ctx: Context, transfer_id: UUID, text: str | None, *, consents: bool) -> CategoryTransfer:
    ctx.require(Scope.CONTRACTS_WRITE)
    end_user = ctx.require_end_user()
    async with ctx.begin() as connection:
        transfer = await store.TRANSFERS.get(connection, transfer_id, lock=True)
        _check_owner(ctx, transfer.owner)
        ctx.expect(transfer.version)
        decided = rules.decide(transfer, consents=consents, end_user=end_user, text=text, today=ctx.today)
        await store.TRANSFERS.save(connection, decided)
        what = "category-transfer-consented" if consents else "category-transfer-refused"
        await logbook.record(ctx, connection, what, schemas.CategoryTransfer, decided)
    return decided


@operation
async def book_transfer(ctx: Context, transfer_id: UUID) -> CategoryTransfer:
    """Book what was consented to: no category goes below zero or below what it spent (R-C20).

    Raises CategoryTransferNotFound, NotAskingParty, PreconditionFailed, ConsentMissing, TransferDecided, TransferRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await store.TRANSFERS.get(connection, transfer_id)
        await _check_asking(ctx, connection, known.contract_id)
        # The square first: all that books in it waits here, in one order.
        square = await store.SQUARES.get(connection, known.square_id, lock=True)
        transfer = await store.TRANSFERS.get(connection, transfer_id, lock=True)
        ctx.expect(transfer.version)
        square, booked, why = rules.book(square, transfer, ctx.today)
        await store.SQUARES.save(connection, square)
        await store.TRANSFERS.save(connection, booked)
        await logbook.tell(ctx, connection, "square-rebalanced", schemas.CategorySquare, square, why)
        await logbook.record(
            ctx, connection, "category-transfer-booked", schemas.CategoryTransfer, booked, why
        )
    return booked


@operation
async def withdraw_transfer(ctx: Context, transfer_id: UUID) -> CategoryTransfer:
    """Take a request back before it is booked: only who asked for it.

    Raises CategoryTransferNotFound, NotAskingParty, PreconditionFailed, TransferDecided.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        transfer = await store.TRANSFERS.get(connection, transfer_id, lock=True)
        if transfer.requested_by not in ctx.actor.organisations:
            raise rules.NotAskingParty(organisation=ctx.actor.organisation)
        ctx.expect(transfer.version)
        gone = rules.withdraw(transfer)
        await store.TRANSFERS.save(connection, gone)
        await logbook.record(ctx, connection, "category-transfer-withdrawn", schemas.CategoryTransfer, gone)
    return gone
