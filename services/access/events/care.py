"""The facts on care that is given: starts and stops, the results it is for, switches to a PGB."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.care_starts.store import REGISTER as STARTS
from services.access.care_stops.store import REGISTER as STOPS
from services.access.desired_results.store import REGISTER as RESULTS
from services.access.events.readers import alive
from services.access.pgb_switches.rules import PgbSwitch
from services.access.pgb_switches.store import REGISTER as SWITCHES
from shared.kit.logbook import EventType
from shared.schemas import access as schemas
from shared.values.care_courses import PgbState

if TYPE_CHECKING:
    from shared.kit.database import Connection

_START = alive(lambda connection, subject, _: STARTS.get(connection, subject))
_STOP = alive(lambda connection, subject, _: STOPS.get(connection, subject))
_RESULT = alive(lambda connection, subject, _: RESULTS.get(connection, subject))


async def _switch(connection: "Connection", switch_id: UUID, version: int) -> PgbSwitch:
    """A switch; before its answer nobody had answered it, and nothing was open to objection."""
    found = await SWITCHES.get(connection, switch_id)
    if version == found.version:
        return found
    return replace(found, state=PgbState.REQUESTED, answered_by=None)


_SWITCH = alive(_switch)

CARE = {
    "care-started": EventType(
        schemas.CareStart,
        "De zorg is begonnen (R-X07).",
        "Care began (R-X07).",
        read=_START,
        since="0.4.0",
    ),
    "care-start-corrected": EventType(
        schemas.CareStart,
        "De melding van een start van zorg is gecorrigeerd (R-X07).",
        "The report of a start of care was corrected (R-X07).",
        read=_START,
        also=(schemas.CareStop,),
        since="0.4.0",
    ),
    "care-start-withdrawn": EventType(
        schemas.CareStart,
        "De melding van een start van zorg is ingetrokken (R-X07).",
        "The report of a start of care was withdrawn (R-X07).",
        read=_START,
        since="0.4.0",
    ),
    "care-stopped": EventType(
        schemas.CareStop,
        "De zorg is geëindigd of onderbroken (R-X07).",
        "Care ended or was interrupted (R-X07).",
        read=_STOP,
        also=(schemas.CareStart,),
        since="0.4.0",
    ),
    "care-stop-corrected": EventType(
        schemas.CareStop,
        "De melding van een stop van zorg is gecorrigeerd (R-X07).",
        "The report of a stop of care was corrected (R-X07).",
        read=_STOP,
        also=(schemas.CareStart,),
        since="0.4.0",
    ),
    "care-stop-withdrawn": EventType(
        schemas.CareStop,
        "De melding van een stop van zorg is ingetrokken: de zorg gaat door (R-X07).",
        "The report of a stop of care was withdrawn: the care goes on (R-X07).",
        read=_STOP,
        also=(schemas.CareStart,),
        since="0.4.0",
    ),
    "desired-result-set": EventType(
        schemas.DesiredResult,
        "Een gewenst resultaat is gesteld, met zijn termijn (R-A33, R-A34).",
        "A desired result was set, with its term (R-A33, R-A34).",
        read=_RESULT,
        since="0.4.0",
    ),
    "desired-result-changed": EventType(
        schemas.DesiredResult,
        "De termijn, de streefwaarde of het deel van de bekostiging van een gewenst resultaat is gewijzigd (R-A34).",
        "The term, the target or the share of the funding of a desired result changed (R-A34).",
        read=_RESULT,
        since="0.4.0",
    ),
    "desired-result-withdrawn": EventType(
        schemas.DesiredResult,
        "Een gewenst resultaat is ingetrokken (R-A34).",
        "A desired result was withdrawn (R-A34).",
        read=_RESULT,
        since="0.4.0",
    ),
    "desired-result-evaluated": EventType(
        schemas.DesiredResult,
        "Een gewenst resultaat is beoordeeld: een signaal, geen besluit (R-A11, R-A34, R-X08).",
        "A desired result was evaluated: a signal, no decision (R-A11, R-A34, R-X08).",
        read=_RESULT,
        also=(schemas.EvaluatedDecision,),
        since="0.4.0",
    ),
    "pgb-switch-requested": EventType(
        schemas.PgbSwitch,
        "Een inwoner vraagt een PGB in plaats van het gecontracteerde aanbod (R-A41).",
        "A citizen asks for a PGB instead of the contracted supply (R-A41).",
        read=_SWITCH,
        since="0.4.0",
    ),
    "pgb-switched": EventType(
        schemas.PgbSwitch,
        "Een inwoner stapt over naar een PGB (R-A41).",
        "A citizen switches to a PGB (R-A41).",
        read=_SWITCH,
        since="0.4.0",
    ),
    "pgb-switch-refused": EventType(
        schemas.PgbSwitch,
        "Een overstap naar een PGB is geweigerd (R-A41).",
        "A switch to a PGB was refused (R-A41).",
        read=_SWITCH,
        since="0.4.0",
    ),
    "pgb-switch-withdrawn": EventType(
        schemas.PgbSwitch,
        "Een inwoner ziet af van een PGB, of verhuisde (R-A41, R-A56).",
        "A citizen does not want a PGB any more, or moved (R-A41, R-A56).",
        read=_SWITCH,
        since="0.4.0",
    ),
}
