"""A sandbox in one call: open in every service, seeded, with a token for each organisation."""

import secrets
from datetime import date
from typing import Any

import httpx

from deploy.issuer import read_private_key
from shared.clients.tokens import TokenSource
from tests.support.house import House
from tests.support.tenants import invented_oin


async def opened(house: House, **other: Any) -> httpx.Response:
    """POST /v1/sandbox on contracts, by the administrator of sandboxes."""
    admin = TokenSource(
        house.issuer, "sandbox-admin", read_private_key(house.issuer_folder, "sandbox-admin"), http=house.http
    )
    headers = {"Authorization": f"Bearer {await admin.token()}"}
    return await house.http.post(f"{house.urls['contracts']}/v1/sandbox", json=other, headers=headers)


async def test_one_call_gives_a_tenant_with_data_tokens_and_a_clock_everywhere(house: House) -> None:
    """Every organisation is registered and has a token; the clock stands in all four services."""
    owner, provider, auditor = invented_oin(), invented_oin(), invented_oin()
    answer = await opened(
        house, owner=owner, organisations=[provider, auditor], auditors=[auditor], today="2026-03-01",
        seed=True, everywhere=True, credentials=True,
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    given = {one["role"]: one for one in answer.json()["credentials"]}
    assert {role: one["organisation"] for role, one in given.items()} == {
        "purchaser": owner, "provider": provider, "auditor": auditor,
    }  # fmt: skip
    token = {"Authorization": f"Bearer {given['purchaser']['accessToken']}"}
    listed = await house.http.get(f"{house.urls['contracts']}/v1/organisations", headers=token)
    assert {one["oin"] for one in listed.json()["items"]} == {owner, provider, auditor}
    for url in house.urls.values():
        state = await house.http.get(f"{url}/v1/sandbox/{owner}", headers=token)
        assert (state.status_code, state.json()["today"]) == (200, date(2026, 3, 1).isoformat())


async def test_the_same_call_again_is_the_same_tenant(house: House) -> None:
    """Asked again in the same words nothing is doubled; with other organisations it is refused."""
    owner, provider = invented_oin(), invented_oin()
    same = {"owner": owner, "organisations": [provider], "today": "2026-03-01", "seed": True}
    first, again = await opened(house, **same), await opened(house, **same)
    other = await opened(house, **{**same, "organisations": [invented_oin()]})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert other.json()["code"] == "sandbox-exists"


async def test_only_invented_organisations_can_live_in_a_sandbox(house: House) -> None:
    """An OIN that is not for tests is refused, and the answer names the field."""
    real = f"00000001{secrets.randbelow(10**12):012}"
    answer = await opened(house, owner=real, today="2026-03-01", credentials=True)
    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == ["#/owner"]
