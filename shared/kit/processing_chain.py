"""The seals on the processing log: each covers a stretch of a month's lines and the seal before it, keyed.

Whoever can rewrite the table lacks the key, which is derived from the service's secret: a line that was changed, taken away
or put in between shows, and so does a seal. What a chain alone cannot show is that its end was cut off: keep the newest
seal's hash somewhere else (the service's log and GET /v1/processing-seals tell it) and give it to `verify`.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import orjson

STRETCH = 1000
_FORM = b"1"  # of the bytes of a line; another order of columns is another form
COLUMNS = (
    "id", "created_at", "started_at", "owner", "actor", "via", "client_id", "end_user", "role", "activity", "event",
    "name", "subject", "status", "trace_id", "span_id", "parent_span_id", "processor", "fsc_transaction_id", "policy",
)  # fmt: skip
LINES = (
    f"select {', '.join(COLUMNS)} from processing_log"
    " where created_at >= $1 and created_at < $2 and id > $3 and id <= $4 order by id limit $5"
)
SEALS = "select month, number, first_id, last_id, lines, hash, declared_by from processing_chain order by month, number"


class Seal(NamedTuple):
    """A row of processing_chain."""

    month: date
    number: int
    first_id: int
    last_id: int
    lines: int
    hash: bytes
    declared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """The seal that stands for a month that was destroyed after its term."""

    row: Seal


def key_of(secret: bytes) -> bytes:
    """The key of the seals, from the service's secret (32 bytes)."""
    return hmac.digest(secret, b"processing-log seals", "sha256")


def line_bytes(row: Iterable[Any]) -> bytes:
    """A line as it is sealed: its columns in the order of COLUMNS as a JSON array, instants in UTC to the microsecond."""
    return orjson.dumps(list(row), default=str)


def seal_of(key: bytes, previous: bytes, month: date, number: int, rows: Sequence[Any]) -> Seal:
    """The seal on a stretch of lines (ordered by id, first column) after the seal with hash `previous`."""
    first, last = (rows[0][0], rows[-1][0]) if rows else (0, 0)
    header = orjson.dumps(["lines", month, number, first, last, len(rows)])
    made = hmac.new(key, _FORM + previous + header, "sha256")
    for row in rows:
        made.update(b"\n" + line_bytes(row))
    return Seal(month, number, first, last, len(rows), made.digest())


def declare(key: bytes, chain: Sequence[Seal], declared_by: str) -> Declaration:
    """The declaration that closes the chain of a month whose lines are destroyed: how many, and who says so."""
    last, lines = chain[-1], sum(one.lines for one in chain)
    shown = ["destroyed", last.month, last.number + 1, chain[0].first_id, last.last_id, lines, declared_by]
    made = hmac.digest(key, _FORM + last.hash + orjson.dumps(shown), "sha256")
    return Declaration(
        Seal(last.month, last.number + 1, chain[0].first_id, last.last_id, lines, made, declared_by)
    )
