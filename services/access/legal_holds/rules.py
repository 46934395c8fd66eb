"""When a legal hold is placed and released, and what it stops (F-37)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import new_id


class LegalHoldNotFound(NotFound):
    """There is no such legal hold, or it is not yours."""

    code = "legal-hold-not-found"
    title = Text("Vernietigingsstop niet gevonden", "Legal hold not found")
    detail = Text("Er is geen vernietigingsstop {id}.", "There is no legal hold {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class LegalHoldEndsBefore(Refused):
    """The last day of a hold lies before the day on which it is placed."""

    code = "legal-hold-ends-before"
    rule = "F-37"
    title = Text("De laatste dag is voorbij", "The last day is past")
    detail = Text(
        "De laatste dag {until} ligt vóór vandaag, {today}.",
        "The last day {until} lies before today, {today}.",
    )
    mend = Text("Geef een latere dag, of geen.", "Give a later day, or none.")


class LegalHoldReleased(Refused):
    """A hold is released once."""

    code = "legal-hold-released"
    rule = "F-37"
    title = Text("De vernietigingsstop is al opgeheven", "The legal hold was released already")
    detail = Text("Hij is opgeheven op {released_on}.", "It was released on {released_on}.")
    mend = Text("Leg zo nodig een nieuwe vast.", "Place a new one if need be.")


@dataclass(frozen=True, slots=True)
class LegalHold:
    """A legal hold on one citizen's file; `until` is its last day. Texts are None once the citizen is erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    citizen_id: UUID
    ground: str | None
    placed_on: date
    placed_by: str
    until: date | None
    released_on: date | None
    released_by: str | None
    release_reason: str | None


def place(
    owner: str,
    citizen_id: UUID,
    *,
    ground: str,
    until: date | None,
    external_reference: str | None,
    by: str,
    today: date,
) -> LegalHold:
    """A hold from today on. Raises LegalHoldEndsBefore."""
    if until is not None and until < today:
        error = FieldError("#/until", "past", LegalHoldEndsBefore.detail, rule="F-37")
        raise LegalHoldEndsBefore(errors=(error,), until=until, today=today)
    return LegalHold(
        new_id(), 1, owner, external_reference, citizen_id, ground, today, by, until, None, None, None
    )


def release(hold: LegalHold, *, reason: str, by: str, today: date) -> LegalHold:
    """The hold released today. Raises LegalHoldReleased."""
    if hold.released_on is not None:
        raise LegalHoldReleased(released_on=hold.released_on)
    return replace(hold, version=hold.version + 1, released_on=today, released_by=by, release_reason=reason)
