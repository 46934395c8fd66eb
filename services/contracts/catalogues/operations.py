"""Reading catalogues, keeping their capacity up to date, and asking whom a client gets."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.contracts.catalogues import rules
from services.contracts.catalogues.rules import Catalogue
from services.contracts.catalogues.store import CATALOGUES
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.schemas.common import DerivationStep
from shared.values.derivation import render
from shared.values.terms import Scope


@operation
async def get_catalogue(ctx: Context, catalogue_id: UUID) -> Catalogue:
    """One catalogue. Raises CatalogueNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await CATALOGUES.get(connection, catalogue_id)


@operation
async def list_catalogues(
    ctx: Context, page: PageRequest, procurement_id: UUID | None = None
) -> Slice[Catalogue]:
    """A page of catalogues, of one procurement when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await CATALOGUES.page(connection, page, procurement_id=procurement_id)


@operation
async def find_assignment(
    ctx: Context, catalogue_id: UUID, asked: schemas.CatalogueQuestion
) -> schemas.CatalogueAssignment:
    """Whom a client gets today, and why; nothing is written (R-C43). Raises CatalogueNotFound, NotInCatalogue."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        catalogue = await CATALOGUES.get(connection, catalogue_id)
        today: date = await ctx.read_clock(connection)
    found = rules.assign(catalogue, asked.offered_on, asked.chosen, today)
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in found.why.steps
    ]
    return schemas.CatalogueAssignment(
        provider=found.provider,
        rank=found.rank,
        origin=found.origin,
        choose_until=found.choose_until,
        steps=steps,
    )


@operation
async def change_capacity(ctx: Context, catalogue_id: UUID, change: schemas.CatalogueChange) -> Catalogue:
    """Bring the free capacity up to date. Raises CatalogueNotFound, PurchaserOnly, PreconditionFailed, NotInCatalogue."""
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await CATALOGUES.get(connection, catalogue_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = rules.with_capacities(before, [(one.provider, one.capacity) for one in change.capacities])
        return await CATALOGUES.revise(
            ctx, connection, before, "catalogue-capacity-changed", entries=after.entries
        )
