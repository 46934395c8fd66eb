"""What bounds a claim where it could slip through: euros, tiers of a treatment, care that went on, credits of the same file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest
import pytest_asyncio

from shared.clients.settlement import SettlementClient
from shared.values import new_id
from tests.services.settlement.claims.claiming import (
    allocate,
    allocate_in_euros,
    claim,
    line,
    outcome,
    production,
)
from tests.support.tenants import Tenant

On = Callable[[date], Awaitable[Tenant]]
FEBRUARY = {"periodStart": "2026-02-01", "periodEnd": "2026-02-28"}
MARCH = {"periodStart": "2026-03-01", "periodEnd": "2026-03-31"}


@pytest_asyncio.fixture
async def later(tenant_on: On) -> Tenant:
    """A tenant in April, so that the first quarter can be claimed."""
    return await tenant_on(date(2026, 4, 1))


@pytest.mark.rule("R-S36")
async def test_euros_are_claimed_only_where_they_were_allocated(later: Tenant) -> None:
    """Under hours a line in euros is another unit; under euros without a bound there is no price; within 100.00 it is paid."""
    contract = await production(later)
    await allocate(later, contract, 1, unit=None)
    await allocate_in_euros(later, contract, 2, None)
    await allocate_in_euros(later, contract, 3, 10_000)
    await allocate(later, contract, 4, unit="83", frequency="6", volume=9_000)
    euros = {"unit": "83", "amountCents": 9_900}
    lines = [line(f"e{at}", 9_900, **euros, allocationNumber=at) for at in (1, 2, 3, 4)]
    await claim(later, *lines)
    assert (await outcome(later, "e1"))[3] == "claim.unit-differs"
    assert (await outcome(later, "e2"))[3] == "claim.no-tariff"
    assert await outcome(later, "e3") == ("approved", 9_900, 9_900, None, None)
    assert (await outcome(later, "e4"))[:3] == ("partial", 9_000, 9_000)


@pytest.mark.rule("R-S48")
async def test_a_treatment_reaches_its_tier_over_all_its_claims(later: Tenant) -> None:
    """11,999 minutes are 13,000.00; one minute more in the next month 9,000.00, together the 22,000.00 of 12,000 minutes."""
    tiers = [
        {"threshold": "6000", "amountCents": 1_300_000}, {"threshold": "12000", "amountCents": 2_200_000},
    ]  # fmt: skip
    agreed = {
        "number": 1, "form": "tieredTariff", "productCodes": ["02A15"], "unit": "minute", "tiers": tiers,
        "motivation": "Per trede.",
    }  # fmt: skip
    contract = await production(later, funding_agreements=[agreed])
    await allocate(later, contract, 1, unit="01", volume=20_000)
    await allocate(later, contract, 2, volume=400)
    first = line("a", 11_999, unit="01", amountCents=1_300_000)
    whole = line("b", 1, unit="01", **FEBRUARY, amountCents=2_200_000)
    rest = line("c", 1, unit="01", **FEBRUARY, amountCents=900_000)
    await claim(later, first, whole)
    assert (await outcome(later, "b"))[3] == "claim.amount-differs"
    await claim(later, rest, line("d", 1, unit="01", **MARCH, amountCents=0))
    assert (await outcome(later, "c"))[:3] == ("approved", 1, 900_000)
    assert (await outcome(later, "d"))[:3] == ("approved", 1, 0)
    # Two hundred hours are twelve thousand minutes.
    await claim(later, line("h", 200, unit="04", amountCents=2_200_000, allocationNumber=2))
    assert (await outcome(later, "h"))[:3] == ("approved", 200, 2_200_000)


@pytest.mark.rule("R-S30")
async def test_care_that_went_on_did_not_come_back(tenant_on: On) -> None:
    """2025 whole, then January to June, then July: no gap, so paid; after a gap of a month all that follows is not."""
    tenant = await tenant_on(date(2026, 10, 1))
    contract = await production(tenant, conditions={"recidivismGuaranteeMonths": 12})
    one, other = new_id(), new_id()
    decided = {"decided_on": date(2025, 1, 1)}
    days = [
        (date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 8, 31)),
    ]  # fmt: skip
    for at, (start, end) in enumerate(days):
        await allocate(tenant, contract, at + 1, **decided, start_date=start, end_date=end, citizen_id=one)
    gap = [(days[0][0], date(2026, 2, 28)), days[1], days[2]]
    for at, (start, end) in enumerate(gap):
        await allocate(tenant, contract, at + 11, **decided, start_date=start, end_date=end, citizen_id=other)
    july = {"periodStart": "2026-07-01", "periodEnd": "2026-07-31"}
    await claim(tenant, line("a", 4, **july, allocationNumber=3), line("b", 4, **july, allocationNumber=13))
    assert (await outcome(tenant, "a"))[0] == "approved"
    assert (await outcome(tenant, "b"))[3] == "claim.within-guarantee-term"


@pytest.mark.rule("R-S36")
async def test_a_debit_and_its_credit_in_one_file_leave_the_line_that_replaces_it(later: Tenant) -> None:
    """Ten hours, taken back and sent again as eight in one file: 440.00 remains, and nothing is refused."""
    contract = await production(later)
    await allocate(later, contract)
    batch = await claim(later, line("c", 10, creditOf="a"), line("a", 10), line("d", 8))
    assert (batch.accepted, batch.rejected) == (3, 0)
    assert (await outcome(later, "a"))[:3] == ("approved", 10, 55_000)
    assert (await outcome(later, "c"))[:3] == ("credited", -10, -55_000)
    assert (await outcome(later, "d"))[:3] == ("approved", 8, 44_000)
    [payable] = await later.client(SettlementClient).claim_payables(contractId=str(contract.id))
    assert payable.amount_cents == 44_000


@pytest.mark.rule("R-S36")
async def test_a_credit_goes_to_the_allocation_of_its_debit(later: Tenant) -> None:
    """The number was given to another citizen's care since: the credit frees the first, and the second keeps its room."""
    contract = await production(later)
    gone = new_id()
    await allocate(later, contract, 1, decision_id=gone, citizen_id=new_id())
    await claim(later, line("a", 10))
    await allocate(later, contract, 1, citizen_id=new_id(), volume=12, decided_on=date(2026, 1, 2))
    await claim(later, line("c", 10, creditOf="a"))
    client = later.client(SettlementClient)
    by = {one.external_reference: one for one in await client.claims()}
    assert by["c"].state == "credited" and by["c"].allocation_id == by["a"].allocation_id


@pytest.mark.rule("R-S36")
@pytest.mark.rule("R-S12")
async def test_a_sum_for_the_whole_stays_within_what_was_allocated_in_euros(later: Tenant) -> None:
    """A trajectory of 1,200.00 under a budget of 1,000.00 is refused whole; under 1,200.00 it is paid."""
    agreed = {
        "number": 1, "form": "trajectory", "productCodes": ["02A15"], "periods": 20, "motivation": "Een traject.",
        "interventions": [{"name": "Training", "unitsPerPeriod": "1", "tariff": "60"}],
    }  # fmt: skip
    contract = await production(later, funding_agreements=[agreed])
    await allocate_in_euros(later, contract, 1, 100_000, unit="82", volume=1, frequency="6")
    await allocate_in_euros(later, contract, 2, 120_000, unit="82", volume=1, frequency="6")
    whole = {"unit": "82", "amountCents": 120_000}
    await claim(later, line("a", 1, **whole), line("b", 1, **whole, allocationNumber=2))
    assert (await outcome(later, "a"))[3] == "claim.budget-exceeded"
    assert (await outcome(later, "b"))[:3] == ("approved", 1, 120_000)
