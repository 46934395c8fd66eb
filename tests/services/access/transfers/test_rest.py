"""Transfers over HTTP: found by state, page by page, with as many statements for many as for one."""

from typing import Any

import pytest

from tests.support.persons import neighbour, person, registered
from tests.support.statements import counted
from tests.support.tenants import Tenant


async def departs(tenant: Tenant, number: int, to: str) -> dict[str, Any]:
    """A transfer of a new citizen without a BSN."""
    made = await registered(tenant, person(f"inwoner-{number}", bsn=None))
    body = {"movedOn": "2026-06-01", "to": to}
    answer = await tenant.ask("access", "POST", f"/citizens/{made['id']}/departure", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/transfers/{found['id']}" and answer.headers["etag"] == '"1"'
    return found


@pytest.mark.rule("R-A56")
async def test_transfers_are_found_by_state_and_page_by_page(tenant: Tenant) -> None:
    """What was offered and what was taken back; both ways round; each with the reader's own surrogate."""
    other = await neighbour(tenant)
    made = [await departs(tenant, number, other.owner) for number in range(4)]
    await tenant.ask("access", "POST", f"/transfers/{made[1]['id']}/withdrawal")
    for state, expected in (("offered", [0, 2, 3]), ("withdrawn", [1]), ("accepted", [])):
        found = (await other.ask("access", "GET", f"/transfers?state={state}")).json()["items"]
        assert [one["id"] for one in found] == [made[number]["id"] for number in expected]
        assert {one["ownCitizenId"] for one in found} <= {None}
    newest = (await tenant.ask("access", "GET", "/transfers?limit=3&sort=-created")).json()
    assert [one["id"] for one in newest["items"]] == [one["id"] for one in made[:0:-1]]
    rest = (
        await tenant.ask("access", "GET", f"/transfers?limit=3&sort=-created&cursor={newest['next']}")
    ).json()
    assert [(one["id"], one["ownCitizenId"]) for one in rest["items"]] == [
        (made[0]["id"], made[0]["ownCitizenId"])
    ]
    wrong = await tenant.ask("access", "GET", "/transfers?state=lost")
    assert wrong.status_code == 400


async def test_the_number_of_statements_does_not_grow_with_the_transfers(tenant: Tenant) -> None:
    """A page, an offer and an acceptance take as many for the twelfth as for the first."""
    other = await neighbour(tenant)

    async def count(number: int) -> list[int]:
        found = []
        async with counted(tenant.house, "access") as ran:
            await tenant.ask("access", "GET", "/transfers?limit=100")
        found.append(len(ran))
        made = await registered(tenant, person(f"telt-{number}", bsn=None))
        async with counted(tenant.house, "access") as ran:
            body = {"movedOn": "2026-06-01", "to": other.owner}
            offered = await tenant.ask("access", "POST", f"/citizens/{made['id']}/departure", json=body)
        found.append(len(ran))
        async with counted(tenant.house, "access") as ran:
            sent = {"citizenReference": f"nieuw-{number}"}
            path = f"/transfers/{offered.json()['id']}/acceptance"
            taken = await other.ask("access", "POST", path, json=sent)
        found.append(len(ran))
        assert (offered.status_code, taken.status_code) == (201, 200)
        return found

    await departs(tenant, 0, other.owner)
    first = await count(0)
    for number in range(1, 11):
        await departs(tenant, number, other.owner)
    assert await count(11) == first
    assert max(first) <= 9
