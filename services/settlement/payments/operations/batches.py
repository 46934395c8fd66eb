"""What a person can do with payment batches: order all that is payable, read them, fetch the file for the bank."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from uuid import UUID

from services.settlement.payments import rules
from services.settlement.payments.rules import BankAccount, Payable, PaymentBatch, PaymentFile
from services.settlement.payments.store import accounts as accounts_store
from services.settlement.payments.store import batches as store
from shared.errors import FieldError
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.kit.sepa import Debtor, SepaFault, Transfer, credit_transfer_file
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def get_batch(ctx: Context, batch_id: UUID) -> PaymentBatch:
    """One batch with its payments. Raises PaymentBatchNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_batch(connection, batch_id)


@operation
async def list_batches(ctx: Context, page: PageRequest, reference: str | None = None) -> Slice[PaymentBatch]:
    """A page of batches with their payments, under the client's own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_batches(connection, page, reference)


@operation
async def get_file(ctx: Context, batch_id: UUID) -> PaymentFile:
    """The file of a batch, for the bank: it holds account numbers. Raises PaymentBatchNotFound."""
    ctx.require(Scope.SETTLEMENT_PAY)
    ctx.require_end_user()
    async with ctx.read() as connection:
        return await store.get_file(connection, batch_id)


@operation
async def order_payments(ctx: Context, new: schemas.NewPaymentBatch) -> PaymentBatch:
    """Put every posted instalment and released retention that was not ordered yet into one payment file.

    The same client, reference and contents give the batch that is there (Replayed). Raises PurchaserOnly,
    ReferenceUsed, ExecutionInPast, NothingToPay, AccountsMissing, PaymentFileRefused.
    """
    ctx.require(Scope.SETTLEMENT_PAY)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    async with ctx.begin() as connection:
        # Batches and statements of one purchaser queue here, so nothing is ordered twice and no locks cross.
        await accounts_store.lock_accounts_of(connection, owner, owner)
        if reference is not None:
            known = await store.find_batch_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                given = {"execution_date": new.execution_date}
                give_known(schemas.PaymentBatch, known, reference, given)
        payables = await store.lock_payables(connection, owner)
        organisations = sorted({owner, *(one.payee for one in payables)})
        confirmed = await accounts_store.list_confirmed(connection, owner, organisations)
        accounts = rules.usable(confirmed, ctx.today)
        batch = rules.order(owner, payables, accounts, new.execution_date, ctx.today, reference)
        content = _file(ctx, batch, payables, accounts)
        batch = replace(batch, sha256=hashlib.sha256(content).hexdigest())
        await store.add_batch(connection, batch, content, ctx.actor.client_id)
        await store.move_subjects(connection, owner, batch.payments)
        await logbook.record(ctx, connection, "payments-ordered", schemas.PaymentBatch, batch)
    return batch


def _file(
    ctx: Context, batch: PaymentBatch, payables: list[Payable], accounts: dict[str, BankAccount]
) -> bytes:
    debtor = accounts[batch.owner]
    transfers = [
        Transfer(
            payment.end_to_end_id,
            payment.amount_cents,
            accounts[payment.payee].holder_name,
            accounts[payment.payee].iban,
            rules.remittance(payable),
        )
        for payment, payable in zip(batch.payments, payables, strict=True)
    ]
    try:
        return credit_transfer_file(
            batch.message_id,
            ctx.now,
            batch.execution_date,
            Debtor(debtor.holder_name, debtor.iban),
            transfers,
        )
    except SepaFault as fault:
        error = FieldError(f"/{fault.field}", fault.code, fault.reason)
        raise rules.PaymentFileRefused(errors=(error,), **fault.facts) from None
