"""A follower takes each fact over once, in order, and loses none: whatever fails, waits or dies."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from shared.clients.base import Unreachable
from shared.kit import followers
from shared.kit.database import AWAY, Connection
from shared.kit.followers import Fact, Follower, TakenElsewhere
from shared.kit.pages import seal
from shared.kit.service import Service
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.support.diary import app as diary
from tests.support.diary import notes as operations
from tests.support.diary.notes import Moments, NewNote
from tests.support.tenants import Tenant


@pytest_asyncio.fixture
async def follower(diaries: Diaries) -> Follower:
    """The follower of the copying diary, at the end of its feed."""
    found: Follower = diaries.copies.followers["contracts"]
    await found.catch_up()
    return found


@pytest_asyncio.fixture
async def twin(diaries: Diaries) -> AsyncIterator[Service]:
    """A second process of the copying diary, on the same database."""
    service = diary.create_app(diaries.settings("settlement")).service
    await service.start()
    yield service
    await service.stop()


async def write(diaries: Diaries, author: Tenant, text: str = "x", **more: Any) -> UUID:
    """Write a note in the source."""
    ctx = diaries.source.system_context(author.owner)
    return (await operations.write_note(ctx, NewNote(text=text, **more))).id


async def change(diaries: Diaries, author: Tenant, note: UUID, text: str) -> None:
    """Change a note in the source."""
    await operations.change_note(diaries.source.system_context(author.owner), note, text)


async def copies(diaries: Diaries, author: Tenant) -> dict[UUID, tuple[str, list[int], int]]:
    """The author's copies: text, versions in the order they came, and how often a fact took effect."""
    async with diaries.superuser("settlement") as admin:
        found = await admin.fetch("select id, text, seen, times from copies where owner = $1", author.owner)
    return {row["id"]: (row["text"], row["seen"], row["times"]) for row in found}


async def waiting(diaries: Diaries, author: Tenant) -> list[tuple[UUID, str, bool]]:
    """The author's parked facts: subject, reason, alarm."""
    async with diaries.superuser("settlement") as admin:
        found = await admin.fetch(
            "select subject, reason, alarm from parked where owner = $1 and done_at is null order by sequence",
            author.owner,
        )
    return [tuple(row) for row in found]


