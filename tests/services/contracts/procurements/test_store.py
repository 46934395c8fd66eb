"""Procurements in the database: what was published stays, and a page costs one statement."""

from __future__ import annotations

import asyncpg
import pytest

from services.contracts.procurements import store
from services.contracts.procurements.rules import ProcurementNotFound
from services.contracts.procurements.store import Filter
from shared.kit.rows import PageRequest
from tests.services.contracts import given
from tests.services.contracts.procuring import Market


@pytest.mark.rule("F-30")
@pytest.mark.parametrize(
    "change",
    [
        "closes_at = closes_at - interval '1 day'",
        "award_criteria = '[]'",
        "invited = '[\"x\"]'",
        "maximum_winners = 9",
    ],
)
async def test_the_database_keeps_what_was_published(market: Market, change: str) -> None:
    """Whatever the application would do: a criterion, a weight, the closing moment or who is invited does not change."""
    draft = await market.draft("classicTender")
    ctx = given.context(market.tenant)
    query = f"update procurements set {change} where id = $1"
    async with ctx.begin() as connection:
        assert await connection.raw.execute(query.replace("closes_at -", "now() -"), draft.id) == "UPDATE 1"
        connection.recorded = True
        await connection.raw.execute(
            "update procurements set closes_at = now() + interval '1 day' where id = $1", draft.id
        )
    procurement = await market.publish("classicTender", number="INK-2")
    with pytest.raises(asyncpg.RestrictViolationError):
        async with ctx.begin() as connection:
            await connection.raw.execute(query, procurement.id)


async def test_a_page_is_one_statement_and_a_reader_sees_its_own_part(market: Market) -> None:
    """Filters combine; a page of one leads to the next; an invitation is read by who is invited."""
    open_ = await market.publish("classicTender", number="INK-1")
    invited = await market.publish("oneToOne", number="INK-2")
    for oin, expected in ((None, [open_.id, invited.id]), (market.providers[1], [open_.id])):
        ctx = given.context(market.tenant, oin)
        async with ctx.read() as connection:
            page = await store.list_procurements(connection, PageRequest(1), Filter())
            assert [one.id for one in page.items] == expected[:1]
            assert page.last == (expected[0] if len(expected) > 1 else None)
            rest = await store.list_procurements(connection, PageRequest(9, expected[0]), Filter())
            assert [one.id for one in rest.items] == expected[1:]
            found = await store.list_procurements_by_id(connection, [open_.id, invited.id])
            assert [one.id for one in found] == expected
    async with ctx.read() as connection:
        with pytest.raises(ProcurementNotFound):
            await store.get_procurement(connection, invited.id)
