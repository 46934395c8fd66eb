"""How any request of a provider is answered, and by when (319 and 301; istandaarden sections 4, 7 and 9 C)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from shared.errors import FieldError, NotAllowed, Refused, Text
from shared.values import CALENDAR, Calendar, Derivation, Sentence, YearNotKnown
from shared.values.allocating import PENDING_STATES, RESIDENCE, AskingState
from shared.values.terms import Law

ANSWER_WORKING_DAYS, INVESTIGATION_WEEKS, RESIDENCE_WEEKS = 5, 8, 2

ASKED = Sentence(
    "asking.asked",
    nl="Gevraagd op {requested_on}; het antwoord is er uiterlijk op {result}, vijf werkdagen later.",
    en="Asked on {requested_on}; the answer is due on {result}, five working days later.",
)
ASKED_NO_TERM = Sentence(
    "asking.asked-no-term",
    nl="Gevraagd op {requested_on}; de dag van het antwoord is niet bekend, omdat de kalender het jaar niet kent.",
    en="Asked on {requested_on}; the day of the answer is not known, because the calendar does not know the year.",
)
NUMBERLESS = Sentence(
    "asking.decision-number-left-out",
    nl="Let op: de aanbieder geeft al hulp op een besluit, onder toewijzing {allocation_number}, en noemt geen beschikkingnummer (IV052).",
    en="Mind: the provider gives help by a decision already, under allocation {allocation_number}, and names no decision number (IV052).",
)
INVESTIGATED = Sentence(
    "asking.investigated",
    nl="In onderzoek sinds {investigated_on}; het antwoord is er uiterlijk op {result}, acht weken na het verzoek.",
    en="Under investigation since {investigated_on}; the answer is due on {result}, eight weeks after the request.",
)
REJECTED = Sentence(
    "asking.rejected",
    nl="Afgewezen op {answered_on} met reden {result} (WJ759).",
    en="Rejected on {answered_on} with reason {result} (WJ759).",
)
GRANTED = Sentence(
    "asking.granted",
    nl="Ingewilligd op {answered_on}: toewijzing {result} draagt het kenmerk van het verzoek (IV097).",
    en="Granted on {answered_on}: allocation {result} carries the reference of the request (IV097).",
)
WITHDRAWN = Sentence("asking.withdrawn", nl="Ingetrokken op {answered_on}.", en="Withdrawn on {answered_on}.")


class AskerOnly(NotAllowed):
    """A provider asks for itself, or the municipality records it on its behalf."""

    code = "asker-only"
    rule = "R-X06"
    title = Text("Alleen voor de vragende aanbieder", "For the provider that asks only")
    detail = Text(
        "Een verzoek komt van de aanbieder zelf, of van de gemeente namens hem.",
        "A request comes from the provider itself, or from the municipality on its behalf.",
    )
    mend = Text("Vraag een token namens die aanbieder.", "Ask for a token on behalf of that provider.")


class AskingRefused(Refused):
    """The request cannot be: `errors` has every reason with the rule of the standard."""

    code = "asking-refused"
    rule = "R-X06"
    title = Text("Zo kan het verzoek niet", "The request cannot be like this")
    detail = Text(
        "Het verzoek voldoet niet aan de regels van iWmo en iJw.", "The request breaks rules of iWmo and iJw."
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class AskingAnswered(Refused):
    """A request is answered once, and investigated at most once (TR360, TR365)."""

    code = "asking-answered"
    rule = "R-X06"
    title = Text("Dit verzoek is al beantwoord", "This request was answered already")
    detail = Text("Het verzoek {id} staat op {state}.", "The request {id} is {state}.")
    mend = Text(
        "Er is niets meer te doen; dien een nieuw verzoek in.", "Nothing is left to do; make a new request."
    )


class RejectionRefused(Refused):
    """The request cannot be rejected for this reason."""

    code = "rejection-refused"
    rule = "R-A04"
    title = Text("Zo kan het verzoek niet worden afgewezen", "The request cannot be rejected like this")
    detail = Text("Reden {reason} kan hier niet.", "Reason {reason} cannot be given here.")
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


TEXTS = {
    "pending-already": Text("Een ander verzoek van deze aanbieder voor deze inwoner staat nog open.", "Another request of this provider for this citizen is pending."),
    "reference-used": Text("Dit kenmerk is eerder gebruikt.", "This reference was used before."),
    "decision-halved": Text("Nummer en ingangsdatum van de beschikking horen bij elkaar.", "Number and start of the decision go together."),
    "referrer-missing": Text("Noem van deze verwijzer de naam of de code, een van beide.", "Name this referrer by its name or its code, one of them."),
    "referrer-code": Text("Deze verwijzer heeft geen zorgverlenercode.", "This referrer has no care provider code."),
    "no-ground": Text("Een verzoek steunt op een wettelijke verwijzing of een open beschikking.", "A request rests on a statutory referral or an open decision."),
    "wmo-via-municipality": Text("Onder de Wmo gaat de toegang via de gemeente; doe een melding.", "Under the Wmo access goes via the municipality; make a report."),
    "allocation-stands": Text("Er loopt al een toewijzing voor dit product in deze dagen.", "An allocation for this product runs in these days already."),
    "day-in-past": Text("Zonder wettelijke verwijzing begint zorg niet vóór het verzoek, tenzij zij acuut is.", "Without a statutory referral care does not begin before the request, unless it is acute."),
    "asked-in-future": Text("De dag van het verzoek ligt in de toekomst.", "The day of the request lies in the future."),
    "residence-law": Text("Het woonplaatsbeginsel geldt alleen onder de Jeugdwet.", "The residence principle holds under the Youth Act only."),
    "residence-late": Text("Afwijzen om het woonplaatsbeginsel kan tot twee weken na het verzoek.", "Rejecting for the residence principle is open for two weeks after the request."),
    "municipality-missing": Text("Noem bij reden 8 de gemeente, en alleen dan.", "Name the municipality with reason 8, and only then."),
    "court-order": Text("Een rechterlijke uitspraak wordt niet geweigerd.", "A court order may not be refused."),
    "nothing-running": Text("Er loopt niets om te wijzigen; vraag een toewijzing.", "Nothing runs that could change; ask for an allocation."),
    "not-all": Text("Noem elke actuele toewijzing, gewijzigd of ongewijzigd.", "Name every current allocation, changed or unchanged."),
    "unknown-unchanged": Text("Dit is geen actuele toewijzing van deze aanbieder.", "This is no current allocation of this provider."),
    "unknown-changed": Text("Dit is geen actuele toewijzing van deze aanbieder.", "This is no current allocation of this provider."),
    "named-twice": Text("Deze toewijzing staat er meer dan één keer.", "This allocation stands here more than once."),
    "nothing-kept": Text("Noem minstens één toewijzing die er al is.", "Name at least one allocation that is there."),
    "nothing-asked": Text("Noem minstens één wijziging of nieuw product.", "Name at least one change or new product."),
    "change-in-past": Text("De wijziging gaat in na het verzoek, of op de oorspronkelijke ingangsdatum.", "The change begins after the request, or on the original start."),
    "product-overlaps": Text("De producten overlappen.", "The products overlap."),
    "start-not-original": Text("Een ander budget of totaal gaat in op de oorspronkelijke ingangsdatum.", "Another budget or total begins on the original start."),
    "size-not-fitting": Text("Omvang of budget past niet bij de soort toewijzing.", "Size or budget does not fit the kind of allocation."),
    "new-in-past": Text("Een nieuw product begint na het verzoek.", "A new product begins after the request."),
}  # fmt: skip


class Asked(Protocol):
    """What every request of a provider has, whatever it asks: a request for allocation (315) or for change (317)."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def owner(self) -> str: ...
    @property
    def provider(self) -> str: ...
    @property
    def citizen_id(self) -> UUID: ...
    @property
    def law(self) -> Law: ...
    @property
    def referrer_type(self) -> str | None: ...
    @property
    def requested_on(self) -> date: ...
    @property
    def state(self) -> AskingState: ...


