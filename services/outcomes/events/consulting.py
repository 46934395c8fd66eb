"""The facts on plans of action, meetings and traffic lights."""

from pydantic import BaseModel

from services.outcomes.improvement_plans import store as plans
from services.outcomes.incentive_evaluations import store as lights
from services.outcomes.meetings import store as meetings
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import outcomes as schemas

_SINCE = "0.4.0"


def _plan(says: str, english: str) -> EventType:
    return EventType(schemas.ImprovementPlan, says, english, since=_SINCE, read=by_id(plans.PLANS.get))


def _cycle(says: str, english: str, also: tuple[type[BaseModel], ...] = ()) -> EventType:
    return EventType(
        schemas.MeetingCycle, says, english, since=_SINCE, read=by_id(meetings.CYCLES.get), also=also
    )


def _meeting(says: str, english: str, also: tuple[type[BaseModel], ...] = ()) -> EventType:
    return EventType(
        schemas.Meeting, says, english, since=_SINCE, read=by_id(meetings.MEETINGS.get), also=also
    )


CONSULTING = {
    "improvement-plan-proposed": _plan(
        "Een plan van aanpak is voorgesteld (R-O20).", "A plan of action was proposed (R-O20)."
    ),
    "improvement-plan-agreed": _plan(
        "Beide partijen zijn akkoord met een plan van aanpak.", "Both sides agreed to a plan of action."
    ),
    "improvement-plan-progressed": _plan(
        "De voortgang van een plan van aanpak is gemeld.", "The progress of a plan of action was told."
    ),
    "improvement-plan-closed": _plan(
        "Een plan van aanpak is afgerond of ingetrokken.", "A plan of action was completed or withdrawn."
    ),
    "meeting-cycle-agreed": _cycle("Een overlegcyclus is afgesproken.", "A cycle of meetings was agreed on."),
    "meeting-cycle-changed": _cycle("Een overlegcyclus is gewijzigd.", "A cycle of meetings changed."),
    "meeting-cycle-moved": _cycle(
        "Er is overlegd: het volgende overleg is op een latere dag.",
        "A meeting was held: the next one is on a later day.",
        (schemas.Meeting,),
    ),
    "meeting-recorded": _meeting(
        "Een overleg is vastgelegd (N-154).", "A meeting was recorded (N-154).", (schemas.MeetingCycle,)
    ),
    "meeting-changed": _meeting(
        "De afspraken van een overleg zijn bijgewerkt.",
        "The agreements of a meeting were brought up to date.",
    ),
    "incentive-evaluation-given": EventType(
        schemas.IncentiveEvaluation,
        "Een dimensie van een contract kreeg een stoplicht (D-46).",
        "A dimension of a contract got its light (D-46).",
        since=_SINCE,
        read=by_id(lights.EVALUATIONS.get),
    ),
}
