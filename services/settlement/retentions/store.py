"""The only SQL on retentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Integer, Text, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.settlement.retentions.rules import Retention, RetentionNotFound
from services.settlement.tables import retentions
from shared.kit.database import Connection, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_rows,
    find_row,
    list_rows_by,
    page_rows,
    read,
    read_all,
    save_row,
)

_COLUMNS = Retention.__slots__
_RELEASED = [
    "released_cents", "state", "released_on", "verdict_id", "verdict_version", "audit_statement_id", "forfeited_cents",
    "forfeited_on", "decided_by", "motivation",
]  # fmt: skip


async def get_retention(connection: Connection, retention_id: UUID) -> Retention:
    """One retention; RetentionNotFound."""
    row = await find_row(connection, retentions, retention_id)
    if row is None:
        raise RetentionNotFound(id=retention_id)
    return read(row, Retention)


async def lock_retention(connection: Connection, retention_id: UUID) -> Retention:
    """One retention, locked for a change; RetentionNotFound."""
    row = await find_row(connection, retentions, retention_id, lock=True)
    if row is None:
        raise RetentionNotFound(id=retention_id)
    return read(row, Retention)


@statement
def _of() -> Executable:
    query = select(retentions).where(
        among(retentions.c.owner, "organisations"),
        retentions.c.contract_id == bindparam("contract", type_=Uuid),
        retentions.c.year == bindparam("of_year", type_=Integer),
    )
    return query.with_for_update()


async def lock_retention_of(connection: Connection, contract_id: UUID, year: int) -> Retention | None:
    """The retention of a contract year, locked for a change, or None where nothing is retained."""
    row = await connection.fetch_one(
        _of(), organisations=connection.organisations, contract=contract_id, of_year=year
    )
    return None if row is None else read(row, Retention)


async def list_retentions(
    connection: Connection, page: PageRequest, contract_id: UUID | None, year: int | None
) -> Slice[Retention]:
    """A page of retentions."""
    return await page_rows(connection, retentions, Retention, page, contract_id=contract_id, year=year)


async def list_retentions_by_contract(connection: Connection, contracts: list[UUID]) -> list[Retention]:
    """The retentions of many contracts, in one statement."""
    return read_all(await list_rows_by(connection, retentions, "contract_id", contracts), Retention)


async def add_retentions(connection: Connection, made: Sequence[Retention], client_id: str) -> None:
    """New retentions, in one statement."""
    rows = [{**{name: getattr(one, name) for name in _COLUMNS}, "client_id": client_id} for one in made]
    await add_rows(connection, retentions, rows)


async def save_released(connection: Connection, retention: Retention) -> None:
    """A retention that was released, or forfeited."""
    values = {name: getattr(retention, name) for name in _RELEASED}
    await save_row(connection, retentions, retention.id, retention.version - 1, values)


@statement
def _change() -> Executable:
    return (
        retentions.update()
        .where(
            retentions.c.owner == bindparam("owner_"),
            retentions.c.contract_id == bindparam("contract", type_=Uuid),
            retentions.c.year == bindparam("of_year", type_=Integer),
        )
        .values(
            version=retentions.c.version + 1,
            amount_cents=bindparam("amount", type_=BigInteger),
            withheld_cents=retentions.c.withheld_cents + bindparam("more", type_=BigInteger),
        )
        .returning(retentions.c.id)
    )


async def withhold(
    connection: Connection, owner: str, contract_id: UUID, year: int, *, amount_cents: int, more_cents: int
) -> UUID | None:
    """Set what a contract year retains in all, and add what an instalment withheld; its id, None where it retained nothing."""
    id_: UUID | None = await connection.fetch_value(
        _change(), owner_=owner, contract=contract_id, of_year=year, amount=amount_cents, more=more_cents
    )
    return id_


class ContractYear(Protocol):
    """A contract year with what it retains in all."""

    @property
    def owner(self) -> str: ...
    @property
    def contract_id(self) -> UUID: ...
    @property
    def year(self) -> int: ...
    @property
    def retention_cents(self) -> int: ...


@statement
def _change_all() -> Executable:
    kinds = {"owner": Text, "contract_id": Uuid, "year": Integer, "amount": BigInteger, "more": BigInteger}
    arrays: list[Any] = [bindparam(name, type_=ARRAY(kind)) for name, kind in kinds.items()]
    lines = func.unnest(*arrays).table_valued(*kinds, name="lines").render_derived()
    return (
        retentions.update()
        .where(
            retentions.c.owner == lines.c.owner,
            retentions.c.contract_id == lines.c.contract_id,
            retentions.c.year == lines.c.year,
        )
        .values(
            version=retentions.c.version + 1,
            amount_cents=lines.c.amount,
            withheld_cents=retentions.c.withheld_cents + lines.c.more,
        )
        .returning(retentions.c.id, retentions.c.contract_id, retentions.c.year)
    )


async def withhold_all(
    connection: Connection, posted: Sequence[tuple[ContractYear, int]]
) -> dict[tuple[UUID, int], UUID]:
    """Add what instalments of many contract years withheld, in one statement; the ids by contract and year where they retain."""
    rows = await connection.fetch(
        _change_all(),
        owner=[one.owner for one, _ in posted],
        contract_id=[one.contract_id for one, _ in posted],
        year=[one.year for one, _ in posted],
        amount=[one.retention_cents for one, _ in posted],
        more=[more for _, more in posted],
    )
    return {(row["contract_id"], row["year"]): row["id"] for row in rows}
