"""Verdicts in the graph: quarters, statement and explanation in one question."""

from tests.services.outcomes.conftest import Measured

VERDICTS = """
query ($contract: UUID!) {
  contractVerdicts(contractId: $contract, year: 2026) {
    nodes {
      verdict auditComplete auditGaps
      quarters { indicator quarter verdict operator value }
      years { indicator quarter verdict }
      auditStatement { opinion complete }
      derivation { version steps { rule sentence } }
    }
  }
}
"""


async def test_a_verdict_with_all_that_stands_around_it(year_over: Measured) -> None:
    """The whole, its quarters, the statement that counts and why."""
    await year_over.measure_year()
    await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    answer = await year_over.query(VERDICTS, contract=str(year_over.contract.id))
    assert "errors" not in answer, answer
    [verdict] = answer["data"]["contractVerdicts"]["nodes"]
    assert (verdict["verdict"], verdict["auditComplete"], verdict["auditGaps"]) == ("met", True, [])
    assert verdict["auditStatement"] == {"opinion": "unqualified", "complete": True}
    assert {"indicator": "survey", "quarter": None, "verdict": "met"} in verdict["years"]
    assert len(verdict["quarters"]) == 8
    assert verdict["derivation"]["version"] == 2
    assert verdict["derivation"]["steps"][-1]["rule"] == "R-O28"


async def test_a_verdict_without_a_statement(measured: Measured) -> None:
    """By its id; the statement is null while there is none."""
    await measured.measure()
    known = await measured.client().contract_verdict(measured.contract.id, 2026)
    assert known is not None
    text = "query ($id: UUID!) { contractVerdict(id: $id) { year auditStatement { id } } }"
    answer = await measured.query(text, id=str(known.id))
    assert answer["data"]["contractVerdict"] == {"year": 2026, "auditStatement": None}
