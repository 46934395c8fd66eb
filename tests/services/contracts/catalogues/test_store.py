"""Catalogues in the database: one for each procurement, seen by who is in it."""

from __future__ import annotations

from dataclasses import replace

import asyncpg
import pytest

from services.contracts.catalogues.store import CATALOGUES
from shared.kit.context import Context
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.catalogues.test_rest import awarded
from tests.services.contracts.procuring import Market


async def test_a_procurement_has_one_catalogue(market: Market) -> None:
    """What comes back is what was kept; a second catalogue of the same procurement is refused by the database."""
    made, ctx = await awarded(market), given.context(market.tenant)
    async with ctx.read() as connection:
        found = await CATALOGUES.get(connection, made.id)
    assert [one.provider for one in found.entries] == [one.provider for one in made.entries]
    assert found.parties == sorted(one.provider for one in made.entries)
    with pytest.raises(asyncpg.UniqueViolationError):
        await _add(ctx, replace(found, id=new_id()))


async def _add(ctx: Context, catalogue: object) -> None:
    async with ctx.begin() as connection:
        await CATALOGUES.add(connection, catalogue, "client")  # type: ignore[arg-type]
