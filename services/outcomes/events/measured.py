"""The facts about indicators, measurements, verdicts and audit statements."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.outcomes.audits import store as audits
from services.outcomes.measurements import store as measurements
from shared.kit import batches
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import common
from shared.schemas import outcomes as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _batch(ctx: "Context", connection: "Connection", batch_id: UUID, version: int) -> common.Batch:
    """A file with its first faults, in the language of who asks again."""
    return batches.shown(await measurements.get_batch(connection, batch_id), ctx.language)


MEASURED = {
    "indicators-defined": EventType(
        schemas.ContractIndicators,
        "De indicatoren van een contract zijn bekend (R-X09).",
        "The indicators of a contract are known (R-X09).",
        also=(schemas.Indicator,),
        resource="indicators",
        at="/indicators?contractId={subject}",
    ),
    "indicators-changed": EventType(
        schemas.ContractIndicators,
        "De indicatoren van een contract zijn gewijzigd.",
        "The indicators of a contract changed.",
        also=(schemas.Indicator, schemas.ContractVerdict),
        resource="indicators",
        at="/indicators?contractId={subject}",
    ),
    "measurement-registered": EventType(
        schemas.Measurement,
        "Een meting is geregistreerd.",
        "A measurement was registered.",
        read=by_id(measurements.get_measurement),
        also=(schemas.ContractVerdict,),
    ),
    "measurements-registered": EventType(
        common.Batch,
        "Een bestand met metingen is verwerkt.",
        "A file of measurements was processed.",
        read=_batch,
        also=(schemas.Measurement, schemas.ContractVerdict),
    ),
    "verdict-given": EventType(
        schemas.ContractVerdict,
        "Het jaaroordeel is gegeven (R-O05).",
        "The verdict on the year was given (R-O05).",
    ),
    "audit-statement-registered": EventType(
        schemas.AuditStatement,
        "De accountant heeft verklaard (R-O28).",
        "The accountant made its statement (R-O28).",
        read=by_id(audits.get_statement),
        also=(schemas.ContractVerdict,),
    ),
}
