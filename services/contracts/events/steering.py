"""The facts on subsidies, pools and savings, and steering."""

from services.contracts.imports import store as imports
from services.contracts.measures import store as measures
from services.contracts.pilots import store as pilots
from services.contracts.readiness_items import store as readiness_items
from services.contracts.relation_scores import store as relation_scores
from services.contracts.risk_pools import store as risk_pools
from services.contracts.shared_savings_agreements import store as shared_savings_agreements
from services.contracts.steering_profiles import store as steering_profiles
from services.contracts.subsidies import store as subsidies
from services.contracts.transition_routes import store as transition_routes
from shared.kit.logbook import EventType, Reader
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

_SUBSIDY = by_id(subsidies.SUBSIDIES.get)
_MEASURE = by_id(measures.MEASURES.get)
_PILOT = by_id(pilots.PILOTS.get)
_PROFILE = by_id(steering_profiles.STEERING_PROFILES.get)
_ITEM = by_id(readiness_items.READINESS_ITEMS.get)


def _subsidy(says: str, english: str) -> EventType:
    return EventType(schemas.Subsidy, says, english, since="0.3.0", read=_SUBSIDY)


def _measure(says: str, english: str) -> EventType:
    return EventType(schemas.Measure, says, english, since="0.3.0", read=_MEASURE)


def _of(model: type, says: str, english: str, read: Reader) -> EventType:
    return EventType(model, says, english, since="0.3.0", read=read)


STEERING = {
    "subsidy-granted": _subsidy("Een subsidie is verleend (Awb 4:29).", "A subsidy was granted (Awb 4:29)."),
    "subsidy-accounted": _subsidy(
        "Een subsidie is verantwoord (Awb 4:45).", "A subsidy was accounted for (Awb 4:45)."
    ),
    "subsidy-determined": _subsidy(
        "Een subsidie is vastgesteld, met verrekening van voorschotten (R-C09).",
        "A subsidy was determined, with its advances set off (R-C09).",
    ),
    "subsidy-recovery-decided": _subsidy(
        "Tot terugvordering van een subsidie is besloten (Awb 4:57).",
        "Recovery of a subsidy was decided (Awb 4:57).",
    ),
    "risk-pool-registered": _of(
        schemas.RiskPool,
        "Een risicoverevening is afgesproken (N-120).",
        "A risk pool was agreed (N-120).",
        by_id(risk_pools.RISK_POOLS.get),
    ),
    "risk-pool-confirmed": _of(
        schemas.RiskPool,
        "Een gemeente bevestigde lid te zijn van een risicoverevening (R-C59).",
        "A municipality confirmed that it is a member of a risk pool (R-C59).",
        by_id(risk_pools.RISK_POOLS.get),
    ),
    "shared-savings-agreement-registered": _of(
        schemas.SharedSavingsAgreement,
        "Gedeelde besparingen zijn afgesproken (N-121).",
        "Shared savings were agreed (N-121).",
        by_id(shared_savings_agreements.SHARED_SAVINGS_AGREEMENTS.get),
    ),
    "steering-profile-registered": _of(
        schemas.SteeringProfile,
        "Een sturingsprofiel is vastgelegd (A-14.1).",
        "A steering profile was registered (A-14.1).",
        _PROFILE,
    ),
    "steering-profile-changed": _of(
        schemas.SteeringProfile,
        "Een sturingsprofiel is gewijzigd (A-14.2).",
        "A steering profile was changed (A-14.2).",
        _PROFILE,
    ),
    "measure-registered": _measure(
        "Een beheersmaatregel is vastgelegd (N-122).", "A measure was registered (N-122)."
    ),
    "measure-changed": _measure(
        "Een beheersmaatregel is gewijzigd (N-122).", "A measure was changed (N-122)."
    ),
    "measures-imported": EventType(
        schemas.Import,
        "Beheersmaatregelen zijn overgenomen uit de bronlijst (A-12.23).",
        "Measures were taken over from the list of the source (A-12.23).",
        read=by_id(imports.IMPORTS.get),
        also=(schemas.Measure,),
        since="0.3.0",
    ),
    "pilot-registered": _of(
        schemas.Pilot, "Een pilot is vastgelegd (N-123).", "A pilot was registered (N-123).", _PILOT
    ),
    "pilot-changed": _of(
        schemas.Pilot, "Een pilot is gewijzigd (N-123).", "A pilot was changed (N-123).", _PILOT
    ),
    "transition-route-registered": _of(
        schemas.TransitionRoute,
        "Een transitieroute is gepland (R-C63).",
        "A transition route was planned (R-C63).",
        by_id(transition_routes.TRANSITION_ROUTES.get),
    ),
    "relation-scored": _of(
        schemas.RelationScore,
        "Een relatie met een aanbieder is gescoord (A-14.25).",
        "A relation with a provider was scored (A-14.25).",
        by_id(relation_scores.RELATION_SCORES.get),
    ),
    "readiness-item-registered": _of(
        schemas.ReadinessItem,
        "Een punt van de checklist is vastgelegd (A-14.16).",
        "An item of the readiness list was registered (A-14.16).",
        _ITEM,
    ),
    "readiness-item-changed": _of(
        schemas.ReadinessItem,
        "Een punt van de checklist is gewijzigd (A-14.16).",
        "An item of the readiness list was changed (A-14.16).",
        _ITEM,
    ),
}
