"""Sums after one another in one contract: each year is planned by the sums that hold in it, over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.contracts import ContractsClient
from shared.kit.work import count_due, do_due
from shared.schemas.contracts import NewAmendment
from shared.values.terms import AmendmentReason, FundingForm
from tests.support.lives import active_contract, funding
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def schedules(tenant: Tenant, contract_id: object) -> list[dict[str, Any]]:
    """The schedules of a contract after all due work, over HTTP, year by year."""
    service = tenant.house.services["settlement"]
    while await count_due(service, tenant.owner):
        await do_due(service, tenant.owner)
    answer = await tenant.ask("settlement", "GET", f"/schedules?contractId={contract_id}")
    assert answer.status_code == 200
    return sorted(answer.json()["items"], key=lambda one: int(one["year"]))


@pytest.mark.rule("R-S01")
@pytest.mark.rule("R-C61")
async def test_each_year_is_paid_by_the_sum_that_holds_in_it(tenant_on: TenantOn) -> None:
    """7.0 million in 2026, 7.2 million from 2027 on: 6,650,000.00 and 6,840,000.00 in twelve, 350,000.00 and 360,000.00 retained."""
    tenant = await tenant_on(date(2028, 1, 15))
    contract = await active_contract(
        tenant,
        funding_agreements=[
            funding(valid_until=date(2026, 12, 31)),
            funding(number=2, annual_amount_cents=720_000_000, valid_from=date(2027, 1, 1)),
        ],
    )
    told = await schedules(tenant, contract.id)
    assert [(one["year"], one["advanceCents"], one["retentionCents"]) for one in told] == [
        (2026, 665_000_000, 35_000_000), (2027, 684_000_000, 36_000_000), (2028, 684_000_000, 36_000_000),
    ]  # fmt: skip
    assert [sum(line["amountCents"] for line in one["instalments"]) for one in told] == [
        one["advanceCents"] for one in told
    ]


@pytest.mark.rule("R-S06")
async def test_a_sum_that_changes_within_a_year_is_paid_by_its_months(tenant_on: TenantOn) -> None:
    """7.0 million at 95 % for six months, then 7.2 million without retention: 3.5 + 3.6 million, 175,000.00 retained."""
    tenant = await tenant_on(date(2026, 1, 1))
    contract = await active_contract(
        tenant,
        funding_agreements=[
            funding(valid_until=date(2026, 6, 30)),
            funding(
                number=2, form=FundingForm.LUMP_SUM, annual_amount_cents=720_000_000, advance_basis_points=None,
                instalment_count=4, instalment_day=15, valid_from=date(2026, 7, 1),
            ),
        ],
    )  # fmt: skip
    [told] = await schedules(tenant, contract.id)
    assert (told["yearAmountCents"], told["advanceCents"], told["retentionCents"]) == (
        710_000_000, 692_500_000, 17_500_000,
    )  # fmt: skip
    lines = [(one["dueDate"], one["amountCents"], one["retainedCents"]) for one in told["instalments"]]
    assert [one[0] for one in lines[6:]] == ["2026-07-15", "2026-10-15"]
    assert [one[1:] for one in lines[6:]] == [(180_000_000, 0)] * 2
    assert sum(one[1] for one in lines[:6]) == 332_500_000 and sum(one[2] for one in lines[:6]) == 17_500_000
    assert [(one["number"], one["form"], one["validUntil"], one["yearAmountCents"]) for one in told["sums"]] == [
        (1, "lumpSumRetention", "2026-06-30", 350_000_000), (2, "lumpSum", "2026-12-31", 360_000_000),
    ]  # fmt: skip


@pytest.mark.rule("R-S15")
@pytest.mark.rule("R-S07")
async def test_a_year_that_no_sum_holds_in_is_not_planned(tenant_on: TenantOn) -> None:
    """Availability of 240,000.00 in 2026 alone, in a contract until 2029: 20,000.00 a month, and nothing after that year."""
    tenant = await tenant_on(date(2027, 2, 1))
    contract = await active_contract(
        tenant,
        funding_agreements=[
            funding(
                form=FundingForm.AVAILABILITY, annual_amount_cents=24_000_000, advance_basis_points=None,
                function="crisisteam", motivation="Altijd beschikbaar.", valid_until=date(2026, 12, 31),
            )
        ],
    )  # fmt: skip
    [told] = await schedules(tenant, contract.id)
    assert told["year"] == 2026 and told["retentionCents"] == 0
    assert [one["amountCents"] for one in told["instalments"]] == [2_000_000] * 12


@pytest.mark.rule("R-S05")
async def test_an_amendment_changes_its_own_sum_alone(tenant_on: TenantOn) -> None:
    """7.0 million in 2026 becomes 7.1 in the next year's check: 95,000.00 more over 2026, and 2027 keeps its 7.2 million."""
    tenant = await tenant_on(date(2027, 6, 15))
    contract = await active_contract(
        tenant,
        funding_agreements=[
            funding(valid_until=date(2026, 12, 31)),
            funding(number=2, annual_amount_cents=720_000_000, valid_from=date(2027, 1, 1)),
        ],
    )
    before = await schedules(tenant, contract.id)
    amendment = NewAmendment(
        reason=AmendmentReason.EXTREME_CIRCUMSTANCE,
        motivation="Instroom uit een opgeheven regeling.",
        effective_on=date(2026, 7, 1),
        annual_amount_cents=710_000_000,
        funding_number=1,
    )
    decided = await tenant.client(ContractsClient).decide_amendment(contract.id, amendment)
    for oin in (tenant.owner, tenant.providers[0]):
        await tenant.client(ContractsClient, oin).sign_amendment(decided.id)
    await tenant.drain()
    first, second = await schedules(tenant, contract.id)
    assert (first["annualAmountCents"], first["advanceCents"], first["retentionCents"]) == (
        710_000_000, 674_500_000, 35_500_000,
    )  # fmt: skip
    assert [line["amountCents"] for line in first["instalments"][12:]] == [9_500_000]
    assert second == before[1]


