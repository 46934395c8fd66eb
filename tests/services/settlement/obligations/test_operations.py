"""What reading obligations costs, however many there are."""

from __future__ import annotations

from tests.services.settlement import given
from tests.services.settlement.obligations.test_rest import asked
from tests.support.statements import counted
from tests.support.tenants import Tenant


async def test_obligations_page_by_page_in_as_many_statements(tenant: Tenant) -> None:
    """Three contracts on pages of two, and each list asks the database as much as for one contract."""
    counts = []
    for _ in range(3):
        await given.contract_year(tenant)
        each = []
        for path in ("/obligations", "/obligation-totals", "/liquidity"):
            async with counted(tenant.house, "settlement") as ran:
                await asked(tenant, path)
            each.append(len(ran))
        counts.append(each)
    assert counts[0] == counts[2]
    page = (await tenant.ask("settlement", "GET", "/obligations", params={"limit": 2})).json()
    rest = await asked(tenant, "/obligations", cursor=page["next"], limit="2")
    assert len(page["items"]) == 2 and len(rest) == 1
    assert len({one["contractId"] for one in [*page["items"], *rest]}) == 3
