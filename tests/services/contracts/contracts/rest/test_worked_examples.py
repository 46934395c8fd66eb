"""The worked examples of the rules on term, evaluation, breach and consortium over HTTP, with their own dates and numbers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.services.contracts.conftest import Ready

ReadyOn = Callable[[date], Awaitable[Ready]]


async def exercised(ready: Ready, contract_id: object, option: int) -> dict[str, Any]:
    """The contract after a free option."""
    answer = await ready.ask("POST", f"/contracts/{contract_id}/extension-options/{option}/exercise", json={})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.rule("R-C04")
@pytest.mark.rule("R-C05")
async def test_alphen_ends_in_2018_at_the_latest_in_2020_and_is_evaluated_in_2017(ready_on: ReadyOn) -> None:
    """1-1-2015, 4 years + 1×2: 31-12-2018, latest 31-12-2020, evaluation 1-1-2017; with the option none is left."""
    ready = await ready_on(date(2015, 1, 1))
    contract = await ready.active(startDate="2015-01-01")
    assert [str(one) for one in (contract.end_date, contract.latest_end_date, contract.evaluation_date)] == [
        "2018-12-31", "2020-12-31", "2017-01-01",
    ]  # fmt: skip
    told = {step.rule: step for step in (await ready.client().derivation(contract.id)).steps}
    assert told["R-C04"].inputs["remaining"] == 1 and told["R-C05"].result == "2017-01-01"
    calendar = await ready.ask("GET", "/contract-calendar?from=2017-01-01&until=2017-01-01")
    due = [(one["kind"], one["on"]) for one in calendar.json()["items"]]
    assert ("evaluation", "2017-01-01") in due, due
    longer = await exercised(ready, contract.id, 1)
    assert (longer["endDate"], longer["latestEndDate"]) == ("2020-12-31", "2020-12-31")


@pytest.mark.rule("R-C04")
async def test_emmen_ends_in_2016_and_at_the_latest_in_2020(ready_on: ReadyOn) -> None:
    """1-1-2013, 4 years + 2×2: 31-12-2016, latest 31-12-2020; by one option 31-12-2018, by the next 31-12-2020."""
    ready = await ready_on(date(2013, 1, 1))
    options = [{"number": number, "months": 24} for number in (1, 2)]
    contract = await ready.active(startDate="2013-01-01", extensionOptions=options)
    assert (str(contract.end_date), str(contract.latest_end_date)) == ("2016-12-31", "2020-12-31")
    ends = [(await exercised(ready, contract.id, number))["endDate"] for number in (1, 2)]
    assert ends == ["2018-12-31", "2020-12-31"]


@pytest.mark.rule("R-C10")
async def test_four_quarters_below_the_norm_after_a_plan_are_a_ground(ready_on: ReadyOn) -> None:
    """A contract on results, the plan of 1 March 2025: Q2 2025 to Q1 2026 below the norm is a breach, three quarters are not."""
    ready = await ready_on(date(2026, 4, 1))
    contract = await ready.active(startDate="2025-01-01")
    quarters = ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
    path, body = f"/contracts/{contract.id}/termination", {"ground": "breach", "lastDay": "2026-06-30"}
    told = {"agreementCode": "client-satisfaction", "planOfActionOn": "2025-03-01"}
    short = await ready.ask(
        "POST", path, json={**body, "breach": {**told, "quartersBelowNorm": quarters[1:]}}
    )
    assert (short.status_code, short.json()["errors"][0]["rule"]) == (409, "R-C10")
    ended = await ready.ask("POST", path, json={**body, "breach": {**told, "quartersBelowNorm": quarters}})
    assert ended.status_code == 200, ended.text
    assert (ended.json()["termination"]["ground"], ended.json()["endDate"]) == ("breach", "2026-06-30")


@pytest.mark.rule("R-C11")
async def test_eight_members_in_three_municipalities_have_three_contracts(ready: Ready) -> None:
    """8 members, 4 main and 4 sub, 3 municipalities: 3 contracts run beside each other, a fourth for one of them does not."""
    roles = [{"oin": oin, "role": "main" if place < 4 else "sub", "paymentLead": place == 0}
             for place, oin in enumerate(ready.tenant.providers)]  # fmt: skip
    made = await ready.ask(
        "POST", "/consortia", json={"name": "Rijnstreek", "startDate": "2026-01-01", "members": roles}
    )
    assert made.status_code == 201, made.text
    named = {"consortiumId": made.json()["id"]}
    running = [
        await ready.active(number=f"R-{code}", municipalityCode=code, **named) for code in ("0484", "0569", "1884")
    ]  # fmt: skip
    assert [(one.municipality_code, len(one.members), one.payee) for one in running] == [
        (code, 8, ready.lead) for code in ("0484", "0569", "1884")
    ]
    again = await ready.signed(number="R-again", municipalityCode="0569", **named)
    refused = await ready.ask("POST", f"/contracts/{again.id}/activation")
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C11")
