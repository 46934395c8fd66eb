"""Invented tenants: a municipality, providers and an auditor, each with a real token, on a clock of their own."""

import asyncio
import itertools
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

import httpx

from deploy.issuer_keys import read_private_key
from shared.clients.base import Client
from shared.clients.tokens import TokenSource
from shared.values.terms import ActorKind, HolderRole, Scope
from tests.support.house import SYSTEM_OIN, House

Kind = TypeVar("Kind", bound=Client)
EVERYTHING = [scope.value for scope in Scope if scope is not Scope.EVENTS_ALL]
PURCHASER = [scope for scope in EVERYTHING if scope != "outcomes:audit"]
PROVIDER = [
    "contracts:read", "contracts:write", "access:read", "access:write", "settlement:read", "settlement:write",
    "outcomes:read", "outcomes:write", "authorisations:write", "events:read", "subscriptions:write",
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
    # Who gets a client at the first token that is asked for it: most tests need two of ten.
    waiting: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    making: dict[str, asyncio.Future[tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    sources: dict[tuple[str, str | None], TokenSource] = field(default_factory=dict)
    # Whose file a portal shows: what its tokens name.
    citizens: dict[str, UUID] = field(default_factory=dict)

    async def token(self, oin: str, *, end_user: str | None = "j.jansen", scope: str | None = None) -> str:
        """An access token of an organisation, for an end user."""
        if oin in self.waiting and oin not in self.keys:
            if oin not in self.making:
                self.making[oin] = asyncio.ensure_future(new_client(self.house, oin, *self.waiting[oin]))
            self.keys[oin] = await self.making[oin]
        return await self.source(oin, scope).token(end_user=end_user, citizen=self.citizens.get(oin))

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
        acting_for: str | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """One plain request with a real token, in another's name when told; the answer as it is, whatever its status."""
        sent = {"Authorization": f"Bearer {await self.token(oin or self.owner, end_user=end_user)}"}
        if acting_for is not None:
            sent["Bedoeling-On-Behalf-Of"] = acting_for
        if method in ("POST", "PATCH"):
            sent["Idempotency-Key"] = key or secrets.token_hex(8)
        return await self.house.http.request(
            method, f"{self.house.urls[service]}/v1{path}", headers={**sent, **(headers or {})}, **more
        )

    async def actor(
        self, kind: ActorKind, scopes: list[str] | None = None, citizen: UUID | None = None
    ) -> str:
        """Make a client in a role, with every scope or fewer; the OIN of its organisation, in whose name to `ask`."""
        oin = invented_oin()
        self.keys[oin] = await new_client(self.house, oin, kind, EVERYTHING if scopes is None else scopes)
        if citizen is not None:
            self.citizens[oin] = citizen
        return oin

    async def authorise(
        self,
        holder: str,
        role: HolderRole,
        scopes: list[str],
        *,
        principal: str | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Let a holder act for the purchaser, or for another principal, from today on; every service hears of it."""
        new = {"holder": holder, "role": role, "scopes": scopes, "validFrom": self.today.isoformat(), **more}
        made = await self.ask("contracts", "POST", "/authorisations", oin=principal, json=new)
        assert made.status_code == 201, made.text
        await self.drain()
        found: dict[str, Any] = made.json()
        return found

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


async def new_client(house: House, oin: str, role: str, scopes: list[str]) -> tuple[str, dict[str, Any]]:
    """Register a client of an invented organisation with the issuer; its id and private key."""
    admin = house.tokens.get("sandbox-admin")
    if admin is None:
        key = read_private_key(house.issuer_folder, "sandbox-admin")
        admin = house.tokens["sandbox-admin"] = TokenSource(
            house.issuer, "sandbox-admin", key, http=house.http
        )
    asked = {"organisations": [oin], "scopes": scopes, "role": str(role)}
    authority = {"Authorization": f"Bearer {await admin.token()}"}
    answer = await house.http.post(f"{house.issuer}/clients", json=asked, headers=authority)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    return made["clientId"], made["privateJwk"]


async def new_tenant(
    house: House, today: date, *, providers: int = 8, role: ActorKind = ActorKind.PURCHASER
) -> Tenant:
    """Open a fresh sandbox tenant in every service, on a day, of a municipality or a region."""
    owner, auditor = invented_oin(), invented_oin()
    members = [invented_oin() for _ in range(providers)]
    tenant = Tenant(house, owner, auditor, members, today)
    tenant.keys[owner] = await new_client(house, owner, role.value, PURCHASER)
    tenant.waiting = {auditor: ("auditor", AUDITOR), **dict.fromkeys(members, ("provider", PROVIDER))}
    for service in house.urls:
        opened = await tenant.ask(
            service, "POST", "/sandbox",
            json={"owner": owner, "organisations": [auditor, *members], "today": today.isoformat()},
        )  # fmt: skip
        assert opened.status_code == 201, opened.text
    return tenant


__all__ = ["SYSTEM_OIN", "Tenant", "invented_oin", "new_tenant"]
