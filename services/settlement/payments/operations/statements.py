"""What a person can do with bank statements: book what was paid, and read what matched."""

from __future__ import annotations

import asyncio
import hashlib
from uuid import UUID

from services.settlement.ledger import rules as ledger_rules
from services.settlement.ledger import store as ledger
from services.settlement.payments import rules
from services.settlement.payments.rules import BankStatement, Payment
from services.settlement.payments.store import accounts as accounts_store
from services.settlement.payments.store import batches as batches_store
from services.settlement.payments.store import statements as store
from shared.errors import FieldError, Text
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.kit.sepa import SepaFault, Statement, read_statement
from shared.kit.wire import encode
from shared.schemas import settlement as schemas
from shared.values import Money
from shared.values.booking import EntryCause
from shared.values.terms import Scope

_NOT_EUROS = Text("De rekening is geen eurorekening.", "The account is not in euros.")


@operation
async def get_statement(ctx: Context, statement_id: UUID) -> BankStatement:
    """One bank statement and what it matched. Raises BankStatementNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_statement(connection, statement_id)


@operation
async def list_statements(ctx: Context, page: PageRequest) -> Slice[BankStatement]:
    """A page of bank statements."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_statements(connection, page)


@operation
async def book_statement(ctx: Context, content: bytes) -> BankStatement:
    """Book what a camt.053 statement of the purchaser's own account says was paid, in one entry for each payment.

    The same file once more gives what is there (Replayed). Raises PurchaserOnly, StatementInvalid,
    StatementAccountUnknown, StatementChanged.
    """
    ctx.require(Scope.SETTLEMENT_PAY)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    # Twenty megabytes of XML take a while: other requests go on meanwhile.
    told = await asyncio.to_thread(_read, content)
    sha256 = hashlib.sha256(content).hexdigest()
    async with ctx.begin() as connection:
        accounts = await accounts_store.lock_accounts_of(connection, owner, owner)
        account = rules.own_account(accounts, told.iban, owner, ctx.today)
        name = rules.concealed(told.id, told.iban)
        known = await store.find_statement(connection, owner, account.id, name)
        if known is not None:
            if known.sha256 != sha256:
                raise rules.StatementChanged(statement_id=name, id=known.id)
            raise Replayed(Answer(200, encode(schemas.BankStatement, known), known.version, known.id))
        references = sorted({one.end_to_end_id for one in told.booked if one.end_to_end_id})
        ordered = await store.lock_payments(connection, owner, references)
        booked = rules.book(account, told.id, sha256, told.booked, ordered)
        await store.add_statement(connection, booked.statement, ctx.actor.client_id)
        await store.save_paid(connection, owner, booked.payments)
        await batches_store.move_subjects(connection, owner, booked.payments)
        await ledger.post(
            connection, [_entry(owner, one) for one in booked.payments], ctx.actor.client_id, today=ctx.today
        )
        await logbook.record(ctx, connection, "payments-booked", schemas.BankStatement, booked.statement)
    return booked.statement


def _read(content: bytes) -> Statement:
    try:
        told = read_statement(content)
    except SepaFault as fault:
        error = FieldError(fault.field, fault.code, fault.reason)
        raise rules.StatementInvalid(errors=(error,), **fault.facts) from None
    if told.currency != "EUR":
        raise rules.StatementInvalid(errors=(FieldError("Stmt[1]/Acct/Ccy", "currency", _NOT_EUROS),))
    return told


def _entry(owner: str, payment: Payment) -> ledger_rules.Entry:
    assert payment.paid_on is not None
    return ledger_rules.entry(
        owner, ledger_rules.PAYABLE, ledger_rules.BANK, Money(payment.amount_cents), EntryCause.PAYMENT,
        event_on=payment.paid_on, description=f"paid {payment.end_to_end_id}", contract_id=payment.contract_id,
        subject_id=payment.id,
    )  # fmt: skip
