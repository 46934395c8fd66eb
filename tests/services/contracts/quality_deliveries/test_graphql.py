"""Delivered quality in the graph: told by a mutation, checked and explained by queries."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.quality_deliveries.examples import ReadyOn, line, running, told

TELL = """mutation ($new: QualityDeliveriesToRegister!) {
  registerQualityDeliveries(new: $new) { registered touched } }"""


@pytest.mark.rule("R-C32")
async def test_delivered_quality_is_told_and_checked_in_the_graph(ready_on: ReadyOn) -> None:
    """7 of 10 hours: the signal and its derivation, the line with its own, and the same refusals as over REST."""
    ready, contract = await running(ready_on)
    made = await ready.graph(TELL, oin=ready.lead, key="a", new=told(contract, line()))
    (delivery,) = made["data"]["registerQualityDeliveries"]["touched"]
    found = await ready.graph(
        """query ($id: UUID!, $line: UUID!) {
             qualityChecks(contractId: $id, productCode: "01A03", endedTo: "2026-06-30") { contract { number }
               checks { demandNumber short signals { delivered reason { en } } } derivation { steps { rule } } }
             qualityDeliveries(contractId: $id, demandNumber: 1) { nodes { id derivation { steps { rule } } } }
             qualityDelivery(id: $line) { trajectoryReference value contract { number } } }""",
        id=str(contract.id),
        line=delivery,
    )
    told_ = found["data"]["qualityChecks"]
    assert [(one["short"], len(one["signals"])) for one in told_["checks"]] == [(1, 1), (0, 0)], found
    assert len(told_["derivation"]["steps"]) == 3
    assert found["data"]["qualityDeliveries"]["nodes"] == [
        {"id": delivery, "derivation": {"steps": [{"rule": "R-C32"}]}}
    ]
    assert found["data"]["qualityDelivery"]["trajectoryReference"] == "TR-1"
    refused = await given.refusal(
        ready.tenant, TELL, oin=ready.lead, key="b", new=told(contract, line(demandNumber=9))
    )
    assert (refused["code"], refused["rule"]) == ("quality-deliveries-refused", "R-C32")


@pytest.mark.rule("R-C32")
async def test_the_derivations_of_a_page_take_one_batch(ready_on: ReadyOn) -> None:
    """Three lines take as many statements as one."""
    ready, contract = await running(ready_on)
    query = "query { qualityDeliveries { nodes { derivation { steps { sentence } } contract { number } } } }"
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, line()))
    one = await given.statements(ready.tenant, query)
    more = [line(trajectoryReference=f"TR-{number}") for number in (2, 3)]
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *more))
    assert await given.statements(ready.tenant, query) == one
