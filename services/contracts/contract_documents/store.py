"""The only SQL on contract documents and their bytes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from services.contracts.contract_documents.rules import (
    ContractDocument,
    ContractDocumentNotFound,
    DocumentFiled,
)
from services.contracts.tables import contract_document_contents, contract_documents
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.kit.rows import add_row, find_row
from shared.schemas import contracts as schemas

DOCUMENTS = Register(contract_documents, ContractDocument, schemas.ContractDocument, ContractDocumentNotFound)


@asynccontextmanager
async def filed_once(document: ContractDocument) -> AsyncIterator[None]:
    """The same bytes with the same version once. Raises DocumentFiled."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_contract_documents_sha256":
            raise DocumentFiled(version=document.contract_version, sha256=document.sha256) from error
        raise


async def add_content(
    connection: Connection, document: ContractDocument, content: bytes, client_id: str
) -> None:
    """The bytes of a document, after it."""
    row = {
        "owner": document.owner,
        "id": document.id,
        "parties": document.parties,
        "client_id": client_id,
        "bytes": content,
    }
    await add_row(connection, contract_document_contents, row)


async def get_content(connection: Connection, document: ContractDocument) -> bytes:
    """The bytes of a document; ContractDocumentNotFound where the archive keeps them."""
    row = await find_row(connection, contract_document_contents, document.id)
    if row is None:
        raise ContractDocumentNotFound(id=document.id)
    content: bytes = row["bytes"]
    return content
