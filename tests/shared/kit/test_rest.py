"""The feed over HTTP, and pages: what every service's routes share."""

import re
from datetime import datetime
from typing import Any

import pytest

from deploy.issuer import read_private_key
from shared.clients.base import Client
from shared.clients.tokens import TokenSource
from shared.kit.pages import seal
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.tenants import Tenant


async def write(author: Tenant, text: str = "x", **more: Any) -> dict[str, Any]:
    """Write a note."""
    answer = await author.ask("contracts", "POST", "/notes", json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    note: dict[str, Any] = answer.json()
    return note


async def events(author: Tenant, oin: str | None = None, **params: Any) -> dict[str, Any]:
    """A page of the feed, as an organisation."""
    answer = await author.ask("contracts", "GET", "/events", oin=oin, params=params)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def test_a_fact_is_a_cloud_event(diaries: Diaries, author: Tenant) -> None:
    """The attributes of the NL GOV profile: source by OIN, reversed-domain type with one version, the whole version as data."""
    note = await write(author, parties=[author.providers[0]])
    (event,) = (await events(author))["events"]
    assert re.fullmatch(r"urn:nld:oin:\d{20}:systeem:bedoeling-contracts", event["source"])
    assert event["type"] == "nl.sociaaldomein.contracts.note-written.v1"
    assert len(re.findall(r"\.v\d+", event["type"])) == 1
    assert (event["specversion"], event["datacontenttype"]) == ("1.0", "application/json")
    assert (event["subject"], event["subjectversion"], event["owner"]) == (note["id"], 1, author.owner)
    assert event["id"] == event["sequence"]
    assert datetime.fromisoformat(event["time"]).tzinfo is not None
    assert event["time"].endswith("Z")
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", event["traceparent"])
    assert event["data"] == note
    assert all(re.fullmatch(r"[a-z0-9]+", name) for name in event), "CloudEvents names are lower case"


async def test_a_change_carries_its_version(author: Tenant) -> None:
    """Facts come in the order of the versions, each with the state of then."""
    note = await write(author)
    await author.ask(
        "contracts", "PATCH", f"/notes/{note['id']}", json={"text": "y"}, headers={"If-Match": '"1"'}
    )
    found = (await events(author))["events"]
    assert [(one["subjectversion"], one["data"]["text"]) for one in found] == [(1, "x"), (2, "y")]
    assert [one["type"].split(".")[3] for one in found] == ["note-written", "note-changed"]


async def test_the_feed_is_walked_by_its_cursor(author: Tenant) -> None:
    """Pages of any size give each fact once; at the end the cursor stays good for what comes later."""
    notes = [(await write(author, str(number)))["id"] for number in range(5)]
    for limit in (1, 2, 5, 7):
        found, page = [], await events(author, limit=limit)
        while page["events"]:
            found += [one["subject"] for one in page["events"]]
            page = await events(author, limit=limit, after=page["next"])
        assert found == notes
    later = await write(author, "later")
    assert [one["subject"] for one in (await events(author, after=page["next"]))["events"]] == [later["id"]]


async def test_everybody_sees_only_what_is_theirs(author: Tenant, stranger: Tenant) -> None:
    """The purchaser its own facts, a provider those that name it, another purchaser nothing; nobody misses a page by it."""
    shared = await write(author, "shared", parties=[author.providers[0]])
    alone = await write(author, "alone")
    assert [one["subject"] for one in (await events(author))["events"]] == [shared["id"], alone["id"]]
    first = await events(author, oin=author.providers[0], limit=1)
    assert [one["subject"] for one in first["events"]] == [shared["id"]]
    assert (await events(author, oin=author.providers[0], after=first["next"]))["events"] == []
    assert (await events(author, oin=author.providers[1]))["events"] == []
    assert (await events(stranger))["events"] == []


async def test_a_sibling_sees_the_facts_of_all(diaries: Diaries, author: Tenant, stranger: Tenant) -> None:
    """A service token reads every owner's facts, in the order of the logbook."""
    page = await diaries.copies.clients["contracts"].events(after=None, limit=500)
    while len(page.events) == 500:
        page = await diaries.copies.clients["contracts"].events(after=page.next, limit=500)
    mine, theirs = await write(author), await write(stranger)
    found = await diaries.copies.clients["contracts"].events(after=page.next, limit=500)
    assert [str(one.subject) for one in found.events] == [mine["id"], theirs["id"]]
    assert {one.owner for one in found.events} == {author.owner, stranger.owner}


async def test_a_cursor_is_the_clients_own(author: Tenant) -> None:
    """Another client's cursor, a tampered one and a page's cursor are refused, not guessed at."""
    await write(author)
    cursor = (await events(author))["next"]
    wrong = {
        "of another client": (author.providers[0], cursor),
        "tampered": (author.owner, cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")),
        "a number": (author.owner, "0"),
        "of another key": (author.owner, seal(b"t" * 32, 1, client=author.keys[author.owner][0])),
        "of a page": (author.owner, seal(b"s" * 32, "x", client=author.keys[author.owner][0])),
    }
    for oin, text in wrong.values():
        answer = await author.ask("contracts", "GET", "/events", oin=oin, params={"after": text})
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor-invalid")


async def test_a_position_past_the_end_is_unknown(author: Tenant) -> None:
    """A cursor of ours that lies beyond the feed belongs to a feed that is gone: 400 with the mend."""
    position = (await events(author))["position"]
    beyond = seal(b"s" * 32, position + 1000, client=author.keys[author.owner][0])
    answer = await author.ask("contracts", "GET", "/events", params={"after": beyond})
    assert (answer.status_code, answer.json()["code"]) == (400, "feed-position-unknown")


async def test_the_epoch_is_told_and_stays(author: Tenant) -> None:
    """Every page names the feed's epoch, the same each time."""
    assert (await events(author))["epoch"] == (await events(author, limit=1))["epoch"]


@pytest.mark.parametrize("limit", [0, 501, "all"])
async def test_a_page_has_bounds(author: Tenant, limit: Any) -> None:
    """1 to 500 facts at a time."""
    answer = await author.ask("contracts", "GET", "/events", params={"limit": limit})
    assert answer.status_code == 400


async def test_the_feed_asks_for_its_scope(diaries: Diaries, author: Tenant) -> None:
    """A token without events:read reads no facts."""
    key = read_private_key(diaries.issuer_folder, "sandbox-admin")
    token = await TokenSource(diaries.issuer, "sandbox-admin", key, http=diaries.http).token()
    answer = await diaries.http.get(
        f"{diaries.urls['contracts']}/v1/events", headers={"Authorization": f"Bearer {token}"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")


async def test_a_collection_is_walked_by_its_cursor(author: Tenant) -> None:
    """`next` and the Link header lead to the following page; the typed client walks them all; sorting is kept."""
    notes = [(await write(author, str(number)))["id"] for number in range(5)]
    first = await author.ask("contracts", "GET", "/notes", params={"limit": 2, "sort": "-created"})
    assert [item["id"] for item in first.json()["items"]] == notes[:2:-1]
    assert f"cursor={first.json()['next']}" in first.headers["link"]
    link = re.fullmatch(r'<(.*)>; rel="next"', first.headers["link"])
    assert link is not None and "sort=-created" in link[1]
    second = await author.ask(
        "contracts", "GET", "/notes", params={"limit": 2, "sort": "-created", "cursor": first.json()["next"]}
    )
    assert [item["id"] for item in second.json()["items"]] == notes[2:0:-1]
    other = await author.ask(
        "contracts", "GET", "/notes", oin=author.providers[0], params={"cursor": first.json()["next"]}
    )
    assert (other.status_code, other.json()["code"]) == (400, "cursor-invalid")


async def test_the_typed_client_walks_all_pages(diaries: Diaries, author: Tenant) -> None:
    """More than one page of a hundred."""
    ctx = diaries.source.system_context(author.owner)
    for _ in range(101):
        await operations.write_note(ctx, operations.NewNote(text="x"))
    client = Client(diaries.urls["contracts"], author.source(author.owner), http=diaries.http)
    assert len(await client.page("/notes", operations.NoteAnswer)) == 101
