"""The only SQL on populations, inhabitants of areas and what was posted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Text, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.outcomes.population_costs.rules import AreaSize, CostPosting, PopulationCopy
from services.outcomes.tables import area_sizes, cost_postings, population_copies
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import PageRequest, Slice, list_rows_by, read_all, save_newest, visible
from shared.values.flowing import CostSource


async def save_population(connection: Connection, population: PopulationCopy, client_id: str) -> None:
    """Keep the newest version of a population; an older one changes nothing."""
    await save_newest(connection, population_copies, population, client_id)


@statement
def _share() -> Executable:
    columns = population_copies.c
    named = bindparam("named", type_=ARRAY(Text))
    together = func.array(
        select(func.unnest(columns.parties.op("||")(named)).label("one"))
        .distinct()
        .correlate(population_copies)
        .scalar_subquery()
    )
    which = columns.id == bindparam("population_id", type_=Uuid)
    return population_copies.update().where(which).values(parties=together)


async def share_population(connection: Connection, population_id: UUID | None, parties: list[str]) -> None:
    """Let the parties of a contract see the population that it names, when that is known."""
    if population_id is not None:
        await connection.execute(_share(), population_id=population_id, named=parties)


async def save_area_sizes(connection: Connection, sizes: Iterable[AreaSize], client_id: str) -> None:
    """Keep the newest version of the inhabitants of areas; older ones change nothing."""
    for one in sizes:
        await save_newest(connection, area_sizes, one, client_id)


async def save_posting(connection: Connection, posting: CostPosting, client_id: str) -> None:
    """Keep the newest version of what was posted; an older one changes nothing."""
    await save_newest(connection, cost_postings, posting, client_id)


async def list_populations(connection: Connection, ids: list[UUID]) -> dict[UUID, PopulationCopy]:
    """Populations by id, in one statement; those that are not known are left out."""
    found = read_all(await list_rows_by(connection, population_copies, "id", ids), PopulationCopy)
    return {one.id: one for one in found}


async def list_area_sizes(connection: Connection, area_codes: list[str]) -> list[AreaSize]:
    """What is known of the inhabitants of areas, in one statement."""
    return read_all(await list_rows_by(connection, area_sizes, "area_code", area_codes), AreaSize)


@statement
def _schedules(reach: Reach, by_year: bool, by_contract: bool, after: bool, descending: bool) -> Executable:
    columns = cost_postings.c
    query = select(cost_postings).where(
        columns.source == CostSource.SCHEDULE.value, visible(cost_postings, purchaser=reach)
    )
    if by_year:
        query = query.where(columns.year == bindparam("year", type_=Integer))
    if by_contract:
        query = query.where(among(columns.contract_id, "contracts"))
    if after:
        seen = bindparam("after", type_=Uuid)
        query = query.where(columns.id < seen if descending else columns.id > seen)
    order = columns.id.desc() if descending else columns.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def page_schedules(
    connection: Connection, page: PageRequest, *, year: int | None, contracts: list[UUID] | None
) -> Slice[CostPosting]:
    """A page of contract years of which something was planned, with what was posted so far."""
    asked: dict[str, Any] = {"year": year, "contracts": contracts, "after": page.after}
    asked = {name: value for name, value in asked.items() if value is not None}
    query = _schedules(
        connection.reach, year is not None, contracts is not None, page.after is not None, page.descending
    )
    rows = await connection.fetch(
        query, limit=page.limit + 1, organisations=connection.organisations, **asked
    )
    items = read_all(rows[: page.limit], CostPosting)
    return Slice(items, items[-1].id if len(rows) > page.limit else None)


@statement
def _released(reach: Reach) -> Executable:
    columns = cost_postings.c
    return select(cost_postings).where(
        columns.source == bindparam("source", type_=Text),
        among(columns.contract_id, "contracts"),
        visible(cost_postings, purchaser=reach),
    )


async def list_released(connection: Connection, contracts: list[UUID]) -> list[CostPosting]:
    """What was released of the retention on contracts, every year, in one statement."""
    rows = await connection.fetch(
        _released(connection.reach),
        source=CostSource.RETENTION.value, contracts=contracts, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, CostPosting)
