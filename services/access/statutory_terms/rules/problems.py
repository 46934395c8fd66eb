"""What can be wrong with an act on a term of the law, every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.access_policies import TermState


class _Term(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def state(self) -> TermState: ...


class StatutoryTermNotFound(NotFound):
    """There is no such term, or it is not yours."""

    code = "statutory-term-not-found"
    title = Text("Wettelijke termijn niet gevonden", "Statutory term not found")
    detail = Text("Er is geen termijn {id}.", "There is no term {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class TermRefused(Refused):
    """The act does not fit the term: `errors` has every reason."""

    code = "statutory-term-refused"
    rule = "R-A55"
    title = Text("Dit past niet bij de termijn", "This does not fit the term")
    detail = Text(
        "De termijn {id} staat op {state}; errors zegt waarom.", "The term {id} is {state}; errors says why."
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_WRONG = {
    "not-running": Text("De termijn loopt niet (meer).", "The term does not run (any more)."),
    "not-suspended": Text("De termijn is niet opgeschort.", "The term is not suspended."),
    "outside-term": Text("Deze dag ligt buiten de termijn.", "This day lies outside the term."),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "overlaps": Text("De termijn rustte toen al.", "The term rested already by then."),
    "answer-too-soon": Text(
        "De gegeven dag ligt voor het begin van de opschorting.",
        "The day that was given lies before the suspension begins.",
    ),
    "before-suspension": Text(
        "Deze dag ligt voor het begin van de opschorting.", "This day lies before the suspension begins."
    ),
    "extended-already": Text("De termijn is al verdaagd.", "The term was extended already."),
    "not-later": Text("Deze dag ligt niet na de termijn.", "This day does not lie after the term."),
    "no-decision": Text(
        "Een ingebrekestelling gaat over een beschikking op aanvraag (Awb 4:17), niet over het onderzoek.",
        "A notice of default is about a decision on an application (Awb 4:17), not about the inquiry.",
    ),
    "premature": Text(
        "De termijn was op deze dag nog niet verstreken: de ingebrekestelling is te vroeg.",
        "On this day the term had not passed yet: the notice of default is premature.",
    ),
    "given-already": Text("Er is al een ingebrekestelling.", "There is a notice of default already."),
}


def refuse(term: _Term, wrong: Sequence[tuple[str, str]]) -> None:
    """Raise TermRefused with every fault, if there is one."""
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule="R-A55") for at, code in wrong)
        raise TermRefused(errors=errors, id=term.id, state=term.state)
