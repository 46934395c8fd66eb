"""Rows of the owned tables: who sees them, and the statements that every store shares."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shared.kit.context import Context
from shared.kit.database import Statement, begin_sql
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import (
    PageRequest,
    add_row,
    add_rows,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    save_newest,
    save_row,
)
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.diary.notes import NewNote, Note
from tests.support.diary.tables import notes
from tests.support.tenants import Tenant


@dataclass(frozen=True, slots=True)
class Told:
    """What a sibling tells of a note."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    text: str
    state: str
    lines: list[Any]


EVERYTHING = Statement(select(notes))


def line(owner: str, text: str = "x", **more: Any) -> dict[str, Any]:
    """One row of notes."""
    return {"owner": owner, "id": new_id(), "client_id": "client", "text": text, "state": "open", **more}


async def add(ctx: Context, *lines: dict[str, Any]) -> int:
    """Add rows in a transaction of their own."""
    async with ctx.begin() as connection:
        connection.recorded = True
        return await add_rows(connection, notes, list(lines))


async def test_without_a_setting_the_application_sees_nothing(diaries: Diaries, author: Tenant) -> None:
    """No tenant, no rows: neither before the first setting of a session nor after the transaction that had one."""
    await add(diaries.source.system_context(author.owner), line(author.owner))
    connection = await asyncpg.connect(diaries.databases["contracts"].app_dsn)
    try:
        for table in ("notes", "logbook", "clocks"):
            assert await connection.fetch(f"select * from {table}") == []
        await connection.execute(begin_sql([author.owner], read_only=True))
        assert len(await connection.fetch("select * from notes")) == 1
        await connection.execute("commit")
        assert await connection.fetch("select * from notes") == []
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "insert into notes (owner, id, client_id, text, state) values ($1, $2, 'c', 'x', 'open')",
                author.owner, new_id(),
            )  # fmt: skip
    finally:
        await connection.close()


async def test_another_owners_rows_stay_hidden_without_the_stores_filter(
    diaries: Diaries, author: Tenant, stranger: Tenant
) -> None:
    """A statement that filters on nothing still finds only one's own: the policy is a belt of its own."""
    await add(diaries.source.system_context(author.owner), line(author.owner, "mine"))
    await add(diaries.source.system_context(stranger.owner), line(stranger.owner, "theirs"))
    for tenant, text in ((author, "mine"), (stranger, "theirs")):
        async with diaries.source.system_context(tenant.owner).read() as connection:
            assert [row["text"] for row in await connection.fetch(EVERYTHING)] == [text]


async def test_another_owners_rows_cannot_be_made_or_taken(
    diaries: Diaries, author: Tenant, stranger: Tenant
) -> None:
    """An insert for another owner is refused by the policy, in sets too; so is giving one's row away."""
    ctx = diaries.source.system_context(author.owner)
    for lines in ([line(stranger.owner)], [line(author.owner), line(stranger.owner)]):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await add(ctx, *lines)
    await add(ctx, line(author.owner))
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        async with ctx.begin() as connection:
            await connection.raw.execute("update notes set owner = $1", stranger.owner)


async def test_a_party_sees_what_it_is_named_in(diaries: Diaries, author: Tenant) -> None:
    """A provider reads the notes and facts that name it, 404 for others; the auditor, named nowhere, reads none."""
    one, two = author.providers
    shared = (await author.ask("contracts", "POST", "/notes", json={"text": "s", "parties": [one]})).json()
    alone = (await author.ask("contracts", "POST", "/notes", json={"text": "a"})).json()

    async def seen(oin: str) -> list[str]:
        found = await author.ask("contracts", "GET", "/notes", oin=oin)
        return [item["text"] for item in found.json()["items"]]

    assert await seen(author.owner) == ["s", "a"]
    assert await seen(one) == ["s"]
    for hidden, oin in ((shared, two), (alone, one), (shared, author.auditor)):
        assert (await author.ask("contracts", "GET", f"/notes/{hidden['id']}", oin=oin)).status_code == 404
    assert (await author.ask("contracts", "GET", f"/notes/{shared['id']}", oin=one)).status_code == 200


