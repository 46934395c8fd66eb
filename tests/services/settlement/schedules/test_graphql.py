"""Schedules in the graph: with their instalments and why, to the cent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.services.settlement import given
from tests.support.statements import counted
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
READ = """query ($id: UUID!) {
  schedule(id: $id) {
    contractNumber year annualAmountCents advanceCents retentionCents receivableCents payee
    instalments { number dueDate grossCents amountCents retainedCents state postedOn paidOn }
    derivation { version steps { rule sentence result } }
  }
}"""
LIST = """query ($year: Int, $first: Int!, $after: String) {
  schedules(year: $year, first: $first, after: $after) {
    nodes { year contractNumber instalments { number } derivation { steps { rule } } }
    pageInfo { hasNextPage endCursor }
  }
}"""


async def graph(tenant: Tenant, query: str, *, oin: str | None = None, **variables: Any) -> dict[str, Any]:
    """One GraphQL request to settlement; the whole answer, errors included."""
    body = {"query": query, "variables": variables}
    answer = await tenant.ask("settlement", "POST", "/graphql", oin=oin, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.rule("R-S01")
@pytest.mark.rule("R-S02")
async def test_a_schedule_is_read_with_instalments_and_derivation(tenant: Tenant) -> None:
    """30,000,000.00 a year is more cents than 32 bits hold: 28.5 million in instalments, 1.5 million retained."""
    made = await given.contract_year(tenant, annual="30000000", number="GROOT-1")
    shown = (await graph(tenant, READ, id=str(made.id)))["data"]["schedule"]
    assert (shown["annualAmountCents"], shown["advanceCents"], shown["retentionCents"]) == (
        3_000_000_000, 2_850_000_000, 150_000_000,
    )  # fmt: skip
    assert [line["amountCents"] for line in shown["instalments"]] == [237_500_000] * 12
    assert shown["instalments"][0] == {
        "number": 1, "dueDate": "2026-01-01", "grossCents": 250_000_000, "amountCents": 237_500_000,
        "retainedCents": 12_500_000, "state": "posted", "postedOn": "2026-01-01", "paidOn": None,
    }  # fmt: skip
    assert [(step["rule"], step["result"]) for step in shown["derivation"]["steps"]] == [
        ("R-S06", 3_000_000_000), ("R-S01", 2_850_000_000), ("R-S01", 150_000_000), ("R-S02", None),
    ]  # fmt: skip


async def test_schedules_come_in_pages_of_a_year(tenant_on: TenantOn) -> None:
    """Only those of the year that is asked, oldest first, with the cursor of the next page."""
    tenant = await tenant_on(date(2026, 7, 1))
    for number in ("A", "B"):
        await given.contract_year(tenant, number=number)
    first = (await graph(tenant, LIST, year=2026, first=1))["data"]["schedules"]
    assert ([one["contractNumber"] for one in first["nodes"]], first["pageInfo"]["hasNextPage"]) == (
        ["A"],
        True,
    )
    after = first["pageInfo"]["endCursor"]
    second = (await graph(tenant, LIST, year=2026, first=1, after=after))["data"]["schedules"]
    assert ([one["contractNumber"] for one in second["nodes"]], second["pageInfo"]["hasNextPage"]) == (
        ["B"],
        False,
    )
    assert (await graph(tenant, LIST, year=2027, first=1))["data"]["schedules"]["nodes"] == []


async def test_three_schedules_cost_as_many_statements_as_one(tenant: Tenant) -> None:
    """Schedules, instalments and derivations: a statement each, however many there are."""
    counts = []
    for more in (1, 2):
        for _ in range(more):
            await given.contract_year(tenant)
        async with counted(tenant.house, "settlement") as ran:
            answer = await graph(tenant, LIST, first=50)
        assert all(one["derivation"]["steps"] for one in answer["data"]["schedules"]["nodes"])
        counts.append(len(ran))
    assert counts == [3, 3]


async def test_the_schedule_of_another_is_not_in_the_graph(tenant: Tenant, tenant_on: TenantOn) -> None:
    """The payee reads it; a provider that is no party and another purchaser neither find nor list it."""
    made = await given.contract_year(tenant)
    payee, stranger = tenant.providers[:2]
    own = await graph(tenant, READ, oin=payee, id=str(made.id))
    assert own["data"]["schedule"]["payee"] == payee
    other = await tenant_on(tenant.today)
    for who, oin in ((tenant, stranger), (other, None)):
        (error,) = (await graph(who, READ, oin=oin, id=str(made.id)))["errors"]
        assert (error["extensions"]["code"], error["extensions"]["status"]) == ("schedule-not-found", 404)
        assert (await graph(who, LIST, oin=oin, first=50))["data"]["schedules"]["nodes"] == []
