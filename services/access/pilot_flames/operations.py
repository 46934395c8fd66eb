"""What can be done with a pilot flame: light it, keep contact, let the citizen back in, put it out; and what the day does."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractNotInForce, ContractTerms, check_in_force
from services.access.pilot_flames import rules, store
from services.access.pilot_flames.rules import PilotFlame, PilotFlameNotFound
from services.access.pilot_flames.store import REGISTER
from services.access.policies.store import policy_on
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser
from services.access.statutory_terms import store as statutory_terms
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas.common import Day
from shared.values import Derivation
from shared.values.access_policies import TermKind
from shared.values.questions import PilotFlameState
from shared.values.terms import Scope

PLAIN = Plain(
    one="pilot_flame",
    many="pilot_flames",
    dutch="waakvlam",
    dutch_many="waakvlammen",
    model=schemas.PilotFlame,
    new=None,
    missing=PilotFlameNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_pilot_flame(ctx: Context, flame_id: UUID) -> PilotFlame:
    """One pilot flame. Raises PilotFlameNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, flame_id)


@operation
async def list_pilot_flames(
    ctx: Context,
    page: PageRequest,
    *,
    state: PilotFlameState | None = None,
    team: str | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    next_contact_on: Day | None = None,
    reference: str | None = None,
) -> Slice[PilotFlame]:
    """A page of pilot flames. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (team, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, team=team, request_id=request_id, citizen_id=citizen_id,
            next_contact_on=next_contact_on, external_reference=reference,
        )  # fmt: skip


@operation
async def light_pilot_flame(ctx: Context, request_id: UUID, new: schemas.NewPilotFlame) -> PilotFlame:
    """Close a case with light contact (R-A51); an unanswered request closes by it and its terms lapse.

    The same client, reference and contents give the flame that is there (Replayed). Raises RequestNotFound, PurchaserOnly,
    CitizenErased, PilotFlameRefused, ReferenceUsed, PreconditionFailed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, request_id)
        check_purchaser(ctx.actor.organisations, request.owner, purchaser=ctx.actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        reference = new.external_reference
        known = await REGISTER.find_by_reference(connection, request.owner, ctx.actor.client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.PilotFlame, known, reference, {"request_id": request_id})
        if ctx.must_exist:  # If-Match asks for one that is there, whatever the question is
            raise PreconditionFailed()
        policy = await policy_on(connection, request.owner, ctx.today)
        flame, closed, why = rules.light(
            request, await store.is_burning(connection, request.id), policy, ctx.today,
            next_contact_on=new.next_contact_on, team=new.team, note=new.note, external_reference=reference,
        )  # fmt: skip
        if closed is not None:
            await requests.save_request(connection, closed)
            await statutory_terms.lapse_terms(connection, closed.owner, closed.id, ctx.today)
        await REGISTER.add(connection, flame, ctx.actor.client_id)
        await logbook.record(ctx, connection, "pilot-flame-lit", schemas.PilotFlame, flame, why)
    return flame


async def _locked(
    ctx: Context, connection: Connection, flame_id: UUID
) -> tuple[PilotFlame, Request, Derivation]:
    """A flame under the lock of its request, in the version that was seen, with what explains it so far."""
    seen = await REGISTER.get(connection, flame_id)
    request = await requests.lock_request(connection, seen.request_id)
    check_purchaser(ctx.actor.organisations, request.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, request.owner, request.citizen_id)
    flame = await REGISTER.get(connection, flame_id, lock=True)
    ctx.expect(flame.version)
    told = await logbook.get_derivation(connection, flame_id)
    return flame, request, told[1] if told else Derivation()


@operation
async def contact_pilot_flame(ctx: Context, flame_id: UUID, given: schemas.PilotFlameContact) -> PilotFlame:
    """Record a light contact; the next one is the policy's months after it, or on the day that is named (R-A51).

    Raises PilotFlameNotFound, PurchaserOnly, CitizenErased, PilotFlameOut, PilotFlameRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        flame, _, told = await _locked(ctx, connection, flame_id)
        policy = await policy_on(connection, flame.owner, ctx.today)
        met, why = rules.contact(
            flame, given.held_on, policy, ctx.today, told, next_contact_on=given.next_contact_on,
            note=given.note,
        )  # fmt: skip
        await REGISTER.save(connection, met)
        await logbook.record(ctx, connection, "pilot-flame-contacted", schemas.PilotFlame, met, why)
    return met


@operation
async def reenter_pilot_flame(ctx: Context, flame_id: UUID, given: schemas.PilotFlameReentry) -> Request:
    """The citizen comes back: a new request, linked to the old one, with terms of its own (R-A51).

    Its clarification need not be full: what is missing of it is advice. Raises PilotFlameNotFound, PurchaserOnly, CitizenErased,
    PilotFlameOut, ContactInFuture, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    reporter = ctx.require_end_user()
    client_id, reference = ctx.actor.client_id, given.external_reference
    async with ctx.begin() as connection:
        flame, old, told = await _locked(ctx, connection, flame_id)
        if reference is not None:
            known = await requests.find_request_by_reference(connection, old.owner, client_id, reference)
            if known is not None:
                same = {"previous_id": old.id, "contact_on": given.contact_on}
                give_known(schemas.Request, known, reference, same)
        terms = await _terms(connection, old, given)
        back, because, request, why = rules.reenter(
            flame, old, terms, contact_on=given.contact_on, acute=given.acute, acute_motive=given.acute_motive,
            question=given.question, external_reference=reference, reporter=reporter, today=ctx.today, told=told,
        )  # fmt: skip
        await requests.add_request(connection, request, client_id)
        await statutory_terms.open_term(connection, request, TermKind.INQUIRY, request.contact_on, ctx.today)
        await REGISTER.save(connection, back)
        await logbook.tell(ctx, connection, "pilot-flame-reentered", schemas.PilotFlame, back, because)
        await logbook.record(ctx, connection, "request-received", schemas.Request, request, why)
    return request


async def _terms(
    connection: Connection, old: Request, given: schemas.PilotFlameReentry
) -> ContractTerms | None:
    """The contract of the old request where it is still in force; the way back is not barred by one that is over."""
    if old.contract_id is None:
        return None
    terms = await contract_terms.get_terms(connection, old.contract_id)
    try:
        check_in_force(terms, given.contact_on)
    except ContractNotInForce:
        return None
    return terms


@operation
async def end_pilot_flame(ctx: Context, flame_id: UUID) -> PilotFlame:
    """Put a pilot flame out: no contact is needed any more.

    Raises PilotFlameNotFound, PurchaserOnly, CitizenErased, PilotFlameOut.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        flame, _, told = await _locked(ctx, connection, flame_id)
        out, why = rules.end(flame, ctx.today, told)
        await REGISTER.save(connection, out)
        await logbook.record(ctx, connection, "pilot-flame-ended", schemas.PilotFlame, out, why)
    return out


@operation
async def due_flames(ctx: Context) -> list[UUID]:
    """The burning flames of this owner whose contact is due, or whose citizen moved."""
    async with ctx.read() as connection:
        return await store.list_due(connection, await ctx.read_clock(connection))


@operation
async def tend_flame(ctx: Context, flame_id: UUID) -> None:
    """Remind the team of a contact, once for each; a citizen who moved is kept an eye on elsewhere. Twice changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_due(connection, flame_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        flame, moved = found
        before = await logbook.get_derivation(connection, flame_id)
        told = before[1] if before else Derivation()
        if moved:
            out, why = rules.end(flame, ctx.today, told)
            await REGISTER.save(connection, out)
            await logbook.record(ctx, connection, "pilot-flame-ended", schemas.PilotFlame, out, why)
        else:
            due, why = rules.remind(flame, told)
            await REGISTER.save(connection, due)
            await logbook.record(ctx, connection, "pilot-flame-due", schemas.PilotFlame, due, why)
