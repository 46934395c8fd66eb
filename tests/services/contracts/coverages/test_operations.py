"""What covering leaves behind, and in how many statements its gaps are found."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.coverages.given import POPULATION, emmen
from tests.support.statements import counted


async def test_each_step_of_a_coverage_is_one_fact(ready: Ready) -> None:
    """Assigned, changed and withdrawn: the fact is the answer, also to who is responsible; a dry run takes nothing."""
    place = await emmen(ready)
    body = place.body("A", validFrom="2027-01-01")
    shown = await ready.ask("POST", "/coverages?dryRun=true", json=body)
    made = await ready.ask("POST", "/coverages", json=body)
    path = f"/coverages/{made.json()['id']}"
    changed = await ready.ask("PATCH", path, json={"validUntil": None}, headers={"If-Match": '"1"'})
    gone = await ready.ask("POST", f"{path}/withdrawal")
    assert [one.status_code for one in (shown, made, changed, gone)] == [201, 201, 200, 200]
    for what, answer in (("assigned", made), ("revised", changed), ("withdrawn", gone)):
        (fact,) = await given.facts(ready.tenant, f"coverage-{what}")
        assert fact["data"] == answer.json()
    seen = (await ready.ask("GET", "/events?limit=500", oin=place.oin("A"))).json()["events"]
    assert [one["subject"] for one in seen if ".coverage-" in one["type"]] == [made.json()["id"]] * 3


async def test_twenty_assignments_under_one_reference_make_one(ready: Ready) -> None:
    """Each with a key of its own: one 201, nineteen times the same coverage, one fact."""
    place = await emmen(ready)
    body = place.body("A", externalReference="emmen/a")
    answers = await given.twenty(ready.tenant, "POST", "/coverages", json=body)
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len(await given.facts(ready.tenant, "coverage-assigned")) == 1


async def test_gaps_take_as_many_statements_for_many_populations_as_for_one(ready: Ready) -> None:
    """Two populations more, the same number of statements."""
    place = await emmen(ready)
    await place.assign_all()

    async def cost() -> int:
        async with counted(ready.tenant.house, "contracts") as seen:
            answer = await ready.ask("GET", "/coverages/gaps")
        assert answer.status_code == 200
        return len(seen)

    before = await cost()
    for number in (1, 2):
        await ready.ask("POST", "/populations", json={**POPULATION, "name": f"Nog {number}"})
    assert await cost() == before
