"""What a purchaser can do with pilots: register one, follow it to its roll-out, find them; participants read them."""

from __future__ import annotations

from uuid import UUID

from services.contracts.measures import store as measures
from services.contracts.pilots import rules, store
from services.contracts.pilots.rules import Pilot
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.steering import PilotStatus
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewPilot.model_fields if name != "external_reference")

_CHANGING = (*schemas.PilotChange.model_fields, "expected_balance_cents", "real_balance_cents")
PLAIN = Plain(
    "pilot",
    "pilots",
    "pilot",
    "pilots",
    schemas.Pilot,
    schemas.NewPilot,
    rules.PilotNotFound,
    change=schemas.PilotChange,
    derivation=True,
)


@operation
async def get_pilot(ctx: Context, pilot_id: UUID) -> Pilot:
    """One pilot, for its owner and its participants. Raises PilotNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.PILOTS.get(connection, pilot_id)


@operation
async def list_pilots(
    ctx: Context,
    page: PageRequest,
    *,
    status: PilotStatus | None = None,
    area_code: str | None = None,
    measure_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Pilot]:
    """A page of pilots, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.PILOTS.page(
            connection,
            page,
            status=status,
            area_code=area_code,
            measure_id=measure_id,
            external_reference=reference,
        )


@operation
async def register_pilot(ctx: Context, new: schemas.NewPilot) -> Pilot:
    """Register a pilot (N-123).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, MeasureNotFound,
    PilotRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    pilot = made(Pilot, new, id=new_id(), version=1, owner=owner, parties=[])
    pilot, why = rules.check(pilot)
    async with ctx.begin() as connection:
        if new.measure_id is not None:
            await measures.MEASURES.get(connection, new.measure_id)
        return await store.PILOTS.enter(ctx, connection, pilot, "pilot-registered", why, given=_GIVEN)


@operation
async def change_pilot(ctx: Context, pilot_id: UUID, change: schemas.PilotChange) -> Pilot:
    """Change one.

    Raises PilotNotFound, PurchaserOnly, PreconditionFailed, PilotRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.PILOTS.get(connection, pilot_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after, why = rules.check(merged(before, change))
        changes = {name: getattr(after, name) for name in _CHANGING}
        return await store.PILOTS.revise(ctx, connection, before, "pilot-changed", why, **changes)
