"""Mandates as they really come: registered and withdrawn with contracts, followed by access."""

from datetime import date, timedelta

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas import contracts as contract_schemas
from shared.schemas.access import NewDecision, NewRequest
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant


def grant(tenant: Tenant) -> NewDecision:
    """Four hours of guidance a week from today."""
    return NewDecision(
        product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today, volume=4, unit="04",
        frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
    )  # fmt: skip


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A03")
async def test_a_mandate_holds_from_its_registration_until_its_withdrawal(tenant: Tenant) -> None:
    """Registered over HTTP with contracts: decisions are taken; withdrawn: from the day after its last day they are not."""
    access, contracts = tenant.client(AccessClient), tenant.client(ContractsClient)
    first, second, third = [
        await access.report_request(
            NewRequest(citizen_reference=f"inwoner-{number}", law=Law.WMO_2015, contact_on=tenant.today)
        )
        for number in range(3)
    ]
    with pytest.raises(Refusal) as refused:
        await access.take_decision(first.id, grant(tenant))
    assert refused.value.code == "mandate-missing"
    mandate = await contracts.register_mandate(
        contract_schemas.NewMandate(
            holder="j.jansen", role="consultant", law=Law.WMO_2015, valid_from=date(2026, 1, 1)
        )
    )
    await tenant.drain()
    assert (await access.take_decision(first.id, grant(tenant))).mandate_id == mandate.id
    await contracts.withdraw_mandate(mandate.id, contract_schemas.MandateWithdrawal(valid_until=tenant.today))
    await tenant.drain()
    assert (await access.take_decision(second.id, grant(tenant))).allocation_number == 2
    await tenant.live_until(tenant.today + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        await access.take_decision(third.id, grant(tenant))
    assert [error["code"] for error in refused.value.problem["errors"]] == ["mandate-expired"]
