"""The only SQL on transfers of powers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from services.contracts.power_transfers.rules import PowerTransfer, PowerTransferNotFound
from services.contracts.tables import power_transfers
from shared.kit.database import Connection, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    read,
    read_all,
    save_row,
    visible,
)

_COLUMNS = PowerTransfer.__slots__


def _seen() -> ColumnElement[bool]:
    """Both ends are purchasers: the one sees what it transferred, the other what it received."""
    return visible(power_transfers, purchaser=True) | visible(power_transfers, purchaser=False)


@statement
def _one(lock: bool) -> Executable:
    query = select(power_transfers).where(power_transfers.c.id == bindparam("id_", type_=Uuid), _seen())
    return query.with_for_update() if lock else query


async def get_transfer(connection: Connection, transfer_id: UUID, *, lock: bool = False) -> PowerTransfer:
    """One transfer, locked for a change when asked; PowerTransferNotFound."""
    row = await connection.fetch_one(_one(lock), id_=transfer_id, organisations=connection.organisations)
    if row is None:
        raise PowerTransferNotFound(id=transfer_id)
    return read(row, PowerTransfer)


async def find_transfer_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> PowerTransfer | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, power_transfers, owner, client_id, reference)
    return None if row is None else read(row, PowerTransfer)


@statement
def _page(after: bool, descending: bool, *filters: str) -> Executable:
    table = power_transfers
    query = select(table).where(_seen())
    for name in filters:
        query = query.where(table.c[name] == bindparam(name, type_=table.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(table.c.id < last if descending else table.c.id > last)
    order = table.c.id.desc() if descending else table.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_transfers(
    connection: Connection,
    page: PageRequest,
    holder: str | None,
    municipality_code: str | None,
    reference: str | None,
) -> Slice[PowerTransfer]:
    """A page of transfers, made and received."""
    asked = {"holder": holder, "municipality_code": municipality_code, "external_reference": reference}
    given: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    query = _page(page.after is not None, page.descending, *given)
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], PowerTransfer), last)


@statement
def _received() -> Executable:
    table = power_transfers
    return select(table).where(
        among(table.c.holder, "organisations"), among(table.c.municipality_code, "municipalities")
    )


async def list_received(connection: Connection, municipalities: list[str]) -> list[PowerTransfer]:
    """What these municipalities transferred to the acting organisations, in force or not."""
    rows = await connection.fetch(
        _received(), organisations=connection.organisations, municipalities=municipalities
    )
    return read_all(rows, PowerTransfer)


@statement
def _held() -> Executable:
    table = power_transfers
    return select(table).where(
        table.c.holder == bindparam("holder"), among(table.c.municipality_code, "municipalities"), _seen()
    )


async def list_held(connection: Connection, holder: str, municipalities: list[str]) -> list[PowerTransfer]:
    """What these municipalities transferred to a holder, in force or not, as far as the actor sees it."""
    rows = await connection.fetch(
        _held(), holder=holder, municipalities=municipalities, organisations=connection.organisations
    )
    return read_all(rows, PowerTransfer)


async def add_transfer(connection: Connection, transfer: PowerTransfer, client_id: str) -> None:
    """A new transfer."""
    values = {name: getattr(transfer, name) for name in _COLUMNS}
    await add_row(connection, power_transfers, {**values, "client_id": client_id})


async def save_withdrawn(connection: Connection, transfer: PowerTransfer) -> None:
    """A transfer with its last day brought forward. Raises PreconditionFailed."""
    values = {"valid_until": transfer.valid_until}
    await save_row(connection, power_transfers, transfer.id, transfer.version - 1, values)
