"""What registering a recognition leaves behind."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.recognitions.given import certificate


async def test_registered_and_revised_are_a_fact_each_that_the_provider_sees(ready: Ready) -> None:
    """The fact is the answer; a dry run and the same again leave none."""
    body = certificate(ready.lead)
    await ready.ask("POST", "/recognitions?dryRun=true", json=body)
    made = await ready.ask("POST", "/recognitions", json=body)
    path = f"/recognitions/{made.json()['id']}"
    revised = await ready.ask("PATCH", path, json={"validUntil": "2027-03-31"}, headers={"If-Match": '"1"'})
    await ready.ask("PATCH", path, json={"validUntil": "2027-03-31"}, headers={"If-Match": '"2"'})
    for what, answer in (("registered", made), ("revised", revised)):
        (fact,) = await given.facts(ready.tenant, f"recognition-{what}")
        assert fact["data"] == answer.json()
    seen = (await ready.ask("GET", "/events?limit=500", oin=ready.lead)).json()["events"]
    assert len([one for one in seen if ".recognition-" in one["type"]]) == 2


async def test_twenty_registrations_under_one_reference_make_one(ready: Ready) -> None:
    """Each with a key of its own: one 201, nineteen times the same recognition."""
    body = certificate(ready.lead, externalReference="hkz/1")
    answers = await given.twenty(ready.tenant, "POST", "/recognitions", json=body)
    assert given.statuses(answers) == {200: 19, 201: 1}
