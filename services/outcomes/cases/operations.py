"""What happens to cases: they follow the access feed, the counts of flows with them, and are read by who works on them."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.assessments import store as assessments
from services.outcomes.cases import rules, store
from services.outcomes.cases.rules import Case, PgbSwitch, Stop
from services.outcomes.client_results import store as client_results
from services.outcomes.flows.store import counting
from services.outcomes.indicators import store as indicators
from services.outcomes.waiting_times import store as waiting_times
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.allocating import MOVED_AWAY, AllocationOrigin, AllocationState
from shared.values.care_courses import CareState, StopState
from shared.values.flowing import CaseKind
from shared.values.terms import ProvisionType, ReferralState, Scope

_HANDED = frozenset({"decision-taken", "referral-made"})


@operation
async def get_case(ctx: Context, case_id: UUID) -> Case:
    """One case. Raises CaseNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.get_case(connection, case_id)


@operation
async def list_cases(
    ctx: Context, page: PageRequest, *, contract_id: UUID | None = None, provider: str | None = None
) -> Slice[Case]:
    """A page of cases, of one contract or provider when asked; a provider's are its own."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.page_cases(connection, page, contract_id=contract_id, provider=provider)


@operation
async def apply_decision(ctx: Context, fact: Fact) -> None:
    """Take over a decision (R-X07); its provider sees how long the request waited. Ended by moving, its care ends with it.

    Raises NotYetKnown.
    """
    told = fact.told(schemas.GrantedDecision)
    async with ctx.begin() as connection:
        seen_by = await _seen_by(connection, told.provider, told.contract_id)
        if fact.what in _HANDED:
            await waiting_times.hand_wait(connection, told.request_id, seen_by)
        case = Case(
            id=told.id, version=told.version, owner=fact.owner, parties=seen_by, kind=CaseKind.DECISION,
            citizen_id=told.citizen_id, request_id=told.request_id, decision_id=told.id, contract_id=told.contract_id,
            law=told.law, allocation_number=told.allocation_number, provider=told.provider,
            provision_type=told.provision_type, product_category=told.product_category, product_code=told.product_code,
            granted_on=told.decided_on,
        )  # fmt: skip
        async with counting(connection, fact.owner, told.citizen_id):
            await _renew(ctx, connection, case)
            if fact.what == "decision-ended" and told.end_date is not None:
                for one in await store.list_cases_by_decision(connection, told.id):
                    await store.save_case(connection, rules.closed(one, told.end_date), ctx.actor.client_id)


@operation
async def apply_allocation(ctx: Context, fact: Fact) -> None:
    """An allocation changed: deleted it was never granted, and where its citizen moved its care ends with it (R-X07, R-A56).

    Raises NotYetKnown for a decision that has not arrived; what came about apart from a decision is no case.
    """
    told = fact.told(schemas.Allocation)
    async with ctx.begin() as connection:
        if told.decision_id is None or told.origin is not AllocationOrigin.DECISION:
            return
        if await store.find_case_by_id(connection, told.decision_id) is None:
            raise NotYetKnown(f"decision {told.decision_id}")
        deleted, moved = told.state is AllocationState.DELETED, told.change_reason == MOVED_AWAY
        async with counting(connection, fact.owner, told.citizen_id):
            for one in await store.list_cases_by_decision(connection, told.decision_id):
                after = rules.allocated(one, told.end_date, deleted=deleted, moved=moved)
                if after != one:
                    await store.save_case(connection, after, ctx.actor.client_id)


@operation
async def apply_referral(ctx: Context, fact: Fact) -> None:
    """Take over a referral (R-X07), made, accepted, refused or closed; its provider sees how long the request waited.

    Raises NotYetKnown.
    """
    told = fact.told(schemas.Referral)
    async with ctx.begin() as connection:
        seen_by = await _seen_by(connection, told.provider, told.contract_id)
        if fact.what in _HANDED:
            await waiting_times.hand_wait(connection, told.request_id, seen_by)
        accepted = told.state is ReferralState.ACCEPTED
        case = Case(
            id=told.id, version=told.version, owner=fact.owner, parties=seen_by, kind=CaseKind.REFERRAL,
            citizen_id=told.citizen_id, request_id=told.request_id, referral_id=told.id, contract_id=told.contract_id,
            law=told.law, provider=told.provider, provision_type=ProvisionType.GENERAL, referred_on=told.referred_on,
            granted_on=told.answered_on if accepted else None, refused=told.state is ReferralState.REFUSED,
        )  # fmt: skip
        async with counting(connection, fact.owner, told.citizen_id):
            await _renew(ctx, connection, case)


@operation
async def apply_care_start(ctx: Context, fact: Fact) -> None:
    """Take over that care started, or a correction or withdrawal of that (R-X07, R-O14). Raises NotYetKnown."""
    told = fact.told(schemas.CareStart)
    async with ctx.begin() as connection:
        case = Case(
            id=told.id, version=told.version, owner=fact.owner,
            parties=await _seen_by(connection, told.provider, told.contract_id), kind=CaseKind.CARE,
            citizen_id=told.citizen_id, request_id=told.request_id, decision_id=told.decision_id,
            referral_id=told.referral_id, allocation_id=told.allocation_id, care_start_id=told.id,
            contract_id=told.contract_id, law=told.law, allocation_number=told.allocation_number, provider=told.provider, provision_type=told.provision_type,
            product_category=told.product_category, product_code=told.product_code, area_code=told.area,
            team=told.team, contact_on=told.contact_on, granted_on=told.granted_on, started_on=told.start_date,
            withdrawn=told.state is CareState.WITHDRAWN,
        )  # fmt: skip
        async with counting(connection, fact.owner, told.citizen_id):
            await _renew(ctx, connection, case)


@operation
async def apply_care_stop(ctx: Context, fact: Fact) -> None:
    """Take over that care stopped, or a correction or withdrawal of that: outflow or through-flow (R-O14). Raises NotYetKnown."""
    told = fact.told(schemas.CareStop)
    async with ctx.begin() as connection:
        known = await store.find_case_by_id(connection, told.care_start_id)
        if known is None:
            raise NotYetKnown(f"care start {told.care_start_id}")
        stop = Stop(
            id=told.id, version=told.version, ended_on=told.end_date, reason=told.reason, temporary=told.temporary,
            withdrawn=told.state is StopState.WITHDRAWN,
        )  # fmt: skip
        async with counting(connection, fact.owner, known.citizen_id):
            await store.save_case(connection, rules.stopped(known, stop), ctx.actor.client_id)


@operation
async def apply_switch(ctx: Context, fact: Fact) -> None:
    """Take over a citizen's switch to a personal budget (R-A41, R-O26). Raises NotYetKnown."""
    told = fact.told(schemas.PgbSwitch)
    async with ctx.begin() as connection:
        seen_by = await _seen_by(connection, told.provider, told.contract_id)
        known = await store.find_switch(connection, told.id)
        if known is not None and known.version >= told.version:
            return
        switch = PgbSwitch(
            id=told.id, version=told.version, owner=fact.owner, parties=seen_by, citizen_id=told.citizen_id,
            contract_id=told.contract_id, law=told.law, provider=told.provider,
            allocation_number=told.allocation_number, requested_on=told.requested_on, switched_on=told.switched_on,
            state=told.state,
        )  # fmt: skip
        async with counting(connection, fact.owner, told.citizen_id):
            await store.save_switch(connection, switch, ctx.actor.client_id)


