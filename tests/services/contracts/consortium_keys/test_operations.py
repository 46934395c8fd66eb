"""What entering a key leaves behind, and what it leaves alone (A-4.3)."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.consortium_keys.given import key


@pytest.mark.rule("R-C11")
async def test_a_key_changes_nothing_of_what_the_municipality_pays(ready: Ready) -> None:
    """The contract in force, its funding and its payee are byte for byte what they were; no fact of it is told."""
    contract = await ready.active()
    before = (await ready.ask("GET", f"/contracts/{contract.id}")).content
    facts = len((await ready.ask("GET", "/events?limit=500")).json()["events"])
    made = await ready.ask("POST", "/consortium-keys", oin=ready.lead, json=key(ready))
    assert made.status_code == 201, made.text
    assert (await ready.ask("GET", f"/contracts/{contract.id}")).content == before
    events = (await ready.ask("GET", "/events?limit=500")).json()["events"]
    assert [one["type"].rsplit(".", 2)[-2] for one in events[facts:]] == ["consortium-key-entered"]
    (fact,) = await given.facts(ready.tenant, "consortium-key-entered")
    assert fact["data"] == made.json()


async def test_twenty_entries_under_one_reference_make_one(ready: Ready) -> None:
    """Each with a key of its own: one 201, nineteen times the same."""
    body = key(ready, externalReference="sleutel/1")
    answers = await given.twenty(ready.tenant, "POST", "/consortium-keys", json=body)
    assert given.statuses(answers) == {200: 19, 201: 1}
