"""What happens to ceilings: contracts tells them, claims use them, people read how far (R-X01, R-X11)."""

from __future__ import annotations

from uuid import UUID

from services.settlement.ceilings import store
from services.settlement.ceilings.rules import Ceiling
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts
from shared.values.terms import Scope


@operation
async def apply_ceiling(ctx: Context, fact: Fact) -> None:
    """Take over a ceiling in money; what is used of it stays. One of volumes or persons is not for settlement (R-X01)."""
    told = fact.told(contracts.Ceiling)
    async with ctx.begin() as connection:
        if told.amount_cents is None:
            return
        exempt = {code for one in told.exempt_care_types for code in one.product_codes}
        ceiling = Ceiling(
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
            amount_cents=told.amount_cents,
            warning_basis_points=told.warning_basis_points,
            exempt_product_codes=sorted(exempt),
        )
        await store.save_ceiling(connection, ceiling, ctx.actor.client_id)


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
