"""Sandbox tenants: invented organisations with real tokens, whose clock one command moves over all four services."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from deploy.issuer_keys import SANDBOX_ADMIN, read_private_key
from deploy.progress import Progress
from deploy.settings import SERVICES, Settings, Trouble
from shared.clients.base import Client, Refusal, Unreachable
from shared.clients.tokens import IssuerUnavailable, TokenSource
from shared.kit.sandbox_opening import GIVEN
from shared.schemas.common import NewSandboxTenant, SandboxDay, SandboxOpened, SandboxState

Kind = TypeVar("Kind", bound=Client)

PATIENCE = 60.0  # a service that was killed is back within seconds; a slow machine gets more
ROUNDS = 20  # so often a day may go around before something is wrong
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that asks for tokens: its OIN (20 digits, 00000099…) and its role: purchaser, provider or auditor."""

    oin: str
    role: str


@dataclass(frozen=True, slots=True)
class Person:
    """The tokens of one person at one organisation."""

    source: TokenSource
    end_user: str

    async def token(self) -> str:
        """An access token that names this person as `act.sub`."""
        return await self.source.token(self.end_user)


class Conductor:
    """Moves one tenant's clock over all services, a domain day at a time (architecture § 7).

    A day is set everywhere; then whoever lags behind a feed follows it, whoever has something due does it, until nothing
    moves. A day on which nothing happened costs one request per service.
    """

    def __init__(self, owner: str, clients: Mapping[str, Client]) -> None:
        self.owner = owner
        self.states: dict[str, SandboxState] = {}
        self._clients = clients

    @property
    def today(self) -> date:
        """The day that every service has reached."""
        return min(state.today for state in self.states.values())

    async def open(
        self, today: date, organisations: Iterable[str] = (), auditors: Iterable[str] = ()
    ) -> None:
        """Open the tenant in every service; one that is open already keeps its day. Raises Refusal."""
        asked = NewSandboxTenant(
            owner=self.owner, organisations=sorted(organisations), auditors=sorted(auditors), today=today
        )
        opened = (one.post("/sandbox", SandboxOpened, asked) for one in self._clients.values())
        self.states = dict(zip(self._clients, await asyncio.gather(*opened), strict=True))
        await self._rest()

    async def advance(self) -> date:
        """Live the next day: set it everywhere, follow, do what is due. Raises Trouble, Refusal, Unreachable."""
        day = self.today + _DAY
        behind = [name for name, state in self.states.items() if state.today < day]
        await self._ask(behind, f"/{self.owner}/days", SandboxDay(today=day))
        await self._rest()
        return day

    async def settle(self) -> None:
        """Within a day: let everybody hear what was written since, and do what became due."""
        await self.look()
        await self._rest()

    async def look(self) -> None:
        """Read where the tenant stands in every service. Raises Refusal (404) for a tenant that is not open."""
        names = list(self._clients)
        reads = (self._clients[name].get(f"/sandbox/{self.owner}", SandboxState) for name in names)
        self.states = dict(zip(names, await asyncio.gather(*reads), strict=True))

    def applied(self) -> dict[str, int]:
        """How many facts each follower has taken over, by "settlement<-contracts"."""
        return {
            f"{name}<-{follower.feed}": follower.applied
            for name, state in self.states.items()
            for follower in state.followers
        }

    async def _rest(self) -> None:
        """Follow and work until every follower stands at the end of its feed and nothing is due."""
        for _ in range(ROUNDS):
            lagging = [name for name in self.states if self._lags(name)]
            if lagging:
                await self._ask(lagging, f"/{self.owner}/catch-up")
                continue
            busy = [name for name, state in self.states.items() if state.due]
            if not busy:
                return
            await self._ask(busy, f"/{self.owner}/work")
        stuck = [name for name, state in self.states.items() if state.due or self._lags(name)]
        raise Trouble(
            f"{', '.join(stuck)} did not come to rest on {self.today}; its log says what it could not follow or do.",
            f"{', '.join(stuck)} kwam op {self.today} niet tot rust; het log zegt wat niet lukte.",
        )

    def _lags(self, name: str) -> bool:
        ends = {feed: state.position for feed, state in self.states.items()}
        return any(one.feed in ends and one.position < ends[one.feed] for one in self.states[name].followers)

    async def _ask(self, names: Iterable[str], path: str, body: SandboxDay | None = None) -> None:
        """The same request to several services at once; each answers where the tenant stands there."""
        asked = list(names)
        found = await asyncio.gather(
            *(self._clients[name].post("/sandbox" + path, SandboxState, body) for name in asked)
        )
        self.states |= dict(zip(asked, found, strict=True))


@dataclass(slots=True)
class Tenant:
    """A purchaser and the organisations around it: the clock they share, and a client for whoever acts."""

    owner: str
    urls: Mapping[str, str]
    clock: Conductor
    http: httpx.AsyncClient
    _sources: dict[str, TokenSource] = field(default_factory=dict)

    @property
    def organisations(self) -> list[str]:
        """The OINs of all who may ask, the owner among them."""
        return list(self._sources)

    def client(self, kind: type[Kind], oin: str, end_user: str, *, language: str = "nl") -> Kind:
        """A service's typed client for one person at one organisation."""
        service = kind.__name__.removesuffix("Client").lower()
        person = Person(self._sources[oin], end_user)
        return kind(self.urls[service], person, http=self.http, language=language, patience=PATIENCE)


