"""Consortium keys over HTTP: members divide a year among themselves, as information (R-C11, R-S56, A-4.3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.contracts.conftest import Ready
from tests.services.contracts.consortium_keys.given import key
from tests.support.tenants import Tenant


@pytest.mark.rule("R-C11", "R-S56")
async def test_the_lead_enters_a_key_that_all_members_see(ready: Ready) -> None:
    """Members and purchaser read it with why, and what 7,000,000.00 comes to; a subcontractor enters none."""
    made = (await ready.ask("POST", "/consortium-keys", oin=ready.lead, json=key(ready))).json()
    assert made["owner"] == ready.tenant.owner
    asked = {"consortiumId": made["consortiumId"], "year": 2026, "amountCents": 700_000_000}
    for oin in (None, *ready.tenant.providers[:2]):
        assert (await ready.ask("GET", f"/consortium-keys/{made['id']}", oin=oin)).json() == made
        told = (await ready.ask("POST", "/consortium-keys/_split", oin=oin, json=asked)).json()
        assert [one["amountCents"] for one in told["members"]] == [210_000_000] + [70_000_000] * 7
    steps = (await ready.ask("GET", f"/consortium-keys/{made['id']}/derivation")).json()["steps"]
    assert [(one["rule"], one["result"]) for one in steps] == [("R-C11", 8)]
    sub = await ready.ask(
        "POST", "/consortium-keys", oin=ready.tenant.providers[1], json=key(ready, year=2027)
    )
    assert (sub.status_code, sub.json()["code"]) == (403, "consortium-key-lead-only")


@pytest.mark.rule("R-C11")
async def test_a_key_that_is_no_whole_is_refused_with_every_reason(ready: Ready) -> None:
    """99 % of seven of eight members; a second key for the year."""
    wrong = key(ready)
    del wrong["shares"][7]
    wrong["shares"][0]["basisPoints"] = 3_900
    refused = await ready.ask("POST", "/consortium-keys", json=wrong)
    assert (refused.status_code, refused.json()["code"], refused.json()["rule"]) == (
        409, "consortium-key-refused", "R-C11",
    )  # fmt: skip
    assert [one["code"] for one in refused.json()["errors"]] == ["member-missing", "not-a-whole"]
    await ready.ask("POST", "/consortium-keys", json=key(ready))
    again = await ready.ask("POST", "/consortium-keys", json=key(ready))
    assert [one["code"] for one in again.json()["errors"]] == ["year-taken"]
    missing = await ready.ask(
        "POST",
        "/consortium-keys/_split",
        json={"consortiumId": wrong["consortiumId"], "year": 2030, "amountCents": 1},
    )
    assert (missing.status_code, missing.json()["code"]) == (404, "consortium-key-not-found")


async def test_a_key_is_changed_under_its_version_and_found(ready: Ready) -> None:
    """PUT made, the same, changed; PATCH; filters by consortium, year and reference."""
    path = "/consortium-keys/by-reference/sleutel/1"
    other = key(ready)
    other["shares"][0]["basisPoints"], other["shares"][1]["basisPoints"] = 1_000, 3_000
    answers = [await ready.ask("PUT", path, json=body) for body in (key(ready), key(ready), other)]
    assert [(one.status_code, one.json()["version"]) for one in answers] == [(201, 1), (200, 1), (200, 2)]
    made = answers[2].json()
    back = await ready.ask(
        "PATCH",
        f"/consortium-keys/{made['id']}",
        json={"shares": key(ready)["shares"]},
        headers={"If-Match": '"2"'},
    )
    assert (back.status_code, back.json()["version"]) == (200, 3)
    moved = await ready.ask("PUT", path, json=key(ready, year=2027))
    assert (moved.status_code, moved.json()["code"]) == (409, "external-reference-used")
    for filters in (
        {"consortiumId": made["consortiumId"]}, {"year": 2026}, {"externalReference": "sleutel/1"},
    ):  # fmt: skip
        assert [str(one.id) for one in await ready.client().consortium_keys(**filters)] == [made["id"]]


async def test_keys_of_others_are_not_there(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Another purchaser: 404 for the key, and for a consortium that is not its own."""
    made = (await ready.ask("POST", "/consortium-keys", json=key(ready))).json()
    other = await tenant_on(ready.tenant.today)
    assert (await other.ask("contracts", "GET", f"/consortium-keys/{made['id']}")).status_code == 404
    foreign = await other.ask("contracts", "POST", "/consortium-keys", json=key(ready, year=2027))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "consortium-not-found")
