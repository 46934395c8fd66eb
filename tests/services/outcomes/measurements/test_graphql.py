"""Measurements in the graph."""

from typing import Any

from tests.services.outcomes.conftest import Measured

REGISTER = (
    "mutation ($new: NewMeasurement!) { registerMeasurement(new: $new) { id version quarter value source } }"
)


def new(measured: Measured, **other: Any) -> dict[str, Any]:
    """A measurement as GraphQL input."""
    told = {"indicator": "client-satisfaction", "quarter": "2026-Q1", "value": "7.0", "source": "provider"}
    return {"contractId": str(measured.contract.id), **told, **other}


async def test_a_measurement_is_registered_once_per_key(measured: Measured) -> None:
    """The mutation registers; the same key again answers with what is there."""
    sent = {"query": REGISTER, "variables": {"new": new(measured)}}
    answers = [
        (await measured.post("/graphql", sent, oin=measured.lead, key="once")).json() for _ in range(2)
    ]
    assert "errors" not in answers[0], answers[0]
    assert answers[0] == answers[1]
    assert answers[0]["data"]["registerMeasurement"]["value"] == "7.0"
    page = await measured.query("query { measurements { nodes { quarter value batchId } } }")
    assert page["data"]["measurements"]["nodes"] == [{"quarter": "2026-Q1", "value": "7.0", "batchId": None}]


async def test_one_measurement_by_its_id(measured: Measured) -> None:
    """By id, with the indicator that was measured."""
    made = await measured.measure()
    text = "query ($id: UUID!) { measurement(id: $id) { value indicator { number } } }"
    found = await measured.query(text, id=str(made.id))
    assert found["data"]["measurement"] == {"value": "7.0", "indicator": {"number": 9}}


async def test_problems_are_those_of_rest(measured: Measured) -> None:
    """A rule that refuses and a shape that is wrong carry the same codes as over REST."""
    refused = await measured.query(REGISTER, oin=measured.lead, new=new(measured, value="11"))
    wrong = await measured.query(REGISTER, oin=measured.lead, new=new(measured, quarter="2026"))
    assert refused["errors"][0]["extensions"]["code"] == "measurement-refused"
    assert [one["code"] for one in refused["errors"][0]["extensions"]["errors"]] == ["value-outside-scale"]
    assert wrong["errors"][0]["extensions"]["code"] == "request-invalid"
