"""Recognitions over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.recognitions import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.context import Context
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import DerivationStep, Oin, Reference
from shared.schemas.contracts import (
    MissingRecognition,
    NewRecognition,
    NewRecognitionCheck,
    Recognition,
    RecognitionChange,
    RecognitionCheck,
)
from shared.schemas.contracts.populations import Slug
from shared.values import render
from shared.values.parties import RecognitionKind
from shared.values.terms import Scope

router = Router(prefix="/recognitions", tags=["recognitions"])
EXAMPLE = {
    "organisation": "00000099000000001001",
    "kind": "certificate",
    "code": "hkz",
    "number": "HKZ-2026/114",
    "validFrom": "2025-04-01",
    "validUntil": "2026-03-31",
}


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek erkenningen (recognitions)",
    description="Toelatingen, erkenningen, certificaten en kwaliteitseisen met hun dagen (R-C58); een aanbieder ziet de zijne.",
    answer=Recognition,
    page=True,
)
async def list_recognitions(
    ctx: Ctx,
    request: PageQuery,
    organisation: Annotated[Oin | None, Query(description="Alleen van deze organisatie (OIN).")] = None,
    kind: Annotated[RecognitionKind | None, Query(description="Alleen van deze soort.")] = None,
    code: Annotated[Slug | None, Query(description="Alleen deze toelating, erkenning of eis.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of recognitions."""
    found = await operations.list_recognitions(
        ctx, request, organisation=organisation, kind=kind, code=code, reference=external_reference
    )
    return page(ctx, Recognition, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een erkenning (recognition)",
    answer=Recognition,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed],
    example=EXAMPLE,
    dry_run=True,
)
async def register_recognition(ctx: Ctx, body: NewRecognition) -> Response:
    """Register a recognition."""
    made = await operations.register_recognition(ctx, body)
    return answer(ctx, Recognition, made, 201, f"/v1/recognitions/{made.id}")


@router.post(
    "/_check",
    scope=Scope.CONTRACTS_READ,
    summary="Vraag of een aanbieder op een dag mag leveren (check)",
    description="Wat het product eist (productCode), of elk product van het contract (contractId), en wat u zelf nog vraagt"
    " (demands). Verliep het certificaat op 31 maart, dan mag op 2 april niet worden geleverd: admitted is false, met wat"
    " ontbreekt, sinds wanneer en waarom (R-C58).",
    answer=RecognitionCheck,
    problems=[ContractNotFound, rules.RecognitionQuestionRefused],
    safe=True,
    example={
        "provider": "00000099000000001001",
        "day": "2026-04-02",
        "productCode": "02A15",
    },
)
async def check_recognitions(ctx: Ctx, body: NewRecognitionCheck) -> Response:
    """Whether a provider may deliver."""
    return answer(ctx, RecognitionCheck, told(ctx, await operations.check_recognitions(ctx, body)))


def told(ctx: Context, found: rules.Check) -> RecognitionCheck:
    """A check with its steps in the reader's language."""
    return RecognitionCheck(
        provider=found.provider,
        day=found.day,
        admitted=found.admitted,
        missing=[MissingRecognition.model_validate(one, from_attributes=True) for one in found.missing],
        recognitions=[Recognition.model_validate(one, from_attributes=True) for one in found.recognitions],
        steps=[
            DerivationStep(
                rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
            )
            for one in found.why.steps
        ],
    )


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of wijzig een erkenning onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; van wie, welke soort en de eerste dag blijven wat zij zijn.",
    answer=Recognition,
    status=201,
    problems=[PurchaserOnly, rules.RecognitionRefused, ReferenceUsed],
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_recognition(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de erkenning.")],
    body: NewRecognition,
) -> Response:
    """Register or change a recognition under a reference of one's own."""
    made, new = await operations.put_recognition(ctx, reference, body)
    return answer(ctx, Recognition, made, 201 if new else 200)


@router.patch(
    "/{recognition_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Verleng of wijzig een erkenning (recognition)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396).",
    answer=Recognition,
    problems=[rules.RecognitionNotFound, PurchaserOnly, rules.RecognitionRefused],
    example={"validUntil": "2027-03-31"},
    dry_run=True,
)
async def change_recognition(ctx: Ctx, recognition_id: UUID, body: RecognitionChange) -> Response:
    """Change a recognition."""
    return answer(ctx, Recognition, await operations.change_recognition(ctx, recognition_id, body))


@router.get(
    "/{recognition_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een erkenning (recognition)",
    answer=Recognition,
    problems=[rules.RecognitionNotFound],
)
async def get_recognition(ctx: Ctx, recognition_id: UUID) -> Response:
    """One recognition."""
    return answer(ctx, Recognition, await operations.get_recognition(ctx, recognition_id))
