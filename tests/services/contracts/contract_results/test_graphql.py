"""Contract results in the graph, with their contract."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.contract_results.judging import GOOD, YEAR, TenantOn, judged

PAGE = """query ($id: UUID!) { contractResults(contractId: $id, year: 2026, first: 5) { edges { node {
  id year outcome verdict agreements { indicator quarters { quarter verdict } } contract { number } } } } }"""


@pytest.mark.rule("R-X05")
async def test_results_are_read_in_the_graph(tenant_on: TenantOn) -> None:
    """A page with the quarters and the contract, one by its id; another municipality gets neither."""
    tenant = await tenant_on(date(2027, 2, 1))
    contract, (result,) = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    found = await given.graph(tenant, PAGE, id=str(contract.id))
    assert "errors" not in found, found
    (edge,) = found["data"]["contractResults"]["edges"]
    assert (edge["node"]["outcome"], edge["node"]["contract"]["number"]) == ("metNotAudited", contract.number)
    assert [one["indicator"] for one in edge["node"]["agreements"]] == ["self-reliance", "relapse"]
    assert len(edge["node"]["agreements"][0]["quarters"]) == 4
    whole = "query ($id: UUID!) { contract(id: $id) { results { id outcome } } }"
    nested = (await given.graph(tenant, whole, id=str(contract.id)))["data"]["contract"]["results"]
    assert nested == [{"id": str(result.id), "outcome": "metNotAudited"}]
    one = "query ($id: UUID!) { contractResult(id: $id) { year version } }"
    assert (await given.graph(tenant, one, id=str(result.id)))["data"]["contractResult"]["year"] == 2026
    other = await tenant_on(date(2027, 2, 1))
    assert (await given.refusal(other, PAGE, id=str(contract.id)))["code"] == "contract-not-found"
    assert (await given.refusal(other, one, id=str(result.id)))["code"] == "contract-result-not-found"