async def test_the_owner_of_the_tables_is_bound_too(diaries: Diaries, author: Tenant) -> None:
    """The role that migrates sees no rows: policies are forced on it."""
    await add(diaries.source.system_context(author.owner), line(author.owner))
    connection = await asyncpg.connect(diaries.databases["contracts"].owner_dsn)
    try:
        assert await connection.fetchval("select count(*) from notes") == 0
        assert await connection.fetchval("select count(*) from logbook") == 0
    finally:
        await connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "update notes set text = 'x'",
        "delete from notes",
        "insert into epochs (epoch) values (gen_random_uuid())",
        "select nextval('logbook_id_seq')",
        "create table mine (id int)",
    ],
)
async def test_the_worker_reads_all_and_changes_nothing(
    diaries: Diaries, author: Tenant, change: str
) -> None:
    """It sees every owner's rows and has no right to write, also outside its read-only default."""
    await add(diaries.source.system_context(author.owner), line(author.owner))
    connection = await asyncpg.connect(diaries.databases["contracts"].worker_dsn)
    try:
        assert await connection.fetchval("select count(*) from notes where owner = $1", author.owner) == 1
        with pytest.raises((asyncpg.ReadOnlySQLTransactionError, asyncpg.InsufficientPrivilegeError)):
            await connection.execute(change)
        await connection.execute("set default_transaction_read_only = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change)
    finally:
        await connection.close()


async def test_two_tenants_may_use_the_same_reference(
    diaries: Diaries, author: Tenant, stranger: Tenant
) -> None:
    """Unique keys begin with the owner: neither sees by a refusal that the other has it."""
    for tenant in (author, stranger):
        ctx = diaries.source.system_context(tenant.owner)
        await add(ctx, line(tenant.owner, external_reference="R-1"))
        async with ctx.read() as connection:
            found = await find_by_reference(connection, notes, tenant.owner, "client", "R-1")
            assert found is not None and found["owner"] == tenant.owner
            assert await find_by_reference(connection, notes, tenant.owner, "another client", "R-1") is None
            other = stranger if tenant is author else author
            assert await find_by_reference(connection, notes, other.owner, "client", "R-1") is None


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(st.tuples(st.lists(TEXTS, max_size=4), JSON, st.dates() | st.none()), max_size=5))
async def test_rows_with_arrays_and_json_go_in_by_one_statement(
    diaries: Diaries, author: Tenant, made: list[tuple[list[str], Any, date | None]]
) -> None:
    """Arrays of any length, JSON of any shape, NULL and dates come out as they went in, whatever the characters."""
    lines = [line(author.owner, tags=tags, lines=json, due_on=day) for tags, json, day in made]
    ctx = diaries.source.system_context(author.owner)
    assert await add(ctx, *lines) == len(lines)
    async with ctx.read() as connection:
        found = {
            row["id"]: row
            for row in await list_rows_by(connection, notes, "id", [one["id"] for one in lines])
        }
    for one in lines:
        row = found[one["id"]]
        assert (row["tags"], row["lines"], row["due_on"]) == (one["tags"], one["lines"], one["due_on"])


async def test_rows_that_do_not_name_the_same_columns_are_refused(diaries: Diaries, author: Tenant) -> None:
    """A column that only a later row names would be lost in silence."""
    with pytest.raises(AssertionError, match="same columns"):
        await add(
            diaries.source.system_context(author.owner), line(author.owner), line(author.owner, tags=["a"])
        )


async def test_one_row_takes_its_values_as_they_are(diaries: Diaries, author: Tenant) -> None:
    """`add_row` writes what it is given, the rest comes from the table's defaults; `read` makes the dataclass of it."""
    ctx = diaries.source.system_context(author.owner)
    made = line(author.owner, "é", lines=[{"a": 1}], parties=[author.providers[0]])
    async with ctx.begin() as connection:
        connection.recorded = True
        await add_row(connection, notes, made)
        row = await find_row(connection, notes, made["id"])
    assert row is not None
    assert (row["version"], row["lines"], row["tags"], row["external_reference"]) == (1, [{"a": 1}], [], None)
    note = read(row, Note)
    assert read_all([row], Note) == [note]
    assert plain([note])[0]["parties"] == [author.providers[0]]


