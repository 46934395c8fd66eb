"""What happens to catalogues: they follow those of contracts, and are read by who lets citizens choose."""

from __future__ import annotations

from uuid import UUID

from services.access.catalogues import rules, store
from services.access.catalogues.rules import Catalogue, CatalogueEntry, CatalogueNotFound
from services.access.catalogues.store import REGISTER
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas import contracts
from shared.values.terms import Scope

PLAIN = Plain(
    one="provider_catalogue",
    many="provider_catalogues",
    dutch="catalogus van aanbieders",
    dutch_many="catalogi van aanbieders",
    model=schemas.ProviderCatalogue,
    new=None,
    missing=CatalogueNotFound,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_provider_catalogue(ctx: Context, catalogue_id: UUID) -> Catalogue:
    """One catalogue. Raises CatalogueNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, catalogue_id)


@operation
async def list_provider_catalogues(
    ctx: Context, page: PageRequest, *, procurement_id: UUID | None = None
) -> Slice[Catalogue]:
    """A page of catalogues, of one procurement when asked."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, procurement_id=procurement_id)


@operation
async def apply_award(ctx: Context, fact: Fact) -> None:
    """Ask for the catalogues that an award made: that fact tells of the procurement without them (R-C43)."""
    told = fact.told(contracts.Procurement)
    found = await ctx.clients.contracts.acting_for(fact.owner).catalogues(procurementId=str(told.id))
    async with ctx.begin() as connection:
        for one in found:
            known = await store.find_catalogue(connection, one.id)
            await store.save_catalogue(
                connection, rules.renew(known, _copy(one, fact.owner)), ctx.actor.client_id
            )


@operation
async def apply_capacity(ctx: Context, fact: Fact) -> None:
    """Take over the free capacity of a catalogue; an older version changes nothing (R-C43)."""
    told = _copy(fact.told(contracts.Catalogue), fact.owner)
    async with ctx.begin() as connection:
        known = await store.find_catalogue(connection, told.id)
        if known is None or known.version < told.version:
            await store.save_catalogue(connection, rules.renew(known, told), ctx.actor.client_id)


def _copy(told: contracts.Catalogue, owner: str) -> Catalogue:
    entries = [
        CatalogueEntry(
            rank=one.rank,
            provider=one.provider,
            total=one.total,
            capacity=one.capacity,
            contract_id=one.contract_id,
            told_in=told.version,
        )
        for one in told.entries
    ]
    return Catalogue(
        id=told.id,
        version=told.version,
        owner=owner,
        external_reference=None,
        parties=[],
        procurement_id=told.procurement_id,
        name=told.name,
        product_codes=list(told.product_codes),
        choice_term_days=told.choice_term_days,
        entries=entries,
    )
