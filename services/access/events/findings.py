"""The facts on trends: which month was watched for patterns."""

from services.access.findings.store import REGISTER
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import access as schemas

FINDINGS = {
    "patterns-watched": EventType(
        schemas.PatternWatch,
        "Een maand is op patronen bekeken; wat is gevonden staat in signalen.",
        "A month was watched for patterns; what was found stands in signals.",
        resource="findings",
        read=by_id(REGISTER.get),
        since="0.5.0",
    ),
}
