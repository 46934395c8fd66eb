"""The only SQL on coverages and their cells; the database itself refuses a cell with two owners (R-C12)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import Date, Uuid, bindparam, or_, select
from sqlalchemy.sql.base import Executable

from services.contracts.areas.rules import Area
from services.contracts.coverages.rules import (
    Cell,
    Coverage,
    CoverageNotFound,
    CoverageTaken,
    cells_of,
)
from services.contracts.tables import coverage_cells, coverages
from shared.kit.database import Connection, Reach, Row, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows, read_all, visible
from shared.schemas import contracts as schemas
from shared.values import Period
from shared.values.terms import Law

COVERAGES = Register(coverages, Coverage, schemas.Coverage, CoverageNotFound)
_LAST = date.max - timedelta(days=1)


@statement
def _live(reach: Reach) -> Executable:
    cells = coverage_cells
    return (
        select(cells)
        .where(
            among(cells.c.owner, "owners"),
            among(cells.c.area_code, "codes"),
            cells.c.live,
            cells.c.valid_from <= bindparam("last", type_=Date),
            or_(cells.c.valid_until.is_(None), cells.c.valid_until >= bindparam("first", type_=Date)),
            visible(cells, purchaser=reach),
        )
        .order_by(cells.c.id)
    )


async def list_cells(
    connection: Connection,
    owners: list[str],
    codes: Iterable[str],
    period: Period,
    *,
    but: UUID | None = None,
) -> dict[str, list[Cell]]:
    """By purchaser the cells that hold in areas on any day of a period, those of one coverage left out; one statement."""
    rows = await connection.fetch(
        _live(connection.reach),
        owners=owners,
        codes=sorted(set(codes)),
        first=period.start,
        last=period.last_day or _LAST,
        organisations=connection.organisations,
    )
    found: dict[str, list[Cell]] = {owner: [] for owner in owners}
    for row in rows:
        if row["coverage_id"] != but:
            found[row["owner"]].append(_cell(row))
    return found


def _cell(row: Row) -> Cell:
    return Cell(
        row["area_code"],
        Law(row["law"]),
        row["demand"],
        row["target_group"],
        row["age_from"],
        row["age_until"],
        Period.inclusive(row["valid_from"], row["valid_until"]),
        row["provider"],
    )


@asynccontextmanager
async def _one_owner() -> AsyncIterator[None]:
    try:
        yield
    except asyncpg.ExclusionViolationError as error:
        # Two at once: both saw the area free, and the database let one of them through.
        raise CoverageTaken(areas=["…"]) from error


async def add_cells(connection: Connection, coverage: Coverage, cells: Sequence[Cell]) -> None:
    """The cells of a coverage, in one statement. Raises CoverageTaken where one has an owner already."""
    rows: list[dict[str, Any]] = [
        {
            "owner": coverage.owner,
            "parties": coverage.parties,
            "coverage_id": coverage.id,
            "provider": coverage.provider,
            "area_code": one.area_code,
            "law": one.law.value,
            "demand": one.demand,
            "target_group": one.target_group,
            "age_from": one.age_from,
            "age_until": one.age_until,
            "valid_from": one.period.start,
            "valid_until": one.period.last_day,
        }
        for one in cells
    ]
    async with _one_owner():
        await add_rows(connection, coverage_cells, rows)


@statement
def _retire() -> Executable:
    cells = coverage_cells
    return (
        cells.update()
        .where(
            cells.c.owner == bindparam("owner_"),
            among(cells.c.coverage_id, "coverages"),
            cells.c.live,
        )
        .values(live=False)
    )


async def renew_cells(connection: Connection, coverage: Coverage, cells: Sequence[Cell]) -> None:
    """Other cells for a coverage; the former ones stay, but hold no more. Raises CoverageTaken."""
    await connection.execute(_retire(), owner_=coverage.owner, coverages=[coverage.id])
    await add_cells(connection, coverage, cells)


@statement
def _standing() -> Executable:
    return (
        select(coverages)
        .where(coverages.c.owner == bindparam("owner_"), coverages.c.withdrawn_on.is_(None))
        .order_by(coverages.c.id)
    )


@statement
def _cells_of() -> Executable:
    cells = coverage_cells
    return (
        select(cells)
        .where(
            cells.c.owner == bindparam("owner_"),
            cells.c.coverage_id == bindparam("coverage_id", type_=Uuid),
            cells.c.live,
        )
        .order_by(cells.c.id)
    )


async def cells_now(connection: Connection, coverage: Coverage) -> list[Cell]:
    """The cells of a coverage that hold."""
    rows = await connection.fetch(_cells_of(), owner_=coverage.owner, coverage_id=coverage.id)
    return [_cell(row) for row in rows]


@statement
def _all_live() -> Executable:
    return (
        select(coverage_cells)
        .where(coverage_cells.c.owner == bindparam("owner_"), coverage_cells.c.live)
        .order_by(coverage_cells.c.id)
    )


async def redraw(connection: Connection, owner: str, areas: Sequence[Area]) -> None:
    """Bring the cells of all coverages in step with areas whose borders changed. Raises CoverageTaken where two would meet."""
    standing = read_all(await connection.fetch(_standing(), owner_=owner), Coverage)
    if not standing:
        return
    now: dict[UUID, list[Cell]] = {}
    for row in await connection.fetch(_all_live(), owner_=owner):
        now.setdefault(row["coverage_id"], []).append(_cell(row))
    drawn = {one.id: cells_of(one, areas) for one in standing}
    other = [one for one in standing if set(drawn[one.id]) != set(now.get(one.id, ()))]
    await connection.execute(_retire(), owner_=owner, coverages=[one.id for one in other])
    for one in other:
        await add_cells(connection, one, drawn[one.id])
