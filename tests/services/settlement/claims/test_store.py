"""A file of claims costs a fixed number of statements, however many lines it has."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.settlement.claims.claiming import allocate, became, claim, line, production
from tests.support.statements import counted
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S36")
async def test_two_hundred_lines_cost_as_many_statements_as_two(
    tenant_on: Callable[[date], Awaitable[Tenant]],
) -> None:
    """Each piece of five thousand lines is read, judged and kept in sets; every line is paid."""
    tenant = await tenant_on(date(2026, 12, 31))
    contract = await production(tenant)
    everything = {"volume": 10_000, "end_date": date(2026, 12, 31)}
    for number in (1, 2):
        await allocate(tenant, contract, number, **everything)
    async with counted(tenant.house, "settlement") as few:
        await claim(tenant, line("a"), line("b", allocationNumber=2))
    days = [date.fromordinal(date(2026, 2, 1).toordinal() + at) for at in range(100)]
    lines = [
        line(f"{number}-{day}", 1, allocationNumber=number, periodStart=str(day), periodEnd=str(day))
        for number in (1, 2)
        for day in days
    ]
    async with counted(tenant.house, "settlement") as many:
        batch = await claim(tenant, *lines)
    assert (batch.accepted, batch.rejected) == (200, 0) and len(many) == len(few) <= 30
    assert (await became(tenant, f"2-{days[-1]}")).paid_cents == 5_500
