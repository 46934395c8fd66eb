"""The SQL on terms, schedules and instalments: what is due, what is missing, what is out of date."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.settlement.schedules import store
from services.settlement.schedules.rules import Instalment, Schedule, Terms, following, plan
from services.settlement.tables import instalments
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import InstalmentState
from tests.services.settlement import given
from tests.support.tenants import Tenant


def terms(tenant: Tenant, **changes: Any) -> Terms:
    """The terms of a contract of 7,000,000.00 a year from 2026 to 2029."""
    told = Terms(
        id=new_id(), version=4, owner=tenant.owner, parties=[tenant.providers[0]], number="ALP-2026-01",
        legal_form="contract", start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), payee=tenant.providers[0],
        sums=[given.yearly_sum(700_000_000)],
    )  # fmt: skip
    return replace(told, **changes)


async def keep(tenant: Tenant, told: Terms, *schedules: Schedule) -> bool:
    """Save terms and schedules in a transaction of their own; whether the terms were news."""
    async with given.context(tenant).begin() as connection:
        news = await store.save_terms(connection, told, "tests")
        await store.add_schedules(connection, schedules, "tests")
        connection.recorded = True
    return news


@pytest.mark.rule("R-S05")
async def test_a_version_that_another_changed_is_not_written_over(tenant: Tenant) -> None:
    """Planning anew asks for the version that was read, posting for schedules that are there; what was done is undone."""
    told = terms(tenant)
    schedule, _ = plan(told, 2026)
    await keep(tenant, told, schedule)
    with pytest.raises(AssertionError, match="locked"):
        async with given.context(tenant).begin() as connection:
            await store.save_posted(connection, [schedule], [new_id()], date(2026, 1, 1))
    with pytest.raises(PreconditionFailed):
        async with given.context(tenant).begin() as connection:
            await store.save_replanned(connection, replace(schedule, version=3), set())
    assert await given.schedule_of(tenant, told.id) == schedule


def broken(schedule: Schedule, first: dict[str, Any] | None = None, **changes: Any) -> Schedule:
    """The schedule with something in it, or in its first instalment, that cannot be."""
    line, *rest = schedule.instalments
    return replace(schedule, **changes, instalments=[replace(line, **(first or {})), *rest])


@pytest.mark.rule("R-S01")
@pytest.mark.rule("R-S02")
async def test_the_database_itself_refuses_amounts_that_do_not_add_up(tenant: Tenant) -> None:
    """CHECKs: advance and retention are the year's amount, paid and retained the gross, and no payment is negative."""
    told = terms(tenant)
    schedule, _ = plan(told, 2026)
    gross = schedule.instalments[0].gross_cents
    for wrong, constraint in (
        (broken(schedule, retention_cents=schedule.retention_cents - 1), "ck_schedules_whole"),
        (broken(schedule, {"amount_cents": gross}), "ck_instalments_whole"),
        (broken(schedule, {"amount_cents": -1, "retained_cents": gross + 1}), "ck_instalments_amount"),
    ):
        with pytest.raises(asyncpg.CheckViolationError, match=constraint):
            await keep(tenant, told, wrong)


@pytest.mark.rule("R-S04")
async def test_a_contract_year_has_one_schedule(tenant: Tenant) -> None:
    """A unique key on contract and year; another year and another contract have their own."""
    told, other = terms(tenant), terms(tenant)
    await keep(tenant, told, plan(told, 2026)[0], plan(told, 2027)[0])
    await keep(tenant, other, plan(other, 2026)[0])
    with pytest.raises(asyncpg.UniqueViolationError, match="uq_schedules_owner_contract_id_year"):
        await keep(tenant, told, plan(told, 2026)[0])


@pytest.mark.rule("R-X01")
async def test_older_terms_change_nothing(tenant: Tenant) -> None:
    """The newest version stays, whatever arrives after it; the same version again is no news either."""
    told = terms(tenant, version=5)
    news = [
        await keep(tenant, replace(told, version=version, number=f"v{version}")) for version in (5, 4, 5, 6)
    ]
    assert news == [True, False, False, True]
    async with given.context(tenant).read() as connection:
        found = await store.find_terms(connection, told.id)
    assert found == replace(told, version=6, number="v6")


