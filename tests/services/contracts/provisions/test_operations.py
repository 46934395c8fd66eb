"""What changing and sharing the social map leaves behind, and in how many statements profiles are read."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.conftest import Ready
from tests.services.contracts.provisions.given import new_provision
from tests.support.statements import counted


async def test_registered_changed_and_shared_are_a_fact_each(ready: Ready) -> None:
    """The fact is the answer; with whom is shared sees that fact."""
    await register_emmen(ready)
    made = await ready.ask("POST", "/provisions", json=new_provision())
    path = f"/provisions/{made.json()['id']}"
    changed = await ready.ask(
        "PATCH", path, json={"organisation": ready.lead, "description": None}, headers={"If-Match": '"1"'}
    )
    shared = await ready.ask(
        "POST", "/area-profiles/_share", json={"municipalityCode": "0114", "organisations": [ready.lead]}
    )
    for what, answer in (
        ("provision-registered", made), ("provision-revised", changed), ("area-profiles-shared", shared),
    ):  # fmt: skip
        (fact,) = await given.facts(ready.tenant, what)
        assert fact["data"] == answer.json()
    seen = (await ready.ask("GET", "/events?limit=500", oin=ready.lead)).json()["events"]
    assert any(one["type"].endswith("area-profiles-shared.v1") for one in seen)


async def test_twenty_registrations_under_one_reference_make_one(ready: Ready) -> None:
    """Each with a key of its own: one 201, nineteen times the same provision."""
    await register_emmen(ready)
    answers = await given.twenty(
        ready.tenant, "POST", "/provisions", json=new_provision(externalReference="kaart/1")
    )
    assert given.statuses(answers) == {200: 19, 201: 1}


async def test_profiles_take_as_many_statements_for_seven_areas_as_for_one(ready: Ready) -> None:
    """Areas, their values, their provisions: one statement each."""
    await register_emmen(ready)
    counts = []
    for path in ("/area-profiles?code=TG-A", "/area-profiles"):
        async with counted(ready.tenant.house, "contracts") as seen:
            assert (await ready.ask("GET", path)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
