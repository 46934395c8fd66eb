"""Slow and endless clients on real sockets: each is answered where it can be, and ended."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import uvicorn
from fastapi import Request
from starlette.responses import Response, StreamingResponse

from shared.kit.http import Ctx, Router, create_app
from shared.kit.serving import LONGEST_HEAD, Protocol
from tests.shared.kit.http_app import WRITE, SmallService, router
from tests.support.house import free_socket

CHUNKED = (
    b"POST /v1/instalments HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer good\r\nIdempotency-Key: a\r\n"
    b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
)
HEAD = b"GET /v1/version HTTP/1.1\r\nHost: test\r\n"
slow = Router(prefix="/slow", tags=["slow"])


class Patient(Protocol):
    """The same protocol in no hurry: where nothing is to be ended, a busy machine is not to end it."""

    head_seconds, rest_seconds, reader_seconds = 60.0, 60.0, 60.0


class Impatient(Protocol):
    """The same protocol in a hurry."""

    head_seconds, rest_seconds, reader_seconds = 0.4, 0.4, 0.4


@slow.get("/endless", scope=None, summary="Zonder einde (endless)")
async def read_endless(request: Request) -> Response:
    """An answer that never ends."""

    async def pieces() -> AsyncIterator[bytes]:
        request.app.state.ended = False
        try:
            while True:
                yield b"x" * 65_536
                await asyncio.sleep(0)
        finally:
            request.app.state.ended = True

    return StreamingResponse(pieces(), media_type="application/json")


@slow.post("/file", scope=WRITE, stream=True, consumes=("application/x-ndjson",), summary="Bestand (file)")
async def read_file(ctx: Ctx, request: Request) -> Response:
    """Read a file to its end."""
    return Response(str(len(await request.body())), media_type="application/json")


@asynccontextmanager
async def server(protocol: type[Protocol] = Impatient, **settings: float) -> AsyncIterator[tuple[int, Any]]:
    """A small service behind the impatient protocol, or another one, on a port of its own."""
    app = create_app(SmallService(), [router, slow])
    for name, value in settings.items():
        setattr(app, name, value)
    listening = free_socket()
    config = uvicorn.Config(
        app, loop="asyncio", http=protocol, access_log=False, log_config=None, log_level="error",
        server_header=False, timeout_keep_alive=1, ws="none",
    )  # fmt: skip
    running = uvicorn.Server(config)
    task = asyncio.create_task(running.serve(sockets=[listening]))
    while not running.started:
        await asyncio.sleep(0.01)
    try:
        yield listening.getsockname()[1], app
    finally:
        running.should_exit = True
        await task


async def ended(reader: asyncio.StreamReader, seconds: float = 60) -> bytes:
    """All that comes until the server closes; TimeoutError when it does not."""
    found = b""
    async with asyncio.timeout(seconds):
        with suppress(ConnectionError):
            while piece := await reader.read(65_536):
                found += piece
    return found


def parsed(answer: bytes) -> tuple[int, dict[str, str], Any]:
    """Status, headers and JSON of the first answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return int(first.split()[1]), headers, json.loads(body[: int(headers["content-length"])])


async def test_a_usual_request_is_answered_and_the_connection_kept() -> None:
    """Two requests over one connection, the second in pieces, and a body that comes after its headers."""
    async with server(Patient) as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for pieces in (
            [HEAD + b"\r\n"],
            [HEAD[:20], HEAD[20:], b"X-A: b\r\n", b"\r\n"],
            [b"POST /v1/slow/file HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer good\r\nIdempotency-Key: a\r\n"
             b"Content-Type: application/x-ndjson\r\nContent-Length: 4\r\n\r\n", b"a\n", b"b\n"],
            [HEAD + b"\r\n"],
        ):  # fmt: skip
            for piece in pieces:
                writer.write(piece)
                await asyncio.sleep(0.1)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"content-length: (\d+)", head, re.I)[1])  # type: ignore[index]
            await reader.readexactly(length)
            assert b" 200 " in head
        assert await ended(reader) == b""  # nobody asks any more
        writer.close()


@pytest.mark.parametrize("sent", [b"GET /", HEAD, HEAD + b"X-Slow: a"])
async def test_slow_headers_are_ended(sent: bytes) -> None:
    """A head that drips in for longer than its time is answered with 408, however often something comes."""
    async with server() as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        answer = asyncio.create_task(ended(reader))
        while not answer.done():
            writer.write(b"a")
            await asyncio.sleep(0.05)
        status, headers, problem = parsed(await answer)
        assert (status, headers["connection"], problem["code"]) == (408, "close", "head-too-slow")
        writer.close()


async def test_who_connects_and_asks_nothing_is_let_go() -> None:
    """Without a word: an answer to nothing could be taken for the answer to what is being sent."""
    async with server() as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await ended(reader) == b""
        writer.close()


