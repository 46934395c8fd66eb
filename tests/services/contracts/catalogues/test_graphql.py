"""Catalogues in the graph, with whom a client gets."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.catalogues.test_rest import awarded
from tests.services.contracts.procuring import Market

READ = """query ($id: UUID!) { catalogue(id: $id) {
  choiceTermDays entries { rank provider capacity }
  assignment(offeredOn: "2025-12-01") { provider origin chooseUntil steps { rule } }
} }"""
LIST = "{ catalogues { nodes { id name } } }"
CHANGE = """mutation ($id: UUID!, $change: CatalogueChange!, $v: Int) {
  changeCapacity(id: $id, change: $change, version: $v) { version entries { capacity } }
}"""


@pytest.mark.rule("R-C43")
async def test_the_graph_reads_assigns_and_changes(market: Market) -> None:
    """By rank with room, in one query; the capacity changes on the version that was read."""
    made, tenant = await awarded(market), market.tenant
    told = (await given.graph(tenant, READ, id=str(made.id)))["data"]["catalogue"]
    assert [one["rank"] for one in told["entries"]] == [1, 2, 3]
    assert (told["assignment"]["provider"], told["assignment"]["origin"]) == (
        market.providers[0],
        "byIndicators",
    )
    listed = (await given.graph(tenant, LIST))["data"]["catalogues"]["nodes"]
    assert listed == [{"id": str(made.id), "name": "Begeleiding individueel"}]
    change = {"capacities": [{"provider": market.providers[1], "capacity": 1}]}
    done = await given.graph(tenant, CHANGE, id=str(made.id), change=change, v=1)
    assert done["data"]["changeCapacity"]["entries"][0] == {"capacity": 1}
    assert (await given.refusal(tenant, CHANGE, id=str(made.id), change=change, v=1))["status"] == 412
