"""One service at run time: its database, siblings, followers and due work."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import httpx
from sqlalchemy import bindparam
from sqlalchemy.sql.base import Executable

from shared.clients.base import Client
from shared.clients.tokens import TokenSource
from shared.errors import Problem
from shared.kit import authorising
from shared.kit.auth import Actor, Verifier
from shared.kit.context import Context
from shared.kit.data_subjects import Subjects
from shared.kit.database import Database, is_cancelled, statement
from shared.kit.event_types import Catalogue
from shared.kit.feed import Mark
from shared.kit.followers import Fact, Follower, Handler
from shared.kit.jobs import Handler as JobHandler
from shared.kit.jobs_reading import EVENTS as JOB_EVENTS
from shared.kit.jobs_reading import rights_of as job_rights_of
from shared.kit.jobs_running import Runner
from shared.kit.logbook import TABLES, EventType
from shared.kit.processing_months import open_months
from shared.kit.processing_policy import keep_version, version_of
from shared.kit.processing_register import Activity, Register
from shared.kit.processing_sealing import keep
from shared.kit.rights import COMMON, NO_RIGHTS, Rights
from shared.kit.settings import Settings
from shared.kit.webhooks.dispatching import Dispatcher
from shared.kit.webhooks.facts import EVENTS as SUBSCRIPTION_EVENTS
from shared.kit.work import Duty
from shared.schemas.common import NewSandboxTenant
from shared.values.terms import ActorKind, Scope

VERSION = "0.5.0"
log = logging.getLogger("bedoeling.service")
SECURITY_LOG = TABLES["security_log"]


Seed = Callable[[Context, NewSandboxTenant], Awaitable[None]]


class Clients(dict[str, Any]):
    """The siblings by name, as items and as attributes: `clients.outcomes`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError as missing:
            raise AttributeError(name) from missing

    def traced(self, traceparent: str) -> Clients:
        """The same siblings, asked under a trace."""
        return Clients({name: client.traced(traceparent) for name, client in self.items()})


