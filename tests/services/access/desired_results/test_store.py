"""Desired results in the database: whole, and found by their term."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.desired_results import store
from services.access.desired_results.store import REGISTER
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.care_courses import DesiredResultState
from tests.services.access.cases.given import a_case
from tests.services.access.desired_results.test_rest import washing


@pytest.mark.rule("R-A34")
async def test_results_are_found_by_their_term_page_by_page(agreed: Any) -> None:
    """From and up to a day, both counted in; in both directions."""
    decision = await agreed.decided()
    client = agreed.client()
    made = [
        await client.register_desired_result(
            washing(decision.id, term=date(2026, month, 1), term_months=None)
        )
        for month in (5, 6, 7)
    ]
    async with agreed.connection() as connection:
        first = await store.list_results(connection, PageRequest(limit=1), date(2026, 5, 1), date(2026, 6, 1))
        assert ([one.id for one in first.items], first.last) == ([made[0].id], made[0].id)
        rest = await store.list_results(
            connection, PageRequest(limit=5, after=first.last), date(2026, 5, 1), date(2026, 6, 1)
        )
        assert ([one.id for one in rest.items], rest.last) == ([made[1].id], None)
        back = await store.list_results(connection, PageRequest(descending=True), None, None, domain=None)
        assert [one.id for one in back.items] == [one.id for one in reversed(made)]
        case = a_case(decision_id=decision.id)
        assert len(await store.list_results_of_case(connection, case)) == 3
        other = a_case(decision_id=None, referral_id=decision.id)
        assert await store.list_results_of_case(connection, other) == []


@pytest.mark.rule("N-128")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", None), ("set_by", []), ("term", date(2026, 4, 1)), ("funding_share_basis_points", 10_001),
        ("state", DesiredResultState.EVALUATED), ("withdrawn_on", date(2026, 4, 20)),
    ],
)  # fmt: skip
async def test_the_database_keeps_a_result_whole(agreed: Any, column: str, value: Any) -> None:
    """Without a text, a setter or a possible term, with more than the whole, evaluated or withdrawn without what goes with it."""
    decision = await agreed.decided()
    made = await agreed.client().register_desired_result(washing(decision.id))
    async with agreed.connection() as connection:
        known = await REGISTER.get(connection, made.id)
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, replace(known, id=new_id(), **{column: value}), "balie")