@pytest.mark.parametrize("empty", [b"\r\n", b"\n", b"\r\n" * 3])
async def test_an_empty_line_after_an_answer_keeps_nothing_open(empty: bytes) -> None:
    """It is allowed before a request (RFC 9112 § 2.2), and no reason to wait for ever; a request after it is answered."""
    for protocol, more, status in (
        (Impatient, b"", 408),
        (Patient, HEAD + b"Connection: close\r\n\r\n", 200),
    ):
        async with server(protocol) as (port, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            assert length is not None
            await reader.readexactly(int(length[1]))
            writer.write(empty)
            await asyncio.sleep(0.1)
            writer.write(more)
            rest = await ended(reader)
            assert rest.startswith(b"HTTP/1.1 %d " % status), rest[:40]
            writer.close()


async def test_the_second_request_is_timed_too() -> None:
    """After one good request over the connection the next may not drip either."""
    async with server() as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + b"\r\n")
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"GET /v1/ver")
        assert b"head-too-slow" in await ended(reader)
        writer.close()


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (HEAD + b"X-Long: " + b"a" * (LONGEST_HEAD + 1_000), 431, "headers-too-large"),
        (HEAD + b"X-A: b\r\n" * 12_000, 431, "headers-too-large"),
        (b"GET /" + b"a" * (LONGEST_HEAD + 1_000), 431, "headers-too-large"),
        (b"\x16\x03\x01 geen HTTP\r\n\r\n", 400, "http-unreadable"),
        (HEAD + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "http-unreadable"),
        (CHUNKED + b"3\r\nabc\r\nzz\r\n", 400, "http-unreadable"),
    ],
)
async def test_an_endless_or_unreadable_head_is_a_problem(sent: bytes, status: int, code: str) -> None:
    """In the house's own form, with version and security headers, although no request was ever read."""
    async with server(Patient) as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for start in range(0, len(sent), 30_000):
            writer.write(sent[start : start + 30_000])
            await asyncio.sleep(0.02)
        found, headers, problem = parsed(await ended(reader))
        assert (found, problem["status"], problem["code"]) == (status, status, code)
        assert problem["type"] == f"https://settlement.example.org/v1/problem-types/{code}"
        assert headers["content-type"] == "application/problem+json" and headers["api-version"] == "0.1.0"
        assert headers["x-frame-options"] == "DENY" and headers["cache-control"] == "no-store"
        assert problem["mend"] and re.fullmatch("[0-9a-f]{32}", problem["traceId"])
        writer.close()


async def test_a_dripping_body_is_ended_and_the_connection_closed() -> None:
    """408 after the time for a body; for a file that is the longer time."""
    head = (
        b"POST /v1/instalments HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer good\r\nIdempotency-Key: a\r\n"
        b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    )
    file = head.replace(b"/instalments", b"/slow/file").replace(b"/json", b"/x-ndjson")
    loop = asyncio.get_running_loop()
    for sent, stream_seconds, least, most in ((head, 60.0, 0.25, 50), (file, 1.5, 1.4, 60)):
        async with server(body_seconds=0.3, stream_seconds=stream_seconds) as (port, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            began = loop.time()
            writer.write(sent)
            answer = asyncio.create_task(ended(reader))
            while not answer.done():
                writer.write(b" ")
                await asyncio.sleep(0.05)
            status, headers, problem = parsed(await answer)
            assert (status, headers["connection"], problem["code"]) == (408, "close", "body-too-slow")
            assert least < loop.time() - began < most
            writer.close()


async def test_the_rest_of_a_body_that_was_answered_is_not_read_for_ever() -> None:
    """Who is answered 401 and goes on sending is cut off after a while, having seen the answer."""
    async with server() as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            b"POST /v1/instalments HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
            b"Content-Length: 900000\r\n\r\n"
        )
        assert b" 401 " in await reader.readuntil(b"\r\n\r\n")
        rest = asyncio.create_task(ended(reader))
        while not rest.done():
            writer.write(b" ")
            await asyncio.sleep(0.05)
        assert b"token-missing" in await rest
        writer.close()


async def test_who_does_not_read_is_not_written_to_for_ever() -> None:
    """An endless answer to a client that reads nothing ends, and what made it is told so."""
    async with server() as (port, app):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_000)
        writer.write(b"GET /v1/slow/endless HTTP/1.1\r\nHost: t\r\n\r\n")
        async with asyncio.timeout(60):
            while not getattr(app.api.state, "ended", False):
                await asyncio.sleep(0.05)
        writer.close()
        assert reader is not None


async def test_many_slow_clients_do_not_keep_others_waiting() -> None:
    """Two hundred that drip, and one that asks: it is answered at once, and afterwards nobody is left."""
    async with server() as (port, _):
        drips = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        for _, writer in drips:
            writer.write(HEAD)
        loop = asyncio.get_running_loop()
        began = loop.time()
        reader, asking = await asyncio.open_connection("127.0.0.1", port)
        asking.write(HEAD + b"Connection: close\r\n\r\n")
        assert b" 200 " in await ended(reader) and loop.time() - began < 20
        answers = await asyncio.gather(*(ended(one) for one, _ in drips))
        assert all(b"head-too-slow" in one for one in answers)
        for writer in (asking, *(one for _, one in drips)):
            writer.close()
