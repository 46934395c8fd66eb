"""One HTTP request as the kit sees it: its headers read once, its trace, its language, who asks."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from shared.errors import Text
from shared.kit.problems import PreconditionFailed, RequestInvalid

if TYPE_CHECKING:
    from shared.kit.auth import Actor
    from shared.kit.context import Context
    from shared.kit.graphql.documents import Asked
    from shared.kit.rates import Quota, Rates, Standing
    from shared.kit.routing import Endpoint

_TRACEPARENT = re.compile(rb"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
_TRANSACTION = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_REQUEST_ID = re.compile(rb"[\x21-\x7e]{1,128}")
_KEY = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"|([\x21\x23-\x7e]+)')
_TAG = re.compile(rb'(W/)?"([^"]*)"')
_CACHED_HEADER = 200

CURRENT: ContextVar[Call] = ContextVar("current_call")


class Call:
    """The facts of one request, made by the outermost layer and kept in `scope["call"]` and `CURRENT`."""

    __slots__ = (
        "_parameters",
        "actor",
        "context",
        "endpoint",
        "fsc_transaction_id",
        "graph",
        "headers",
        "language",
        "method",
        "parent_span_id",
        "path",
        "peer",
        "query",
        "rate",
        "rates",
        "request_id",
        "service",
        "span_id",
        "started",
        "status",
        "trace_id",
    )

    def __init__(self, scope: Mapping[str, Any], service: Any) -> None:
        self.service = service
        self.peer: str | None = (scope.get("client") or (None,))[0]
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: bytes = scope["query_string"]
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        parent = _TRACEPARENT.fullmatch(self.headers.get(b"traceparent", b""))
        known = parent is not None and parent[1].strip(b"0") and parent[2].strip(b"0")
        made = os.urandom(24).hex()
        self.trace_id = parent[1].decode() if parent and known else made[16:]
        self.parent_span_id = parent[2].decode() if parent and known else None
        self.span_id = made[:16]
        sent = self.headers.get(b"x-request-id")
        self.request_id = sent if sent and _REQUEST_ID.fullmatch(sent) else self.trace_id.encode()
        sent = self.headers.get(b"fsc-transaction-id", b"")
        # A UUIDv7 (FSC logging); anything else is not passed on.
        self.fsc_transaction_id = sent.decode() if _TRANSACTION.fullmatch(sent) else None
        self.language = language_of(self.headers.get(b"accept-language"))
        self.endpoint: Endpoint | None = None
        self.actor: Actor | None = None
        self.context: Context | None = None
        self._parameters: list[tuple[str, str]] | None = None
        self.started = False
        self.status = 500
        self.rates: Rates | None = None
        self.rate: tuple[Quota, Standing] | None = None
        self.graph: Asked | None = None

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The names and values of the query string, read once. Raises ValueError when there are more than a hundred."""
        if self._parameters is None:
            text = self.query.decode("latin-1")
            self._parameters = parse_qsl(text, keep_blank_values=True, max_num_fields=100) if text else []
        return self._parameters

    @property
    def traceparent(self) -> bytes:
        """The W3C trace context of this service's span."""
        return f"00-{self.trace_id}-{self.span_id}-01".encode()


def language_of(header: bytes | None) -> str:
    """Either "nl" or "en", whichever Accept-Language prefers; Dutch when it names neither."""
    if header is None or len(header) > _CACHED_HEADER:
        return "nl"
    return _language(header)


@lru_cache(maxsize=256)
def _language(header: bytes) -> str:
    best = {"nl": 0.0, "en": 0.0}
    for part in header.decode("latin-1").lower().split(","):
        name, _, weight = part.partition(";")
        language = name.strip().split("-")[0]
        if language in best:
            best[language] = max(best[language], _weight(weight))
    return "en" if best["en"] > best["nl"] else "nl"


def _weight(parameter: str) -> float:
    found = re.search(r"q\s*=\s*([01](?:\.\d{0,3})?)", parameter)
    return float(found[1]) if found else 1.0


def accepts(header: bytes | None, offered: tuple[str, ...]) -> bool:
    """Does the Accept header allow one of the media types on offer? No header allows all."""
    if header is None or header == b"*/*":
        return True
    return (
        _accepts(header, offered) if len(header) <= _CACHED_HEADER else _accepts.__wrapped__(header, offered)
    )


@lru_cache(maxsize=256)
def _accepts(header: bytes, offered: tuple[str, ...]) -> bool:
    best: dict[str, tuple[int, float]] = {}
    for part in header.decode("latin-1").lower().split(","):
        name, _, parameters = part.partition(";")
        wanted, weight = name.strip(), _weight(parameters)
        for one in offered:
            exact = {one: 3, one.split("/")[0] + "/*": 2, "*/*": 1}.get(wanted, 0)
            if exact and exact >= best.get(one, (0, 0.0))[0]:
                best[one] = (exact, weight)
    return any(weight > 0 for _, weight in best.values())


def media_type(header: bytes | None) -> str:
    """A Content-Type without its parameters, in lower case; empty when there is none."""
    return header.split(b";", 1)[0].strip().lower().decode("latin-1") if header else ""


def idempotency_key(header: bytes) -> str:
    """The key of an Idempotency-Key header: a structured-field string (RFC 9651) or bare, at most 255 characters."""
    found = _KEY.fullmatch(header.strip().decode("latin-1"))
    key = (found[1] or found[2] or "") if found else ""
    if "\\" in key and found and found[1] is not None:
        key = re.sub(r"\\(.)", r"\1", key)
    if not 0 < len(key) <= 255:
        raise RequestInvalid.of_header(
            "Idempotency-Key",
            Text("Gebruik 1 tot 255 zichtbare ASCII-tekens.", "Use 1 to 255 visible ASCII characters."),
        )
    return key


def expected_version(header: bytes) -> int | None:
    """The version in an If-Match header: `"3"` is 3, `*` is None (any version).

    Raises RequestInvalid for what is no single entity tag, PreconditionFailed for a tag that no version can have.
    """
    if header.strip() == b"*":
        return None
    found = _TAG.fullmatch(header.strip())
    if found is None:
        raise RequestInvalid.of_header(
            "If-Match", Text('Geef één ETag, zoals "3", of *.', 'Give one ETag, such as "3", or *.')
        )
    # If-Match compares strongly (RFC 9110 § 13.1.1): a weak tag matches nothing.
    if found[1] or not re.fullmatch(rb"\d{1,9}", found[2]):
        raise PreconditionFailed()
    return int(found[2])