async def test_versions_are_taken_over_in_order(
    diaries: Diaries, author: Tenant, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every version of every note arrives once and in order, over pages smaller than the feed; then nothing is left."""
    monkeypatch.setattr(followers, "PAGE", 3)
    notes = [await write(diaries, author) for _ in range(4)]
    for number in range(3):
        for note in notes:
            await change(diaries, author, note, f"change {number}")
    assert await follower.catch_up() == 16
    assert await copies(diaries, author) == dict.fromkeys(notes, ("change 2", [1, 2, 3, 4], 4))
    assert await follower.catch_up() == 0
    state = await follower.state()
    assert state["position"] == await diaries.source.mark.settle(diaries.source.database, 1)


async def test_effect_and_cursor_are_one_transaction(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """The session dies between effect and cursor, halfway a page: after a restart each fact has taken effect once."""
    first, second, third = [await write(diaries, author, f"note {number}") for number in range(3)]
    met = []

    async def kill(connection: Connection) -> None:
        met.append(1)
        if len(met) == 2:
            async with diaries.superuser("settlement") as admin:
                await admin.execute("select pg_terminate_backend($1)", connection.raw.get_server_pid())

    Moments.inside = kill
    before = await follower.state()
    with pytest.raises(AWAY):
        await follower.catch_up()
    assert set(await copies(diaries, author)) == {first}
    halfway = await follower.state()
    assert halfway["applied"] == before["applied"] + 1
    assert (halfway["cursor"], halfway["parked"]) == (before["cursor"], before["parked"])
    assert await follower.catch_up() == 2
    assert {note: times for note, (_, _, times) in (await copies(diaries, author)).items()} == dict.fromkeys(
        (first, second, third), 1
    )


async def test_a_fact_that_took_effect_does_so_once(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """The process dies right after the commit, before the page is done: the fact is not told again after a restart."""
    first, second = [await write(diaries, author) for _ in range(2)]

    async def die() -> None:
        Moments.after = None
        raise ConnectionResetError("the process is gone")

    Moments.after = die
    with pytest.raises(ConnectionResetError):
        await follower.catch_up()
    assert set(await copies(diaries, author)) == {first}
    assert await follower.catch_up() == 1
    assert {note: found[2] for note, found in (await copies(diaries, author)).items()} == {
        first: 1,
        second: 1,
    }


async def test_two_processes_take_each_fact_once(
    diaries: Diaries, author: Tenant, follower: Follower, twin: Service
) -> None:
    """The second waits for the first and finds nothing left to do."""
    notes = [await write(diaries, author) for _ in range(20)]
    counts = await asyncio.gather(follower.catch_up(), twin.followers["contracts"].catch_up())
    assert sorted(counts) == [0, 20]
    assert {note: found[2] for note, found in (await copies(diaries, author)).items()} == dict.fromkeys(
        notes, 1
    )


async def test_a_fact_that_another_process_took_is_rolled_back(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """Should two follow at once all the same, the slower one's effect is undone."""
    note = await write(diaries, author)
    await follower.catch_up()
    sequence, data = (
        (await follower.state())["position"],
        {"id": str(note), "version": 2, "owner": author.owner},
    )
    data |= {"text": "again", "parties": [], "state": "open"}
    fact = Fact("contracts", sequence, "note-changed", author.owner, note, 2, author.today, data)
    with pytest.raises(TakenElsewhere):
        await operations.apply_note(diaries.copies.system_context(author.owner, cause=fact), fact)
    assert (await copies(diaries, author))[note] == ("x", [1], 1)


async def test_a_fact_about_the_unknown_waits_for_it(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """It is parked without alarm, later facts of its subject wait behind it, others go on; then all come in order."""
    missing = new_id()
    about = await write(diaries, author, "about", about=missing)
    further = await write(diaries, author, "further", about=about)
    await change(diaries, author, about, "changed")
    other = await write(diaries, author, "other")
    assert await follower.catch_up() == 1
    assert set(await copies(diaries, author)) == {other}
    reasons = await waiting(diaries, author)
    assert [(subject, alarm) for subject, _, alarm in reasons] == [
        (about, False),
        (further, False),
        (about, False),
    ]
    assert [reason.split(":")[0] for _, reason, _ in reasons] == [
        "not-yet-known",
        "not-yet-known",
        "after-parked",
    ]
    assert await follower.catch_up() == 0, "tried again in vain"
    await write(diaries, author, "at last", id=missing)
    assert await follower.catch_up() == 4
    found = await copies(diaries, author)
    assert found[about] == ("changed", [1, 2], 2)
    assert found[further] == ("further", [1], 1)
    assert await waiting(diaries, author) == []


@pytest.mark.parametrize("text", ["broken", "broken in the database"])
async def test_a_fact_that_fails_is_parked_with_an_alarm(
    diaries: Diaries, author: Tenant, follower: Follower, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Its subject stands still, somebody is told, and the facts of all others go on."""
    bad = await write(diaries, author, text)
    await change(diaries, author, bad, "changed")
    good = await write(diaries, author, "good")
    with caplog.at_level(logging.ERROR, "bedoeling.followers"):
        assert await follower.catch_up() == 1
    assert set(await copies(diaries, author)) == {good}
    (_, reason, alarm), (_, behind, _) = await waiting(diaries, author)
    assert (reason.startswith("failed: "), alarm, behind) == (True, True, "after-parked")
    assert "fact failed" in caplog.text
    health = (await diaries.copies.health())["follower-contracts"]
    assert health["parked"] >= 2
    assert health["alarms"] >= 1


async def test_what_failed_goes_on_once_it_is_mended(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """The parked fact is tried at every turn, and those behind it follow in order."""
    bad = await write(diaries, author, "broken")
    await change(diaries, author, bad, "changed")
    await follower.catch_up()
    Moments.mended = True
    await follower.catch_up()
    assert (await copies(diaries, author))[bad] == ("changed", [1, 2], 2)
    assert await waiting(diaries, author) == []


async def test_many_waiting_subjects_block_only_themselves(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """However many wait, each subject's own later facts wait with it."""
    async with diaries.superuser("settlement") as admin:
        await admin.execute(
            "insert into parked (feed, sequence, owner, subject, event_day, reason, alarm, fact) select 'contracts',"
            " 1000000000000 + g, $1, gen_random_uuid(), '2999-01-01', 'ahead-of-clock', false, '{}' from generate_series(1, 1200) g",
            author.owner,
        )
    note = await write(diaries, author, "broken")
    await follower.catch_up()
    await change(diaries, author, note, "changed")
    await follower.catch_up()
    mine = [reason for subject, reason, _ in await waiting(diaries, author) if subject == note]
    assert mine == ["failed: LookupError", "after-parked"]
    async with diaries.superuser("settlement") as admin:
        await admin.execute(
            "update parked set done_at = now() where sequence > 1000000000000 and owner = $1", author.owner
        )


async def test_a_fact_ahead_of_the_clock_waits_for_its_day(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """A service that is a day behind keeps tomorrow's fact until its own clock is there; other tenants do not wait."""
    tomorrow = author.today + timedelta(days=1)

    async def set_day(service: str) -> None:
        moved = await author.ask(
            service, "POST", f"/sandbox/{author.owner}/days", json={"today": tomorrow.isoformat()}
        )
        assert moved.status_code == 200, moved.text

    await set_day("contracts")
    note = await write(diaries, author)
    assert await follower.catch_up() == 0
    assert await waiting(diaries, author) == [(note, "ahead-of-clock", False)]
    await set_day("settlement")
    assert await follower.catch_up() == 1
    assert (await copies(diaries, author))[note] == ("x", [1], 1)


async def test_a_sibling_that_is_away_costs_nothing(
    diaries: Diaries, author: Tenant, follower: Follower, twin: Service
) -> None:
    """Nothing is parked and nothing lost: the follower goes on from where it stood."""
    note = await write(diaries, author)
    there = twin.clients["contracts"].base_url
    twin.clients["contracts"].base_url, twin.clients["contracts"].patience = "http://127.0.0.1:9/v1", 0.0
    before = await follower.state()
    with pytest.raises(Unreachable):
        await twin.followers["contracts"].catch_up()
    assert await follower.state() == before
    twin.clients["contracts"].base_url = there
    assert await twin.followers["contracts"].catch_up() == 1
    assert note in await copies(diaries, author)


async def test_a_cursor_of_another_key_is_begun_anew(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """When the sibling signs with another secret the feed is read from its start, and nothing takes effect twice."""
    note = await write(diaries, author)
    await follower.catch_up()
    forged = seal(b"another secret", 1, client="service-settlement")
    async with diaries.superuser("settlement") as admin:
        await admin.execute("update followers set cursor = $1 where feed = 'contracts'", forged)
    other = await write(diaries, author)
    assert await follower.catch_up() == 1
    assert {one: found[2] for one, found in (await copies(diaries, author)).items()} == {note: 1, other: 1}


async def test_a_follower_by_itself_follows(diaries: Diaries, author: Tenant, follower: Follower) -> None:
    """With `follow_seconds` the service follows without being told, also after its connections were cut."""
    service = diary.create_app(diaries.settings("settlement", follow_seconds=0.02)).service
    await service.start()
    try:
        for text in ("one", "two"):
            note = await write(diaries, author, text)
            async with asyncio.timeout(60):
                while note not in await copies(diaries, author):
                    await asyncio.sleep(0.02)
            async with diaries.superuser("settlement") as admin:
                others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                await admin.execute(others + " and pid <> pg_backend_pid()")
    finally:
        await service.stop()
    assert {found[2] for found in (await copies(diaries, author)).values()} == {1}


async def test_a_fact_told_outside_the_feed_moves_no_cursor(
    diaries: Diaries, author: Tenant, follower: Follower
) -> None:
    """Sequence 0 is no place in the feed."""
    data = {
        "id": str(new_id()),
        "version": 1,
        "owner": author.owner,
        "text": "t",
        "parties": [],
        "state": "open",
    }
    fact = Fact("contracts", 0, "note-written", author.owner, UUID(data["id"]), 1, date(2026, 1, 1), data)
    before = await follower.state()
    await operations.apply_note(diaries.copies.system_context(author.owner, cause=fact), fact)
    assert await follower.state() == before
    assert len(await copies(diaries, author)) == 1
