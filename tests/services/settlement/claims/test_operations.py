"""Claims of care delivered, sent by a provider and judged by what was allocated and agreed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

import pytest
import pytest_asyncio

from shared.clients.base import Refusal
from shared.clients.settlement import SettlementClient
from shared.values import new_id
from tests.services.settlement import given
from tests.services.settlement.claims.claiming import (
    allocate,
    became,
    claim,
    line,
    ndjson,
    outcome,
    production,
)
from tests.support.tenants import Tenant

APRIL = {"periodStart": "2026-02-01", "periodEnd": "2026-02-28"}


On = Callable[[date], Awaitable[Tenant]]


@pytest_asyncio.fixture
async def later(tenant_on: On) -> Tenant:
    """A tenant in April, so that the first quarter can be claimed."""
    return await tenant_on(date(2026, 4, 1))


async def balance(tenant: Tenant, contract_id: UUID, account: str) -> int:
    """What an account of a contract stands at, debit positive."""
    found = await tenant.client(SettlementClient).accounts(contract_id)
    return sum(one.balance_cents for one in found if one.code == account)


@pytest.mark.rule("R-S10")
@pytest.mark.rule("R-S62")
async def test_delivered_hours_times_tariff_is_paid_within_thirty_days(later: Tenant) -> None:
    """Ten hours at 55.00 come to 550.00: approved on 1 April, booked, due on 1 May, with the versions it was judged by."""
    contract = await production(later)
    await allocate(later, contract)
    batch = await claim(later, line("a", 10, tariff="55.00"))
    assert (batch.received, batch.accepted, batch.rejected, batch.errors) == (1, 1, 0, [])
    found = await became(later, "a")
    assert (found.state, found.paid_volume, found.paid_cents, found.due_on) == (
        "approved", 10, 55_000, date(2026, 5, 1),
    )  # fmt: skip
    assert found.contract_id == contract.id and found.contract_version == contract.version
    assert (found.agreement_number, found.applied_tariff, found.tariff_version) == (1, "55.00", 1)
    client = later.client(SettlementClient)
    [payable] = await client.claim_payables(contractId=str(contract.id))
    assert (payable.amount_cents, payable.year, payable.payee) == (55_000, 2026, contract.payee)
    entry = await client.entry(payable.entry_id)
    assert [(one.account, one.amount_cents) for one in entry.lines] == [
        ("programme-costs", 55_000), ("payable", -55_000),
    ]  # fmt: skip


@pytest.mark.rule("R-S36")
async def test_what_is_not_allocated_is_not_paid(later: Tenant) -> None:
    """Fourteen hours on twelve: twelve are paid and two refused, with the retourcode; the next line finds nothing left."""
    contract = await production(later)
    await allocate(later, contract)
    batch = await claim(later, line("a", 14), line("b", 1, **APRIL))
    assert (batch.accepted, batch.rejected) == (1, 1)
    assert [(one.line, one.code, one.rule) for one in batch.errors] == [
        (1, "claim.volume-exceeded", "R-S36"), (2, "claim.volume-exceeded", "R-S36"),
    ]  # fmt: skip
    assert await outcome(later, "a") == ("partial", 12, 66_000, "claim.volume-exceeded", "9322")
    assert await outcome(later, "b") == ("rejected", 0, 0, "claim.volume-exceeded", "9322")


@pytest.mark.rule("R-S36")
async def test_a_contract_that_rejects_pays_nothing_of_what_fits_in_part(later: Tenant) -> None:
    """With partialApproval reject, fourteen hours on twelve come to nothing; twelve are paid."""
    contract = await production(later, conditions={"partialApproval": "reject"})
    await allocate(later, contract)
    await claim(later, line("a", 14), line("b", 12))
    assert await outcome(later, "a") == ("rejected", 0, 0, "claim.volume-exceeded", "9322")
    assert await outcome(later, "b") == ("approved", 12, 66_000, None, None)


@pytest.mark.rule("R-S35")
async def test_care_before_its_allocation_is_not_paid_unless_acute(tenant_on: On) -> None:
    """10–19 April, allocated on 20 April: refused; the same under an acute allocation is paid."""
    tenant = await tenant_on(date(2026, 5, 1))
    contract = await production(tenant)
    days = {"start_date": date(2026, 4, 1), "decided_on": date(2026, 4, 20), "end_date": date(2026, 6, 30)}
    await allocate(tenant, contract, 1, **days)
    await allocate(tenant, contract, 2, **days, acute=True)
    april = {"periodStart": "2026-04-10", "periodEnd": "2026-04-19"}
    await claim(tenant, line("a", 5, **april), line("b", 5, **april, allocationNumber=2))
    assert await outcome(tenant, "a") == ("rejected", 0, 0, "claim.before-allocation", None)
    assert await outcome(tenant, "b") == ("approved", 5, 27_500, None, None)


@pytest.mark.rule("R-S36")
async def test_the_same_file_twice_changes_nothing(later: Tenant) -> None:
    """Sent again, by itself or with another line, each reference counts once; for something else it is refused."""
    contract = await production(later)
    await allocate(later, contract)
    first = await claim(later, line("a", 5), key="k")
    assert await claim(later, line("a", 5), key="k") == first
    again = await claim(later, line("a", 5), line("b", 2, **APRIL), line("b", 2, **APRIL))
    assert (again.received, again.accepted, again.duplicates) == (3, 1, 2)
    other = await claim(later, line("a", 6))
    assert [(one.code, one.location) for one in other.errors] == [("reference-taken", "#/externalReference")]
    assert await balance(later, contract.id, "payable") == -7 * 5_500


@pytest.mark.rule("R-S36")
async def test_a_line_is_credited_and_sent_again_without_doubling(later: Tenant) -> None:
    """A debit, its credit and a new debit leave the new one; twice credited, or credited without a debit, is refused."""
    contract = await production(later)
    await allocate(later, contract)
    await claim(later, line("a", 10))
    assert await outcome(later, "a") == ("approved", 10, 55_000, None, None)
    await claim(later, line("a2", 8))
    assert await outcome(later, "a2") == ("rejected", 0, 0, "claim.repeated", "9389")
    await claim(later, line("c", 10, creditOf="a"), line("d", 8))
    assert await outcome(later, "c") == ("credited", -10, -55_000, None, None)
    assert await outcome(later, "d") == ("approved", 8, 44_000, None, None)
    await claim(
        later, line("e", 10, creditOf="a"), line("f", 3, creditOf="niets"), line("g", 7, creditOf="d")
    )
    assert (await outcome(later, "e"))[3:] == ("claim.already-credited", "9390")
    assert (await outcome(later, "f"))[3:] == ("claim.credit-without-debit", "8017")
    assert (await outcome(later, "g"))[3] == "claim.credit-differs"
    client = later.client(SettlementClient)
    total = sum(one.amount_cents for one in await client.claim_payables(contractId=str(contract.id)))
    assert total == 44_000


@pytest.mark.rule("R-S36")
@pytest.mark.parametrize(
    ("more", "reason", "code"),
    [
        ({"allocationNumber": 99}, "claim.no-allocation", "9338"),
        ({"law": "jeugdwet"}, "claim.no-allocation", "9338"),
        ({"productCode": "02A16"}, "claim.product-differs", "9340"),
        ({"productCategory": "03"}, "claim.category-differs", "9339"),
        ({"unit": "01"}, "claim.unit-differs", "9341"),
        ({"periodStart": "2025-12-31"}, "claim.period-before-start", "9307"),
        ({"periodEnd": "2026-04-01"}, "claim.period-after-end", "9308"),
        ({"periodEnd": "2026-05-01"}, "claim.period-not-over", "9319"),
        ({"tariff": "54.99"}, "claim.tariff-differs", "0611"),
        ({"amountCents": 54_999}, "claim.amount-differs", "9346"),
    ],
)
async def test_a_line_that_does_not_match_is_refused_with_its_retourcode(
    later: Tenant, more: dict[str, object], reason: str, code: str
) -> None:
    """Each point of an allocation and tariff by which a line is held, with our reason and the code of the standard."""
    contract = await production(later)
    await allocate(later, contract)
    await claim(later, line("a", 10, **more))
    assert await outcome(later, "a") == ("rejected", 0, 0, reason, code)
    assert await balance(later, contract.id, "payable") == 0


@pytest.mark.rule("R-S11")
async def test_allocated_effort_is_not_claimed(later: Tenant) -> None:
    """Effort is paid on its allocation, never by claim lines; what is paid ahead is not claimed either."""
    effort = {"number": 1, "form": "effortAllocated", "productCodes": ["02A15"], "motivation": "Vast."}
    contract = await production(later, funding_agreements=[effort])
    await allocate(later, contract)
    await claim(later, line("a", 10))
    assert (await outcome(later, "a"))[3] == "claim.effort-is-not-claimed"


@pytest.mark.rule("R-S12")
@pytest.mark.rule("R-C39")
async def test_a_trajectory_is_one_sum_once(later: Tenant) -> None:
    """(1.5 + 1) hours × 20 weeks × 60.00 come to 3,000.00, once per allocation."""
    interventions = [
        {"name": "Training", "unitsPerPeriod": "1.5", "tariff": "60"},
        {"name": "Gesprek", "unitsPerPeriod": "1", "tariff": "60"},
    ]
    agreed = {
        "number": 1, "form": "trajectory", "productCodes": ["02A15"], "interventions": interventions, "periods": 20,
        "motivation": "Een traject.",
    }  # fmt: skip
    contract = await production(later, funding_agreements=[agreed])
    await allocate(later, contract, unit="82", volume=1)
    whole = {"unit": "82", "amountCents": 300_000}
    await claim(later, line("a", 1, **whole), line("b", 1, **{**whole, **APRIL}))
    assert await outcome(later, "a") == ("approved", 1, 300_000, None, None)
    assert await outcome(later, "b") == ("rejected", 0, 0, "claim.paid-already", "9389")


@pytest.mark.rule("R-S48")
async def test_a_tier_is_reached_by_minutes(later: Tenant) -> None:
    """11,999 minutes cost 13,000.00 and 12,000 minutes 22,000.00; below the lowest tier there is no tariff."""
    tiers = [
        {"threshold": "6000", "amountCents": 1_300_000}, {"threshold": "12000", "amountCents": 2_200_000},
    ]  # fmt: skip
    agreed = {
        "number": 1, "form": "tieredTariff", "productCodes": ["02A15"], "unit": "minute", "tiers": tiers,
        "motivation": "Per trede.",
    }  # fmt: skip
    contract = await production(later, funding_agreements=[agreed])
    for number, volume in ((1, 11_999), (2, 12_000), (3, 5_999)):
        await allocate(later, contract, number, unit="01", volume=20_000)
        cents = {11_999: 1_300_000, 12_000: 2_200_000}.get(volume, 1)
        await claim(later, line(f"m{volume}", volume, unit="01", amountCents=cents, allocationNumber=number))
    assert (await outcome(later, "m11999"))[:3] == ("approved", 11_999, 1_300_000)
    assert (await outcome(later, "m12000"))[:3] == ("approved", 12_000, 2_200_000)
    assert (await outcome(later, "m5999"))[3] == "claim.no-tariff"


@pytest.mark.rule("R-S30")
@pytest.mark.rule("R-S29")
async def test_who_comes_back_within_the_guarantee_term_is_not_paid_again(tenant_on: On) -> None:
    """Closed on 1 February, back on 1 June, twelve months guaranteed: not paid; another citizen's care is."""
    tenant = await tenant_on(date(2026, 7, 1))
    contract = await production(tenant, conditions={"recidivismGuaranteeMonths": 12})
    citizen = new_id()
    first = {"start_date": date(2026, 1, 1), "end_date": date(2026, 2, 1), "citizen_id": citizen}
    back = {"start_date": date(2026, 6, 1), "end_date": date(2026, 6, 30), "decided_on": date(2026, 5, 20)}
    await allocate(tenant, contract, 1, **first)
    await allocate(tenant, contract, 2, **back, citizen_id=citizen)
    await allocate(tenant, contract, 3, **back)
    june = {"periodStart": "2026-06-01", "periodEnd": "2026-06-30"}
    await claim(
        tenant,
        line("a", 4),
        line("b", 4, **june, allocationNumber=2),
        line("c", 4, **june, allocationNumber=3),
    )
    assert (await outcome(tenant, "a"))[0] == "approved"
    assert await outcome(tenant, "b") == ("rejected", 0, 0, "claim.within-guarantee-term", None)
    assert (await outcome(tenant, "c"))[0] == "approved"


