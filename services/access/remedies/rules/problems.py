"""Why a remedy is refused."""

from __future__ import annotations

from shared.errors import FieldError, NotFound, Refused, Text

WRONG = {
    "decision-missing": Text(
        "Noem het besluit waartegen het bezwaar gaat (decisionId), of dat op een vraag om een PGB (pgbSwitchId).",
        "Name the decision that is objected to (decisionId), or the answer to a wish for a PGB (pgbSwitchId).",
    ),
    "objection-missing": Text(
        "Beroep gaat tegen een beslissing op bezwaar: noem dat bezwaar (previousId).",
        "An appeal is against a decision on an objection: name it (previousId).",
    ),
    "decision-of-another": Text(
        "Het besluit is niet van deze inwoner, of is niet genomen.",
        "The decision is not this citizen's, or was not taken.",
    ),
    "two-decisions": Text(
        "Een bezwaar gaat tegen één besluit: noem decisionId of pgbSwitchId, en dien voor het andere apart in.",
        "An objection is against one decision: name decisionId or pgbSwitchId, and file apart for the other.",
    ),
    "answer-of-another": Text(
        "Deze vraag om een PGB is niet van deze inwoner, of er is niet op beslist.",
        "This wish for a PGB is not this citizen's, or was not answered.",
    ),
    "objection-not-decided": Text(
        "Op dat bezwaar van deze inwoner is niet beslist; tegen het uitblijven daarvan: subject lateDecision, als het nog open is.",
        "That objection of this citizen was not decided; against the failure to decide: subject lateDecision, while it is open.",
    ),
    "no-appeal": Text(
        "Alleen beroep volgt op een bezwaar: laat previousId leeg.",
        "Only an appeal follows an objection: leave previousId empty.",
    ),
    "term-not-over": Text(
        "Op het bezwaar kan tot en met {over} worden beslist. Stel daarna in gebreke (notice-of-default); beroep kan op zijn vroegst op {first}.",
        "The objection can be decided until {over}. Give notice of default after that (notice-of-default); the earliest day for an appeal is {first}.",
    ),
    "term-stands-still": Text(
        "De termijn om te beslissen staat stil sinds {since}: beroep tegen het uitblijven kan pas twee weken na een ingebrekestelling, als de termijn weer loopt (resumption) en voorbij is.",
        "The term to decide stands still since {since}: an appeal against the failure is open two weeks after a notice of default, once the term went on (resumption) and passed.",
    ),
    "notice-missing": Text(
        "De termijn om te beslissen eindigde op {over}, maar er is geen ingebrekestelling. Leg haar vast (notice-of-default); beroep kan twee weken later: bij een van vandaag op {first}.",
        "The term to decide ended on {over}, but there is no notice of default. Record it (notice-of-default); an appeal is open two weeks later: after one of today on {first}.",
    ),
    "notice-too-recent": Text(
        "De ingebrekestelling is van {notice}: beroep tegen het uitblijven kan vanaf {first}.",
        "The notice of default is of {notice}: an appeal against the failure is open from {first} on.",
    ),
    "notice-of-other-kind": Text(
        "Alleen op een bezwaar is een ingebrekestelling vast te leggen.",
        "A notice of default is recorded on an objection only.",
    ),
    "notice-of-today": Text(
        "In het portaal geldt een ingebrekestelling vanaf vandaag: geef {today}.",
        "In the portal a notice of default counts from today: give {today}.",
    ),
    "notice-while-suspended": Text(
        "De termijn staat stil sinds {since}: laat hem eerst doorlopen (resumption).",
        "The term stands still since {since}: let it go on first (resumption).",
    ),
    "notice-premature": Text(
        "De termijn om te beslissen loopt tot en met {over}: een ingebrekestelling telt vanaf {first}.",
        "The term to decide runs until {over}: a notice of default counts from {first} on.",
    ),
    "notice-given-already": Text(
        "Er is al een ingebrekestelling, van {day}.", "There is a notice of default already, of {day}."
    ),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "posted-later": Text(
        "Ter post bezorgd na ontvangst kan niet.", "Posted after it was received cannot be."
    ),
    "handler-of-another": Text(
        "Deze behandelaar hoort niet bij dit soort rechtsmiddel.",
        "This handler does not belong to this kind of remedy.",
    ),
    "before-filing": Text("De dag ligt vóór de indiening.", "The day lies before the filing."),
    "stood-still-before": Text(
        "Tot die dag stond de termijn al stil: noem de dag waarop hij weer liep of een latere.",
        "Until that day the term stood still already: name the day on which it went on, or a later one.",
    ),
    "term-over": Text(
        "De laatste dag om te beslissen is voorbij: opschorten of verdagen kan niet meer; beslis.",
        "The last day to decide has passed: it is suspended or extended no more; decide.",
    ),
    "decided-it": Text(
        "Wie het besluit nam, wijzigde of voorbereidde, behandelt het bezwaar niet en beslist er niet op: laat een ander dit doen.",
        "Who took, changed or prepared the decision neither handles the objection nor decides on it: have another person do this.",
    ),
}


class RemedyNotFound(NotFound):
    """There is no such remedy, or it is not yours to see."""

    code = "remedy-not-found"
    title = Text("Rechtsmiddel niet gevonden", "Remedy not found")
    detail = Text("Er is geen rechtsmiddel {id}.", "There is no remedy {id}.")
    mend = Text(
        "Controleer het kenmerk; elk soort is alleen te zien voor wie het behandelt.",
        "Check the identifier; each kind is seen by who handles it alone.",
    )


class RemedyRefused(Refused):
    """What is filed does not hold together: `errors` has every reason. That it is late is no reason."""

    code = "remedy-refused"
    rule = "F-12"
    title = Text("Zo kan dit niet worden ingediend", "It cannot be filed like this")
    detail = Text(
        "Het rechtsmiddel past niet bij wat is genoemd; errors zegt waarom.",
        "The remedy does not fit what is named; errors says why.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class RemedyClosed(Refused):
    """It was decided or withdrawn."""

    code = "remedy-closed"
    rule = "F-11"
    title = Text("Het rechtsmiddel is al afgedaan", "The remedy is closed already")
    detail = Text("Rechtsmiddel {id} staat op {state}.", "Remedy {id} is {state}.")
    mend = Text(
        "Tegen een beslissing op bezwaar staat beroep open; dien dat in als nieuw rechtsmiddel.",
        "Against a decision on an objection an appeal is open; file that as a new remedy.",
    )


class RemedyExtended(Refused):
    """The law gives one extension, and none where it names no term."""

    code = "remedy-extended"
    rule = "Awb 7:10"
    title = Text("Verdagen kan niet", "It cannot be extended")
    detail = Text(
        "De termijn van rechtsmiddel {id} is al verdaagd, of de wet noemt er geen.",
        "The term of remedy {id} was extended already, or the law names none.",
    )
    mend = Text(
        "Beslis, of schors met een verzuim dat hersteld wordt.", "Decide, or suspend for an omission."
    )


class RemedyNotSuspended(Refused):
    """Only what stands still goes on, and what stands still does not stand still again."""

    code = "remedy-not-suspended"
    rule = "Awb 7:10"
    title = Text("De termijn staat niet (meer) zo", "The term does not stand like that")
    detail = Text("Rechtsmiddel {id} staat op {state}.", "Remedy {id} is {state}.")
    mend = Text("Lees het rechtsmiddel opnieuw.", "Read the remedy anew.")


def fault(field: str, code: str) -> FieldError:
    """What is wrong with a field of a remedy."""
    return FieldError(f"#/{field}", code, WRONG[code], rule="F-12")
