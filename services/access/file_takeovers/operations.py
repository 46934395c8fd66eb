"""What can be done with a file of open requests: take it over, see what came of it; and each request of it is told."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.file_takeovers import rules, store
from services.access.policies import store as policies
from shared.errors import FieldError
from shared.kit import batches, logbook, processing
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.schemas import access as schemas
from shared.schemas import common
from shared.values import Calendar
from shared.values.terms import BatchState, Scope

KIND = "file-takeover"
_RESOURCE = "file_takeovers"


class _Checker:
    """What the days of a line must be."""

    def __init__(self, owner: str, today: date, term_days: int, calendar: Calendar) -> None:
        self.owner, self.today, self.term_days, self.calendar = owner, today, term_days, calendar

    def quick(self, line: int, values: batches.Values) -> str | None:
        """Files of a start are small: each line is judged."""
        return None

    def judge(self, line: int, item: schemas.TakeoverLine) -> str | Sequence[FieldError]:
        """The line for the spool, or everything that is wrong with it."""
        wrong = [
            *rules.faults(item, self.today),
            *rules.terms_of(rules.past_of(item, self.owner), self.calendar, self.today)[1],
            *rules.running_faults(item.state, item.allocations, self.today),
        ]
        if wrong:
            return wrong
        return store.staged_line(line, item, rules.settle(item, self.owner, self.today, self.term_days))


@dataclass(frozen=True, slots=True)
class TakeoverFile:
    """A file that was read and checked, ready to be entered."""

    upload: batches.Upload
    source_system: str

    def close(self) -> None:
        """Give the disk back."""
        self.upload.close()


@operation
async def read_takeover(
    ctx: Context, chunks: AsyncIterable[bytes], media: str, source_system: str
) -> TakeoverFile:
    """Read and check a file of open requests while it streams in, without a transaction.

    Raises PurchaserOnly, HeaderInvalid, FileTooLong, FileHopeless.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy, calendar = await policies.policy_and_calendar(connection, owner, today)
    upload, checker = batches.Upload(), _Checker(owner, today, policy.transfer_term_days, calendar)
    try:
        await batches.receive(chunks, media, schemas.TakeoverLine, checker, upload)
    except BaseException:
        upload.close()
        raise
    return TakeoverFile(upload, source_system)


@operation
async def take_over_file(ctx: Context, file: TakeoverFile) -> common.Batch:
    """Enter the good lines of a file with their own days, and keep why the others came back (R-A56, R-A55).

    What was taken over before from the same system changes nothing. Each person in it has a line in the processing log. What
    rested moves the terms; what runs becomes an allocation under its own number, told by the duty that tells allocations.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    client_id, upload, source = ctx.actor.client_id, file.upload, file.source_system
    owner = require_purchaser(ctx)
    ctx = batches.keyed(ctx, upload)
    async with ctx.begin() as connection:
        await store.lock_owner(connection, owner)
        batch = batches.batch_of(owner, owner, KIND)
        await store.stage_lines(connection, upload)
        doubles, clashed = await store.leave_doubles(connection, owner, source)
        clashed += await store.leave_clashing(connection, owner)
        entered = await store.enter_lines(connection, owner, source, client_id)
        await store.open_terms(connection, owner, entered, client_id, ctx.today)
        await store.enter_running(connection, owner, entered, client_id, ctx.now, ctx.today)
        batch = replace(
            batch, parties=[], state=BatchState.COMPLETED, received=upload.received, accepted=len(entered),
            rejected=upload.rejected + clashed, duplicates=doubles, errors=await store.first_faults(connection),
        )  # fmt: skip
        await store.add_takeover(connection, batch, source, client_id)
        right = ctx.service.rights.of(_RESOURCE, "take_over_file")
        await processing.write(ctx, connection, right, "take_over_file", [one.request for one in entered])
        shown = batches.shown(batch, ctx.language)
        await logbook.record(ctx, connection, "requests-taken-over", common.Batch, shown, status=202)
    return shown


@operation
async def get_file_takeover(ctx: Context, takeover_id: UUID) -> batches.Batch:
    """One file with its first faults. Raises BatchNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.get_takeover(connection, takeover_id)


@operation
async def list_errors(
    ctx: Context, batch: batches.Batch, after: tuple[int, int] = (0, 0)
) -> tuple[Sequence[batches.LineFault], tuple[int, int] | None]:
    """The next faults of a file in the sender's order, and where to go on; None at the end."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.list_errors(connection, batch, after)


@operation
async def due_untold(ctx: Context) -> list[UUID]:
    """The requests of this owner that were taken over and of which no fact tells yet."""
    async with ctx.read() as connection:
        return await store.list_untold(connection)


@operation
async def tell_taken_over(ctx: Context, request_id: UUID) -> None:
    """Tell of a request that was taken over as of any other, with where it comes from. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        request = await store.lock_untold(connection, request_id)
        if request is None:
            connection.recorded = True
            return
        why = rules.explain(request)
        await logbook.record(ctx, connection, "request-received", schemas.Request, request, why)
