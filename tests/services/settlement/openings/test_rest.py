"""Openings over HTTP: nothing that an older administration paid is paid again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import httpx
import pytest

from services.settlement.schedules.rules import Schedule
from shared.clients.settlement import SettlementClient
from tests.services.settlement import given
from tests.services.settlement.ledger.test_rest import balance
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
MARCH = date(2026, 3, 15)


def told(*lines: tuple[Schedule, int, int], total: int | None = None, **more: Any) -> dict[str, Any]:
    """An opening of 15 March with what was paid and retained of each contract year."""
    listed = [
        {"contractNumber": one.contract_number, "year": one.year, "paidCents": paid, "retainedCents": held}
        for one, paid, held in lines
    ]
    whole = sum(one[1] for one in lines) if total is None else total
    return {
        "externalReference": "beginstand", "openedOn": "2026-03-15", "oldTotalCents": whole, "lines": listed, **more,
    }  # fmt: skip


async def open_books(tenant: Tenant, body: dict[str, Any], **asked: Any) -> httpx.Response:
    """Hand in an opening."""
    return await tenant.ask("settlement", "POST", "/openings", json=body, **asked)


@pytest.mark.rule("F-39")
@pytest.mark.rule("R-S02")
async def test_what_was_paid_before_is_not_paid_again(tenant_on: TenantOn) -> None:
    """On 15 March 1,108,333.34 (two of three posted instalments) was paid before: a payment file holds the third alone."""
    tenant = await tenant_on(MARCH)
    schedule = await given.contract_year(tenant)
    paid = schedule.instalments[0].amount_cents + schedule.instalments[1].amount_cents
    held = schedule.instalments[0].retained_cents + schedule.instalments[1].retained_cents
    answer = await open_books(tenant, told((schedule, paid, held)))
    assert answer.status_code == 201, answer.text
    opening = answer.json()
    assert (opening["totalCents"], opening["lineCount"], opening["reversedOn"]) == (paid, 1, None)
    assert opening["lines"][0]["instalmentIds"] == [str(one.id) for one in schedule.instalments[:2]]
    states = [one.state for one in (await given.schedule_of(tenant, schedule.contract_id)).instalments[:4]]
    assert states == ["paid", "paid", "posted", "planned"]
    contract = str(schedule.contract_id)
    assert await balance(tenant, "opening", contractId=contract) == -paid
    left = schedule.instalments[2].amount_cents
    assert await balance(tenant, "payable", contractId=contract) == -left
    await given.accounts(tenant)
    batch = await tenant.client(SettlementClient, end_user="c.smit").order_payments(MARCH)
    assert batch.total_cents == left
    assert (await tenant.ask("settlement", "GET", f"/openings/{opening['id']}")).json() == opening
    assert (await tenant.ask("settlement", "GET", "/openings")).json()["items"] == [opening]


@pytest.mark.rule("F-39")
async def test_handed_in_twice_it_changes_nothing_and_reversed_it_is_payable_again(
    tenant_on: TenantOn,
) -> None:
    """The same again gives what is there; other contents are refused; reversed, all is payable and can be opened anew."""
    tenant = await tenant_on(MARCH)
    schedule = await given.contract_year(tenant)
    first = schedule.instalments[0]
    body = told((schedule, first.amount_cents, first.retained_cents))
    opening = (await open_books(tenant, body)).json()
    again = await open_books(tenant, body)
    assert (again.status_code, again.json()) == (200, opening)
    other = await open_books(tenant, body | {"openedOn": "2026-03-14"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    twice = await open_books(tenant, body | {"externalReference": "nog-een"})
    assert [one["code"] for one in twice.json()["errors"]] == ["year-opened"]
    path = f"/openings/{opening['id']}/reversal"
    back = await tenant.ask("settlement", "POST", path)
    assert (back.status_code, back.json()["reversedOn"], back.json()["version"]) == (200, "2026-03-15", 2)
    assert await balance(tenant, "opening") == 0
    assert {one.state for one in (await given.schedule_of(tenant, schedule.contract_id)).instalments[:3]} == {
        "posted"
    }
    refused = await tenant.ask("settlement", "POST", path)
    assert (refused.status_code, refused.json()["code"]) == (409, "opening-already-reversed")
    assert (await open_books(tenant, body | {"externalReference": "nog-een"})).status_code == 201


@pytest.mark.rule("F-39")
async def test_every_line_that_does_not_fit_is_named_and_nothing_is_kept(tenant_on: TenantOn) -> None:
    """A cent too much, too little retained, an unplanned year, a year twice, more than was posted, another total: all told at once."""
    tenant = await tenant_on(MARCH)
    one, two, three = [await given.contract_year(tenant) for _ in range(3)]
    first = two.instalments[0]
    posted = sum(each.amount_cents for each in three.instalments[:4])
    body = told(
        (one, 55_416_668, 2_916_666), (two, first.amount_cents, first.retained_cents - 1), (two, 1, 0),
        (three, posted, 0), total=7,
    )  # fmt: skip
    body["lines"].append({"contractNumber": "C-0", "year": 2026, "paidCents": 1})
    answer = await open_books(tenant, body)
    assert (answer.status_code, answer.json()["code"]) == (409, "opening-refused")
    assert [(each["location"], each["code"]) for each in answer.json()["errors"]] == [
        ("#/lines/0/paidCents", "not-whole-instalments"), ("#/lines/1/retainedCents", "retained-differs"),
        ("#/lines/2", "line-twice"), ("#/lines/3/paidCents", "instalment-not-payable"), ("#/lines/4", "year-not-planned"),
        ("#/oldTotalCents", "total-differs"),
    ]  # fmt: skip
    assert "55416667" in answer.json()["errors"][0]["detail"]
    assert (await tenant.ask("settlement", "GET", "/openings")).json()["items"] == []
    assert await balance(tenant, "opening") == 0


async def test_only_the_municipality_opens_its_books(tenant_on: TenantOn) -> None:
    """A provider is refused; a day to come is refused; what is not there is not found."""
    tenant = await tenant_on(MARCH)
    schedule = await given.contract_year(tenant)
    first = schedule.instalments[0]
    body = told((schedule, first.amount_cents, first.retained_cents))
    assert (await open_books(tenant, body, oin=tenant.providers[0])).status_code == 403
    late = await open_books(tenant, body | {"openedOn": "2026-03-16"})
    assert [one["code"] for one in late.json()["errors"]] == ["day-in-future"]
    missing = await tenant.ask("settlement", "GET", f"/openings/{given.STATEMENT}")
    assert (missing.status_code, missing.json()["code"]) == (404, "opening-not-found")
