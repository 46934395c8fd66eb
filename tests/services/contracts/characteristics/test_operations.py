"""What entering values leaves behind."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.characteristics.given import new_value
from tests.services.contracts.conftest import Ready


async def test_registered_corrected_and_imported_are_a_fact_each(ready: Ready) -> None:
    """The fact is the answer; the same again leaves none."""
    await register_emmen(ready)
    made = await ready.ask("POST", "/characteristics", json=new_value())
    path = f"/characteristics/{made.json()['id']}"
    corrected = await ready.ask("PATCH", path, json={"value": "2415"}, headers={"If-Match": '"1"'})
    same = await ready.ask("PATCH", path, json={"value": "2415"}, headers={"If-Match": '"2"'})
    body = {"characteristics": [new_value(value="2415"), new_value("TG-B", value=".")]}
    imported = await ready.ask("POST", "/characteristics/_import", json=body)
    again = await ready.ask("POST", "/characteristics/_import", json=body)
    assert (same.json(), again.json()["unchanged"]) == (corrected.json(), 2)
    for what, answer in (
        ("characteristic-registered", made),
        ("characteristic-corrected", corrected),
        ("characteristics-imported", imported),
    ):
        fact, *_ = await given.facts(ready.tenant, what)
        assert fact["data"] == answer.json()


async def test_twenty_registrations_of_one_value_make_one(ready: Ready) -> None:
    """Under one reference, each with a key of its own: one 201, nineteen times the same value."""
    await register_emmen(ready)
    answers = await given.twenty(
        ready.tenant, "POST", "/characteristics", json=new_value(externalReference="cbs/1")
    )
    assert given.statuses(answers) == {200: 19, 201: 1}
