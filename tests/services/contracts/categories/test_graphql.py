"""Squares and transfers in the graph: the same acts, refusals and eyes as over REST."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.categories.test_rest import AMOUNTS, funding
from tests.services.contracts.conftest import Ready

OPEN = """mutation ($new: NewCategorySquare!) { openSquare(new: $new) {
  id totalCents categories { code balanceCents } } }"""
SPEND = """mutation ($id: UUID!, $spending: NewCategorySpending!) {
  registerSpending(squareId: $id, spending: $spending) { categories { remainingCents } } }"""
ASK = "mutation ($new: NewCategoryTransfer!) { requestCategoryTransfer(new: $new) { id state version } }"
ACTS = {
    "consent": 'mutation ($id: UUID!) { consentToCategoryTransfer(id: $id, approver: "wethouder") { state approver } }',
    "book": "mutation ($id: UUID!) { bookCategoryTransfer(id: $id) { state bookedOn } }",
    "refuse": 'mutation ($id: UUID!) { refuseCategoryTransfer(id: $id, reason: "nee") { state refusalReason } }',
    "withdraw": "mutation ($id: UUID!) { withdrawCategoryTransfer(id: $id) { state } }",
}
READ = """query ($id: UUID!) { square(id: $id) {
  categories { code balanceCents spentOn } transfers { state derivation { steps { rule } } } derivation { version } } }"""
LISTS = """query ($id: UUID!) { squares(year: 2026) { nodes { id } }
  categoryTransfers(squareId: $id) { nodes { id state } } }"""


@pytest.mark.rule("R-C20")
async def test_a_square_is_opened_rebalanced_and_shown_with_its_transfers(ready: Ready) -> None:
    """1.5/1.0/1.0/0.5 becomes 1.3/1.0/1.2/0.5 by one that was booked; others are refused and withdrawn."""
    contract = await ready.active(fundingAgreements=[funding(*AMOUNTS)])
    made = await ready.graph(OPEN, key="o", new={"contractId": str(contract.id), "year": 2026})
    square = made["data"]["openSquare"]
    assert [one["balanceCents"] for one in square["categories"]] == list(AMOUNTS)
    spending = {"spentOn": "2026-01-01", "categories": [{"code": "cat-1", "spentCents": 5}]}
    spent = await ready.graph(SPEND, key="s", id=square["id"], spending=spending)
    assert spent["data"]["registerSpending"]["categories"][0]["remainingCents"] == AMOUNTS[0] - 5
    new = {
        "squareId": square["id"], "fromCode": "cat-1", "toCode": "cat-3", "amountCents": 20_000_000,
        "motivation": "Meer vraag.",
    }  # fmt: skip
    ids = []
    for number in range(3):
        asked = await ready.graph(ASK, key=f"a-{number}", oin=ready.lead, new=new)
        ids.append(asked["data"]["requestCategoryTransfer"]["id"])
    early = await given.refusal(ready.tenant, ACTS["book"], key="early", id=ids[0])
    assert (early["code"], early["rule"]) == ("category-consent-missing", "R-C20")
    done = [
        await ready.graph(ACTS["consent"], key="c", id=ids[0]),
        await ready.graph(ACTS["book"], key="b", id=ids[0], oin=ready.lead),
        await ready.graph(ACTS["refuse"], key="r", id=ids[1]),
        await ready.graph(ACTS["withdraw"], key="w", id=ids[2], oin=ready.lead),
    ]
    assert [next(iter(one["data"].values()))["state"] for one in done] == [
        "consented", "booked", "refused", "withdrawn",
    ]  # fmt: skip
    shown = (await ready.graph(READ, id=square["id"]))["data"]["square"]
    assert [one["balanceCents"] for one in shown["categories"]] == [
        130_000_000,
        100_000_000,
        120_000_000,
        50_000_000,
    ]
    assert [one["state"] for one in shown["transfers"]] == ["booked", "refused", "withdrawn"]
    assert shown["transfers"][0]["derivation"]["steps"] == [{"rule": "R-C20"}]
    listed = (await ready.graph(LISTS, id=square["id"], oin=ready.lead))["data"]
    assert listed["squares"]["nodes"] == [{"id": square["id"]}]
    assert [one["id"] for one in listed["categoryTransfers"]["nodes"]] == ids


async def test_what_the_schema_refuses_is_told_as_over_rest(ready: Ready) -> None:
    """An amount of nothing is wrong input; a square that is not there is 404."""
    nobody = "01990000-0000-7000-8000-000000000001"
    new = {"squareId": nobody, "fromCode": "a", "toCode": "b", "amountCents": 0, "motivation": "x"}
    wrong = await given.refusal(ready.tenant, ASK, key="x", new=new)
    assert wrong["code"] == "request-invalid"
    gone = await given.refusal(ready.tenant, ASK, key="y", new={**new, "amountCents": 1})
    assert (gone["code"], gone["status"]) == ("square-not-found", 404)
