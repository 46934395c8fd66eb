"""What a person can do with populations: register one, count it anew, change what bounds it, and find it."""

from __future__ import annotations

from uuid import UUID

from services.contracts.areas import store as areas
from services.contracts.populations import rules, store
from services.contracts.populations.rules import Population
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.populations import FRAMEWORKS
from shared.values.terms import Scope

_FIXED = ("id", "version", "owner", "external_reference", "parties", "delimited_by")
_CHANGING = tuple(name for name in Population.__slots__ if name not in _FIXED)


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
async def list_frameworks(ctx: Context) -> list[schemas.LegalFrameworkDates]:
    """The legal frameworks with the days on which they hold or held (N-14, G-62)."""
    ctx.require(Scope.CONTRACTS_READ)
    return [
        schemas.LegalFrameworkDates(
            code=code, name=law.name, valid_from=law.valid_from, valid_until=law.valid_until
        )
        for code, law in FRAMEWORKS.items()
    ]


@operation
async def register_population(ctx: Context, new: schemas.NewPopulation) -> Population:
    """Register whom a contract is for; the parties of a contract see it once the contract names it.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, PopulationRefused,
    ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, new, owner)


@operation
async def put_population(ctx: Context, reference: str, new: schemas.NewPopulation) -> tuple[Population, bool]:
    """Register a population under the client's own reference, or bring that population to this; True when it is new.

    Earlier counts stay. Raises PurchaserOnly, PopulationRefused, ReferenceUsed, PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        found = await store.find_population_by_reference(connection, owner, ctx.actor.client_id, reference)
        if found is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _register(ctx, connection, named, owner), True
        known = await store.POPULATIONS.get(connection, found.id, lock=True)
        ctx.expect(known.version)
        asked = replaced(known, new, "external_reference")
        return await _revise(ctx, connection, known, rules.counted_anew(known, asked)), False


@operation
async def change_population(
    ctx: Context, population_id: UUID, change: schemas.PopulationChange
) -> Population:
    """Change what bounds a population, or count it on another reference date, which is added to its sizes.

    Raises PurchaserOnly, PopulationNotFound, PreconditionFailed, PopulationRefused.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.POPULATIONS.get(connection, population_id, lock=True)
        ctx.expect(before.version)
        asked = rules.recount(merged(before, change), change.model_fields_set)
        return await _revise(ctx, connection, before, asked)


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


async def _register(
    ctx: Context, connection: Connection, new: schemas.NewPopulation, owner: str
) -> Population:
    asked = made(Population, new, id=new_id(), version=1, owner=owner, parties=[], delimited_by=[])
    client_id = ctx.actor.client_id
    known = None
    if new.external_reference is not None:
        known = await store.find_population_by_reference(connection, owner, client_id, new.external_reference)
    levels = await areas.find_levels(connection, owner, new.area_codes)
    population, why = rules.determine(asked, levels)
    if known is not None:
        given = {name: getattr(population, name) for name in _CHANGING}
        give_known(schemas.Population, known, new.external_reference or "", given)
    await store.add_population(connection, population, client_id)
    await logbook.record(ctx, connection, "population-registered", schemas.Population, population, why)
    return population


async def _revise(ctx: Context, connection: Connection, before: Population, asked: Population) -> Population:
    levels = await areas.find_levels(connection, before.owner, asked.area_codes)
    population, why = rules.determine(asked, levels)
    changes = {name: getattr(population, name) for name in (*_CHANGING, "delimited_by")}
    return await store.POPULATIONS.revise(ctx, connection, before, "population-revised", why, **changes)
