"""What can be done with gradings: the municipality and the provider's intake record them; the municipality compares."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.gradings import rules, store
from services.access.gradings.rules import Graded, Grading, GradingComparison, GradingNotFound
from services.access.gradings.store import REGISTER
from services.access.requests import store as requests
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rights import OURSELVES
from shared.kit.rows import PageRequest, Slice
from shared.schemas.access import gradings as schemas
from shared.values import Derivation
from shared.values.legal_frames import GraderRole, GradingSide, GradingState
from shared.values.terms import ActorKind, Scope

_GIVEN = ("request_id", "role", "product_category", "product_code", "intensity", "factors", "graded_on")
PLAIN = Plain(
    one="grading",
    many="gradings",
    dutch="inschaling",
    dutch_many="inschalingen",
    model=schemas.Grading,
    new=schemas.NewGrading,
    missing=GradingNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_grading(ctx: Context, grading_id: UUID) -> Grading:
    """One grading. Raises GradingNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, grading_id)


@operation
async def list_gradings(
    ctx: Context,
    page: PageRequest,
    *,
    state: GradingState | None = None,
    role: GraderRole | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    provider: str | None = None,
    product_category: str | None = None,
    reference: str | None = None,
) -> Slice[Grading]:
    """A page of gradings; a provider sees its own. Raises BsnRefused for a code or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (product_category, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, role=role, request_id=request_id, citizen_id=citizen_id,
            provider=provider, product_category=product_category, external_reference=reference,
        )  # fmt: skip


@operation
async def get_grading_comparison(
    ctx: Context,
    first: GradingSide,
    second: GradingSide,
    from_date: date,
    to_date: date,
    *,
    provider: str | None = None,
    product_category: str | None = None,
) -> GradingComparison:
    """How far two sides agree over the gradings of some days, by provider and product (R-A46, D-33).

    The municipality sees its figures as they are, and so does a sibling; nobody else sees small numbers (F-08). Raises
    PurchaserOnly.
    """
    ctx.require(Scope.ACCESS_READ)
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    async with ctx.read() as connection:
        found = await store.compare_gradings(
            connection,
            first,
            second,
            from_date,
            to_date,
            provider=provider,
            product_category=product_category,
        )
    own = ctx.actor.kind in OURSELVES or ctx.actor.kind is ActorKind.PURCHASER
    limit = 0 if own and ctx.actor.via is None else ctx.service.settings.small_number
    return rules.compare(found, first, second, (from_date, to_date), limit=limit)


@operation
async def register_grading(ctx: Context, new: schemas.NewGrading) -> Grading:
    """Record how heavy somebody graded the need: the municipality, or the provider at its own intake (R-A46).

    The same client, reference and contents give the grading that is there (Replayed). Raises RequestNotFound, CitizenErased,
    GradingRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    assessor, actor, reference = ctx.require_end_user(), ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, new.request_id)
        mine = actor.purchaser and request.owner in actor.organisations
        if mine:
            await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.Grading, known, reference, {name: getattr(new, name) for name in _GIVEN})
        given = Graded(**new.model_dump(exclude={"request_id"}))
        provider = None if mine else actor.organisation
        made, why = rules.grade(request, given, assessor=assessor, provider=provider, today=ctx.today)
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "grading-recorded", schemas.Grading, made, why)
    return made


@operation
async def withdraw_grading(ctx: Context, grading_id: UUID) -> Grading:
    """Withdraw a grading that was a mistake, as who gave it or as the municipality.

    Raises GradingNotFound, PreconditionFailed, CitizenErased, GradingWithdrawn.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, grading_id, lock=True)
        ctx.expect(known.version)
        if ctx.actor.purchaser:
            await citizens.check_alive(connection, known.owner, known.citizen_id)
        told = await logbook.get_derivation(connection, grading_id)
        gone, why = rules.withdraw(known, ctx.today, told[1] if told else Derivation())
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "grading-withdrawn", schemas.Grading, gone, why)
    return gone
