"""Who asks, for whom, on which day, and the one way to a transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import asyncpg

from shared import guard
from shared.errors import NotAllowed, Text
from shared.kit import logbook, processing
from shared.kit.auth import Actor, ScopeMissing
from shared.kit.clock import Clock
from shared.kit.database import AWAY, Connection, begin_sql
from shared.kit.operating import admit, operation
from shared.kit.problems import InProgress, KeyExpired, KeyReused, PreconditionFailed
from shared.kit.processing import Seen
from shared.kit.replays import answer_again
from shared.kit.retries import Answer, Replayed, Retry
from shared.kit.rights import READ, Right
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.followers import Fact
    from shared.kit.service import Service

__all__ = ["Answer", "Context", "EndUserMissing", "Replayed", "Retry", "Transaction", "admit", "operation"]


class EndUserMissing(NotAllowed):
    """A write, and a read of persons, names the person behind it (architecture § 6)."""

    code = "end-user-missing"
    rule = "NEN 7513"
    status = 403
    title = Text("De eindgebruiker ontbreekt", "The end user is missing")
    detail = Text(
        "Dit verzoek moet zeggen welke persoon het doet, in de claim act.sub van het token.",
        "This request must say which person makes it, in the token's claim act.sub.",
    )
    mend = Text("Vraag een token met een eindgebruiker.", "Ask for a token with an end user.")


@dataclass(frozen=True, slots=True)
class Context:
    """One request's circumstances; an operation takes it first and asks everything of it."""

    service: Service
    actor: Actor
    language: str = "nl"
    trace_id: str = "0" * 32
    span_id: str = "0" * 16
    parent_span_id: str | None = None
    fsc_transaction_id: str | None = None
    retry: Retry | None = None
    expected_version: int | None = None
    must_exist: bool = False
    dry_run: bool = False
    cause: Fact | None = None
    clock: Clock = field(default_factory=Clock)
    seen: Seen = field(default_factory=Seen)
    looking: Connection | None = None

    @property
    def traceparent(self) -> str:
        """The W3C trace context for whom this request asks: always sampled, for the processing log leaves nothing out."""
        return f"00-{self.trace_id}-{self.span_id}-01"

    @property
    def clients(self) -> Any:
        """The siblings, by name, asked under this request's trace: `ctx.clients.outcomes`."""
        return self.service.clients.traced(self.traceparent)

    @property
    def today(self) -> date:
        """The domain's day in Europe/Amsterdam: a sandbox tenant's own, else the machine's."""
        return self.clock.today

    @property
    def now(self) -> datetime:
        """The domain's instant, UTC."""
        return self.clock.now

    def require(self, scope: str) -> None:
        """Refuse an actor without the scope (ScopeMissing, 403)."""
        if scope not in self.actor.scopes:
            raise ScopeMissing(scope=str(scope))

    def admit(self, resource: str, operation: str = READ) -> Right:
        """Keep a right of this service's matrix, for what is no feature's operation; the row that was kept."""
        right = self.service.rights.of(resource, operation)
        admit(self, right)
        return right

    def require_end_user(self) -> str:
        """The person behind the request; EndUserMissing (403) when the token names none."""
        if self.actor.end_user is None:
            raise EndUserMissing()
        return self.actor.end_user

    def expect(self, version: int) -> None:
        """Refuse to act on another version than the client named in If-Match, if it did (PreconditionFailed, 412)."""
        if self.expected_version not in (None, version):
            raise PreconditionFailed()

    def acting_for(self, owner: str) -> Context:
        """The same context, speaking for one purchaser: for work that the service does by itself."""
        actor = replace(
            self.actor, organisations=(owner,), purchaser=True, kind=ActorKind.SYSTEM, citizens=None
        )
        return replace(self, actor=actor, clock=Clock(), retry=None)

    def begin(self) -> Transaction:
        """One write transaction: committed when the block ends, rolled back when it raises or on a dry run.

        Raises Replayed, KeyReused (422), KeyExpired (409) and InProgress (409, Retry-After) for the idempotency key.
        Exactly one logbook row must have been written: no change without a record, no record without a change.
        """
        return Transaction(self, read_only=False)

    def read(self) -> AbstractAsyncContextManager[Connection]:
        """One read-only transaction; within `look` it is the one that is open."""
        if self.looking is not None:
            return nullcontext(self.looking)
        return Transaction(self, read_only=True)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Context]:
        """This context with one read-only transaction for all that it reads in the block, on a day that is read once.

        Its statements keep one plan each: they look for little in much, again and again, and planning is most of their work.
        """
        async with Transaction(self, read_only=True, one_plan=True) as connection:
            await self.read_clock(connection)
            yield replace(self, looking=connection)

    async def read_clock(self, connection: Connection) -> date:
        """Learn the domain's day in a read; writes know it from begin()."""
        if self.looking is None:
            self.clock.set(await logbook.clock_day(connection))
        return self.today

    async def replay(self) -> None:
        """Before any HTTP call: raise Replayed when this key was done before, so that a retry asks nobody again."""
        if self.retry is not None:
            async with self.read() as connection:
                claim = await logbook.look_up(connection, self.retry.digest(self.actor))
                await _judge(self, connection, claim)


