"""Results of care under an allocation that no decision made, over HTTP: on a referral by law, or taken over with a file."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationGrant, DesiredResultChange, NewDesiredResult
from shared.values import new_id
from shared.values.care_courses import DesiredResultState, ResultChangeReason, ResultSetter
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.desired_results.test_rest import washing
from tests.services.access.evaluated_decisions.test_rest import judged
from tests.services.access.file_takeovers.test_rest import GOOD, file
from tests.services.access.file_takeovers.test_running import running

TOGETHER = [ResultSetter.CITIZEN, ResultSetter.PROVIDER]


def under(allocation_id: Any, **other: Any) -> NewDesiredResult:
    """To operate a washing machine, set by citizen and provider."""
    return washing(None, allocation_id=allocation_id, set_by=TOGETHER, **other)


@pytest.mark.rule("R-A33", "R-A34", "R-X08")
async def test_a_provider_sets_results_of_what_it_was_referred_by_law(agreed: Any) -> None:
    """Granted from a 315 of a GP without a request: set, changed and judged as any; a stranger finds nothing."""
    citizen = (await agreed.report()).citizen_id
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, citizen))
    done = await client.grant_allocation_request(asked.id, AllocationGrant())
    new = under(done.allocation_id, external_reference="doel/315", funding_share_basis_points=6_000)
    stranger = await refusal(agreed.client(agreed.tenant.providers[1]).register_desired_result(new))
    assert (stranger.status, stranger.code) == (404, "allocation-not-found")
    made = await provider.register_desired_result(new)
    assert (made.allocation_id, made.decision_id, made.referral_id, made.request_id) == (
        done.allocation_id, None, None, None,
    )  # fmt: skip
    assert (made.citizen_id, made.allocation_number, made.term) == (
        citizen, done.allocation_number, date(2026, 6, 20),
    )  # fmt: skip
    assert await provider.put_desired_result("doel/315", new) == made
    second = under(done.allocation_id, funding_share_basis_points=4_001)
    assert codes(await refusal(provider.register_desired_result(second))) == ["share-exceeded"]
    assert await client.list_desired_results(allocationId=str(done.allocation_id)) == [made]
    assert await client.list_desired_results(allocationId=str(new_id())) == []
    change = DesiredResultChange(term=date(2026, 9, 1), reason=ResultChangeReason.MORE_TIME_NEEDED)
    changed = await provider.change_desired_result(made.id, 1, change)
    graph = await agreed.graph(
        "query ($id: UUID!) { desiredResult(id: $id) { allocationId decisionId request { id } } }",
        id=str(made.id),
    )
    assert graph["data"]["desiredResult"] == {
        "allocationId": str(done.allocation_id), "decisionId": None, "request": None,
    }  # fmt: skip
    (told, *_) = await agreed.facts("desired-result-set")
    assert (told.data["allocationId"], told.data["requestId"]) == (str(done.allocation_id), None)
    await agreed.hear("client-result-evaluated", judged(changed))
    assert (await provider.get_desired_result(made.id)).state is DesiredResultState.EVALUATED


@pytest.mark.rule("R-A34", "R-A56")
async def test_results_of_what_was_taken_over_keep_their_old_terms(agreed: Any) -> None:
    """Since January 2025 in another system, with a term of March 2026; one of a decision is refused with what to name, two of a case too."""
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    line = {
        **GOOD, "citizenReference": "overgenomen", "sourceReference": "Z", "state": "decided", "clarifiedOn": None,
        "allocations": [running(agreed, 5001)],
    }  # fmt: skip
    assert (await client.take_over_file("suite", file(line))).accepted == 1
    await agreed.work()
    [held] = (await agreed.get("/allocations", oin=agreed.tenant.providers[0])).json()["items"]
    days: dict[str, Any] = {"set_on": date(2026, 3, 30), "term": date(2026, 4, 10), "term_months": None}
    made = await provider.register_desired_result(under(held["id"], **days))
    assert (made.allocation_number, made.term, str(made.request_id)) == (
        5001, date(2026, 4, 10), held["requestId"],
    )  # fmt: skip
    decision = await agreed.decided()
    [own] = (await agreed.get(f"/allocations?decisionId={decision.id}")).json()["items"]
    refused = await refusal(provider.register_desired_result(under(own["id"])))
    assert (refused.status, refused.code, codes(refused)) == (
        409, "care-under-decision", ["care-under-decision"],
    )  # fmt: skip
    assert refused.problem["errors"][0]["location"] == "#/allocationId"
    two = {"decisionId": str(decision.id), "allocationId": held["id"], "text": "Koken.", "termMonths": 2}
    both = await agreed.post("/desired-results", {**two, "setBy": ["citizen"]})
    assert (both.status_code, both.json()["errors"][0]["code"]) == (400, "exactly-one")
