"""What a municipality can do with its policies: set one ahead, change or withdraw it before its first day, read what holds."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from services.access.policies import rules, store
from services.access.policies.rules import Policy
from services.access.policies.store import REGISTER
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas.access import policies as schemas
from shared.values import new_id
from shared.values.access_policies import PolicyState
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewPolicy.model_fields if name != "external_reference")
PLAIN = Plain(
    one="policy",
    many="policies",
    dutch="beleidsregel",
    dutch_many="beleidsregels",
    model=schemas.Policy,
    new=schemas.NewPolicy,
    missing=rules.PolicyNotFound,
    change=schemas.PolicyChange,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_policy(ctx: Context, policy_id: UUID) -> Policy:
    """One policy. Raises PolicyNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, policy_id)


@operation
async def list_policies(
    ctx: Context,
    page: PageRequest,
    *,
    state: PolicyState | None = None,
    reference: str | None = None,
) -> Slice[Policy]:
    """A page of policies, past, present and to come."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, state=state, external_reference=reference)


@operation
async def get_current_policy(ctx: Context, on: date | None = None) -> rules.CurrentPolicy:
    """What holds on a day (today when none is named); the standard of version 0 where nothing was set. Raises PurchaserOnly."""
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        return rules.current(await store.policy_on(connection, owner, on or today), on or today)


@operation
async def register_policy(ctx: Context, new: schemas.NewPolicy) -> Policy:
    """Set a policy for today or a later day; it holds until the next one's first day.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, PolicyRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner, client_id = require_purchaser(ctx), ctx.actor.client_id
    # Any: a policy that was set has an id, which the built-in standard lacks.
    policy: Any = made(Policy, new, id=new_id(), version=1, owner=owner, parties=[])
    async with ctx.begin() as connection:
        others = await store.lock_policies(connection, owner)
        reference = new.external_reference
        known: Any = await REGISTER.find_by_reference(connection, owner, client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.Policy, known, reference, {name: getattr(policy, name) for name in _GIVEN})
        rules.check(policy, others, ctx.today)
        await REGISTER.add(connection, policy, client_id)
        await logbook.record(ctx, connection, "policy-set", schemas.Policy, policy)
    registered: Policy = policy
    return registered


@operation
async def change_policy(ctx: Context, policy_id: UUID, change: schemas.PolicyChange) -> Policy:
    """Change a policy that is still to come; what was decided under one never changes.

    Raises PolicyNotFound, PurchaserOnly, PreconditionFailed, PolicyInForce, PolicyRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        others = await store.lock_policies(connection, require_purchaser(ctx))
        before = await REGISTER.get(connection, policy_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        rules.check_ahead(before, ctx.today)
        after = rules.check(merged(before, change), others, ctx.today)
        changes = {name: getattr(after, name) for name in _GIVEN}
        return await REGISTER.revise(ctx, connection, before, "policy-changed", **changes)


@operation
async def withdraw_policy(ctx: Context, policy_id: UUID) -> Policy:
    """Take back a policy that is still to come. Raises PolicyNotFound, PurchaserOnly, PreconditionFailed, PolicyInForce."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await REGISTER.get(connection, policy_id, lock=True)
        if before.owner not in ctx.actor.organisations or not ctx.actor.purchaser:
            raise PurchaserOnly()
        ctx.expect(before.version)
        gone: Any = rules.withdraw(before, ctx.today)
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "policy-withdrawn", schemas.Policy, gone)
    withdrawn: Policy = gone
    return withdrawn
