"""Tests of access in the graph, with their request and the judgement."""

from typing import Any

import pytest

from tests.services.access.legal_checks.known import catalogued


@pytest.mark.rule("R-A14")
@pytest.mark.rule("F-34")
async def test_a_check_lives_in_the_graph(agreed: Any) -> None:
    """Asked, answered in the version that was seen, judged and listed; a category that cannot be is refused."""
    request = await agreed.report()
    await catalogued(agreed)
    register = """mutation ($new: NewLegalCheck!) { registerLegalCheck(new: $new) { id version answer request { id } } }"""
    new = {"requestId": str(request.id), "kind": "wlzRegister", "reason": "intensiveCare"}
    made = (await agreed.graph(register, new=new))["data"]["registerLegalCheck"]
    assert (made["answer"], made["request"]["id"]) == (None, str(request.id))
    act = """mutation ($id: UUID!) { done: answerLegalCheck(id: $id,
      given: {answer: activeIndication, fromDate: "2026-02-01"}, version: 1) { answer derivation { steps { rule } } } }"""
    done = (await agreed.graph(act, id=made["id"]))["data"]["done"]
    assert (done["answer"], [step["rule"] for step in done["derivation"]["steps"]]) == (
        "activeIndication", ["R-A15"] * 2,
    )  # fmt: skip
    judge = """query ($id: UUID!, $c: String!) { legalJudgement(requestId: $id, productCategory: $c,
      startDate: "2026-05-01") { outcome policyVersion findings { code level text } } }"""
    judged = (await agreed.graph(judge, id=str(request.id), c="02"))["data"]["legalJudgement"]
    assert (judged["outcome"], judged["findings"][0]["code"]) == ("blocked", "wlz-covers")
    (error,) = (await agreed.graph(judge, id=str(request.id), c="twee"))["errors"]
    assert error["extensions"]["code"] == "request-invalid"
    listed = await agreed.graph("{ legalChecks(kind: wlzRegister) { nodes { id } } }")
    assert listed["data"]["legalChecks"]["nodes"] == [{"id": made["id"]}]
