"""The facts on the self-sufficiency matrix: that somebody was assessed, never what was scored."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.outcomes.assessments import store
from services.outcomes.measurements import store as measurements
from shared.kit import batches
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import common
from shared.schemas import outcomes as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_SINCE = "0.4.0"


async def _batch(ctx: "Context", connection: "Connection", batch_id: UUID, version: int) -> common.Batch:
    """A file with its first faults, in the language of who asks again."""
    return batches.shown(await measurements.get_batch(connection, batch_id), ctx.language)


ASSESSMENTS = {
    "assessment-selection-laid-down": EventType(
        schemas.AssessmentSelection,
        "Vastgelegd is welke domeinen een cliënt, contract of product nodig heeft (F-03).",
        "Which domains a client, contract or product needs was laid down (F-03).",
        since=_SINCE,
        read=by_id(store.SELECTIONS.get),
    ),
    "assessment-registered": EventType(
        schemas.Assessment,
        "Een afname van de zelfredzaamheid-matrix is geregistreerd (N-149).",
        "An assessment of the self-sufficiency matrix was registered (N-149).",
        since=_SINCE,
        read=by_id(store.ASSESSMENTS.get),
    ),
    "assessments-registered": EventType(
        common.Batch,
        "Een bestand met afnames is verwerkt.",
        "A file of assessments was processed.",
        resource="assessments",
        also=(schemas.Assessment,),
        since=_SINCE,
        read=_batch,
    ),
    "reliability-norm-frozen": EventType(
        schemas.ReliabilityNorm,
        "De betrouwbaarheid van een uitgave is voor een jaar vastgesteld.",
        "The reliability of an edition was frozen for a year.",
        since=_SINCE,
        read=by_id(store.NORMS.get),
    ),
}
