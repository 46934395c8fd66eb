"""Reviews in the database: none is deleted, a check is opened once, and what is counted is what was decided."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.reviews import store
from services.access.reviews.rules import Review, open_review
from shared.schemas.access import Decision
from shared.values import new_id
from shared.values.reviewing import ReviewKind, ReviewTrigger


def check_of(
    agreed: Any, decision: Decision, kind: ReviewKind = ReviewKind.HALF_YEAR, **other: Any
) -> Review:
    """A review of a decision."""
    made, _ = open_review(
        kind, ReviewTrigger.HALF_YEAR_PASSES, owner=agreed.tenant.owner, citizen_id=decision.citizen_id,
        law=decision.law, today=agreed.tenant.today, request_id=decision.request_id, decision_id=decision.id,
        consultant="j.jansen", **other,
    )  # fmt: skip
    return made


@pytest.mark.rule("N-133")
@pytest.mark.rule("R-A12")
async def test_a_review_is_never_deleted_and_a_check_is_there_once(agreed: Any) -> None:
    """Not by hand in SQL either; the same day of the same allocation twice, or the consultant as reviewer, is no row."""
    decision = await agreed.decided()
    made = check_of(agreed, decision, allocation_id=new_id(), due_on=date(2026, 10, 20))
    async with agreed.connection() as connection:
        await store.add_review(connection, made, "test")
        assert await store.list_reviews_of(connection, made.owner, decision.request_id) == [made]
        assert made.allocation_id is not None
        assert await store.list_half_year_days(connection, made.owner, made.allocation_id) == {made.due_on}
        assert await store.list_deciders(connection, made.owner, decision.request_id) == {"j.jansen"}
        assert await store.list_deciders(connection, made.owner, None) == frozenset()
    for wrong in (replace(made, id=new_id()), replace(made, id=new_id(), due_on=None, reviewer="j.jansen")):
        with pytest.raises(asyncpg.IntegrityConstraintViolationError):
            async with agreed.connection() as connection:
                await store.add_review(connection, wrong, "test")
    with pytest.raises(asyncpg.PostgresError):
        async with agreed.connection() as connection:
            await connection.raw.execute("delete from reviews where id = $1", made.id)
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await store.list_reviews_of(connection, made.owner, decision.request_id) == []


@pytest.mark.rule("R-A10")
async def test_products_are_counted_in_two_periods(agreed: Any) -> None:
    """What was granted in the days and in those before, with its value; days without decisions count nothing."""
    for citizen in ("inwoner-1", "inwoner-2"):
        await agreed.decided(citizen)
    async with agreed.connection() as connection:
        day = agreed.tenant.today
        (now,) = await store.count_products(connection, day, day, date(2026, 4, 1))
        assert (now.product_code, now.decisions, now.decisions_before, now.value_cents, now.highest_cents) == (
            "02A03", 2, 0, 1_560_000, 780_000,
        )  # fmt: skip
        (before,) = await store.count_products(
            connection, date(2026, 4, 21), date(2026, 4, 30), date(2026, 4, 1)
        )
        assert (before.decisions, before.decisions_before, before.value_cents) == (0, 2, None)
