"""Structured logs: one JSON object a line, with the trace of the request; no body, no query, no personal data."""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

import msgspec

from shared.kit.call import CURRENT
from shared.kit.clock import machine_now

if TYPE_CHECKING:
    from shared.kit.call import Call

ENCODER = msgspec.json.Encoder(enc_hook=str)
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: time, level, logger, message, service, trace, and the record's extras."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self.service = service

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        call = CURRENT.get(None)
        line: dict[str, Any] = {
            "time": machine_now().isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "service": self.service,
            "message": record.getMessage(),
        }
        if call is not None:
            line |= {"traceId": call.trace_id, "spanId": call.span_id}
            if call.fsc_transaction_id is not None:
                line["fscTransactionId"] = call.fsc_transaction_id
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["exception"] = _frames(record.exc_info)
        return ENCODER.encode(line).decode()


def _frames(found: Any) -> str:
    """The type and the code lines of an exception; never its text, which may hold the values of a row."""
    kind, _, trace = found
    lines = traceback.format_list(traceback.extract_tb(trace))
    return f"{getattr(kind, '__name__', kind)}\n{''.join(lines)}"


def configure(service: str, level: int = logging.INFO) -> None:
    """Write this process's log to standard output as JSON lines."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("httpx", "httpcore", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


class RequestLog:
    """One line for every request: route, status, milliseconds, client and trace.

    The route is the template, so no identifier and no query string reaches the log. The line is written at once, past the
    logging machinery, because it is on the hot path.
    """

    def __init__(self, service: str, *, enabled: bool) -> None:
        self.service, self.enabled = service, enabled

    def begin(self) -> float:
        """The moment a request came in."""
        return time.perf_counter()

    def end(self, call: Call, status: int, began: float) -> None:
        """Write the request's line."""
        if not self.enabled:
            return
        endpoint, actor = call.endpoint, call.actor
        line = {
            "time": machine_now().isoformat(),
            "level": "info",
            "logger": "bedoeling.request",
            "service": self.service,
            "method": call.method,
            "route": endpoint.path if endpoint is not None else None,
            "status": status,
            "milliseconds": round((time.perf_counter() - began) * 1000, 3),
            "clientId": actor.client_id if actor is not None else None,
            "traceId": call.trace_id,
            "spanId": call.span_id,
        }
        if call.fsc_transaction_id is not None:
            line["fscTransactionId"] = call.fsc_transaction_id
        if call.graph is not None:
            line |= {"operation": call.graph.shown, "cost": call.graph.cost}
        os.write(1, ENCODER.encode(line) + b"\n")
