"""What makes a retry safe: the key of a request, and the answer that it got before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from shared.kit.auth import Actor


@dataclass(frozen=True, slots=True)
class Retry:
    """The idempotency key of a request: what makes every retry safe."""

    key: str
    method_path: str
    input_hash: bytes

    def digest(self, actor: Actor) -> bytes:
        """What is unique: client of an issuer × acting organisation × method and path × key (32 bytes)."""
        parts = (actor.issuer, actor.client_id, actor.organisation, self.method_path, self.key)
        return hashlib.sha256("\x1f".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered before: the status, the subject's version as JSON, and where it is."""

    status: int
    body: bytes
    version: int
    subject: UUID


class Replayed(Exception):  # noqa: N818  (not an error: the same answer once more)
    """This key was done before with the same input: the answer is the stored version."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer
