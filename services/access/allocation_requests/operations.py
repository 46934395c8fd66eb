"""What can be done with requests for allocation: a provider asks and withdraws, the municipality answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.allocation_requests import rules, store
from services.access.allocation_requests.rules import (
    AllocationRequest,
    AllocationRequestNotFound,
    granting,
    valuing,
)
from services.access.allocation_requests.store import REGISTER
from services.access.allocations import store as allocations
from services.access.allocations.store.deciding import mandate_of, review_afterwards
from services.access.care_stacking import store as care_stacking
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractNotFound
from services.access.decisions import store as decisions
from services.access.equated_days.store import calendar_of
from services.access.legal_checks import store as legal_checks
from services.access.legal_checks.rules import Finding, judge_frame, needs_birth_date
from services.access.policies import store as policies
from services.access.products.store import find_product
from services.access.requests import store as requests
from services.access.requests.rules import RequestNotFound
from services.access.reviews import store as reviews
from services.access.reviews.rules import open_review
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation, new_id
from shared.values.allocating import AskingState
from shared.values.reviewing import ReviewKind, ReviewTrigger
from shared.values.terms import Law, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.access.allocations.rules import Allocation
    from services.access.decisions.rules import Decision
    from services.access.policies.rules import Policy

_GIVEN = (
    "owner", "provider", "citizen_id", "law", "provider_reference", "start_date", "end_date", "product_category",
    "product_code", "volume", "unit", "frequency", "budget_cents", "referrer_type",
)  # fmt: skip

PLAIN = Plain(
    one="allocation_request",
    many="allocation_requests",
    dutch="verzoek om toewijzing",
    dutch_many="verzoeken om toewijzing",
    model=schemas.AllocationRequest,
    new=schemas.NewAllocationRequest,
    missing=AllocationRequestNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_allocation_request(ctx: Context, asked_id: UUID) -> AllocationRequest:
    """One request. Raises AllocationRequestNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, asked_id)


@operation
async def list_allocation_requests(
    ctx: Context,
    page: PageRequest,
    *,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    law: Law | None = None,
    state: AskingState | None = None,
    provider_reference: str | None = None,
    reference: str | None = None,
) -> Slice[AllocationRequest]:
    """A page of requests; a provider sees its own. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (provider_reference, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, citizen_id=citizen_id, request_id=request_id, contract_id=contract_id, provider=provider,
            law=law, state=state, provider_reference=provider_reference, external_reference=reference,
        )  # fmt: skip


@operation
async def register_allocation_request(ctx: Context, new: schemas.NewAllocationRequest) -> AllocationRequest:
    """A provider asks to be allocated a product for a citizen (315).

    The same client, reference and contents give the request that is there (Replayed). Raises AskerOnly, CitizenNotFound,
    CitizenErased, ContractNotFound, RequestNotFound, AskingRefused, AllocationRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    speaking = store.speaking_for(ctx, new.owner, new.provider)
    async with speaking.begin() as connection:
        await store.new_asked(ctx, connection, REGISTER, new, _GIVEN)
        await _check_named(connection, new)
        pending, used = await store.what_stands(
            connection, new.owner, provider=new.provider, citizen_id=new.citizen_id, law=new.law,
            reference=new.provider_reference, message=new.message_reference,
        )  # fmt: skip
        held = await allocations.list_granted(connection, new.owner, new.citizen_id)
        values = new.model_dump()
        values["requested_on"] = new.requested_on or ctx.today
        made = AllocationRequest(id=new_id(), version=1, parties=[new.provider], **values)
        calendar = await calendar_of(connection, new.owner)
        asked, why = rules.ask(made, rules.Before(pending, used, held), ctx.today, calendar)
        await REGISTER.add(connection, asked, ctx.actor.client_id)
        await logbook.record(ctx, connection, "allocation-requested", schemas.AllocationRequest, asked, why)
    return asked


async def _check_named(connection: Connection, new: schemas.NewAllocationRequest) -> None:
    if new.contract_id is not None:
        terms = await contract_terms.get_terms(connection, new.contract_id)
        if terms.owner != new.owner:
            raise ContractNotFound(id=new.contract_id)
    if new.request_id is not None:
        request = await requests.get_request(connection, new.request_id)
        if request.owner != new.owner or request.citizen_id != new.citizen_id:
            raise RequestNotFound(id=new.request_id)


@operation
async def investigate_allocation_request(ctx: Context, asked_id: UUID) -> AllocationRequest:
    """Take up to eight weeks to answer, at most once (319 code 2).

    Worth more than the policy's threshold it opens a review by the switch team (R-A07). Raises AllocationRequestNotFound,
    PurchaserOnly, AskingAnswered.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await store.investigate(ctx, connection, REGISTER, asked_id)
        await _ask_switch_team(ctx, connection, after)
        await logbook.record(
            ctx, connection, "allocation-request-investigated", schemas.AllocationRequest, after, why
        )
    return after


@operation
async def reject_allocation_request(
    ctx: Context, asked_id: UUID, given: schemas.AskingRejection
) -> AllocationRequest:
    """Reject a request (319 code 1). Raises AllocationRequestNotFound, PurchaserOnly, AskingAnswered, RejectionRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await store.reject(ctx, connection, REGISTER, asked_id, given)
        await logbook.record(
            ctx, connection, "allocation-request-rejected", schemas.AllocationRequest, after, why
        )
    return after


