"""What can be wrong with a report."""

from __future__ import annotations

from shared.errors import InvalidInput, NotAllowed, NotFound, Refused, Text


class ReportNotFound(NotFound):
    """There is no such report, or it is not yours."""

    code = "report-not-found"
    title = Text("Rapport niet gevonden", "Report not found")
    detail = Text("Er is geen rapport {id}.", "There is no report {id}.")
    mend = Text("Zoek op contract, soort en periode.", "Search by contract, kind and period.")


class ReportInvalid(InvalidInput):
    """The report cannot be made like this; errors lists each point."""

    code = "report-invalid"
    rule = "N-155"
    title = Text("Het rapport kan zo niet worden gemaakt", "The report cannot be made like this")
    detail = Text("errors noemt elk punt.", "errors lists each point.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class NotYourReport(NotAllowed):
    """Only who drafted a report changes and submits it."""

    code = "report-not-yours"
    rule = "N-155"
    title = Text("Dit rapport is van een ander", "This report is another's")
    detail = Text(
        "Rapport {id} is opgesteld door {composed_by}.", "Report {id} was drafted by {composed_by}."
    )
    mend = Text(
        "Vraag de opsteller, of stel zelf een rapport op.", "Ask who drafted it, or draft one yourself."
    )


class AlreadySubmitted(Refused):
    """A submitted report stands still."""

    code = "report-submitted"
    rule = "N-155"
    title = Text("Het rapport is al ingediend", "The report was submitted before")
    detail = Text(
        "Rapport {id} is ingediend op {submitted_on} en verandert niet meer.",
        "Report {id} was submitted on {submitted_on} and changes no more.",
    )
    mend = Text(
        "Stel een correctie op: een nieuw rapport dat dit in correctsId noemt.",
        "Draft a correction: a new report that names this one in correctsId.",
    )


class NotCorrectable(Refused):
    """A correction is of the same kind, contract and period, and of a submitted report of one's own that nobody corrected."""

    code = "report-not-correctable"
    rule = "N-155"
    title = Text("Dit rapport kan zo niet worden gecorrigeerd", "This report cannot be corrected like this")
    detail = Text(
        "Rapport {id} is niet ingediend, al gecorrigeerd, of gaat over iets anders.",
        "Report {id} is not submitted, was corrected before, or is about something else.",
    )
    mend = Text(
        "Noem in correctsId het laatste ingediende rapport van dezelfde soort, periode en hetzelfde contract.",
        "Name in correctsId the last submitted report of the same kind, period and contract.",
    )


class PeriodNotOver(Refused):
    """A report is submitted when its period is over."""

    code = "report-period-not-over"
    rule = "N-155"
    title = Text("De periode is nog niet voorbij", "The period is not over yet")
    detail = Text(
        "De periode {period} duurt tot en met {last_day}; vandaag is {today}.",
        "The period {period} lasts up to and including {last_day}; today is {today}.",
    )
    mend = Text(
        "Dien het rapport na afloop in; een concept kan nu al.",
        "Submit it afterwards; a draft is possible now.",
    )


class NarrativeMissing(Refused):
    """Figures never stand alone: a narrative that is demanded is missing (R-O27, N-117)."""

    code = "report-narrative-missing"
    rule = "R-O27"
    title = Text("Een toelichting ontbreekt", "A narrative is missing")
    detail = Text(
        "Cijfers staan nooit alleen; errors noemt waar het verhaal ontbreekt.",
        "Figures never stand alone; errors tells where the story is missing.",
    )
    mend = Text(
        "Schrijf de toelichtingen in narrative en narratives en dien opnieuw in.",
        "Write the narratives in narrative and narratives and submit again.",
    )
