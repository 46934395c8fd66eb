"""The facts on choices of a provider, waiting lists, contacts of the nurse at the practice, and what follows on a referral."""

from pydantic import BaseModel

from services.access.events.cases import read_referral
from services.access.events.readers import alive
from services.access.provider_choices.store import REGISTER as PROVIDER_CHOICES
from services.access.waiting_list.store import REGISTER as ENTRIES
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

_CHOICE = alive(lambda connection, subject, _: PROVIDER_CHOICES.get(connection, subject))
_ENTRY = alive(lambda connection, subject, _: ENTRIES.get(connection, subject))
_REFERRAL = alive(read_referral)


def _of_choice(says: str, english: str) -> EventType:
    return EventType(schemas.ProviderChoice, says, english, read=_CHOICE, since="0.5.0")


def _of_entry(says: str, english: str, *also: type[BaseModel]) -> EventType:
    return EventType(schemas.WaitingEntry, says, english, read=_ENTRY, also=also, since="0.5.0")


def _of_referral(says: str, english: str, *also: type[schemas.Request]) -> EventType:
    return EventType(schemas.Referral, says, english, read=_REFERRAL, also=also, since="0.5.0")


def _of_contacts(says: str, english: str) -> EventType:
    return EventType(schemas.NurseContacts, says, english, since="0.5.0")


CHOICES = {
    "provider-choice-offered": _of_choice(
        "Aanbieders zijn aan een inwoner voorgelegd (R-A40).", "Providers were offered to a citizen (R-A40)."
    ),
    "provider-choice-made": _of_choice(
        "Een aanbieder is gekozen of toegewezen (R-A40, R-C43).",
        "A provider was chosen or assigned (R-A40, R-C43).",
    ),
    "provider-choice-waiting": _of_choice(
        "Niemand had een vrije plaats: de inwoner wacht (R-C43).",
        "Nobody had a free place: the citizen waits (R-C43).",
    ),
    "provider-choice-withdrawn": _of_choice(
        "Een keuze van een aanbieder is ingetrokken (R-A40).", "A choice of a provider was withdrawn (R-A40)."
    ),
    "waiting-list-entered": _of_entry(
        "Een inwoner staat op de wachtlijst (R-A37).", "A citizen is on the waiting list (R-A37)."
    ),
    "waiting-list-changed": _of_entry(
        "De urgentie, de oorzaak of de overbrugging is gewijzigd (R-A37).",
        "The urgency, the cause or what helps meanwhile changed (R-A37).",
    ),
    "waiting-list-delayed": _of_entry(
        "De cliënt wil later beginnen; die dagen tellen apart (G-61).",
        "The client wants to start later; those days count apart (G-61).",
    ),
    "waiting-list-placed": _of_entry(
        "Wie wachtte heeft een plaats (R-A37, E-75).",
        "Who waited has a place (R-A37, E-75).",
        schemas.ProviderChoice,
        schemas.Signal,
    ),
    "waiting-list-withdrawn": _of_entry(
        "Een inwoner wacht niet meer (R-A37, R-A56).",
        "A citizen waits no more (R-A37, R-A56).",
        schemas.Signal,
    ),
    "nurse-contacts-registered": _of_contacts(
        "Contacten van de POH-GGZ zijn geteld (R-A47).",
        "Contacts of the mental-health nurse were counted (R-A47).",
    ),
    "nurse-contacts-changed": _of_contacts(
        "Een telling van contacten van de POH-GGZ is verbeterd (R-A47).",
        "A count of contacts of the mental-health nurse was corrected (R-A47).",
    ),
    "referral-approved": _of_referral(
        "Het basisteam keurde een doorverwijzing goed (R-A24).",
        "The basic team approved of an onward referral (R-A24).",
        schemas.Request,
    ),
    "referral-denied": _of_referral(
        "Het basisteam keurde een doorverwijzing af (R-A24).",
        "The basic team denied an onward referral (R-A24).",
    ),
    "referral-released": _of_referral(
        "Een doorverwijzing werd acuut en gaat meteen door; het basisteam toetst achteraf (R-A24, F-33).",
        "An onward referral became acute and goes on at once; the basic team reviews afterwards (R-A24, F-33).",
        schemas.Request,
    ),
    "referral-escalated": _of_referral(
        "Een volgende trede van de opschalingsroute is gezet (R-A36).",
        "A next level of the escalation route was taken (R-A36).",
    ),
    "referral-costed": _of_referral(
        "De werkelijke kosten van een verwijzing zijn vastgelegd (N-130).",
        "The real cost of a referral was recorded (N-130).",
    ),
}
