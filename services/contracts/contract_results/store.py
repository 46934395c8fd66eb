"""The only SQL on contract results."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.sql.base import Executable

from services.contracts.contract_results.rules import ContractResult, ResultNotFound
from services.contracts.tables import contract_results
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    visible,
)

_COLUMNS = tuple(ContractResult.__dataclass_fields__)
_FIXED = ("id", "owner", "external_reference", "contract_id", "year")


async def get_result(connection: Connection, result_id: UUID) -> ContractResult:
    """One result; ResultNotFound."""
    row = await find_row(connection, contract_results, result_id)
    if row is None:
        raise ResultNotFound(id=result_id)
    return read(row, ContractResult)


async def list_results(
    connection: Connection, page: PageRequest, contract_id: UUID, year: int | None
) -> Slice[ContractResult]:
    """A page of one contract's results, in the order in which outcomes first told of them."""
    return await page_rows(
        connection, contract_results, ContractResult, page, contract_id=contract_id, year=year
    )


async def list_results_by_contract(connection: Connection, contracts: list[UUID]) -> list[ContractResult]:
    """The results of many contracts, in one statement."""
    return read_all(
        await list_rows_by(connection, contract_results, "contract_id", contracts), ContractResult
    )


@statement
def _of_year(reach: Reach) -> Executable:
    columns = contract_results.c
    return select(contract_results).where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
        columns.year == bindparam("year", type_=Integer),
        visible(contract_results, purchaser=reach),
    )


async def find_result(connection: Connection, contract_id: UUID, year: int) -> ContractResult | None:
    """What is known of a contract year, or None."""
    row = await connection.fetch_one(
        _of_year(connection.reach),
        contract_id=contract_id,
        year=year,
        organisations=connection.organisations,
    )
    return None if row is None else read(row, ContractResult)


@statement
def _save() -> Executable:
    columns, names = contract_results.c, [*_COLUMNS, "client_id"]
    query = insert(contract_results).values(
        {name: bindparam(name, type_=columns[name].type) for name in names}
    )
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.contract_id, columns.year],
        set_={name: query.excluded[name] for name in _COLUMNS if name not in _FIXED},
        where=columns.version < query.excluded.version,
    )


async def save_result(connection: Connection, result: ContractResult, client_id: str) -> None:
    """Keep the newest version of a contract year's result; an older one changes nothing."""
    values = {name: getattr(result, name) for name in _COLUMNS}
    nested = {
        name: plain(values[name]) for name in _COLUMNS if isinstance(contract_results.c[name].type, JSONB)
    }
    await connection.execute(_save(), **{**values, **nested}, client_id=client_id)
