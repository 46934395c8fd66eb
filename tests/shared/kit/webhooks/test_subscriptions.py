"""Subscriptions over REST: taken, found, changed, tried; each change one fact, and a secret shown where it is made."""

import re
from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from shared.kit.webhooks import operations
from tests.shared.kit.webhooks.receiver import Receiver
from tests.shared.kit.webhooks.subscribing import Subscriber, happen, key
from tests.support.tenants import Tenant, invented_oin

SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")


async def facts_of(subscriber: Subscriber, subscription: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts about a subscription, in order."""
    path = f"/events?subject={subscription['id']}"
    answer = await subscriber.tenant.ask(subscriber.service, "GET", path, oin=subscriber.oin)
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


@pytest.mark.parametrize("service", ["contracts", "access", "settlement", "outcomes"])
async def test_every_service_has_them(
    tenant: Tenant, receiver: Receiver, subscriber: Subscriber, service: str
) -> None:
    """Taken, read without secret, listed, and its first message delivered, in each of the four services."""
    one = Subscriber(tenant, tenant.owner, service)
    made = await one.subscribe(receiver, description="Zaaksysteem", externalReference=f"zaak/{service}")
    assert SECRET.fullmatch(made["secret"]) and made["state"] == "active"
    read = await one.get(made)
    assert read == {**made, "secret": None}
    assert (await one.ask("GET", f"?externalReference=zaak/{service}")).json()["items"] == [read]
    await one.deliver()
    assert [got.verified(made["secret"])["type"] for got in receiver.got] == [
        f"nl.sociaaldomein.{service}.subscription-registered.v1"
    ]


async def test_a_retry_is_answered_with_the_same_secret(subscriber: Subscriber, receiver: Receiver) -> None:
    """Who lost the answer asks again with its key; with another key, or once something changed, it is not shown again."""
    body, one = {"url": receiver.url, "externalReference": "a"}, key()
    first = await subscriber.ask("POST", json=body, key=one)
    again = await subscriber.ask("POST", json=body, key=one)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.json()) == (201, first.json())
    other = await subscriber.ask("POST", json=body)
    assert (other.status_code, other.json()["secret"]) == (200, None)
    rotation = key()
    rotated = await subscriber.ask("POST", f"/{first.json()['id']}/secret-rotation", key=rotation)
    assert (await subscriber.ask("POST", json=body, key=one)).json()["secret"] is None
    repeated = await subscriber.ask("POST", f"/{first.json()['id']}/secret-rotation", key=rotation)
    assert repeated.json() == rotated.json()
    assert repeated.json()["secret"] != first.json()["secret"]


async def test_a_name_that_nobody_answers_is_not_registered(
    subscriber: Subscriber, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A silent name server looks like an address that is not public: who registers learns nothing by the difference."""

    async def silent(host: str, port: int) -> Sequence[str]:
        raise TimeoutError

    monkeypatch.setattr(subscriber.dispatcher.guard, "resolve", silent)
    answer = await subscriber.ask("POST", json={"url": "https://example.org/hook"})
    assert (answer.status_code, answer.json()["code"]) == (400, "webhook-address-refused")


@pytest.mark.parametrize("match", ['"7"', '"1"', "*"])
async def test_what_is_not_there_has_no_version(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, match: str
) -> None:
    """RFC 9110 § 13.1.1: a PUT with If-Match makes nothing, in this and any feature; without it does, and then it matches."""
    headers = {"If-Match": match}
    authorisation = {
        "holder": invented_oin(), "role": "vendor", "scopes": ["contracts:read"], "validFrom": tenant.today.isoformat(),
    }  # fmt: skip
    path = "/authorisations/by-reference/leverancier"
    refused = await tenant.ask("contracts", "PUT", path, json=authorisation, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (412, "if-match-outdated")
    assert (await tenant.ask("contracts", "GET", "/authorisations")).json()["items"] == []
    body: dict[str, Any] = {"url": receiver.url, "types": []}
    for query in ("", "?dryRun=true"):
        refused = await subscriber.ask("PUT", f"/by-reference/zaak{query}", json=body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (412, "if-match-outdated")
    assert (await subscriber.ask("GET")).json()["items"] == []
    assert (await subscriber.ask("PUT", "/by-reference/zaak", json=body)).status_code == 201
    again = await subscriber.ask("PUT", "/by-reference/zaak", json=body, headers={"If-Match": "*"})
    assert again.status_code == 200


async def test_under_a_reference_of_ones_own(subscriber: Subscriber, receiver: Receiver) -> None:
    """PUT makes it with its secret, changes it without one, and leaves it when nothing differs."""
    body: dict[str, Any] = {"url": receiver.url, "types": ["organisation-registered"]}
    made = await subscriber.ask("PUT", "/by-reference/zaak/1", json=body)
    same = await subscriber.ask("PUT", "/by-reference/zaak/1", json=body)
    other = await subscriber.ask("PUT", "/by-reference/zaak/1", json={**body, "types": []})
    assert [one.status_code for one in (made, same, other)] == [201, 200, 200]
    assert SECRET.fullmatch(made.json()["secret"])
    assert (same.json()["secret"], same.json()["version"]) == (None, 1)
    assert (other.json()["types"], other.json()["version"]) == ([], 2)
    refused = await subscriber.ask("POST", json={**body, "externalReference": "zaak/1"})
    assert (refused.status_code, refused.json()["code"]) == (409, "external-reference-used")


async def test_every_change_is_one_fact_without_what_is_secret(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    """Registered, changed, rotated, replayed, put off and on: one fact each, in versions, with no url and no secret."""
    made = await subscriber.subscribe(receiver, description="Voor de leverancier")
    await subscriber.change(made, types=["organisation-registered"], description=None)
    rotated = (await subscriber.ask("POST", f"/{made['id']}/secret-rotation")).json()
    await subscriber.ask("POST", f"/{made['id']}/replay", json={"after": made["position"]})
    off = await subscriber.change(made, state="disabled")
    assert (off["state"], off["disabledBecause"]) == ("disabled", "owner")
    on = await subscriber.change(made, state="active")
    assert (on["disabledBecause"], on["version"]) == (None, 6)
    told = await facts_of(subscriber, made)
    assert [(one["type"].rsplit(".", 2)[1], one["subjectversion"]) for one in told] == [
        ("subscription-registered", 1), ("subscription-changed", 2), ("subscription-secret-rotated", 3),
        ("subscription-replayed", 4), ("subscription-changed", 5), ("subscription-changed", 6),
    ]  # fmt: skip
    text = str(told)
    for hidden in (made["secret"], rotated["secret"], "token=geheim", "/hook", "leverancier", "whsec_"):
        assert hidden not in text
    assert f"http://127.0.0.1:{receiver.port}" in text


async def test_a_secret_is_stored_sealed(subscriber: Subscriber, receiver: Receiver) -> None:
    """What the database holds of it is neither the secret nor anything that contains it, in any table."""
    made = await subscriber.subscribe(receiver)
    bare = made["secret"].removeprefix("whsec_")
    async with subscriber.tenant.house.services["contracts"].database.worker.acquire() as raw:
        tables = [
            row[0]
            for row in await raw.fetch(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition"
            )
        ]
        for table in tables:
            found = await raw.fetchval(
                f'select count(*) from "{table}" t where strpos(t::text, $1) > 0'
                f" or strpos(t::text, encode(decode($1, 'base64'), 'hex')) > 0",
                bare,
            )
            assert found == 0, table
        assert await raw.fetchval("select count(*) from subscriptions where strpos(url, 'token=geheim') > 0")


async def test_what_is_asked_wrongly_is_refused(subscriber: Subscriber, receiver: Receiver) -> None:
    """An address that is not public, an unknown type, null where there must be something, two kinds of replay at once."""
    made = await subscriber.subscribe(receiver)

    def code(answer: httpx.Response) -> tuple[int, str]:
        return answer.status_code, answer.json()["code"]

    for url in ("http://10.0.0.1/x", "https://localhost/x", "https://a:b@example.org/", "nergens"):
        assert code(await subscriber.ask("POST", json={"url": url})) == (400, "webhook-address-refused")
        answer = await subscriber.ask("PATCH", f"/{made['id']}", json={"url": url}, headers={"If-Match": "*"})
        assert code(answer) == (400, "webhook-address-refused")
    unknown = await subscriber.ask("POST", json={"url": receiver.url, "types": ["bestaat-niet"]})
    assert code(unknown) == (400, "event-type-unknown")
    for name in ("url", "types", "purchasers", "state"):
        answer = await subscriber.ask("PATCH", f"/{made['id']}", json={name: None}, headers={"If-Match": "*"})
        assert (
            code(answer) == (400, "request-invalid") and answer.json()["errors"][0]["location"] == f"#/{name}"
        )
    for body in ({}, {"after": 1, "deliveryIds": [made["id"]]}, {"deliveryIds": None}, {"deliveryIds": []}):
        assert code(await subscriber.ask("POST", f"/{made['id']}/replay", json=body)) == (
            400,
            "request-invalid",
        )
    beyond = await subscriber.ask("POST", f"/{made['id']}/replay", json={"after": 10**9})
    assert code(beyond) == (400, "feed-position-unknown")
    other = await subscriber.ask("POST", f"/{made['id']}/replay", json={"deliveryIds": [made["id"]]})
    assert code(other) == (404, "delivery-not-found")
    assert [one["type"] for one in await facts_of(subscriber, made)] == [
        "nl.sociaaldomein.contracts.subscription-registered.v1"
    ]


async def test_a_change_names_the_version_it_is_based_on(subscriber: Subscriber, receiver: Receiver) -> None:
    """Check 27: without If-Match 428, with an old one 412, also on a rotation that names one."""
    made = await subscriber.subscribe(receiver)
    path = f"/{made['id']}"
    assert (await subscriber.ask("PATCH", path, json={"types": []})).status_code == 428
    stale = {"If-Match": '"7"'}
    assert (await subscriber.ask("PATCH", path, json={"types": []}, headers=stale)).status_code == 412
    assert (await subscriber.ask("POST", f"{path}/secret-rotation", headers=stale)).status_code == 412
    good = await subscriber.ask("PATCH", path, json={"types": []}, headers={"If-Match": '"1"'})
    assert (good.status_code, good.headers["ETag"]) == (200, '"2"')


async def test_a_dry_run_keeps_nothing(subscriber: Subscriber, receiver: Receiver) -> None:
    """The same checks and the same answer, and no subscription."""
    answer = await subscriber.ask("POST", "?dryRun=true", json={"url": receiver.url})
    assert answer.status_code == 201
    assert (await subscriber.ask("GET")).json()["items"] == []


async def test_a_test_message_is_sent_at_once(subscriber: Subscriber, receiver: Receiver) -> None:
    """Signed, of a type of its own, without sequence; what the receiver said comes back, also for one that is off."""
    made = await subscriber.subscribe(receiver)
    answer = await subscriber.ask("POST", f"/{made['id']}/test")
    assert answer.status_code == 200, answer.text
    (got,) = receiver.got
    event = got.verified(made["secret"])
    assert event["type"] == "nl.sociaaldomein.contracts.webhook-test.v1" and "sequence" not in event
    said = answer.json()
    assert (said["webhookId"], said["status"], said["error"]) == (got.id, 204, None) and got.id.startswith(
        "test_"
    )
    await subscriber.change(made, state="disabled")
    receiver.status = 418
    assert (await subscriber.ask("POST", f"/{made['id']}/test")).json()["status"] == 418
    assert await subscriber.deliveries(made) == []


async def test_the_list_of_messages_is_paged(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """In order of creation, by cursor, by state; another purchaser finds none of it."""
    made = await subscriber.subscribe(receiver, types=["organisation-registered"])
    for _ in range(5):
        await happen(tenant)
    await subscriber.deliver()
    pages, path = [], f"/{made['id']}/deliveries?limit=2&state=delivered"
    cursor = ""
    while cursor is not None:
        body = (await subscriber.ask("GET", path + (f"&cursor={cursor}" if cursor else ""))).json()
        pages.append([int(one["sequence"]) for one in body["items"]])
        cursor = body["next"]
    assert [len(one) for one in pages] == [2, 2, 1]
    whole = [number for one in pages for number in one]
    assert whole == sorted(whole)
    assert await subscriber.deliveries(made, "failed") == []


async def test_there_is_a_limit(
    subscriber: Subscriber, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An organisation has fifty active subscriptions at most; putting one off makes room, putting it on needs it."""
    monkeypatch.setattr(operations, "MOST", 2)
    first = await subscriber.subscribe(receiver)
    await subscriber.subscribe(receiver)
    full = await subscriber.ask("POST", json={"url": receiver.url})
    assert (full.status_code, full.json()["code"]) == (409, "subscriptions-too-many")
    await subscriber.change(first, state="disabled")
    await subscriber.subscribe(receiver)
    on = await subscriber.ask("PATCH", f"/{first['id']}", json={"state": "active"}, headers={"If-Match": "*"})
    assert (on.status_code, on.json()["code"]) == (409, "subscriptions-too-many")


async def test_who_may(subscriber: Subscriber, receiver: Receiver, tenant: Tenant) -> None:
    """Writing needs subscriptions:write, events:read and a person; another organisation's subscription is not there."""
    made = await subscriber.subscribe(receiver)
    base = f"{tenant.house.urls['contracts']}/v1/subscriptions"
    for scope, status in (
        ("events:read", 403),
        ("subscriptions:write", 403),
        ("subscriptions:write events:read", 201),
    ):
        token = await tenant.token(tenant.owner, scope=scope)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key()}
        answer = await tenant.house.http.post(base, json={"url": receiver.url}, headers=headers)
        assert answer.status_code == status, (scope, answer.text)
    nobody = await subscriber.ask("POST", json={"url": receiver.url}, end_user=None)
    assert (nobody.status_code, nobody.json()["code"]) == (403, "end-user-missing")
    provider = Subscriber(tenant, tenant.providers[0])
    for method, path in (
        ("GET", ""),
        ("GET", "/deliveries"),
        ("POST", "/test"),
        ("POST", "/secret-rotation"),
    ):
        assert (await provider.ask(method, f"/{made['id']}{path}")).status_code == 404
    assert (await provider.ask("GET")).json()["items"] == []
