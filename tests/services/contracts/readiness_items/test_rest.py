"""The readiness list over HTTP: fifteen items, done or open, per municipality (A-14.16, D-48)."""

from __future__ import annotations

from shared.schemas.contracts import ReadinessItemChange
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_rest, make
from tests.services.contracts.readiness_items.case import CASE
from tests.support.house import House

CHECKLIST = """{ readinessChecklist(municipalityCode: "0484") { done open lines { code status overdue } } }"""


async def test_an_item_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its municipality, its status and its reference; strangers find nothing; its evidence stays out of the facts."""
    await check_rest(ready, CASE, house, "municipalityCode=0484", "status=underWay")
    (fact,) = await given.facts(ready.tenant, "readiness-item-registered")
    assert "evidence" not in fact["data"]


async def test_the_checklist_shows_what_is_done_and_what_is_open(ready: Ready) -> None:
    """Nothing told: fifteen open. One done and one over its date: fourteen open, of which one overdue; another code has its own."""
    client = ready.client()
    empty = await client.readiness_checklist("0484")
    assert (empty.done, empty.open) == (0, 15)
    made = await make(ready, CASE)
    late = await make(ready, CASE, code="riskPolicy", dueOn="2025-12-31")
    changed = await client.change_readiness_item(
        made["id"], 1, ReadinessItemChange.model_validate({"status": "done"})
    )
    assert changed.evidence == "Collegebesluit"
    told = await client.readiness_checklist("0484")
    assert (told.done, told.open) == (1, 14)
    assert {one.code.value: str(one.item_id) for one in told.lines if one.item_id is not None} == {
        "accessMandate": made["id"], "riskPolicy": late["id"],
    }  # fmt: skip
    assert [one.code for one in told.lines if one.overdue] == ["riskPolicy"]
    assert [one.theme for one in told.lines].count("control") == 5
    assert (await client.readiness_checklist("0505")).done == 0
    answer = await ready.graph(CHECKLIST)
    assert "errors" not in answer, answer
    found = answer["data"]["readinessChecklist"]
    assert (found["done"], found["open"], found["lines"][0]["status"]) == (1, 14, "done")


async def test_an_item_is_told_once_for_a_municipality(ready: Ready) -> None:
    """A second time it is refused: change it instead."""
    await make(ready, CASE)
    refused = await ready.ask("POST", "/readiness-items", json=CASE.body)
    assert (refused.status_code, refused.json()["code"]) == (409, "readiness-item-known")
    assert "accessMandate" in refused.json()["detail"]
    await make(ready, CASE, municipalityCode="0505")
