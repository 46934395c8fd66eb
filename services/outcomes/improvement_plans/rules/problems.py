"""What goes wrong with plans of action, and what mends it (R-O20)."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class PlanNotFound(NotFound):
    """There is no such plan, or it is not yours."""

    code = "improvement-plan-not-found"
    title = Text("Plan van aanpak niet gevonden", "Plan of action not found")
    detail = Text("Er is geen plan van aanpak {id}.", "There is no plan of action {id}.")
    mend = Text("Zoek op contract.", "Search by contract.")


class PlanRefused(Refused):
    """The plan cannot be drawn up like this; errors lists each point."""

    code = "improvement-plan-refused"
    rule = "R-O20"
    title = Text("Het plan van aanpak kan zo niet", "The plan of action is not possible like this")
    detail = Text(
        "Het plan past niet bij het contract; errors noemt elk punt.",
        "The plan does not fit the contract; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class NotASideOfThePlan(NotAllowed):
    """The purchaser and the contract's providers draw up a plan; the other side than the proposer agrees to it."""

    code = "not-a-side-of-the-plan"
    rule = "R-O20"
    title = Text("Niet aan deze partij", "Not for this party")
    detail = Text(
        "Organisatie {organisation} is geen partij bij het contract, of stelde het plan zelf voor.",
        "Organisation {organisation} is no party to the contract, or proposed the plan itself.",
    )
    mend = Text(
        "Laat de andere partij akkoord gaan: een plan is van beide.",
        "Let the other party agree: a plan belongs to both.",
    )


class PlanStateRefused(Refused):
    """The plan's state does not allow it."""

    code = "improvement-plan-state"
    rule = "R-O20"
    title = Text("De toestand van het plan staat dit niet toe", "The plan's state does not allow this")
    detail = Text(
        "Het plan is {state}; daarvoor moet het zijn: {wanted}.", "The plan is {state}; it must be: {wanted}."
    )
    mend = Text("Bekijk het plan en zijn voortgang.", "Look at the plan and its progress.")


class ActionUnknown(Refused):
    """The plan has no agreement under that number."""

    code = "improvement-plan-action-unknown"
    rule = "R-O20"
    title = Text("De afspraak staat niet in het plan", "The agreement is not in the plan")
    detail = Text("Het plan kent afspraak {number} niet.", "The plan has no agreement {number}.")
    mend = Text("Kies een nummer uit het plan.", "Choose a number of the plan.")
