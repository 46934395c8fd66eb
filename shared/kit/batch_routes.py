"""The faults of a batch over REST, in every service that takes files."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from shared.kit import batches
from shared.kit.context import Context
from shared.kit.wire import encode
from shared.schemas.common import LineError

Faults = tuple[Sequence[batches.LineFault], tuple[int, int] | None]
ListFaults = Callable[[Context, batches.Batch, tuple[int, int]], Awaitable[Faults]]


def tell_faults(ctx: Context, request: Request, batch: batches.Batch, list_faults: ListFaults) -> Response:
    """Everything that was wrong with a batch's lines, as NDJSON or, where that is asked for, as CSV."""
    wanted = batches.CSV if batches.CSV in request.headers.get("accept", "") else batches.NDJSON
    return StreamingResponse(_faults(ctx, batch, wanted, list_faults), media_type=wanted)


async def _faults(
    ctx: Context, batch: batches.Batch, media: str, list_faults: ListFaults
) -> AsyncIterator[bytes]:
    """The faults in pieces of a thousand, each read by itself: a slow reader holds no transaction open."""
    after: tuple[int, int] | None = (0, 0)
    if media == batches.CSV:
        yield batches.csv_rows([list(LineError.model_fields)])
    while after is not None:
        faults, after = await list_faults(ctx, batch, after)
        told = batches.line_errors(faults, ctx.language)
        if media == batches.CSV:
            yield batches.csv_rows(one.model_dump().values() for one in told)
        else:
            yield b"".join(encode(LineError, one) + b"\n" for one in told)


__all__ = ["tell_faults"]
