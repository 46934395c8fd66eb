"""Results follow the evaluations of outcomes, and what is told ahead of its result waits."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from shared.clients.access import AccessClient
from shared.kit.followers import NotYetKnown
from shared.schemas.access import DesiredResultChange
from shared.schemas.outcomes import NewResultOpinion
from shared.values import new_id
from shared.values.arrangements import Evaluator
from shared.values.care_courses import ClientVerdict, DecisionSignal, DesiredResultState, ResultChangeReason
from shared.values.client_results import Influence
from tests.services.access.desired_results.test_rest import washing
from tests.services.access.evaluated_decisions.test_rest import judged
from tests.support.files import agree
from tests.support.persons import processed
from tests.support.tenants import Tenant


@pytest.mark.rule("R-X08")
async def test_an_evaluation_ahead_of_its_result_waits_and_twice_is_once(agreed: Any) -> None:
    """Not yet known: parked, not lost; the same fact again changes nothing; it stands in the processing log."""
    decision = await agreed.decided()
    client = agreed.client()
    result = await client.register_desired_result(washing(decision.id))
    told = judged(result)
    with pytest.raises(NotYetKnown):
        await agreed.hear("client-result-evaluated", told.model_copy(update={"desired_result_id": new_id()}))
    for _ in range(2):
        await agreed.hear("client-result-evaluated", told)
    assert (await client.get_desired_result(result.id)).version == 2
    lines = await processed(agreed.tenant, agreed.tenant.house)
    (line,) = [line for line in lines if line[1].endswith(".desired-result-evaluated")]
    assert line[2] == decision.citizen_id


@pytest.mark.rule("N-128")
async def test_shares_that_are_asked_at_once_never_exceed_the_whole(agreed: Any) -> None:
    """Four times 40 % in the same moment: two are linked, two are refused."""
    decision = await agreed.decided()
    client = agreed.client()
    new = washing(decision.id, funding_share_basis_points=4_000)
    made = await asyncio.gather(
        *(client.register_desired_result(new) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["DesiredResult"] * 2 + ["Refusal"] * 2


async def test_of_two_changes_at_once_one_stands(agreed: Any) -> None:
    """Both name the version that they read: one is made, the other is outdated."""
    decision = await agreed.decided()
    client = agreed.client()
    result = await client.register_desired_result(washing(decision.id))
    changes = [
        DesiredResultChange(target=target, reason=ResultChangeReason.ADJUSTED_AT_REVIEW)
        for target in ("3", "4")
    ]
    made = await asyncio.gather(
        *(client.change_desired_result(result.id, 1, change) for change in changes), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["DesiredResult", "Refusal"]


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-X08")
@pytest.mark.rule("R-A11")
async def test_outcomes_and_access_tell_each_other_what_a_result_came_to(tenant: Tenant) -> None:
    """Over both feeds: set here, judged there by the evaluator that the contract demands, and back as a signal; nothing ends."""
    filed = await agree(tenant)
    citizen = await filed.register("samen", "")
    request = await filed.request(citizen, "samen", contractId=str(filed.contract.id))
    decision_id = UUID(await filed.decide(request, "samen"))
    client = tenant.client(AccessClient)
    result = await client.register_desired_result(washing(decision_id, term=tenant.today, term_months=None))
    await tenant.drain()
    opinion = NewResultOpinion(
        desired_result_id=result.id, evaluator=Evaluator.MUNICIPALITY, verdict=ClientVerdict.ACHIEVED,
        influence=Influence.PROVIDERS_EFFORT, evaluated_on=tenant.today,
    )  # fmt: skip
    body = opinion.model_dump(mode="json", by_alias=True, exclude_none=True)
    given = await tenant.ask("outcomes", "POST", "/result-opinions", json=body)
    assert given.status_code == 201, given.text
    await tenant.drain()
    seen = await client.get_desired_result(result.id)
    assert seen.state is DesiredResultState.EVALUATED and seen.evaluation is not None
    assert (seen.evaluation.verdict, seen.evaluation.evaluated_on) == (ClientVerdict.ACHIEVED, tenant.today)
    (listed,) = await client.list_evaluated_decisions()
    assert (listed.id, listed.signal) == (decision_id, DecisionSignal.END_TO_DECIDE)
