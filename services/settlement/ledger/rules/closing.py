"""Periods that close, and seals over what was written: what was reported does not change any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import new_id

MOST_SEALED = 10_000  # entries under one seal: who posts waits for its hash, a tenth of a second
GENESIS = bytes(32).hex()  # before the first seal


@dataclass(frozen=True, slots=True)
class Closing:
    """The books up to and including `closed_until` take no entry any more."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    closed_until: date
    closed_on: date
    motivation: str | None


class ClosingNotFound(NotFound):
    """There is no such closing, or it is not yours."""

    code = "closing-not-found"
    title = Text("Afsluiting niet gevonden", "Closing not found")
    detail = Text("Er is geen afsluiting {id}.", "There is no closing {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ClosingRefused(Refused):
    """A period closes once, in order, and only when it is over."""

    code = "closing-refused"
    rule = "F-39"
    title = Text("De periode kan zo niet sluiten", "The period cannot close like this")
    detail = Text(
        "Tot en met {closed_until} sluiten de boeken nu niet.",
        "The books do not close until {closed_until} now.",
    )
    mend = Text(
        "Kies een dag na de vorige afsluiting en vóór vandaag.",
        "Choose a day after the last closing, before today.",
    )


def close(
    owner: str,
    until: date,
    last: date | None,
    *,
    motivation: str | None,
    reference: str | None,
    today: date,
) -> Closing:
    """Close the books up to and including a day; what happened before is booked later from then on. Raises ClosingRefused.

    Closed until 31-3, on 20-4: until 31-3 or 28-2 once more is refused, until 20-4 too; until 19-4 closes.
    """
    if last is not None and until <= last:
        text = Text(f"Tot en met {last} is al gesloten.", f"Up to and including {last} is closed already.")
        error = FieldError("#/closedUntil", "already-closed", text, rule="F-39")
        raise ClosingRefused(errors=(error,), closed_until=until)
    if until >= today:
        text = Text("Deze dag is nog niet voorbij.", "This day is not over yet.")
        error = FieldError("#/closedUntil", "day-not-over", text, rule="F-39")
        raise ClosingRefused(errors=(error,), closed_until=until)
    return Closing(new_id(), 1, owner, reference, until, today, motivation)


@dataclass(frozen=True, slots=True)
class Seal:
    """A link of the chain: the hash of the seal before it and of the entries written since, in their order (sha-256)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    number: int
    sealed_on: date
    after_sequence: int
    until_sequence: int
    entry_count: int
    previous_hash: str
    hash: str


class SealNotFound(NotFound):
    """There is no such seal, or it is not yours."""

    code = "seal-not-found"
    title = Text("Zegel niet gevonden", "Seal not found")
    detail = Text("Er is geen zegel {id}.", "There is no seal {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


def seal(
    owner: str, before: Seal | None, *, until_sequence: int, entry_count: int, digest: str, today: date
) -> Seal:
    """The next link: on the newest one, or the first."""
    number, after, hung = _next(before)
    return Seal(
        new_id(), 1, owner, None, number, today, after, until_sequence, entry_count, hung, digest
    )  # fmt: skip


def _next(before: Seal | None) -> tuple[int, int, str]:
    return (1, 0, GENESIS) if before is None else (before.number + 1, before.until_sequence, before.hash)


def follows(seal: Seal, before: Seal | None, entry_count: int, digest: str | None) -> bool:
    """Whether a seal still says what the entries say, and hangs on the one before it."""
    number, after, hung = _next(before)
    placed = (seal.number, seal.after_sequence, seal.previous_hash) == (number, after, hung)
    return placed and seal.entry_count == entry_count and seal.hash == digest


__all__ = [
    "GENESIS",
    "MOST_SEALED",
    "Closing",
    "ClosingNotFound",
    "ClosingRefused",
    "Seal",
    "SealNotFound",
    "close",
    "follows",
    "seal",
]
