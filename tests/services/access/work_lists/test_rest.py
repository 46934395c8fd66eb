"""Work lists as plain HTTP: every item is where its link says, everybody shown is noted, and the statements do not grow."""

from typing import Any

from tests.security.logged import logged, once_each, people_shown, subjects
from tests.services.access.work_lists.days import UNTIL, a_day
from tests.support.statements import counted


async def test_items_lead_to_their_resource_and_the_statements_are_constant(agreed: Any) -> None:
    """Before and after a day's work four statements or fewer; each citizen is noted once; each href opens what it names."""
    async with counted(agreed.tenant.house, "access") as statements:
        empty = await agreed.get(f"/work-lists?until={UNTIL}")
    before = len(statements)
    assert empty.status_code == 200 and sum(one["count"] for one in empty.json()["lists"]) == 0
    await a_day(agreed)
    for query in (f"until={UNTIL}", f"until={UNTIL}&mine=true&team=TEAM-NOORD&perList=50"):
        async with counted(agreed.tenant.house, "access") as statements:
            full = await agreed.get(f"/work-lists?{query}")
        # The day, the policy, the lists, and the lines of the processing log.
        assert len(statements) == before == 4, statements
    full = await agreed.get(f"/work-lists?until={UNTIL}")
    lines = await logged(agreed.tenant.house, "access", full)
    assert people_shown(full) == subjects(lines) and once_each(lines) and len(subjects(lines)) > 5
    assert {(line["name"], line["event"]) for line in lines} == {
        ("access.work_lists.list_work_lists", "search")
    }
    for one in full.json()["lists"]:
        for item in one["items"][:1]:
            found = await agreed.get(item["href"].removeprefix("/v1"))
            assert (found.status_code, found.json()["id"]) == (200, item["id"]), item["href"]


async def test_what_is_asked_wrongly_is_refused(agreed: Any) -> None:
    """At most 50 of a list and at least 1, a day that is one, a team that is a code and no BSN."""
    for query in (
        "perList=51",
        "perList=0",
        "until=gisteren",
        "team=TEAM%20NOORD",
        "mine=misschien",
        "kind=x",
    ):
        assert (await agreed.get(f"/work-lists?{query}")).status_code == 400, query
    refused = await agreed.get("/work-lists?team=999900006")
    assert (refused.status_code, refused.json()["code"]) == (400, "bsn-refused")
    nobody = await agreed.get("/work-lists", end_user=None)
    assert (nobody.status_code, nobody.json()["code"]) == (403, "end-user-missing")