@pytest.mark.parametrize("descending", [False, True])
async def test_pages_follow_the_order_of_creation(diaries: Diaries, author: Tenant, descending: bool) -> None:
    """Walking pages of any size gives each row once, in order; a filter that is None is no filter."""
    ctx = diaries.source.system_context(author.owner)
    lines = [line(author.owner, "even" if number % 2 == 0 else "odd") for number in range(9)]
    await add(ctx, *lines)
    ids = [one["id"] for one in lines]

    async def walk(limit: int, **equal: Any) -> list[UUID]:
        found: list[UUID] = []
        after = None
        while True:
            async with ctx.read() as connection:
                page = await page_rows(
                    connection, notes, Note, PageRequest(limit, after, descending), **equal
                )
            assert len(page.items) <= limit
            found += [note.id for note in page.items]
            if page.last is None:
                return found
            assert page.last == found[-1]
            after = page.last

    for limit in (1, 3, 9, 10):
        assert await walk(limit, text=None) == (ids[::-1] if descending else ids)
    assert sorted(await walk(2, text="even")) == ids[::2]


async def test_the_quicker_of_two_changes_wins(diaries: Diaries, author: Tenant) -> None:
    """A change over a version that is no longer there is refused (412); one that saw the newest succeeds."""
    ctx = diaries.source.system_context(author.owner)
    note = await operations.write_note(ctx, NewNote(text="x"))
    async with ctx.begin() as connection:
        connection.recorded = True
        await save_row(connection, notes, note.id, 1, {"text": "y"})
    with pytest.raises(PreconditionFailed):
        async with ctx.begin() as connection:
            await save_row(connection, notes, note.id, 1, {"text": "z"})
    outdated = await author.ask(
        "contracts", "PATCH", f"/notes/{note.id}", json={"text": "z"}, headers={"If-Match": '"1"'}
    )
    assert outdated.status_code == 412
    assert (await operations.get_note(ctx, note.id)).text == "y"


async def test_what_a_sibling_told_is_kept_in_its_newest_version(diaries: Diaries, author: Tenant) -> None:
    """Version 1, then 3, then 2 and 3 again: the third stays; what is left out of changes is as first told, the reference out."""
    ctx = diaries.source.system_context(author.owner)
    first = Told(new_id(), 1, author.owner, "theirs", [], "one", "open", [{"a": 1}])
    third = replace(first, version=3, text="three", state="done", lines=[{"a": 3}])
    told = (first, third, replace(first, version=2, text="two"), replace(third, text="again"))
    async with ctx.begin() as connection:
        connection.recorded = True
        kept = [
            await save_newest(connection, notes, one, "client", but=frozenset(("state",))) for one in told
        ]
        row = await find_row(connection, notes, first.id)
    assert kept == [True, True, False, False] and row is not None
    assert (row["version"], row["text"], row["state"], row["lines"]) == (3, "three", "open", [{"a": 3}])
    assert row["external_reference"] is None


async def test_rows_over_others_keep_their_ids(diaries: Diaries, author: Tenant) -> None:
    """A row under the same unique columns is written anew under its first id; the others are added."""
    ctx = diaries.source.system_context(author.owner)
    made = line(author.owner, "one")
    async with ctx.begin() as connection:
        connection.recorded = True
        await add_rows(connection, notes, [made])
        anew = [{**made, "text": "two"}, line(author.owner, "three")]
        assert await add_rows(connection, notes, anew, over=("owner", "id")) == 2
        rows = await list_rows_by(connection, notes, "id", [one["id"] for one in anew])
    assert {row["id"]: row["text"] for row in rows} == {one["id"]: one["text"] for one in anew}
