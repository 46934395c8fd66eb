"""The SQL on coverage: the database itself refuses a second owner of a cell (R-C12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from services.contracts.coverages import store
from services.contracts.coverages.rules import Cell, Coverage, CoverageTaken
from shared.values import Period, new_id
from shared.values.terms import Law
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.coverages.test_rules import covering

YEAR = Period.year(2026)
CELL = Cell("TG-A", Law.WMO_2015, "household-help", None, 0, 17, YEAR)


def coverage(ready: Ready, provider: str) -> Coverage:
    """A coverage of the tenant's purchaser."""
    made = covering(provider, "TG-A", laws=[Law.WMO_2015])
    return replace(made, id=new_id(), owner=ready.tenant.owner, population_id=ready.population_id)


async def keep(ready: Ready, provider: str, *cells: Cell) -> UUID:
    """Save a coverage with its cells in a transaction of their own."""
    made = coverage(ready, provider)
    async with given.context(ready.tenant).begin() as connection:
        await store.COVERAGES.add(connection, made, "tests")
        await store.add_cells(connection, made, cells)
        connection.recorded = True
    return made.id


MEETING = [
    CELL,
    replace(CELL, age_from=17, age_until=None),
    replace(CELL, demand=None),
    replace(CELL, target_group="severe-psychiatric"),
    replace(CELL, period=Period(date(2026, 12, 31), None)),
]
APART = [
    replace(CELL, area_code="TG-B"),
    replace(CELL, law=Law.JEUGDWET),
    replace(CELL, age_from=18, age_until=None),
    replace(CELL, demand="day-care"),
    replace(CELL, period=Period(date(2027, 1, 1), None)),
]


@pytest.mark.rule("R-C12")
async def test_the_database_refuses_each_cell_that_meets_another(ready: Ready) -> None:
    """The same area and law with an age, a demand, a target group or a day in common; what differs in one of these is apart."""
    one, two = ready.tenant.providers[:2]
    await keep(ready, one, CELL)
    for cell in MEETING:
        with pytest.raises(CoverageTaken):
            await keep(ready, two, cell)
    await keep(ready, two, *APART)
    async with given.context(ready.tenant).read() as connection:
        held = await store.list_cells(connection, [ready.tenant.owner], ["TG-A"], YEAR)
    assert {cell.provider for cell in held[ready.tenant.owner]} == {one, two}


@pytest.mark.rule("R-C12")
async def test_a_cell_that_no_longer_holds_stays_as_what_once_was_agreed(ready: Ready) -> None:
    """Renewed: the former cell holds nothing, another may take its place, and nothing can be deleted."""
    one, two = ready.tenant.providers[:2]
    first = await keep(ready, one, CELL)
    async with given.context(ready.tenant).begin() as connection:
        known = await store.COVERAGES.get(connection, first)
        await store.renew_cells(connection, known, [])
        connection.recorded = True
    await keep(ready, two, CELL)
    async with given.context(ready.tenant).begin() as connection:
        assert await store.cells_now(connection, known) == []
        rows = await connection.raw.fetch("select live from coverage_cells order by id")
        assert [row["live"] for row in rows] == [False, True]
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.raw.execute("delete from coverage_cells")
        connection.recorded = True
        await connection.raw.execute("rollback")
        await connection.raw.execute("begin")
