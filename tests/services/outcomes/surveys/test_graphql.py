"""Surveys in the graph."""

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.surveys.asking import survey

QUERY = """query ($id: UUID!) {
  surveySeries(contractId: $id, year: 2026) { series { source mean responses suppressed } }
  surveyParticipation(contractId: $id, year: 2026) { missing providers { provider participated } }
  surveys(contractId: $id) { edges { node { id mean } } }
}"""
MUTATION = "mutation ($new: NewSurvey!) { registerSurvey(new: $new) { id responseBasisPoints } }"


async def test_the_graph_says_and_does_the_same(measured: Measured) -> None:
    """Registered by mutation, read in series, with who is missing."""
    new = survey(measured).model_dump(mode="json", by_alias=True)
    answer = await measured.post(
        "/graphql", {"query": MUTATION, "variables": {"new": new}}, headers={"Idempotency-Key": "graph"}
    )
    made = answer.json()["data"]["registerSurvey"]
    assert made["responseBasisPoints"] == 4_240, answer.text
    told = (await measured.query(QUERY, id=str(measured.contract.id)))["data"]
    assert [(one["source"], one["mean"]) for one in told["surveySeries"]["series"]] == [
        ("independent", "7.3")
    ]
    assert measured.lead not in told["surveyParticipation"]["missing"]
    assert len(told["surveyParticipation"]["missing"]) == len(measured.tenant.providers) - 1
    assert [one["node"]["id"] for one in told["surveys"]["edges"]] == [made["id"]]
