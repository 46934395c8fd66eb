"""What can be done with requests for change: a provider asks and withdraws, the municipality answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.access.allocation_requests import store as asking
from services.access.allocations import store as allocations
from services.access.allocations.rules import Allocation, AllocationRefused
from services.access.allocations.store.deciding import held_mandate, review_afterwards
from services.access.care_stacking import store as care_stacking
from services.access.change_requests import rules, store
from services.access.change_requests.rules import ChangeRequest, ChangeRequestNotFound, grounds
from services.access.change_requests.store import REGISTER
from services.access.citizens.rules import refuse_bsn
from services.access.equated_days.store import calendar_of
from services.access.mandates.rules import MandateMissing
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import new_id
from shared.values.allocating import AskingState
from shared.values.terms import Law, Scope

_GIVEN = ("owner", "provider", "citizen_id", "law", "provider_reference", "reason", "unchanged_numbers")

PLAIN = Plain(
    one="change_request",
    many="change_requests",
    dutch="verzoek om wijziging",
    dutch_many="verzoeken om wijziging",
    model=schemas.ChangeRequest,
    new=schemas.NewChangeRequest,
    missing=ChangeRequestNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_change_request(ctx: Context, asked_id: UUID) -> ChangeRequest:
    """One request. Raises ChangeRequestNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, asked_id)


@operation
async def list_change_requests(
    ctx: Context,
    page: PageRequest,
    *,
    citizen_id: UUID | None = None,
    provider: str | None = None,
    law: Law | None = None,
    state: AskingState | None = None,
    provider_reference: str | None = None,
    reference: str | None = None,
) -> Slice[ChangeRequest]:
    """A page of requests; a provider sees its own. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (provider_reference, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, citizen_id=citizen_id, provider=provider, law=law, state=state,
            provider_reference=provider_reference, external_reference=reference,
        )  # fmt: skip


@operation
async def register_change_request(ctx: Context, new: schemas.NewChangeRequest) -> ChangeRequest:
    """A provider asks to change what runs for a citizen (317).

    The same client, reference and contents give the request that is there (Replayed). Raises AskerOnly, CitizenNotFound,
    CitizenErased, AskingRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    speaking = asking.speaking_for(ctx, new.owner, new.provider)
    async with speaking.begin() as connection:
        await asking.new_asked(ctx, connection, REGISTER, new, _GIVEN)
        pending, used = await asking.what_stands(
            connection, new.owner, provider=new.provider, citizen_id=new.citizen_id, law=new.law,
            reference=new.provider_reference,
        )  # fmt: skip
        held = await allocations.list_granted(connection, new.owner, new.citizen_id)
        made = ChangeRequest(
            id=new_id(),
            version=1,
            owner=new.owner,
            external_reference=new.external_reference,
            parties=[new.provider],
            citizen_id=new.citizen_id,
            law=new.law,
            provider=new.provider,
            provider_reference=new.provider_reference,
            requested_on=new.requested_on or ctx.today,
            reason=new.reason,
            unchanged_numbers=new.unchanged_numbers,
            changed_products=[rules.ChangedProduct(**one.model_dump()) for one in new.changed_products],
            new_products=[rules.NewProduct(**one.model_dump()) for one in new.new_products],
        )
        calendar = await calendar_of(connection, new.owner)
        asked, why = rules.ask(made, held, pending=pending, used=used, today=ctx.today, calendar=calendar)
        await REGISTER.add(connection, asked, ctx.actor.client_id)
        await logbook.record(ctx, connection, "change-requested", schemas.ChangeRequest, asked, why)
    return asked


@operation
async def investigate_change_request(ctx: Context, asked_id: UUID) -> ChangeRequest:
    """Take up to eight weeks to answer, at most once (319 code 2). Raises ChangeRequestNotFound, PurchaserOnly, AskingAnswered."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await asking.investigate(ctx, connection, REGISTER, asked_id)
        await logbook.record(
            ctx, connection, "change-request-investigated", schemas.ChangeRequest, after, why
        )
    return after


@operation
async def reject_change_request(
    ctx: Context, asked_id: UUID, given: schemas.AskingRejection
) -> ChangeRequest:
    """Reject a request (319 code 1). Raises ChangeRequestNotFound, PurchaserOnly, AskingAnswered, RejectionRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await asking.reject(ctx, connection, REGISTER, asked_id, given)
        await logbook.record(ctx, connection, "change-request-rejected", schemas.ChangeRequest, after, why)
    return after


