"""Waiting times in the graph."""

from datetime import date

from tests.services.outcomes.conftest import Measured

TEXT = """
query ($contract: UUID!, $quarter: String!) {
  waitingTimes(contractId: $contract, quarter: $quarter) {
    counted within shareBasisPoints medianWorkingDays suppressed
  }
  waitingTimesOfRequests(contractId: $contract, quarter: $quarter) {
    nodes { workingDays calendarDays withinNorm }
  }
  waitingTimesByGroup(contractId: $contract, quarter: $quarter, by: team) { by groups { team suppressed } }
}
"""


async def test_the_waiting_times_of_a_quarter(measured: Measured) -> None:
    """The same as over REST: of one request no figures, and that request for who works on it."""
    await measured.tell("access", "first-talk-held", measured.request(date(2026, 5, 7), date(2026, 5, 18)))
    answer = await measured.query(TEXT, contract=str(measured.contract.id), quarter="2026-Q2")
    nothing = dict.fromkeys(("counted", "within", "shareBasisPoints", "medianWorkingDays"))
    assert answer["data"]["waitingTimes"] == nothing | {"suppressed": True}
    groups = {"by": "team", "groups": [{"team": None, "suppressed": True}]}
    assert answer["data"]["waitingTimesByGroup"] == groups
    one = {"workingDays": 5, "calendarDays": 11, "withinNorm": True}
    assert answer["data"]["waitingTimesOfRequests"]["nodes"] == [one]


async def test_a_quarter_that_is_none(measured: Measured) -> None:
    """The same code as over REST."""
    answer = await measured.query(TEXT, contract=str(measured.contract.id), quarter="2026")
    assert answer["errors"][0]["extensions"]["code"] == "request-invalid"
