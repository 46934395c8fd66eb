"""Numbering by itself: as many statements whatever the number, and no number twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from services.settlement.ledger.store import NIL
from services.settlement.receivables import operations
from tests.services.settlement import given
from tests.services.settlement.receivables.test_rest import DECEMBER
from tests.support.statements import counted
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def halved(tenant: Tenant) -> None:
    """A contract year that is wholly posted and then halved."""
    schedule = await given.contract_year(tenant)
    await given.amend(tenant, schedule.contract_id, "3500000")


async def test_four_are_numbered_in_as_many_statements_as_one(tenant_on: TenantOn) -> None:
    """One receivable, then four: the database is asked as often."""
    tenant = await tenant_on(DECEMBER)
    counts = []
    for many in (1, 1, 4):
        for _ in range(many):
            await halved(tenant)
        async with counted(tenant.house, "settlement") as ran:
            await operations.raise_receivables(given.context(tenant), NIL)
        counts.append(len(ran))
    assert counts[1] == counts[2]
    listed = (await tenant.ask("settlement", "GET", "/receivables")).json()["items"]
    assert [one["number"] for one in listed] == [1, 2, 3, 4, 5, 6]


async def test_who_numbers_at_once_numbers_once(tenant_on: TenantOn) -> None:
    """Four at work on two entries: two receivables, numbered 1 and 2."""
    tenant = await tenant_on(DECEMBER)
    for _ in range(2):
        await halved(tenant)
    await asyncio.gather(*(operations.raise_receivables(given.context(tenant), NIL) for _ in range(4)))
    listed = (await tenant.ask("settlement", "GET", "/receivables")).json()["items"]
    assert [one["number"] for one in listed] == [1, 2]
