"""Pages by cursor: opaque, signed for the client that got it, in a fixed order (ADR pagination module)."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec

from shared.kit.problems import CursorInvalid

Item = TypeVar("Item")
DEFAULT_LIMIT = 50
MAX_LIMIT = 100
_SIGNATURE = 16
_PLAIN = re.compile(r"[A-Za-z0-9=&._~%+-]*")  # what may stand in a Link header as it came
_PURPOSE = b"cursor\x00"


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A page of items and the cursor of the next one; None at the end."""

    items: Sequence[Item]
    next: str | None = None


def seal(secret: bytes, *values: Any, client: str) -> str:
    """An opaque cursor over the last row's sort values, signed (HMAC-SHA256, 128 bits) for this client."""
    body = msgspec.json.encode(values)
    return urlsafe_b64encode(_sign(secret, client, body) + body).rstrip(b"=").decode()


def unseal(secret: bytes, text: str, client: str, *types: Any) -> list[Any]:
    """The values of a cursor, as JSON values or, when `types` are given, as those (UUID, date, int, …).

    Raises CursorInvalid when it was tampered with, made for another client or sealed with other values.
    """
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
        if urlsafe_b64encode(raw).rstrip(b"=").decode() != text:  # Python's decoder skips what is no base64
            raise CursorInvalid()
        if not hmac.compare_digest(signature, _sign(secret, client, body)):
            raise CursorInvalid()
        values: list[Any] = msgspec.json.decode(body)
        if types:
            values = list(msgspec.convert(values, tuple[types], strict=False))  # type: ignore[valid-type]
    except (ValueError, msgspec.MsgspecError) as error:
        raise CursorInvalid() from error
    return values


def next_link(url: str, query: str, cursor: str) -> str:
    """The Link header (RFC 8288) of the following page: the same question with the next cursor."""
    if _PLAIN.fullmatch(query) and "cursor" not in query:
        return f'<{url}?{query}{"&" if query else ""}cursor={cursor}>; rel="next"'
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "cursor"]
    return f'<{url}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'


def _sign(secret: bytes, client: str, body: bytes) -> bytes:
    return hmac.digest(secret, _PURPOSE + client.encode() + b"\x00" + body, "sha256")[:_SIGNATURE]