Made = TypeVar("Made", bound=Asked)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One reason: where, its code, the rule of the standard."""

    at: str
    code: str
    standard: str


def refuse(wrong: Sequence[Wrong]) -> None:
    """Raise AskingRefused with every reason."""
    if wrong:
        errors = tuple(
            FieldError(f"#/{one.at}", one.code, TEXTS[one.code], rule=one.standard) for one in wrong
        )
        raise AskingRefused(errors=errors)


def answer_due(requested_on: date, calendar: Calendar = CALENDAR) -> date | None:
    """The last day for an answer: five working days after the request; None where the calendar does not know the year."""
    day = requested_on
    try:
        for _ in range(ANSWER_WORKING_DAYS):
            day = calendar.next_working_day(day)
    except YearNotKnown:
        return None
    return day


def investigation_due(requested_on: date, calendar: Calendar = CALENDAR) -> date | None:
    """The last day for an answer after an investigation: eight weeks after the request, moved to a working day."""
    try:
        return calendar.moved(requested_on + timedelta(weeks=INVESTIGATION_WEEKS))
    except YearNotKnown:
        return None


def check_pending(id_: object, state: AskingState, *, investigating: bool = False) -> None:
    """Raise AskingAnswered unless the request waits; to investigate it, unless it was not investigated yet (TR360)."""
    if state not in PENDING_STATES or (investigating and state is AskingState.UNDER_INVESTIGATION):
        raise AskingAnswered(id=id_, state=state)


def check_rejection(
    law: Law,
    referrer_type: str | None,
    reason: str,
    municipality: str | None,
    requested_on: date,
    today: date,
) -> None:
    """Raise RejectionRefused where this reason cannot be given (TR377, R-A04, the residence principle within two weeks)."""
    found = []
    if (reason == RESIDENCE) != (municipality is not None):
        found.append(("responsibleMunicipality", "municipality-missing", "TR409"))
    if reason == RESIDENCE and (law is not Law.JEUGDWET or referrer_type is None):
        found.append(("rejectionReason", "residence-law", "TR377"))
    elif reason == RESIDENCE and today > requested_on + timedelta(weeks=RESIDENCE_WEEKS):
        found.append(("rejectionReason", "residence-late", "R-A56"))
    if referrer_type == "08" and reason not in ("5", RESIDENCE):
        found.append(("rejectionReason", "court-order", "R-A04"))
    if found:
        errors = tuple(FieldError(f"#/{at}", code, TEXTS[code], rule=rule) for at, code, rule in found)
        raise RejectionRefused(errors=errors, reason=reason)


def investigate(
    known: Made, today: date, told: Derivation, calendar: Calendar = CALENDAR
) -> tuple[Made, Derivation]:
    """The municipality takes up to eight weeks, at most once (319 code 2, TR360). Raises AskingAnswered."""
    check_pending(known.id, known.state, investigating=True)
    due = investigation_due(known.requested_on, calendar)
    after = replace(
        known, version=known.version + 1, state=AskingState.UNDER_INVESTIGATION, investigated_on=today,
        answer_due_on=due,
    )  # fmt: skip
    return after, told.because("R-X06", INVESTIGATED, due, investigated_on=today)


def reject(
    known: Made, reason: str, municipality: str | None, today: date, told: Derivation
) -> tuple[Made, Derivation]:
    """The municipality rejects the whole with a reason (319 code 1). Raises AskingAnswered, RejectionRefused."""
    check_pending(known.id, known.state)
    check_rejection(known.law, known.referrer_type, reason, municipality, known.requested_on, today)
    after = replace(
        known, version=known.version + 1, state=AskingState.REJECTED, answered_on=today, rejection_reason=reason,
        responsible_municipality=municipality,
    )  # fmt: skip
    return after, told.because("R-X06", REJECTED, reason, answered_on=today)


def withdraw(known: Made, today: date, told: Derivation) -> tuple[Made, Derivation]:
    """The provider asks no longer. Raises AskingAnswered."""
    check_pending(known.id, known.state)
    after = replace(known, version=known.version + 1, state=AskingState.WITHDRAWN, answered_on=today)
    return after, told.because("R-X06", WITHDRAWN, answered_on=today)
