"""The part of a purchaser's life in which care begins, pauses and ends, brings what it was for, or is left for a PGB."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.access import AccessClient
from shared.kit.followers import Fact
from shared.schemas import access, outcomes
from shared.schemas.common import Resource
from shared.schemas.facts import told
from shared.values import new_id
from shared.values.arrangements import Evaluator
from shared.values.care_courses import (
    ClientVerdict,
    CorrectionReason,
    PgbReason,
    ResultChangeReason,
    ResultSetter,
    ResultWithdrawalReason,
    StopReason,
)
from shared.values.client_results import ClientResultState
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant


async def give_care(tenant: Tenant, contract_id: UUID) -> None:
    """What hangs from a decision and an accepted referral of two citizens, by provider and municipality."""
    client, member = tenant.client(AccessClient), tenant.client(AccessClient, tenant.providers[0])
    first, second = [
        await client.report_request(
            access.NewRequest(
                citizen_reference=name, contract_id=contract_id, law=Law.WMO_2015, contact_on=tenant.today
            )
        )
        for name in ("zorg-1", "zorg-2")
    ]
    grant = access.NewDecision(
        product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today, volume=4,
        unit="04", frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
    )  # fmt: skip
    decision = await client.take_decision(first.id, grant)
    referral = await client.make_referral(second.id, access.NewReferral(provider=tenant.providers[0]))
    await member.accept_referral(referral.id)
    await _start_and_stop(client, member, tenant.today, decision.id, referral.id)
    await _aim(tenant, client, decision.id)
    await _leave(client, tenant.today, contract_id, first.id, second.id)
    await _rank(client)
    await tenant.drain()


async def _start_and_stop(
    client: AccessClient, member: AccessClient, today: date, decision_id: UUID, referral_id: UUID
) -> None:
    """Care under both: corrected, interrupted, stopped, and what was reported in error withdrawn."""
    wrong = await member.register_care_start(
        access.NewCareStart(referral_id=referral_id, start_date=today, team="TEAM-1")
    )
    assert (await member.withdraw_care_start(wrong.id, CorrectionReason.DUPLICATE)).state == "withdrawn"
    new = access.NewCareStart(decision_id=decision_id, start_date=today, area="WIJK-1")
    start = await member.put_care_start("start/1", new)
    assert await member.put_care_start("start/1", new) == start
    change = access.CareStartCorrection(team="TEAM-2", reason=CorrectionReason.KNOWN_LATER)
    changed = await member.change_care_start(start.id, 1, change)
    assert await client.get_care_start(start.id) == changed
    assert await client.list_care_starts(team="TEAM-2", state="inCare") == [changed]
    assert (await client.explain_care_start(start.id)).steps
    pause = access.NewCareStop(care_start_id=start.id, end_date=today, reason=StopReason.INTERRUPTED)
    stop = await member.register_care_stop(pause)
    fixed = access.CareStopCorrection(stop_reason=StopReason.AS_PLANNED, reason=CorrectionReason.ENTRY_ERROR)
    assert (await member.change_care_stop(stop.id, 1, fixed)).reason_code == "19"
    gone = await member.withdraw_care_stop(stop.id, CorrectionReason.ENTRY_ERROR)
    assert await client.get_care_stop(stop.id) == gone
    kept = await member.put_care_stop("stop/1", pause)
    assert {one.id for one in await client.list_care_stops(careStartId=str(start.id))} == {gone.id, kept.id}
    assert (await client.explain_care_stop(kept.id)).steps


async def _aim(tenant: Tenant, client: AccessClient, decision_id: UUID) -> None:
    """Two results, of which one is evaluated by outcomes and one withdrawn: the decision asks for attention."""
    new = access.NewDesiredResult(
        decision_id=decision_id, text="Zelf de wasmachine bedienen.", term_months=2, set_by=list(ResultSetter)
    )
    first, second = await client.register_desired_result(new), await client.put_desired_result("doel/2", new)
    change = access.DesiredResultChange(target="3", reason=ResultChangeReason.ADJUSTED_AT_REVIEW)
    changed = await client.change_desired_result(first.id, 1, change)
    assert await client.get_desired_result(first.id) == changed
    assert (await client.explain_desired_result(first.id)).steps
    why = access.DesiredResultWithdrawal(reason=ResultWithdrawalReason.REPLACED)
    assert (await client.withdraw_desired_result(second.id, why)).state == "withdrawn"
    await _tell(tenant, "client-result-evaluated", _judged(changed, tenant.today))
    (evaluated,) = await client.list_desired_results(decisionId=str(decision_id), state="evaluated")
    assert evaluated.evaluation is not None and evaluated.evaluation.verdict is ClientVerdict.ACHIEVED
    citizen = {"citizenId": str(changed.citizen_id)}
    assert [await client.get_evaluated_decision(decision_id)] == await client.list_evaluated_decisions(
        **citizen
    )


def _judged(result: access.DesiredResult, on: date) -> outcomes.ClientResult:
    known: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": result.owner, "desired_result_id": result.id, "citizen_id": None,
        "contract_id": result.contract_id, "provider": result.provider, "law": result.law,
        "allocation_number": result.allocation_number, "referral_id": None, "domain": None, "term": result.term,
        "state": ClientResultState.AGREED, "verdict": ClientVerdict.ACHIEVED, "demanded": [Evaluator.MUNICIPALITY],
        "evaluators": [Evaluator.MUNICIPALITY], "opinions": [], "evaluated_on": on, "influence": None,
        "attributable": None, "linked_share_basis_points": None, "parties": [],
    }  # fmt: skip
    return outcomes.ClientResult.model_validate(known)


async def _leave(
    client: AccessClient, today: date, contract_id: UUID, first_id: UUID, second_id: UUID
) -> None:
    """Two who asked for a PGB: one withdraws and is refused the next time, the other gets it."""
    wish = access.NewPgbSwitch(request_id=first_id, requested_on=today, reason=PgbReason.OTHER_SUPPLY)
    asked = await client.register_pgb_switch(wish)
    assert (await client.withdraw_pgb_switch(asked.id)).state == "withdrawn"
    again = await client.put_pgb_switch("pgb/1", wish)
    refused = await client.refuse_pgb_switch(again.id)
    assert await client.get_pgb_switch(again.id) == refused
    other = await client.register_pgb_switch(wish.model_copy(update={"request_id": second_id}))
    granted = await client.grant_pgb_switch(other.id, access.PgbGrant(switched_on=today))
    assert await client.list_pgb_switches(requestId=str(second_id), state="granted") == [granted]
    assert (await client.explain_pgb_switch(granted.id)).steps
    counted = await client.pgb_switch_counts(contract_id, f"{today.year}-Q{(today.month + 2) // 3}")
    assert (counted.switched, counted.suppressed) == (None, True), "too few to show (F-08)"


async def _rank(client: AccessClient) -> None:
    """Outcomes published rankings of providers, and the feed brought them: they are there to choose by."""
    (newest, *_) = await client.list_provider_rankings()
    assert newest in await client.list_provider_rankings(indicator=newest.indicator)
    assert newest.entries and newest == await client.get_provider_ranking(newest.id)


async def _tell(tenant: Tenant, what: str, subject: Resource) -> None:
    """Let access take over a fact of outcomes, through the handler that its application wired."""
    service = tenant.house.services["access"]
    whole = subject.model_dump(mode="json", by_alias=True)
    data = told(type(subject)).model_validate(whole).model_dump(mode="json", by_alias=True)
    fact = Fact("outcomes", 0, what, tenant.owner, subject.id, subject.version, tenant.today, data)
    await service.followers["outcomes"].handlers[what](service.system_context(tenant.owner, cause=fact), fact)