class Service:
    """A service: what `create_app` puts together and every Context points at."""

    def __init__(
        self,
        settings: Settings,
        *,
        clients: Mapping[str, type[Client]] | None = None,
        follows: Mapping[str, Mapping[str, Handler]] | None = None,
        duties: Sequence[Duty] = (),
        seed: Seed | None = None,
        rights: Rights = NO_RIGHTS,
        events: Mapping[str, EventType] | None = None,
        activities: Sequence[Activity] = (),
        subjects: Subjects | None = None,
        jobs: Mapping[str, JobHandler] | None = None,
    ) -> None:
        self.name, self.version = settings.name, VERSION
        self.rights = rights.with_rows(COMMON + (job_rights_of(settings.name) if jobs else ()))
        self.events = {**(events or {}), **SUBSCRIPTION_EVENTS, **(JOB_EVENTS if jobs else {})}
        self.policy, self.activities = version_of(self.rights), Register.of(activities)
        self.settings, self.secret = settings, settings.secret
        self.subjects = subjects or Subjects()
        self.database = Database(
            settings.database_url,
            settings.worker_url,
            size=settings.pool_size,
            statement_cache=settings.statement_cache,
        )
        self.mark = Mark()
        self.catalogue = Catalogue()
        self.client_types = clients or {}
        self.clients = Clients()
        self.followers = {
            feed: Follower(self, feed, {**handlers, **(authorising.FOLLOWS if feed == "contracts" else {})})
            for feed, handlers in (follows or {}).items()
        }
        self.webhooks = Dispatcher(self)
        self.jobs = Runner(self, jobs or {})
        self.duties = tuple(duties)
        self.seed = seed
        self.tokens: TokenSource
        self.verifier: Verifier
        self.http: httpx.AsyncClient
        self._following: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the pools and the clients, and begin to follow the siblings."""
        self.http = httpx.AsyncClient(timeout=10.0, limits=httpx.Limits(max_connections=20))
        self.verifier = Verifier(
            dict.fromkeys(self.settings.issuers),
            "bedoeling",
            self.http,
            end_user_claim=self.settings.end_user_claim,
        )
        if self.client_types or self.settings.client_key is not None:
            self.tokens = self._tokens()
        for name, kind in self.client_types.items():
            self.clients[name] = kind(self.settings.service_urls[name], self.tokens, http=self.http)
        await self.database.open()
        await open_months(self)
        await keep_version(self)
        if self.settings.follow_seconds:
            # Each on its own: a sibling that is away holds up nobody else's facts.
            self._following = [asyncio.create_task(self._follow(one)) for one in self.followers.values()]
            self._following.append(asyncio.create_task(keep(self)))
            if self.settings.webhook_seconds:
                self._following.append(asyncio.create_task(self.webhooks.lead(self.settings.webhook_seconds)))
            if self.jobs.handlers:
                self._following.append(asyncio.create_task(self.jobs.keep()))

    async def stop(self) -> None:
        """Stop following and sealing, put back jobs that are under way, and close everything."""
        for following in self._following:
            following.cancel()
        await asyncio.gather(*self._following, return_exceptions=True)
        await self.webhooks.stop()
        await self.jobs.stop()
        await self.database.close()
        await self.http.aclose()

    def _tokens(self) -> TokenSource:
        key = self.settings.client_key
        assert key is not None, "BEDOELING_CLIENT_KEY: the service needs its own key to ask its siblings"
        return TokenSource(self.settings.issuers[0], f"service-{self.name}", dict(key), http=self.http)

    async def _follow(self, follower: Follower) -> None:
        while not is_cancelled():
            try:
                await follower.catch_up()
            except Exception:
                # A sibling that is away, or a database that restarts, must not end the following.
                log.warning("follower interrupted", extra={"feed": follower.feed}, exc_info=True)
            await asyncio.sleep(self.settings.follow_seconds)

    def system_context(self, owner: str, cause: Fact | None = None) -> Context:
        """The context of work that the service does by itself, for one owner: a fact that arrived, a day that came."""
        actor = Actor(
            client_id=f"service-{self.name}",
            organisations=(owner,),
            scopes=frozenset(Scope),
            end_user=None,
            subject=f"service-{self.name}",
            issuer="self",
            token_id="",
            purchaser=True,
            kind=ActorKind.SYSTEM,
        )
        made = os.urandom(24).hex()
        told = cause.trace if cause is not None else None
        trace_id, parent = told or (made[16:], None)
        return Context(self, actor, trace_id=trace_id, span_id=made[:16], parent_span_id=parent, cause=cause)

    async def health(self) -> dict[str, dict[str, Any]]:
        """Each dependency with its status; followers with lag-relevant counts."""
        found: dict[str, dict[str, Any]] = {
            "database": {"status": "up" if await self.database.is_up() else "down"}
        }
        if found["database"]["status"] == "up":
            for feed, follower in self.followers.items():
                state = await follower.state()
                shown = {name: state[name] for name in ("position", "applied", "parked", "alarms", "stopped")}
                found[f"follower-{feed}"] = {"status": "stopped" if state["stopped"] else "up", **shown}
        return found

    async def security_log(
        self, ctx: Context | None, request: str, problem: Problem, status: int, trace_id: str
    ) -> None:
        """One row for a refused or denied attempt, in a transaction of its own."""
        actor = ctx.actor if ctx is not None else None
        query = _attempt()
        values = {
            "actor": actor.organisation if actor else None,
            "client_id": actor.client_id if actor else None,
            "end_user": actor.end_user if actor else None,
            "request": request,
            "code": problem.code,
            "rule": problem.rule,
            "status": status,
            "trace_id": trace_id,
            "role": str(actor.kind) if actor else None,
            "via": actor.via if actor else None,
            "span_id": ctx.span_id if ctx else None,
            "fsc_transaction_id": ctx.fsc_transaction_id if ctx else None,
            "policy": self.policy,
        }
        await self.database.pool.execute(query.sql, *query.arguments(values))


@statement
def _attempt() -> Executable:
    names = (
        "actor", "client_id", "end_user", "request", "code", "rule", "status", "trace_id", "role", "via", "span_id",
        "fsc_transaction_id", "policy",
    )  # fmt: skip
    return SECURITY_LOG.insert().values({name: bindparam(name) for name in names}).inline()
