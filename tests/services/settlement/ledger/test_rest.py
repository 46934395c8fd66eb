"""The ledger over HTTP."""

from __future__ import annotations

from uuid import UUID

from tests.services.settlement import given
from tests.support.tenants import Tenant


async def test_accounts_of_a_contract(tenant: Tenant) -> None:
    """All five accounts on one page, in the reader's language, with balance and what is pending."""
    schedule = await given.contract_year(tenant)
    answer = await tenant.ask(
        "settlement", "GET", "/accounts", params={"contractId": str(schedule.contract_id)},
        headers={"Accept-Language": "en"},
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["next"] is None and len(told["items"]) == 5
    assert told["items"][2] == {
        "code": "retained", "name": "Retained until release", "balanceCents": 0, "pendingCents": -2_916_666,
    }  # fmt: skip


async def test_entries_by_page_and_by_id(tenant: Tenant) -> None:
    """Two entries on two pages of one; each balances and is found by its id."""
    await given.contract_year(tenant)
    first = (await tenant.ask("settlement", "GET", "/entries", params={"limit": 1})).json()
    second = await tenant.ask("settlement", "GET", "/entries", params={"limit": 1, "cursor": first["next"]})
    items = [*first["items"], *second.json()["items"]]
    assert second.json()["next"] is None and [one["kind"] for one in items] == ["posted", "pending"]
    for one in items:
        assert sum(line["amountCents"] for line in one["lines"]) == 0
        read = await tenant.ask("settlement", "GET", f"/entries/{one['id']}")
        assert read.json() == one and read.headers["ETag"] == '"1"'


async def test_an_unknown_entry_is_not_found(tenant: Tenant) -> None:
    """404 with a problem that says so."""
    answer = await tenant.ask("settlement", "GET", f"/entries/{UUID(int=1)}")
    assert answer.status_code == 404 and answer.json()["code"] == "entry-not-found", answer.text


async def test_nothing_is_posted_through_the_api(tenant: Tenant) -> None:
    """Entries come with what causes them: a POST is no method here."""
    answer = await tenant.ask("settlement", "POST", "/entries", json={})
    assert answer.status_code == 405, answer.text


async def test_a_provider_sees_no_ledger(tenant: Tenant) -> None:
    """The books are the purchaser's: a provider finds no entries and only empty accounts."""
    await given.contract_year(tenant)
    provider = tenant.providers[0]
    assert (await tenant.ask("settlement", "GET", "/entries", oin=provider)).json()["items"] == []
    accounts = (await tenant.ask("settlement", "GET", "/accounts", oin=provider)).json()["items"]
    assert {(one["balanceCents"], one["pendingCents"]) for one in accounts} == {(0, 0)}
