"""A small load client in a process of its own: keep-alive connections that each ask again when they are answered.

`python -m tests.bench.load` reads a plan as JSON from stdin and writes what it saw as JSON to stdout.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import uvloop

PLACE = b"@" * 12
_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


def request(
    method: str, path: str, headers: dict[str, str], body: bytes = b"", length: int | None = None
) -> str:
    """One HTTP/1.1 request as text; `@` twelve times is replaced by the request's number, so its length stays.

    `length` announces a body that is sent after it.
    """
    lines = [
        f"{method} {path} HTTP/1.1",
        "host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if body or method == "POST":
        lines.append(f"content-length: {len(body) if length is None else length}")
    return "\r\n".join(lines) + "\r\n\r\n" + body.decode()


class Run:
    """What all connections share: the request, when to stop, and what was seen."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.pieces = plan["request"].encode().split(PLACE)
        self.number: int = plan.get("start", 0)
        self.left: int = plan.get("requests", 0) or 10**9
        self.begin = time.perf_counter()
        self.end = self.begin + plan.get("seconds", 10**6)
        self.latencies: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.example = b""
        self.running: int = plan["connections"]
        self.done = asyncio.get_running_loop().create_future()

    def next(self) -> bytes | None:
        """The next request, or None when it is time to stop."""
        if self.left <= 0 or time.perf_counter() >= self.end:
            return None
        self.left -= 1
        self.number += 1
        return (b"%012d" % self.number).join(self.pieces)

    def stop(self, error: BaseException | None = None) -> None:
        """One connection has nothing more to ask; the last one ends the run, a failure at once."""
        self.running -= 1
        if not self.done.done() and (error is not None or self.running == 0):
            if error is not None:
                self.done.set_exception(error)
            else:
                self.done.set_result(time.perf_counter())


class Connection(asyncio.Protocol):
    """One keep-alive connection: a request, its whole answer, the next request."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.buffer = b""
        self.missing = 0
        self.sent = 0.0
        self.finished = False

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.finished:
            self.finished = True
            self.run.stop(exc or ConnectionError("the server closed the connection"))

    def ask(self) -> None:
        """Send the next request, or close."""
        message = self.run.next()
        if message is None:
            self.finished = True
            self.transport.close()
            self.run.stop()
            return
        self.sent = time.perf_counter()
        self.transport.write(message)

    def data_received(self, data: bytes) -> None:
        if self.missing:
            self.missing -= len(data)
            if not self.run.example and not self.missing:
                self.run.example = self.buffer + data
            elif not self.run.example:
                self.buffer += data
        else:
            data = self.buffer + data
            end = data.find(_END)
            if end < 0:
                self.buffer = data
                return
            self.run.statuses[data[9:12].decode()] += 1
            self.missing = end + len(_END) + _announced(data, end) - len(data)
            self.buffer = b"" if self.run.example else data
            if not self.missing and not self.run.example:
                self.run.example = data
        if not self.missing:
            self.buffer = b""
            self.run.latencies.append(time.perf_counter() - self.sent)
            self.ask()


def _announced(data: bytes, end: int) -> int:
    """How long the body is; an answer without a length has none."""
    at = data.find(_LENGTH, 0, end)
    if at < 0:
        if b"transfer-encoding" in data[:end]:
            raise ConnectionError("an answer in chunks: the client reads announced lengths only")
        return 0
    return int(data[at + len(_LENGTH) : data.find(b"\r\n", at)])


async def drive(plan: dict[str, Any]) -> dict[str, Any]:
    """Keep the connections busy until the time or the number of requests is over."""
    loop = asyncio.get_running_loop()
    run = Run(plan)
    for _ in range(plan["connections"]):
        await loop.create_connection(lambda: Connection(run), "127.0.0.1", plan["port"])
    ended = await run.done
    ordered = sorted(run.latencies)
    return {
        "requests": len(ordered),
        "seconds": ended - run.begin,
        "p50": ordered[len(ordered) // 2],
        "p99": ordered[len(ordered) * 99 // 100],
        "statuses": dict(run.statuses),
        "example": run.example.partition(_END)[2].decode(),
    }


def send_file(plan: dict[str, Any]) -> dict[str, Any]:
    """Send one file as a request's body and time it until the whole answer is there."""
    begin = time.perf_counter()
    with (
        socket.create_connection(("127.0.0.1", plan["port"])) as connection,
        Path(plan["file"]).open("rb") as file,
    ):
        connection.sendall(plan["request"].encode())
        connection.sendfile(file)
        answer = b""
        while (end := answer.find(_END)) < 0 or len(answer) < end + len(_END) + _announced(answer, end):
            more = connection.recv(1 << 16)
            if not more:
                raise ConnectionError("the server closed the connection")
            answer += more
        seconds = time.perf_counter() - begin
    return {
        "seconds": seconds,
        "status": answer[9:12].decode(),
        "example": answer.partition(_END)[2].decode(),
    }


if __name__ == "__main__":
    given = json.load(sys.stdin)
    seen = send_file(given) if "file" in given else uvloop.run(drive(given))
    json.dump(seen, sys.stdout)
