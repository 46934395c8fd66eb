"""Who asks, for whom, on which day, and the one way to a transaction."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import asyncpg

from shared import guard
from shared.errors import NotAllowed, Text
from shared.kit import logbook
from shared.kit.auth import Actor, ScopeMissing
from shared.kit.clock import Clock
from shared.kit.database import AWAY, Connection, begin_sql
from shared.kit.problems import InProgress, KeyExpired, KeyReused, PreconditionFailed

if TYPE_CHECKING:
    from uuid import UUID

    from shared.kit.followers import Fact
    from shared.kit.service import Service

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


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
class Retry:
    """The idempotency key of a request: what makes every retry safe."""

    key: str
    method_path: str
    input_hash: bytes

    def digest(self, actor: Actor) -> bytes:
        """What is unique: client × acting organisation × method and path × key (32 bytes)."""
        parts = (actor.client_id, actor.organisation, self.method_path, self.key)
        return hashlib.sha256("\x1f".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered before: the status, the subject's version as JSON, and where it is."""

    status: int
    body: bytes
    version: int
    subject: UUID


class Replayed(Exception):  # noqa: N818  (not an error: the same answer once more)
    """This key was done before with the same input: the answer is the stored version."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Context:
    """One request's circumstances; an operation takes it first and asks everything of it."""

    service: Service
    actor: Actor
    language: str = "nl"
    trace_id: str = "0" * 32
    span_id: str = "0" * 16
    retry: Retry | None = None
    expected_version: int | None = None
    dry_run: bool = False
    cause: Fact | None = None
    clock: Clock = field(default_factory=Clock)

    @property
    def clients(self) -> Any:
        """The siblings, by name: `ctx.clients.outcomes`."""
        return self.service.clients

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
        actor = replace(self.actor, organisations=(owner,), purchaser=True)
        return replace(self, actor=actor, clock=Clock(), retry=None)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Connection]:
        """One write transaction: committed when the block ends, rolled back when it raises or on a dry run.

        Raises Replayed, KeyReused (422), KeyExpired (409) and InProgress (409, Retry-After) for the idempotency key.
        Exactly one logbook row must have been written: no change without a record, no record without a change.
        """
        digest = self.retry.digest(self.actor) if self.retry is not None else None
        async with self._transaction(read_only=False, digest=digest) as connection:
            if self.retry is not None and digest is not None:
                await self._claim(connection, self.retry, digest)
            else:
                self.clock.set(await logbook.clock_day(connection))
            yield connection
            assert connection.recorded or self.cause is not None, (
                "an operation that changes something records one fact"
            )
            if self.cause is not None:
                await self.cause.move_cursor(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """One read-only transaction."""
        async with self._transaction(read_only=True) as connection:
            yield connection

    async def read_clock(self, connection: Connection) -> date:
        """Learn the domain's day in a read; writes know it from begin()."""
        self.clock.set(await logbook.clock_day(connection))
        return self.today

    async def replay(self) -> None:
        """Before any HTTP call: raise Replayed when this key was done before, so that a retry asks nobody again."""
        if self.retry is not None:
            async with self._transaction(read_only=True) as connection:
                claim = await logbook.look_up(connection, self.retry.digest(self.actor))
                self._judge(claim, self.retry)

    @asynccontextmanager
    async def _transaction(
        self, *, read_only: bool, digest: bytes | None = None
    ) -> AsyncIterator[Connection]:
        lock = int.from_bytes(digest[:8], signed=True) if digest is not None else None
        async with self.service.database.pool.acquire() as raw:
            await raw.execute(begin_sql(self.actor.organisations, read_only=read_only, lock=lock))
            token = guard.entered()
            try:
                yield Connection(raw, self.actor.organisations, purchaser=self.actor.purchaser)
            except BaseException:
                # What went wrong is what the caller must hear, also when the connection is gone.
                with suppress(*AWAY):
                    await raw.execute("rollback")
                raise
            else:
                ending = "rollback" if self.dry_run else "commit"
                ended = await raw.execute(ending)
                # PostgreSQL answers COMMIT with ROLLBACK when a statement had failed and somebody caught the error.
                assert ended == ending.upper(), "a failed statement was passed over: nothing is saved"
            finally:
                guard.left(token)

    async def _claim(self, connection: Connection, retry: Retry, digest: bytes) -> None:
        claim = await logbook.claim(connection, digest)
        if not claim.free:
            raise InProgress()
        self.clock.set(claim.today)
        self._judge(claim, retry)

    @staticmethod
    def _judge(claim: logbook.Claim, retry: Retry) -> None:
        if claim.status is None:
            return
        if claim.input_hash != retry.input_hash:
            raise KeyReused()
        if claim.expired:
            raise KeyExpired()
        assert claim.subject is not None and claim.version is not None
        raise Replayed(Answer(claim.status, claim.body, claim.version, claim.subject))


_AGAIN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_RETRIES = 3


def operation(function: Callable[Arguments, Awaitable[Result]]) -> Callable[Arguments, Awaitable[Result]]:
    """Mark one thing a person or a service can do: one transaction, tried again at most three times on a deadlock."""

    @wraps(function)
    async def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for attempt in range(_RETRIES + 1):
            try:
                return await function(*args, **kwargs)
            except _AGAIN:
                if attempt == _RETRIES:
                    raise
            except asyncpg.UniqueViolationError as error:
                name = error.constraint_name or ""
                if name == "uq_logbook_retry_key":
                    raise InProgress() from error  # the last wall: another transaction finished with this key just now
                if attempt == _RETRIES or not name.endswith("_external_reference"):
                    raise  # else: made just now under the same reference, so the next attempt finds it
        raise AssertionError("unreachable")

    return run
