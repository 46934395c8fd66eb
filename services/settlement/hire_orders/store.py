"""The only SQL on hire orders, and the lock on the neighbourhood budgets that they are taken from."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, cast, func, select
from sqlalchemy.sql.base import Executable

from services.settlement.agreements.rules import Agreement
from services.settlement.hire_orders.rules import HireOrder, HireOrderNotFound
from services.settlement.tables import funding_agreements, hire_orders
from shared.kit.database import Connection, statement
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
from shared.values.agreements import FundingForm


@statement
def _lock() -> Executable:
    table = funding_agreements.c
    return (
        select(funding_agreements)
        .where(
            table.owner == bindparam("owner_", type_=Text),
            table.contract_id == bindparam("contract", type_=Uuid),
            table.form == bindparam("form_", type_=Text),
            table.withdrawn.is_(False),
        )
        .order_by(table.id)
        .with_for_update()
    )


async def lock_budgets(connection: Connection, owner: str, contract_id: UUID) -> list[Agreement]:
    """The neighbourhood budgets of a contract, locked: who hires at once waits here and then sees what was ordered."""
    form = FundingForm.NEIGHBOURHOOD_BUDGET
    rows = await connection.fetch(_lock(), owner_=owner, contract=contract_id, form_=form)
    return read_all(rows, Agreement)


@statement
def _ordered() -> Executable:
    table = hire_orders.c
    return select(func.coalesce(cast(func.sum(table.amount_cents), BigInteger), 0)).where(
        table.owner == bindparam("owner_", type_=Text),
        table.contract_id == bindparam("contract", type_=Uuid),
        table.area_code == bindparam("area", type_=Text),
        table.year == bindparam("year_", type_=Integer),
        table.withdrawn_on.is_(None),
    )


async def ordered_cents(
    connection: Connection, owner: str, contract_id: UUID, area_code: str, year: int
) -> int:
    """What stands ordered of a neighbourhood's budget of a year, in cents, under whichever agreement of the contract."""
    found: int = await connection.fetch_value(
        _ordered(), owner_=owner, contract=contract_id, area=area_code, year_=year
    )
    return found


async def get_order(connection: Connection, order_id: UUID, *, lock: bool = False) -> HireOrder:
    """One hire order, locked for a change when asked; HireOrderNotFound."""
    row = await find_row(connection, hire_orders, order_id, lock=lock)
    if row is None:
        raise HireOrderNotFound(id=order_id)
    return read(row, HireOrder)


async def list_orders(
    connection: Connection,
    page: PageRequest,
    contract_id: UUID | None,
    area_code: str | None,
    reference: str | None,
) -> Slice[HireOrder]:
    """A page of hire orders."""
    return await page_rows(
        connection, hire_orders, HireOrder, page, contract_id=contract_id, area_code=area_code,
        external_reference=reference,
    )  # fmt: skip


async def find_order_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> HireOrder | None:
    """The order that this client placed under its own reference, or None."""
    row = await find_by_reference(connection, hire_orders, owner, client_id, reference)
    return None if row is None else read(row, HireOrder)


async def add_order(connection: Connection, order: HireOrder, client_id: str) -> None:
    """A new hire order."""
    values = {name: getattr(order, name) for name in HireOrder.__slots__}
    await add_row(connection, hire_orders, {**values, "client_id": client_id})


async def save_withdrawn(connection: Connection, order: HireOrder) -> None:
    """A hire order that was withdrawn."""
    await save_row(connection, hire_orders, order.id, order.version - 1, {"withdrawn_on": order.withdrawn_on})