@pytest.mark.rule("R-S50")
@pytest.mark.rule("R-S52")
async def test_a_profile_that_the_contract_agreed_is_what_is_paid(tenant: Tenant) -> None:
    """1.0 million by 60 % for January and 40 % for July, each paid on the tenth of the month after."""
    contract = await active_contract(
        tenant,
        funding_agreements=[
            funding(
                form=FundingForm.LUMP_SUM, annual_amount_cents=100_000_000, advance_basis_points=None,
                instalment_count=2, instalment_day=10, instalment_timing="afterwards",
                instalment_moments=[
                    {"month": 1, "shareBasisPoints": 6000}, {"month": 7, "shareBasisPoints": 4000},
                ],
            )
        ],
    )  # fmt: skip
    [told] = await schedules(tenant, contract.id)
    assert [(one["dueDate"], one["amountCents"]) for one in told["instalments"]] == [
        ("2026-02-10", 60_000_000), ("2026-08-10", 40_000_000),
    ]  # fmt: skip
    read = await tenant.ask("contracts", "GET", f"/contracts/{contract.id}")
    [agreed] = read.json()["fundingAgreements"]
    assert agreed["instalmentTiming"] == "afterwards" and len(agreed["instalmentMoments"]) == 2


@pytest.mark.rule("R-S50")
@pytest.mark.parametrize(
    ("moments", "text"),
    [
        ([{"month": 1, "shareBasisPoints": 6000}, {"month": 7, "shareBasisPoints": 3999}], "10000"),
        ([{"month": 1, "shareBasisPoints": 6000}, {"month": 7}], "10000"),
        ([{"month": 1}, {"month": 1}], "één keer"),
        ([{"month": 1}], "evenveel"),
    ],
)
async def test_a_profile_that_does_not_add_up_is_refused(
    tenant: Tenant, moments: list[dict[str, int]], text: str
) -> None:
    """Shares of less than 100 %, of some months only, a month twice, or another number of months than instalments."""
    agreed = {
        "number": 1, "form": "lumpSum", "annualAmountCents": 100_000_000, "instalmentCount": 2,
        "instalmentMoments": moments,
    }  # fmt: skip
    new = {"number": "VB-1", "name": "Profiel", "legalForm": "contract", "fundingAgreements": [agreed]}
    refused = await tenant.ask("contracts", "POST", "/contracts", json=new)
    assert refused.status_code in (400, 422), refused.text
    [error] = [one for one in refused.json()["errors"] if "fundingAgreements" in str(one)]
    assert text in str(error)
