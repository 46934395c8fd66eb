"""What is done with imports: one fact each, and the answer of a key again."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import emmen
from tests.services.contracts.conftest import Ready


async def test_each_import_is_one_fact_and_a_key_answers_again(ready: Ready) -> None:
    """The same key gives the same import; the feed tells it once, under its own id."""
    first = await ready.ask("POST", "/areas/_import", key="een", json={"areas": emmen()})
    again = await ready.ask("POST", "/areas/_import", key="een", json={"areas": emmen()})
    assert first.json() == again.json() and again.headers["Idempotent-Replayed"] == "true"
    (fact,) = await given.facts(ready.tenant, "areas-imported")
    assert (fact["subject"], fact["data"]) == (first.json()["id"], first.json())
