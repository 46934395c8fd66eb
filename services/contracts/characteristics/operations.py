"""What a person can do with characteristics of areas: register and correct one, import many at once, and find them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.contracts.areas import store as areas
from services.contracts.characteristics import rules, store
from services.contracts.characteristics.rules import Characteristic
from services.contracts.imports import store as imports
from services.contracts.imports.rules import Import
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.merging import made
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.imports import ImportKind
from shared.values.populations import CharacteristicKind, UsedFor
from shared.values.terms import Scope


@operation
async def get_characteristic(ctx: Context, characteristic_id: UUID) -> Characteristic:
    """One value. Raises CharacteristicNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CHARACTERISTICS.get(connection, characteristic_id)


@operation
async def list_characteristics(
    ctx: Context,
    page: PageRequest,
    *,
    area_code: str | None = None,
    characteristic: CharacteristicKind | None = None,
    year: int | None = None,
    used_for: UsedFor | None = None,
    fits_use: bool | None = None,
    reference: str | None = None,
) -> Slice[Characteristic]:
    """A page of values, filtered when asked; `fits_use` False gives the warnings of R-C17."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CHARACTERISTICS.page(
            connection,
            page,
            area_code=area_code,
            characteristic=characteristic,
            year=year,
            used_for=used_for,
            fits_use=fits_use,
            external_reference=reference,
        )


@operation
async def register_characteristic(ctx: Context, new: schemas.NewCharacteristic) -> Characteristic:
    """Register a value of a characteristic of an area in a year; "." is a suppressed one (N-106, R-C17).

    The same value gives what is there (Replayed). Raises PurchaserOnly, CharacteristicsRefused, ReferenceUsed.
    """
    owner = _may_write(ctx)
    one = _new(new, owner)
    async with ctx.begin() as connection:
        known = await store.CHARACTERISTICS.find_by_reference(
            connection, owner, ctx.actor.client_id, new.external_reference
        )
        if known is not None:
            given = new.model_dump(exclude={"external_reference", "value"}) | {"value": one.value}
            give_known(schemas.Characteristic, known, new.external_reference or "", given)
        return await _register(ctx, connection, one)


@operation
async def put_characteristic(
    ctx: Context, reference: str, new: schemas.NewCharacteristic
) -> tuple[Characteristic, bool]:
    """Register a value under the client's own reference, or correct that value; True when it is new.

    Of what it is the value stays. Raises what registering raises.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    one = _new(new.model_copy(update={"external_reference": reference}), owner)
    async with ctx.begin() as connection:
        known = await store.CHARACTERISTICS.find_by_reference(
            connection, owner, ctx.actor.client_id, reference
        )
        if known is None:
            return await _register(ctx, connection, one), True
        if known.key != one.key:
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, one), False


@operation
async def change_characteristic(
    ctx: Context, characteristic_id: UUID, change: schemas.CharacteristicChange
) -> Characteristic:
    """Correct a value, its unit or its use.

    Raises PurchaserOnly, CharacteristicNotFound, PreconditionFailed.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.CHARACTERISTICS.get(connection, characteristic_id, lock=True)
        ctx.expect(before.version)
        after = rules.corrected(before, change.model_dump(include=change.model_fields_set))
        return await _revise(ctx, connection, before, after)


@operation
async def import_characteristics(ctx: Context, new: schemas.CharacteristicsToImport) -> Import:
    """Enter many values at once: all or nothing, safe to repeat; another value of the same is its next version.

    Raises PurchaserOnly, CharacteristicsRefused with every fault of every value.
    """
    owner = _may_write(ctx)
    given = [_new(one, owner) for one in new.characteristics]
    async with ctx.begin() as connection:
        entry = await _enter(ctx, connection, given, "#/characteristics/{}", revising=True)
        touched = [*entry.registered, *entry.changed]
        everything = [*touched, *entry.unchanged]
        done = Import(
            id=new_id(),
            owner=owner,
            kind=ImportKind.CHARACTERISTICS,
            # Who sees every value of it.
            parties=sorted(set.intersection(*(set(one.parties) for one in everything))),
            registered=len(entry.registered),
            changed=len(entry.changed),
            unchanged=len(entry.unchanged),
            suppressed=sum(one.suppressed for one in everything),
            unfit=sum(not one.fits_use for one in everything),
            touched=[one.id for one in touched],
        )
        return await imports.IMPORTS.enter(
            ctx, connection, done, "characteristics-imported", given=(), status=200
        )


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


def _new(new: schemas.NewCharacteristic, owner: str) -> Characteristic:
    own = {"id": new_id(), "version": 1, "owner": owner, "parties": [], "suppressed": False, "fits_use": True}
    return rules.tell(made(Characteristic, new, **own), new.value)


async def _enter(
    ctx: Context, connection: Connection, given: Sequence[Characteristic], place: str, *, revising: bool
) -> rules.Entry:
    owner, codes = given[0].owner, sorted({one.area_code for one in given})
    shared = await areas.find_parties(connection, owner, codes)
    known = await store.list_of_areas(connection, [owner], codes)
    seen = [rules.seen_by(one, shared.get(one.area_code, [])) for one in given]
    entry = rules.enter(known, seen, shared, place=place, revising=revising)
    await store.save_entry(connection, entry, ctx.actor.client_id)
    return entry


async def _register(ctx: Context, connection: Connection, one: Characteristic) -> Characteristic:
    entry = await _enter(ctx, connection, [one], "#", revising=False)
    for same in entry.unchanged:
        raise Replayed(Answer(200, encode(schemas.Characteristic, same), same.version, same.id))
    (registered,) = entry.registered
    why = rules.explain(registered)
    await logbook.record(
        ctx, connection, "characteristic-registered", schemas.Characteristic, registered, why
    )
    return registered


async def _revise(
    ctx: Context, connection: Connection, before: Characteristic, after: Characteristic
) -> Characteristic:
    return await store.CHARACTERISTICS.revise(
        ctx,
        connection,
        before,
        "characteristic-corrected",
        rules.explain(after),
        unit=after.unit,
        value=after.value,
        suppressed=after.suppressed,
        used_for=after.used_for,
        fits_use=after.fits_use,
    )
