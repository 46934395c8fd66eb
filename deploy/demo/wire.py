"""The line to the services: remembers every write, so that a whole year can be sent again with the same keys."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

import httpx

from shared.clients.base import Refusal

_AT_ONCE = 8
_REFUSED = 400


@dataclass(slots=True)
class Write:
    """A write as it was sent, and the answer that it finally got."""

    request: httpx.Request
    content: bytes
    status: int = 0
    answer: bytes = b""


class Line(httpx.AsyncBaseTransport):
    """Connections that are kept, and a memory of the writes with an idempotency key in the order they were first sent."""

    def __init__(self) -> None:
        # Few, because every request looks through all connections of the pool.
        limits = httpx.Limits(max_connections=12, max_keepalive_connections=12)
        self._inner = httpx.AsyncHTTPTransport(limits=limits)
        self.writes: dict[tuple[str, str], Write] = {}
        self.requests = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass one request on."""
        self.requests += 1
        response = await self._inner.handle_async_request(request)
        key = request.headers.get("idempotency-key")
        if key is not None and "/v1/sandbox" not in request.url.path:
            name = (str(request.url), key)
            known = self.writes.setdefault(name, Write(request, request.content))
            known.status, known.answer = response.status_code, await response.aread()
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class NotTheSame(Exception):  # noqa: N818
    """A write that was sent again did something else than the first time."""


async def send_again(line: Line, http: httpx.AsyncClient) -> int:
    """Send every write once more, same key and body; returns how many.

    What succeeded gets the same answer from the logbook (Idempotent-Replayed), what was refused is refused. Raises
    NotTheSame.
    """
    gate = asyncio.Semaphore(_AT_ONCE)

    async def again(write: Write) -> None:
        async with gate:
            sent = write.request
            answer = await http.request(sent.method, sent.url, content=write.content, headers=sent.headers)
        if write.status >= _REFUSED:
            same = answer.status_code >= _REFUSED
        else:
            replayed = answer.headers.get("idempotent-replayed") == "true"
            same = replayed and (answer.status_code, answer.json()) == (
                write.status,
                json.loads(write.answer),
            )
        if not same:
            raise NotTheSame(
                f"{sent.method} {sent.url.path} {sent.headers['idempotency-key']}: first {write.status} "
                f"{write.answer.decode()}, then {answer.status_code} {answer.text}"
            )

    writes = list(line.writes.values())
    await asyncio.gather(*map(again, writes))
    return len(writes)


def problem_path(refusal: Refusal) -> str:
    """A problem's type without the address of the service, which differs per machine: /v1/problem-types/…"""
    return httpx.URL(str(refusal.problem.get("type", ""))).path
