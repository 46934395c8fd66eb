"""The only SQL on the inhabitants of areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on, insert
from sqlalchemy.sql.base import Executable

from services.access.area_sizes.rules import AreaSize
from services.access.tables import area_sizes
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all

_COLUMNS = ("id", "version", "owner", "external_reference", "parties", "area_code", "year", "inhabitants")
_FIXED = ("owner", "id", "client_id", "external_reference", "parties")
_VARYING = ("id", "version", "area_code", "year", "inhabitants")


@statement
def _save() -> Executable:
    """Any number of them at once, each in its newest version."""
    columns = area_sizes.c
    arrays = [bindparam(name, type_=ARRAY(columns[name].type)) for name in _VARYING]
    lines = func.unnest(*arrays).table_valued(*_VARYING, name="lines").render_derived()
    chosen: dict[str, Any] = {
        "owner": bindparam("owner", type_=Text),
        "client_id": bindparam("client_id", type_=Text),
        **{name: lines.c[name] for name in _VARYING},
    }
    query = insert(area_sizes).from_select(list(chosen), select(*chosen.values()), include_defaults=False)
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={name: query.excluded[name] for name in _VARYING if name not in _FIXED},
        where=columns.version < query.excluded.version,
    )


async def save_area_sizes(
    connection: Connection, owner: str, sizes: Sequence[AreaSize], client_id: str
) -> None:
    """Keep the newest version of the inhabitants of areas, in one statement; older ones change nothing."""
    if sizes:
        arrays = {name: [getattr(one, name) for one in sizes] for name in _VARYING}
        await connection.execute(_save(), owner=owner, client_id=client_id, **arrays)


@statement
def _newest() -> Executable:
    columns = area_sizes.c
    return (
        select(*(columns[name] for name in _COLUMNS))
        .ext(distinct_on(columns.area_code))
        .where(
            among(columns.owner, "owners"),
            columns.year <= bindparam("year", type_=Integer),
            columns.inhabitants.is_not(None),
        )
        .order_by(columns.area_code, columns.year.desc(), columns.id.desc())
    )


async def newest_sizes(connection: Connection, owner: str, year: int) -> dict[str, AreaSize]:
    """By area the newest number of inhabitants that is not after a year, in one statement.

    Of two sources of a year what was registered last; a suppressed number leaves that of an earlier year.
    """
    rows = await connection.fetch(_newest(), owners=[owner], year=year)
    return {one.area_code: one for one in read_all(rows, AreaSize)}


@statement
def _of_areas() -> Executable:
    columns = area_sizes.c
    return (
        select(*(columns[name] for name in _COLUMNS))
        .where(among(columns.owner, "owners"), among(columns.area_code, "areas"))
        .order_by(columns.area_code, columns.year, columns.id)
    )


async def list_sizes_of(connection: Connection, owner: str, areas: Sequence[str]) -> list[AreaSize]:
    """What is known of the inhabitants of some areas in every year, in one statement."""
    return read_all(await connection.fetch(_of_areas(), owners=[owner], areas=list(areas)), AreaSize)


__all__ = ["list_sizes_of", "newest_sizes", "save_area_sizes"]
