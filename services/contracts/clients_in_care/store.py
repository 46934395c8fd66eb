"""The only SQL on clients in care."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, case, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.contracts.clients_in_care.rules import Care, Counted
from services.contracts.tables import clients_in_care, contracts
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import read_all, visible

_COLUMNS = [
    "owner", "id", "version", "client_id", "parties", "contract_id", "provider", "provision_type", "product_category",
    "product_code", "start_date", "end_date", "lapsed", "allocation_version",
]  # fmt: skip


# Once an allocation was told for itself, its decision says nothing of its end any more.
_ITS_OWN = ("end_date", "lapsed")


@statement
def _save() -> Executable:
    columns = clients_in_care.c
    query = insert(clients_in_care).values(
        {name: bindparam(name, type_=columns[name].type) for name in _COLUMNS}
    )
    kept = [name for name in _COLUMNS if name not in ("owner", "id", "client_id", "allocation_version")]
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={
            name: case((columns.allocation_version > 0, columns[name]), else_=query.excluded[name])
            if name in _ITS_OWN
            else query.excluded[name]
            for name in kept
        },
        where=columns.version < query.excluded.version,
    )


@statement
def _change() -> Executable:
    columns = clients_in_care.c
    query = insert(clients_in_care).values(
        {name: bindparam(name, type_=columns[name].type) for name in _COLUMNS}
    )
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={name: query.excluded[name] for name in (*_ITS_OWN, "allocation_version")},
        where=columns.allocation_version < query.excluded.allocation_version,
    )


async def save_change(connection: Connection, care: Care, client_id: str) -> None:
    """Keep what an allocation tells of itself, in its newest version; an older one changes nothing."""
    values = {name: getattr(care, name) for name in _COLUMNS if name != "client_id"}
    await connection.execute(_change(), **values, client_id=client_id)


async def save_care(connection: Connection, care: Care, client_id: str) -> None:
    """Keep the newest version of care; an older one changes nothing."""
    values = {name: getattr(care, name) for name in _COLUMNS if name != "client_id"}
    await connection.execute(_save(), **values, client_id=client_id)


def _in_care() -> ColumnElement[bool]:
    columns = clients_in_care.c
    return and_(
        columns.lapsed.is_(False),
        columns.start_date <= bindparam("last", type_=Date),
        or_(columns.end_date.is_(None), columns.end_date >= bindparam("first", type_=Date)),
    )


@statement
def _counted(reach: Reach, typed: bool) -> Executable:
    columns = clients_in_care.c
    kinds = (columns.contract_id, columns.provision_type, columns.product_category, columns.product_code)
    began = func.count().filter(columns.start_date >= bindparam("first", type_=Date))
    same = and_(contracts.c.owner == columns.owner, contracts.c.id == columns.contract_id)
    query = (
        select(*kinds, func.count().label("clients"), began.label("started"))
        .select_from(clients_in_care.join(contracts, same))
        .where(
            among(columns.contract_id, "contract_ids"),
            _in_care(),
            # Nobody is in care under a contract that is over, however long the decision runs.
            or_(contracts.c.end_date.is_(None), contracts.c.end_date >= bindparam("first", type_=Date)),
            visible(clients_in_care, purchaser=reach),
        )
        .group_by(*kinds)
        .order_by(columns.contract_id)
    )
    return query.where(columns.provision_type == bindparam("provision_type")) if typed else query


async def count_care(
    connection: Connection,
    contract_ids: list[UUID],
    first: date,
    last: date,
    provision_type: str | None = None,
) -> list[Counted]:
    """By contract and product how much care there was on any day from the first up to and including the last.

    Of what the actor may see; in one statement, however many contracts.
    """
    typed = {} if provision_type is None else {"provision_type": provision_type}
    rows = await connection.fetch(
        _counted(connection.reach, bool(typed)),
        contract_ids=contract_ids, first=first, last=last, organisations=connection.organisations, **typed,
    )  # fmt: skip
    return read_all(rows, Counted)


@statement
def _on_day(reach: Reach) -> Executable:
    columns = clients_in_care.c
    query = select(clients_in_care).where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
        _in_care(),
        visible(clients_in_care, purchaser=reach),
    )
    return query.order_by(columns.start_date, columns.id)


async def list_care(connection: Connection, contract_id: UUID, on: date) -> list[Care]:
    """All care under a contract on a day, longest in care first."""
    rows = await connection.fetch(
        _on_day(connection.reach),
        contract_id=contract_id, first=on, last=on, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Care)


__all__ = ["count_care", "list_care", "save_care", "save_change"]
