"""What can be done with care orders: send them, read them, and see which acute care nobody decided on."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from services.access.allocations.store import REGISTER as ALLOCATIONS
from services.access.care_orders import rules, store
from services.access.care_orders.rules import CareOrder, CareOrderNotFound, CareOrderStands
from services.access.care_orders.store import REGISTER
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.nurse_contacts.rules import check_days
from services.access.policies import store as policies
from services.access.policies.rules import Policy
from services.access.products import store as products
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser
from services.access.reviews import store as reviews
from services.access.reviews.rules import LEAD_MONTHS, open_review
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation, add_months
from shared.values.allocating import AllocationState, CareOrderState
from shared.values.reviewing import ReviewKind, ReviewTrigger
from shared.values.terms import Scope

PLAIN = Plain(
    one="care_order",
    many="care_orders",
    dutch="zorgopdracht",
    dutch_many="zorgopdrachten",
    model=schemas.CareOrder,
    new=schemas.NewCareOrder,
    missing=CareOrderNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_care_order(ctx: Context, order_id: UUID) -> CareOrder:
    """One care order. Raises CareOrderNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, order_id)


@operation
async def list_care_orders(
    ctx: Context,
    page: PageRequest,
    *,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    allocation_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    state: CareOrderState | None = None,
    acute: bool | None = None,
    reference: str | None = None,
) -> Slice[CareOrder]:
    """A page of care orders. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, citizen_id=citizen_id, request_id=request_id, allocation_id=allocation_id,
            contract_id=contract_id, provider=provider, state=state, acute=acute, external_reference=reference,
        )  # fmt: skip


@operation
async def get_undecided_care(ctx: Context) -> schemas.UndecidedCare:
    """Acute care without a decision, with its days and amount; a provider sees its own (R-A48, I-09)."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy = (
            await policies.policy_on(connection, ctx.actor.organisation, today)
            if ctx.actor.purchaser
            else None
        )
        found = await store.list_undecided(connection)
    term = None if policy is None else policy.undecided_exposure_days
    shown = [rules.exposure(one, today) for one in found]
    return schemas.UndecidedCare(
        on=today,
        policy_version=None if policy is None else policy.version,
        care_orders=[
            schemas.UndecidedCareOrder(
                care_order_id=one.order.id,
                request_id=one.order.request_id,
                citizen_id=one.order.citizen_id,
                provider=one.order.provider,
                start_date=one.order.start_date,
                daily_amount_cents=one.order.daily_amount_cents,
                days_undecided=one.days_undecided,
                exposure_cents=one.exposure_cents,
                beyond_term=term is not None and one.days_undecided > term,
            )
            for one in shown
        ],
        exposure_cents=sum(one.exposure_cents or 0 for one in shown),
    )


@operation
async def get_unallocated_care(ctx: Context, first_day: date, last_day: date) -> schemas.UnallocatedCare:
    """Care without an allocation in some days by provider, as far as access knows it; a provider sees its own (D-30).

    Raises CountDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    check_days(first_day, last_day)
    policy, orderless, oldest = None, None, None
    async with ctx.read() as connection:
        if ctx.actor.purchaser:
            policy = await policies.policy_on(connection, ctx.actor.organisation, last_day)
            orderless, oldest = await store.count_orderless(connection, last_day)
        term = None if policy is None else policy.undecided_exposure_days
        lines = rules.together(await store.list_unallocated(connection, first_day, last_day, term))
    shown = [schemas.UnallocatedLine(**asdict(one)) for one in lines]
    return schemas.UnallocatedCare(
        first_day=first_day, last_day=last_day, policy_version=None if policy is None else policy.version,
        acute_without_order=orderless, oldest_days=oldest,
        exposure_cents=sum(one.undecided_cents for one in lines), lines=shown,
    )  # fmt: skip


@operation
async def register_care_order(ctx: Context, new: schemas.NewCareOrder) -> CareOrder:
    """Send a care order: for an allocation (R-A05), or for acute care on a request, which nothing blocks (R-A48).

    The same client, reference and contents give the order that is there (Replayed). Raises CareOrderUnclear,
    AllocationNotFound, RequestNotFound, PurchaserOnly, CitizenErased, AllocationDeleted, CareNotAcute, CareOrderStands, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    rules.check_clear(new.allocation_id, new.request_id, new.provider)
    async with ctx.begin() as connection:
        made, why = await _made(ctx, connection, new)
        known = await REGISTER.find_by_reference(
            connection, made.owner, ctx.actor.client_id, made.external_reference
        )
        if known is not None and made.external_reference is not None:
            given = {"citizen_id": made.citizen_id, "daily_amount_cents": made.daily_amount_cents}
            told = {"allocation_id": made.allocation_id, "provider": made.provider}
            give_known(schemas.CareOrder, known, made.external_reference, {**given, **told})
        standing = await store.find_standing(connection, made)
        if standing is not None:
            raise CareOrderStands(id=standing.id)
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "care-order-sent", schemas.CareOrder, made, why)
    return made


