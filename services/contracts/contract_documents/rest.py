"""Documents of a contract over REST."""

import base64
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.amendments.rules import AmendmentNotFound
from services.contracts.contract_documents import operations, rules
from services.contracts.contracts.rules import ContractNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference
from shared.schemas.contracts import ContractDocument, NewContractDocument
from shared.values.life import DocumentKind
from shared.values.terms import Scope

router = Router(prefix="/contract-documents", tags=["contract-documents"])
BYTES = "application/octet-stream"
# Twenty megabytes in base64, and what stands around it.
BODY_LIMIT = 29_000_000
EXAMPLE = {
    "contractId": "01985c7e-1b1a-7c33-9d0e-5a4f6b7c8d9e",
    "contractVersion": 4,
    "kind": "contract",
    "title": "Getekende overeenkomst",
    "signedOn": "2026-01-01",
    "mediaType": "application/pdf",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "size": 48213,
    "archiveUrl": "https://archief.example/documenten/1",
}
FILING = [
    ContractNotFound, AmendmentNotFound, PurchaserOnly, rules.ContractDocumentRefused, rules.DocumentFiled, ReferenceUsed,
]  # fmt: skip


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek getekende stukken (contract documents)",
    description="Met hun SHA-256 en de versie van het contract waarbij zij horen; de inhoud staat apart.",
    answer=ContractDocument,
    page=True,
)
async def list_documents(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    contract_version: Annotated[
        int | None, Query(alias="contractVersion", ge=1, le=1_000_000, description="Alleen van deze versie.")
    ] = None,
    kind: Annotated[DocumentKind | None, Query(description="Alleen van deze soort.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of documents."""
    found = await operations.list_documents(
        ctx, request, contract_id, contract_version, kind, external_reference
    )
    return page(ctx, ContractDocument, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een getekend stuk vast (contract document)",
    description="Bij een versie van het contract: de inhoud tot 20 MB (contentBase64), of de plaats in het eigen archief met de"
    " SHA-256. Het wordt nooit gewijzigd.",
    answer=ContractDocument,
    status=201,
    problems=FILING,
    example=EXAMPLE,
    body_limit=BODY_LIMIT,
    dry_run=True,
)
async def file_document(ctx: Ctx, body: NewContractDocument) -> Response:
    """File a document."""
    made = await operations.file_document(ctx, body)
    return answer(ctx, ContractDocument, made, 201, f"/v1/contract-documents/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een getekend stuk vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde stuk komt terug; een andere inhoud wordt geweigerd.",
    answer=ContractDocument,
    status=201,
    problems=FILING,
    example=EXAMPLE,
    body_limit=BODY_LIMIT,
    if_match=False,
    dry_run=True,
)
async def put_document(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het stuk.")],
    body: NewContractDocument,
) -> Response:
    """File a document under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.file_document(ctx, named)
    return answer(ctx, ContractDocument, made, 201, f"/v1/contract-documents/{made.id}")


@router.get(
    "/{document_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een getekend stuk (contract document)",
    answer=ContractDocument,
    problems=[rules.ContractDocumentNotFound],
)
async def get_document(ctx: Ctx, document_id: UUID) -> Response:
    """One document."""
    return answer(ctx, ContractDocument, await operations.get_document(ctx, document_id))


@router.get(
    "/{document_id}/content",
    scope=Scope.CONTRACTS_READ,
    summary="Haal de inhoud van een getekend stuk op (content)",
    description="De bytes zoals zij zijn vastgelegd; Content-Digest is hun SHA-256 (RFC 9530).",
    answer=None,
    media=(BYTES,),
    problems=[rules.ContractDocumentNotFound],
)
async def get_content(ctx: Ctx, document_id: UUID) -> Response:
    """The bytes of a document."""
    document, content = await operations.get_content(ctx, document_id)
    digest = base64.b64encode(bytes.fromhex(document.sha256)).decode()
    # Never shown by a browser as what it says it is: it came from a client.
    headers = {
        "Content-Disposition": f'attachment; filename="{document.id}"',
        "Content-Digest": f"sha-256=:{digest}:",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, 200, headers, BYTES)
