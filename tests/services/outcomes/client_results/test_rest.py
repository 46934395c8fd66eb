"""Client results over REST: rights, references, who sees them, and the log."""

from datetime import date

import pytest

from shared.schemas.outcomes import ResultOpinion
from shared.values import new_id
from shared.values.arrangements import Evaluator, Scenario
from shared.values.terms import ActorKind, HolderRole
from tests.security.logged import logged
from tests.services.outcomes.client_results.wanting import said, under, want
from tests.services.outcomes.conftest import Measured
from tests.support.tenants import new_tenant

D = date


@pytest.mark.rule("F-06")
async def test_an_opinion_is_given_once_and_logged(measured: Measured) -> None:
    """201 and a line for the person; the same reference gives the same; another content is refused; a dry run keeps nothing."""
    wanted = await want(measured, await under(measured, Scenario.C))
    sent = said(wanted, Evaluator.PROVIDER, external_reference="oordeel-a")
    dry = await measured.post("/result-opinions?dryRun=true", sent, oin=measured.lead)
    assert (dry.status_code, await measured.client().result_opinions()) == (201, [])
    made = await measured.post("/result-opinions", sent, oin=measured.lead)
    assert made.status_code == 201, made.text
    found = ResultOpinion.model_validate_json(made.content)
    lines = await logged(measured.tenant.house, "outcomes", made)
    assert {line["subject"] for line in lines} == {wanted.citizen_id}
    body = sent.model_dump(mode="json", by_alias=True, exclude_none=True)
    path = "/result-opinions/by-reference/oordeel-a"
    again = await measured.tenant.ask("outcomes", "PUT", path, json=body, oin=measured.lead)
    other = await measured.tenant.ask(
        "outcomes", "PUT", path, json=body | {"verdict": "notJudgeable"}, oin=measured.lead
    )
    assert (again.status_code, again.json()) == (200, made.json())
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    for answer in (
        await measured.get(f"/result-opinions/{found.id}", oin=measured.lead),
        await measured.get(f"/client-results/{found.client_result_id}"),
        await measured.get("/client-results"),
    ):
        seen = await logged(measured.tenant.house, "outcomes", answer)
        assert {line["subject"] for line in seen} == {wanted.citizen_id}


async def test_who_is_not_in_it_sees_nothing(measured: Measured) -> None:
    """Another provider, the auditor, an insurer, another municipality; a provider never speaks for the municipality."""
    wanted = await want(measured, await under(measured, Scenario.B))
    tenant, sent = measured.tenant, said(wanted, Evaluator.PROVIDER)
    other = tenant.providers[1]
    assert (await measured.post("/result-opinions", sent, oin=other)).status_code == 404
    claimed = await measured.post("/result-opinions", said(wanted, Evaluator.MUNICIPALITY), oin=measured.lead)
    passed_on = await measured.post("/result-opinions", sent)
    for answer in (claimed, passed_on):
        assert [one["code"] for one in answer.json()["errors"]] == ["evaluator-other"], answer.text
    assert (await measured.get("/client-results", oin=tenant.auditor)).status_code == 403
    insurer = await tenant.actor(ActorKind.INSURER, ["outcomes:read"])
    await tenant.authorise(insurer, HolderRole.INSURER, ["outcomes:read"])
    tasks = await tenant.ask("outcomes", "GET", "/client-results/tasks", oin=insurer, acting_for=tenant.owner)
    assert tasks.status_code == 403
    assert (await measured.client(other).client_result_tasks()) == []
    stranger = await new_tenant(tenant.house, tenant.today, providers=0)
    assert (await stranger.ask("outcomes", "POST", "/result-opinions", json=said(wanted, Evaluator.MUNICIPALITY).model_dump(
        mode="json", by_alias=True, exclude_none=True))).status_code == 404  # fmt: skip
    assert (await measured.get(f"/client-results/{new_id()}")).json()["code"] == "client-result-not-found"
