"""Schedules over HTTP: planned from the feed, posted by the calendar, planned anew by an amendment."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts as schemas
from shared.values.terms import AmendmentReason
from tests.support.lives import active_contract, draft_contract, funding, sign_and_activate
from tests.support.tenants import Tenant


async def schedule_of(tenant: Tenant, contract_id: object, year: int = 2026) -> dict:
    """The schedule of a contract year, as settlement shows it."""
    answer = await tenant.ask("settlement", "GET", f"/schedules?contractId={contract_id}&year={year}")
    assert answer.status_code == 200, answer.text
    (found,) = answer.json()["items"]
    return found


@pytest.mark.rule("R-X01")
@pytest.mark.rule("R-S01")
@pytest.mark.rule("R-S02")
async def test_an_activated_contract_is_planned_to_the_cent_from_the_feed(tenant: Tenant) -> None:
    """7,000,000.00 at 95 % gives 6,650,000.00 in 12 instalments, .66 in months 2, 5, 8 and 11; retention 350,000.00."""
    contract = await active_contract(tenant)
    schedule = await schedule_of(tenant, contract.id)
    amounts = [line["amountCents"] for line in schedule["instalments"]]
    assert amounts == [55416667, 55416666, 55416667] * 4
    assert (schedule["advanceCents"], schedule["retentionCents"]) == (665_000_000, 35_000_000)
    assert sum(line["retainedCents"] for line in schedule["instalments"]) == 35_000_000
    assert [line["dueDate"] for line in schedule["instalments"]][:2] == ["2026-01-01", "2026-02-01"]


@pytest.mark.rule("R-S01")
async def test_a_schedule_explains_itself_in_the_reader_s_language(tenant: Tenant) -> None:
    """Each step names its rule and its inputs, in Dutch by default and in English when asked."""
    contract = await active_contract(tenant)
    schedule = await schedule_of(tenant, contract.id)
    path = f"/schedules/{schedule['id']}/derivation"
    dutch = (await tenant.ask("settlement", "GET", path)).json()["steps"]
    english = (await tenant.ask("settlement", "GET", path, headers={"Accept-Language": "en"})).json()["steps"]
    assert [step["rule"] for step in dutch] == ["R-S06", "R-S01", "R-S01", "R-S02"]
    assert "€ 6.650.000,00" in dutch[1]["sentence"]
    assert "€ 6,650,000.00" in english[1]["sentence"]


@pytest.mark.rule("R-S06")
async def test_a_contract_from_october_pays_three_months(tenant: Tenant) -> None:
    """From 1 October: 1,750,000.00, of which 1,662,500.00 in 3 instalments and 87,500.00 retained."""
    contract = await active_contract(tenant, start_date=date(2026, 10, 1))
    schedule = await schedule_of(tenant, contract.id)
    assert (schedule["yearAmountCents"], schedule["advanceCents"]) == (175_000_000, 166_250_000)
    assert schedule["retentionCents"] == 8_750_000
    assert [line["dueDate"] for line in schedule["instalments"]] == ["2026-10-01", "2026-11-01", "2026-12-01"]


@pytest.mark.rule("R-S04")
async def test_another_contract_has_its_own_retention(tenant: Tenant) -> None:
    """A contract of 3,000,000.00 retains 150,000.00 by itself."""
    contract = await active_contract(tenant, funding_agreements=[funding(annual_amount_cents=300_000_000)])
    assert (await schedule_of(tenant, contract.id))["retentionCents"] == 15_000_000


@pytest.mark.rule("R-S07")
async def test_a_lump_sum_without_retention_pays_all_in_instalments(tenant: Tenant) -> None:
    """1,003,000.00 without retention is paid in full, and there is no retention to release."""
    without = funding(form="lumpSum", annual_amount_cents=100_300_000, advance_basis_points=None)
    contract = await active_contract(tenant, funding_agreements=[without])
    schedule = await schedule_of(tenant, contract.id)
    assert sum(line["amountCents"] for line in schedule["instalments"]) == 100_300_000
    found = await tenant.ask("settlement", "GET", f"/retentions?contractId={contract.id}")
    assert found.json()["items"] == []


@pytest.mark.rule("R-S01")
async def test_an_instalment_is_posted_when_it_falls_due_in_balanced_entries(tenant: Tenant) -> None:
    """On its day the instalment is posted, its retained part as a pending entry, and the books sum to zero."""
    contract = await active_contract(tenant)
    await tenant.live_until(date(2026, 1, 2))
    schedule = await schedule_of(tenant, contract.id)
    assert [line["state"] for line in schedule["instalments"]][:2] == ["posted", "planned"]
    accounts = (await tenant.ask("settlement", "GET", f"/accounts?contractId={contract.id}")).json()["items"]
    shown = {one["code"]: (one["balanceCents"], one["pendingCents"]) for one in accounts}
    assert shown["programme-costs"] == (55_416_667, 2_916_666)
    assert shown["payable"] == (-55_416_667, 0)
    assert shown["retained"] == (0, -2_916_666)
    retention = (await tenant.ask("settlement", "GET", f"/retentions?contractId={contract.id}")).json()[
        "items"
    ][0]
    assert retention["withheldCents"] == 2_916_666


@pytest.mark.rule("R-S05")
async def test_an_amendment_plans_the_rest_of_the_year_anew(
    tenant_on: Callable[[date], Awaitable[Tenant]],
) -> None:
    """7.0 to 7.1 million with six posted: six of 570,000.00 remain, the retention becomes 355,000.00."""
    tenant = await tenant_on(date(2026, 6, 14))
    draft = await draft_contract(tenant)
    contract = await sign_and_activate(tenant, draft.id)
    await tenant.live_until(date(2026, 6, 15))
    posted = [line["state"] for line in (await schedule_of(tenant, contract.id))["instalments"]]
    assert posted.count("posted") == 6
    decided = await tenant.client(ContractsClient).decide_amendment(
        contract.id,
        schemas.NewAmendment(
            reason=AmendmentReason.EXTREME_CIRCUMSTANCE,
            motivation="Instroom uit een opgeheven regeling.",
            effective_on=date(2026, 7, 1),
            annual_amount_cents=710_000_000,
        ),
    )
    for oin in (tenant.owner, tenant.providers[0]):
        await tenant.client(ContractsClient, oin).sign_amendment(decided.id, "J. Jansen")
    await tenant.drain()
    schedule = await schedule_of(tenant, contract.id)
    assert [line["amountCents"] for line in schedule["instalments"]][6:] == [57_000_000] * 6
    assert (schedule["advanceCents"], schedule["retentionCents"]) == (674_500_000, 35_500_000)
    steps = (await tenant.ask("settlement", "GET", f"/schedules/{schedule['id']}/derivation")).json()["steps"]
    assert "R-S05" in {step["rule"] for step in steps}


async def test_a_schedule_of_another_is_not_there(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Another purchaser gets 404 for the schedule, and an empty list."""
    contract = await active_contract(tenant)
    schedule = await schedule_of(tenant, contract.id)
    other = await tenant_on(date(2026, 1, 1))
    assert (await other.ask("settlement", "GET", f"/schedules/{schedule['id']}")).status_code == 404
    assert (await other.ask("settlement", "GET", f"/schedules?contractId={contract.id}")).json()[
        "items"
    ] == []
