"""What happens to documents at once."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_documents.test_rest import body


@pytest.mark.rule("R-C08")
async def test_of_twenty_filings_of_the_same_bytes_one_is_made(ready: Ready) -> None:
    """One 201 and nineteen 409: the same digest with the same version is there already; one fact."""
    contract = await ready.active()
    answers = await given.twenty(ready.tenant, "POST", "/contract-documents", json=body(contract))
    assert given.statuses(answers) == {201: 1, 409: 19}
    assert len(await given.facts(ready.tenant, "document-filed")) == 1


async def test_a_dry_filing_writes_nothing(ready: Ready) -> None:
    """The answer is that of a filing; there is no document and no fact afterwards."""
    contract = await ready.active()
    shown = await ready.ask("POST", "/contract-documents?dryRun=true", json=body(contract))
    assert (shown.status_code, shown.json()["stored"]) == (201, True)
    assert (await ready.ask("GET", "/contract-documents")).json()["items"] == []
    assert await given.facts(ready.tenant, "document-filed") == []
