"""What happens to tests and circumstances at once and again, and what an assessment costs in statements."""

from __future__ import annotations

import pytest

from shared.schemas.contracts import Circumstances
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.statements import counted

BODY = {
    "criteria": [
        {"criterion": name, "met": True, "evidence": "Bijlage 3", "source": "001"}
        for name in (
            "fixedAmount", "basedOnCharacteristics", "predeterminedResults", "freedomOfSpending", "accountability",
        )
    ]
}  # fmt: skip


@pytest.mark.rule("R-C02")
async def test_twenty_first_tests_at_once_make_one(ready: Ready) -> None:
    """The contract is locked: one is the first (201), nineteen find it there with the same outcome (200)."""
    contract = await ready.draft()
    path = f"/contracts/{contract.id}/definition-test"
    answers = await given.twenty(ready.tenant, "PUT", path, json=BODY)
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({one.json()["id"] for one in answers}) == 1
    assert len(await given.facts(ready.tenant, "definition-tested")) == 1


async def test_of_twenty_changes_on_one_version_exactly_one_wins(ready: Ready) -> None:
    """All hold version 1 of the circumstances: one makes version 2, nineteen hear that theirs is old."""
    contract = await ready.draft()
    await ready.client().set_circumstances(contract.id, Circumstances(pool_member=False))
    path, told = f"/contracts/{contract.id}/circumstances", {"poolMember": False, "newcomers": 1}
    answers = await given.twenty(ready.tenant, "PUT", path, json=told, headers={"If-Match": '"1"'})
    assert given.statuses(answers) == {200: 1, 412: 19}
    assert (await ready.client().circumstances_of(contract.id)).version == 2
    assert len(await given.facts(ready.tenant, "circumstances-entered")) == 2


async def test_an_assessment_reads_the_clock_and_nothing_else(ready: Ready) -> None:
    """One statement for a draft; the findings of a saved contract take at most twelve, whatever is found."""
    async with counted(ready.tenant.house, "contracts") as statements:
        answer = await ready.ask("POST", "/contracts/_assess", json=ready.body())
    assert answer.status_code == 200 and len(statements) == 1, statements
    contract = await ready.draft()
    async with counted(ready.tenant.house, "contracts") as statements:
        await ready.client().findings(contract.id)
    assert len(statements) <= 15, statements
