"""Claims and their files over REST."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response

from services.settlement.claims import operations, rules
from shared.kit import batches
from shared.kit.batch_routes import tell_faults
from shared.kit.call import media_type
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Batch, Oin, Reference
from shared.schemas.settlement import Claim, ClaimPayable
from shared.values.claiming import ClaimState
from shared.values.terms import Scope

router = Router(tags=["claims"])
batches_router = Router(tags=["batches"])
LARGEST_FILE = 100_000_000
EXAMPLE = {
    "externalReference": "decl-2026-03-000017",
    "law": "wmo2015",
    "allocationNumber": 17,
    "productCode": "02A15",
    "unit": "04",
    "periodStart": "2026-03-01",
    "periodEnd": "2026-03-31",
    "volume": 10,
    "tariff": "55.00",
    "amountCents": 55000,
}
FILE_EXAMPLES = {
    batches.CSV: "externalReference,law,allocationNumber,productCode,unit,periodStart,periodEnd,volume,tariff,amountCents\n"
    "decl-2026-03-000017,wmo2015,17,02A15,04,2026-03-01,2026-03-31,10,55.00,55000\n",
    batches.NDJSON: json.dumps(EXAMPLE, ensure_ascii=False) + "\n",
}
OfBatch = Annotated[UUID | None, Query(alias="batchId", description="Alleen uit dit bestand.")]
OfContract = Annotated[UUID | None, Query(alias="contractId", description="Alleen van dit contract.")]


@router.post(
    "/claim-batches",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Lever een bestand met declaraties aan (claim batch)",
    description=(
        "CSV met kopregel of NDJSON, tot 100 MB. Elke regel wordt getoetst aan toewijzing, contract, tarief, periode en wat al is"
        " gedeclareerd, en komt terug met wat ervan werd: betaald, deels betaald, geweigerd (met reden, regel en waar die er is de"
        " retourcode) of gecrediteerd. Een eigen kenmerk (externalReference) telt één keer: hetzelfde bestand nog eens verandert"
        " niets. Een geweigerde regel wordt onder een nieuw kenmerk opnieuw aangeboden; een credit noemt in creditOf de regel die hij"
        " terugneemt. Wat is toegekend, is binnen dertig dagen betaalbaar (R-S62)."
    ),
    answer=Batch,
    status=202,
    problems=[rules.PurchaserUnknown, batches.HeaderInvalid, batches.FileTooLong, batches.FileHopeless],
    dry_run=True,
    stream=True,
    example=FILE_EXAMPLES,
    consumes=batches.MEDIA,
    body_limit=LARGEST_FILE,
)
async def judge_claim_batch(
    ctx: Ctx,
    request: Request,
    owner: Annotated[Oin, Query(description="OIN van de gemeente of regio waaraan wordt gedeclareerd.")],
) -> Response:
    """Judge a file of claims."""
    media = media_type(request.headers.get("content-type", "").encode())
    upload = await operations.read_file(ctx, owner, request.stream(), media)
    try:
        made = await operations.judge_file(ctx, owner, upload)
    finally:
        upload.close()
    return answer(ctx, Batch, made, 202, f"/v1/batches/{made.id}")


@router.get(
    "/claims",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek declaraties (claims)",
    description="Elke regel met wat ervan werd en naar welke versies is beoordeeld. Een aanbieder ziet alleen de eigen regels.",
    answer=Claim,
    page=True,
)
async def list_claims(
    ctx: Ctx,
    request: PageQuery,
    batch_id: OfBatch = None,
    contract_id: OfContract = None,
    allocation_id: Annotated[
        UUID | None, Query(alias="allocationId", description="Alleen onder deze toewijzing.")
    ] = None,
    state: Annotated[ClaimState | None, Query(description="Alleen waarvan dit werd.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of claims."""
    found = await operations.list_claims(
        ctx, request, batch_id, contract_id, allocation_id, state, external_reference
    )
    return page(ctx, Claim, found)


@router.get(
    "/claims/{claim_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een declaratie (claim)",
    answer=Claim,
    problems=[rules.ClaimNotFound],
)
async def get_claim(ctx: Ctx, claim_id: UUID) -> Response:
    """One claim."""
    return answer(ctx, Claim, await operations.get_claim(ctx, claim_id))


@router.get(
    "/claim-payables",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek betaalbaarstellingen van declaraties (claim payables)",
    description="Wat een bestand betaalbaar maakt, per contract en jaar van levering, met de dag waarop het uiterlijk betaald is.",
    answer=ClaimPayable,
    page=True,
)
async def list_claim_payables(
    ctx: Ctx, request: PageQuery, batch_id: OfBatch = None, contract_id: OfContract = None
) -> Response:
    """A page of what files make payable."""
    return page(ctx, ClaimPayable, await operations.list_payables(ctx, request, batch_id, contract_id))


@router.get(
    "/claim-payables/{payable_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een betaalbaarstelling (claim payable)",
    answer=ClaimPayable,
    problems=[rules.ClaimPayableNotFound],
)
async def get_claim_payable(ctx: Ctx, payable_id: UUID) -> Response:
    """What a file makes payable of one contract and year."""
    return answer(ctx, ClaimPayable, await operations.get_payable(ctx, payable_id))


@batches_router.get(
    "/batches/{batch_id}",
    scope=Scope.SETTLEMENT_READ,
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
    scope=Scope.SETTLEMENT_READ,
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
