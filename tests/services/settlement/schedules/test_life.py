"""What the life of a contract does to its schedule: it rests, is extended, is terminated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.settlement.schedules import store
from services.settlement.schedules.operations import planning
from services.settlement.schedules.rules import Schedule, Terms, plan, replan
from shared.values import new_id, render
from shared.values.terms import InstalmentState
from tests.services.settlement.given import context, contract_year, schedule_of, yearly_sum
from tests.services.settlement.schedules.test_operations import TenantOn, renew

TERMS = Terms(
    id=new_id(),
    version=3,
    owner="00000099000000000484",
    parties=[],
    number="C-1",
    legal_form="contract",
    start_date=date(2026, 1, 1),
    end_date=date(2026, 6, 30),
    payee="00000099000000001001",
    sums=[yearly_sum(700_000_000)],
)


def posted(schedule: Schedule, count: int) -> Schedule:
    """The schedule with its first instalments posted."""
    lines = [
        replace(one, state=InstalmentState.POSTED) if place < count else one
        for place, one in enumerate(schedule.instalments)
    ]
    return replace(schedule, instalments=lines)


@pytest.mark.rule("R-S06")
def test_an_extension_within_a_year_adds_the_months_that_it_brings() -> None:
    """6 months of 7,000,000 at 95 %: six instalments; extended to the end of the year after three: nine are left to pay in."""
    half, _ = plan(TERMS, 2026)
    assert (len(half.instalments), half.advance_cents) == (6, 332_500_000)
    longer = replace(TERMS, version=4, end_date=date(2028, 12, 31))
    whole, why = replan(posted(half, 3), longer, date(2026, 3, 15))
    assert (len(whole.instalments), whole.advance_cents, whole.planned_until) == (
        12,
        665_000_000,
        date(2028, 12, 31),
    )
    assert sum(one.amount_cents for one in whole.instalments) == 665_000_000
    assert [one.number for one in whole.instalments] == list(range(1, 13))
    assert [str(one.due_date) for one in whole.instalments[-2:]] == ["2026-11-01", "2026-12-01"]
    assert render(why.steps[0], "nl") == (
        "Het contract loopt nu tot en met 31 december 2028 (was 30 juni 2026): het bedrag van het jaar en de termijnen volgen."
    )


@pytest.mark.rule("R-S06")
def test_a_termination_within_a_year_leaves_nothing_to_pay_after_the_last_day() -> None:
    """A whole year, ended on 30 June with three posted: half the amount, and the instalments after June are nil."""
    year, _ = plan(replace(TERMS, end_date=date(2029, 12, 31)), 2026)
    ended, _ = replan(posted(year, 3), replace(TERMS, version=4), date(2026, 3, 15))
    assert ended.year_amount_cents == 350_000_000
    assert sum(one.amount_cents for one in ended.instalments) == ended.advance_cents == 332_500_000
    assert {one.gross_cents for one in ended.instalments if one.due_date > date(2026, 6, 30)} == {0}


@pytest.mark.rule("R-S05")
@settings(max_examples=80)
@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 12),
)
def test_whatever_the_last_day_becomes_the_instalments_add_up(before: date, after: date, done: int) -> None:
    """Instalments − receivable = advance, retained = retention where nothing was overpaid, and what was posted stays."""
    first, _ = plan(replace(TERMS, end_date=before), 2026)
    known = posted(first, done)
    changed, _ = replan(known, replace(TERMS, version=4, end_date=after), date(2026, 1, 1))
    paid = sum(one.amount_cents for one in changed.instalments)
    assert paid - changed.receivable_cents == changed.advance_cents
    assert changed.advance_cents + changed.retention_cents == changed.year_amount_cents
    kept = [one for one in changed.instalments if one.state is InstalmentState.POSTED]
    assert kept == [one for one in known.instalments if one.state is InstalmentState.POSTED]
    assert all(one.amount_cents >= 0 for one in changed.instalments)


async def test_of_a_contract_that_rests_nothing_is_due(tenant_on: TenantOn) -> None:
    """Resting from 1 February up to and including 31 March: in March nothing is due, in April all of it is."""
    tenant = await tenant_on(date(2026, 1, 15))
    schedule = await contract_year(tenant)
    async with context(tenant).begin() as connection:
        await renew(connection, schedule, rests_from=date(2026, 2, 1), rests_until=date(2026, 3, 31))
    async with context(tenant).read() as connection:
        due = [
            await store.count_due(connection, day)
            for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1))
        ]
    assert due == [0, 0, 0, 1]


@pytest.mark.rule("R-S06")
async def test_an_extension_that_arrives_makes_the_year_stale_until_it_is_planned_anew(
    tenant_on: TenantOn,
) -> None:
    """The last day comes forward to June: the year is stale, planned anew once, and then not any more."""
    tenant = await tenant_on(date(2026, 3, 15))
    schedule = await contract_year(tenant)
    async with context(tenant).begin() as connection:
        await renew(connection, schedule, end_date=date(2026, 6, 30))
    assert await planning.due_replans(context(tenant)) == [schedule.id]
    await planning.replan_schedule(context(tenant), schedule.id)
    assert await planning.due_replans(context(tenant)) == []
    after = await schedule_of(tenant, schedule.contract_id)
    assert (after.year_amount_cents, after.planned_until) == (350_000_000, date(2026, 6, 30))
