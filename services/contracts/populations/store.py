"""The only SQL on populations."""

from __future__ import annotations

from uuid import UUID

from services.contracts.populations.rules import Population, PopulationNotFound
from services.contracts.tables import populations
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, find_by_reference, read
from shared.schemas import contracts as schemas

POPULATIONS = Register(populations, Population, schemas.Population, PopulationNotFound)


async def get_population(connection: Connection, population_id: UUID) -> Population:
    """One population; PopulationNotFound."""
    return await POPULATIONS.get(connection, population_id)


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
    return await POPULATIONS.page(
        connection, page, municipality_code=municipality_code, external_reference=reference
    )


async def list_populations_by_id(connection: Connection, ids: list[UUID]) -> list[Population]:
    """Many populations, in one statement."""
    return await POPULATIONS.list_by(connection, "id", ids)


async def add_population(connection: Connection, population: Population, client_id: str) -> None:
    """A new population."""
    await POPULATIONS.add(connection, population, client_id)
