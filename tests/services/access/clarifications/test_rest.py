"""Clarifications over HTTP: recorded on a request, the last one counts, sealed to the municipality."""

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import NewClarification, WeighedProvision
from shared.values.questions import FirstProvision, FirstProvisionOutcome

NEW = NewClarification(
    held_on=date(2026, 4, 16),
    method="zrm13",
    edition="2017",
    domains=["housing", "daily-activities"],
    own_strength="Doet zelf de boodschappen.",
    carer_hours=[21],
    provisions_first=[
        WeighedProvision(
            kind=FirstProvision.NETWORK,
            outcome=FirstProvisionOutcome.PARTLY,
            motive="De zus helpt op zaterdag.",
        )
    ],
)


@pytest.mark.rule("R-A44")
@pytest.mark.rule("R-A45")
@pytest.mark.rule("F-25")
@pytest.mark.rule("N-127")
async def test_a_question_is_clarified_and_the_last_one_counts(agreed: Any, tenant_on: Any) -> None:
    """Findings on the answer, the inquiry met, the history kept; what was said of the citizen goes in no feed."""
    client = agreed.client()
    request = await agreed.report("verheldering")
    first = await client.put_clarification(request.id, "vv/1", NEW)
    assert await client.put_clarification(request.id, "vv/1", NEW) == first
    found = {one.code: one.level for one in first.findings}
    assert (found["carer-overloaded"], found["support-offered-missing"]) == ("warning", "missing")
    assert first.policy_version == 0
    assert (first.worker, first.domains) == ("j.jansen", ["daily-activities", "housing"])
    assert (await client.get_request(request.id)).state == "clarified"
    terms = (await agreed.get(f"/statutory-terms?requestId={request.id}")).json()["items"]
    assert [(one["kind"], one["state"]) for one in terms] == [("inquiry", "met")]
    offered = NEW.model_copy(update={"support_offered_on": date(2026, 4, 17), "held_on": date(2026, 4, 17)})
    second = await client.record_clarification(request.id, offered)
    assert "missing" not in {one.level for one in second.findings}
    assert await client.list_clarifications(requestId=request.id) == [first, second]
    assert await client.get_clarification(second.id) == second
    steps = (await client.explain_clarification(first.id)).steps
    assert "21" in next(
        one.sentence for one in steps if one.rule == "R-A44" and "mantelzorger" in one.sentence
    )
    facts = str(await agreed.facts("clarification-recorded"))
    assert "boodschappen" not in facts
    assert "zaterdag" not in facts
    refused = await agreed.get(f"/clarifications/{first.id}", oin=agreed.tenant.providers[0])
    assert refused.status_code in (403, 404)
    other = await tenant_on(date(2026, 4, 20))
    assert (await other.ask("access", "GET", f"/clarifications/{first.id}")).status_code == 404


@pytest.mark.rule("F-04")
async def test_a_method_without_its_review_is_refused(agreed: Any) -> None:
    """Esbjerg waits for its review of privacy; for acute care it is a review for afterwards."""
    client = agreed.client()
    request = await agreed.report("verheldering-esbjerg")
    new = NEW.model_copy(update={"method": "esbjerg"})
    with pytest.raises(Refusal) as caught:
        await client.record_clarification(request.id, new)
    assert caught.value.problem["errors"][0]["rule"] == "F-04"
    acute = await agreed.report("verheldering-acuut", acute=True)
    made = await client.record_clarification(acute.id, new)
    assert "review" in {one.level for one in made.findings}