@operation
async def grant_change_request(ctx: Context, asked_id: UUID) -> ChangeRequest:
    """Grant a request as a whole: allocations change, begin and all carry its reference (IV093, IV097, OP348).

    By who has a mandate; what is decided anew, in scenario A or as a new product, takes a decision (R-A03, R-A35). What grows is
    held to law, contract, worth and ratification. What is acute by the one verdict waits for none of it and is looked at afterwards. What changes and begins is told by a duty, one by one. Raises
    ChangeRequestNotFound, PurchaserOnly, CitizenErased, AskingAnswered, MandateMissing, NewDecisionNeeded, AllocationRefused.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    ctx.require_end_user()
    try:
        return await _grant(ctx, asked_id)
    except AllocationRefused as refused:
        if any(one.code == "switch-team" for one in refused.errors):
            await _ask_switch_team(ctx, asked_id)
        raise


async def _grant(ctx: Context, asked_id: UUID) -> ChangeRequest:
    async with ctx.begin() as connection:
        known, told = await asking.locked(ctx, connection, REGISTER, asked_id)
        held = await allocations.list_granted(connection, known.owner, known.citizen_id)
        pgbs = await allocations.list_pgb_products(connection, known.owner, known.citizen_id)
        count = rules.numbers_needed(known, held, ctx.today)
        numbers = (
            await allocations.next_numbers(connection, known.owner, known.law, count) if count else range(0)
        )
        after, carried, why = rules.grant(
            known, held, pgbs, numbers=numbers, today=ctx.today, now=ctx.now, told=told
        )
        await _check_grounds(ctx, connection, known, carried, held)
        client = ctx.actor.client_id
        await allocations.save_allocations(connection, carried.changed, client)
        await allocations.add_allocations(connection, carried.granted, client)
        await care_stacking.tell_stacking(connection, known.owner, known.citizen_id, ctx.today)
        kept = [one.id for one in carried.unchanged]
        await store.refer(connection, known.owner, kept, known.provider_reference)
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "change-request-granted", schemas.ChangeRequest, after, why)
    return after


async def _check_grounds(
    ctx: Context,
    connection: Connection,
    known: ChangeRequest,
    carried: rules.Carried,
    held: Sequence[Allocation],
) -> None:
    """By whom and on what it is granted; a constant number of statements, but for the reviews of acute care."""
    mandate = await held_mandate(ctx, connection, known.owner, known.law)
    decider = ctx.require_end_user()
    judged = await store.judge(ctx, connection, known, carried, held, decider)
    waited = grounds.check(
        carried,
        {one.allocation_number: one for one in held if one.law is known.law},
        {key: one.scenario for key, one in judged.terms.items()},
        lambda one: judged.grounds_of(one, decider),
        judged.errors,
        judged.urgent,
        mandate,
    )
    for one in grounds.touched(carried) if isinstance(mandate, MandateMissing) else waited:
        await review_afterwards(ctx, connection, one)


async def _ask_switch_team(ctx: Context, asked_id: UUID) -> None:
    """Open the review that a grant waits for, beside the grant that was refused (R-A07). Done twice it changes nothing."""
    async with replace(ctx, retry=None).begin() as connection:
        known, told = await asking.locked(ctx, connection, REGISTER, asked_id)
        held = await allocations.list_granted(connection, known.owner, known.citizen_id)
        count = rules.numbers_needed(known, held, ctx.today)
        # Nothing of this is kept: which numbers it would get says nothing of what it is worth.
        _, carried, _ = rules.grant(
            known, held, [], numbers=range(1, count + 1), today=ctx.today, now=ctx.now, told=told
        )
        judged = await store.judge(ctx, connection, known, carried, held, ctx.require_end_user())
        if not await store.ask_switch_team(ctx, connection, known, judged):
            connection.recorded = True


@operation
async def withdraw_change_request(ctx: Context, asked_id: UUID) -> ChangeRequest:
    """The provider asks no longer. Raises ChangeRequestNotFound, AskerOnly, AskingAnswered."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await asking.withdraw(ctx, connection, REGISTER, asked_id)
        await logbook.record(ctx, connection, "change-request-withdrawn", schemas.ChangeRequest, after, why)
    return after
