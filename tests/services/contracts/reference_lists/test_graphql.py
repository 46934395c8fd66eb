"""The lists of the sources in the graph."""

from __future__ import annotations

from tests.services.contracts import given
from tests.support.tenants import Tenant

LISTS = (
    """query ($n: String) { referenceLists(enumeration: $n) { code items { code nameNl nameEn group } } }"""
)


async def test_the_graph_shows_the_same_lists(tenant: Tenant) -> None:
    """All, or one number's, without a single statement for the lists themselves."""
    everything = (await given.graph(tenant, LISTS))["data"]["referenceLists"]
    assert len(everything) == 32
    (one,) = (await given.graph(tenant, LISTS, n="N-77"))["data"]["referenceLists"]
    assert [each["group"] for each in one["items"]] == ["schaal"] * 3 + ["concurrentie"] * 2
