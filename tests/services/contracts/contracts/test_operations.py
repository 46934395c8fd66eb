"""What happens to a contract at once and again: one that wins, one fact for each change, nothing for none."""

from __future__ import annotations

import asyncio

import pytest

from shared.schemas.contracts import Contract
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.facts import as_told


@pytest.mark.rule("R-C01")
async def test_of_twenty_activations_at_once_exactly_one_wins(ready: Ready) -> None:
    """One 200, nineteen contract-already-active, and one fact that tells the answer."""
    contract = await ready.signed()
    answers = await given.twenty(ready.tenant, "POST", f"/contracts/{contract.id}/activation")
    assert given.statuses(answers) == {200: 1, 409: 19}
    assert {answer.json()["code"] for answer in answers[1:]} == {"contract-already-active"}
    (fact,) = await given.facts(ready.tenant, "contract-activated")
    assert (fact["data"], fact["subjectversion"]) == (as_told(Contract, answers[0].json()), 4)


@pytest.mark.rule("R-C08")
async def test_of_twenty_changes_of_one_version_exactly_one_wins(ready: Ready) -> None:
    """All read version 1 of the draft: one makes version 2, nineteen hear that theirs is old."""
    contract = await ready.draft()
    answers = await given.twenty(
        ready.tenant,
        "PATCH",
        f"/contracts/{contract.id}",
        json={"waitingNormDays": 3},
        headers={"If-Match": '"1"'},
    )
    assert given.statuses(answers) == {200: 1, 412: 19}
    (fact,) = await given.facts(ready.tenant, "contract-redrafted")
    assert (fact["data"], fact["subjectversion"]) == (answers[0].json(), 2)


async def test_twenty_times_the_same_request_at_once_is_one_draft(ready: Ready) -> None:
    """With one key: each hears what was made or that it is in progress, and the next one hears what was made."""
    asked = [ready.ask("POST", "/contracts", key="one", json=ready.body()) for _ in range(20)]
    answers = await asyncio.gather(*asked)
    assert set(given.statuses(answers)) <= {201, 409}
    busy = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert busy <= {"request-in-progress"}
    made = [answer.json() for answer in answers if answer.status_code == 201]
    again = await ready.ask("POST", "/contracts", key="one", json=ready.body())
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert made and all(one == again.json() for one in made)
    assert [one["data"] for one in await given.facts(ready.tenant, "contract-drafted")] == [again.json()]


async def test_the_same_terms_again_are_no_change_and_no_fact(ready: Ready) -> None:
    """Put under a reference: drafted, unchanged, changed; two facts for three requests, and the versions say so."""
    path = "/contracts/by-reference/zaak:1"
    versions = []
    for waiting in (5, 5, 3):
        answer = await ready.ask("PUT", path, json=ready.body(waitingNormDays=waiting))
        versions.append((answer.status_code, answer.json()["version"]))
    assert versions == [(201, 1), (200, 1), (200, 2)]
    assert len(await given.facts(ready.tenant, "contract-drafted")) == 1
    assert len(await given.facts(ready.tenant, "contract-redrafted")) == 1


async def test_neither_a_dry_nor_a_refused_change_of_a_draft_leaves_anything(ready: Ready) -> None:
    """The answer of a dry run shows the next version; the draft stays in its first, with its signature."""
    contract = await ready.draft()
    once = await ready.client().sign(contract.id)
    path, match = f"/contracts/{contract.id}", {"If-Match": '"2"'}
    dry = await ready.ask("PATCH", f"{path}?dryRun=true", json={"name": "Anders"}, headers=match)
    assert (dry.status_code, dry.json()["version"], dry.json()["signatures"]) == (200, 3, [])
    refused = await ready.ask("PATCH", path, json={"legalForm": "subsidy"}, headers=match)
    assert (refused.status_code, refused.json()["code"]) == (409, "subsidy-consequence")
    assert await ready.client().contract(contract.id) == once
    assert await given.facts(ready.tenant, "contract-redrafted") == []


async def test_twenty_retries_at_once_under_one_reference_make_one_contract(ready: Ready) -> None:
    """Put by reference twenty times together: one 201, nineteen 200, one fact; none is refused."""
    answers = await given.twenty(ready.tenant, "PUT", "/contracts/by-reference/zaak:2", json=ready.body())
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await given.facts(ready.tenant, "contract-drafted")) == 1
