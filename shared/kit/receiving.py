"""What comes in, kept within bounds before anything is made of it: the address, the headers, the size and the pace of a body."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Generator, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

import msgspec
from starlette.exceptions import HTTPException

from shared.errors import FieldError, InvalidInput, Text
from shared.kit.problems import RequestInvalid

if TYPE_CHECKING:
    from starlette.types import Message, Receive

    from shared.kit.call import Call

LONGEST_ADDRESS = 8_192
LONGEST_QUERY = 4_096
MOST_HEADERS = 100
LONGEST_HEADERS = 32_768
DEEPEST_JSON = 32
MOST_PARTS = 50_000


class AddressTooLong(InvalidInput):
    """The address or its query string is longer than this service reads."""

    status: ClassVar[int] = 414
    code = "address-too-long"
    rule = "RFC 9110 § 15.5.15"
    title = Text("Het adres is te lang", "The address is too long")
    detail = Text(
        "Een adres heeft ten hoogste {limit} tekens, waarvan {query} na het vraagteken.",
        "An address has at most {limit} characters, {query} of them after the question mark.",
    )
    mend = Text("Zoek met POST …/_search.", "Search with POST …/_search.")


class HeadersTooLarge(InvalidInput):
    """There are more headers, or longer ones, than this service reads."""

    status: ClassVar[int] = 431
    code = "headers-too-large"
    rule = "RFC 6585 § 5"
    title = Text("De headers zijn te groot", "The headers are too large")
    detail = Text(
        "Een verzoek heeft ten hoogste {count} headers van samen {size} bytes.",
        "A request has at most {count} headers of {size} bytes together.",
    )
    mend = Text("Stuur minder of kortere headers.", "Send fewer or shorter headers.")


class BodyTooSlow(InvalidInput):
    """The body did not arrive in time; the connection is closed, as the rest of it may still come."""

    status: ClassVar[int] = 408
    headers: ClassVar[dict[str, str]] = {"Connection": "close"}
    code = "body-too-slow"
    rule = "RFC 9110 § 15.5.9"
    title = Text("De inhoud komt te langzaam", "The body arrives too slowly")
    detail = Text(
        "De inhoud was niet op tijd binnen; er is niets gewijzigd.",
        "The body was not here in time; nothing was changed.",
    )
    mend = Text(
        "Verstuur opnieuw met dezelfde Idempotency-Key; verdeel een groot bestand.",
        "Send again with the same Idempotency-Key; divide a large file.",
    )


_TOO_DEEP = FieldError(
    "#",
    "json.too-deep",
    Text(
        f"Lijsten en objecten staan ten hoogste {DEEPEST_JSON} niveaus in elkaar.",
        f"Lists and objects stand at most {DEEPEST_JSON} levels inside one another.",
    ),
    rule="RFC 8259 § 9",
)
_TOO_MANY = FieldError(
    "#",
    "json.too-many",
    Text(
        f"De inhoud heeft ten hoogste {MOST_PARTS} onderdelen.", f"The body has at most {MOST_PARTS} parts."
    ),
    rule="RFC 8259 § 9",
)


class BodyOver(HTTPException):
    """A body that came without its length and went beyond the limit, as FastAPI lets it pass."""

    def __init__(self, limit: int) -> None:
        super().__init__(413)
        self.limit = limit


def check_head(call: Call, headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Refuse an address (AddressTooLong, 414) or headers (HeadersTooLarge, 431) that are out of all proportion."""
    if len(call.query) > LONGEST_QUERY or len(call.path) + len(call.query) > LONGEST_ADDRESS:
        raise AddressTooLong(limit=LONGEST_ADDRESS, query=LONGEST_QUERY)
    size = 0
    for name, value in headers:
        size += len(name) + len(value)
    if len(headers) > MOST_HEADERS or size > LONGEST_HEADERS:
        raise HeadersTooLarge(count=MOST_HEADERS, size=LONGEST_HEADERS)


def arriving(call: Call, receive: Receive, *, seconds: float, limit: float = math.inf) -> Receive:
    """Receive a body of at most `limit` bytes (413) for which we wait at most `seconds` in all (408).

    They are raised as HTTPException, which FastAPI passes through; any other becomes a 400 on its way.
    """
    length = call.headers.get(b"content-length")
    if length in (None, b"0") and b"transfer-encoding" not in call.headers:
        return receive
    loop = asyncio.get_running_loop()
    left, total, over = seconds, 0, False

    async def received() -> Message:
        nonlocal left, total, over
        coming: Any = receive()
        if over:  # only the end of the connection can still come
            return cast("Message", await coming)
        try:
            waiting = coming.send(
                None
            )  # what is here already needs no clock: that took a fortieth of a write
        except StopIteration as arrived:
            message: Message = arrived.value
        else:
            began = loop.time()
            try:
                async with asyncio.timeout(left):
                    message = await _Begun(coming, waiting)
            except TimeoutError:
                raise HTTPException(408) from None
            # Our own work between two pieces is not the sender's slowness.
            left -= loop.time() - began
        total += len(message.get("body", b""))
        over = not message.get("more_body", False)
        if total > limit:
            raise BodyOver(int(limit))
        return message

    return received


class _Begun:
    """A coroutine that was begun and waits for a future, to be awaited to its end."""

    __slots__ = ("coming", "waiting")

    def __init__(self, coming: Any, waiting: Any) -> None:
        self.coming, self.waiting = coming, waiting

    def __await__(self) -> Generator[Any, Any, Any]:
        try:
            yield self.waiting
        except BaseException:
            self.coming.close()
            raise
        return (yield from self.coming.__await__())


def read_json(body: bytes) -> Any:
    """A JSON body of bounded depth and number of parts. Raises RequestInvalid, and ValueError where it is no JSON."""
    if len(body) > MOST_PARTS and body.count(b",") > MOST_PARTS:
        raise RequestInvalid(errors=(_TOO_MANY,))
    try:
        value = msgspec.json.decode(body)  # stricter than Python's json
    except RecursionError:
        raise RequestInvalid(errors=(_TOO_DEEP,)) from None
    if body.count(b"[") + body.count(b"{") > DEEPEST_JSON:
        level = _containers([value])
        for _ in range(DEEPEST_JSON):
            level = [
                inner for one in level for inner in _containers(one.values() if type(one) is dict else one)
            ]
        if level:
            raise RequestInvalid(errors=(_TOO_DEEP,))
    return value


def _containers(values: Iterable[Any]) -> list[Any]:
    return [one for one in values if type(one) is dict or type(one) is list]
