"""What a core team can do with its neighbourhood's budget: place a hire order, withdraw it, find them."""

from __future__ import annotations

from uuid import UUID

from services.settlement.hire_orders import rules, store
from services.settlement.hire_orders.rules import HireOrder
from services.settlement.ledger import store as ledger
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_order(ctx: Context, order_id: UUID) -> HireOrder:
    """One hire order. Raises HireOrderNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_order(connection, order_id)


@operation
async def list_orders(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    area_code: str | None = None,
    reference: str | None = None,
) -> Slice[HireOrder]:
    """A page of hire orders, of one contract, neighbourhood or own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_orders(connection, page, contract_id, area_code, reference)


@operation
async def place_order(ctx: Context, new: schemas.NewHireOrder) -> HireOrder:
    """Hire within a neighbourhood's budget; the amount is committed in the books (R-S55).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ReferenceUsed,
    HireOrderRefused, HireOrderAboveBudget.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    given = new.model_dump(exclude={"external_reference"})
    async with ctx.begin() as connection:
        agreed = await store.lock_budgets(connection, owner, new.contract_id)
        if reference is not None:
            known = await store.find_order_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                give_known(schemas.HireOrder, known, reference, given)
        agreement, budget = rules.budget_of(agreed, new.area_code, new.from_date, new.until_date)
        year = new.from_date.year
        ordered = await store.ordered_cents(connection, owner, new.contract_id, new.area_code, year)
        made = HireOrder(
            id=new_id(), version=1, owner=owner, external_reference=reference, parties=[new.provider],
            agreement_id=agreement.id, year=year, ordered_on=ctx.today, withdrawn_on=None, **given,
        )  # fmt: skip
        made = rules.within(made, budget, ordered)
        await store.add_order(connection, made, ctx.actor.client_id)
        await ledger.post(connection, [rules.commitment(made)], ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "hire-order-placed", schemas.HireOrder, made)
    return made


@operation
async def withdraw_order(ctx: Context, order_id: UUID) -> HireOrder:
    """Take a hire order back: its budget and its commitment are free again.

    Raises PurchaserOnly, HireOrderNotFound, HireOrderWithdrawn, PreconditionFailed.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known = await store.get_order(connection, order_id, lock=True)
        ctx.expect(known.version)
        order = rules.withdraw(known, ctx.today)
        await store.save_withdrawn(connection, order)
        await ledger.post(connection, [rules.commitment(order)], ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "hire-order-withdrawn", schemas.HireOrder, order)
    return order
