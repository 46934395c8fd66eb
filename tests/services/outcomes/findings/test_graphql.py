"""Findings in the graph: the same as over REST."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured

ASK = """query ($id: UUID!) {
  indicatorFindings(contractId: $id, severity: warning, ceilingUseBasisPoints: 9500) {
    contractNumber findings { code rule severity reason { nl } derivation { rule inputs } } notAssessed { code }
  }
  allIndicatorFindings(first: 1) { nodes { contractId findings { code } } }
  indicatorFindingKinds { code }
  indicatorPolicy { version limits { mostIndicators } }
}"""
SET = """mutation ($limits: NewIndicatorLimits!, $v: Int) {
  setIndicatorPolicy(limits: $limits, version: $v) { version limits { mostIndicators quartersWithoutResults } }
}"""


async def test_the_graph_finds_what_rest_finds(measured: Measured) -> None:
    """One contract, all of them, the kinds and the policy; a version that was not read is refused."""
    asked = await measured.query(ASK, id=str(measured.contract.id))
    assert "errors" not in asked, asked
    found = asked["data"]
    weak = next(one for one in found["indicatorFindings"]["findings"] if one["code"] == "weak-outcome")
    assert (weak["severity"], weak["derivation"][-1]["inputs"]["count"]) == ("warning", 2)
    rest = (await measured.get(f"/contracts/{measured.contract.id}/indicator-findings")).json()
    (node,) = found["allIndicatorFindings"]["nodes"]
    assert [one["code"] for one in node["findings"]] == [one["code"] for one in rest["findings"]]
    assert len(found["indicatorFindingKinds"]) > 15
    assert found["indicatorPolicy"] == {"version": 1, "limits": {"mostIndicators": 12}}
    made = await measured.query(SET, limits={"mostIndicators": 10}, v=1)
    assert made["data"]["setIndicatorPolicy"] == {
        "version": 2,
        "limits": {"mostIndicators": 10, "quartersWithoutResults": 2},
    }
    old = await measured.query(SET, limits={"mostIndicators": 11}, v=1)
    assert old["errors"][0]["extensions"]["code"] == "if-match-outdated"