@pytest.mark.rule("R-S29")
async def test_a_bundle_is_paid_once_per_client_and_period(later: Tenant) -> None:
    """A bundle of 2,400.00 a month: the second claim within a month is refused, the next month's is paid."""
    agreed = {
        "number": 1, "form": "periodBundle", "productCodes": ["02A15"], "amountCents": 240_000, "months": 1,
        "motivation": "Alles in een.",
    }  # fmt: skip
    contract = await production(later, funding_agreements=[agreed])
    await allocate(later, contract, unit="82", volume=12)
    whole = {"unit": "82", "amountCents": 240_000}
    half = {"periodStart": "2026-01-15", "periodEnd": "2026-01-31"}
    await claim(later, line("a", 1, **whole))
    await claim(later, line("b", 1, **whole, **half), line("c", 1, **{**whole, **APRIL}))
    assert (await outcome(later, "a"))[:3] == ("approved", 1, 240_000)
    assert (await outcome(later, "b"))[3] == "claim.paid-already"
    assert (await outcome(later, "c"))[:3] == ("approved", 1, 240_000)


async def test_a_provider_claims_where_it_has_a_contract_and_sees_its_own_lines(later: Tenant) -> None:
    """Without a contract it is refused; another's allocation is none; another provider reads nothing, the purchaser all."""
    contract = await production(later)
    await allocate(later, contract)
    stranger = later.client(SettlementClient, later.providers[-1])
    with pytest.raises(Refusal) as refused:
        await stranger.judge_claims(later.auditor, ndjson(line("a")), media="application/x-ndjson")
    assert refused.value.problem["code"] == "claim-purchaser-unknown"
    await claim(later, line("a", 5))
    assert [one.external_reference for one in await later.client(SettlementClient).claims()] == ["a"]
    assert await stranger.claims() == []
    with pytest.raises(Refusal) as forbidden:
        await later.client(SettlementClient).judge_claims(later.owner, ndjson(line("b")))
    assert forbidden.value.status == 403


