"""A sandbox in one call: open in every service, seeded, with a token for each organisation."""

import asyncio
import secrets
from datetime import date, timedelta
from typing import Any

import httpx

from deploy.issuer import read_private_key
from shared.clients.tokens import TokenSource
from shared.kit.clock import Clock
from tests.support import lives
from tests.support.house import House
from tests.support.tenants import EVERYTHING, PURCHASER, Tenant, invented_oin, new_client


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


async def stranger(tenant: Tenant, scopes: list[str] = PURCHASER) -> str:
    """Somebody with a token of its own for sandboxes."""
    oin = invented_oin()
    tenant.keys[oin] = await new_client(tenant.house, oin, "purchaser", scopes)
    return oin


async def takes_along(tenant: Tenant, owner: str, *guests: str, **more: Any) -> httpx.Response:
    """POST /v1/sandbox on contracts, by the owner itself."""
    body = {"owner": owner, "organisations": list(guests), "today": "2031-01-01", **more}
    return await tenant.ask("contracts", "POST", "/sandbox", oin=owner, json=body)


async def test_check_25_nobody_gets_tokens_of_who_lives_elsewhere(house: House, tenant: Tenant) -> None:
    """Check 25: an owner, a provider and an auditor of another's sandbox are no guests, so nothing is given for them."""
    await lives.active_contract(tenant)
    mallory = await stranger(tenant)
    for guest in (tenant.owner, tenant.providers[0], tenant.auditor):
        answer = await takes_along(
            tenant, mallory, invented_oin(), guest, auditors=[guest], credentials=True, everywhere=True
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "sandbox-guest-known"), guest
        assert guest in answer.json()["detail"] and "credentials" not in answer.json()
    assert (await tenant.ask("contracts", "GET", f"/sandbox/{mallory}", oin=mallory)).status_code == 404


async def test_check_25_nobody_gets_tokens_of_who_has_a_client(house: House, tenant: Tenant) -> None:
    """Check 25: an organisation that no service knows but the issuer does keeps its clients to itself."""
    other, mallory = await stranger(tenant), await stranger(tenant)
    answer = await takes_along(tenant, mallory, other, credentials=True)
    assert (answer.status_code, answer.json()["code"]) == (409, "sandbox-credentials-refused")
    assert other in answer.json()["detail"]


async def test_check_25_nobody_gets_tokens_of_who_is_known_to_another_service(
    house: House, tenant: Tenant
) -> None:
    """Check 25: a token opens all services, so with tokens every service is asked whether it knows the guest."""
    guest, mallory = invented_oin(), await stranger(tenant)
    body = {"owner": tenant.owner, "organisations": [], "today": "2026-01-01"}
    new = {**body, "owner": (there := await stranger(tenant)), "organisations": [guest]}
    opened_there = await tenant.ask("outcomes", "POST", "/sandbox", oin=there, json=new)
    assert opened_there.status_code == 201, opened_there.text
    answer = await takes_along(tenant, mallory, guest, credentials=True)
    assert (answer.status_code, answer.json()["code"]) == (409, "sandbox-guest-known")


async def test_credentials_may_be_asked_for_again(house: House, tenant: Tenant) -> None:
    """Who opens a sandbox of new organisations gets their tokens, and gets them again when the answer was lost."""
    owner, guest = await stranger(tenant), invented_oin()
    for _ in range(2):
        answer = await takes_along(tenant, owner, guest, credentials=True)
        assert answer.status_code == 201, answer.text
        given = {one["organisation"]: one["role"] for one in answer.json()["credentials"]}
        assert given == {owner: "purchaser", guest: "provider"}


async def test_check_25_a_token_gives_itself_no_more_scopes_than_it_has(house: House, tenant: Tenant) -> None:
    """Check 25: the client that an owner gets for itself has the scopes of the token that asked, as the issuer holds it."""
    owner = await stranger(tenant, ["sandbox", "contracts:read", "outcomes:audit"])
    answer = await takes_along(tenant, owner, credentials=True)
    assert answer.status_code == 201, answer.text
    (given,) = answer.json()["credentials"]
    token = {"Authorization": f"Bearer {given['accessToken']}"}
    url = f"{house.urls['contracts']}/v1/my-rights"
    rights = (await house.http.get(url, headers=token)).json()
    assert sorted(rights["scopes"]) == ["contracts:read", "sandbox"]


async def test_two_sandboxes_at_once_do_not_share_a_guest(house: House, tenant: Tenant) -> None:
    """Of two that take the same new organisation along at the same moment one is refused."""
    guest, owners = invented_oin(), [await stranger(tenant) for _ in range(2)]
    answers = await asyncio.gather(*(takes_along(tenant, one, guest) for one in owners))
    assert sorted(one.status_code for one in answers) == [201, 409]


async def test_who_a_token_speaks_for_goes_along(house: House, tenant: Tenant) -> None:
    """An organisation with data of its own lives in a sandbox when a token that speaks for it says so."""
    owner, own = invented_oin(), await stranger(tenant)
    made = await tenant.ask(
        "contracts",
        "POST",
        "/organisations",
        oin=own,
        json={"oin": own, "name": "Zelf", "kind": "municipality"},
    )
    assert made.status_code == 201, made.text
    refused = await takes_along(tenant, await stranger(tenant), own)
    assert (refused.status_code, refused.json()["code"]) == (409, "sandbox-guest-known")
    admin = house.tokens["sandbox-admin"]
    asked = {"organisations": [owner, own], "scopes": PURCHASER, "role": "purchaser"}
    client = await house.http.post(
        f"{house.issuer}/clients", json=asked, headers={"Authorization": f"Bearer {await admin.token()}"}
    )
    tenant.keys[owner] = (client.json()["clientId"], client.json()["privateJwk"])
    assert (await takes_along(tenant, owner, own)).status_code == 201


async def test_check_25_nobody_stretches_an_authorisation_with_a_clock(house: House, tenant: Tenant) -> None:
    """Check 25: neither its holder nor anyone else moves the day of who gave it, here or where it is followed."""
    giver, holder = await stranger(tenant), invented_oin()
    tenant.keys[holder] = await new_client(house, holder, "vendor", EVERYTHING)
    first = Clock().today + timedelta(days=30)  # who has no sandbox lives by the machine's clock
    new = {"holder": holder, "role": "vendor", "scopes": ["contracts:read", "access:read"]}
    made = await tenant.ask(
        "contracts", "POST", "/authorisations", oin=giver, json={**new, "validFrom": first.isoformat()}
    )
    assert made.status_code == 201, made.text
    await tenant.drain()
    for service, path in (("contracts", "/contracts"), ("access", "/requests")):
        for owner in (holder, await stranger(tenant)):
            body = {
                "owner": owner,
                "organisations": [giver],
                "today": (first + timedelta(days=1)).isoformat(),
            }
            moved = await tenant.ask(service, "POST", "/sandbox", oin=owner, json=body)
            assert (moved.status_code, moved.json()["code"]) == (409, "sandbox-guest-known"), service
        read = await tenant.ask(service, "GET", path, oin=holder, acting_for=giver)
        assert (read.status_code, read.json()["code"]) == (403, "not-authorised"), service
