"""Destruction lists over HTTP: proposed, approved by another, executed once, accounted for (F-37)."""

import hashlib
from datetime import date
from typing import Any

import pytest

from shared.values.terms import Law
from tests.support.files import Filed, agree, logged
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

pytestmark = pytest.mark.rule("F-37")
PAST = date(2042, 1, 1)


async def old_files(tenant: Tenant) -> tuple[Filed, dict[str, str]]:
    """On 1 January 2042: a Wmo file and a held one past their term, one with a youth part, one that is still open."""
    filed = await agree(tenant)
    names, end = ("oud", "gestopt", "jeugd", "open"), date(2026, 6, 30)
    people = {name: await filed.register(name, "", "2012-05-17") for name in names}
    for name, citizen in people.items():
        await filed.decide(await filed.request(citizen, name), name, end=end)
    youth = await filed.request(people["jeugd"], "jeugd-twee", "jeugdwet")
    await filed.decide(youth, "jeugd-twee", end=end, law=Law.JEUGDWET)
    await filed.request(people["open"], "open-twee")
    hold = {"citizenId": people["gestopt"], "ground": "beroepsprocedure"}
    await filed.made("/legal-holds", hold)
    await filed.jump(PAST)
    return filed, people


async def lines_of(filed: Filed, list_id: str) -> dict[str, Any]:
    """The lines of a list by citizen."""
    items = (await filed.ask("GET", f"/destruction-lists/{list_id}/lines")).json()["items"]
    return {one["citizenId"]: one for one in items}


async def approved(filed: Filed) -> dict[str, Any]:
    """A list that one person proposed and another approved."""
    proposed = await filed.made("/destruction-lists", {}, end_user="a.bakker")
    return await filed.made(f"/destruction-lists/{proposed['id']}/approval", {}, end_user="b.visser")


async def test_who_is_proposed_and_who_stays(tenant: Tenant) -> None:
    """Past its term: destroyed; held, still open, or with a youth part of twenty years: listed with the reason."""
    filed, people = await old_files(tenant)
    made = await filed.made("/destruction-lists", {"asOf": "2042-01-01"}, end_user="a.bakker")
    assert (made["state"], made["listed"], made["excluded"], made["destroyed"]) == ("proposed", 4, 3, None)
    found = await lines_of(filed, made["id"])
    why = {name: found[people[name]]["excluded"] for name in people}
    assert why == {"oud": None, "gestopt": "legalHold", "jeugd": "termRunning", "open": "open"}
    old = found[people["oud"]]
    assert (old["category"], old["closedOn"], old["dueOn"]) == ("wmoFile", "2026-06-30", "2041-06-30")
    assert found[people["jeugd"]]["category"] == "youthFile"
    assert not any(one["destroyed"] for one in found.values())
    steps = (await filed.ask("GET", f"/destruction-lists/{made['id']}/derivation")).json()["steps"]
    assert [one["inputs"].get("source") for one in steps][:2] == [
        "Jeugdwet art. 7.3.8",
        "Wmo 2015 art. 5.3.4",
    ]
    assert {one["event"] for one in await logged(filed, people["oud"])} >= {"create"}


async def test_the_day_after_the_term_and_not_before(tenant: Tenant) -> None:
    """On the last day of the term nobody is listed; the day after the file is."""
    filed, _ = await old_files(tenant)
    for as_of, listed in (("2041-06-30", 0), ("2041-07-01", 4)):
        made = await filed.made("/destruction-lists", {"asOf": as_of})
        assert made["listed"] == listed, as_of


@pytest.mark.rule("F-28")
async def test_the_steps_are_taken_once_and_in_order(tenant: Tenant) -> None:
    """Not executed before approval, not approved by who proposed it, not approved twice, not proposed for tomorrow."""
    filed, _ = await old_files(tenant)
    made = await filed.made("/destruction-lists", {}, end_user="a.bakker")
    path = f"/destruction-lists/{made['id']}"
    early = await filed.ask("POST", f"{path}/execution", {})
    same = await filed.ask("POST", f"{path}/approval", {}, end_user="a.bakker")
    undeclared = await filed.ask("GET", f"{path}/declaration")
    await filed.made(f"{path}/approval", {}, end_user="b.visser")
    twice = await filed.ask("POST", f"{path}/approval", {}, end_user="c.smit")
    ahead = await filed.ask("POST", "/destruction-lists", {"asOf": "2042-01-02"})
    found = [(one.status_code, one.json()["code"]) for one in (early, same, undeclared, twice, ahead)]
    assert found == [
        (409, "destruction-state"), (409, "destruction-second-person"), (409, "destruction-state"),
        (409, "destruction-state"), (409, "destruction-ahead"),
    ]  # fmt: skip


