"""What decides about a message: its name, its signature, when it is tried again and when we stop (Standard Webhooks 1.0)."""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

from shared.values.terms import DeliveryState

# Before each attempt: at once, then over three days.
SCHEDULE = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
JITTER = 0.1  # at most this part earlier, so that a day's wait still ends at the same hour of the next day
LONGEST_WAIT = timedelta(hours=24)
ROTATION = timedelta(hours=24)
PATIENCE = timedelta(days=5)
GONE = 410
BUSY = (429, 503)
UNANSWERED = "name-unanswered"
LOOK_UP_AGAIN = timedelta(minutes=5)
SECRET_BYTES = 32
PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of one attempt: the status, or why there was none; how long the receiver asks us to wait; how long it took."""

    status: int | None
    error: str | None = None
    retry_after: timedelta | None = None
    took: timedelta = timedelta(0)

    @property
    def accepted(self) -> bool:
        """Any 2xx is a yes; a redirect is a no."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def tried(self) -> bool:
        """Whether it was an attempt: not when nobody said where the receiver is."""
        return self.error != UNANSWERED


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows for the message: its state, when it is due again, and whether the receiver wants no more at all."""

    state: DeliveryState
    due_at: datetime | None = None
    gone: bool = False


def judge(receipt: Receipt, attempts: int, now: datetime, delivery_id: UUID) -> Judgement:
    """What follows from the outcome of attempt number `attempts` (from 1), at the domain's instant `now`.

    Where no name server answered nothing was tried: that is the same attempt again, five minutes later.
    """
    if receipt.accepted:
        return Judgement(DeliveryState.DELIVERED)
    if not receipt.tried:
        return Judgement(DeliveryState.PENDING, now + LOOK_UP_AGAIN)
    if receipt.status == GONE:
        return Judgement(DeliveryState.FAILED, gone=True)
    if attempts >= len(SCHEDULE):
        return Judgement(DeliveryState.FAILED)
    wait = wait_before(attempts + 1, delivery_id)
    if receipt.status in BUSY and receipt.retry_after is not None:
        wait = max(wait, min(receipt.retry_after, LONGEST_WAIT))
    return Judgement(DeliveryState.PENDING, now + wait)


def wait_before(attempt: int, delivery_id: UUID) -> timedelta:
    """How long after the attempt before it this one is made; the jitter is drawn from the id, so it can be foretold."""
    drawn = hashlib.sha256(delivery_id.bytes + attempt.to_bytes(2)).digest()
    part = int.from_bytes(drawn[:4]) / 2**32
    return SCHEDULE[attempt - 1] * (1 - JITTER * part)


def is_failing(since: datetime, now: datetime) -> bool:
    """Whether receiving fails for so long, since the first message that did not arrive, that it is of no use to anyone."""
    return now - since >= PATIENCE


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """The header Retry-After, in seconds or as a date (RFC 9110 § 10.2.3); None when it says nothing that can be read."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return timedelta(seconds=int(text))
    try:
        until = parsedate_to_datetime(text)
        return max((until if until.tzinfo else until.replace(tzinfo=UTC)) - now, timedelta(0))
    except (ValueError, TypeError, OverflowError):
        return None


def new_secret() -> bytes:
    """A signing secret: 32 random bytes."""
    return os.urandom(SECRET_BYTES)


def shown(secret: bytes) -> str:
    """A secret as its receiver takes it over: `whsec_` and base64."""
    return PREFIX + b64encode(secret).decode()


def webhook_id(delivery_id: UUID) -> str:
    """The name of one fact for one subscription: the same at every attempt, and when it is sent again."""
    return f"msg_{delivery_id.hex}"


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """One signature over id, timestamp (seconds since 1970) and body: `v1,<base64 of HMAC-SHA256>`."""
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return "v1," + b64encode(hmac.digest(secret, signed, "sha256")).decode()


def headers(secrets: list[bytes], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of Standard Webhooks; during a rotation both secrets sign, the new one first."""
    signatures = " ".join(signature(secret, message_id, timestamp, body) for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signatures,
    }


def type_of(service: str, what: str) -> str:
    """The type of a fact as it stands in a message and in the feed."""
    return f"nl.sociaaldomein.{service}.{what}.v1"


__all__ = [
    "GONE",
    "JITTER",
    "LONGEST_WAIT",
    "LOOK_UP_AGAIN",
    "PATIENCE",
    "PREFIX",
    "ROTATION",
    "SCHEDULE",
    "UNANSWERED",
    "Judgement",
    "Receipt",
    "headers",
    "is_failing",
    "judge",
    "new_secret",
    "retry_after",
    "shown",
    "signature",
    "type_of",
    "wait_before",
    "webhook_id",
]
