"""The only SQL on bank statements and the payments that they book."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Text, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.settlement.payments.rules import BankStatement, BankStatementNotFound, Payment
from services.settlement.tables import bank_statements, payment_batches, payments
from shared.kit.database import Connection, among, statement
from shared.kit.rows import PageRequest, Slice, add_row, find_row, page_rows, plain, read, read_all
from shared.values.terms import PaymentState


async def get_statement(connection: Connection, statement_id: UUID) -> BankStatement:
    """One bank statement; BankStatementNotFound."""
    row = await find_row(connection, bank_statements, statement_id)
    if row is None:
        raise BankStatementNotFound(id=statement_id)
    return read(row, BankStatement)


async def list_statements(connection: Connection, page: PageRequest) -> Slice[BankStatement]:
    """A page of bank statements."""
    return await page_rows(connection, bank_statements, BankStatement, page)


@statement
def _by_bank() -> Executable:
    return select(bank_statements).where(
        bank_statements.c.owner == bindparam("owner_"),
        bank_statements.c.bank_account_id == bindparam("account", type_=Uuid),
        bank_statements.c.statement_id == bindparam("of_bank"),
    )


async def find_statement(
    connection: Connection, owner: str, account_id: UUID, statement_id: str
) -> BankStatement | None:
    """The statement that the bank gave this id for an account, or None."""
    row = await connection.fetch_one(_by_bank(), owner_=owner, account=account_id, of_bank=statement_id)
    return None if row is None else read(row, BankStatement)


@statement
def _referred() -> Executable:
    return (
        select(payments)
        .where(payments.c.owner == bindparam("owner_"), among(payments.c.end_to_end_id, "references"))
        .order_by(payments.c.id)
        .with_for_update()
    )


async def lock_payments(connection: Connection, owner: str, references: list[str]) -> list[Payment]:
    """The payments that went out under these end-to-end ids, locked, in one statement."""
    return read_all(await connection.fetch(_referred(), owner_=owner, references=references), Payment)


@statement
def _pay() -> Executable:
    kinds: dict[str, Any] = {"id": Uuid, "paid_on": Date}
    arrays = [bindparam(name, type_=ARRAY(kind)) for name, kind in kinds.items()]
    lines = func.unnest(*arrays).table_valued(*kinds, name="lines").render_derived()
    return (
        payments.update()
        .where(payments.c.owner == bindparam("owner_"), payments.c.id == lines.c.id)
        .values(state=bindparam("state_", type_=Text), paid_on=lines.c.paid_on)
    )


@statement
def _renew_batches() -> Executable:
    touched = select(payments.c.batch_id).where(
        payments.c.owner == bindparam("owner_"), among(payments.c.id, "ids")
    )
    return (
        payment_batches.update()
        .where(payment_batches.c.owner == bindparam("owner_"), payment_batches.c.id.in_(touched))
        .values(version=payment_batches.c.version + 1)
    )


async def save_paid(connection: Connection, owner: str, paid: list[Payment]) -> None:
    """Payments that were booked, each on its day, and a new version of their batches: two statements."""
    ids = [one.id for one in paid]
    await connection.execute(
        _pay(), owner_=owner, state_=PaymentState.PAID, id=ids, paid_on=[one.paid_on for one in paid]
    )
    await connection.execute(_renew_batches(), owner_=owner, ids=ids)


async def add_statement(connection: Connection, told: BankStatement, client_id: str) -> None:
    """A new bank statement."""
    values = {name: getattr(told, name) for name in BankStatement.__slots__}
    await add_row(
        connection,
        bank_statements,
        {**values, "unmatched": plain(told.unmatched), "client_id": client_id},
    )
