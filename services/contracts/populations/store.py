"""The only SQL on populations."""

from __future__ import annotations

from uuid import UUID

from services.contracts.populations.rules import Population, PopulationNotFound
from services.contracts.tables import populations
from shared.kit.database import Connection
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
)

_COLUMNS = Population.__slots__


async def get_population(connection: Connection, population_id: UUID) -> Population:
    """One population; PopulationNotFound."""
    row = await find_row(connection, populations, population_id)
    if row is None:
        raise PopulationNotFound(id=population_id)
    return read(row, Population)


async def find_population_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Population | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, populations, owner, client_id, reference)
    return None if row is None else read(row, Population)


async def list_populations(
    connection: Connection, page: PageRequest, municipality_code: str | None, reference: str | None
) -> Slice[Population]:
    """A page of populations."""
    return await page_rows(
        connection,
        populations,
        Population,
        page,
        municipality_code=municipality_code,
        external_reference=reference,
    )


async def list_populations_by_id(connection: Connection, ids: list[UUID]) -> list[Population]:
    """Many populations, in one statement."""
    return read_all(await list_rows_by(connection, populations, "id", ids), Population)


async def add_population(connection: Connection, population: Population, client_id: str) -> None:
    """A new population."""
    values = {name: getattr(population, name) for name in _COLUMNS}
    await add_row(connection, populations, {**values, "laws": plain(population.laws), "client_id": client_id})
