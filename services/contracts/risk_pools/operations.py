"""What a purchaser can do with risk pools: agree one, find those that it is in, and ask whether its risks are covered."""

from __future__ import annotations

from uuid import UUID

from services.contracts.risk_pools import rules, store
from services.contracts.risk_pools.rules import RiskPolicy, RiskPool
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.steering import PoolVariant
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewRiskPool.model_fields if name != "external_reference")
PLAIN = Plain(
    "risk_pool",
    "risk_pools",
    "risicoverevening",
    "risicovereveningen",
    schemas.RiskPool,
    schemas.NewRiskPool,
    rules.RiskPoolNotFound,
    derivation=True,
)


@operation
async def get_risk_pool(ctx: Context, risk_pool_id: UUID) -> RiskPool:
    """One pool, for its owner and its members. Raises RiskPoolNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.RISK_POOLS.get(connection, risk_pool_id)


@operation
async def list_risk_pools(
    ctx: Context,
    page: PageRequest,
    *,
    year: int | None = None,
    variant: PoolVariant | None = None,
    reference: str | None = None,
) -> Slice[RiskPool]:
    """A page of the pools that the actor owns or is a member of."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.RISK_POOLS.page(
            connection, page, year=year, variant=variant, external_reference=reference
        )


@operation
async def register_risk_pool(ctx: Context, new: schemas.NewRiskPool) -> RiskPool:
    """Agree a pool for a year (N-120).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, RiskPoolRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    pool = made(RiskPool, new, id=new_id(), version=1, owner=require_purchaser(ctx), parties=[])
    pool, why = rules.agree(pool)
    async with ctx.begin() as connection:
        pool = rules.begun(pool, ctx.today)
        return await store.RISK_POOLS.enter(ctx, connection, pool, "risk-pool-registered", why, given=_GIVEN)


@operation
async def confirm_risk_pool(ctx: Context, risk_pool_id: UUID) -> RiskPool:
    """Say for the municipality of the token that it is a member; only then its risks count as pooled (R-C59).

    The same again changes nothing. Raises PurchaserOnly, RiskPoolNotFound, NotAMember, PreconditionFailed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    member = require_purchaser(ctx)
    async with ctx.begin() as connection:
        before = await store.RISK_POOLS.get(connection, risk_pool_id, lock=True)
        ctx.expect(before.version)
        pool, why = rules.confirm(before, member, ctx.today)
        if pool.version == before.version:
            connection.recorded = True
            return before
        await store.save_confirmed(connection, pool)
        await logbook.record(ctx, connection, "risk-pool-confirmed", schemas.RiskPool, pool, why)
        return pool


@operation
async def read_risk_policy(ctx: Context, asked: schemas.RiskPolicyAsked) -> RiskPolicy:
    """Whether each risk is pooled or provided for in a year; nothing is kept (R-C59)."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        pools = await store.RISK_POOLS.list_by(connection, "year", [asked.year])
    risks = [(one.care_type, one.provision_cents) for one in asked.risks]
    return rules.policy(ctx.actor.organisations, asked.year, risks, pools)
