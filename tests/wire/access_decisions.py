"""The part of a purchaser's life in which decisions are drafted, judged, taken, refused, extended and made known."""

from datetime import timedelta

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, DecisionState, RefusalGround
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant


async def decide(tenant: Tenant, contract: Contract) -> None:
    """A draft on a result that becomes final and gets its effort, one that is withdrawn, and a refusal."""
    client, today = tenant.client(AccessClient), tenant.today
    first, second = [
        await client.report_request(
            access.NewRequest(
                citizen_reference=name, contract_id=contract.id, law=Law.WMO_2015, contact_on=today
            )
        )
        for name in ("besluit-a", "besluit-b")
    ]
    result = access.DecidedResult(
        text="Een schoon en leefbaar huis.", term=today + timedelta(days=60),
        set_by=[ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY, ResultSetter.PROVIDER],
    )  # fmt: skip
    new = access.NewDecision(
        draft=True, product_category="01", product_code="01A01", provider=tenant.providers[0], start_date=today,
        volume=120, unit="01", frequency="4", motivation="Hulp bij het huishouden.", results_based=True,
        results=[result], **in_full(today),
    )  # fmt: skip
    draft = await client.take_decision(first.id, new)
    assert not (await client.decision_readiness(draft.id)).ready
    research = access.Research(norm_source="Norm huishouden", assessor="Bureau", researched_on=today)
    draft = await client.change_decision(draft.id, draft.version, access.DecisionChange(research=research))
    assert (await client.submit_decision(draft.id)).state is DecisionState.UNDER_REVIEW
    taken = await client.finalise_decision(draft.id)
    assert taken.state is DecisionState.AWAITING_EFFORT
    assert await client.list_decisions(state=DecisionState.AWAITING_EFFORT) == [taken]
    effort = access.NewEffort(volume=150, unit="01", frequency="4")
    assert (await client.add_effort(draft.id, effort)).state is DecisionState.FINAL
    told = await client.notify_decision(draft.id, access.NewNotification(notified_on=today))
    assert told.remedies is not None
    other = new.model_copy(update={"product_code": "01A02"})
    gone = await client.withdraw_decision((await client.take_decision(second.id, other)).id)
    assert gone.state is DecisionState.WITHDRAWN
    refusing = access.NewDecision(
        outcome=DecisionOutcome.REFUSED, refusal_grounds=[RefusalGround.USUAL_CARE], product_category="01",
        motivation="Gebruikelijke hulp volstaat.",
    )  # fmt: skip
    refused = await client.take_decision(second.id, refusing)
    assert await client.list_decisions(outcome=DecisionOutcome.REFUSED, citizen_id=second.citizen_id) == [
        refused
    ]
