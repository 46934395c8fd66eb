"""The books beside a dictionary: whatever is asked, in whatever order, by however many at once, with crashes anywhere."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from services.settlement.ledger import rules, store
from services.settlement.ledger.operations import sealing, writing
from services.settlement.ledger.rules import BY_HAND, PROGRAMME_COSTS, RETAINED, Entry, EntryLine
from shared.errors import Problem
from shared.kit.context import Context
from shared.schemas import settlement as schemas
from shared.values import Money, new_id
from shared.values.booking import EntryCause, EntryKind
from tests.services.settlement import given
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
TODAY = date(2026, 6, 30)
CONTRACTS = [None, new_id(), new_id()]
STEPS = int(os.environ.get("LEDGER_STEPS", "60"))


class Oracle:
    """A ledger of dictionaries: what each account should be, posted and pending, on each day."""

    def __init__(self) -> None:
        self.posted: Counter[tuple[object, str, date]] = Counter()
        self.pending: Counter[tuple[object, str]] = Counter()
        self.closed: date | None = None

    def book(self, entry: Entry) -> None:
        """Take an entry in, on the day on which it should count."""
        shut = self.closed is not None and entry.event_on <= self.closed
        for line in entry.lines:
            if line.kind is EntryKind.PENDING:
                self.pending[entry.contract_id, line.account] += line.amount_cents
            else:
                day = TODAY if shut else entry.event_on
                self.posted[entry.contract_id, line.account, day] += line.amount_cents


async def agree(tenant: Tenant, oracle: Oracle) -> None:
    """Every balance on several days is what the dictionary says, both sides are equal, and every seal holds."""
    days = [date(2026, 1, 31), date(2026, 3, 15), TODAY, date.max]
    async with given.context(tenant).read() as connection:
        for contract in (None, *CONTRACTS[1:]):
            for day in days:
                found = await store.list_balances(connection, contract, day)
                shown = {one.account: one.debit_cents - one.credit_cents for one in found}
                told: Counter[str] = Counter()
                for (of, account, booked), cents in oracle.posted.items():
                    if booked <= day and contract in (None, of):
                        told[account] += cents
                assert {key: cents for key, cents in shown.items() if cents} == {
                    key: cents for key, cents in told.items() if cents
                }
                assert sum(one.debit_cents for one in found) == sum(one.credit_cents for one in found)
            held: Counter[str] = Counter()
            for (of, account), cents in oracle.pending.items():
                if contract in (None, of):
                    held[account] += cents
            found = await store.list_balances(connection, contract, date.max)
            assert {one.account: one.pending_cents for one in found if one.pending_cents} == {
                key: cents for key, cents in held.items() if cents
            }
    checked = await sealing.check_seals(given.acting(tenant))
    assert checked.intact, checked


def some_day(chance: random.Random) -> date:
    """A day of the half year."""
    return date(2026, 1, 1) + timedelta(days=chance.randrange(181))


async def write(ctx: Context, entries: list[Entry]) -> None:
    """Post in a transaction of their own."""
    async with ctx.begin() as connection:
        await store.post(connection, entries, "test", today=TODAY)
        connection.recorded = True


def some_entries(chance: random.Random, owner: str) -> list[Entry]:
    """One to four entries, posted or pending, of any contract and day."""
    made = []
    for _ in range(chance.randrange(1, 5)):
        cents = chance.choice([1, 99, 100, 12_345, -7, 10**12])
        pending = chance.random() < 0.3
        debit, credit = (PROGRAMME_COSTS, RETAINED) if pending else chance.sample(BY_HAND, 2)
        made.append(
            rules.entry(
                owner, debit, credit, Money(cents), EntryCause.RETENTION if pending else EntryCause.MEMORIAL,
                event_on=some_day(chance), description="x", contract_id=chance.choice(CONTRACTS),
                kind=EntryKind.PENDING if pending else EntryKind.POSTED,
            )
        )  # fmt: skip
    return made


def part_of(chance: random.Random, pending: Entry) -> Entry:
    """A resolution of all, a part or nothing of it."""
    whole = next(one.amount_cents for one in pending.lines if one.account == PROGRAMME_COSTS)
    cents = chance.choice([whole, whole // 2, 0])
    posted = rules.both(PROGRAMME_COSTS, rules.PAYABLE, Money(cents))
    return rules.resolve(pending, posted, EntryCause.RELEASE, event_on=some_day(chance), description="x")


async def seal(tenant: Tenant) -> None:
    """Seal what was written."""
    for due in await sealing.due_seals(given.context(tenant)):
        await sealing.seal_books(given.context(tenant), due)


async def test_random_acts_agree_with_a_dictionary(tenant_on: TenantOn) -> None:
    """Entries, resolutions, reversals, closings and seals in a random order: every balance of every day is the oracle's."""
    tenant = await tenant_on(TODAY)
    chance, oracle = random.Random(7), Oracle()
    ctx = given.acting(tenant)
    pending: list[Entry] = []
    posted: list[Entry] = []
    for step in range(STEPS):
        act = chance.choice(["post", "post", "post", "resolve", "reverse", "close", "seal"])
        if act == "post":
            made = some_entries(chance, tenant.owner)
            await write(ctx, made)
            pending += [one for one in made if one.kind is EntryKind.PENDING]
            posted += [one for one in made if one.kind is EntryKind.POSTED]
            for one in made:
                oracle.book(one)
        elif act == "resolve" and pending:
            done = part_of(chance, pending.pop(chance.randrange(len(pending))))
            await write(ctx, [done])
            oracle.book(done)
        elif act == "reverse" and posted:
            told = schemas.EntryReversal(motivation="x")
            oracle.book(await writing.reverse_entry(ctx, posted.pop().id, told))
        elif act == "close":
            until = (oracle.closed or date(2025, 12, 31)) + timedelta(days=chance.randrange(1, 20))
            with contextlib.suppress(Problem):
                await writing.close_books(ctx, schemas.NewClosing(closed_until=until))
                oracle.closed = until
        else:
            await seal(tenant)
        if step % 15 == 0:
            await agree(tenant, oracle)
    await seal(tenant)
    await agree(tenant, oracle)


