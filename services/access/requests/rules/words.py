"""What is said of requests: the sentences of a derivation, and the problems."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

COVERED = Sentence(
    "request.contract-in-force",
    nl="Contract {contract_number} geldt op de dag van het eerste contact, {contact_on}.",
    en="Contract {contract_number} is in force on the day of the first contact, {contact_on}.",
)
WITHOUT_CONTRACT = Sentence(
    "request.without-contract",
    nl="De melding van {contact_on} valt niet onder een contract.",
    en="The request of {contact_on} falls under no contract.",
)
NOT_COVERED = Sentence(
    "request.contract-not-in-force",
    nl="Contract {contract_number} geldt niet op {contact_on} of is geschorst; de zorg is acuut: de melding gaat door en dit wordt achteraf getoetst.",
    en="Contract {contract_number} is not in force on {contact_on} or is suspended; the care is acute: the request goes on and this is reviewed afterwards.",
)
WAITED = Sentence(
    "request.waited",
    nl="Van het eerste contact op {contact_on} tot het eerste gesprek op {first_talk_on}: {working_days} werkdagen, {calendar_days} kalenderdagen.",
    en="From the first contact on {contact_on} to the first talk on {first_talk_on}: {working_days} working days, {calendar_days} calendar days.",
)
WAITED_NOT_KNOWN = Sentence(
    "request.waited-not-known",
    nl="Van het eerste contact op {contact_on} tot het eerste gesprek op {first_talk_on}: {calendar_days} kalenderdagen; het aantal werkdagen is niet bekend, omdat de kalender het jaar {year} niet kent.",
    en="From the first contact on {contact_on} to the first talk on {first_talk_on}: {calendar_days} calendar days; the number of working days is not known, because the calendar does not know the year {year}.",
)
WITHIN_NORM = Sentence(
    "request.within-norm",
    nl="De norm is {norm_days} werkdagen; gehaald: {result}.",
    en="The norm is {norm_days} working days; met: {result}.",
)
DELAYED = Sentence(
    "request.delayed-by-client",
    nl="De inwoner vroeg zelf {delay_days} dagen later ({reason}); het gesprek kon op {possible_on}: zonder dat {result} werkdagen, {calendar_days} kalenderdagen.",
    en="The citizen asked for {delay_days} days later ({reason}); the talk could have been on {possible_on}: without that {result} working days, {calendar_days} calendar days.",
)
WITHIN_NORM_WITHOUT = Sentence(
    "request.within-norm-without-delay",
    nl="De norm is {norm_days} werkdagen; zonder het uitstel van de inwoner gehaald: {result}.",
    en="The norm is {norm_days} working days; met without the citizen's delay: {result}.",
)

MOVED = Sentence(
    "request.moved",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de melding gaat daar verder (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality: the request goes on there (R-A56).",
)


class RequestNotFound(NotFound):
    """There is no such request, or it is not yours."""

    code = "request-not-found"
    title = Text("Melding niet gevonden", "Request not found")
    detail = Text("Er is geen melding {id}.", "There is no request {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ContactInFuture(Refused):
    """A first contact has taken place: it does not lie ahead of today."""

    code = "contact-in-future"
    rule = "R-O06"
    title = Text("Het eerste contact ligt in de toekomst", "The first contact lies in the future")
    detail = Text(
        "Het eerste contact is {contact_on}; vandaag is {today}.",
        "The first contact is {contact_on}; today is {today}.",
    )
    mend = Text("Geef de dag waarop het contact was.", "Give the day on which the contact took place.")


class FirstTalkRefused(Refused):
    """The first talk was recorded before, or its day cannot be."""

    code = "first-talk-refused"
    rule = "R-O06"
    title = Text("Het eerste gesprek wordt niet vastgelegd", "The first talk is not recorded")
    detail = Text(
        "Een melding heeft één eerste gesprek, op of na {contact_on} en niet na {today}.",
        "A request has one first talk, on or after {contact_on} and not after {today}.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


TALKS = {
    "first-talk-held-already": Text(
        "Het eerste gesprek was op {first_talk_on}.", "The first talk was on {first_talk_on}."
    ),
    "before-contact": Text(
        "Het gesprek ligt vóór het eerste contact.", "The talk lies before the first contact."
    ),
    "in-future": Text("Het gesprek ligt in de toekomst.", "The talk lies in the future."),
    "delay-missing": Text(
        "Een reden van uitstel gaat met het aantal dagen.", "A reason of delay goes with the number of days."
    ),
    "delay-reason-missing": Text("Geef de reden van het uitstel.", "Give the reason of the delay."),
    "delay-longer-than-wait": Text(
        "Het uitstel is langer dan de hele wachttijd.", "The delay is longer than the whole wait."
    ),
}
DIFFERS = Text("Dit is eerder anders opgegeven.", "This was given differently before.")
ACUTE = Sentence(
    "request.acute",
    nl="De vraag is acuut; met motivering: {motivated}. Niets houdt acute zorg tegen.",
    en="The question is acute; motivated: {motivated}. Nothing holds up acute care.",
)
NOT_ACUTE = Sentence(
    "request.not-acute",
    nl="De vraag is niet (meer) acuut; met motivering: {motivated}.",
    en="The question is not acute (any more); motivated: {motivated}.",
)
APPLIED = Sentence(
    "request.applied",
    nl="De aanvraag is van {application_on}; vanaf die dag loopt de beslistermijn.",
    en="The application is of {application_on}; the term of the decision runs from that day.",
)
NOT_ASSESSED = Sentence(
    "request.residence-not-assessed",
    nl="Wie verantwoordelijk is voor deze jeugdhulp is nog niet vastgesteld; zolang is dat de gemeente die is gevraagd.",
    en="Who is responsible for this youth help has not been assessed; until then it is the municipality that was asked.",
)
CHANGED = Sentence(
    "request.changed",
    nl="Op {changed_on} aangevuld: {fields}.",
    en="Completed on {changed_on}: {fields}.",
)
CLARIFIED = Sentence(
    "request.clarified",
    nl="De vraag is op {held_on} verhelderd.",
    en="The question was clarified on {held_on}.",
)
WITHDRAWN = Sentence(
    "request.withdrawn",
    nl="Op {closed_on} ingetrokken door de inwoner ({reason}).",
    en="Withdrawn by the citizen on {closed_on} ({reason}).",
)
CLOSED = Sentence(
    "request.closed",
    nl="Op {closed_on} gesloten zonder besluit ({reason}).",
    en="Closed without a decision on {closed_on} ({reason}).",
)
REENTERED = Sentence(
    "request.reentered",
    nl="De inwoner komt terug op de vraag {previous_id}: een volledige vraagverheldering hoeft niet opnieuw.",
    en="The citizen comes back to question {previous_id}: no full clarification is needed again.",
)
TAKEN_OVER = Sentence(
    "request.taken-over",
    nl="Overgenomen uit {source_system} onder kenmerk {source_reference}, met zijn eigen dagen.",
    en="Taken over from {source_system} under reference {source_reference}, with its own days.",
)
RESPONSIBLE = Sentence(
    "request.responsible",
    nl="Verantwoordelijk is {municipality} sinds {since} ({reason}).",
    en="Responsible is {municipality} since {since} ({reason}).",
)
RESPONSIBLE_NOT_KNOWN = Sentence(
    "request.responsible-not-known",
    nl="Uit de adressen en het verblijf blijkt niet welke gemeente verantwoordelijk is op {on}.",
    en="The addresses and stays do not tell which municipality is responsible on {on}.",
)
TRANSFER_BY = Sentence(
    "request.transfer-by",
    nl="Dat is een andere gemeente (code {code}): draag uiterlijk op {transfer_by} over; tot die tijd gaat de hulp door.",
    en="That is another municipality (code {code}): transfer by {transfer_by}; until then the help goes on.",
)


class RequestRefused(Refused):
    """What is told of the request cannot be: `errors` has every reason."""

    code = "request-refused"
    rule = "R-A55"
    title = Text("De melding kan zo niet", "The request cannot be like this")
    detail = Text(
        "Het eerste contact was op {contact_on}; vandaag is {today}. errors noemt wat er mis is.",
        "The first contact was on {contact_on}; today is {today}. errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class RequestEnded(Refused):
    """The request was answered or has ended: this can no longer be done with it."""

    code = "request-ended"
    title = Text("De melding is al beantwoord of gesloten", "The request was answered or closed")
    detail = Text("De melding staat op {state}.", "The request is {state}.")
    mend = Text("Leg zo nodig een nieuwe melding vast.", "Report a new request if need be.")


class CourtOrderBinds(Refused):
    """What a court orders is not closed or withdrawn without an answer."""

    code = "court-order-binds"
    rule = "R-A04"
    title = Text("Een bevel van de rechter wordt uitgevoerd", "A court order is carried out")
    detail = Text(
        "De melding komt van de rechter of de officier van justitie: zij eindigt met een besluit of een verwijzing.",
        "The request comes from a court or a prosecutor: it ends with a decision or a referral.",
    )
    mend = Text("Neem een besluit of verwijs de jeugdige.", "Decide, or refer the young person.")


class ApplicationOpen(Refused):
    """An application is answered by a decision, also when it refuses; only the citizen can take it back (Awb 1:3, 4:13)."""

    code = "application-open"
    rule = "R-A28"
    title = Text("Er ligt een aanvraag", "There is an application")
    detail = Text(
        "De inwoner heeft op {application_on} een aanvraag gedaan: daarop hoort een besluit, ook als dat weigert.",
        "The citizen applied on {application_on}: that asks for a decision, also one that refuses.",
    )
    mend = Text(
        "Neem een besluit, of leg vast dat de inwoner de aanvraag intrekt (withdrawal).",
        "Take a decision, or record that the citizen withdraws the application (withdrawal).",
    )


WRONG = {
    "application-before-contact": Text(
        "De aanvraag ligt vóór het eerste contact ({contact_on}).",
        "The application lies before the first contact ({contact_on}).",
    ),
    "application-in-future": Text(
        "De aanvraag ligt in de toekomst: vandaag is {today}.",
        "The application lies in the future: today is {today}.",
    ),
    "applied-already": Text(
        "De aanvraag van deze melding is er al.", "This request was applied for already."
    ),
}
