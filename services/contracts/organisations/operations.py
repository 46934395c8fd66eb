"""What a person can do with organisations: register and change one, and find it."""

from __future__ import annotations

from uuid import UUID

from services.contracts.organisations import rules, store
from services.contracts.organisations.rules import Organisation
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import OrganisationKind, Scope

_CHANGING = (
    "name", "municipality_code", "agb_code", "region", "inhabitants", "inhabitants_on", "role_model", "scenario",
    "own_risk_provision_cents", "sectors", "size", "main_area_codes", "financial_signal", "financial_signal_on",
)  # fmt: skip
_FIXED = ("oin", "kind")


@operation
async def get_organisation(ctx: Context, organisation_id: UUID) -> Organisation:
    """One organisation. Raises OrganisationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.ORGANISATIONS.get(connection, organisation_id)


@operation
async def list_organisations(
    ctx: Context,
    page: PageRequest,
    oin: str | None = None,
    reference: str | None = None,
    *,
    kind: OrganisationKind | None = None,
    municipality_code: str | None = None,
    region: str | None = None,
) -> Slice[Organisation]:
    """A page of organisations, filtered when asked: by OIN, the client's own reference, kind, municipality or region."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.ORGANISATIONS.page(
            connection, page, oin=oin, external_reference=reference, kind=kind, municipality_code=municipality_code,
            region=region,
        )  # fmt: skip


@operation
async def list_organisations_by_oin(
    ctx: Context, keys: list[tuple[str, str]]
) -> dict[tuple[str, str], Organisation]:
    """Many organisations at once, by owner and OIN, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.ORGANISATIONS.list_by(connection, "oin", [oin for _, oin in keys])
    return {(one.owner, one.oin): one for one in found}


@operation
async def register_organisation(ctx: Context, new: schemas.NewOrganisation) -> Organisation:
    """Register an organisation under its OIN; it may read its own entry.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, OrganisationExists,
    ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, new, owner)


@operation
async def put_organisation(
    ctx: Context, reference: str, new: schemas.NewOrganisation
) -> tuple[Organisation, bool]:
    """Register an organisation under the client's own reference, or bring it to this; True when it is new.

    Its OIN and kind stay. Raises PurchaserOnly, OrganisationExists, ReferenceUsed, PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        known = await store.ORGANISATIONS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _register(ctx, connection, named, owner), True
        if any(getattr(known, name) != getattr(new, name) for name in _FIXED):
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, replaced(known, new, "external_reference")), False


@operation
async def change_organisation(
    ctx: Context, organisation_id: UUID, change: schemas.OrganisationChange
) -> Organisation:
    """Say more of an organisation, or something else (N-100, N-102); its OIN and kind stay.

    Raises PurchaserOnly, OrganisationNotFound, PreconditionFailed, OrganisationRefused.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.ORGANISATIONS.get(connection, organisation_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


@operation
async def seed_organisation(ctx: Context, new: schemas.NewOrganisation) -> None:
    """Register an invented organisation of a sandbox that is opened; one that is there already stays as it is."""
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        if await store.ORGANISATIONS.list_by(connection, "oin", [new.oin]):
            connection.recorded = True
            return
        one = made(Organisation, new, id=new_id(), version=1, owner=owner, parties=[new.oin])
        await store.ORGANISATIONS.add(connection, one, ctx.actor.client_id)
        await logbook.record(ctx, connection, "organisation-registered", schemas.Organisation, one)


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


async def _register(
    ctx: Context, connection: Connection, new: schemas.NewOrganisation, owner: str
) -> Organisation:
    one = made(Organisation, new, id=new_id(), version=1, owner=owner, parties=[new.oin])
    given = (*_FIXED, *_CHANGING)
    with store.once(new.oin):
        return await store.ORGANISATIONS.enter(ctx, connection, one, "organisation-registered", given=given)


async def _revise(
    ctx: Context, connection: Connection, before: Organisation, after: Organisation
) -> Organisation:
    rules.check_days(after)
    changes = {name: getattr(after, name) for name in _CHANGING}
    return await store.ORGANISATIONS.revise(ctx, connection, before, "organisation-revised", **changes)