async def test_writers_closers_and_sealers_at_once_agree_with_a_dictionary(tenant_on: TenantOn) -> None:
    """Six write on the same accounts while one closes and one seals: nothing is lost, sealed twice or booked in what is closed."""
    tenant = await tenant_on(TODAY)
    written: list[Entry] = []

    async def writer(number: int) -> None:
        chance = random.Random(number)
        for _ in range(STEPS // 6):
            made = some_entries(chance, tenant.owner)
            ctx = given.acting(tenant)
            for attempt in range(5):
                try:
                    await write(ctx, made)
                    break
                except Exception:
                    if attempt == 4:
                        raise
            written.extend(made)

    async def closer() -> None:
        for month in (1, 2, 3, 4):
            await asyncio.sleep(0.03)
            await writing.close_books(
                given.acting(tenant), schemas.NewClosing(closed_until=date(2026, month, 28))
            )

    async def sealer() -> None:
        for _ in range(8):
            await asyncio.sleep(0.02)
            await seal(tenant)

    await asyncio.gather(*(writer(number) for number in range(6)), closer(), sealer())
    await seal(tenant)
    oracle, found = Oracle(), []
    after = None
    async with given.context(tenant).read() as connection:
        while True:
            page = await store.list_entries(connection, given.page(500, after), None)
            found += page.items
            after = page.last
            if after is None:
                break
    assert {one.id for one in found} == {one.id for one in written} and len(found) == len(written)
    for one in found:
        assert one.booked_on in (one.event_on, TODAY)
        oracle.book(rules.booked(one, one.booked_on))
        for line in one.lines:
            assert isinstance(line, EntryLine)
    # The dictionary by the day that each was booked on: closings came in between.
    oracle.posted = Counter()
    for one in found:
        for line in one.lines:
            if line.kind is EntryKind.POSTED:
                oracle.posted[one.contract_id, line.account, one.booked_on] += line.amount_cents
    await agree(tenant, oracle)
    seals = (await tenant.ask("settlement", "GET", "/seals?limit=100")).json()["items"]
    assert sum(one["entryCount"] for one in seals) == len(written)


async def test_a_crash_at_any_await_leaves_all_or_nothing(tenant_on: TenantOn) -> None:
    """A posting that is cut off after each step of the loop in turn is there whole, sums and all, or not at all."""
    tenant = await tenant_on(TODAY)
    chance, oracle = random.Random(3), Oracle()
    kept = lost = 0
    for steps in range(STEPS):
        made = some_entries(chance, tenant.owner)
        task = asyncio.create_task(write(given.acting(tenant), made))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        async with given.context(tenant).read() as connection:
            found = await store.list_entries(connection, given.page(500), None)
        there = {one.id for one in found.items} & {one.id for one in made}
        assert there in (set(), {one.id for one in made})
        if there:
            kept += 1
            for one in made:
                oracle.book(one)
        else:
            lost += 1
    assert lost, "no posting was cut off"
    await write(given.acting(tenant), last := some_entries(chance, tenant.owner))
    for one in last:
        oracle.book(one)
    await seal(tenant)
    await agree(tenant, oracle)
