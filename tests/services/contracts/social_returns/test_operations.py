"""What happens to social return at once, and again."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.social_returns.examples import ReadyOn, effort, running, stating

AUTUMN = date(2026, 11, 1)


@pytest.mark.rule("R-C31")
async def test_of_ten_efforts_under_one_reference_one_is_made(ready_on: ReadyOn) -> None:
    """All are answered with the same effort; there is one fact, and a dry run leaves none."""
    ready, contract = await running(ready_on, AUTUMN)
    body = effort(contract)
    dry = await ready.ask("POST", "/social-returns?dryRun=true", json=body)
    assert dry.status_code == 201
    path = "/social-returns/by-reference/sr/9"
    answers = await asyncio.gather(*(ready.ask("PUT", path, json=body) for _ in range(10)))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await given.facts(ready.tenant, "social-return-entered")) == 1


@pytest.mark.rule("R-C31")
async def test_a_retry_of_a_decision_is_answered_again_with_its_reason(ready_on: ReadyOn) -> None:
    """The same key gives the same version with the reason, which the fact leaves out."""
    ready, contract = await running(ready_on, AUTUMN)
    made = (await ready.ask("POST", "/social-returns", json=effort(contract))).json()
    path, body = f"/social-returns/{made['id']}/decision", {"recognised": False, "reason": "Niet aangetoond"}
    first = await ready.ask("POST", path, json=body, key="beslis-1")
    again = await ready.ask("POST", path, json=body, key="beslis-1")
    assert again.json() == first.json() and again.headers["idempotent-replayed"] == "true"
    assert again.json()["reason"] == "Niet aangetoond"
    (fact,) = await given.facts(ready.tenant, "social-return-decided")
    assert "reason" not in fact["data"] and fact["data"]["state"] == "rejected"


@pytest.mark.rule("R-C31")
async def test_ten_statements_of_a_sum_at_once_make_one(ready_on: ReadyOn) -> None:
    """The contract is locked: the first makes it, the others find it as it is."""
    asks = {"socialReturn": {"basisPoints": 500, "base": "staffCost"}}
    ready, contract = await running(ready_on, AUTUMN, conditions=asks)
    path, body = "/social-return-sums/by-reference/kosten/1", stating(contract, 40_000_000)
    answers = await asyncio.gather(*(ready.ask("PUT", path, json=body) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len(await given.facts(ready.tenant, "social-return-sum-stated")) == 1
