"""What a person can do with the social map: put provisions on it, read an area's profile, and share map and data (D-17)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.contracts.area_sharings.rules import AreaSharing
from services.contracts.area_sharings.store import AREA_SHARINGS
from services.contracts.areas import store as areas
from services.contracts.characteristics import store as characteristics
from services.contracts.provisions import rules, store
from services.contracts.provisions.rules import AreaProfile, Provision
from shared.errors import ReferenceUsed
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.populations import AreaLevel, ProvisionKind
from shared.values.terms import Scope

_CHANGING = ("name", "kind", "organisation", "product_codes", "description", "valid_from", "valid_until")


@operation
async def get_provision(ctx: Context, provision_id: UUID) -> Provision:
    """One provision. Raises ProvisionNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.PROVISIONS.get(connection, provision_id)


@operation
async def list_provisions(
    ctx: Context,
    page: PageRequest,
    *,
    area_code: str | None = None,
    kind: ProvisionKind | None = None,
    organisation: str | None = None,
    reference: str | None = None,
) -> Slice[Provision]:
    """A page of provisions, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.PROVISIONS.page(
            connection,
            page,
            area_code=area_code,
            kind=kind,
            organisation=organisation,
            external_reference=reference,
        )


@operation
async def list_profiles(
    ctx: Context,
    page: PageRequest,
    *,
    code: str | None = None,
    division: str | None = None,
    level: AreaLevel | None = None,
    municipality_code: str | None = None,
    year: int | None = None,
    day: date | None = None,
) -> Slice[AreaProfile]:
    """A page of areas, each with its neighbourhood data and its social map; three statements, however many they are (D-17).

    The values of a year, or the newest of each characteristic; the provisions of a day, or of today.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await areas.AREAS.page(
            connection, page, code=code, division=division, level=level, municipality_code=municipality_code
        )
        owners, codes = (
            sorted({one.owner for one in found.items}),
            sorted({one.code for one in found.items}),
        )
        figures = await characteristics.list_of_areas(connection, owners, codes)
        held = await store.list_of_areas(connection, owners, codes)
    return Slice(rules.profiles(found.items, figures, held, day or today, year), found.last)


@operation
async def register_provision(ctx: Context, new: schemas.NewProvision) -> Provision:
    """Put a provision on the social map of an area; who sees the area sees it.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ProvisionRefused,
    ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, new, owner)


@operation
async def put_provision(ctx: Context, reference: str, new: schemas.NewProvision) -> tuple[Provision, bool]:
    """Put a provision on the map under the client's own reference, or bring that provision to this; True when it is new.

    Its area stays. Raises what registering raises.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        known = await store.PROVISIONS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _register(ctx, connection, named, owner), True
        if known.area_code != new.area_code:
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, replaced(known, new, "external_reference")), False


@operation
async def change_provision(ctx: Context, provision_id: UUID, change: schemas.ProvisionChange) -> Provision:
    """Change a provision, or give it a last day. Raises PurchaserOnly, ProvisionNotFound, PreconditionFailed, ProvisionRefused."""
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.PROVISIONS.get(connection, provision_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


@operation
async def share_profiles(ctx: Context, new: schemas.NewAreaSharing) -> AreaSharing:
    """Let organisations see areas, neighbourhood data and social map of a municipality, at a tender for example (D-17).

    What is registered later in a shared area is shared too. Raises PurchaserOnly.
    """
    owner = _may_write(ctx)
    named = sorted(set(new.organisations))
    async with ctx.begin() as connection:
        await areas.lock_areas(connection, owner)
        codes = await areas.share_areas(connection, owner, new.municipality_code, named)
        await characteristics.share(connection, owner, codes, named)
        await store.share(connection, owner, codes, named)
        done = AreaSharing(
            id=new_id(),
            owner=owner,
            parties=named,
            municipality_code=new.municipality_code,
            organisations=named,
            areas=len(codes),
        )
        return await AREA_SHARINGS.enter(ctx, connection, done, "area-profiles-shared", given=(), status=200)


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


async def _register(ctx: Context, connection: Connection, new: schemas.NewProvision, owner: str) -> Provision:
    shared = await areas.find_parties(connection, owner, [new.area_code])
    parties = shared.get(new.area_code, [])
    provision = made(Provision, new, id=new_id(), version=1, owner=owner, parties=parties)
    rules.check(provision, area_known=new.area_code in shared)
    given = ("area_code", *_CHANGING)
    return await store.PROVISIONS.enter(ctx, connection, provision, "provision-registered", given=given)


async def _revise(ctx: Context, connection: Connection, before: Provision, after: Provision) -> Provision:
    rules.check(after, area_known=True)
    changes = {name: getattr(after, name) for name in _CHANGING}
    return await store.PROVISIONS.revise(ctx, connection, before, "provision-revised", **changes)