@pytest.mark.rule("F-38")
async def test_the_execution_erases_and_leaves_a_declaration(tenant: Tenant) -> None:
    """Who is on the list is gone, who stayed is there; the declaration says who, when, how many, by which law, and hashes."""
    filed, people = await old_files(tenant)
    listed = await approved(filed)
    path = f"/destruction-lists/{listed['id']}"
    done = await filed.made(f"{path}/execution", {}, end_user="c.smit")
    assert (done["state"], done["destroyed"], done["excluded"]) == ("executed", 1, 3)
    statuses = await filed.statuses(*(f"/citizens/{people[name]}" for name in people))
    assert statuses == [410, 200, 200, 200]
    assert [one["destroyed"] for one in (await lines_of(filed, listed["id"])).values()].count(True) == 1
    answer = await filed.ask("GET", f"{path}/declaration")
    assert "attachment" in answer.headers["Content-Disposition"]
    declared = answer.json()
    assert (declared["proposedBy"], declared["approvedBy"], declared["executedBy"]) == (
        "a.bakker", "b.visser", "c.smit",
    )  # fmt: skip
    assert (declared["executedOn"], declared["destroyed"]) == ("2042-01-01", 1)
    assert declared["categories"] == [
        {"category": "wmoFile", "count": 1, "years": 15, "source": "Wmo 2015 art. 5.3.4"}
    ]
    assert declared["sha256"] == hashlib.sha256(f"{people['oud']}\n".encode()).hexdigest()
    assert "1 dossiers vernietigd" in declared["statement"]
    erased = (await filed.ask("GET", f"/erasures?citizenId={people['oud']}")).json()["items"]
    assert [(one["ground"], one["destructionListId"]) for one in erased] == [("termPassed", listed["id"])]
    lines = [one for one in await logged(filed, people["oud"]) if one["event"] == "erase"]
    assert [one["end_user"] for one in lines] == ["c.smit"]
    facts = (await filed.ask("GET", "/events?limit=500")).json()["events"]
    assert facts[-1]["type"].endswith("files-destroyed.v1") and "proposedBy" not in facts[-1]["data"]


async def test_executed_again_nothing_changes(tenant: Tenant) -> None:
    """The same key, or another one, or the version that was executed: the list as it was executed, one fact, one erasure."""
    filed, _ = await old_files(tenant)
    path = f"/destruction-lists/{(await approved(filed))['id']}/execution"
    answers = [await filed.ask("POST", path, {}, key=key) for key in ("een", "een", "twee")]
    assert [one.status_code for one in answers] == [200, 200, 200]
    assert [one.headers.get("Idempotent-Replayed") for one in answers] == [None, "true", "true"]
    assert len({one.text for one in answers}) == 1
    versions = {
        version: await filed.ask(
            "POST", path, {}, key=f"versie{version}", headers={"If-Match": f'"{version}"'}
        )
        for version in (1, 2, 3, 4)
    }
    assert [one.status_code for one in versions.values()] == [412, 200, 200, 412]
    facts = (await filed.ask("GET", "/events?limit=500")).json()["events"]
    assert sum("files-destroyed" in one["type"] for one in facts) == 1


async def test_what_changed_since_the_proposal_stays(tenant: Tenant) -> None:
    """A hold that was placed, or a question that came, between approval and execution keeps the file."""
    filed, people = await old_files(tenant)
    listed = await approved(filed)
    await filed.made("/legal-holds", {"citizenId": people["oud"], "ground": "inspectie"})
    done = await filed.made(f"/destruction-lists/{listed['id']}/execution", {})
    assert (done["destroyed"], done["excluded"]) == (0, 4)
    assert (await lines_of(filed, listed["id"]))[people["oud"]]["excluded"] == "legalHold"
    assert await filed.statuses(f"/citizens/{people['oud']}") == [200]


async def test_a_longer_policy_keeps_the_file(tenant: Tenant) -> None:
    """With twenty years for Wmo files nobody is listed after fifteen."""
    filed, _ = await old_files(tenant)
    policy = {"years": 20, "reason": "Besluit informatiebeheer"}
    kept = await filed.ask("PUT", "/retention-terms/wmoFile", policy, headers={"If-Match": '"1"'})
    assert kept.status_code == 200, kept.text
    assert (await filed.made("/destruction-lists", {}))["listed"] == 0


async def test_who_may(house: House, tenant: Tenant) -> None:
    """Purchasers with persons:write and a person behind them; another municipality finds nothing."""
    filed, _ = await old_files(tenant)
    listed = await filed.made("/destruction-lists", {"externalReference": "lijst-1"})
    again = await filed.ask("POST", "/destruction-lists", {"externalReference": "lijst-1"})
    assert (again.status_code, again.json()["id"]) == (200, listed["id"])
    path, other = f"/destruction-lists/{listed['id']}", await new_tenant(house, tenant.today, providers=0)
    token = await tenant.token(tenant.owner, scope="persons:read")
    answers = [
        await filed.ask("POST", "/destruction-lists", {}, oin=tenant.providers[0]),
        await filed.ask("POST", "/destruction-lists", {}, end_user=None),
        await filed.ask("POST", "/destruction-lists", {}, headers={"Authorization": f"Bearer {token}"}),
        *[
            await other.ask("access", method, path + part, json={} if method == "POST" else None)
            for method, part in (
                ("GET", ""),
                ("GET", "/lines"),
                ("POST", "/approval"),
                ("POST", "/execution"),
            )
        ],
    ]
    assert [one.status_code for one in answers] == [403, 403, 403, 404, 404, 404, 404]
    pages = (await filed.ask("GET", f"{path}/lines?limit=3")).json()
    rest = (await filed.ask("GET", f"{path}/lines?limit=3&cursor={pages['next']}")).json()
    assert (len(pages["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)