@operation
async def apply_erasure(ctx: Context, fact: Fact) -> None:
    """A citizen was erased: what waited or went on ends on that day, under the dead surrogate (F-38)."""
    told = fact.told(schemas.Erasure)
    async with ctx.begin() as connection:
        await waiting_times.close_waits(connection, fact.owner, told.citizen_id, told.erased_on)
        await assessments.forget_references(connection, fact.owner, told.citizen_id)
        await client_results.forget_texts(connection, fact.owner, told.citizen_id)
        async with counting(connection, fact.owner, told.citizen_id):
            for one in await store.list_cases_of(connection, [told.citizen_id]):
                if one.ended_on is None or one.paused:
                    await store.save_case(connection, rules.closed(one, told.erased_on), ctx.actor.client_id)


async def _renew(ctx: Context, connection: Connection, told: Case) -> None:
    """Keep the newest version of a case; an older one changes nothing."""
    case = rules.renewed(await store.find_case_by_id(connection, told.id), told)
    await store.save_case(connection, case, ctx.actor.client_id)


async def _seen_by(connection: Connection, provider: str | None, contract_id: UUID | None) -> list[str]:
    """The provider and the contract's auditor. Raises NotYetKnown for a contract that has not arrived."""
    named = {provider} if provider is not None else set()
    if contract_id is not None:
        contract = await indicators.find_contract(connection, contract_id)
        if contract is None:
            raise NotYetKnown(f"contract {contract_id}")
        named |= {contract.auditor} if contract.auditor is not None else set()
    return sorted(named)
