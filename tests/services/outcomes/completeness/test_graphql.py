"""Completeness in the graph."""

from tests.services.outcomes.conftest import Measured

QUERY = """query ($id: UUID!) {
  completeness(year: 2026, contractId: $id, first: 5) {
    nodes { due registered shareBasisPoints indicators { indicator periods { quarter due registered } } }
  }
}"""


async def test_the_graph_says_the_same(measured: Measured) -> None:
    """Due, registered and share, by indicator and period."""
    await measured.measure("2026-Q1")
    told = await measured.query(QUERY, id=str(measured.contract.id))
    (node,) = told["data"]["completeness"]["nodes"]
    assert (node["due"], node["registered"], node["shareBasisPoints"]) == (4, 1, 2_500)
    assert [len(one["periods"]) for one in node["indicators"]] == [2, 2]
