"""What a line of a file taken over must say of the request's past (R-A56)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from services.access.access_routes.rules.referrers import check_referrer
from services.access.file_takeovers.rules.past import Rest, Running
from services.access.requests.rules import Request, Responsible, code_of
from services.access.requests.rules.referring import DIRECT
from services.access.requests.rules.words import (
    RESPONSIBLE,
    RESPONSIBLE_NOT_KNOWN,
    TAKEN_OVER,
    TRANSFER_BY,
)
from shared.errors import FieldError, Text
from shared.values import Derivation
from shared.values.questions import ReferrerType, ResidenceReason
from shared.values.terms import Law, RequestState

TAKEN = (RequestState.RECEIVED, RequestState.CLARIFIED, RequestState.APPLIED, RequestState.DECIDED)
"""In which states a request can be taken over: still to be answered, or decided with care that runs (`past.running_faults`)."""

_TEXTS = {
    "in-future": Text("Deze dag ligt in de toekomst.", "This day lies in the future."),
    "before-contact": Text(
        "Deze dag ligt vóór het eerste contact.", "This day lies before the first contact."
    ),
    "day-missing": Text("Bij deze toestand hoort deze dag.", "This state asks for this day."),
    "state-behind": Text(
        "Met een aanvraag is de toestand applied.", "With an application the state is applied."
    ),
    "responsible-incomplete": Text(
        "De verantwoordelijke gemeente en de reden horen bij elkaar.",
        "The responsible municipality and the reason belong together.",
    ),
    "not-open": Text(
        "Alleen een open melding, of een besliste met lopende zorg, wordt overgenomen.",
        "Only an open request, or a decided one with running care, is taken over.",
    ),
}
REFERENCE_TAKEN = Text(
    "Onder dit kenmerk is uit dit systeem al iets anders overgenomen.",
    "Something else was taken over from this system under this reference.",
)


class Told(Protocol):
    """What a line tells of a request's past."""

    @property
    def law(self) -> Law:
        """Under which law."""

    @property
    def acute(self) -> bool:
        """Whether it is acute."""

    @property
    def referrer_type(self) -> ReferrerType | None:
        """Who referred."""

    @property
    def responsible_municipality(self) -> str | None:
        """The responsible municipality, as it was determined there."""

    @property
    def responsible_reason(self) -> ResidenceReason | None:
        """Why that one."""

    @property
    def responsible_since(self) -> date | None:
        """Since when."""

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
    """A request as it was entered, with the day on which its inquiry was ready there, what rested and what runs."""

    request: Request
    clarified_on: date | None
    suspensions: Sequence[Rest] = ()
    running: Sequence[Running] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from a line as from a report: who is responsible (R-A56) and what the referrer gives (R-A04)."""

    direct_access: bool | None
    responsible: Responsible | None
    code: str | None
    transfer_by: date | None


def settle(line: Told, owner: str, today: date, term_days: int) -> Settled:
    """Direct access by its referrer, and who is responsible; another municipality has `term_days` days from today to take it over.

    Of youth help it is always said, also that it is not known.
    """
    direct = None
    if line.referrer_type is not None:
        direct = check_referrer(line.law, line.referrer_type, line.acute).outcome in DIRECT
    if line.responsible_municipality is None and line.law is not Law.JEUGDWET:
        return Settled(direct, None, None, None)
    reason = line.responsible_reason or ResidenceReason.NOT_KNOWN
    found = Responsible(line.responsible_municipality, reason, line.responsible_since)
    code = code_of(found, line.law, owner)
    return Settled(direct, found, code, None if code is None else today + timedelta(days=term_days))


def faults(line: Told, today: date) -> list[FieldError]:
    """Everything that is wrong with the days of a line; empty when it can enter."""
    days = {
        "contactOn": line.contact_on,
        "firstTalkOn": line.first_talk_on,
        "clarifiedOn": line.clarified_on,
        "applicationOn": line.application_on,
    }
    wrong: list[tuple[str, str]] = []
    if line.state not in TAKEN:
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
    known = line.responsible_reason not in (None, ResidenceReason.NOT_KNOWN)
    if known != (line.responsible_municipality is not None):
        missing = "responsibleMunicipality" if known else "responsibleReason"
        wrong.append((missing, "responsible-incomplete"))
    if line.responsible_since is not None and (line.responsible_since > today or not known):
        wrong.append(("responsibleSince", "in-future" if known else "responsible-incomplete"))
    return [FieldError(f"#/{name}", code, _TEXTS[code], rule="R-A56") for name, code in wrong]


def explain(request: Request) -> Derivation:
    """Where a request that was taken over comes from, what its referrer gives, and who is responsible for it."""
    why = Derivation().because(
        "R-A56", TAKEN_OVER, source_system=request.source_system, source_reference=request.source_reference
    )
    if request.referrer_type is not None:
        why = why.merge(check_referrer(request.law, request.referrer_type, request.acute).why)
    if request.responsible_reason is None:
        return why
    if request.responsible_municipality is None:
        return why.because("R-A56", RESPONSIBLE_NOT_KNOWN, on=request.contact_on)
    why = why.because(
        "R-A56", RESPONSIBLE, municipality=request.responsible_municipality, since=request.responsible_since,
        reason=request.responsible_reason,
    )  # fmt: skip
    if request.transfer_by is None:
        return why
    return why.because("R-A56", TRANSFER_BY, code=request.responsible_code, transfer_by=request.transfer_by)
