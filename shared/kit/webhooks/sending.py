"""One message to one receiver: over a connection to an address that was checked, within fifteen seconds, and no further."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

import httpcore

from shared import guard as transactions
from shared.kit.clock import machine_now
from shared.kit.webhooks.addresses import AddressRefused, Guard, NameUnanswered, Place
from shared.kit.webhooks.resolving import looking_up_for
from shared.kit.webhooks.rules import UNANSWERED, Receipt, retry_after

PATIENCE = 15.0
LARGEST_ANSWER = 65_536
CONNECTIONS = 100
MEDIA_TYPE = "application/cloudevents+json"


class _Checked(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that the guard gives for a name, in their order, and to nothing else."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self.guard.addresses(host, port)
        failed: Exception | None = None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        assert failed is not None
        raise failed

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise httpcore.ConnectError("no sockets of this machine")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class Sender:
    """Posts messages; follows no redirect, keeps no cookie, heeds no proxy of the environment."""

    def __init__(
        self,
        guard: Guard,
        *,
        trust: ssl.SSLContext | None = None,
        patience: float = PATIENCE,
        connections: int = CONNECTIONS,
    ) -> None:
        self.guard = guard
        self.patience = patience
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust or ssl.create_default_context(),
            max_connections=connections,
            max_keepalive_connections=0,  # each message has its name looked up and checked
            network_backend=_Checked(guard),
        )

    async def aclose(self) -> None:
        """Drop all connections."""
        await self._pool.aclose()

    async def post(self, place: Place, headers: Mapping[str, str], body: bytes, owner: str = "") -> Receipt:
        """Send once for an organisation; whatever happens is a receipt.

        The answer's body is read no further than 64 KB and thrown away.
        """
        transactions.assert_no_transaction()
        began = time.monotonic()
        status: int | None = None
        wait: timedelta | None = None
        error: str | None = None
        try:
            with looking_up_for(owner):
                async with asyncio.timeout(self.patience), self._answer(place, headers, body) as answer:
                    status = answer.status
                    wait = retry_after(_header(answer, b"retry-after"), machine_now())
                    await _read_some(answer)
        except TimeoutError:
            error = "timeout"
        except NameUnanswered:
            error = UNANSWERED
        except AddressRefused:
            error = "address-refused"
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as failure:
            error = "tls" if _is_tls(failure) else "connection"
        if status is not None:  # it was said: what became of the rest of the answer is nothing to us
            error = "redirect" if 300 <= status < 400 else None
        return Receipt(status, error, wait, timedelta(seconds=time.monotonic() - began))

    def _answer(
        self, place: Place, headers: Mapping[str, str], body: bytes
    ) -> AbstractAsyncContextManager[httpcore.Response]:
        url = httpcore.URL(
            scheme=place.scheme.encode(), host=place.host.encode(), port=place.port,
            target=place.target.encode(),
        )  # fmt: skip
        sent = {
            "host": place.origin.split("://", 1)[1],
            "content-type": MEDIA_TYPE,
            "content-length": str(len(body)),
            "accept": "*/*",
            "accept-encoding": "identity",
            "connection": "close",
            **headers,
        }
        pairs = [(name.encode(), value.encode()) for name, value in sent.items()]
        return self._pool.stream("POST", url, headers=pairs, content=body)


def _header(answer: httpcore.Response, wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in answer.headers if name.lower() == wanted), "")


async def _read_some(answer: httpcore.Response) -> None:
    """Let a receiver finish its answer, up to 64 KB; who says more is hung up on."""
    read = 0
    async for part in answer.aiter_stream():
        read += len(part)
        if read >= LARGEST_ANSWER:
            return


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


__all__ = ["LARGEST_ANSWER", "PATIENCE", "Sender"]
