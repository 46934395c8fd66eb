"""The part of a purchaser's life in which both sides talk: a plan of action, a cycle of meetings, and a traffic light."""

from datetime import date

from shared.clients.outcomes import OutcomesClient
from shared.schemas import outcomes
from shared.schemas.contracts import Contract
from shared.values.consulting import Light, MeetingKind, PlanResult, PlanState, Rhythm
from shared.values.findings import Dimension
from tests.support import lives
from tests.support.tenants import Tenant


async def consult(tenant: Tenant, contract: Contract) -> None:
    """On 15 January 2027: a plan on the last quarter, a steering group that met, and the light of a dimension."""
    await _plan(tenant, contract)
    await _meet(tenant, contract)
    client = tenant.client(OutcomesClient)
    new = outcomes.NewIncentiveEvaluation(
        contract_id=contract.id, year=2026, dimension=Dimension.VOLUME, light=Light.GREEN,
        argument="Minder instroom door preventie.", given_by="beleidsadviseur",
    )  # fmt: skip
    made = await client.register_incentive_evaluation(new)
    again = await client.put_incentive_evaluation(
        "licht/2", new.model_copy(update={"dimension": Dimension.EFFORT})
    )
    assert await client.incentive_evaluation(made.id) == made
    assert await client.incentive_evaluations(contractId=contract.id, dimension="effort") == [again]
    assert not (await client.incentive_overview(contract.id, 2026)).complete


async def _plan(tenant: Tenant, contract: Contract) -> None:
    client, lead = tenant.client(OutcomesClient), tenant.client(OutcomesClient, tenant.providers[0])
    action = outcomes.NewPlanAction(
        number=1, description="Een vast gezicht.", responsible=tenant.providers[0], due_on=date(2027, 3, 1)
    )
    new = outcomes.NewImprovementPlan(
        contract_id=contract.id,
        indicators=[lives.CODES[0]],
        quarter="2026-Q4",
        cause="Wisselingen.",
        actions=[action],
    )
    plan = await client.register_improvement_plan(new)
    other = await client.put_improvement_plan("plan/2", new)
    assert await client.improvement_plan(plan.id) == plan
    assert {one.id for one in await client.improvement_plans(state="proposed")} == {plan.id, other.id}
    assert (await client.explain_improvement_plan(plan.id)).steps
    await lead.agree_improvement_plan(plan.id)
    await lead.tell_plan_progress(plan.id, outcomes.NewPlanProgress(note="Ingevoerd.", done=True))
    closed = await client.close_improvement_plan(
        plan.id, outcomes.PlanClosure(result=PlanResult.RECOVERED, note="Hersteld.")
    )
    assert closed.state is PlanState.COMPLETED
    assert await client.improvement_plan_needs(contract.id, term_days=14) == []


async def _meet(tenant: Tenant, contract: Contract) -> None:
    client = tenant.client(OutcomesClient)
    new = outcomes.NewMeetingCycle(
        contract_id=contract.id, kind=MeetingKind.PROGRESS_TALK, name="Voortgang", every=2, rhythm=Rhythm.WEEKS,
        first_on=date(2027, 1, 4), participants=[tenant.owner, tenant.providers[0]], standing_items=["doorverwijzingen"],
    )  # fmt: skip
    cycle = await client.register_meeting_cycle(new)
    other = await client.put_meeting_cycle(
        "overleg/2", new.model_copy(update={"kind": MeetingKind.WORK_VISIT})
    )
    assert await client.meeting_cycle(cycle.id) == cycle
    assert await client.meeting_cycles(kind="workVisit") == [other]
    changed = await client.change_meeting_cycle(other.id, 1, outcomes.MeetingCycleChange(every=4))
    assert (changed.every, changed.rhythm) == (4, Rhythm.WEEKS)
    agreement = outcomes.NewMeetingAgreement(
        number=1, description="Cijfers per wijk.", responsible=tenant.providers[0]
    )
    held = outcomes.NewMeeting(
        cycle_id=cycle.id, held_on=date(2027, 1, 4), present=[tenant.owner], agreements=[agreement]
    )
    meeting = await client.register_meeting(held)
    late = await client.put_meeting("verslag/2", held.model_copy(update={"held_on": date(2027, 1, 11)}))
    assert await client.meeting(meeting.id) == meeting
    assert {one.id for one in await client.meetings(cycleId=cycle.id)} == {meeting.id, late.id}
    done = agreement.model_copy(update={"done_on": tenant.today})
    await client.change_meeting(meeting.id, 1, outcomes.MeetingChange(agreements=[done]))
    assert [one.origin for one in (await client.next_agenda(cycle.id)).items] == ["standing", "openAgreement"]
