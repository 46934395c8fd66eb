"""Two clocks: the machine's, and the domain's, which a sandbox tenant sets."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit import clock
from shared.kit.clock import AMSTERDAM, Clock
from shared.kit.sandbox import open_tenant
from shared.kit.sandbox_guests import GuestKnown
from shared.schemas.common import NewSandboxTenant
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.diary.notes import NewNote
from tests.support.tenants import Tenant, invented_oin

MIDNIGHTS = [
    ("2026-06-30T21:59:59", date(2026, 6, 30)),
    ("2026-06-30T22:00:00", date(2026, 7, 1)),
    ("2026-12-31T22:59:59", date(2026, 12, 31)),
    ("2026-12-31T23:00:00", date(2027, 1, 1)),
    ("2026-03-28T23:00:00", date(2026, 3, 29)),
    ("2026-03-29T21:59:59", date(2026, 3, 29)),
    ("2026-03-29T22:00:00", date(2026, 3, 30)),
    ("2026-10-25T22:59:59", date(2026, 10, 25)),
    ("2026-10-25T23:00:00", date(2026, 10, 26)),
]


@pytest.mark.parametrize(("instant", "day"), MIDNIGHTS)
def test_the_day_turns_at_midnight_in_amsterdam(
    monkeypatch: pytest.MonkeyPatch, instant: str, day: date
) -> None:
    """Without a tenant's day it is the machine's day in Amsterdam, in summer and winter and on the days between."""
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "machine_now", lambda: now)
    assert Clock().today == day
    assert Clock().now == now


@given(st.dates(date(2000, 1, 2), date(2100, 1, 1)))
def test_a_tenants_instant_lies_on_its_day(day: date) -> None:
    """In a sandbox it is noon of the tenant's day, so no time zone moves it to another day."""
    tenant = Clock(day)
    assert tenant.today == day
    assert tenant.now.utcoffset() == timedelta(0)
    assert tenant.now.astimezone(AMSTERDAM).date() == day
    assert tenant.now.astimezone(AMSTERDAM).hour == 12


def test_the_machines_clock_is_in_utc() -> None:
    """Both readings are the same instant."""
    assert clock.machine_now().utcoffset() == timedelta(0)
    assert abs(clock.machine_now().timestamp() - clock.machine_time()) < 1


async def test_a_write_knows_the_tenants_day(diaries: Diaries, author: Tenant) -> None:
    """Within begin() the day is the tenant's; for an owner without a sandbox it is the machine's."""
    for owner, day in ((author.owner, author.today), (invented_oin(), Clock().today)):
        ctx = diaries.source.system_context(owner)
        async with ctx.begin() as connection:
            assert ctx.today == day
            connection.recorded = True
        async with diaries.source.system_context(owner).read() as connection:
            assert await ctx.read_clock(connection) == day


async def test_a_guest_keeps_its_own_clock(diaries: Diaries, author: Tenant) -> None:
    """A guest without a sandbox of its own is judged by its host's day; who has one is taken along by nobody."""
    tomorrow, guest = author.today + timedelta(days=1), invented_oin()
    asked = NewSandboxTenant(owner=invented_oin(), organisations=[guest], today=tomorrow)
    await open_tenant(diaries.source.system_context(asked.owner), asked)
    other = NewSandboxTenant(owner=invented_oin(), organisations=[author.owner], today=date(2025, 1, 1))
    with pytest.raises(GuestKnown):
        await open_tenant(diaries.source.system_context(other.owner), other)
    assert await day_of(diaries, author.owner) == author.today
    assert await day_of(diaries, guest) == tomorrow


async def day_of(diaries: Diaries, owner: str) -> date:
    """The domain's day for an owner."""
    ctx = diaries.source.system_context(owner)
    async with ctx.read() as connection:
        return await ctx.read_clock(connection)


async def test_facts_carry_the_domains_day_and_the_machines_instant(diaries: Diaries, author: Tenant) -> None:
    """`eventday` is the tenant's, `time` the machine's."""
    await operations.write_note(diaries.source.system_context(author.owner), NewNote(text="x"))
    (event,) = (await author.ask("contracts", "GET", "/events")).json()["events"]
    assert event["eventday"] == author.today.isoformat()
    assert abs(datetime.fromisoformat(event["time"]) - clock.machine_now()) < timedelta(minutes=1)
