"""The facts about definitions of indicators, libraries taken over, and the limits of findings."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.outcomes.definitions import store as definitions
from services.outcomes.definitions.rules import IndicatorDefinition
from shared.kit.logbook import EventType
from shared.schemas import outcomes as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_SINCE = "0.4.0"


async def _definition(
    ctx: "Context", connection: "Connection", definition_id: UUID, version: int
) -> IndicatorDefinition:
    """A definition as it was in a version, with its texts and who agreed by then."""
    now = await definitions.get_definition(connection, definition_id)
    return await definitions.as_it_was(connection, now, version)


DEFINITIONS = {
    "indicator-definition-registered": EventType(
        schemas.IndicatorDefinition,
        "Een indicator is gedefinieerd (R-O21).",
        "An indicator was defined (R-O21).",
        read=_definition,
        since=_SINCE,
    ),
    "indicator-definition-renewed": EventType(
        schemas.IndicatorDefinition,
        "Een indicator is vanaf een dag opnieuw gedefinieerd (R-O21).",
        "An indicator was defined anew from a day on (R-O21).",
        read=_definition,
        since=_SINCE,
    ),
    "indicator-definition-changed": EventType(
        schemas.IndicatorDefinition,
        "Met andere aanbieders wordt overeenstemming over een definitie gezocht.",
        "Consensus on a definition is sought with other providers.",
        read=_definition,
        since=_SINCE,
    ),
    "indicator-definition-agreed": EventType(
        schemas.IndicatorDefinition,
        "Een partij stemde in met een versie van een definitie (R-O21).",
        "A party agreed with a version of a definition (R-O21).",
        read=_definition,
        since=_SINCE,
    ),
    "indicator-library-imported": EventType(
        schemas.LibraryImport,
        "Een bibliotheek van indicatoren is overgenomen (N-26 … N-29).",
        "A library of indicators was taken over (N-26 … N-29).",
        also=(schemas.IndicatorDefinition,),
        since=_SINCE,
    ),
    "indicator-policy-set": EventType(
        schemas.IndicatorPolicy,
        "De grenzen van bevindingen over indicatoren zijn vastgesteld (R-O22).",
        "The limits of findings on indicators were set (R-O22).",
        resource="findings",
        at="/indicator-policy",
        since=_SINCE,
    ),
}
