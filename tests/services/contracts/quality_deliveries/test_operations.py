"""What happens to delivered quality at once, and in long lists."""

from __future__ import annotations

import asyncio

import pytest

from tests.services.contracts import given
from tests.services.contracts.quality_deliveries.examples import ReadyOn, line, running, told
from tests.support.statements import counted


@pytest.mark.rule("R-C32")
async def test_ten_of_the_same_list_at_once_make_its_lines_once(ready_on: ReadyOn) -> None:
    """Who comes second finds the lines as they are, or is told that another was sooner; never a second row."""
    ready, contract = await running(ready_on)
    body = told(contract, line(), line(trajectoryReference="TR-2"))
    answers = await asyncio.gather(
        *(
            ready.ask("POST", "/quality-deliveries", oin=ready.lead, key=f"k{number}", json=body)
            for number in range(10)
        )
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    late = [one["code"] for answer in answers if answer.status_code == 409 for one in answer.json()["errors"]]
    assert set(late) <= {"registered-meanwhile"}
    assert len((await ready.ask("GET", "/quality-deliveries")).json()["items"]) == 2
    facts = await given.facts(ready.tenant, "quality-delivered")
    assert sum(one["data"]["registered"] for one in facts) == 2


@pytest.mark.rule("R-C32")
async def test_a_thousand_lines_take_as_many_statements_as_one(ready_on: ReadyOn) -> None:
    """One insert for all of them; the thousand and first is too many."""
    ready, contract = await running(ready_on)
    async with counted(ready.tenant.house, "contracts") as one:
        await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, line()))
    many = [line(trajectoryReference=f"TR-{number}") for number in range(2, 1002)]
    async with counted(ready.tenant.house, "contracts") as thousand:
        done = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *many))
    assert done.json()["registered"] == 1000 and len(thousand) == len(one)
    over = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *many, line()))
    assert over.status_code == 400
    answer = await ready.ask("GET", f"/contracts/{contract.id}/quality-checks")
    hours = answer.json()["checks"][0]
    assert (hours["short"], len(hours["signals"])) == (1001, 100)