async def _made(
    ctx: Context, connection: Connection, new: schemas.NewCareOrder
) -> tuple[CareOrder, Derivation]:
    actor = ctx.actor
    if new.allocation_id is not None:
        allocation = await ALLOCATIONS.get(connection, new.allocation_id, lock=True)
        check_purchaser(actor.organisations, allocation.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, allocation.owner, allocation.citizen_id)
        return rules.order_for_allocation(
            allocation, daily_amount_cents=new.daily_amount_cents,
            external_reference=new.external_reference, today=ctx.today,
        )  # fmt: skip
    assert new.request_id is not None and new.provider is not None, "it is clear what is ordered"
    request = await requests.lock_request(connection, new.request_id)
    check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
    await citizens.check_alive(connection, request.owner, request.citizen_id)
    granted = await ALLOCATIONS.list_by(connection, "request_id", [request.id])
    for allocation in granted:
        if allocation.provider == new.provider and allocation.state is AllocationState.GRANTED:
            # Decided in the meantime: the order belongs to what was granted, and begins no later for it.
            made, why = rules.order_for_allocation(
                replace(allocation, acute=allocation.acute or request.acute), daily_amount_cents=new.daily_amount_cents,
                external_reference=new.external_reference, today=ctx.today,
            )  # fmt: skip
            return made, why
    policy, product = await policies.policy_on(connection, request.owner, ctx.today), None
    if not request.acute and request.product_category is not None:
        product = await products.find_product(
            connection, request.owner, request.law, request.product_category, request.product_code, ctx.today
        )
    rules.check_acute(request, product, new.start_date or ctx.today, policy, ctx.today)
    await _review_provider(ctx, connection, request, new.provider, policy)
    return rules.order_acute(
        request, new.provider, start_date=new.start_date, daily_amount_cents=new.daily_amount_cents,
        external_reference=new.external_reference, today=ctx.today,
    )  # fmt: skip


async def _review_provider(
    ctx: Context, connection: Connection, request: Request, provider: str, policy: Policy
) -> None:
    """Acute care goes to whom can give it; that it is no member of the contract is looked at afterwards (F-33)."""
    if request.contract_id is None:
        return
    known = await contract_terms.list_terms(connection, [request.contract_id])
    if not known or provider in {one.oin for one in known[0].members}:
        return
    review, why = open_review(
        ReviewKind.AFTER_ACUTE, ReviewTrigger.ACUTE_CARE, owner=request.owner, citizen_id=request.citizen_id,
        law=request.law, today=ctx.today, request_id=request.id, consultant=ctx.require_end_user(),
        due_on=add_months(ctx.today, LEAD_MONTHS), policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    await reviews.open_told(ctx, connection, review, why)


@operation
async def withdraw_care_order(ctx: Context, order_id: UUID) -> CareOrder:
    """Withdraw an order that was sent. Raises CareOrderNotFound, PurchaserOnly, PreconditionFailed, CareOrderNotSent."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, order_id, lock=True)
        ctx.expect(known.version)
        check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
        told = await logbook.get_derivation(connection, order_id)
        gone, why = rules.withdraw(known, told[1] if told else Derivation())
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "care-order-withdrawn", schemas.CareOrder, gone, why)
    return gone


@operation
async def due_decided(ctx: Context) -> list[UUID]:
    """The orders for acute care of this owner on whose request was decided by now (R-A48)."""
    async with ctx.read() as connection:
        return await store.list_decided(connection)


@operation
async def close_decided(ctx: Context, order_id: UUID) -> None:
    """Close an order for acute care with the decision that followed (R-A48). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_decided(connection, order_id)
        if found is None:
            connection.recorded = True
            return
        known, decision_id, decided_on = found
        told = await logbook.get_derivation(connection, order_id)
        closed, why = rules.decide(known, decision_id, decided_on, told[1] if told else Derivation())
        await REGISTER.save(connection, closed)
        await logbook.record(ctx, connection, "care-order-decided", schemas.CareOrder, closed, why)