# What a session says that the server ended while it was at rest.
_DEAD = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
)


class Transaction:
    """A transaction as a block: `async with ctx.begin() as connection`. A class, because it is on every request's way."""

    __slots__ = ("_connection", "_ctx", "_one_plan", "_raw", "_read_only", "_token")

    def __init__(self, ctx: Context, *, read_only: bool, one_plan: bool = False) -> None:
        self._ctx, self._read_only, self._one_plan = ctx, read_only, one_plan

    async def __aenter__(self) -> Connection:
        ctx, actor = self._ctx, self._ctx.actor
        digest = None if self._read_only or ctx.retry is None else ctx.retry.digest(actor)
        lock = None if digest is None else int.from_bytes(digest[:8], signed=True)
        sql = begin_sql(
            actor.organisations,
            read_only=self._read_only,
            lock=lock,
            citizens=actor.citizens,
            one_plan=self._one_plan,
        )
        raw = self._raw = await self._start(sql)
        self._token = guard.entered()
        self._connection = Connection(raw, actor.organisations, purchaser=actor.purchaser)
        if not self._read_only:
            try:
                await self._look(digest)
            except BaseException as error:
                await self.__aexit__(type(error), error, None)
                raise
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        try:
            if kind is not None:
                # Whom a refusal is about, for the processing log.
                self._ctx.seen.met = self._connection.met
                await self._undo()
                return
            try:
                await self._finish()
            except BaseException:
                await self._undo()
                raise
        finally:
            guard.left(self._token)
            self._ctx.service.database.pool.give(self._raw)

    async def _start(self, sql: str) -> Any:
        """A connection on which the transaction began; one that died while it was at rest is passed over."""
        pool = self._ctx.service.database.pool
        for left in range(pool.size, -1, -1):
            raw = await pool.take()
            try:
                await raw.execute(sql)
            except BaseException as error:
                raw.terminate()  # nobody knows whether it began
                pool.give(raw)
                if not left or not isinstance(error, _DEAD):
                    raise
            else:
                return raw
        raise AssertionError("unreachable")

    async def _undo(self) -> None:
        # What went wrong is what the caller must hear, also when the connection is gone.
        with suppress(asyncpg.PostgresError, *AWAY):
            await self._raw.execute("rollback")

    async def _look(self, digest: bytes | None) -> None:
        """The day, and what the idempotency key did before."""
        ctx = self._ctx
        if digest is None or ctx.retry is None:
            ctx.clock.set(await logbook.clock_day(self._connection))
            return
        claim = await logbook.claim(self._connection, digest)
        if not claim.free:
            raise InProgress()
        ctx.clock.set(claim.today)
        await _judge(ctx, self._connection, claim)

    async def _finish(self) -> None:
        ctx, connection = self._ctx, self._connection
        if not self._read_only:
            assert connection.recorded or ctx.cause is not None, (
                "an operation that changes something records one fact"
            )
            if ctx.cause is not None:
                await ctx.cause.move_cursor(connection)
                await processing.take_over(ctx, connection)
        ending = "rollback" if ctx.dry_run else "commit"
        ended = await self._raw.execute(ending)
        # PostgreSQL answers COMMIT with ROLLBACK when a statement had failed and somebody caught the error.
        assert ended == ending.upper(), "a failed statement was passed over: nothing is saved"


async def _judge(ctx: Context, connection: Connection, claim: logbook.Claim) -> None:
    if claim.status is None or ctx.retry is None:
        return
    if claim.input_hash != ctx.retry.input_hash:
        raise KeyReused()
    if claim.expired:
        raise KeyExpired()
    assert claim.subject is not None and claim.version is not None
    body = await answer_again(ctx, connection, claim)
    raise Replayed(Answer(claim.status, body, claim.version, claim.subject))
