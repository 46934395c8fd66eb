"""Legal holds over HTTP."""

import pytest

from tests.support.files import agree
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

HOLD = {"ground": "beroepsprocedure", "until": "2026-12-31", "externalReference": "zaak/1"}


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
