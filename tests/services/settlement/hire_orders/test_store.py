"""What stands ordered of a budget."""

from __future__ import annotations

import pytest

from services.settlement.hire_orders import store
from tests.services.settlement import given
from tests.services.settlement.hire_orders.test_rest import AREA, OTHER_AREA, hire, neighbourhoods
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S55")
async def test_what_stands_is_summed_by_neighbourhood_and_year(tenant: Tenant) -> None:
    """Orders of 300 and 200, one of 50 next year and one of 70 that is withdrawn: 500 stands, elsewhere nothing."""
    agreed = await neighbourhoods(tenant)
    for cents in (300, 200):
        await hire(tenant, agreed.contract_id, cents)
    await hire(tenant, agreed.contract_id, 50, fromDate="2027-01-01", untilDate="2027-01-31")
    gone = (await hire(tenant, agreed.contract_id, 70)).json()
    await tenant.ask("settlement", "POST", f"/hire-orders/{gone['id']}/withdrawal")
    async with given.context(tenant).read() as connection:
        sums = [
            await store.ordered_cents(connection, tenant.owner, agreed.contract_id, area, year)
            for area, year in ((AREA, 2026), (AREA, 2027), (OTHER_AREA, 2026))
        ]
    assert sums == [500, 50, 0]
