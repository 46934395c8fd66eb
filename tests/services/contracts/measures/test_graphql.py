"""Measures in the graph."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.measures.case import CASE
from tests.services.contracts.plainly import check_graph


async def test_the_graph_does_what_rest_does(ready: Ready) -> None:
    """Registered once per key, read by id and in a page, changed on the version that was read."""
    await check_graph(ready, CASE, "code pillar expectedEffectCents status")
