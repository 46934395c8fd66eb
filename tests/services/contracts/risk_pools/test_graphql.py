"""Risk pools in the graph."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_graph
from tests.services.contracts.risk_pools.case import CASE


async def test_the_graph_does_what_rest_does(ready: Ready) -> None:
    """Registered once per key, read by id and in a page, changed on the version that was read."""
    await check_graph(ready, CASE, "name year variant members { inhabitants } remarks { code }")
