"""What can be done with equated days: add a year that a new decree tells of, correct it, read the years."""

from __future__ import annotations

from uuid import UUID

from services.access.equated_days import rules, store
from services.access.equated_days.rules import EquatedDays
from services.access.equated_days.store import REGISTER
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas.access import terms as schemas
from shared.values import new_id
from shared.values.terms import Scope

_GIVEN = ("year", "days", "decree")
PLAIN = Plain(
    one="equated_day",
    many="equated_days",
    dutch="jaar met gelijkgestelde dagen",
    dutch_many="jaren met gelijkgestelde dagen",
    model=schemas.EquatedDays,
    new=schemas.NewEquatedDays,
    missing=rules.EquatedDaysNotFound,
    change=schemas.EquatedDaysChange,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_equated_day(ctx: Context, days_id: UUID) -> EquatedDays:
    """The days of one year. Raises EquatedDaysNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, days_id)


@operation
async def list_equated_days(
    ctx: Context, page: PageRequest, *, year: int | None = None, reference: str | None = None
) -> Slice[EquatedDays]:
    """A page of the years that were added beside the built-in ones."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, year=year, external_reference=reference)


@operation
async def register_equated_day(ctx: Context, new: schemas.NewEquatedDays) -> EquatedDays:
    """Add the days of a year; terms that begin from now on take them in.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, EquatedDaysRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner, client_id, reference = require_purchaser(ctx), ctx.actor.client_id, new.external_reference
    added = made(EquatedDays, new, id=new_id(), version=1, owner=owner, parties=[])
    async with ctx.begin() as connection:
        others = await store.lock_years(connection, owner)
        known = await REGISTER.find_by_reference(connection, owner, client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.EquatedDays, known, reference, {name: getattr(added, name) for name in _GIVEN})
        rules.check(added, others)
        await REGISTER.add(connection, added, client_id)
        await logbook.record(ctx, connection, "equated-days-added", schemas.EquatedDays, added)
    return added


@operation
async def change_equated_day(ctx: Context, days_id: UUID, change: schemas.EquatedDaysChange) -> EquatedDays:
    """Correct the days of a year. Raises EquatedDaysNotFound, PurchaserOnly, PreconditionFailed, EquatedDaysRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        others = await store.lock_years(connection, require_purchaser(ctx))
        before = await REGISTER.get(connection, days_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = rules.check(merged(before, change), others)
        return await REGISTER.revise(
            ctx, connection, before, "equated-days-changed", days=after.days, decree=after.decree
        )
