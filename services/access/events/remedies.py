"""The facts on remedies: that there is one and how it stands, without the person, the decision or the text (F-26)."""

from services.access.events.readers import alive
from services.access.remedies.store import REGISTER
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

_REMEDY = alive(lambda connection, subject, _: REGISTER.get(connection, subject))


def _fact(nl: str, en: str) -> EventType:
    return EventType(schemas.Remedy, nl, en, read=_REMEDY, since="0.5.0")


REMEDIES = {
    "remedy-filed": _fact("Een rechtsmiddel is ingediend (N-137).", "A remedy was filed (N-137)."),
    "remedy-handled": _fact(
        "Een rechtsmiddel is in behandeling genomen.", "A remedy was taken up by its handler."
    ),
    "remedy-suspended": _fact(
        "De termijn van een rechtsmiddel staat stil.", "The term of a remedy stands still."
    ),
    "remedy-resumed": _fact("De termijn van een rechtsmiddel loopt door.", "The term of a remedy goes on."),
    "remedy-extended": _fact(
        "De beslissing op een rechtsmiddel is verdaagd.", "The decision on a remedy was extended."
    ),
    "remedy-notice-given": _fact(
        "Een ingebrekestelling op een bezwaar is ontvangen (Awb 6:12).",
        "A notice of default on an objection was received (Awb 6:12).",
    ),
    "remedy-decided": _fact("Op een rechtsmiddel is beslist.", "A remedy was decided."),
    "remedy-withdrawn": _fact("Een rechtsmiddel is ingetrokken.", "A remedy was withdrawn."),
}
