"""What happens to obligations at once and again: one step on each version, one fact for each change."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.obligations.test_rest import guaranteeing, owed


@pytest.mark.rule("R-C50")
async def test_of_twenty_steps_on_one_version_exactly_one_wins(ready: Ready) -> None:
    """All read version 1: nineteen hear that their version is old."""
    plan = await owed(ready, await guaranteeing(ready))
    answers = await given.twenty(
        ready.tenant, "POST", f"/obligations/{plan.id}/states", json={"state": "fulfilled"},
        headers={"If-Match": '"1"'},
    )  # fmt: skip
    assert given.statuses(answers) == {200: 1, 412: 19}
    (fact,) = await given.facts(ready.tenant, "obligation-advanced")
    assert (fact["data"]["state"], fact["subjectversion"]) == ("fulfilled", 2)


async def test_facts_hold_no_free_text_and_a_retry_is_answered_with_it(ready: Ready) -> None:
    """Description and evidence stay out of the feed; the same key gives the whole answer."""
    contract = await guaranteeing(ready)
    body = {
        "contractId": str(contract.id),
        "kind": "mobility",
        "description": "Vrije tekst",
        "dueOn": "2026-06-30",
    }
    first, again = [await ready.ask("POST", "/obligations", key="o", json=body) for _ in range(2)]
    assert first.json() == again.json() and again.json()["description"] == "Vrije tekst"
    (fact,) = await given.facts(ready.tenant, "obligation-agreed")
    assert not {"description", "evidence"} & set(fact["data"])


async def test_a_dry_run_changes_nothing(ready: Ready) -> None:
    """The answer of a step that was not taken."""
    plan = await owed(ready, await guaranteeing(ready))
    dry = await ready.ask("POST", f"/obligations/{plan.id}/states?dryRun=true", json={"state": "fulfilled"})
    assert (dry.status_code, dry.json()["state"]) == (200, "fulfilled")
    assert await ready.client().obligation(plan.id) == plan
    assert await given.facts(ready.tenant, "obligation-advanced") == []
