"""Indicators in the graph: with norms and with what was measured."""

from shared.values import new_id
from tests.services.outcomes.conftest import Measured

PAGE = """
query ($contract: UUID!) {
  indicators(contractId: $contract) {
    nodes { code norms { norm operator validFrom validUntil } measurements { quarter value indicator { code } } }
    pageInfo { hasNextPage }
  }
}
"""


async def test_indicators_carry_their_norms_and_what_counts(measured: Measured) -> None:
    """A corrected quarter shows its newest measurement alone, and the way back to the indicator."""
    await measured.measure("2026-Q1", "6.0")
    await measured.measure("2026-Q1", "7.5")
    await measured.measure("2026-Q2", "7.0")
    answer = await measured.query(PAGE, contract=str(measured.contract.id))
    assert "errors" not in answer, answer
    found = {one["code"]: one for one in answer["data"]["indicators"]["nodes"]}
    satisfaction = found["client-satisfaction"]
    assert [(one["quarter"], one["value"]) for one in satisfaction["measurements"]] == [
        ("2026-Q1", "7.5"),
        ("2026-Q2", "7.0"),
    ]
    assert satisfaction["measurements"][0]["indicator"] == {"code": "client-satisfaction"}
    assert satisfaction["norms"] == [
        {"norm": "7.0", "operator": "min", "validFrom": "2026-01-01", "validUntil": None}
    ]
    assert found["survey"]["measurements"] == []
    assert answer["data"]["indicators"]["pageInfo"]["hasNextPage"] is False


async def test_an_indicator_is_an_entity(measured: Measured) -> None:
    """Another subgraph's reference resolves to the indicator; an unknown one to null."""
    [one, *_] = await measured.client().indicators(measured.contract.id)
    text = "query ($of: [_Any!]!) { _entities(representations: $of) { ... on Indicator { code number } } }"
    of = [{"__typename": "Indicator", "id": str(id_)} for id_ in (one.id, new_id())]
    answer = await measured.query(text, of=of)
    assert answer["data"]["_entities"] == [{"code": one.code, "number": one.number}, None]


async def test_one_indicator_by_its_id(measured: Measured) -> None:
    """By id, or the problem's code in the errors."""
    [one, *_] = await measured.client().indicators(measured.contract.id)
    text = "query ($id: UUID!) { indicator(id: $id) { name } }"
    found = await measured.query(text, id=str(one.id))
    missing = await measured.query(text, id=str(new_id()))
    assert found["data"]["indicator"] == {"name": one.name}
    assert missing["errors"][0]["extensions"]["code"] == "indicator-not-found"
