"""When a planned instalment is expected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from services.settlement.schedules import store as schedules
from tests.services.settlement import given
from tests.services.settlement.obligations.test_rest import asked
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


@pytest.mark.parametrize(
    ("rests_until", "planned"), [(date(2026, 2, 9), {"2026-02-09": 55_416_666}), (None, {})]
)
async def test_of_a_contract_that_rests_instalments_wait(
    tenant_on: TenantOn, rests_until: date | None, planned: dict[str, int]
) -> None:
    """Suspended over 1 February, its instalment is expected on the day it is resumed, and not at all when none is known."""
    tenant = await tenant_on(date(2026, 1, 7))
    schedule = await given.contract_year(tenant)
    ctx = given.context(tenant)
    async with ctx.begin() as connection:
        terms = await schedules.find_terms(connection, schedule.contract_id)
        assert terms is not None
        connection.recorded = True
        resting = replace(
            terms, version=terms.version + 1, rests_from=date(2026, 1, 20), rests_until=rests_until
        )
        await schedules.save_terms(connection, resting, "test")
    weeks = await asked(tenant, "/liquidity", **{"from": "2026-01-12", "until": "2026-02-15"})
    assert {one["monday"]: one["plannedCents"] for one in weeks if one["plannedCents"]} == planned