async def test_a_dry_run_tells_and_keeps_nothing(later: Tenant) -> None:
    """The same answer as the real one, and no claim, no batch, no entry after it."""
    contract = await production(later)
    await allocate(later, contract)
    told = await claim(later, line("a", 14), dry_run=True)
    assert (told.accepted, [one.code for one in told.errors]) == (1, ["claim.volume-exceeded"])
    client = later.client(SettlementClient)
    assert await client.claims() == [] and await balance(later, contract.id, "payable") == 0


@pytest.mark.rule("R-S62")
async def test_what_was_claimed_is_paid_with_the_next_batch(later: Tenant) -> None:
    """Approved claims stand in the payment file beside instalments, once; paid they say so, and their entry is the bank's."""
    contract = await production(later)
    await allocate(later, contract)
    await claim(later, line("a", 10))
    await given.account(later, later.owner, 1, "Gemeente")
    assert contract.payee is not None
    await given.account(later, contract.payee, 2)
    client = later.client(SettlementClient)
    await later.live_until(date(2026, 4, 3))
    batch = await client.order_payments(date(2026, 4, 3))
    assert [(one.subject, one.amount_cents, one.payee) for one in batch.payments] == [
        ("claim", 55_000, contract.payee)
    ]
    [payable] = await client.claim_payables(contractId=str(contract.id))
    assert (payable.state, payable.version, batch.payments[0].subject_id) == ("ordered", 2, payable.id)
    with pytest.raises(Refusal) as again:
        await client.order_payments(date(2026, 4, 3))
    assert again.value.problem["code"] == "nothing-to-pay"


