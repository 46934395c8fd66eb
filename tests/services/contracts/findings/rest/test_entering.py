"""The definition test over HTTP: Utrecht, Alphen and Emmen with their scores, every version kept."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import NewDefinitionTest
from shared.values.findings import Criterion
from tests.services.contracts.conftest import Ready


def held(*deviations: int, evidence: str = "Bijlage 3") -> NewDefinitionTest:
    """The five criteria, all met but for the deviations."""
    criteria = [
        {"criterion": one.value, "met": one.number not in deviations, "evidence": evidence, "source": "001"}
        for one in reversed(Criterion)
    ]
    return NewDefinitionTest.model_validate({"criteria": criteria})


@pytest.mark.rule("R-C02")
@pytest.mark.parametrize(
    ("case", "deviations", "score"), [("Utrecht", [3], 4), ("Alphen", [2], 4), ("Emmen", [3, 4], 3), ("vijf", [], 5)]
)  # fmt: skip
async def test_the_three_cases_score_as_in_the_source(
    ready: Ready, case: str, deviations: list[int], score: int
) -> None:
    """Utrecht misses 3 (4/5), Alphen 2 (4/5), Emmen 3 and 4 (3/5); the deviations are a finding, a full score is none."""
    contract = await ready.draft()
    test = await ready.client().set_definition_test(contract.id, held(*deviations))
    assert (test.score, test.deviations, test.contract_id) == (score, deviations, contract.id)
    assert [one.criterion for one in test.criteria] == list(Criterion)
    found = [one for one in (await ready.client().findings(contract.id)).findings if one.rule == "R-C02"]
    assert [f"{score} van 5" in one.reason.nl for one in found] == ([True] if deviations else [])
    why = await ready.client().definition_test_derivation(test.id)
    assert len(why.steps) == 6 and why.steps[-1].result == score


@pytest.mark.rule("R-C02")
async def test_every_version_of_the_test_is_kept_with_its_evidence(ready: Ready) -> None:
    """A new outcome is a new version; the same one is none; the evidence of before can still be read."""
    client, contract = ready.client(), await ready.draft()
    first = await client.set_definition_test(contract.id, held(2, evidence="budget van het Rijk"))
    assert await client.set_definition_test(contract.id, held(2, evidence="budget van het Rijk")) == first
    second = await client.set_definition_test(contract.id, held(evidence="wijkkenmerken"))
    assert (second.id, second.version, second.score) == (first.id, 2, 5)
    versions = await client.definition_versions(contract.id)
    assert [(one.version, one.score, one.deviations) for one in versions] == [(1, 4, [2]), (2, 5, [])]
    assert versions[0].criteria == first.criteria
    assert await client.definition_test_of(contract.id) == await client.definition_test(first.id) == second
    assert await client.definition_tests(score=5) == [second] and await client.definition_tests(score=4) == []
    provider = ready.client(ready.lead)
    assert await provider.definition_test_of(contract.id) == second


async def test_the_evidence_stays_out_of_facts(ready: Ready) -> None:
    """The fact tells the score and what was met; evidence is free text and is read at the test itself."""
    contract = await ready.draft()
    await ready.client().set_definition_test(contract.id, held(3, evidence="zeer eigen woorden"))
    events = await ready.ask("GET", "/events?limit=500")
    (fact,) = [one for one in events.json()["events"] if "definition-tested" in one["type"]]
    assert fact["data"]["score"] == 4 and "zeer eigen woorden" not in events.text


async def test_a_test_names_each_criterion_once_and_the_version_in_hand(ready: Ready) -> None:
    """A criterion twice is refused; so is a version that is not the newest, and a first test under If-Match."""
    contract = await ready.draft()
    path = f"/contracts/{contract.id}/definition-test"
    body: dict[str, Any] = held(3).model_dump(mode="json", by_alias=True)
    missing = await ready.ask("GET", path)
    assert (missing.status_code, missing.json()["code"]) == (404, "definition-test-not-found")
    wrong = {"criteria": [body["criteria"][0], *body["criteria"][:4]]}
    assert (await ready.ask("PUT", path, json=wrong)).status_code == 400
    dry = await ready.ask("PUT", f"{path}?dryRun=true", json=body)
    assert dry.status_code == 201 and (await ready.ask("GET", path)).status_code == 404
    assert (await ready.ask("PUT", path, json=body, headers={"If-Match": '"1"'})).status_code == 412
    made = await ready.ask("PUT", path, json=body)
    assert made.status_code == 201 and made.headers["Location"].startswith("/v1/definition-tests/")
    assert (await ready.ask("PUT", path, json=body)).status_code == 200
    changed = held(2).model_dump(mode="json", by_alias=True)
    assert (await ready.ask("PUT", path, json=changed, headers={"If-Match": '"2"'})).status_code == 412
    assert (await ready.ask("PUT", path, json=changed, headers={"If-Match": '"1"'})).status_code == 200
