"""What a person can do with areas: register and change one, import many at once, and find them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.contracts.areas import rules, store
from services.contracts.areas.rules import Area
from services.contracts.coverages import store as coverages
from services.contracts.imports import store as imports
from services.contracts.imports.rules import Import
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.imports import ImportKind
from shared.values.populations import AreaLevel
from shared.values.terms import Scope


@operation
async def get_area(ctx: Context, area_id: UUID) -> Area:
    """One area. Raises AreaNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.AREAS.get(connection, area_id)


@operation
async def list_areas(
    ctx: Context,
    page: PageRequest,
    *,
    code: str | None = None,
    division: str | None = None,
    level: AreaLevel | None = None,
    municipality_code: str | None = None,
    reference: str | None = None,
) -> Slice[Area]:
    """A page of areas, filtered when asked; a code has an area for each of its borders."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.AREAS.page(
            connection,
            page,
            code=code,
            division=division,
            level=level,
            municipality_code=municipality_code,
            external_reference=reference,
        )


@operation
async def register_area(ctx: Context, new: schemas.NewArea) -> Area:
    """Register an area; new borders under a code end the open ones the day before.

    The same client, reference and contents, or the same area, give what is there (Replayed). Raises PurchaserOnly,
    AreasRefused, ReferenceUsed, CoverageTaken (R-C12).
    """
    area = _new(ctx, new)
    async with ctx.begin() as connection:
        known = await store.AREAS.find_by_reference(
            connection, area.owner, ctx.actor.client_id, new.external_reference
        )
        if known is not None:
            given = new.model_dump(exclude={"external_reference"})
            give_known(schemas.Area, known, new.external_reference or "", given)
        return await _register(ctx, connection, area)


@operation
async def put_area(ctx: Context, reference: str, new: schemas.NewArea) -> tuple[Area, bool]:
    """Register an area under the client's own reference, or bring that area to this; True when it is new.

    Its code and first day stay. Raises what registering raises.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    area = _new(ctx, new.model_copy(update={"external_reference": reference}))
    async with ctx.begin() as connection:
        known = await store.AREAS.find_by_reference(connection, area.owner, ctx.actor.client_id, reference)
        if known is None:
            return await _register(ctx, connection, area), True
        if (known.code, known.valid_from) != (area.code, area.valid_from):
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, replaced(known, new, "external_reference")), False


@operation
async def change_area(ctx: Context, area_id: UUID, change: schemas.AreaChange) -> Area:
    """Change an area's name, last day, or what it is part of; coverages follow its borders.

    Raises PurchaserOnly, AreaNotFound, PreconditionFailed, AreasRefused, CoverageTaken (R-C12).
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.AREAS.get(connection, area_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


@operation
async def import_areas(ctx: Context, new: schemas.AreasToImport) -> Import:
    """Enter many areas at once: all or nothing, safe to repeat; what is there in another form gets its next version.

    Raises PurchaserOnly, AreasRefused with every fault of every area, CoverageTaken (R-C12).
    """
    owner = _may_write(ctx)
    given = [_new(ctx, one) for one in new.areas]
    async with ctx.begin() as connection:
        entry = await _enter(ctx, connection, owner, given, "#/areas/{}")
        done = Import(
            id=new_id(),
            owner=owner,
            kind=ImportKind.AREAS,
            parties=[],
            registered=len(entry.registered),
            changed=len(entry.changed),
            closed=len(entry.closed),
            unchanged=len(entry.unchanged),
            touched=[one.id for one in (*entry.registered, *entry.saved)],
        )
        return await imports.IMPORTS.enter(ctx, connection, done, "areas-imported", given=(), status=200)


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


def _new(ctx: Context, new: schemas.NewArea) -> Area:
    return made(Area, new, id=new_id(), version=1, owner=_may_write(ctx), parties=[])


async def _enter(
    ctx: Context, connection: Connection, owner: str, given: Sequence[Area], place: str
) -> rules.Entry:
    """Enter areas, and bring the coverages that lie in them in step."""
    await store.lock_areas(connection, owner)
    known = [one for one in await store.list_areas_of(connection, [owner]) if one.owner == owner]
    entry = rules.enter(known, given, place)
    await store.save_entry(connection, entry, ctx.actor.client_id)
    if entry.registered or entry.saved:
        latest = {one.id: one for one in (*known, *entry.saved, *entry.registered)}
        await coverages.redraw(connection, owner, list(latest.values()))
    return entry


async def _register(ctx: Context, connection: Connection, area: Area) -> Area:
    entry = await _enter(ctx, connection, area.owner, [area], "#")
    if entry.unchanged:
        (same,) = entry.unchanged
        raise Replayed(Answer(200, encode(schemas.Area, same), same.version, same.id))
    if entry.changed:
        raise rules.AreasRefused(errors=(rules.OVERLAPPING,))
    for one in entry.closed:
        await logbook.tell(ctx, connection, "area-revised", schemas.Area, one)
    await logbook.record(ctx, connection, "area-registered", schemas.Area, area)
    return area


async def _revise(ctx: Context, connection: Connection, before: Area, after: Area) -> Area:
    entry = await _enter(ctx, connection, before.owner, [after], "#")
    if not entry.changed:
        connection.recorded = True
        return before
    (changed,) = entry.changed
    await logbook.record(ctx, connection, "area-revised", schemas.Area, changed)
    return changed
