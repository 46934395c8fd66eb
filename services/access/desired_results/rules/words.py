"""What is said of desired results: the sentences of a derivation, and the problems."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

SET_BY = Sentence(
    "desired-result.set-by",
    nl="In scenario {scenario} stellen {demanded} het resultaat samen; dat deden {set_by}.",
    en="In scenario {scenario} {demanded} set the result together; {set_by} did.",
)
SET_WITHOUT_SCENARIO = Sentence(
    "desired-result.set-without-scenario",
    nl="Het contract noemt geen scenario; het resultaat is gesteld door {set_by}.",
    en="The contract names no scenario; the result was set by {set_by}.",
)
DUE = Sentence(
    "desired-result.due",
    nl="Afgesproken op {set_on}, te bereiken op {result}; dan is de evaluatie aan de beurt.",
    en="Agreed on {set_on}, to be reached on {result}; the evaluation is due then.",
)
DUE_AFTER_MONTHS = Sentence(
    "desired-result.due-after-months",
    nl="Afgesproken op {set_on} met een termijn van {term_months} maanden: te bereiken op {result}; dan is de evaluatie aan de beurt.",
    en="Agreed on {set_on} with a term of {term_months} months: to be reached on {result}; the evaluation is due then.",
)
WITHOUT_MEASURE = Sentence(
    "desired-result.without-measure",
    nl="Let op: er is geen streefwaarde, dus niet te meten of het resultaat is bereikt (SMART).",
    en="Mind: there is no target, so it cannot be measured whether the result was reached (SMART).",
)
BEYOND = Sentence(
    "desired-result.beyond",
    nl="Let op: de toewijzing eindigt op {last_day}, vóór de termijn.",
    en="Mind: the allocation ends on {last_day}, before the term.",
)
CHANGED = Sentence(
    "desired-result.changed",
    nl="Op {changed_on} gewijzigd ({reason}); de termijn is {result}, eerst {first_term}.",
    en="Changed on {changed_on} ({reason}); the term is {result}, at first {first_term}.",
)
WITHDRAWN = Sentence(
    "desired-result.withdrawn",
    nl="Op {withdrawn_on} ingetrokken ({reason}): het telt niet meer mee.",
    en="Withdrawn on {withdrawn_on} ({reason}): it counts no longer.",
)
EVALUATED = Sentence(
    "desired-result.evaluated",
    nl="Op {evaluated_on} beoordeeld door {evaluators}: {result}. Dit is een signaal; het besluit blijft zoals het is.",
    en="Evaluated on {evaluated_on} by {evaluators}: {result}. This is a signal; the decision stays as it is.",
)
DISPUTED = Sentence(
    "desired-result.disputed",
    nl="Op {evaluated_on} oordeelden {evaluators}, maar niet gelijk ({result}): het resultaat blijft open tot zij het eens zijn.",
    en="On {evaluated_on} {evaluators} judged, but not alike ({result}): the result stays open until they agree.",
)


class DesiredResultNotFound(NotFound):
    """There is no such result, or it is not yours."""

    code = "desired-result-not-found"
    title = Text("Gewenst resultaat niet gevonden", "Desired result not found")
    detail = Text("Er is geen gewenst resultaat {id}.", "There is no desired result {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class DesiredResultRefused(Refused):
    """The result cannot be: `errors` has every reason, with its rule."""

    code = "desired-result-refused"
    rule = "R-A33"
    title = Text("Het gewenste resultaat kan zo niet", "The desired result cannot be like this")
    detail = Text(
        "Een resultaat heeft een termijn en wordt gesteld door wie het scenario van het contract noemt; errors noemt wat er mis is.",
        "A result has a term and is set by whom the contract's scenario names; errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class DesiredResultClosed(Refused):
    """The result was evaluated or withdrawn: it changes no more."""

    code = "desired-result-closed"
    rule = "R-A34"
    title = Text("Het gewenste resultaat is afgesloten", "The desired result is closed")
    detail = Text("Het resultaat staat op {state}.", "The result is {state}.")
    mend = Text("Stel zo nodig een nieuw resultaat.", "Set a new result if need be.")


WRONG = {
    "setter-missing": (
        "#/setBy",
        "R-A33",
        Text(
            "Dit resultaat stellen {demanded} samen; het ontbreekt aan {absent}.",
            "{demanded} set this result together; missing: {absent}.",
        ),
    ),
    "setter-not-acting": (
        "#/setBy",
        "R-A33",
        Text(
            "Een aanbieder legt alleen een resultaat vast dat hij zelf met de inwoner stelde (scenario C of D).",
            "A provider records only a result that it set with the citizen itself (scenario C or D).",
        ),
    ),
    "in-future": (
        "#/setOn",
        "N-128",
        Text(
            "De dag ligt in de toekomst: vandaag is {today}.", "The day lies in the future: today is {today}."
        ),
    ),
    "before-contact": (
        "#/setOn",
        "N-128",
        Text("Het eerste contact was op {contact_on}.", "The first contact was on {contact_on}."),
    ),
    "term-before-set": (
        "#/term",
        "R-A34",
        Text(
            "De termijn ligt vóór de dag waarop het resultaat is gesteld ({set_on}).",
            "The term lies before the day on which the result was set ({set_on}).",
        ),
    ),
    "term-before-care": (
        "#/term",
        "R-A34",
        Text(
            "De zorg begint op {first_day}: geef een termijn op die dag of later.",
            "The care begins on {first_day}: give a term on that day or later.",
        ),
    ),
    "term-over": (
        "#/term",
        "R-A34",
        Text(
            "De termijn is al voorbij: geef een dag op of na {today}, waarop het resultaat nog te bereiken is.",
            "The term has passed already: give a day on or after {today}, on which the result can still be reached.",
        ),
    ),
    "score-startValue": (
        "#/startValue",
        "R-O01",
        Text(
            "Met een domein is de beginwaarde een ZRM-score: een geheel getal van 1 tot en met 5.",
            "With a domain the start value is a score of the matrix: a whole number from 1 to 5.",
        ),
    ),
    "score-target": (
        "#/target",
        "R-O01",
        Text(
            "Met een domein is de streefwaarde een ZRM-score: een geheel getal van 1 tot en met 5.",
            "With a domain the target is a score of the matrix: a whole number from 1 to 5.",
        ),
    ),
    "share-exceeded": (
        "#/fundingShareBasisPoints",
        "N-128",
        Text(
            "Aan de resultaten van deze zaak hangt dan samen {linked} basispunten; hooguit 10000.",
            "The results of this case would have {linked} basis points together; at most 10000.",
        ),
    ),
}
