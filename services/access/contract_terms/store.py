"""The only SQL on contract terms."""

from __future__ import annotations

from uuid import UUID

from services.access.contract_terms.rules import ContractNotFound, ContractTerms
from services.access.tables import contract_terms
from shared.kit.database import Connection
from shared.kit.rows import find_row, list_rows_by, read, read_all, save_newest


async def get_terms(connection: Connection, contract_id: UUID) -> ContractTerms:
    """What is known of the contract; ContractNotFound."""
    row = await find_row(connection, contract_terms, contract_id)
    if row is None:
        raise ContractNotFound(id=contract_id)
    return read(row, ContractTerms)


async def list_terms(connection: Connection, ids: list[UUID]) -> list[ContractTerms]:
    """What is known of several contracts, in one statement; those that are not there are left out."""
    return read_all(await list_rows_by(connection, contract_terms, "id", ids), ContractTerms)


async def save_terms(connection: Connection, terms: ContractTerms, client_id: str) -> None:
    """Keep the newest version of a contract's terms; an older one changes nothing."""
    await save_newest(connection, contract_terms, terms, client_id)
