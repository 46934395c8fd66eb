"""A snapshot and the facts after it are the source, whatever is written meanwhile; what is cut off is noticed."""

import asyncio
import json
import math
import random
import tracemalloc
from dataclasses import replace
from typing import Any

import pytest

from shared.kit import snapshots
from shared.kit.auth import Actor
from shared.kit.clock import machine_time
from shared.values.terms import ActorKind
from tests.security.mirrors import Cut, Gap, Gone, Mirror, lines_of
from tests.shared.kit.conftest import Diaries
from tests.shared.kit.test_authorising import give
from tests.shared.kit.test_feed_rest import aged
from tests.support.tenants import Tenant

ROWS = 20_000


async def write(author: Tenant, text: str = "x", **more: Any) -> dict[str, Any]:
    """Write a note."""
    answer = await author.ask("contracts", "POST", "/notes", json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    note: dict[str, Any] = answer.json()
    return note


async def edit(author: Tenant, dice: random.Random, known: dict[str, int]) -> None:
    """One edit by lot: a new note, or another text for one that is there."""
    if not known or dice.random() < 0.4:
        # One in eight is told by reference, one in four is shared with a provider.
        text = "x" * (70_000 if dice.random() < 0.12 else dice.randint(1, 40))
        parties = [author.providers[0]] if dice.random() < 0.25 else []
        known[(await write(author, text, parties=parties))["id"]] = 1
        return
    note = dice.choice(list(known))
    sent = {"json": {"text": f"y{dice.random()}"}, "headers": {"If-Match": f'"{known[note]}"'}}
    known[note] += 1  # before the answer: two of these may be on their way
    answer = await author.ask("contracts", "PATCH", f"/notes/{note}", **sent)
    assert answer.status_code == 200, answer.text


async def source(author: Tenant, oin: str | None = None) -> dict[str, dict[str, Any]]:
    """All notes as their GET shows them."""
    found, cursor = {}, None
    while True:
        params = {"limit": 100, **({"cursor": cursor} if cursor else {})}
        page = (await author.ask("contracts", "GET", "/notes", oin=oin, params=params)).json()
        found |= {item["id"]: item for item in page["items"]}
        cursor = page["next"]
        if cursor is None:
            return found


@pytest.mark.parametrize("seed", range(6))
async def test_a_mirror_equals_its_source(author: Tenant, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check 31: after random edits, some of them while the snapshot streams, snapshot and facts together are the source."""
    monkeypatch.setattr(snapshots, "PAGE", 3)
    dice, known = random.Random(seed), dict[str, int]()
    for _ in range(dice.randint(0, 25)):
        await edit(author, dice, known)
    mirrors = [
        Mirror(author, "contracts", "notes", limit=dice.choice([1, 2, 7, 100])),
        Mirror(author, "contracts", "notes", oin=author.providers[0], limit=dice.choice([1, 100])),
    ]

    async def edits(count: int) -> None:
        for _ in range(count):
            await edit(author, dice, known)
            await asyncio.sleep(0)

    await asyncio.gather(edits(15), *(mirror.load() for mirror in mirrors))
    for _ in range(4):
        await asyncio.gather(edits(dice.randint(1, 8)), *(mirror.follow() for mirror in mirrors))
    for mirror in mirrors:
        await mirror.follow()
        assert mirror.rows == await source(author, mirror.oin)
        assert mirror.loads == 1, "no second snapshot was needed"
    assert mirrors[0].applied > 4
    assert len(mirrors[1].rows) < len(mirrors[0].rows)


async def test_a_missing_fact_is_noticed(author: Tenant) -> None:
    """Check 31: a client that loses a fact on its way sees it at the next one, and by the version of the subject."""
    mirror = Mirror(author, "contracts", "notes", limit=2)
    await mirror.load()
    notes = [await write(author, str(number)) for number in range(4)]
    page = (await mirror.ask("GET", "/events", params={"after": mirror.after, "limit": 4})).json()
    lost = [event for event in page["events"] if event["subject"] != notes[1]["id"]]
    await mirror.take(lost[0])
    with pytest.raises(Gap):
        await mirror.take(lost[1])


async def test_a_position_that_is_gone_asks_for_another_snapshot(diaries: Diaries, author: Tenant) -> None:
    """Check 31: 410, then a new snapshot, then on."""
    mirror = Mirror(author, "contracts", "notes")
    await write(author, "before")
    await mirror.load()
    await write(author, "missed")
    end = (await author.ask("contracts", "GET", "/events")).json()["position"]
    async with aged(diaries, end, 500):
        with pytest.raises(Gone, match="snapshot"):
            await mirror.follow()
        await mirror.load()
        await mirror.follow()
        await write(author, "after")
        await mirror.follow()
        assert mirror.rows == await source(author)
        assert sorted(row["text"] for row in mirror.rows.values()) == ["after", "before", "missed"]


async def test_a_snapshot_begins_and_ends_with_what_it_is(author: Tenant) -> None:
    """The first line names the collection, its place in the feed and the facts that carry it; the last counts the lines."""
    await write(author)
    answer = await author.ask("contracts", "POST", "/snapshots", json={"collection": "notes"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    head, rows = lines_of(answer.text)
    feed = (await author.ask("contracts", "GET", "/events")).json()
    assert (head["collection"], head["epoch"], head["position"]) == ("notes", feed["epoch"], feed["position"])
    assert head["types"] == [
        f"nl.sociaaldomein.contracts.note-{what}.v1" for what in ("changed", "finished", "written")
    ]
    assert head["rereadOn"] == [] and [row["text"] for row in rows] == ["x"]
    empty = await author.ask(
        "contracts", "POST", "/snapshots", json={"collection": "notes"}, oin=author.providers[1]
    )
    assert [list(json.loads(line)) for line in empty.text.splitlines()][1:] == [["end", "lines"]]


async def test_a_stream_that_is_cut_off_is_noticed(
    diaries: Diaries, author: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends the stream early, the last line is not there; a fault of ours ends the connection too."""
    monkeypatch.setattr(snapshots, "PAGE", 2)
    for number in range(7):
        await write(author, str(number))
    whole = (await author.ask("contracts", "POST", "/snapshots", json={"collection": "notes"})).text
    for place in range(0, len(whole) - 1, 97):
        with pytest.raises(Cut):
            lines_of(whole[:place])
    page, asked = snapshots._page, []

    async def fail_later(*arguments: Any) -> Any:
        asked.append(arguments)
        if len(asked) > 1:
            raise RuntimeError("the database is gone")
        return await page(*arguments)

    monkeypatch.setattr(snapshots, "_page", fail_later)
    with pytest.raises(Exception, match=r"peer closed|incomplete|disconnected"):
        await author.ask("contracts", "POST", "/snapshots", json={"collection": "notes"})


@pytest.mark.parametrize("end", ["withdrawn", "expired", "too long"])
async def test_check_31_who_may_no_longer_read_gets_no_more_lines(
    diaries: Diaries, author: Tenant, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """Check 31: an authorisation or token that ends on the way ends the stream after the page it is at, and so does its length."""
    monkeypatch.setattr(snapshots, "PAGE", 2)
    for number in range(7):
        await write(author, str(number))
    service, vendor = diaries.source, await author.actor(ActorKind.VENDOR)
    given = await give(service, author.owner, holder(vendor), author.today)
    page, asked = snapshots._page, []
    soon, later = service.settings.stream_seconds + 1, 2 * 3600.0
    monkeypatch.setattr(
        service, "settings", replace(service.settings, stream_seconds=soon if end == "too long" else math.inf)
    )

    async def slowly(*arguments: Any) -> Any:
        asked.append(arguments)
        if len(asked) == 2:
            await write(author, "na het einde")
            if end == "withdrawn":
                ended = {"id": given, "version": 2, "withdrawnOn": author.today}
                await give(service, author.owner, holder(vendor), author.today, **ended)
            else:
                now = machine_time() + (soon if end == "too long" else later)
                monkeypatch.setattr(snapshots, "machine_time", lambda: now)
        return await page(*arguments)

    monkeypatch.setattr(snapshots, "_page", slowly)
    answer = await author.ask(
        "contracts", "POST", "/snapshots", json={"collection": "notes"}, oin=vendor, acting_for=author.owner
    )
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [one.get("text") for one in lines[1:]] == ["0", "1", "2", "3"], "no page more, and no last line"
    with pytest.raises(Cut):
        lines_of(answer.text)
    async with diaries.superuser() as admin:
        noted = await admin.fetch("select code from security_log where actor = $1", author.owner)
    codes = {"withdrawn": ["not-authorised"], "expired": ["token-invalid"], "too long": []}
    assert [row["code"] for row in noted] == codes[end]


def holder(vendor: str) -> Actor:
    """A vendor, as far as an authorisation names it."""
    scopes = frozenset({"settlement:read", "events:read"})
    return Actor(
        client_id="v", organisations=(vendor,), scopes=scopes, end_user=None, subject="s", issuer="i", token_id="t",
        kind=ActorKind.VENDOR,
    )  # fmt: skip


async def test_who_may_still_read_gets_all_of_it(
    diaries: Diaries, author: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judged before each page, a vendor whose authorisation stands gets every line and the last one."""
    monkeypatch.setattr(snapshots, "PAGE", 2)
    for number in range(7):
        await write(author, str(number))
    vendor = await author.actor(ActorKind.VENDOR)
    await give(diaries.source, author.owner, holder(vendor), author.today)
    answer = await author.ask(
        "contracts", "POST", "/snapshots", json={"collection": "notes"}, oin=vendor, acting_for=author.owner
    )
    assert len(lines_of(answer.text)[1]) == 7


async def test_what_refuses_the_reader_comes_before_the_first_line(diaries: Diaries, author: Tenant) -> None:
    """An unknown collection, a missing scope and a missing token are problems, not a stream."""
    unknown = await author.ask("contracts", "POST", "/snapshots", json={"collection": "secrets"})
    assert unknown.status_code == 400 and unknown.json()["errors"]
    url = f"{diaries.urls['contracts']}/v1/snapshots"
    few = await author.token(author.owner, scope="events:read")
    for headers, status in (({}, 401), ({"Authorization": f"Bearer {few}"}, 403)):
        answer = await diaries.http.post(url, json={"collection": "notes"}, headers=headers)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_snapshot_changes_nothing_and_takes_no_key(diaries: Diaries, author: Tenant) -> None:
    """It is a safe POST: no key is asked, none is kept, and no row is written."""
    await write(author)
    headers = {"Authorization": f"Bearer {await author.token(author.owner)}"}
    async with diaries.superuser() as admin:
        before = await admin.fetchval("select count(*) from logbook where owner = $1", author.owner)
        answer = await diaries.http.post(
            f"{diaries.urls['contracts']}/v1/snapshots", json={"collection": "notes"}, headers=headers
        )
        assert answer.status_code == 200
        assert before == await admin.fetchval("select count(*) from logbook where owner = $1", author.owner)


async def test_a_large_collection_streams_in_little_memory(diaries: Diaries, author: Tenant) -> None:
    """20,000 rows of a kilobyte, read slowly: the service holds a page at a time and no transaction between pages."""
    async with diaries.superuser() as admin:
        await admin.execute(
            "insert into notes (owner, id, parties, client_id, text, state)"
            " select $1, uuidv7(), '{}', 'bulk', repeat('x', 1000), 'open' from generate_series(1, $2::int)",
            author.owner, ROWS,
        )  # fmt: skip
    headers = {"Authorization": f"Bearer {await author.token(author.owner)}"}
    url, count, size = f"{diaries.urls['contracts']}/v1/snapshots", 0, 0
    open_now = (
        "select count(*) from pg_stat_activity where datname = current_database()"
        " and xact_start is not null and pid <> pg_backend_pid()"
    )
    tracemalloc.start()
    async with (
        diaries.http.stream("POST", url, json={"collection": "notes"}, headers=headers, timeout=60) as answer,
        diaries.superuser() as admin,
    ):
        tracemalloc.reset_peak()
        begun, still = tracemalloc.get_traced_memory()[0], 0
        async for chunk in answer.aiter_bytes():
            count += chunk.count(b"\n")
            size += len(chunk)
            for _ in range(0 if still else 100):
                # Nobody reads now: the service fills what lies between, and then waits with nothing open.
                await asyncio.sleep(0.05)
                still = 0 if await admin.fetchval(open_now) else still + 1
                if still == 10:
                    break
            assert still == 10, "a slow reader holds no transaction open"
    peak = tracemalloc.get_traced_memory()[1] - begun
    tracemalloc.stop()
    assert count == ROWS + 2 and size > ROWS * 1000
    assert peak < 30_000_000, f"{peak / 1e6:.1f} MB"
