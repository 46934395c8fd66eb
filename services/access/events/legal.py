"""The facts on the legal frame: tests of access, ages that come near, own contributions, budgets for results, gradings."""

from services.access.events.readers import alive
from services.access.gradings.store import REGISTER as GRADINGS
from services.access.legal_checks.store import REGISTER as CHECKS
from services.access.majority_signals.store import REGISTER as MAJORITY
from services.access.own_contributions.store import REGISTER as CONTRIBUTIONS
from services.access.result_budgets.store import REGISTER as BUDGETS
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

_CHECK = alive(lambda connection, subject, _: CHECKS.get(connection, subject))
_MAJORITY = alive(lambda connection, subject, _: MAJORITY.get(connection, subject))
_CONTRIBUTION = alive(lambda connection, subject, _: CONTRIBUTIONS.get(connection, subject))
_BUDGET = alive(lambda connection, subject, _: BUDGETS.get(connection, subject))
_GRADING = alive(lambda connection, subject, _: GRADINGS.get(connection, subject))

LEGAL = {
    "legal-check-asked": EventType(
        schemas.LegalCheck,
        "Een wettelijke toets is gevraagd, met een reden (F-05, F-34).",
        "A legal check was asked for, with a reason (F-05, F-34).",
        read=_CHECK,
        since="0.5.0",
    ),
    "legal-check-answered": EventType(
        schemas.LegalCheck,
        "Een wettelijke toets is beantwoord; wat eruit kwam staat niet in het feit (R-A15 … R-A19).",
        "A legal check was answered; what came of it is not in the fact (R-A15 … R-A19).",
        read=_CHECK,
        since="0.5.0",
    ),
    "majority-watched": EventType(
        schemas.MajoritySignal,
        "De maand waarin lopende jeugdhulp haar leeftijdsgrens bereikt, is bekend (R-A16).",
        "The month in which running youth help reaches its age limit is known (R-A16).",
        read=_MAJORITY,
        since="0.5.0",
    ),
    "majority-signal-raised": EventType(
        schemas.MajoritySignal,
        "Lopende jeugdhulp nadert haar leeftijdsgrens, of is die voorbij (R-A16, E-73).",
        "Running youth help comes near its age limit, or is beyond it (R-A16, E-73).",
        read=_MAJORITY,
        since="0.5.0",
    ),
    "own-contribution-started": EventType(
        schemas.OwnContribution,
        "Een eigen bijdrage begint, langs de weg van haar dagen (R-A30).",
        "An own contribution begins, along the route of its days (R-A30).",
        read=_CONTRIBUTION,
        since="0.5.0",
    ),
    "own-contribution-changed": EventType(
        schemas.OwnContribution,
        "Een eigen bijdrage volgt haar zorg: zij eindigt, gaat door of vervalt (R-A30).",
        "An own contribution follows its care: it ends, goes on or lapses (R-A30).",
        read=_CONTRIBUTION,
        since="0.5.0",
    ),
    "result-budget-set": EventType(
        schemas.ResultBudget,
        "Voor het pakket aan resultaten van een inwoner is een budget bepaald (R-A32).",
        "A budget was set for a citizen's package of results (R-A32).",
        read=_BUDGET,
        since="0.5.0",
    ),
    "result-budget-chosen": EventType(
        schemas.ResultBudget,
        "De inwoner koos een aanbieder voor het budget: ter afrekening op resultaat (R-A32).",
        "The citizen chose a provider for the budget: to be settled on results (R-A32).",
        read=_BUDGET,
        since="0.5.0",
    ),
    "result-budget-ended": EventType(
        schemas.ResultBudget,
        "Een budget voor resultaten eindigt (R-A32).",
        "A budget for results ends (R-A32).",
        read=_BUDGET,
        since="0.5.0",
    ),
    "result-budget-withdrawn": EventType(
        schemas.ResultBudget,
        "Een budget voor resultaten is ingetrokken (R-A32).",
        "A budget for results was withdrawn (R-A32).",
        read=_BUDGET,
        since="0.5.0",
    ),
    "grading-recorded": EventType(
        schemas.Grading,
        "Een beoordelaar schaalde de behoefte in (R-A46).",
        "An assessor graded the need (R-A46).",
        read=_GRADING,
        since="0.5.0",
    ),
    "grading-withdrawn": EventType(
        schemas.Grading,
        "Een inschaling is als vergissing ingetrokken (R-A46).",
        "A grading was withdrawn as a mistake (R-A46).",
        read=_GRADING,
        since="0.5.0",
    ),
}
