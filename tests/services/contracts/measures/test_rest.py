"""Measures over HTTP: taken over from the list of the source, registered, followed to their effect (N-122, A-12.23)."""

from __future__ import annotations

from collections import Counter

from shared.schemas.contracts import MeasureChange, MeasuresToImport
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.measures.case import CASE
from tests.services.contracts.plainly import check_rest, make
from tests.support.house import House


async def test_a_measure_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its pillar, status, code and reference; strangers find nothing; its note stays out of the facts."""
    await check_rest(ready, CASE, house, "pillar=purchasing", "status=planned", "code=budget-ceiling")
    (fact,) = await given.facts(ready.tenant, "measure-registered")
    assert "note" not in fact["data"]


async def test_all_32_measures_are_taken_over_once(ready: Ready) -> None:
    """Nine, three, two, eleven, three and four under six pillars; what is there stays; one fact tells of the import."""
    await make(ready, CASE)
    client = ready.client()
    done = await client.import_measures(MeasuresToImport())
    assert (done.registered, done.unchanged) == (31, 1)
    listed = await client.measures()
    assert Counter(one.pillar.value for one in listed) == {
        "purchasing": 9, "funding": 3, "subsidy": 2, "flow": 11, "prevention": 3, "organisation": 4,
    }  # fmt: skip
    again = await client.import_measures(MeasuresToImport(codes=["fitness-test", "arbiter"]))
    assert (again.registered, again.unchanged, again.touched) == (0, 2, [])
    fact, _ = await given.facts(ready.tenant, "measures-imported")
    assert len(fact["data"]["touched"]) == 31
    refused = await ready.ask("POST", "/measures/import", json={"codes": ["arbiter", "no-such-measure"]})
    assert (refused.status_code, [one["location"] for one in refused.json()["errors"]]) == (
        409,
        ["#/codes/1"],
    )


async def test_twenty_imports_at_once_enter_each_measure_once(ready: Ready) -> None:
    """All succeed, and together they entered 32."""
    answers = await given.twenty(ready.tenant, "POST", "/measures/import", json={})
    assert given.statuses(answers) == {200: 20}
    assert sum(answer.json()["registered"] for answer in answers) == 32
    assert len(await ready.client().measures()) == 32


async def test_a_measure_that_runs_has_a_start_and_an_owner(ready: Ready) -> None:
    """Refused without; with both it runs, and its real effect comes beside the expected one."""
    made = await make(ready, CASE)
    path, match = f"/measures/{made['id']}", {"If-Match": '"1"'}
    refused = await ready.ask("PATCH", path, json={"status": "running"}, headers=match)
    assert (refused.status_code, [one["location"] for one in refused.json()["errors"]]) == (
        409,
        ["#/startsOn", "#/ownerRole"],
    )
    change = MeasureChange.model_validate({**CASE.change, "realEffectCents": -24_000_000})
    changed = await ready.client().change_measure(made["id"], 1, change)
    assert (changed.status, changed.real_effect_cents, changed.expected_effect_cents) == (
        "running", -24_000_000, -25_000_000,
    )  # fmt: skip
    assert changed.note == "Vertrouwelijk"
