"""What happens to squares at once and again: no category below zero, one fact for each change."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from services.contracts.categories.operations import register_spending
from shared.schemas.contracts import CategorySpending, CategorySpent
from shared.values.terms import ActorKind
from tests.services.contracts import given
from tests.services.contracts.categories.test_rest import balances, moving, opened, requested
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("R-C20")
async def test_twenty_transfers_at_once_never_take_a_category_below_zero(ready: Ready) -> None:
    """Each of 0.1 m from a category of 0.5 m, asked for and consented to: five are booked, fifteen refused."""
    square = await opened(ready)
    asked = [await requested(ready, square, 10_000_000, giver="cat-4", taker="cat-1") for _ in range(20)]
    for one in asked:
        await ready.client().consent_to_transfer(one.id)
    answers = await asyncio.gather(
        *(ready.ask("POST", f"/category-transfers/{one.id}/booking", oin=ready.lead) for one in asked)
    )
    assert given.statuses(answers) == {200: 5, 409: 15}
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {"category-transfer-refused"}
    assert await balances(ready, square) == [200_000_000, 100_000_000, 100_000_000, 0]
    told = await given.facts(ready.tenant, "square-rebalanced")
    assert [one["subjectversion"] for one in told] == [2, 3, 4, 5, 6]


@pytest.mark.rule("R-C20")
async def test_one_transfer_is_booked_once_however_often_it_is_asked(ready: Ready) -> None:
    """Twenty bookings of the same transfer: one moves the budget; the same key gives the same answer."""
    square = await opened(ready)
    asked = await requested(ready, square, 20_000_000)
    await ready.client().consent_to_transfer(asked.id)
    path = f"/category-transfers/{asked.id}/booking"
    answers = await given.twenty(ready.tenant, "POST", path)
    assert given.statuses(answers) == {200: 1, 409: 19}
    assert await balances(ready, square) == [130_000_000, 100_000_000, 120_000_000, 50_000_000]
    (fact,) = await given.facts(ready.tenant, "category-transfer-booked")
    assert fact["data"]["state"] == "booked"


async def test_facts_hold_no_motive_and_no_names_and_a_retry_is_answered_with_them(ready: Ready) -> None:
    """Motivation, who asked and who approved stay out of the feed; the same key gives the whole answer again."""
    square = await opened(ready)
    body = moving(square, 5).model_dump(mode="json", by_alias=True)
    first, again = [await ready.ask("POST", "/category-transfers", key="vraag", json=body) for _ in range(2)]
    assert first.json() == again.json() and again.headers["idempotent-replayed"] == "true"
    assert (again.json()["motivation"], again.json()["requestedByUser"]) == ("Meer vraag.", "j.jansen")
    (fact,) = await given.facts(ready.tenant, "category-transfer-requested")
    assert not {"motivation", "requestedByUser", "approver", "refusalReason"} & set(fact["data"])


@pytest.mark.rule("R-C20")
async def test_a_dry_run_books_nothing_and_an_old_version_is_refused(ready: Ready) -> None:
    """The version that is named must be the newest."""
    square = await opened(ready)
    asked = await requested(ready, square, 5)
    await ready.client().consent_to_transfer(asked.id)
    path = f"/category-transfers/{asked.id}/booking"
    old = await ready.ask("POST", path, headers={"If-Match": '"1"'})
    assert (old.status_code, old.json()["code"]) == (412, "if-match-outdated")
    dry = await ready.ask("POST", f"{path}?dryRun=true")
    assert dry.json()["state"] == "booked"
    assert await given.facts(ready.tenant, "category-transfer-booked") == []


async def test_a_sibling_that_speaks_for_the_purchaser_tells_spending_without_an_end_user(
    ready: Ready,
) -> None:
    """As settlement does on its own account; the fact says what was spent until when."""
    square = await opened(ready)
    made = given.context(ready.tenant)
    sibling = replace(made.actor, kind=ActorKind.SERVICE, service=True, end_user=None)
    spending = CategorySpending(
        spent_on=date(2026, 7, 31), categories=[CategorySpent(code="cat-3", spent_cents=7)]
    )
    told = await register_spending(replace(made, actor=sibling), square.id, spending)
    assert (told.categories[2].spent_cents, told.categories[2].spent_on) == (7, date(2026, 7, 31))
    (fact,) = await given.facts(ready.tenant, "category-spending-registered")
    assert fact["data"]["categories"][2]["spentCents"] == 7
