"""A subscriber of the contracts service: an organisation of a tenant that takes subscriptions and moves its clock."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_network
from typing import Any

import httpx

from deploy.issuer import read_private_key
from shared.clients.tokens import TokenSource
from shared.kit.webhooks.dispatching import Dispatcher
from tests.shared.kit.webhooks.receiver import Receiver
from tests.support.house import House
from tests.support.tenants import Tenant, invented_oin

LOOPBACK = (ip_network("127.0.0.0/8"),)
VENDOR = ["contracts:read", "contracts:write", "events:read", "subscriptions:write"]


@contextmanager
def loopback_opened(house: House) -> Iterator[None]:
    """Webhooks of every service may go to 127.0.0.1, as BEDOELING_WEBHOOK_PRIVATE lets them in development."""
    guards = [service.webhooks.guard for service in house.services.values()]
    before = [guard.private for guard in guards]
    for guard in guards:
        guard.private = LOOPBACK
    try:
        yield
    finally:
        for guard, private in zip(guards, before, strict=True):
            guard.private = private


@dataclass
class Subscriber:
    """An organisation at one service of the house."""

    tenant: Tenant
    oin: str
    service: str = "contracts"

    @property
    def dispatcher(self) -> Dispatcher:
        """The dispatcher of the service."""
        found: Dispatcher = self.tenant.house.services[self.service].webhooks
        return found

    async def ask(self, method: str, path: str = "", **more: Any) -> httpx.Response:
        """One request below /subscriptions."""
        return await self.tenant.ask(self.service, method, f"/subscriptions{path}", oin=self.oin, **more)

    async def subscribe(self, receiver: Receiver, **more: Any) -> dict[str, Any]:
        """Take a subscription; what came back, with its secret."""
        headers = more.pop("headers", None)
        answer = await self.ask("POST", json={"url": receiver.url, **more}, headers=headers)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def get(self, subscription: dict[str, Any]) -> dict[str, Any]:
        """The subscription as it is now."""
        answer = await self.ask("GET", f"/{subscription['id']}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def change(self, subscription: dict[str, Any], **change: Any) -> dict[str, Any]:
        """Change it, whatever its version."""
        answer = await self.ask("PATCH", f"/{subscription['id']}", json=change, headers={"If-Match": "*"})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def deliveries(self, subscription: dict[str, Any], state: str = "") -> list[dict[str, Any]]:
        """Its messages, in one state when asked."""
        query = f"?limit=100&state={state}" if state else "?limit=100"
        answer = await self.ask("GET", f"/{subscription['id']}/deliveries{query}")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found

    async def deliver(self) -> int:
        """Send all that is due to the organisations of the tenant; how many attempts were made."""
        return await self.dispatcher.deliver([self.tenant.owner, self.tenant.auditor, *self.tenant.providers])

    async def next_day(self, days: int = 1) -> None:
        """Move the tenant's clock in this service, doing each day's work: deliveries are part of it."""
        for _ in range(days):
            self.tenant.today += timedelta(days=1)
            for path, body in (("days", {"today": self.tenant.today.isoformat()}), ("work", None)):
                answer = await self.tenant.ask(
                    self.service, "POST", f"/sandbox/{self.tenant.owner}/{path}", json=body
                )
                assert answer.status_code == 200, answer.text


async def happen(tenant: Tenant, oin: str | None = None) -> dict[str, Any]:
    """Something happens in contracts: the purchaser registers an organisation, which may see that."""
    named = {"oin": oin or invented_oin(), "kind": "provider", "name": "Zorg aan de Rijn"}
    answer = await tenant.ask("contracts", "POST", "/organisations", json=named)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def new_vendor(tenant: Tenant, scopes: list[str] = VENDOR) -> str:
    """A software vendor with a client of its own at the issuer; its OIN."""
    house, oin = tenant.house, invented_oin()
    admin = TokenSource(
        house.issuer, "sandbox-admin", read_private_key(house.issuer_folder, "sandbox-admin"), http=house.http
    )
    asked = {"organisations": [oin], "scopes": scopes, "role": "vendor"}
    answer = await house.http.post(
        f"{house.issuer}/clients", json=asked, headers={"Authorization": f"Bearer {await admin.token()}"}
    )
    assert answer.status_code == 201, answer.text
    made = answer.json()
    tenant.keys[oin] = (made["clientId"], made["privateJwk"])
    return oin


async def authorise(
    tenant: Tenant, vendor: str, scopes: list[str] = VENDOR, until: date | None = None
) -> str:
    """The purchaser authorises a vendor from today; the authorisation's id."""
    body: dict[str, Any] = {"holder": vendor, "role": "vendor", "scopes": scopes}
    body |= {"validFrom": tenant.today.isoformat()}
    body |= {"validUntil": until.isoformat()} if until is not None else {}
    answer = await tenant.ask("contracts", "POST", "/authorisations", json=body)
    assert answer.status_code == 201, answer.text
    found: str = answer.json()["id"]
    return found


async def withdraw(tenant: Tenant, authorisation: str) -> None:
    """The purchaser takes an authorisation back."""
    answer = await tenant.ask("contracts", "POST", f"/authorisations/{authorisation}/withdrawal")
    assert answer.status_code == 200, answer.text


def key() -> str:
    """An idempotency key."""
    return secrets.token_hex(8)
