"""Consortia over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.consortia import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import Consortium, ConsortiumChange, NewConsortium
from shared.values.terms import Scope

router = Router(prefix="/consortia", tags=["consortia"])
EXAMPLE = {
    "name": "Samen Sterk",
    "startDate": "2026-01-01",
    "members": [
        {"oin": "00000099000000001001", "role": "main", "paymentLead": True},
        {"oin": "00000099000000001002", "role": "sub"},
    ],
    "providersRelation": "complementary",
}


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek samenwerkingsverbanden (consortia)",
    description="Elk lid ziet de samenwerkingsverbanden waarvan het lid is.",
    answer=Consortium,
    page=True,
)
async def list_consortia(
    ctx: Ctx,
    request: PageQuery,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of consortia."""
    return page(ctx, Consortium, await operations.list_consortia(ctx, request, external_reference))


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een samenwerkingsverband (consortium)",
    description="Ten minste één hoofdaannemer en precies één penvoerder, elk lid één keer (R-C11).",
    answer=Consortium,
    status=201,
    problems=[PurchaserOnly, rules.ConsortiumInvalid, ReferenceUsed],
    example=EXAMPLE,
    dry_run=True,
)
async def register_consortium(ctx: Ctx, body: NewConsortium) -> Response:
    """Register a consortium."""
    made = await operations.register_consortium(ctx, body)
    return answer(ctx, Consortium, made, 201, f"/v1/consortia/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of wijzig een samenwerkingsverband onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; leden en eerste dag blijven wat zij zijn.",
    answer=Consortium,
    status=201,
    problems=[PurchaserOnly, rules.ConsortiumInvalid, ReferenceUsed],
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_consortium(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het samenwerkingsverband.")],
    body: NewConsortium,
) -> Response:
    """Register or change a consortium under a reference of one's own."""
    made, new = await operations.put_consortium(ctx, reference, body)
    return answer(ctx, Consortium, made, 201 if new else 200)


@router.patch(
    "/{consortium_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een samenwerkingsverband (consortium)",
    description="Naam, concurrerend of aanvullend, en de gezamenlijke overhead (N-103); leden en eerste dag blijven. Wat"
    " ontbreekt blijft, null haalt weg (RFC 7396).",
    answer=Consortium,
    problems=[rules.ConsortiumNotFound, PurchaserOnly],
    example={"sharedOverhead": True, "sharedOverheadCents": 12000000},
    dry_run=True,
)
async def change_consortium(ctx: Ctx, consortium_id: UUID, body: ConsortiumChange) -> Response:
    """Change a consortium."""
    return answer(ctx, Consortium, await operations.change_consortium(ctx, consortium_id, body))


@router.get(
    "/{consortium_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een samenwerkingsverband (consortium)",
    answer=Consortium,
    problems=[rules.ConsortiumNotFound],
)
async def get_consortium(ctx: Ctx, consortium_id: UUID) -> Response:
    """One consortium."""
    return answer(ctx, Consortium, await operations.get_consortium(ctx, consortium_id))


@router.get(
    "/{consortium_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom is dit een samenwerkingsverband (derivation)",
    description="De leden met hun rollen en de penvoerder (R-C11).",
    answer=DerivationAnswer,
    problems=[rules.ConsortiumNotFound],
)
async def get_consortium_derivation(ctx: Ctx, consortium_id: UUID) -> Response:
    """Why these members make a consortium."""
    await operations.get_consortium(ctx, consortium_id)
    return await explained(ctx, consortium_id)
