"""The only SQL on bank accounts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.sql.base import Executable

from services.settlement.payments.rules import BankAccount, BankAccountNotFound
from services.settlement.tables import bank_accounts
from shared.kit.database import Connection, among, statement
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    save_row,
)

_COLUMNS = BankAccount.__slots__
_CHANGING = ["confirmed_by", "confirmed", "usable_from", "withdrawn_on"]


async def get_account(connection: Connection, account_id: UUID) -> BankAccount:
    """One bank account; BankAccountNotFound."""
    row = await find_row(connection, bank_accounts, account_id)
    if row is None:
        raise BankAccountNotFound(id=account_id)
    return read(row, BankAccount)


async def list_accounts(
    connection: Connection, page: PageRequest, organisation: str | None, reference: str | None
) -> Slice[BankAccount]:
    """A page of bank accounts, of one organisation or under the client's own reference when asked."""
    return await page_rows(
        connection, bank_accounts, BankAccount, page, organisation=organisation, external_reference=reference
    )


async def find_account_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> BankAccount | None:
    """The account that this client proposed under its own reference, or None."""
    row = await find_by_reference(connection, bank_accounts, owner, client_id, reference)
    return None if row is None else read(row, BankAccount)


@statement
def _of_organisation() -> Executable:
    return (
        select(bank_accounts)
        .where(
            bank_accounts.c.owner == bindparam("owner_"),
            bank_accounts.c.organisation == bindparam("organisation_"),
        )
        .order_by(bank_accounts.c.id)
        .with_for_update()
    )


async def lock_accounts_of(connection: Connection, owner: str, organisation: str) -> list[BankAccount]:
    """Every account that an organisation ever had with a purchaser, locked: whoever changes or uses them waits here."""
    return read_all(
        await connection.fetch(_of_organisation(), owner_=owner, organisation_=organisation), BankAccount
    )


async def lock_account(
    connection: Connection, account_id: UUID, expected: int | None
) -> tuple[BankAccount, list[BankAccount]]:
    """One account with all accounts of its organisation, locked in the same order by everybody.

    Raises BankAccountNotFound, and PreconditionFailed when another version was expected.
    """
    seen = await get_account(connection, account_id)
    everyone = await lock_accounts_of(connection, seen.owner, seen.organisation)
    account = next(one for one in everyone if one.id == account_id)
    if expected not in (None, account.version):
        raise PreconditionFailed()
    return account, everyone


@statement
def _confirmed() -> Executable:
    return select(bank_accounts).where(
        bank_accounts.c.owner == bindparam("owner_"),
        among(bank_accounts.c.organisation, "named"),
        bank_accounts.c.confirmed,
    )


async def list_confirmed(connection: Connection, owner: str, organisations: list[str]) -> list[BankAccount]:
    """The confirmed accounts of many organisations, in one statement."""
    return read_all(await connection.fetch(_confirmed(), owner_=owner, named=organisations), BankAccount)


async def add_account(connection: Connection, account: BankAccount, client_id: str) -> None:
    """A new bank account."""
    values = {name: getattr(account, name) for name in _COLUMNS}
    await add_row(connection, bank_accounts, {**values, "client_id": client_id})


async def save_account(connection: Connection, account: BankAccount) -> None:
    """An account that was confirmed or withdrawn."""
    values = {name: getattr(account, name) for name in _CHANGING}
    await save_row(connection, bank_accounts, account.id, account.version - 1, values)
