"""Why a remedy is refused."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text


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
