"""Legal holds over HTTP."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from deploy.postgres import Cluster
from tests.support.files import agree
from tests.support.house import House
from tests.support.persons import MAIL, NAME, as_superuser, person, registered, stated
from tests.support.tenants import Tenant, new_tenant

HOLD = {"ground": "beroepsprocedure", "until": "2026-12-31", "externalReference": "zaak/1"}
PLACES = ("bsn", "bornOn", "familyName", "address")


@pytest.mark.rule("F-37")
async def test_placed_read_and_released(tenant: Tenant) -> None:
    """201 with its address; the same reference is the same hold, other contents are refused; released it says why."""
    filed = await agree(tenant)
    body = {**HOLD, "citizenId": await filed.register("een", "")}
    placed = await filed.ask("POST", "/legal-holds", body)
    hold = placed.json()
    assert (placed.status_code, hold["placedBy"], hold["placedOn"]) == (201, "j.jansen", "2026-01-01")
    again = await filed.ask("POST", "/legal-holds", body)
    other = await filed.ask("POST", "/legal-holds", {**body, "ground": "iets anders"})
    assert (again.status_code, again.json(), other.status_code) == (200, hold, 409)
    location = placed.headers["Location"].removeprefix("/v1")
    assert (await filed.ask("GET", location)).json() == hold
    listed = (await filed.ask("GET", f"/legal-holds?citizenId={body['citizenId']}")).json()
    assert listed["items"] == [hold]
    released = await filed.made(f"{location}/release", {"reason": "uitspraak"}, end_user="a.bakker")
    assert (released["releasedBy"], released["releaseReason"], released["version"]) == (
        "a.bakker", "uitspraak", 2,
    )  # fmt: skip


async def test_what_is_refused(house: House, tenant: Tenant) -> None:
    """A past last day, an unknown citizen, a provider, nobody behind it, another municipality's hold."""
    filed = await agree(tenant)
    body = {**HOLD, "citizenId": await filed.register("een", "")}
    hold = await filed.made("/legal-holds", body)
    other = await new_tenant(house, tenant.today, providers=0)
    release = f"/legal-holds/{hold['id']}/release"
    unknown = {"ground": "beroep", "citizenId": "01990000-0000-7000-8000-000000000001"}
    answers = [
        await filed.ask(
            "POST", "/legal-holds", {"citizenId": body["citizenId"], "ground": "x", "until": "2025-12-31"}
        ),
        await filed.ask("POST", "/legal-holds", unknown),
        await filed.ask("POST", "/legal-holds", unknown, oin=tenant.providers[0]),
        await filed.ask("POST", "/legal-holds", unknown, end_user=None),
        await other.ask(
            "access", "POST", "/legal-holds", json={"ground": "x", "citizenId": body["citizenId"]}
        ),
        await other.ask("access", "POST", release, json={"reason": "x"}),
        await filed.ask("POST", release, {"reason": "x"}, headers={"If-Match": '"9"'}),
        await filed.ask("POST", release, {}),
    ]
    assert [one.status_code for one in answers] == [409, 404, 403, 403, 404, 404, 412, 400]


@pytest.mark.rule("F-37")
async def test_a_hold_keeps_the_person_from_being_emptied(tenant: Tenant, cluster: Cluster) -> None:
    """Taking away or overwriting what is filled is 409 file-held, filling what is empty is not; released it may be done."""
    made = await registered(tenant, person(email=None))
    path = f"/citizens/{made['id']}/personal-data"
    filed = await agree(tenant)
    hold = await filed.made("/legal-holds", {"citizenId": made["id"], "ground": "beroep"})
    before = (await tenant.ask("access", "GET", path)).json()

    async def change(body: dict[str, Any], tag: str = "*") -> Any:
        return await tenant.ask("access", "PATCH", path, json=body, headers={"If-Match": tag})

    emptied = dict.fromkeys(("bsn", "familyName", "bornOn", "address"))
    for body in (emptied, {"familyName": stated("Anders")}, {"familyName": stated(NAME, "contact")}):
        refused = await change(body)
        assert (refused.status_code, refused.json()["code"], refused.json()["rule"]) == (
            409,
            "file-held",
            "F-37",
        )
        assert [one["location"] for one in refused.json()["errors"]] == [
            f"#/{name}" for name in PLACES if name in body
        ]
    assert (await tenant.ask("access", "GET", path)).json() == before
    query = "select bsn_hash is not null from citizens where id = $1"
    assert [tuple(row) for row in await as_superuser(cluster, tenant.house, query, UUID(made["id"]))] == [
        (True,)
    ]
    added = await change({"email": stated(MAIL, "contact"), "familyName": stated(NAME)})
    assert added.status_code == 200 and "email" in added.json()["fields"], added.text
    await filed.made(f"/legal-holds/{hold['id']}/release", {"reason": "klaar"})
    assert (await change(emptied)).status_code == 200


@pytest.mark.rule("F-37")
async def test_a_hold_that_ended_holds_nothing(tenant: Tenant) -> None:
    """Up to and including its last day a hold keeps the person as it is."""
    made = await registered(tenant)
    filed = await agree(tenant)
    last = (tenant.today + timedelta(days=1)).isoformat()
    await filed.made("/legal-holds", {"citizenId": made["id"], "ground": "beroep", "until": last})
    for day, status in ((1, 409), (2, 200)):
        await filed.jump(date.fromisoformat(last) + timedelta(days=day - 1))
        answer = await tenant.ask(
            "access",
            "PATCH",
            f"/citizens/{made['id']}/personal-data",
            json={"familyName": None},
            headers={"If-Match": "*"},
        )
        assert answer.status_code == status, answer.text
