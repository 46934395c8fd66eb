"""What a line of a file taken over must say of the request's past (R-A56)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.access.requests.rules import Request
from services.access.requests.rules.words import TAKEN_OVER
from shared.errors import FieldError, Text
from shared.values import Derivation
from shared.values.terms import RequestState

OPEN = (RequestState.RECEIVED, RequestState.CLARIFIED, RequestState.APPLIED)
"""In which states a request can be taken over: the municipality still has to answer it."""

_TEXTS = {
    "in-future": Text("Deze dag ligt in de toekomst.", "This day lies in the future."),
    "before-contact": Text(
        "Deze dag ligt vóór het eerste contact.", "This day lies before the first contact."
    ),
    "day-missing": Text("Bij deze toestand hoort deze dag.", "This state asks for this day."),
    "state-behind": Text(
        "Met een aanvraag is de toestand applied.", "With an application the state is applied."
    ),
    "not-open": Text("Alleen een open melding wordt overgenomen.", "Only an open request is taken over."),
}
REFERENCE_TAKEN = Text(
    "Onder dit kenmerk is uit dit systeem al iets anders overgenomen.",
    "Something else was taken over from this system under this reference.",
)


class Told(Protocol):
    """What a line tells of a request's past."""

    @property
    def state(self) -> RequestState:
        """Where it stands."""

    @property
    def contact_on(self) -> date:
        """The day of the first contact."""

    @property
    def first_talk_on(self) -> date | None:
        """The day of the first talk."""

    @property
    def clarified_on(self) -> date | None:
        """The day on which the question was clear."""

    @property
    def application_on(self) -> date | None:
        """The day of the application."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A request as it was entered, with the day on which its inquiry was ready there."""

    request: Request
    clarified_on: date | None


def faults(line: Told, today: date) -> list[FieldError]:
    """Everything that is wrong with the days of a line; empty when it can enter."""
    days = {
        "contactOn": line.contact_on,
        "firstTalkOn": line.first_talk_on,
        "clarifiedOn": line.clarified_on,
        "applicationOn": line.application_on,
    }
    wrong: list[tuple[str, str]] = []
    if line.state not in OPEN:
        wrong.append(("state", "not-open"))
    for name, day in days.items():
        if day is not None and day > today:
            wrong.append((name, "in-future"))
        if day is not None and day < line.contact_on:
            wrong.append((name, "before-contact"))
    if line.state is RequestState.CLARIFIED and line.clarified_on is None:
        wrong.append(("clarifiedOn", "day-missing"))
    if line.state is RequestState.APPLIED and line.application_on is None:
        wrong.append(("applicationOn", "day-missing"))
    if line.state in (RequestState.RECEIVED, RequestState.CLARIFIED) and line.application_on is not None:
        wrong.append(("state", "state-behind"))
    return [FieldError(f"#/{name}", code, _TEXTS[code], rule="R-A56") for name, code in wrong]


def explain(request: Request) -> Derivation:
    """Where a request that was taken over comes from."""
    return Derivation().because(
        "R-A56", TAKEN_OVER, source_system=request.source_system, source_reference=request.source_reference
    )
