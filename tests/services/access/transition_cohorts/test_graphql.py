"""Transition cohorts in the graph: prepared, listed, carried out and withdrawn."""

from typing import Any

from tests.services.access.allocations.test_rest import granted
from tests.services.access.transition_cohorts.test_rest import second_contract

PREPARE = """mutation ($new: NewTransitionCohort!) { registerTransitionCohort(new: $new) {
  id clients warnings { code count } } }"""
LIST = "query ($id: UUID!) { transferList(id: $id) { clients lines { gapDays toNumber } } transitionCohort(id: $id) { state } }"
ACT = "mutation ($id: UUID!) { %sTransitionCohort(id: $id) { state gapDays } }"


async def test_a_cohort_is_prepared_listed_and_carried_out(agreed: Any) -> None:
    """As over REST; a second one is withdrawn."""
    made = await granted(agreed)
    new = await second_contract(agreed, made.provider)
    asked = {"fromContractId": str(agreed.contract.id), "toContractId": str(new.id), "lastDay": "2026-04-30"}
    ids = []
    for _ in range(2):
        cohort = (await agreed.graph(PREPARE, new=asked))["data"]["registerTransitionCohort"]
        assert (cohort["clients"], cohort["warnings"]) == (1, [])
        ids.append(cohort["id"])
    done = (await agreed.graph(ACT % "carryOut", id=ids[0]))["data"]["carryOutTransitionCohort"]
    assert done == {"state": "carriedOut", "gapDays": 0}
    found = (await agreed.graph(LIST, id=ids[0]))["data"]
    assert found["transferList"] == {"clients": 1, "lines": [{"gapDays": 0, "toNumber": 2}]}
    assert found["transitionCohort"] == {"state": "carriedOut"}
    gone = (await agreed.graph(ACT % "withdraw", id=ids[1]))["data"]["withdrawTransitionCohort"]
    assert gone["state"] == "withdrawn"
