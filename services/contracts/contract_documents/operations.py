"""What can be done with the documents of a contract: file one with a version, find it, read its bytes."""

from __future__ import annotations

from uuid import UUID

from services.contracts.amendments import store as amendments
from services.contracts.amendments.rules import AmendmentNotFound
from services.contracts.contract_documents import rules, store
from services.contracts.contract_documents.rules import ContractDocument, Filing
from services.contracts.contracts import store as contracts
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.life import DocumentKind
from shared.values.terms import Scope

_GIVEN = (
    "contract_id",
    "contract_version",
    "amendment_id",
    "kind",
    "title",
    "signed_on",
    "media_type",
    "size",
    "sha256",
    "archive_url",
)


@operation
async def get_document(ctx: Context, document_id: UUID) -> ContractDocument:
    """One document, without its bytes. Raises ContractDocumentNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.DOCUMENTS.get(connection, document_id)


@operation
async def get_content(ctx: Context, document_id: UUID) -> tuple[ContractDocument, bytes]:
    """A document with its bytes. Raises ContractDocumentNotFound, also where the archive keeps them."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        document = await store.DOCUMENTS.get(connection, document_id)
        return document, await store.get_content(connection, document)


@operation
async def list_documents(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    contract_version: int | None = None,
    kind: DocumentKind | None = None,
    reference: str | None = None,
) -> Slice[ContractDocument]:
    """A page of documents, of one contract, version, kind or reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    asked = {"contract_version": contract_version, "kind": kind, "external_reference": reference}
    async with ctx.read() as connection:
        return await store.DOCUMENTS.page(connection, page, contract_id=contract_id, **asked)


@operation
async def list_documents_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, list[ContractDocument]]:
    """The documents of many contracts at once, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.DOCUMENTS.list_by(connection, "contract_id", ids)
    grouped: dict[UUID, list[ContractDocument]] = {}
    for document in found:
        grouped.setdefault(document.contract_id, []).append(document)
    return grouped


@operation
async def file_document(ctx: Context, new: schemas.NewContractDocument) -> ContractDocument:
    """File a signed document with a version of a contract; it stays as it is (R-C08).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, AmendmentNotFound,
    PurchaserOnly, ContractDocumentRefused, DocumentFiled, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    filing = Filing(**new.model_dump())
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        if new.amendment_id is not None:
            amendment = await amendments.get_amendment(connection, new.amendment_id)
            if amendment.contract_id != contract.id:
                raise AmendmentNotFound(id=new.amendment_id)
        document, content = rules.file(contract, filing)
        client_id, reference = ctx.actor.client_id, new.external_reference
        known = await store.DOCUMENTS.find_by_reference(connection, contract.owner, client_id, reference)
        if known is not None and reference is not None:
            given = {name: getattr(document, name) for name in _GIVEN}
            give_known(schemas.ContractDocument, known, reference, given)
        async with store.filed_once(document):
            await store.DOCUMENTS.add(connection, document, client_id)
        if content is not None:
            await store.add_content(connection, document, content, client_id)
        await logbook.record(ctx, connection, "document-filed", schemas.ContractDocument, document)
    return document
