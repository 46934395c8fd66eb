"""The SQL on documents: never changed, and their bytes apart from them."""

from __future__ import annotations

from uuid import UUID

import asyncpg
import pytest

from services.contracts.contract_documents import store
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_documents.test_rest import BYTES, body


@pytest.mark.rule("R-C08")
@pytest.mark.parametrize("table", ["contract_documents", "contract_document_contents"])
@pytest.mark.parametrize("statement", ["update {} set version = 2", "delete from {}"])
async def test_the_database_refuses_to_change_or_take_away_a_document(
    ready: Ready, table: str, statement: str
) -> None:
    """Neither by a right of the application nor past the trigger."""
    contract = await ready.active()
    await ready.ask("POST", "/contract-documents", json=body(contract))
    with pytest.raises(asyncpg.PostgresError) as refused:
        async with given.context(ready.tenant).begin() as connection:
            await connection.raw.execute(statement.format(table))
    assert refused.value.sqlstate in ("23001", "42501")


async def test_a_list_of_documents_does_not_read_their_bytes(ready: Ready) -> None:
    """The row of a document has no bytes; they are read by its id."""
    contract = await ready.active()
    made = (await ready.ask("POST", "/contract-documents", json=body(contract))).json()
    async with given.context(ready.tenant).read() as connection:
        document = await store.DOCUMENTS.get(connection, UUID(made["id"]))
        assert not hasattr(document, "bytes")
        assert await store.get_content(connection, document) == BYTES
