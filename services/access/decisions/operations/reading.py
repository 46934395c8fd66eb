"""Reading decisions: drafts are for the municipality alone, what was taken also for the provider and the citizen's side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.decisions import rules, store
from services.access.decisions.operations.gathering import gather
from services.access.decisions.rules import Decision, DecisionNotFound, Readiness
from services.access.decisions.store import Filter
from services.access.requests import store as requests
from shared.kit.context import Context, operation
from shared.kit.rights import OURSELVES, PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.values.terms import Scope

_DRAFTING = PURCHASERS | OURSELVES


def _only_taken(ctx: Context) -> bool:
    """Whether the actor sees no drafts: the citizen's side and an ombuds officer read what was decided."""
    return ctx.actor.kind not in _DRAFTING


def _shown(ctx: Context, found: list[Decision]) -> list[Decision]:
    return [one for one in found if one.taken] if _only_taken(ctx) else found


@operation
async def get_decision(ctx: Context, decision_id: UUID) -> Decision:
    """One decision. Raises DecisionNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.get_decision(connection, decision_id)
    if not _shown(ctx, [found]):
        raise DecisionNotFound(id=decision_id)
    return found


@operation
async def get_motivation(ctx: Context, decision_id: UUID) -> Decision:
    """One decision with its motivation, for the municipality that took it and a named person (F-06).

    Raises DecisionNotFound, CitizenErased.
    """
    ctx.require(Scope.ACCESS_READ)
    ctx.require_end_user()
    async with ctx.read() as connection:
        decision = await store.get_decision(connection, decision_id)
        if not ctx.actor.purchaser or decision.owner not in ctx.actor.organisations:
            raise DecisionNotFound(id=decision_id)
        if decision.motivation is None:
            await citizens.check_alive(connection, decision.owner, decision.citizen_id)
    return decision


@operation
async def get_readiness(ctx: Context, decision_id: UUID) -> Readiness:
    """How a decision stands at every gate, for the municipality and a named person, by whom it would be taken.

    What was taken is shown as of the day and the person that took it. Raises DecisionNotFound, CitizenErased.
    """
    ctx.require(Scope.ACCESS_READ)
    reader = ctx.require_end_user()
    async with ctx.read() as connection:
        await ctx.read_clock(connection)
        decision = await store.get_decision(connection, decision_id)
        if not ctx.actor.purchaser or decision.owner not in ctx.actor.organisations:
            raise DecisionNotFound(id=decision_id)
        await citizens.check_alive(connection, decision.owner, decision.citizen_id)
        request = await requests.get_request(connection, decision.request_id)
        basis = await gather(ctx, connection, request, decision, decision.decided_by or reader)
    gates = rules.judge(decision, basis)
    return rules.readiness(decision, basis, gates, ctx.language)


@operation
async def list_decisions(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Decision]:
    """A page of decisions. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(filter_.external_reference)
    async with ctx.read() as connection:
        return await store.list_decisions(connection, page, replace(filter_, only_taken=_only_taken(ctx)))


@operation
async def list_decisions_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Decision]:
    """Many decisions at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_decisions_by_id(connection, ids)
    return {decision.id: decision for decision in _shown(ctx, found)}


@operation
async def list_decisions_by_request(ctx: Context, request_ids: list[UUID]) -> Mapping[UUID, list[Decision]]:
    """The decisions on many requests at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_decisions_by_request(connection, request_ids)
    grouped: dict[UUID, list[Decision]] = {}
    for decision in _shown(ctx, found):
        grouped.setdefault(decision.request_id, []).append(decision)
    return grouped
