"""Measurements and their batches over REST."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request
from starlette.responses import Response

from services.outcomes.indicators.rules import ContractNotFound, IndicatorNotFound
from services.outcomes.measurements import operations, rules
from shared.kit import batches
from shared.kit.batch_routes import tell_faults
from shared.kit.call import media_type
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Batch, Oin, Reference
from shared.schemas.outcomes import IndicatorCode, Measurement, NewMeasurement, Quarter
from shared.schemas.outcomes.measured import Area
from shared.values.measuring import MeasurementMoment
from shared.values.terms import Scope

router = Router(prefix="/measurements", tags=["measurements"])
batches_router = Router(tags=["batches"])
LARGEST_FILE = 100_000_000
EXAMPLE = {
    "externalReference": "meting-2026-q1-17",
    "contractId": "01990000-0000-7000-8000-000000000001",
    "indicator": "client-satisfaction",
    "quarter": "2026-Q1",
    "value": "7.4",
    "respondents": 212,
    "standardDeviation": "1.2",
    "source": "clientSurvey",
    "narrative": "Ouders waarderen vooral dat zij één gezicht zien.",
}
FILE_EXAMPLES = {
    batches.CSV: "contractId,indicator,quarter,value,source\n"
    "01990000-0000-7000-8000-000000000001,client-satisfaction,2026-Q1,7.4,clientSurvey\n",
    batches.NDJSON: json.dumps(EXAMPLE, ensure_ascii=False) + "\n",
}
REGISTERING = [ContractNotFound, IndicatorNotFound, rules.MeasurementRefused, rules.ReferenceTaken]


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek metingen (measurements)",
    description="Ook gecorrigeerde metingen; van een indicator telt in elk kwartaal de nieuwste over het hele contract (of per aanbieder).",
    answer=Measurement,
    page=True,
)
async def list_measurements(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    indicator: Annotated[IndicatorCode | None, Query(description="Alleen van deze indicator.")] = None,
    quarter: Annotated[Quarter | None, Query(description="Alleen over dit kwartaal.")] = None,
    batch_id: Annotated[
        UUID | None, Query(alias="batchId", description="Alleen uit deze aanlevering.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen van dit lid van het contract.")] = None,
    area: Annotated[Area | None, Query(description="Alleen van dit gebied.")] = None,
    moment: Annotated[MeasurementMoment | None, Query(description="Alleen van dit meetmoment.")] = None,
) -> Response:
    """A page of measurements."""
    found = await operations.list_measurements(
        ctx, request, contract_id, indicator, quarter, batch_id, external_reference, provider, area, moment
    )
    return page(ctx, Measurement, found)


@router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Registreer een meting (measurement)",
    description=(
        "Van het hele contract (door de gemeente of een hoofdaannemer), of van een gebied, team of aanbieder; met een waarde, of een teller en een noemer. Een latere meting"
        " over hetzelfde is een correctie (correctsId, reason): beide blijven staan, de nieuwste telt. Een nulmeting (moment"
        " baseline) ligt voor het begin van het contract (R-O11)."
    ),
    answer=Measurement,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_measurement(ctx: Ctx, body: NewMeasurement) -> Response:
    """Register a measurement."""
    made = await operations.register_measurement(ctx, body)
    return answer(ctx, Measurement, made, 201, f"/v1/measurements/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Registreer een meting onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde meting komt terug; een andere inhoud wordt geweigerd.",
    answer=Measurement,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_measurement(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de meting.")],
    body: NewMeasurement,
) -> Response:
    """Register a measurement under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.register_measurement(ctx, named)
    return answer(ctx, Measurement, made, 201, f"/v1/measurements/{made.id}")


@router.get(
    "/{measurement_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een meting (measurement)",
    answer=Measurement,
    problems=[rules.MeasurementNotFound],
)
async def get_measurement(ctx: Ctx, measurement_id: UUID) -> Response:
    """One measurement."""
    return answer(ctx, Measurement, await operations.get_measurement(ctx, measurement_id))


@batches_router.post(
    "/measurement-batches",
    scope=Scope.OUTCOMES_WRITE,
    summary="Lever een bestand met metingen aan (measurement batch)",
    description=(
        "CSV met kopregel (externalReference, contractId, indicator, quarter, value, respondents, standardDeviation, source, "
        "narrative, moment, area, team, provider, numerator, denominator, correctsId, reason, researcher) of NDJSON, tot 100 MB. Goede regels worden geregistreerd; foute komen terug met regelnummer, veld en reden."
    ),
    answer=Batch,
    status=202,
    problems=[batches.HeaderInvalid, batches.FileTooLong, batches.FileHopeless, rules.ContractChanged],
    dry_run=True,
    stream=True,
    example=FILE_EXAMPLES,
    consumes=batches.MEDIA,
    body_limit=LARGEST_FILE,
)
async def register_measurement_batch(ctx: Ctx, request: Request) -> Response:
    """Register a file of measurements."""
    media = media_type(request.headers.get("content-type", "").encode())
    file = await operations.read_file(ctx, request.stream(), media)
    try:
        made = await operations.register_file(ctx, file)
    finally:
        file.close()
    return answer(ctx, Batch, made, 202, f"/v1/batches/{made.id}")


@batches_router.get(
    "/batches/{batch_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een aanlevering (batch)",
    description="De tellingen en de eerste honderd fouten; alle fouten staan onder /errors.",
    answer=Batch,
    problems=[batches.BatchNotFound],
)
async def get_batch(ctx: Ctx, batch_id: UUID) -> Response:
    """One batch."""
    return answer(ctx, Batch, batches.shown(await operations.get_batch(ctx, batch_id), ctx.language))


@batches_router.get(
    "/batches/{batch_id}/errors",
    scope=Scope.OUTCOMES_READ,
    summary="Lees wat er mis was met de regels van een aanlevering (errors)",
    description="Eén regel per fout, in de volgorde van het bestand, als NDJSON of (met Accept: text/csv) als CSV.",
    answer=None,
    problems=[batches.BatchNotFound],
    media=(batches.NDJSON, batches.CSV),
)
async def list_batch_errors(ctx: Ctx, request: Request, batch_id: UUID) -> Response:
    """Everything that was wrong with a batch's lines."""
    batch = await operations.get_batch(ctx, batch_id)
    return tell_faults(ctx, request, batch, operations.list_errors)
