"""What a municipality, a region or a bureau can do with a cooperation: register it, change it, and see which powers it has."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.contracts.cooperations import rules, store
from services.contracts.cooperations.rules import Cooperation, CooperationPowers
from services.contracts.power_transfers import store as power_transfers
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.parties import CooperationModel
from shared.values.terms import Scope

_CHANGING = (
    "name", "model", "host", "legal_form", "legal_basis", "members", "factors", "motives", "valid_from", "valid_until",
)  # fmt: skip


@operation
async def get_cooperation(ctx: Context, cooperation_id: UUID) -> Cooperation:
    """One cooperation, for who registered it, members and host. Raises CooperationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_cooperation(connection, cooperation_id)


@operation
async def list_cooperations(
    ctx: Context,
    page: PageRequest,
    *,
    model: CooperationModel | None = None,
    host: str | None = None,
    reference: str | None = None,
) -> Slice[Cooperation]:
    """A page of cooperations, by model, host or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_cooperations(
            connection, page, model=model, host=host, external_reference=reference
        )


@operation
async def get_powers(ctx: Context, cooperation_id: UUID, day: date | None = None) -> CooperationPowers:
    """Which powers the host has on a day, or today, as far as the reader sees their transfers (R-C51).

    Raises CooperationNotFound.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        cooperation = await store.get_cooperation(connection, cooperation_id)
        transfers = (
            await power_transfers.list_held(
                connection, cooperation.host, [one.municipality_code for one in cooperation.members]
            )
            if cooperation.host is not None
            else []
        )
    return rules.powers(cooperation, transfers, day or today)


@operation
async def register_cooperation(ctx: Context, new: schemas.NewCooperation) -> Cooperation:
    """Register municipalities that purchase together; members and host may read it.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, CooperationRefused,
    ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, new, owner)


@operation
async def put_cooperation(
    ctx: Context, reference: str, new: schemas.NewCooperation
) -> tuple[Cooperation, bool]:
    """Register a cooperation under the client's own reference, or bring it to this; True when it is new.

    Raises PurchaserOnly, CooperationRefused, ReferenceUsed, PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        known = await store.COOPERATIONS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _register(ctx, connection, named, owner), True
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, replaced(known, new, "external_reference")), False


@operation
async def change_cooperation(
    ctx: Context, cooperation_id: UUID, change: schemas.CooperationChange
) -> Cooperation:
    """Change members, weights, motives or the last day.

    Raises PurchaserOnly, CooperationNotFound, PreconditionFailed, CooperationRefused.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.get_cooperation(connection, cooperation_id)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        before = await store.COOPERATIONS.get(connection, cooperation_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


async def _register(
    ctx: Context, connection: Connection, new: schemas.NewCooperation, owner: str
) -> Cooperation:
    asked = made(Cooperation, new, id=new_id(), version=1, owner=owner, parties=[])
    return await store.COOPERATIONS.enter(
        ctx, connection, rules.compose(asked), "cooperation-registered", given=_CHANGING
    )


async def _revise(
    ctx: Context, connection: Connection, before: Cooperation, asked: Cooperation
) -> Cooperation:
    after = rules.compose(asked)
    changes = {name: getattr(after, name) for name in (*_CHANGING, "complexity", "parties")}
    return await store.COOPERATIONS.revise(ctx, connection, before, "cooperation-revised", **changes)
