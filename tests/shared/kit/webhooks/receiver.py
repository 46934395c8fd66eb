"""A receiver of webhooks: a small real HTTP server on the loopback that keeps what it gets and answers what it is told."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from standardwebhooks import Webhook


@dataclass(frozen=True)
class Got:
    """One request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The message's name."""
        return self.headers["webhook-id"]

    @property
    def event(self) -> dict[str, Any]:
        """The CloudEvent."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def what(self) -> str:
        """The short name of the fact."""
        kind: str = self.event["type"]
        return kind.rsplit(".", 2)[1]

    def verified(self, secret: str) -> Any:
        """The body as the `standardwebhooks` package reads it; raises WebhookVerificationError."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """What came, and what is answered: `status` for all, or the statuses of `plan` one after another first; 500 for
    a body that holds `refuses`."""

    port: int = 0
    scheme: str = "http"
    got: list[Got] = field(default_factory=list)
    status: int = 204
    plan: list[int] = field(default_factory=list)
    refuses: str = "nothing of this kind"
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    hold: asyncio.Event | None = None
    connections: int = 0
    names: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.scheme}://127.0.0.1:{self.port}/hook?token=geheim"

    def facts(self) -> list[Got]:
        """What came about facts, without test messages, and without what is told of subscriptions themselves."""
        return [one for one in self.got if not one.what.startswith(("subscription-", "webhook-test"))]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection with one request."""
        self.connections += 1
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")[:-2]
            method, target, _ = first.split(" ")
            pairs = (line.split(": ", 1) for line in lines)
            headers = {name.lower(): value for name, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.got.append(Got(method, target, headers, body))
            if self.hold is not None:
                await self.hold.wait()
            status = self.plan.pop(0) if self.plan else self.status
            status = 500 if self.refuses.encode() in body else status
            told = {"content-length": str(len(self.content)), "connection": "close", **self.headers}
            lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in told.items())]
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + self.content)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def receiving(trust: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A receiver on a free port of the loopback, with TLS when it has a certificate."""
    found = Receiver(scheme="https" if trust is not None else "http")
    if trust is not None:
        trust.sni_callback = lambda _socket, name, _context: found.names.append(name)
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0, ssl=trust)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        if found.hold is not None:
            found.hold.set()
        server.close()
