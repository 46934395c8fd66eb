"""Assessments and files of them over REST."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request
from starlette.responses import Response

from services.outcomes.assessments import operations, rules
from services.outcomes.assessments.rest.selections import OfLaw, OfNumber, OfStart
from shared.errors import ReferenceUsed
from shared.kit import batches
from shared.kit.call import media_type
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Batch, Reference
from shared.schemas.outcomes import Assessment, NewAssessment
from shared.values.self_sufficiency import AssessmentMoment, Rater
from shared.values.terms import Scope

router = Router(prefix="/assessments", tags=["assessments"])
batches_router = Router(tags=["batches"])
LARGEST_FILE = 100_000_000
EXAMPLE = {
    "externalReference": "afname-17",
    "purchaser": "00000099000000000484",
    "law": "wmo2015",
    "allocationNumber": 17,
    "edition": "zrm-11",
    "moment": "intake",
    "takenOn": "2026-02-02",
    "rater": "professional",
    "assessorRole": "provider",
    "scores": [{"domain": "day-activities", "score": 2}, {"domain": "housing", "score": 4}],
}
LINE = {**EXAMPLE, "scores": "day-activities=2 housing=4"}
FILE_EXAMPLES = {
    batches.CSV: "law,allocationNumber,edition,moment,takenOn,rater,assessorRole,scores\n"
    "wmo2015,17,zrm-11,intake,2026-02-02,professional,provider,day-activities=2 housing=4\n",
    batches.NDJSON: json.dumps(LINE, ensure_ascii=False) + "\n",
}
REGISTERING = [rules.ClientUnknown, rules.AssessmentRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek afnames van de zelfredzaamheid-matrix (assessments)",
    description="Ook gecorrigeerde; een aanbieder ziet alleen die van zijn eigen cliënten.",
    answer=Assessment,
    page=True,
)
async def list_assessments(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen onder dit contract.")
    ] = None,
    law: OfLaw = None,
    allocation_number: OfNumber = None,
    care_start_id: OfStart = None,
    moment: Annotated[AssessmentMoment | None, Query(description="Alleen van dit meetmoment.")] = None,
    rater: Annotated[Rater | None, Query(description="Alleen van dit soort beoordelaar.")] = None,
    batch_id: Annotated[
        UUID | None, Query(alias="batchId", description="Alleen uit deze aanlevering.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of assessments."""
    found = await operations.list_assessments(
        ctx, request, contract_id=contract_id, law=law, allocation_number=allocation_number,
        care_start_id=care_start_id, moment=moment, rater=rater, batch_id=batch_id, reference=external_reference,
    )  # fmt: skip
    return page(ctx, Assessment, found)


@router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Registreer een afname van de zelfredzaamheid-matrix (assessment)",
    description=(
        "Alleen op de domeinen die de gemeente voor deze cliënt koos (F-03); wat niet is gescoord blijft weg. Een latere afname"
        " van hetzelfde moment, dezelfde dag en dezelfde beoordelaar is een correctie: beide blijven staan, de nieuwste telt."
    ),
    answer=Assessment,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_assessment(ctx: Ctx, body: NewAssessment) -> Response:
    """Register an assessment."""
    made = await operations.register_assessment(ctx, body)
    return answer(ctx, Assessment, made, 201, f"/v1/assessments/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Registreer een afname onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde afname komt terug; een andere inhoud wordt geweigerd.",
    answer=Assessment,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_assessment(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de afname.")],
    body: NewAssessment,
) -> Response:
    """Register an assessment under a reference of one's own."""
    made = await operations.register_assessment(
        ctx, body.model_copy(update={"external_reference": reference})
    )
    return answer(ctx, Assessment, made, 201, f"/v1/assessments/{made.id}")


@router.get(
    "/{assessment_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een afname (assessment)",
    answer=Assessment,
    problems=[rules.AssessmentNotFound],
)
async def get_assessment(ctx: Ctx, assessment_id: UUID) -> Response:
    """One assessment."""
    return answer(ctx, Assessment, await operations.get_assessment(ctx, assessment_id))


@batches_router.post(
    "/assessment-batches",
    scope=Scope.OUTCOMES_WRITE,
    summary="Lever een bestand met afnames aan (assessment batch)",
    description=(
        "CSV met kopregel (externalReference, purchaser, law, allocationNumber, careStartId, edition, moment, takenOn, rater,"
        " assessorRole, scores) of NDJSON, tot 100 MB; scores als domein=score met spaties ertussen. Goede regels worden"
        " geregistreerd; foute komen terug met regelnummer, veld en reden. Lees de aanlevering op /batches."
    ),
    answer=Batch,
    status=202,
    problems=[batches.HeaderInvalid, batches.FileTooLong, batches.FileHopeless],
    dry_run=True,
    stream=True,
    example=FILE_EXAMPLES,
    consumes=batches.MEDIA,
    body_limit=LARGEST_FILE,
)
async def register_assessment_batch(ctx: Ctx, request: Request) -> Response:
    """Register a file of assessments."""
    media = media_type(request.headers.get("content-type", "").encode())
    file = await operations.read_file(ctx, request.stream(), media)
    try:
        made = await operations.register_file(ctx, file)
    finally:
        file.close()
    return answer(ctx, Batch, made, 202, f"/v1/batches/{made.id}")
