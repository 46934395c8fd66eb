"""What entering areas leaves behind, and what it never does twice."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import emmen, new_area, register_emmen
from tests.services.contracts.conftest import Ready


async def test_an_import_is_one_fact_with_what_changed(ready: Ready) -> None:
    """The fact is the answer, also of an import that touched nothing; a key answers again; a dry run leaves nothing at all."""
    shown = await ready.ask("POST", "/areas/_import?dryRun=true", json={"areas": emmen()})
    assert shown.json()["registered"] == 7
    first = await ready.ask("POST", "/areas/_import", key="een", json={"areas": emmen()})
    again = await ready.ask("POST", "/areas/_import", key="een", json={"areas": emmen()})
    other = await ready.ask("POST", "/areas/_import", json={"areas": emmen()})
    assert (first.json(), other.json()["unchanged"], other.json()["touched"]) == (again.json(), 7, [])
    fact, nothing = await given.facts(ready.tenant, "areas-imported")
    assert (fact["data"], nothing["data"]) == (first.json(), other.json())


async def test_new_borders_tell_of_the_old_ones_too(ready: Ready) -> None:
    """One registration, two facts: the area that begins, and the one that ends the day before."""
    await register_emmen(ready)
    made = await ready.ask("POST", "/areas", json=new_area("TG-A", validFrom="2027-01-01", partOf=["GM0114"]))
    (registered,) = await given.facts(ready.tenant, "area-registered")
    (revised,) = await given.facts(ready.tenant, "area-revised")
    assert (registered["data"], revised["data"]["validUntil"]) == (made.json(), "2026-12-31")


async def test_twenty_registrations_of_one_area_make_one(ready: Ready) -> None:
    """Each with a key of its own: one 201, nineteen times the same area."""
    answers = await given.twenty(ready.tenant, "POST", "/areas", json=new_area("TG-A"))
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({one.json()["id"] for one in answers}) == 1
