"""What happens to what was agreed: contracts tells, people read."""

from __future__ import annotations

from uuid import UUID

from services.settlement.agreements import store
from services.settlement.agreements.rules import Agreement, KnownAmount, KnownTier, Tariff
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.terms import Scope


@operation
async def apply_tariff(ctx: Context, fact: Fact) -> None:
    """A tariff was agreed, changed or indexed: keep its whole table (R-X01, R-C27, R-C28)."""
    told = fact.told(schemas.Tariff)
    tariff = Tariff(
        id=told.id,
        version=told.version,
        owner=told.owner,
        external_reference=None,
        parties=[] if told.provider is None else [told.provider],
        product_code=told.product_code,
        contract_id=told.contract_id,
        provider=told.provider,
        unit=told.unit,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
        amounts=[KnownAmount(one.valid_from, one.valid_until, one.amount) for one in told.amounts],
        tiers=[KnownTier(one.threshold, one.amount_cents) for one in told.tiers],
    )
    async with ctx.begin() as connection:
        await store.save_tariff(connection, tariff, ctx.actor.client_id)


@operation
async def get_agreement(ctx: Context, agreement_id: UUID) -> Agreement:
    """One funding agreement. Raises AgreementNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_agreement(connection, agreement_id)


@operation
async def list_agreements(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, form: str | None = None
) -> Slice[Agreement]:
    """A page of funding agreements, of one contract or form when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_agreements(connection, page, contract_id, form)


@operation
async def get_tariff(ctx: Context, tariff_id: UUID) -> Tariff:
    """One tariff as settlement knows it. Raises TariffNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_tariff(connection, tariff_id)


@operation
async def list_tariffs(
    ctx: Context, page: PageRequest, product_code: str | None = None, contract_id: UUID | None = None
) -> Slice[Tariff]:
    """A page of tariffs, of one product or contract when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_tariffs(connection, page, product_code, contract_id)
