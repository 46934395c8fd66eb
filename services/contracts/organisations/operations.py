"""What a person can do with organisations: register one, and find it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.contracts.organisations import store
from services.contracts.organisations.rules import Organisation
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_organisation(ctx: Context, organisation_id: UUID) -> Organisation:
    """One organisation. Raises OrganisationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_organisation(connection, organisation_id)


@operation
async def list_organisations(
    ctx: Context, page: PageRequest, oin: str | None = None, reference: str | None = None
) -> Slice[Organisation]:
    """A page of organisations, by OIN or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_organisations(connection, page, oin, reference)


@operation
async def list_organisations_by_oin(
    ctx: Context, keys: list[tuple[str, str]]
) -> dict[tuple[str, str], Organisation]:
    """Many organisations at once, by owner and OIN, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_organisations_by_oin(connection, [oin for _, oin in keys])
    return {(one.owner, one.oin): one for one in found}


@operation
async def register_organisation(ctx: Context, new: schemas.NewOrganisation) -> Organisation:
    """Register an organisation under its OIN; it may read its own entry.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, OrganisationExists,
    ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    organisation = Organisation(
        id=new_id(), version=1, owner=ctx.actor.organisation, parties=[new.oin], **new.model_dump()
    )
    async with ctx.begin() as connection:
        reference = new.external_reference
        if reference is not None:
            known = await store.find_organisation_by_reference(
                connection, organisation.owner, ctx.actor.client_id, reference
            )
            if known is not None:
                if replace(organisation, id=known.id) != known:
                    raise ReferenceUsed(reference=reference, id=known.id)
                raise Replayed(Answer(200, encode(schemas.Organisation, known), known.version, known.id))
        await store.add_organisation(connection, organisation, ctx.actor.client_id)
        await logbook.record(ctx, connection, "organisation-registered", schemas.Organisation, organisation)
    return organisation


@operation
async def seed_organisation(ctx: Context, new: schemas.NewOrganisation) -> None:
    """Register an invented organisation of a sandbox that is opened; one that is there already stays as it is."""
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        if await store.list_organisations_by_oin(connection, [new.oin]):
            connection.recorded = True
            return
        made = Organisation(id=new_id(), version=1, owner=owner, parties=[new.oin], **new.model_dump())
        await store.add_organisation(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "organisation-registered", schemas.Organisation, made)