async def test_schedules_are_due_from_the_day_of_an_instalment_on_until_it_is_posted(tenant: Tenant) -> None:
    """The day itself counts; a schedule counts once however many are due; what is posted is due no more."""
    told, other = terms(tenant), terms(tenant)
    (schedule, _), (second, _) = plan(told, 2026), plan(other, 2026)
    await keep(tenant, told, schedule)
    await keep(tenant, other, second)
    january = schedule.instalments[0]
    async with given.context(tenant).begin() as connection:
        counts = [
            await store.count_due(connection, day)
            for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1))
        ]
        locked = await store.lock_due(connection, date(2026, 2, 1))
        await store.save_posted(connection, [schedule], [january.id], date(2026, 1, 1))
        left = await store.lock_due(connection, date(2026, 1, 1))
        connection.recorded = True
    assert counts == [0, 2, 2] and {one.id for one in locked} == {schedule.id, second.id}
    assert locked == sorted([schedule, second], key=lambda one: one.id)
    assert [one.id for one in left] == [second.id]
    kept = await given.schedule_of(tenant, told.id)
    assert (kept.version, kept.instalments[0].state) == (2, InstalmentState.POSTED)


@pytest.mark.rule("R-S06")
@pytest.mark.rule("R-S05")
async def test_years_without_a_schedule_and_schedules_out_of_date_are_found(tenant: Tenant) -> None:
    """The earliest missing year up to the day, within the term; and from the year of effect on, what has another amount."""
    told = terms(tenant, end_date=date(2027, 12, 31))
    first = plan(told, 2026)[0]
    await keep(tenant, told, first)

    async def missing(today: date) -> list[tuple[Any, int]]:
        async with given.context(tenant).read() as connection:
            return await store.list_unplanned(connection, today)

    assert await missing(date(2026, 12, 31)) == []
    assert await missing(date(2027, 1, 1)) == [(told.id, 2027)]
    second = plan(told, 2027)[0]
    await keep(tenant, told, second)
    assert await missing(date(2031, 1, 1)) == []
    dearer = given.yearly_sum(710_000_000, effective_on=date(2027, 7, 1))
    amended = following(told, replace(told, version=5, sums=[dearer]))
    await keep(tenant, amended)
    async with given.context(tenant).read() as connection:
        assert await store.list_stale(connection) == [second.id]
        assert await store.list_stale(connection, new_id()) == []


async def test_schedules_are_filtered_and_seen_with_their_instalments_by_the_payee(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By contract and year, in two statements for any number; a provider that is no party sees none."""
    told = terms(tenant)
    kept = [plan(told, year)[0] for year in (2026, 2027, 2028)]
    await keep(tenant, told, *kept)
    ctx = given.context(tenant)

    async def seen(by: str, contract: Any, year: int | None) -> list[Schedule]:
        actor = replace(ctx.actor, organisations=(by,), purchaser=by == tenant.owner)
        async with replace(ctx, actor=actor).read() as connection:
            with given.counted(monkeypatch) as ran:
                found = await store.list_schedules(connection, PageRequest(), contract, year)
            assert len(ran) == 2
            return found.items

    payee, stranger = tenant.providers[:2]
    for by in (tenant.owner, payee):
        assert await seen(by, None, None) == kept
        assert await seen(by, told.id, 2027) == [kept[1]]
        assert await seen(by, new_id(), None) == []
    assert await seen(stranger, None, None) == []
    other = await tenant_on(tenant.today)
    assert await seen(other.owner, None, None) == []


def test_every_column_of_an_instalment_has_its_field() -> None:
    """An instalment in the database is the one of the rules, with whose it is."""
    assert {column.name for column in instalments.columns} == {
        *Instalment.__slots__, "owner", "schedule_id", "parties",
    }  # fmt: skip