@operation
async def grant_allocation_request(
    ctx: Context, asked_id: UUID, given: schemas.AllocationGrant
) -> AllocationRequest:
    """Grant a request: an allocation with the same reference (301, IV097), by who has a mandate, on a ground within the law.

    Acute care waits for none of it and is looked at afterwards, as is what began before (R-A06, R-A48). Raises
    AllocationRequestNotFound, PurchaserOnly, CitizenErased, AskingAnswered, MandateMissing, AllocationRefused.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await store.locked(ctx, connection, REGISTER, asked_id)
        held = await allocations.list_granted(connection, known.owner, known.citizen_id)
        pgbs = await allocations.list_pgb_products(connection, known.owner, known.citizen_id)
        numbers = await allocations.next_numbers(connection, known.owner, known.law, 1)
        after, made, why = rules.grant(
            known, rules.Grant(**given.model_dump()), held, pgbs,
            number=numbers[0], today=ctx.today, now=ctx.now, told=told,
        )  # fmt: skip
        made, why = await _ground(ctx, connection, known, made, why, held)
        await allocations.add_allocation(connection, made, ctx.actor.client_id)
        await care_stacking.tell_stacking(connection, known.owner, known.citizen_id, ctx.today)
        await REGISTER.save(connection, after)
        await logbook.record(
            ctx, connection, "allocation-request-granted", schemas.AllocationRequest, after, why
        )
    return after


async def _ground(
    ctx: Context,
    connection: Connection,
    known: AllocationRequest,
    made: Allocation,
    why: Derivation,
    held: Sequence[Allocation],
) -> tuple[Allocation, Derivation]:
    """The allocation on its ground, with why; what acute care did not wait for, or began before, is looked at afterwards."""
    mandate = await mandate_of(ctx, connection, known.owner, known.law, waits_not=known.acute)
    decision = await _named(connection, known)
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    findings = await _frame(ctx, connection, known, made, policy)
    unmet = granting.unmet(
        known, made, decision, findings, retroactive_allowed=policy.retroactive_start_allowed, today=ctx.today
    )
    value = await _worth(connection, known, held)
    tests = (
        [] if value is None else await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    )
    unmet += valuing.unreviewed(known, value, tests, policy, ctx.require_end_user())
    granting.check_granted(known, unmet)
    if decision is not None and not any(one.location == "#/decisionNumber" for one in unmet):
        made = replace(made, decision_id=decision.id, request_id=made.request_id or decision.request_id)
    if known.acute and (unmet or mandate is None or made.retroactive):
        await review_afterwards(ctx, connection, made, asked_id=known.id)
    elif made.retroactive and decision is None:
        await review_afterwards(ctx, connection, made, ReviewTrigger.STARTED_BEFORE, asked_id=known.id)
    return made, granting.grounded(why, known, mandate, unmet, ctx.today)


async def _worth(connection: Connection, known: AllocationRequest, held: Sequence[Allocation]) -> int | None:
    """What the request is worth with all that its question got; one statement more where it belongs to one (R-A07, G-36)."""
    decided: list[Decision] = []
    if known.budget_cents is not None and known.request_id is not None:
        decided = await decisions.list_decisions_by_request(connection, [known.request_id])
    return valuing.worth(known, held, decided)


async def _ask_switch_team(ctx: Context, connection: Connection, known: AllocationRequest) -> None:
    """Open the switch team's review of a request that is worth more than the policy's threshold; acute care waits for none."""
    held = await allocations.list_granted(connection, known.owner, known.citizen_id)
    value = await _worth(connection, known, held)
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    if value is None or known.acute or value <= policy.switch_team_above_cents:
        return
    review, because = open_review(
        ReviewKind.SWITCH_TEAM, ReviewTrigger.VALUE_ABOVE_THRESHOLD, owner=known.owner, citizen_id=known.citizen_id,
        law=known.law, today=ctx.today, request_id=known.request_id, allocation_request_id=known.id,
        product_category=known.product_category, product_code=known.product_code, asked_cents=value,
        consultant=ctx.require_end_user(), policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    await reviews.open_told(ctx, connection, review, because)


async def _named(connection: Connection, known: AllocationRequest) -> Decision | None:
    """The decision of this citizen that the request names by its number."""
    if known.decision_number is None:
        return None
    return await decisions.find_allocated(
        connection, known.owner, known.law, known.decision_number, known.citizen_id
    )


async def _frame(
    ctx: Context, connection: Connection, known: AllocationRequest, made: Allocation, policy: Policy
) -> list[Finding]:
    """What the legal frame says of it; a day of birth is opened only where an age is asked for (F-02, R-A19)."""
    product = None
    if made.product_category is not None:
        product = await find_product(
            connection, known.owner, known.law, made.product_category, made.product_code, made.start_date
        )
    checks = await legal_checks.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    born_on = None
    if needs_birth_date(known.law):
        born_on = await legal_checks.find_birth_date(ctx, connection, known.owner, known.citizen_id)
    return judge_frame(
        None, product, None, checks, policy, born_on, made.start_date, known.law, end=made.end_date
    )[0]


@operation
async def withdraw_allocation_request(ctx: Context, asked_id: UUID) -> AllocationRequest:
    """The provider asks no longer. Raises AllocationRequestNotFound, AskerOnly, AskingAnswered."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await store.withdraw(ctx, connection, REGISTER, asked_id)
        await logbook.record(
            ctx, connection, "allocation-request-withdrawn", schemas.AllocationRequest, after, why
        )
    return after
