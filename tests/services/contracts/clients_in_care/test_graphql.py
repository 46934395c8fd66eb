"""Clients in care in the graph."""

from __future__ import annotations

import pytest

from tests.services.contracts import caring, given
from tests.services.contracts.conftest import Ready

COUNT = """query ($on: Date, $until: Date, $contract: UUID) {
  clientsInCare(on: $on, until: $until, contractId: $contract) { nodes {
    contractNumber on until clients suppressed counts { provisionType productCode clients } } } }"""


@pytest.mark.rule("R-X12")
async def test_the_graph_counts_as_rest_does(ready: Ready) -> None:
    """Two clients of one product; a period that runs back and a year that is none are refused."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    await caring.decide(ready, contract, 2)
    found = await ready.graph(COUNT, contract=str(contract.id), on="2026-02-01")
    assert "errors" not in found, found
    assert found["data"]["clientsInCare"]["nodes"] == [
        {
            "contractNumber": "ALP-2026-01", "on": "2026-02-01", "until": "2026-02-01", "clients": 2, "suppressed": False,
            "counts": [{"provisionType": "tailorMade", "productCode": "02A03", "clients": 2}],
        }
    ]  # fmt: skip
    back = await given.refusal(ready.tenant, COUNT, on="2026-02-01", until="2026-01-31")
    assert (back["code"], back["status"]) == ("care-period-reversed", 400)
    far = await given.refusal(ready.tenant, COUNT, on="9999-12-31")
    assert far["status"] == 400
