"""Documents in the graph: filed by a mutation, and under the contract to which they belong."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_documents.test_rest import DIGEST, body


async def test_a_document_is_filed_and_hangs_from_its_contract(ready: Ready) -> None:
    """By its digest, with the version; its bytes are not in the graph."""
    contract = await ready.active()
    made = await ready.graph(
        "mutation ($new: NewContractDocument!) { fileDocument(new: $new) { id kind sha256 } }",
        new=body(contract),
    )
    assert made["data"]["fileDocument"]["sha256"] == DIGEST, made
    found = await ready.graph("query { contracts { nodes { documents { contractVersion kind } } } }")
    assert found["data"]["contracts"]["nodes"] == [
        {"documents": [{"contractVersion": 4, "kind": "contract"}]}
    ]
    one = await ready.graph(
        "query ($id: UUID!) { contractDocument(id: $id) { title stored } contractDocuments(kind: annex) { nodes { id } } }",
        id=made["data"]["fileDocument"]["id"],
    )
    assert one["data"] == {
        "contractDocument": {"title": "Getekende overeenkomst", "stored": True},
        "contractDocuments": {"nodes": []},
    }