@pytest.mark.rule("R-S31")
async def test_a_chain_is_paid_as_one(later: Tenant) -> None:
    """2,400.00 per client a year for a chain of two providers: the first claim is paid to the payee, the other's is not."""
    members = [{"oin": one, "weight": 1} for one in later.providers[:2]]
    agreed = {
        "number": 1, "form": "chainBundle", "amountCents": 240_000, "months": 12, "members": members,
        "motivation": "Een keten.",
    }  # fmt: skip
    contract = await production(later, funding_agreements=[agreed])
    citizen = new_id()
    await allocate(later, contract, 1, unit="82", volume=1, citizen_id=citizen)
    await allocate(later, contract, 2, unit="82", volume=1, citizen_id=citizen, provider=later.providers[1])
    whole = {"unit": "82", "amountCents": 240_000}
    await claim(later, line("a", 1, **whole))
    await claim(later, line("b", 1, **{**whole, **APRIL, "allocationNumber": 2}), provider=1)
    assert (await outcome(later, "a"))[:3] == ("approved", 1, 240_000)
    assert (await became(later, "b", 1)).reason == "claim.paid-already"
    [payable] = await later.client(SettlementClient).claim_payables(contractId=str(contract.id))
    assert (payable.payee, payable.amount_cents) == (contract.payee, 240_000)


@pytest.mark.rule("R-S62")
async def test_credits_that_outweigh_are_asked_back_under_a_number(later: Tenant) -> None:
    """A debit in one file and its credit in the next: 550.00 is a receivable, numbered that day, and written off it is cost alone."""
    contract = await production(later)
    await allocate(later, contract)
    await claim(later, line("a", 10))
    await claim(later, line("b", 10, creditOf="a"))
    assert (await later.ask("settlement", "POST", f"/sandbox/{later.owner}/work")).status_code == 200
    client = later.client(SettlementClient)
    [asked] = await client.receivables(contractId=str(contract.id))
    assert (asked.number, asked.amount_cents, asked.due_on) == (1, 55_000, date(2026, 5, 13))
    proposing = later.client(SettlementClient, end_user="a.bakker")
    await proposing.propose_write_off(asked.id, "Niet te innen.")
    await client.confirm_write_off(asked.id)
    assert await balance(later, contract.id, "programme-costs") == 55_000
    assert (
        await balance(later, contract.id, "commitment")
        == 0
        == await balance(later, contract.id, "receivable")
    )
