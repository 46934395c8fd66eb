"""What can be wrong with a decision on a retention, as its parties read it."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text


class RetentionNotFound(NotFound):
    """There is no such retention, or it is not yours."""

    code = "retention-not-found"
    title = Text("Inhouding niet gevonden", "Retention not found")
    detail = Text("Er is geen inhouding {id}.", "There is no retention {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract en jaar.",
        "Check the identifier, or search by contract and year.",
    )


class AlreadyReleased(Refused):
    """A retention is released once."""

    code = "retention-already-released"
    rule = "R-S03"
    title = Text("De inhouding is al vrijgegeven", "The retention was released already")
    detail = Text(
        "De inhouding over {year} is op {released_on} vrijgegeven.",
        "The retention for {year} was released on {released_on}.",
    )
    mend = Text("Er is niets meer te doen; zie de betalingen.", "Nothing is left to do; see the payments.")


class ReleaseRefused(Refused):
    """What must hold before the last part is paid does not hold yet; `errors` says what is missing."""

    code = "retention-conditions-open"
    rule = "R-S03"
    title = Text("De inhouding kan nog niet worden vrijgegeven", "The retention cannot be released yet")
    detail = Text(
        "De inhouding over {year} komt vrij als de afspraken zijn gehaald en een accountant dat heeft vastgelegd.",
        "The retention for {year} is released when the agreements are met and an accountant has recorded it.",
    )
    mend = Text("Los de punten in errors op en vraag opnieuw.", "Clear the points in errors and ask again.")


class AlreadyForfeited(Refused):
    """What was forfeited is not released any more."""

    code = "retention-already-forfeited"
    rule = "R-S03"
    title = Text("De inhouding is al vervallen", "The retention was forfeited already")
    detail = Text(
        "De inhouding over {year} is op {forfeited_on} vervallen.",
        "The retention for {year} was forfeited on {forfeited_on}.",
    )
    mend = Text("Er is niets meer te doen; zie de boekingen.", "Nothing is left to do; see the entries.")


class ForfeitRefused(Refused):
    """What must hold before a part is forfeited does not hold; `errors` says why."""

    code = "retention-not-forfeitable"
    rule = "R-S03"
    title = Text("De inhouding kan niet vervallen", "The retention cannot be forfeited")
    detail = Text(
        "Van de inhouding over {year} vervalt pas iets als vaststaat dat een afspraak niet is gehaald.",
        "Of the retention for {year} nothing is forfeited until it is certain that an agreement is not met.",
    )
    mend = Text(
        "Los de punten in errors op; is alles gehaald, geef de inhouding dan vrij.",
        "Clear the points in errors; if all is met, release the retention.",
    )


MISSING = {
    "agreements-met": Text("Alle afspraken over {year} zijn gehaald.", "All agreements for {year} are met."),
    "year-not-over": Text("Het jaar {year} is nog niet voorbij.", "The year {year} is not over yet."),
    "instalments-open": Text("Nog niet alle termijnen zijn geboekt.", "Not all instalments are posted yet."),
    "verdict-missing": Text("Er is nog geen oordeel over {year}.", "There is no verdict on {year} yet."),
    "agreements-not-judgeable": Text(
        "De afspraken over {year} zijn niet te beoordelen: er ontbreken metingen.",
        "The agreements for {year} are not judgeable: measurements are missing.",
    ),
    "agreements-not-met": Text(
        "Niet alle afspraken over {year} zijn gehaald.", "Not all agreements for {year} are met."
    ),
    "audit-missing": Text(
        "De controleverklaring over {year} ontbreekt.", "The audit statement for {year} is missing."
    ),
    "audit-incomplete": Text(
        "De controleverklaring over {year} dekt niet alles: {gaps}.",
        "The audit statement for {year} does not cover everything: {gaps}.",
    ),
}
