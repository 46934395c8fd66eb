"""The part of a purchaser's life in which support piles up for one citizen, costs are looked at, and levels compared."""

from datetime import timedelta

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant


async def pile_up(tenant: Tenant, contract: Contract) -> None:
    """Three decisions for one citizen and two for another: both are seen, and what they cost."""
    client, today = tenant.client(AccessClient), tenant.today
    for citizen, number in (
        ("stapel-1", 0),
        ("stapel-1", 1),
        ("stapel-1", 2),
        ("stapel-2", 0),
        ("stapel-2", 1),
    ):
        request = await client.report_request(
            access.NewRequest(
                citizen_reference=citizen, contract_id=contract.id, law=Law.WMO_2015, contact_on=today
            )
        )
        decision = await client.take_decision(
            request.id,
            access.NewDecision(
                product_category="02", product_code=f"02A{70 + number}", provider=tenant.providers[0],
                start_date=today, end_date=today + timedelta(days=99), volume=4, unit="04", frequency="2",
                motivation="Begeleiding is nodig.", **in_full(today),
            ),
        )  # fmt: skip
    stacked = await client.list_care_stackings(minimum=2)
    assert {3, 2} <= {one.count for one in stacked}
    assert decision.citizen_id in {one.citizen_id for one in stacked}
    costs = await client.costly_clients(today, today + timedelta(days=99), 10_000)
    assert {decision.citizen_id} <= {one.citizen_id for one in costs.lines}
    assert costs.share_basis_points == 10_000
    shown = await client.substitution(today, today + timedelta(days=9))
    assert sum(one.volume for one in shown.levels) >= 5
