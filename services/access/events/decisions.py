"""The facts on decisions: drafts for the municipality alone, what was taken also for the provider."""

from services.access.decisions import store as decisions
from services.access.events.readers import alive
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

_DECISION = alive(lambda connection, subject, _: decisions.get_decision(connection, subject))

DECISIONS = {
    "decision-drafted": EventType(
        schemas.Decision,
        "Een concept van een besluit is opgesteld.",
        "A draft of a decision was made.",
        read=_DECISION,
        also=(schemas.Clarification, schemas.ProviderChoice),
        since="0.5.0",
    ),
    "decision-changed": EventType(
        schemas.Decision,
        "Een concept van een besluit is gewijzigd.",
        "A draft of a decision was changed.",
        read=_DECISION,
        since="0.5.0",
    ),
    "decision-submitted": EventType(
        schemas.Decision,
        "Een concept van een besluit is voorgelegd; boven de drempel aan het schakelteam (R-A07).",
        "A draft of a decision was submitted; above the threshold to the switch team (R-A07).",
        read=_DECISION,
        since="0.5.0",
    ),
    "decision-withdrawn": EventType(
        schemas.Decision,
        "Een concept van een besluit is ingetrokken.",
        "A draft of a decision was withdrawn.",
        read=_DECISION,
        since="0.5.0",
    ),
    "decision-taken": EventType(
        schemas.Decision,
        "Een toegangsbesluit is genomen (R-A03).",
        "A decision on access was taken (R-A03).",
        read=_DECISION,
        also=(
            schemas.Request,
            schemas.Allocation,
            schemas.StatutoryTerm,
            schemas.Clarification,
            schemas.ProviderChoice,
            schemas.Signal,
        ),
    ),
    "decision-refused": EventType(
        schemas.Decision,
        "Een aanvraag is afgewezen, met gronden en rechtsmiddelen (R-A28).",
        "An application was refused, with grounds and remedies (R-A28).",
        read=_DECISION,
        also=(schemas.Request, schemas.StatutoryTerm, schemas.Clarification, schemas.ProviderChoice),
        since="0.5.0",
    ),
    "decision-extended": EventType(
        schemas.Decision,
        "De feitelijke inzet is aan een besluit op resultaat toegevoegd (R-A25).",
        "The actual effort was added to a decision on a result (R-A25).",
        read=_DECISION,
        also=(schemas.Allocation,),
        since="0.5.0",
    ),
    "decision-effort-missed": EventType(
        schemas.Decision,
        "De inzet van een besluit op resultaat kwam niet op tijd (R-A25).",
        "The effort of a decision on a result did not come in time (R-A25).",
        read=_DECISION,
        also=(schemas.Signal,),
        since="0.5.0",
    ),
    "decision-notified": EventType(
        schemas.Decision,
        "Een besluit is bekendgemaakt; bezwaar loopt vanaf die dag (R-A29).",
        "A decision was made known; objection runs from that day (R-A29).",
        read=_DECISION,
        since="0.5.0",
    ),
    "decision-revised": EventType(
        schemas.Decision,
        "Wat een besluit toekende is door de gemeente gewijzigd; bezwaar staat opnieuw open (R-A29, R-A35).",
        "What a decision granted was changed by the municipality; objection is open anew (R-A29, R-A35).",
        read=_DECISION,
        also=(schemas.Allocation, schemas.Signal),
        since="0.5.0",
    ),
    "decision-ended": EventType(
        schemas.Decision,
        "De toewijzing eindigt omdat de inwoner verhuist (R-A56).",
        "The allocation ends because the citizen moves (R-A56).",
        read=_DECISION,
        since="0.2.0",
    ),
}
