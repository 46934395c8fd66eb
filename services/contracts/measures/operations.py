"""What a purchaser can do with measures: take them over from the list of the source, register and change one, find them."""

from __future__ import annotations

from uuid import UUID

from services.contracts.imports import store as imports
from services.contracts.imports.rules import Import
from services.contracts.measures import rules, store
from services.contracts.measures.rules import Measure
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.imports import ImportKind
from shared.values.steering import MeasurePillar, MeasureStatus
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewMeasure.model_fields if name != "external_reference")
PLAIN = Plain(
    "measure",
    "measures",
    "beheersmaatregel",
    "beheersmaatregelen",
    schemas.Measure,
    schemas.NewMeasure,
    rules.MeasureNotFound,
    change=schemas.MeasureChange,
)


@operation
async def get_measure(ctx: Context, measure_id: UUID) -> Measure:
    """One measure. Raises MeasureNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.MEASURES.get(connection, measure_id)


@operation
async def list_measures(
    ctx: Context,
    page: PageRequest,
    *,
    pillar: MeasurePillar | None = None,
    status: MeasureStatus | None = None,
    code: str | None = None,
    reference: str | None = None,
) -> Slice[Measure]:
    """A page of measures, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.MEASURES.page(
            connection, page, pillar=pillar, status=status, code=code, external_reference=reference
        )


@operation
async def register_measure(ctx: Context, new: schemas.NewMeasure) -> Measure:
    """Register a measure (N-122).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, MeasuresUnknown, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    measure = made(Measure, new, id=new_id(), version=1, owner=require_purchaser(ctx), parties=[])
    rules.check(measure)
    async with ctx.begin() as connection:
        return await store.MEASURES.enter(ctx, connection, measure, "measure-registered", given=_GIVEN)


@operation
async def import_measures(ctx: Context, asked: schemas.MeasuresToImport) -> Import:
    """Take measures over from the list of the source; safe to repeat (A-12.23).

    Raises PurchaserOnly, MeasuresUnknown.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        fresh, unchanged = rules.enter(asked.codes, await store.lock_codes(connection, owner))
        entered = [
            Measure(
                id=new_id(), version=1, owner=owner, external_reference=None, parties=[], code=one.code,
                pillar=one.pillar, name_nl=one.name_nl, name_en=one.name_en,
            )
            for one in fresh
        ]  # fmt: skip
        if entered:
            await store.add_measures(connection, entered, ctx.actor.client_id)
        done = Import(
            id=new_id(),
            owner=owner,
            kind=ImportKind.MEASURES,
            parties=[],
            registered=len(entered),
            unchanged=unchanged,
            touched=[one.id for one in entered],
        )
        return await imports.IMPORTS.enter(ctx, connection, done, "measures-imported", given=(), status=200)


@operation
async def change_measure(ctx: Context, measure_id: UUID, change: schemas.MeasureChange) -> Measure:
    """Change one.

    Raises MeasureNotFound, PurchaserOnly, PreconditionFailed, MeasuresUnknown.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.MEASURES.get(connection, measure_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = rules.check(merged(before, change))
        changes = {name: getattr(after, name) for name in schemas.MeasureChange.model_fields}
        return await store.MEASURES.revise(ctx, connection, before, "measure-changed", **changes)
