"""One fact by its number: what the feed shows, and to nobody else."""

import pytest

from tests.shared.kit.webhooks.subscribing import authorise, happen, new_vendor
from tests.support.tenants import Tenant


async def newest(tenant: Tenant, oin: str | None = None) -> dict[str, object]:
    """The last fact that an organisation sees in the feed of contracts."""
    found: dict[str, object] = (await tenant.ask("contracts", "GET", "/events?limit=500", oin=oin)).json()[
        "events"
    ][-1]
    return found


async def test_it_is_what_the_feed_shows(tenant: Tenant) -> None:
    """The same CloudEvent, data and all, for the purchaser and for a party; `previous` is a matter of the feed."""
    await happen(tenant, tenant.providers[0])
    for oin in (tenant.owner, tenant.providers[0]):
        told = await newest(tenant, oin)
        answer = await tenant.ask("contracts", "GET", f"/events/{told['sequence']}", oin=oin)
        assert answer.status_code == 200
        assert answer.json() == {name: value for name, value in told.items() if name != "previous"}


async def test_it_is_not_there_for_another(tenant: Tenant, tenant_on: object) -> None:
    """Another purchaser, a provider that is no party, an unknown number and what is no number: 404."""
    other = await tenant_on(tenant.today)  # type: ignore[operator]
    await happen(tenant)
    number = (await newest(tenant))["sequence"]
    assert (await other.ask("contracts", "GET", f"/events/{number}")).status_code == 404
    assert (
        await tenant.ask("contracts", "GET", f"/events/{number}", oin=tenant.providers[1])
    ).status_code == 404
    for odd in ("999999999", "0", "-1", "1.5", "x", "1" * 19, "1" * 40, "٣", tenant.owner):
        answer = await tenant.ask("contracts", "GET", f"/events/{odd}")
        assert (answer.status_code, answer.json()["code"]) == (404, "event-not-found"), odd


async def test_a_role_reads_only_the_kinds_that_it_may(tenant: Tenant) -> None:
    """With events:read alone a fact about an organisation is not there."""
    await happen(tenant)
    number = (await newest(tenant))["sequence"]
    token = await tenant.token(tenant.owner, scope="events:read")
    url = f"{tenant.house.urls['contracts']}/v1/events/{number}"
    answer = await tenant.house.http.get(url, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 404


async def test_a_vendor_reads_those_of_its_principals(tenant: Tenant) -> None:
    """In its own name, as in its feed; not before it is authorised."""
    vendor = await new_vendor(tenant)
    await happen(tenant)
    number = (await newest(tenant))["sequence"]
    assert (await tenant.ask("contracts", "GET", f"/events/{number}", oin=vendor)).status_code == 404
    await authorise(tenant, vendor)
    assert (await tenant.ask("contracts", "GET", f"/events/{number}", oin=vendor)).status_code == 200


async def test_what_the_feed_no_longer_tells_is_gone(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact older than the feed goes back is 410, as a position before it is."""
    await happen(tenant)
    number = (await newest(tenant))["sequence"]
    horizon = tenant.house.services["contracts"].mark.horizon

    async def find(*_: object) -> int:
        return int(str(number))

    monkeypatch.setattr(horizon, "find", find)
    assert (await tenant.ask("contracts", "GET", f"/events/{number}")).status_code == 410
