"""The books over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from services.settlement.ledger.operations import sealing
from tests.services.settlement import given
from tests.support.statements import counted
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


def by_hand(cents: int = 125_000, **more: Any) -> dict[str, Any]:
    """An entry by hand of the first of January."""
    lines = [
        {"account": "programme-costs", "amountCents": cents},
        {"account": "suspense", "amountCents": -cents},
    ]
    return {"eventOn": "2026-01-01", "description": "Doorbelaste huisvesting", "lines": lines, **more}


async def post(tenant: Tenant, body: dict[str, Any], **more: Any) -> httpx.Response:
    """Book by hand."""
    return await tenant.ask("settlement", "POST", "/entries", json=body, **more)


async def balance(tenant: Tenant, account: str, **params: str) -> int:
    """What an account comes to."""
    items = (await tenant.ask("settlement", "GET", "/accounts", params=params)).json()["items"]
    found: int = next(one["balanceCents"] for one in items if one["code"] == account)
    return found


async def test_accounts_of_a_contract(tenant: Tenant) -> None:
    """All accounts on one page, in the reader's language, with both sides, the balance and what is pending."""
    schedule = await given.contract_year(tenant)
    answer = await tenant.ask(
        "settlement", "GET", "/accounts", params={"contractId": str(schedule.contract_id)},
        headers={"Accept-Language": "en"},
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["next"] is None and len(told["items"]) == 9
    assert told["items"][2] == {
        "code": "retained", "name": "Retained until release", "currency": "EUR", "debitCents": 0, "creditCents": 0,
        "balanceCents": 0, "pendingCents": -2_916_666,
    }  # fmt: skip
    assert told["items"][1]["creditCents"] == 55_416_667 and told["items"][1]["balanceCents"] == -55_416_667


async def test_entries_by_page_and_by_id(tenant: Tenant) -> None:
    """Three entries on three pages; each balances, says what caused it, and is found by its id and by its cause."""
    await given.contract_year(tenant)
    items: list[dict[str, Any]] = []
    cursor: dict[str, Any] = {}
    while True:
        page = (await tenant.ask("settlement", "GET", "/entries", params={"limit": 1, **cursor})).json()
        items += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert [(one["kind"], one["cause"]) for one in items] == [
        ("posted", "commitment"), ("posted", "instalment"), ("pending", "retention"),
    ]  # fmt: skip
    for one in items:
        assert sum(line["amountCents"] for line in one["lines"]) == 0
        read = await tenant.ask("settlement", "GET", f"/entries/{one['id']}")
        assert read.json() == one and read.headers["ETag"] == '"1"'
        same = await tenant.ask("settlement", "GET", "/entries", params={"subjectId": one["subjectId"]})
        assert same.json()["items"] == [one]


async def test_an_unknown_entry_is_not_found(tenant: Tenant) -> None:
    """404 with a problem that says so."""
    answer = await tenant.ask("settlement", "GET", f"/entries/{UUID(int=1)}")
    assert answer.status_code == 404 and answer.json()["code"] == "entry-not-found", answer.text


async def test_a_provider_sees_the_shared_lines_of_its_contract(
    tenant: Tenant,
) -> None:
    """What is payable and retained of its own contract, never what it costs the purchaser; another provider nothing."""
    schedule = await given.contract_year(tenant)
    provider, other = tenant.providers[:2]
    items = (await tenant.ask("settlement", "GET", "/entries", oin=provider)).json()["items"]
    assert [[line["account"] for line in one["lines"]] for one in items] == [["payable"], ["retained"]]
    path, params = "/accounts/payable/statement", {"contractId": str(schedule.contract_id)}
    told = (await tenant.ask("settlement", "GET", path, oin=provider, params=params)).json()["items"]
    assert [(one["amountCents"], one["balanceCents"]) for one in told] == [(-55_416_667, -55_416_667)]
    accounts = (await tenant.ask("settlement", "GET", "/accounts", oin=provider)).json()["items"]
    assert {
        one["code"]: (one["balanceCents"], one["pendingCents"]) for one in accounts if one["debitCents"]
    } == {}
    assert next(one for one in accounts if one["code"] == "payable")["balanceCents"] == -55_416_667
    assert (await tenant.ask("settlement", "GET", "/entries", oin=other)).json()["items"] == []
    assert (await tenant.ask("settlement", "GET", path, oin=other, params=params)).json()["items"] == []


@pytest.mark.rule("F-39")
async def test_an_entry_by_hand_is_booked_once(tenant: Tenant) -> None:
    """1,250.00 by hand under a reference: again gives what is there, with another amount it is refused."""
    body = by_hand(externalReference="huur-01")
    made, again = await post(tenant, body), await post(tenant, body)
    assert (made.status_code, again.status_code) == (201, 200), made.text
    assert again.json() == made.json() and made.json()["cause"] == "memorial"
    assert made.json()["bookedOn"] == "2026-01-01"
    other = await post(tenant, by_hand(99, externalReference="huur-01"))
    assert other.status_code == 409 and other.json()["code"] == "external-reference-used", other.text
    assert await balance(tenant, "programme-costs") == 125_000
    found = await tenant.ask("settlement", "GET", "/entries", params={"externalReference": "huur-01"})
    assert found.json()["items"] == [made.json()]


@pytest.mark.rule("F-39")
async def test_what_the_books_do_not_take_is_refused_with_every_reason(tenant: Tenant) -> None:
    """Payable by hand, an unknown account and a difference of 1.00: three faults, and nothing is written."""
    lines = [{"account": "payable", "amountCents": 10_000}, {"account": "petty-cash", "amountCents": -9_900}]
    answer = await post(tenant, by_hand(lines=lines))
    assert answer.status_code == 409 and answer.json()["code"] == "entry-refused", answer.text
    assert [one["code"] for one in answer.json()["errors"]] == [
        "account-kept", "account-unknown", "entry-unbalanced",
    ]  # fmt: skip
    assert (await tenant.ask("settlement", "GET", "/entries")).json()["items"] == []
    provider = await post(tenant, by_hand(), oin=tenant.providers[0])
    assert provider.status_code == 403, provider.text


@pytest.mark.rule("F-39")
async def test_an_entry_is_reversed_once_however_many_ask(tenant: Tenant) -> None:
    """Ten at once: one reversal, nine refusals; entry and reversal stand both, and come to nothing together."""
    made = (await post(tenant, by_hand())).json()
    path, body = f"/entries/{made['id']}/reversal", {"motivation": "dubbel geboekt"}
    answers = await asyncio.gather(*(tenant.ask("settlement", "POST", path, json=body) for _ in range(10)))
    assert sorted(one.status_code for one in answers) == [201] + [409] * 9
    (done,) = [one.json() for one in answers if one.status_code == 201]
    assert (done["reverses"], done["cause"], done["description"]) == (
        made["id"],
        "reversal",
        "dubbel geboekt",
    )
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {"entry-already-reversed"}
    assert await balance(tenant, "programme-costs") == 0
    assert (await tenant.ask("settlement", "GET", f"/entries/{made['id']}")).json() == made


async def test_what_an_instalment_made_is_not_reversed_by_hand(tenant: Tenant) -> None:
    """Refused, with what to do instead."""
    await given.contract_year(tenant)
    items = (await tenant.ask("settlement", "GET", "/entries")).json()["items"]
    answer = await tenant.ask(
        "settlement", "POST", f"/entries/{items[1]['id']}/reversal", json={"motivation": "x"}
    )
    assert answer.status_code == 409 and answer.json()["code"] == "entry-not-by-hand", answer.text


async def test_the_trial_balance_of_a_day(tenant: Tenant) -> None:
    """Both sides are equal, today and on the day before anything was booked."""
    await given.contract_year(tenant)
    await post(tenant, by_hand())
    told = (await tenant.ask("settlement", "GET", "/trial-balance")).json()
    assert told["debitCents"] == told["creditCents"] == 700_000_000 + 2 * 55_416_667 + 125_000
    empty = (await tenant.ask("settlement", "GET", "/trial-balance", params={"day": "2025-12-31"})).json()
    assert (empty["debitCents"], empty["creditCents"], empty["day"]) == (0, 0, "2025-12-31")


async def test_an_account_s_statement_over_pages(tenant: Tenant) -> None:
    """Three entries by hand in pages of one, each with the balance after it; an unknown account is not found."""
    for cents in (500, -200, 50):
        await post(tenant, by_hand(cents))
    told, cursor = [], {}
    while True:
        params = {"limit": 1, "from": "2026-01-01", "until": "2026-01-31", **cursor}
        page = (await tenant.ask("settlement", "GET", "/accounts/suspense/statement", params=params)).json()
        told += [(one["amountCents"], one["balanceCents"]) for one in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert told == [(-500, -500), (200, -300), (-50, -350)]
    unknown = await tenant.ask("settlement", "GET", "/accounts/petty-cash/statement")
    assert unknown.status_code == 404 and unknown.json()["code"] == "account-not-found", unknown.text


@pytest.mark.rule("F-39")
async def test_a_closed_period_takes_nothing_and_what_happened_in_it_counts_later(
    tenant_on: TenantOn,
) -> None:
    """Closed until 31 January, on 20 April: an entry of 15 January keeps its day and is booked on 20 April."""
    tenant = await tenant_on(date(2026, 4, 20))
    close = {"closedUntil": "2026-01-31", "motivation": "januari is gerapporteerd"}
    made = await tenant.ask("settlement", "POST", "/closings", json=close)
    assert made.status_code == 201 and made.json()["closedOn"] == "2026-04-20", made.text
    entry = (await post(tenant, by_hand(eventOn="2026-01-15"))).json()
    assert (entry["eventOn"], entry["bookedOn"]) == ("2026-01-15", "2026-04-20")
    open_ = (await post(tenant, by_hand(eventOn="2026-02-01"))).json()
    assert open_["bookedOn"] == "2026-02-01"
    assert await balance(tenant, "suspense", day="2026-01-31") == 0
    assert await balance(tenant, "suspense", day="2026-02-28") == -125_000
    for until, code in (("2026-01-31", "already-closed"), ("2026-04-20", "day-not-over")):
        refused = await tenant.ask("settlement", "POST", "/closings", json={"closedUntil": until})
        assert refused.status_code == 409, refused.text
        assert [one["code"] for one in refused.json()["errors"]] == [code]
    told = (await tenant.ask("settlement", "GET", "/closings")).json()["items"]
    assert told == [made.json()]


async def test_seals_show_what_was_changed_behind_the_books(tenant: Tenant) -> None:
    """Two days, two seals that hang together; an amount that the owner of the tables changes breaks the second."""
    await given.contract_year(tenant)
    for _ in range(2):
        for due in await sealing.due_seals(given.context(tenant)):
            await sealing.seal_books(given.context(tenant), due)
        await post(tenant, by_hand())
    assert len(await sealing.due_seals(given.context(tenant))) == 1
    first, second = (await tenant.ask("settlement", "GET", "/seals")).json()["items"]
    assert (first["number"], first["entryCount"], second["number"], second["entryCount"]) == (1, 3, 2, 1)
    assert second["previousHash"] == first["hash"] and second["afterSequence"] == first["untilSequence"]
    check = (await tenant.ask("settlement", "GET", "/seal-check")).json()
    assert check == {"firstNumber": 1, "checked": 2, "intact": True, "brokenNumber": None, "nextNumber": None}
    database = await asyncpg.connect(tenant.house.databases["settlement"].owner_dsn)
    try:
        async with database.transaction():
            await database.execute("alter table entry_lines disable trigger entry_lines_append_only")
            await database.execute("alter table entry_lines no force row level security")
            await database.execute(
                "update entry_lines set amount_cents = amount_cents * 2 where owner = $1 and account = 'suspense'",
                tenant.owner,
            )
            await database.execute("alter table entry_lines enable trigger entry_lines_append_only")
            await database.execute("alter table entry_lines force row level security")
    finally:
        await database.close()
    broken = (await tenant.ask("settlement", "GET", "/seal-check")).json()
    assert (broken["intact"], broken["brokenNumber"], broken["checked"]) == (False, 2, 2)
    alone = (await tenant.ask("settlement", "GET", "/seal-check", params={"fromNumber": 2})).json()
    assert (alone["intact"], alone["brokenNumber"]) == (False, 2)


async def test_an_entry_over_http_is_three_statements(tenant: Tenant) -> None:
    """What its key did before, the entry with its lines and sums, its row in the logbook; besides begin (which names the tenant) and commit."""
    assert (await post(tenant, by_hand())).status_code == 201
    async with counted(tenant.house, "settlement") as ran:
        assert (await post(tenant, by_hand(9_900))).status_code == 201
    assert len(ran) == 3, ran
    assert "pg_advisory_xact_lock_shared" in ran[1] and ran[2].startswith("INSERT INTO logbook")
