"""The facts on the municipality's own rules: policies, teams, equated days, ceilings on access, and terms of the law."""

from services.access.access_ceilings.store import REGISTER as CEILINGS
from services.access.equated_days.store import REGISTER as EQUATED
from services.access.events.readers import alive
from services.access.policies.store import REGISTER as SET
from services.access.statutory_terms.store import REGISTER as TERMS
from services.access.teams.store import REGISTER as TEAMS
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import access as schemas

_TERM = alive(lambda connection, subject, _: TERMS.get(connection, subject))
_POLICY, _TEAM, _DAYS, _CEILING = (by_id(one.get) for one in (SET, TEAMS, EQUATED, CEILINGS))

POLICIES = {
    "policy-set": EventType(
        schemas.Policy,
        "Een beleidsregel is vastgelegd.",
        "A policy was set.",
        read=_POLICY,
        since="0.5.0",
    ),
    "policy-changed": EventType(
        schemas.Policy,
        "Een beleidsregel die nog moet ingaan is gewijzigd.",
        "A policy that is still to come was changed.",
        read=_POLICY,
        since="0.5.0",
    ),
    "policy-withdrawn": EventType(
        schemas.Policy,
        "Een beleidsregel die nog moest ingaan is ingetrokken.",
        "A policy that was still to come was withdrawn.",
        read=_POLICY,
        since="0.5.0",
    ),
    "team-registered": EventType(
        schemas.Team,
        "Een team van de toegang is vastgelegd (R-A50).",
        "A team of access was registered (R-A50).",
        read=_TEAM,
        since="0.5.0",
    ),
    "team-changed": EventType(
        schemas.Team,
        "Een team van de toegang is gewijzigd (R-A50).",
        "A team of access was changed (R-A50).",
        read=_TEAM,
        since="0.5.0",
    ),
    "equated-days-added": EventType(
        schemas.EquatedDays,
        "De gelijkgestelde dagen van een jaar zijn toegevoegd (Atw art. 3).",
        "The equated days of a year were added (Atw art. 3).",
        read=_DAYS,
        since="0.5.0",
    ),
    "equated-days-changed": EventType(
        schemas.EquatedDays,
        "De gelijkgestelde dagen van een jaar zijn gecorrigeerd (Atw art. 3).",
        "The equated days of a year were corrected (Atw art. 3).",
        read=_DAYS,
        since="0.5.0",
    ),
    "access-ceiling-set": EventType(
        schemas.AccessCeiling,
        "Een toegangsplafond is gezet (R-A38).",
        "An access ceiling was set (R-A38).",
        read=_CEILING,
        since="0.5.0",
    ),
    "access-ceiling-changed": EventType(
        schemas.AccessCeiling,
        "Een toegangsplafond is gewijzigd (R-A38).",
        "An access ceiling was changed (R-A38).",
        read=_CEILING,
        since="0.5.0",
    ),
    "statutory-term-suspended": EventType(
        schemas.StatutoryTerm,
        "Een wettelijke termijn is opgeschort (Awb 4:15, R-A55).",
        "A statutory term was suspended (Awb 4:15, R-A55).",
        read=_TERM,
        since="0.5.0",
    ),
    "statutory-term-resumed": EventType(
        schemas.StatutoryTerm,
        "Een wettelijke termijn loopt weer (Awb 4:15, R-A55).",
        "A statutory term runs again (Awb 4:15, R-A55).",
        read=_TERM,
        since="0.5.0",
    ),
    "statutory-term-extended": EventType(
        schemas.StatutoryTerm,
        "Een wettelijke termijn is verdaagd (Awb 4:14, R-A55).",
        "A statutory term was extended (Awb 4:14, R-A55).",
        read=_TERM,
        since="0.5.0",
    ),
    "statutory-term-late": EventType(
        schemas.StatutoryTerm,
        "Een wettelijke termijn is verstreken zonder dat het gereed was (R-A55).",
        "A statutory term passed without it being ready (R-A55).",
        read=_TERM,
        since="0.5.0",
    ),
    "statutory-term-lapsed": EventType(
        schemas.StatutoryTerm,
        "Een wettelijke termijn is vervallen: er wordt hier niets meer gevraagd (R-A55, R-A56).",
        "A statutory term lapsed: nothing is asked here any more (R-A55, R-A56).",
        read=_TERM,
        since="0.5.0",
    ),
    "notice-of-default-given": EventType(
        schemas.StatutoryTerm,
        "Een ingebrekestelling is ontvangen (Awb 4:17, R-A55).",
        "A notice of default was received (Awb 4:17, R-A55).",
        read=_TERM,
        since="0.5.0",
    ),
}
