"""What a person can do with a decision: take it, and read it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from pydantic.alias_generators import to_camel

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.decisions import rules, store
from services.access.decisions.rules import Decision, DecisionNotFound
from services.access.decisions.store import Filter
from services.access.mandates import store as mandates
from services.access.mandates.rules import find_mandate
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser, check_same, hand_to
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.terms import RequestState, Scope


@operation
async def get_decision(ctx: Context, decision_id: UUID) -> Decision:
    """One decision. Raises DecisionNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.get_decision(connection, decision_id)


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
async def list_decisions(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Decision]:
    """A page of decisions. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(filter_.external_reference)
    async with ctx.read() as connection:
        return await store.list_decisions(connection, page, filter_)


@operation
async def list_decisions_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Decision]:
    """Many decisions at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {decision.id: decision for decision in await store.list_decisions_by_id(connection, ids)}


@operation
async def list_decisions_by_request(ctx: Context, request_ids: list[UUID]) -> Mapping[UUID, list[Decision]]:
    """The decisions on many requests at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_decisions_by_request(connection, request_ids)
    grouped: dict[UUID, list[Decision]] = {}
    for decision in found:
        grouped.setdefault(decision.request_id, []).append(decision)
    return grouped


@operation
async def take_decision(ctx: Context, request_id: UUID, new: schemas.NewDecision) -> Decision:
    """Take the access decision on a request, in the name of the person behind the token (R-A03, R-A06, R-A27).

    The same client, reference and contents give the decision that is there (Replayed). Raises RequestNotFound,
    PurchaserOnly, EndBeforeStart, NoDecisionOnGeneral, RequestNotOpen, MandateMissing, StartBeforeDecision,
    ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    decider, actor = ctx.require_end_user(), ctx.actor
    grant = rules.Grant(**new.model_dump())
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, request, grant, new.external_reference)
        rules.check_open(request, grant)
        held = await mandates.list_mandates_of(connection, request.owner, decider)
        mandate = find_mandate(held, request.law, ctx.today)
        number = await store.next_allocation_number(connection, request.owner, request.law)
        decision, why = rules.decide(request, grant, mandate, number=number, decider=decider, today=ctx.today)
        await requests.save_request(connection, hand_to(request, RequestState.DECIDED, decision.provider))
        await store.add_decision(connection, decision, actor.client_id)
        await logbook.record(ctx, connection, "decision-taken", schemas.Decision, decision, why)
    return decision


@operation
async def due_endings(ctx: Context) -> list[UUID]:
    """The decisions of this owner that run on past their citizen's departure (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departing(connection)


@operation
async def end_decision(ctx: Context, decision_id: UUID) -> None:
    """End the allocation of a citizen who moves, on the day before (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        departing = await store.lock_departing(connection, decision_id)
        if departing is None:
            connection.recorded = True
            return
        decision, moved_on = departing
        told = await logbook.get_derivation(connection, decision_id)
        decision, why = rules.end_by_move(decision, moved_on, told[1] if told else Derivation())
        await store.save_end(connection, decision)
        await logbook.record(ctx, connection, "decision-ended", schemas.Decision, decision, why)


async def _answer_known(
    ctx: Context, connection: Connection, request: Request, grant: rules.Grant, reference: str
) -> None:
    """Leave with what was decided before under this reference, when it is the same."""
    known = await store.find_decision_by_reference(connection, request.owner, ctx.actor.client_id, reference)
    if known is None:
        return
    fields: dict[str, tuple[object, object]] = {
        to_camel(name): (getattr(known, name), getattr(grant, name)) for name in rules.Grant.__slots__
    }
    fields["requestId"] = (known.request_id, request.id)
    fields["acute"] = (known.acute, grant.acute or request.acute)
    check_same(known.id, reference, fields)
    raise Replayed(Answer(200, encode(schemas.Decision, known), known.version, known.id))
