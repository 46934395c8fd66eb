"""What plans of households say: what they lack, and why they are refused (R-A23)."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

PLANNED = Sentence(
    "household-plan.planned",
    nl="Eén plan voor {members} leden van het huishouden, met {providers} aanbieders en {goals} doelen; einddatum {end_date}.",
    en="One plan for {members} members of the household, with {providers} providers and {goals} goals; end date {end_date}.",
)
ENDED = Sentence(
    "household-plan.ended", nl="Het plan is op {ended_on} beëindigd.", en="The plan was ended on {ended_on}."
)
WARNINGS = {
    "allocation-without-end": Sentence(
        "household-plan.allocation-without-end",
        nl="Let op: {allocations} lopende toewijzingen van het huishouden hebben geen einddatum.",
        en="Mind: {allocations} running allocations of the household have no end date.",
    ),
    "no-coordinator": Sentence(
        "household-plan.no-coordinator",
        nl="Let op: {providers} aanbieders zonder coördinator; vanaf {limit} hoort die er te zijn.",
        en="Mind: {providers} providers without a coordinator; from {limit} on there should be one.",
    ),
    "plan-without-end": Sentence(
        "household-plan.without-end",
        nl="Let op: het plan zelf heeft geen einddatum.",
        en="Mind: the plan itself has no end date.",
    ),
}


class HouseholdPlanNotFound(NotFound):
    """There is no such plan, or it is not yours."""

    code = "household-plan-not-found"
    title = Text("Huishoudplan niet gevonden", "Household plan not found")
    detail = Text("Er is geen huishoudplan {id}.", "There is no household plan {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class HouseholdPlanRefused(Refused):
    """The plan cannot be like this: `errors` has every reason."""

    code = "household-plan-refused"
    rule = "R-A23"
    title = Text("Het huishoudplan kan zo niet", "The household plan cannot be like this")
    detail = Text(
        "Een inwoner staat in één open plan, en een doel is een gewenst resultaat van een lid; errors noemt wat er mis is.",
        "A citizen is in one open plan, and a goal is a desired result of a member; errors names what is wrong.",
    )
    mend = Text(
        "Los de punten in errors op; beëindig zo nodig het andere plan.",
        "Clear the points in errors; end the other plan if need be.",
    )


class HouseholdPlanEnded(Refused):
    """The plan ended: it changes no more."""

    code = "household-plan-ended"
    rule = "R-A23"
    title = Text("Het huishoudplan is beëindigd", "The household plan has ended")
    detail = Text("Het plan eindigde op {ended_on}.", "The plan ended on {ended_on}.")
    mend = Text("Maak een nieuw plan.", "Make a new plan.")


WRONG = {
    "in-another-plan": Text(
        "Deze inwoner staat al in een open plan.", "This citizen is in an open plan already."
    ),
    "member-unknown": Text(
        "Er is geen inwoner met dit kenmerk.", "There is no citizen with this identifier."
    ),
    "member-erased": Text("Deze inwoner is gewist.", "This citizen was erased."),
    "named-twice": Text("Dit staat er twee keer.", "This stands here twice."),
    "coordinator-not-a-provider": Text(
        "De coördinator is een van de aanbieders in het plan.",
        "The coordinator is one of the providers on the plan.",
    ),
    "goal-not-of-household": Text(
        "Dit is geen gewenst resultaat van een lid van het huishouden.",
        "This is no desired result of a member of the household.",
    ),
    "end-before-start": Text(
        "De einddatum ligt vóór de begindatum.", "The end date lies before the start date."
    ),
    "ended-before-start": Text("Het plan begon op {start_date}.", "The plan began on {start_date}."),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
}
