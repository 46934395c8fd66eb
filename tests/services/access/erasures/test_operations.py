"""Erasures at once, and beside what goes on (F-38)."""

import asyncio

import pytest

from tests.support.deciding import in_json
from tests.support.files import agree, file
from tests.support.persons import neighbour, registered
from tests.support.tenants import Tenant


@pytest.mark.rule("F-38")
async def test_of_twenty_at_once_exactly_one_erases(tenant: Tenant) -> None:
    """One 201, nineteen 410, one fact."""
    filed = await agree(tenant)
    citizen = await filed.register("een", "")
    path, body = f"/citizens/{citizen}/erasure", {"ground": "unlawful"}
    answers = await asyncio.gather(*(filed.ask("POST", path, body) for _ in range(20)))
    assert sorted(one.status_code for one in answers) == [201] + [410] * 19
    events = (await filed.ask("GET", "/events?limit=500")).json()["events"]
    assert sum("citizen-erased" in one["type"] for one in events) == 1


@pytest.mark.rule("F-38")
async def test_a_decision_taken_at_that_moment_leaves_no_motivation(tenant: Tenant) -> None:
    """Whether it comes just before or just after: the person's text is not there afterwards."""
    filed = await agree(tenant)
    for number in range(5):
        citizen = await filed.register(f"inwoner{number}", "")
        request = await filed.request(citizen, f"i{number}")
        grant = {
            "productCategory": "02", "productCode": "02A03", "provider": tenant.providers[0], "startDate": "2026-01-01", "volume": 4,
            "unit": "04", "frequency": "4", "motivation": "Over deze mens.",
            **in_json(tenant.today),
        }  # fmt: skip
        decided, erased = await asyncio.gather(
            filed.ask("POST", f"/requests/{request}/decisions", grant),
            filed.ask("POST", f"/citizens/{citizen}/erasure", {"ground": "unlawful"}),
        )
        assert (decided.status_code, erased.status_code) in {(201, 201), (410, 201)}
    left = await tenant.house.services["access"].database.worker.fetchval(
        "select count(*) from decisions where owner = $1 and motivation is not null", tenant.owner
    )
    assert left == 0


@pytest.mark.rule("F-38")
@pytest.mark.rule("R-A56")
async def test_erasing_tells_that_an_open_transfer_closed(tenant: Tenant) -> None:
    """Both municipalities follow the transfer to its end; nothing in that fact speaks of an erasure or of a person."""
    other = await neighbour(tenant)
    made = await registered(tenant)
    body = {"movedOn": tenant.today.isoformat(), "to": other.owner}
    offered = (await tenant.ask("access", "POST", f"/citizens/{made['id']}/departure", json=body)).json()
    path, key = f"/citizens/{made['id']}/erasure", "wissing-1"
    for _ in range(2):
        answer = await tenant.ask("access", "POST", path, json={"ground": "wrongPerson"}, key=key)
        assert answer.status_code == 201, answer.text
    for reader in (tenant, other):
        shown = (await reader.ask("access", "GET", f"/transfers/{offered['id']}")).json()
        assert (shown["state"], shown["version"], shown["ownCitizenId"]) == ("expired", 2, None)
        facts = (await reader.ask("access", "GET", "/events?limit=500")).json()["events"]
        mine = [one for one in facts if one["subject"] == offered["id"]]
        assert [(one["type"].split(".")[-2], one["subjectversion"]) for one in mine] == [
            ("transfer-offered", 1), ("transfer-expired", 2),
        ]  # fmt: skip
        assert mine[-1]["data"]["state"] == "expired" and made["id"] not in str(mine)
    derivation = (await other.ask("access", "GET", f"/events/{mine[-1]['id']}")).json()
    assert derivation["data"]["version"] == 2 and "wis" not in str(derivation)


@pytest.mark.rule("F-38")
async def test_nothing_of_a_person_is_left_in_what_was_told_of_the_care(tenant: Tenant) -> None:
    """Texts, notes and references go, days stay; open care is nobody's to report on any more; a retry is answered 410."""
    filed = await file(tenant)
    word, provider, today = filed.word, tenant.providers[0], tenant.today.isoformat()
    start_body = {
        "decisionId": filed.ids["decision"],
        "startDate": today,
        "externalReference": f"{word}-start",
    }
    start = await filed.made("/care-starts", start_body, oin=provider, key="start")
    paused = {
        "careStartId": start["id"],
        "endDate": today,
        "reason": "interrupted",
        "externalReference": f"{word}-stop",
    }
    stop = await filed.made("/care-stops", paused, oin=provider)
    goal = {
        "decisionId": filed.ids["decision"], "text": f"{word} leert koken.", "termMonths": 3,
        "setBy": ["citizen", "municipality"], "externalReference": f"{word}-doel",
    }  # fmt: skip
    result = await filed.made("/desired-results", goal, key="doel")
    wish = {
        "requestId": filed.ids["granted"], "requestedOn": today, "reason": "other", "note": f"{word} wil een neef.",
        "externalReference": f"{word}-pgb",
    }  # fmt: skip
    switch = await filed.made("/pgb-switches", wish, key="pgb")
    await filed.made(f"/citizens/{filed.citizen_id}/erasure", {"ground": "wrongPerson"})
    worker = tenant.house.services["access"].database.worker
    for table in ("care_starts", "care_stops", "desired_results", "pgb_switches"):
        left = f"select count(*) from {table} t where owner = $1 and t::text ilike '%' || $2 || '%'"
        assert await worker.fetchval(left, tenant.owner, word) == 0, table
    seen = (await filed.ask("GET", f"/desired-results/{result['id']}")).json()
    assert (seen["text"], seen["term"], seen["version"]) == (None, result["term"], 1)
    assert (await filed.ask("GET", f"/care-stops/{stop['id']}")).json()["endDate"] == today
    for path in (f"/care-starts/{start['id']}", f"/desired-results/{result['id']}"):
        assert (await filed.ask("GET", path, oin=provider)).status_code == 404
    final = {"careStartId": start["id"], "endDate": today, "reason": "deceased"}
    acts = [
        ("POST", "/care-stops", final, {}), ("POST", "/care-starts", start_body, {}),
        ("POST", f"/pgb-switches/{switch['id']}/refusal", {}, {}), ("POST", "/desired-results", goal, {"key": "doel"}),
        ("POST", "/pgb-switches", wish, {"key": "pgb"}),
    ]  # fmt: skip
    statuses = [
        (await filed.ask(method, path, body, **more)).status_code for method, path, body, more in acts
    ]
    assert statuses == [410] * 5
    assert (await filed.ask("POST", "/care-stops", final, oin=provider)).status_code == 404
    assert (await filed.ask("POST", "/care-starts", start_body, oin=provider)).status_code == 404
