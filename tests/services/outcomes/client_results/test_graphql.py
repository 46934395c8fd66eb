"""Client results in the graph."""

from shared.values.arrangements import Evaluator, Scenario
from tests.services.outcomes.client_results.wanting import say, under, want
from tests.services.outcomes.conftest import Measured

GIVE = "mutation ($new: NewResultOpinion!) { registerResultOpinion(new: $new) { id clientResultId verdict } }"
READ = """
query ($contract: UUID!, $result: UUID!) {
  clientResults(contractId: $contract) { nodes { state verdict attributable opinions { evaluator verdict } } }
  clientResult(id: $result) { derivation { steps { rule sentence } } }
  resultOpinions { nodes { evaluator motive } }
  clientResultTasks(contractId: $contract) { nodes { kind missing } }
  clientResultCounts(contractId: $contract, dateFrom: "2026-01-01", dateUntil: "2026-12-31") { due judged open }
}
"""


async def test_the_same_as_over_rest(measured: Measured) -> None:
    """Given by both, read in every form, with why it is so."""
    contract = await under(measured, Scenario.B)
    wanted, waiting = await want(measured, contract), await want(measured, contract, 4712)
    await say(measured, wanted, Evaluator.PROVIDER)
    new = {
        "desiredResultId": str(wanted.id), "evaluator": "municipality", "verdict": "achieved",
        "influence": "providersEffort", "evaluatedOn": "2026-05-04",
    }  # fmt: skip
    given = await measured.query(GIVE, new=new)
    assert given["data"] is not None, given
    made = given["data"]["registerResultOpinion"]
    answer = await measured.query(READ, contract=str(contract.id), result=made["clientResultId"])
    data = answer["data"]
    assert data is not None, answer
    [one] = data["clientResults"]["nodes"]
    assert (one["state"], one["verdict"], one["attributable"], len(one["opinions"])) == (
        "agreed",
        "achieved",
        True,
        2,
    )
    assert {step["rule"] for step in data["clientResult"]["derivation"]["steps"]} == {"R-O24", "R-O25"}
    assert data["clientResultTasks"]["nodes"] == [
        {"kind": "termPassed", "missing": ["municipality", "provider"]}
    ]
    assert data["clientResultCounts"] == {"due": 2, "judged": 1, "open": 1}
    assert len(data["resultOpinions"]["nodes"]) == 2 and waiting.id != wanted.id
