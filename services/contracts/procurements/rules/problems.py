"""What can be wrong with a procedure, as purchaser and providers read it."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text


class ProcurementNotFound(NotFound):
    """There is no such procedure, or it is not yours to see."""

    code = "procurement-not-found"
    title = Text("Inkoopprocedure niet gevonden", "Procurement not found")
    detail = Text("Er is geen inkoopprocedure {id}.", "There is no procurement {id}.")
    mend = Text("Controleer het kenmerk, of zoek op nummer.", "Check the identifier, or search by number.")


class ProcurementNumberUsed(Refused):
    """The purchaser has a procedure with this number."""

    code = "procurement-number-used"
    title = Text("Het procedurenummer is al gebruikt", "The procurement number was used before")
    detail = Text("Er is al een procedure {number}.", "There is a procurement {number} already.")
    mend = Text("Kies een ander nummer.", "Choose another number.")


class CriteriaFixed(Refused):
    """From publication on nothing of a procedure changes."""

    code = "procurement-criteria-fixed"
    rule = "F-30"
    title = Text("De procedure ligt vast", "The procedure is fixed")
    detail = Text(
        "Procedure {number} is gepubliceerd; criteria, gewichten en sluitingsmoment staan vast (toestand {state}).",
        "Procedure {number} was published; criteria, weights and closing moment are fixed (state {state}).",
    )
    mend = Text(
        "Trek de procedure in (withdrawal) en publiceer een nieuwe, met replacesId.",
        "Withdraw the procedure and publish a new one, with replacesId.",
    )


class ProcurementIncomplete(Refused):
    """The model needs what is not there, or forbids what is; errors lists everything."""

    code = "procurement-incomplete"
    rule = "N-40"
    title = Text("De procedure is niet compleet", "The procedure is incomplete")
    detail = Text(
        "Inkoopmodel {model} vraagt anders dan hier staat; errors noemt elk punt.",
        "Procurement model {model} asks otherwise than stands here; errors lists every point.",
    )
    mend = Text(
        "Pas het concept aan met PATCH en publiceer opnieuw.", "Change the draft by PATCH and publish again."
    )


class ProcurementStateRefused(Refused):
    """The procedure does not stand where this act is possible."""

    code = "procurement-state-refused"
    rule = "N-118"
    title = Text("Dat kan nu niet", "Not possible now")
    detail = Text(
        "Procedure {number} heeft toestand {state}; hiervoor is nodig: {needed}.",
        "Procedure {number} has state {state}; this needs: {needed}.",
    )
    mend = Text(
        "Volg de volgorde: publiceren, sluitingsmoment, openen, beoordelen, gunnen.",
        "Follow the order: publish, closing moment, open, score, award.",
    )


class ClosingMomentAhead(Refused):
    """Nobody opens a bid before the closing moment."""

    code = "closing-moment-ahead"
    rule = "F-30"
    title = Text("Het sluitingsmoment is nog niet geweest", "The closing moment is still to come")
    detail = Text(
        "Inschrijven kan tot {closes_at}; tot dan blijft elke inschrijving gesloten.",
        "Bids are welcome until {closes_at}; until then every bid stays sealed.",
    )
    mend = Text("Open de inschrijvingen na dat moment.", "Open the bids after that moment.")


class PhaseRefused(Refused):
    """The phases of a dialogue are concluded in their order, and all before the bids are opened."""

    code = "procurement-phase-refused"
    rule = "A-13.4"
    title = Text("Deze fase kan zo niet", "Not this phase like this")
    detail = Text(
        "De volgende af te sluiten fase is {expected}; zie errors.",
        "The next phase to conclude is {expected}; see errors.",
    )
    mend = Text(
        "Sluit de fasen af in hun volgorde; de laatste eindigt met het openen.",
        "Conclude the phases in their order; the last one ends with the opening.",
    )


class AssessmentsMissing(Refused):
    """Assessors have not said enough, or something that is not theirs to say; errors lists everything."""

    code = "procurement-assessments-missing"
    rule = "F-30"
    title = Text("De beoordeling is niet compleet", "The assessment is incomplete")
    detail = Text(
        "Elk te beoordelen criterium krijgt van elke inschrijving een score; errors noemt elk punt.",
        "Every assessed criterion gets a score for every bid; errors lists every point.",
    )
    mend = Text("Vul assessments aan en beoordeel opnieuw.", "Complete the assessments and score again.")


class NothingToAward(Refused):
    """No bid was admitted."""

    code = "nothing-to-award"
    rule = "N-118"
    title = Text("Er is niets te gunnen", "There is nothing to award")
    detail = Text("Geen inschrijving op {number} is toegelaten.", "No bid on {number} was admitted.")
    mend = Text(
        "Trek de procedure in, en begin zo nodig een nieuwe.",
        "Withdraw the procedure, and begin anew if need be.",
    )


class FrameworkRefused(Refused):
    """The framework is not one from which contracts are called off."""

    code = "framework-refused"
    rule = "R-C44"
    title = Text("Dit is geen raamovereenkomst om onder te gunnen", "This is no framework to call off from")
    detail = Text("Zie errors: {id} is zo niet bruikbaar.", "See errors: {id} cannot be used like this.")
    mend = Text(
        "Noem een gegunde procedure met rechtsvorm framework en callOffCriteria, en ten minste één getekend contract.",
        "Name an awarded procedure of legal form framework with callOffCriteria, and at least one signed contract.",
    )