async def open_tenant(
    urls: Mapping[str, str],
    issuer_folder: Path,
    parties: Sequence[Party],
    today: date,
    http: httpx.AsyncClient,
) -> Tenant:
    """Register every party at the local issuer and open a tenant for the first, the purchaser, on a day.

    `urls` has the four services and "issuer". Raises Trouble, Refusal, Unreachable.
    """
    owner, *others = parties
    admin = administrator(urls, issuer_folder, http)
    clock = conductor(owner.oin, urls, admin, http)
    auditors = [party.oin for party in others if party.role == "auditor"]
    await clock.open(today, [party.oin for party in others], auditors)
    made = await asyncio.gather(*(_register(urls["issuer"], admin, party, http) for party in parties))
    sources = {
        party.oin: TokenSource(urls["issuer"], client["clientId"], client["privateJwk"], http=http)
        for party, client in zip(parties, made, strict=True)
    }
    return Tenant(owner.oin, urls, clock, http, sources)


def administrator(urls: Mapping[str, str], issuer_folder: Path, http: httpx.AsyncClient) -> TokenSource:
    """The tokens of the sandbox administrator of this machine. Raises Trouble where there is no local issuer."""
    try:
        key = read_private_key(issuer_folder, SANDBOX_ADMIN)
    except FileNotFoundError as error:
        raise Trouble(
            f"There is no local issuer in {issuer_folder}; start everything with `make up` first.",
            f"Er is geen lokale tokenuitgever in {issuer_folder}; start eerst alles met `make up`.",
        ) from error
    return TokenSource(urls["issuer"], SANDBOX_ADMIN, key, http=http)


def conductor(owner: str, urls: Mapping[str, str], tokens: TokenSource, http: httpx.AsyncClient) -> Conductor:
    """The conductor of one tenant over the four services at `urls`."""
    clients = {name: Client(urls[name], tokens, http=http, patience=PATIENCE) for name in SERVICES}
    return Conductor(owner, clients)


async def _register(issuer: str, admin: TokenSource, party: Party, http: httpx.AsyncClient) -> dict[str, Any]:
    answer = await http.post(
        f"{issuer}/clients",
        json={"organisations": [party.oin], "scopes": list(GIVEN[party.role]), "role": party.role},
        headers={"Authorization": f"Bearer {await admin.token()}"},
    )
    if answer.status_code != 201:
        raise Trouble(
            f"The issuer makes no client for {party.oin} ({answer.text}); use an OIN that begins with 00000099.",
            f"De tokenuitgever maakt geen client voor {party.oin} ({answer.text}); gebruik een OIN dat begint met 00000099.",
        )
    made: dict[str, Any] = answer.json()
    return made


def run(arguments: Sequence[str]) -> int:
    """`bedoeling sandbox open|advance`: 0 done, 1 refused; raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling sandbox", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="<command>")
    opening = commands.add_parser("open", help="open a tenant in all services")
    opening.add_argument("--on", type=date.fromisoformat, required=True, help="its first day (2026-01-01)")
    opening.add_argument(
        "--organisation", action="append", default=[], help="an OIN that lives in it as well"
    )
    opening.set_defaults(action=_open)
    advancing = commands.add_parser("advance", help="live day by day, in all services")
    advancing.add_argument("--to", type=date.fromisoformat, required=True, help="the last day to live")
    advancing.set_defaults(action=_advance)
    for command in (opening, advancing):
        command.add_argument("--owner", required=True, help="the purchaser's OIN (00000099…)")
    return asyncio.run(_command(parser.parse_args(arguments)))


async def _command(chosen: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    urls = {name: f"http://127.0.0.1:{port}" for name, port in settings.ports.items()}
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        try:
            clock = conductor(chosen.owner, urls, administrator(urls, settings.state / "issuer", http), http)
            await chosen.action(clock, chosen)
        except Refusal as refusal:
            sys.stderr.write(f"bedoeling: {refusal}\n")
            return 1
        except (Unreachable, IssuerUnavailable) as error:
            raise Trouble(
                f"Not all services answer ({error}); start everything with `make up` first.",
                f"Niet alle diensten antwoorden ({error}); start eerst alles met `make up`.",
            ) from error
    for name, state in clock.states.items():
        print(f"{name:<11}{state.today}   {state.due} due   position {state.position}")
    return 0


async def _open(clock: Conductor, chosen: argparse.Namespace) -> None:
    await clock.open(chosen.on, chosen.organisation)


async def _advance(clock: Conductor, chosen: argparse.Namespace) -> None:
    await clock.look()
    days = (chosen.to - clock.today).days
    with Progress("days", total=max(days, 0)) as progress:
        while clock.today < chosen.to:
            day = await clock.advance()
            progress.step(note=f"{day}")
