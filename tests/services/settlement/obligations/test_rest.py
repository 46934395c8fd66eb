"""Obligations and liquidity over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.settlement import SettlementClient
from tests.services.settlement import given
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def asked(tenant: Tenant, path: str, **params: str) -> list[dict[str, Any]]:
    """The items of one page."""
    answer = await tenant.ask("settlement", "GET", path, params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def open_in_books(tenant: Tenant, contract_id: object) -> int:
    """What the account of commitments says of a contract."""
    items = await asked(tenant, "/accounts", contractId=str(contract_id))
    found: int = next(one["balanceCents"] for one in items if one["code"] == "commitment")
    return found


@pytest.mark.rule("R-S01")
async def test_a_contract_year_says_what_is_posted_and_what_is_open(tenant_on: TenantOn) -> None:
    """On 15 March three of twelve instalments are posted: 1,662,500.00 of 7,000,000.00, and 87,500.00 is withheld."""
    tenant = await tenant_on(date(2026, 3, 15))
    schedule = await given.contract_year(tenant)
    (told,) = await asked(tenant, "/obligations", year="2026")
    assert told == {
        "contractId": str(schedule.contract_id), "contractNumber": schedule.contract_number,
        "payee": schedule.payee, "year": 2026, "yearAmountCents": 700_000_000, "receivableCents": 0,
        "postedCents": 166_250_000, "paidCents": 0, "withheldCents": 8_750_000, "openCents": 533_750_000,
    }  # fmt: skip
    assert await open_in_books(tenant, schedule.contract_id) == 533_750_000
    assert await asked(tenant, "/obligations", year="2027") == []
    assert await asked(tenant, "/obligations", contractId=str(given.STATEMENT)) == []


async def test_what_the_bank_paid_is_paid_and_a_year_sums_its_contracts(tenant_on: TenantOn) -> None:
    """Two contracts in one year: their sums on one line; after the bank statement what was posted is paid."""
    tenant = await tenant_on(date(2026, 1, 5))
    first, second = await given.contract_year(tenant), await given.contract_year(tenant, annual="1200000")
    await given.accounts(tenant)
    batch = await tenant.client(SettlementClient, end_user="c.smit").order_payments(date(2026, 1, 6))
    before = await asked(tenant, "/obligation-totals")
    assert (before[0]["postedCents"], before[0]["paidCents"]) == (64_916_667, 0)
    await tenant.client(SettlementClient, end_user="c.smit").book_statement(
        given.statement(given.debits(batch, date(2026, 1, 5)))
    )
    (total,) = await asked(tenant, "/obligation-totals")
    assert total == {
        "year": 2026, "contractCount": 2, "yearAmountCents": 820_000_000, "receivableCents": 0,
        "postedCents": 64_916_667, "paidCents": 64_916_667, "withheldCents": 3_416_666, "openCents": 755_083_333,
    }  # fmt: skip
    books = [await open_in_books(tenant, one.contract_id) for one in (first, second)]
    assert sum(books) == total["openCents"]
    (week,) = await asked(tenant, "/liquidity", until="2026-01-11")
    assert (week["paidCents"], week["payableCents"], week["plannedCents"]) == (64_916_667, 0, 0)


@pytest.mark.rule("R-S05")
async def test_a_reduction_below_what_was_posted_stays_equal_to_the_books(tenant_on: TenantOn) -> None:
    """Reduced after it was posted, the year shows the receivable, and what is open still is the account of commitments."""
    tenant = await tenant_on(date(2026, 11, 15))
    schedule = await given.contract_year(tenant)
    renewed = await given.amend(tenant, schedule.contract_id, "1000000")
    (told,) = await asked(tenant, "/obligations")
    assert told["receivableCents"] == renewed.receivable_cents > 0
    assert told["openCents"] == await open_in_books(tenant, schedule.contract_id)


async def test_liquidity_by_week_counts_payable_now_and_planned_later(tenant_on: TenantOn) -> None:
    """From Monday 5 January thirteen weeks: January is payable, 1 February and 1 March are planned, nothing in between."""
    tenant = await tenant_on(date(2026, 1, 7))
    await given.contract_year(tenant)
    weeks = await asked(tenant, "/liquidity")
    assert (len(weeks), weeks[0]["monday"], weeks[-1]["monday"]) == (13, "2026-01-05", "2026-03-30")
    assert weeks[0] == {
        "monday": "2026-01-05", "week": "2026-W02", "paidCents": 0, "payableCents": 55_416_667, "plannedCents": 0,
        "totalCents": 55_416_667, "cumulativeCents": 55_416_667,
    }  # fmt: skip
    planned = {one["monday"]: one["plannedCents"] for one in weeks if one["plannedCents"]}
    assert planned == {"2026-01-26": 55_416_666, "2026-02-23": 55_416_667, "2026-03-30": 55_416_667}
    assert weeks[-1]["cumulativeCents"] == 221_666_667
    (later,) = await asked(tenant, "/liquidity", **{"from": "2026-02-01", "until": "2026-02-01"})
    assert (later["monday"], later["payableCents"], later["totalCents"]) == ("2026-01-26", 0, 55_416_666)


@pytest.mark.parametrize(
    ("start", "until"),
    [("2026-02-02", "2026-02-01"), ("2026-01-01", "2028-01-14"), ("2026-01-01", "2199-12-31")],
)
async def test_days_that_cannot_be_are_refused(tenant: Tenant, start: str, until: str) -> None:
    """Days that end before they begin, or more than 106 weeks, name the period and how to mend it."""
    answer = await tenant.ask("settlement", "GET", "/liquidity", params={"from": start, "until": until})
    assert answer.status_code == 400 and answer.json()["code"] == "liquidity-period-refused", answer.text
    whole = {"from": "2026-01-01", "until": "2028-01-12"}
    assert len(await asked(tenant, "/liquidity", **whole)) == 107


async def test_the_last_days_of_the_calendar_are_no_fault(tenant: Tenant) -> None:
    """The last and the first day that can be told are answered, or refused with a problem."""
    for params in ({"from": "2199-12-31"}, {"until": "1900-01-01"}, {"until": "2199-12-31"}):
        answer = await tenant.ask("settlement", "GET", "/liquidity", params=params)
        assert answer.status_code in (200, 400), answer.text


async def test_another_municipality_sees_nothing(tenant: Tenant, tenant_on: TenantOn) -> None:
    """Obligations and money are seen by whose they are."""
    await given.contract_year(tenant)
    other = await tenant_on(tenant.today)
    assert await asked(other, "/obligations") == [] and await asked(other, "/obligation-totals") == []
    assert all(one["totalCents"] == 0 for one in await asked(other, "/liquidity"))
