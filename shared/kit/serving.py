"""The connection below the surface: what uvicorn leaves open to a slow or endless client, closed.

Uvicorn waits for ever for the headers of a request, for the rest of a body that was answered already, and for a reader that
does not read; it keeps any number of header bytes. This protocol ends all four, and answers in the house's own form.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from http import HTTPStatus
from typing import Any, ClassVar

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from shared.errors import InvalidInput, Text
from shared.kit.problems import MEDIA_TYPE, problem_body, status_of
from shared.kit.receiving import LONGEST_HEADERS, MOST_HEADERS, HeadersTooLarge
from shared.kit.surface import DEFAULTS, SECURITY_HEADERS

HEAD_SECONDS = 15.0
REST_SECONDS = 10.0
READER_SECONDS = 60.0
KEEP_ALIVE_SECONDS = 5
LONGEST_HEAD = 65_536


class HeadTooSlow(InvalidInput):
    """The first line and the headers did not arrive in time."""

    status: ClassVar[int] = 408
    code = "head-too-slow"
    rule = "RFC 9110 § 15.5.9"
    title = Text("Het verzoek komt te langzaam", "The request arrives too slowly")
    detail = Text("De headers waren niet op tijd binnen.", "The headers were not here in time.")
    mend = Text("Verstuur het verzoek in één keer.", "Send the request in one go.")


class HttpUnreadable(InvalidInput):
    """The bytes are no HTTP/1.1."""

    code = "http-unreadable"
    rule = "RFC 9112"
    title = Text("Dit is geen HTTP", "This is not HTTP")
    detail = Text("Het verzoek is niet te lezen als HTTP/1.1.", "The request cannot be read as HTTP/1.1.")
    mend = Text("Gebruik een HTTP-client.", "Use an HTTP client.")


class Protocol(HttpToolsProtocol):
    """One connection; given to uvicorn as `http=Protocol`."""

    head_seconds, rest_seconds, reader_seconds = HEAD_SECONDS, REST_SECONDS, READER_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head, self._head_bytes, self._whole, self._refused = True, 0, True, False
        self._head_timer: asyncio.TimerHandle | None = None
        self._rest_timer: asyncio.TimerHandle | None = None
        self._reader_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._head_timer = self.loop.call_later(self.head_seconds, self._refuse, HeadTooSlow())

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        for timer in (self._head_timer, self._rest_timer, self._reader_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; what is not yet a whole head may not grow for ever, nor take for ever."""
        if self._refused:
            return  # read and thrown away, so that the answer is not lost to a reset
        super().data_received(data)
        if self._whole and not self._in_head and self._is_idle():
            self._in_head, self._head_bytes = (
                True,
                0,
            )  # an empty line: what was to end this connection was cancelled
        if self._in_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD:
                self._refuse(HeadersTooLarge(count=MOST_HEADERS, size=LONGEST_HEADERS))
            elif self._head_timer is None:
                self._head_timer = self.loop.call_later(self.head_seconds, self._refuse, HeadTooSlow())

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head, self._head_bytes, self._whole = True, 0, False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its head is there."""
        self._in_head = False
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Its body is there."""
        self._whole = True
        if self._rest_timer is not None:
            self._rest_timer.cancel()
            self._rest_timer = None
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """It was answered: what is still being sent to us is read for a while, so that the answer is seen, and then cut off."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._await_reader()
        elif not self._whole:
            self._await_rest()

    def pause_writing(self) -> None:
        """The reader does not keep up."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """The reader reads."""
        if self._reader_timer is not None:
            self._reader_timer.cancel()
            self._reader_timer = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Nobody asks any more; an answer that nobody reads is not kept either."""
        super().timeout_keep_alive_handler()
        self._await_reader()

    def send_400_response(self, msg: str) -> None:
        """What uvicorn finds unreadable."""
        self._refuse(HttpUnreadable(), asked=True)

    def _is_idle(self) -> bool:
        """Whether everything that was asked is answered."""
        return not self.pipeline and (self.cycle is None or self.cycle.response_complete)

    def _await_rest(self) -> None:
        if self._rest_timer is None:
            self._rest_timer = self.loop.call_later(self.rest_seconds, self.transport.close)

    def _await_reader(self) -> None:
        if self._reader_timer is None:
            self._reader_timer = self.loop.call_later(self.reader_seconds, self.transport.abort)

    def _refuse(self, problem: InvalidInput, *, asked: bool = False) -> None:
        """Answer below the surface where nothing was answered yet, and close; a connection that never asked just closes."""
        if self.transport.is_closing() or self._refused:
            return
        asked = asked or self._head_bytes > 0 or not self._in_head
        cycle, self.pipeline = self.cycle, deque()
        busy = cycle is not None and not cycle.response_complete
        if busy:  # who waits for the rest of this request waits for nothing
            cycle.disconnected = True
            cycle.message_event.set()
        if asked and not (busy and cycle.response_started):
            self.transport.write(_answer(problem, self.app))
            if self.transport.can_write_eof():
                self._refused = True
                self.transport.write_eof()
                self._await_rest()
                return
        self.transport.close()
        self._await_reader()


def _answer(problem: InvalidInput, app: Any) -> bytes:
    """A whole HTTP answer with a problem; in Dutch, as no header says otherwise."""
    while hasattr(app, "app"):  # what uvicorn wraps around it
        app = app.app
    service = app.service
    status = HTTPStatus(status_of(problem))
    body = msgspec.json.encode(
        problem_body(problem, "nl", status.value, "/", os.urandom(16).hex(), service.settings.base_url),
        enc_hook=str,
    )
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", b"nl"),
        (b"connection", b"close"),
        (b"api-version", service.version.encode()),
        *DEFAULTS.items(),
        *SECURITY_HEADERS,
    ]
    first = f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode()
    return first + b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body
