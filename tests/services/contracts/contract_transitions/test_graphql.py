"""Transitions in the graph."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_transitions.case import case
from tests.services.contracts.plainly import check_graph, make

LINES = """query ($id: UUID!) { contractTransition(id: $id) { lines { careId firstDay gapDays } } }"""
CONFIRM = (
    "mutation ($id: UUID!) { confirmContractTransition(id: $id, version: 1) { version state confirmedOn } }"
)


@pytest.mark.rule("R-C60")
async def test_the_graph_does_what_rest_does(ready: Ready) -> None:
    """Planned once per key, read by id and in a page, changed on the version that was read."""
    await check_graph(ready, await case(ready), "clients largestGapDays remarks { code }")


@pytest.mark.rule("R-C60")
async def test_lines_are_read_and_a_transition_is_confirmed_in_the_graph(ready: Ready) -> None:
    """Two lines without a gap; confirmed on the version that was read, and not twice."""
    made = await make(ready, await case(ready))
    lines = await ready.graph(LINES, id=made["id"])
    assert "errors" not in lines, lines
    assert [(one["firstDay"], one["gapDays"]) for one in lines["data"]["contractTransition"]["lines"]] == [
        ("2027-01-01", 0)
    ] * 2
    done = await ready.graph(CONFIRM, key="c", id=made["id"])
    assert done["data"]["confirmContractTransition"] == {
        "version": 2, "state": "confirmed", "confirmedOn": "2026-01-01",
    }  # fmt: skip
    refused = await given.refusal(
        ready.tenant, CONFIRM.replace("version: 1", "version: 2"), key="d", id=made["id"]
    )
    assert refused["code"] == "contract-transition-confirmed"


async def test_the_lines_of_many_transitions_take_no_more_statements_than_those_of_one(ready: Ready) -> None:
    """One plan or three: the page and the lines."""
    query, made = "{ contractTransitions { nodes { id lines { careId } } } }", await case(ready)
    await make(ready, made)
    one = await given.statements(ready.tenant, query)
    for day in ("2027-02-01", "2027-03-01"):
        await make(ready, made, transitionDate=day)
    assert await given.statements(ready.tenant, query) == one
