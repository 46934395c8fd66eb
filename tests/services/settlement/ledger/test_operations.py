"""Reading the ledger: what a contract's year leaves in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from services.settlement.ledger.operations import reading as operations
from shared.kit.auth import ScopeMissing
from shared.kit.rows import PageRequest
from tests.services.settlement import given
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S01")
async def test_a_posted_instalment_is_payable_and_its_retention_pending(tenant: Tenant) -> None:
    """January of 7,000,000.00: 554,166.67 is payable, 29,166.66 pending as retained; all accounts are shown."""
    schedule = await given.contract_year(tenant)
    found = await operations.list_accounts(given.acting(tenant), schedule.contract_id)
    shown = {one.code: (one.balance_cents, one.pending_cents) for one in found}
    assert shown == {
        "programme-costs": (55_416_667, 2_916_666),
        "payable": (-55_416_667, 0),
        "retained": (0, -2_916_666),
        "bank": (0, 0),
        "receivable": (0, 0),
        "commitment": (644_583_333, 0),
        "committed": (-644_583_333, 0),
        "suspense": (0, 0),
        "opening": (0, 0),
    }
    assert sum(one.balance_cents for one in found) == 0 == sum(one.pending_cents for one in found)


@pytest.mark.rule("R-S05")
async def test_a_reduction_after_the_last_instalment_is_receivable_until_it_is_reversed(
    tenant_on: Callable[[date], Awaitable[Tenant]],
) -> None:
    """7.0 m to 6.9 m with all posted: 95,000.00 receivable and 5,000.00 less retained; back to 7.0 m undoes both."""
    tenant = await tenant_on(date(2026, 12, 1))
    schedule = await given.contract_year(tenant)
    ctx = given.acting(tenant)

    async def shown() -> dict[str, tuple[int, int]]:
        found = await operations.list_accounts(ctx, schedule.contract_id)
        return {one.code: (one.balance_cents, one.pending_cents) for one in found}

    before = await shown()
    lowered = await given.amend(tenant, schedule.contract_id, "6900000")
    assert lowered.receivable_cents == 9_500_000
    after = await shown()
    assert after["receivable"] == (9_500_000, 0) and after["retained"] == (0, -34_500_000)
    assert after["programme-costs"] == (655_500_000, 34_500_000)
    assert (await given.retention_of(tenant, schedule.contract_id)).withheld_cents == 34_500_000
    await given.amend(tenant, schedule.contract_id, "7000000")
    assert await shown() == before


async def test_accounts_are_named_in_the_reader_s_language(tenant: Tenant) -> None:
    """Dutch or English, as the reader asks; the code stays."""
    ctx = given.acting(tenant)
    dutch = await operations.list_accounts(ctx)
    english = await operations.list_accounts(given.replace(ctx, language="en"))
    assert [one.code for one in dutch] == [one.code for one in english]
    assert (dutch[1].name, english[1].name) == ("Te betalen", "Payable")


async def test_entries_of_one_contract(tenant: Tenant) -> None:
    """Each contract's entries apart, with the day and what they are of; one by its id."""
    one, other = await given.contract_year(tenant), await given.contract_year(tenant)
    ctx = given.acting(tenant)
    found = await operations.list_entries(ctx, PageRequest(), one.contract_id)
    assert [entry.description for entry in found.items] == [
        f"commitment {one.contract_number} 2026",
        f"instalment {one.contract_number} 2026-01",
        f"retained with {one.contract_number} 2026-01",
    ]
    assert {entry.event_on for entry in found.items} == {date(2026, 1, 1)}
    everything = await operations.list_entries(ctx, PageRequest())
    assert {entry.contract_id for entry in everything.items} == {one.contract_id, other.contract_id}
    assert await operations.get_entry(ctx, found.items[0].id) == found.items[0]


async def test_reading_asks_for_the_scope(tenant: Tenant) -> None:
    """Without settlement:read nothing of the ledger is read."""
    ctx = given.acting(tenant)
    bare = given.replace(ctx, actor=given.replace(ctx.actor, scopes=frozenset({"settlement:write"})))
    for attempt in (
        operations.list_accounts(bare),
        operations.list_entries(bare, PageRequest()),
        operations.get_entry(bare, given.STATEMENT),
    ):
        with pytest.raises(ScopeMissing):
            await attempt
