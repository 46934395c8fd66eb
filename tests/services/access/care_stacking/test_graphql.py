"""Care stacking in the graph."""

from typing import Any

import pytest

from tests.services.access.care_stacking.given import add, allocation, citizens


@pytest.mark.rule("R-A42")
async def test_stacks_are_in_the_graph(agreed: Any) -> None:
    """With their allocations and the derivation, page by page; a minimum that cannot be is refused."""
    for person in await citizens(agreed, 2):
        await add(agreed, *(allocation(agreed, person, person.int % 10**6 + number) for number in range(3)))
    asked = """query ($after: String) { careStackings(first: 1, after: $after) {
      nodes { stackedFor citizenId count since allocations { allocationNumber } steps { rule sentence } }
      pageInfo { hasNextPage endCursor } } }"""
    page = (await agreed.graph(asked))["data"]["careStackings"]
    (one,) = page["nodes"]
    assert (one["stackedFor"], one["count"], one["since"], len(one["allocations"])) == (
        "citizen",
        3,
        "2026-01-01",
        3,
    )
    assert one["steps"][0]["rule"] == "R-A42"
    assert page["pageInfo"]["hasNextPage"]
    rest = (await agreed.graph(asked, after=page["pageInfo"]["endCursor"]))["data"]["careStackings"]
    assert (len(rest["nodes"]), rest["pageInfo"]["hasNextPage"]) == (1, False)
    refused = await agreed.graph("{ careStackings(minimum: 0) { nodes { count } } }")
    assert refused["errors"][0]["extensions"]["code"] == "request-invalid"
