"""The facts about the triple aim and about pilots."""

from services.outcomes.pilot_evaluations import store as pilots
from services.outcomes.triple_aims import store as triple_aims
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import outcomes as schemas

_PILOT = by_id(pilots.PILOT_EVALUATIONS.get)
PILOTS = {
    "triple-aim-judged": EventType(
        schemas.TripleAim,
        "De drie doelen van een populatie zijn beoordeeld (R-O07).",
        "The three aims of a population were judged (R-O07).",
        since="0.4.0",
        read=by_id(triple_aims.TRIPLE_AIMS.get),
    ),
    "pilot-evaluated": EventType(
        schemas.PilotEvaluation,
        "Een pilot is geëvalueerd (R-O31).",
        "A pilot was evaluated (R-O31).",
        since="0.4.0",
        read=_PILOT,
    ),
    "pilot-roll-out-decided": EventType(
        schemas.PilotEvaluation,
        "Over de uitrol van een pilot is besloten (D-37).",
        "The roll-out of a pilot was decided on (D-37).",
        since="0.4.0",
        read=_PILOT,
    ),
}
