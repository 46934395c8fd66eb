"""What happens to ceilings: contracts tells them, claims use them, people read how far (R-X01, R-X11)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.settlement.ceilings import store
from services.settlement.ceilings.rules import Ceiling, exhaustion, recounted, reopened, scope_of
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts
from shared.schemas import settlement as schemas
from shared.values.budgets import CeilingQuantity
from shared.values.terms import Scope


@operation
async def apply_ceiling(ctx: Context, fact: Fact) -> None:
    """Take over a ceiling in money; what is used of it stays, and is counted anew where it holds for other care (R-X01).

    What was paid before it was told counts too. One of volumes or persons bounds no money, nor one that says none any more.
    """
    told = fact.told(contracts.Ceiling)
    async with ctx.begin() as connection:
        await store.lock_telling(connection, told.owner, shared=False)
        before = await store.lock_ceiling(connection, told.owner, told.id)
        ceiling = _told(told, before)
        if ceiling is None or not await store.save_ceiling(connection, ceiling, ctx.actor.client_id):
            connection.recorded = True
            return
        if before is None or scope_of(before) != scope_of(ceiling):
            ceiling = recounted(ceiling, await store.list_paid(connection, ceiling))
        else:
            ceiling = reopened(ceiling)
        ceiling = replace(ceiling, warned=ceiling.warned or (ceiling.warns and not ceiling.withdrawn))
        await store.save_uses(connection, [ceiling], ctx.actor.client_id)
        if ceiling.warned and (before is None or not before.warned):
            _, why = exhaustion(ceiling)
            await logbook.tell(ctx, connection, "ceiling-warned", schemas.CeilingUsage, ceiling, why)


def _told(told: contracts.Ceiling, before: Ceiling | None) -> Ceiling | None:
    """The ceiling as contracts tells it now with what was used of it; None where it never bounded money."""
    bound = told.amount_cents if told.quantity is CeilingQuantity.COST else None
    cents = before.amount_cents if bound is None and before is not None else bound
    if cents is None:
        return None
    exempt = {code for one in told.exempt_care_types for code in one.product_codes}
    now = Ceiling(
        id=told.id,
        version=told.version,
        owner=told.owner,
        external_reference=None,
        parties=[] if told.provider is None else [told.provider],
        name=told.name,
        year=told.year,
        level=told.level,
        contract_id=told.contract_id,
        provider=told.provider,
        population_id=told.population_id,
        amount_cents=cents,
        warning_basis_points=told.warning_basis_points,
        exempt_product_codes=sorted(exempt),
        withdrawn=bound is None,
    )
    return now if before is None else replace(now, **{name: getattr(before, name) for name in store.USED})


@operation
async def get_usage(ctx: Context, ceiling_id: UUID) -> Ceiling:
    """How far a ceiling is used, and when it will be empty at this pace (D-27, R-S34). Raises CeilingNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_ceiling(connection, ceiling_id)


@operation
async def list_usages(
    ctx: Context, page: PageRequest, year: int | None = None, contract_id: UUID | None = None
) -> Slice[Ceiling]:
    """A page of ceilings with how far each is used."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_ceilings(connection, page, year=year, contract_id=contract_id)
