"""What a person can do with populations: register one, and find it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.contracts.populations import store
from services.contracts.populations.rules import Population
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_population(ctx: Context, population_id: UUID) -> Population:
    """One population. Raises PopulationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_population(connection, population_id)


@operation
async def list_populations(
    ctx: Context, page: PageRequest, municipality_code: str | None = None, reference: str | None = None
) -> Slice[Population]:
    """A page of populations, by municipality or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_populations(connection, page, municipality_code, reference)


@operation
async def list_populations_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Population]:
    """Many populations at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.list_populations_by_id(connection, ids)}


@operation
async def register_population(ctx: Context, new: schemas.NewPopulation) -> Population:
    """Register whom a contract is for; the parties of a contract see it once the contract names it.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    population = Population(
        id=new_id(), version=1, owner=ctx.actor.organisation, parties=[], **new.model_dump()
    )
    async with ctx.begin() as connection:
        reference = new.external_reference
        if reference is not None:
            known = await store.find_population_by_reference(
                connection, population.owner, ctx.actor.client_id, reference
            )
            if known is not None:
                if replace(population, id=known.id, parties=known.parties) != known:
                    raise ReferenceUsed(reference=reference, id=known.id)
                raise Replayed(Answer(200, encode(schemas.Population, known), known.version, known.id))
        await store.add_population(connection, population, ctx.actor.client_id)
        await logbook.record(ctx, connection, "population-registered", schemas.Population, population)
    return population
