"""Invented tenants: a municipality, providers and an auditor, each with a real token, on a clock of their own."""

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

import httpx

from deploy.issuer import read_private_key
from shared.clients.base import Client
from shared.clients.tokens import TokenSource
from shared.values.terms import Scope
from tests.support.house import SYSTEM_OIN, House

Kind = TypeVar("Kind", bound=Client)
EVERYTHING = [scope.value for scope in Scope if scope is not Scope.EVENTS_ALL]
PURCHASER = [scope for scope in EVERYTHING if scope != "outcomes:audit"]
PROVIDER = [
    "contracts:read", "contracts:write", "access:read", "access:write", "settlement:read", "outcomes:read",
    "outcomes:write", "authorisations:write", "events:read", "subscriptions:write",
]  # fmt: skip
AUDITOR = [
    "contracts:read", "settlement:read", "outcomes:read", "outcomes:audit", "events:read", "subscriptions:write",
]  # fmt: skip
_numbers = itertools.count(1)


def invented_oin() -> str:
    """A test OIN that nobody had before."""
    return f"00000099{secrets.randbelow(10**9):09}{next(_numbers) % 1000:03}"


@dataclass
class Tenant:
    """One purchaser with its providers and its auditor, in the house under test."""

    house: House
    owner: str
    auditor: str
    providers: list[str]
    today: date
    keys: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    sources: dict[tuple[str, str | None], TokenSource] = field(default_factory=dict)

    async def token(self, oin: str, *, end_user: str | None = "j.jansen", scope: str | None = None) -> str:
        """An access token of an organisation, for an end user."""
        return await self.source(oin, scope).token(end_user=end_user)

    def source(self, oin: str, scope: str | None = None) -> TokenSource:
        """Where tokens of an organisation come from, all its scopes or fewer."""
        if (oin, scope) not in self.sources:
            client_id, key = self.keys[oin]
            self.sources[(oin, scope)] = TokenSource(
                self.house.issuer, client_id, key, scope, http=self.house.http
            )
        return self.sources[(oin, scope)]

    def client(self, kind: type[Kind], oin: str | None = None, *, end_user: str | None = "j.jansen") -> Kind:
        """A typed client of a service, as an organisation (the purchaser when none is named)."""
        name = kind.__name__.removesuffix("Client").lower()
        return kind(self.house.urls[name], _As(self, oin or self.owner, end_user), http=self.house.http)

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        *,
        oin: str | None = None,
        end_user: str | None = "j.jansen",
        key: str | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """One plain request with a real token; the answer as it is, whatever its status."""
        sent = {"Authorization": f"Bearer {await self.token(oin or self.owner, end_user=end_user)}"}
        if method in ("POST", "PATCH"):
            sent["Idempotency-Key"] = key or secrets.token_hex(8)
        return await self.house.http.request(
            method, f"{self.house.urls[service]}/v1{path}", headers={**sent, **(headers or {})}, **more
        )

    async def drain(self) -> None:
        """Let every service follow its siblings until nothing moves."""
        for _ in range(6):
            moved = 0
            for service in self.house.services.values():
                for follower in service.followers.values():
                    moved += await follower.catch_up()
            if not moved:
                return
        raise AssertionError("the feeds do not come to rest")

    async def live_until(self, day: date) -> None:
        """Move the clock of every service day by day, following and doing what is due."""
        while self.today < day:
            self.today += timedelta(days=1)
            for service in self.house.urls:
                answer = await self.ask(
                    service, "POST", f"/sandbox/{self.owner}/days", json={"today": self.today.isoformat()}
                )
                assert answer.status_code == 200, answer.text
            await self.drain()
            for service in self.house.urls:
                answer = await self.ask(service, "POST", f"/sandbox/{self.owner}/work")
                assert answer.status_code == 200, answer.text
            await self.drain()


@dataclass
class _As:
    tenant: Tenant
    oin: str
    end_user: str | None

    async def token(self) -> str:
        return await self.tenant.token(self.oin, end_user=self.end_user)


async def new_tenant(house: House, today: date, *, providers: int = 8) -> Tenant:
    """Open a fresh sandbox tenant in every service, on a day."""
    owner, auditor = invented_oin(), invented_oin()
    members = [invented_oin() for _ in range(providers)]
    tenant = Tenant(house, owner, auditor, members, today)
    admin = TokenSource(
        house.issuer, "sandbox-admin", read_private_key(house.issuer_folder, "sandbox-admin"), http=house.http
    )
    authority = {"Authorization": f"Bearer {await admin.token()}"}
    roles = {owner: ("purchaser", PURCHASER), auditor: ("auditor", AUDITOR)}
    roles |= dict.fromkeys(members, ("provider", PROVIDER))
    for oin, (role, scopes) in roles.items():
        asked = {"organisations": [oin], "scopes": scopes, "role": role}
        answer = await house.http.post(f"{house.issuer}/clients", json=asked, headers=authority)
        assert answer.status_code == 201, answer.text
        made = answer.json()
        tenant.keys[oin] = (made["clientId"], made["privateJwk"])
    for service in house.urls:
        opened = await tenant.ask(
            service, "POST", "/sandbox",
            json={"owner": owner, "organisations": [auditor, *members], "today": today.isoformat()},
        )  # fmt: skip
        assert opened.status_code == 201, opened.text
    return tenant


__all__ = ["SYSTEM_OIN", "Tenant", "invented_oin", "new_tenant"]
