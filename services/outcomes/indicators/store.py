"""The only SQL on contract copies and indicators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, Text, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.sql.base import Executable

from services.outcomes.indicators.rules import ContractCopy, ContractNotFound, Indicator, IndicatorNotFound
from services.outcomes.tables import contract_copies, indicators
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    save_newest,
    visible,
)

_SHARED = ["parties", "version"]
_INDICATOR = [
    "number",
    "code",
    "name",
    "kind",
    "scope",
    "unit",
    "lowest",
    "highest",
    "source",
    "verdict_basis",
    "year_rule",
    "norm_invented",
    "norms",
    "definition_version",
    "frequency",
    "weight",
    "narrative_required",
    "hard",
]


async def get_contract(connection: Connection, contract_id: UUID) -> ContractCopy:
    """What is known of a contract; ContractNotFound."""
    row = await find_row(connection, contract_copies, contract_id)
    if row is None:
        raise ContractNotFound(id=contract_id)
    return read(row, ContractCopy)


async def find_contract(connection: Connection, contract_id: UUID) -> ContractCopy | None:
    """What is known of a contract, or None."""
    row = await find_row(connection, contract_copies, contract_id)
    return None if row is None else read(row, ContractCopy)


@statement
def _lock(reach: Reach) -> Executable:
    query = select(contract_copies).where(
        among(contract_copies.c.id, "ids"), visible(contract_copies, purchaser=reach)
    )
    return query.order_by(contract_copies.c.id).with_for_update()


async def lock_contracts(connection: Connection, ids: Iterable[UUID]) -> list[ContractCopy]:
    """Contracts locked in the order of their ids, so that what is registered on one of them comes one after the other."""
    rows = await connection.fetch(
        _lock(connection.reach), ids=sorted(set(ids)), organisations=connection.organisations
    )
    return read_all(rows, ContractCopy)


async def lock_contract(connection: Connection, contract_id: UUID) -> ContractCopy:
    """One contract, locked; ContractNotFound."""
    found = await lock_contracts(connection, [contract_id])
    if not found:
        raise ContractNotFound(id=contract_id)
    return found[0]


@statement
def _all(reach: Reach) -> Executable:
    return select(contract_copies).where(visible(contract_copies, purchaser=reach))


async def list_contracts(connection: Connection) -> list[ContractCopy]:
    """Every contract that the actor sees."""
    rows = await connection.fetch(_all(connection.reach), organisations=connection.organisations)
    return read_all(rows, ContractCopy)


async def list_contracts_by_id(connection: Connection, ids: list[UUID]) -> list[ContractCopy]:
    """Many contracts, in one statement; those that are not visible are left out."""
    return read_all(await list_rows_by(connection, contract_copies, "id", ids), ContractCopy)


async def page_contracts(
    connection: Connection, page: PageRequest, contract_id: UUID | None = None
) -> Slice[ContractCopy]:
    """A page of the contracts that the actor sees, or the one that is asked."""
    return await page_rows(connection, contract_copies, ContractCopy, page, id=contract_id)


async def save_contract(connection: Connection, contract: ContractCopy, client_id: str) -> None:
    """Keep the newest version of a contract; an older one changes nothing."""
    await save_newest(connection, contract_copies, contract, client_id)


async def get_indicator(connection: Connection, indicator_id: UUID) -> Indicator:
    """One indicator; IndicatorNotFound."""
    row = await find_row(connection, indicators, indicator_id)
    if row is None:
        raise IndicatorNotFound(id=indicator_id)
    return read(row, Indicator)


async def list_indicators(
    connection: Connection, page: PageRequest, contract_id: UUID | None
) -> Slice[Indicator]:
    """A page of indicators, of one contract when asked."""
    return await page_rows(connection, indicators, Indicator, page, contract_id=contract_id)


async def list_indicators_by_id(connection: Connection, ids: list[UUID]) -> list[Indicator]:
    """Many indicators, in one statement."""
    return read_all(await list_rows_by(connection, indicators, "id", ids), Indicator)


@statement
def _of_contracts(reach: Reach) -> Executable:
    query = select(indicators).where(
        among(indicators.c.contract_id, "ids"), visible(indicators, purchaser=reach)
    )
    return query.order_by(indicators.c.contract_id, indicators.c.number)


async def list_indicators_of(connection: Connection, contracts: Iterable[UUID]) -> list[Indicator]:
    """All indicators of contracts, in order of number, in one statement."""
    rows = await connection.fetch(
        _of_contracts(connection.reach), ids=list(contracts), organisations=connection.organisations
    )
    return read_all(rows, Indicator)


@statement
def _save_indicators() -> Executable:
    columns = indicators.c
    names = ["id", "version", *_INDICATOR]
    arrays = [
        bindparam(name, type_=ARRAY(Text if isinstance(columns[name].type, JSONB) else columns[name].type))
        for name in names
    ]
    lines = func.unnest(*arrays).table_valued(*names, name="lines").render_derived()
    values = [
        lines.c[name].cast(JSONB) if isinstance(columns[name].type, JSONB) else lines.c[name]
        for name in names
    ]
    common: dict[str, Any] = {"owner": Text, "contract_id": Uuid, "client_id": Text, "parties": ARRAY(Text)}
    shared: list[Any] = [bindparam(name, type_=kind) for name, kind in common.items()]
    query = insert(indicators).from_select(
        [*names, *common], select(*values, *shared), include_defaults=False
    )
    kept = [*_INDICATOR, *_SHARED]
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={name: query.excluded[name] for name in kept},
        where=columns.version < query.excluded.version,
    ).inline()


async def save_indicators(
    connection: Connection, contract: ContractCopy, defined: list[Indicator], client_id: str
) -> int:
    """Keep a contract's indicators, new and changed, in one statement; returns how many."""
    rows = plain(defined)
    arrays: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in _INDICATOR}
    arrays["norms"] = [orjson.dumps(row["norms"]).decode() for row in rows]
    return await connection.execute(
        _save_indicators(),
        **arrays,
        id=[one.id for one in defined],
        version=[one.version for one in defined],
        owner=contract.owner,
        contract_id=contract.id,
        client_id=client_id,
        parties=contract.parties,
    )
