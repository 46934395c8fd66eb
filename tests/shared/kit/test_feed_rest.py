"""The feed over HTTP: CloudEvents, cursors, filters, and the kinds of facts that a service tells."""

import json
import math
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from deploy.issuer import read_private_key
from shared.clients.tokens import TokenSource
from shared.kit.pages import seal
from tests.shared.kit.conftest import Diaries
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


async def test_previous_is_a_chain_over_pages(author: Tenant) -> None:
    """Check 31: each fact names the one read before it, over pages of any size; the first of a reading names none."""
    for number in range(5):
        await write(author, str(number))
    for limit in (1, 2, 5, 100):
        found, page = [], await events(author, limit=limit)
        while page["events"]:
            found += page["events"]
            page = await events(author, limit=limit, after=page["next"])
        assert "previous" not in found[0]
        assert [one["previous"] for one in found[1:]] == [one["sequence"] for one in found[:-1]]


async def test_the_feed_can_be_asked_for_some_types_or_one_subject(author: Tenant) -> None:
    """By type or by short name, with commas; by subject; both at once; the chain then runs over what is asked."""
    note, other = await write(author, "x"), await write(author, "y")
    await author.ask(
        "contracts", "PATCH", f"/notes/{note['id']}", json={"text": "z"}, headers={"If-Match": '"1"'}
    )

    async def told(**params: Any) -> list[tuple[str, int]]:
        found = (await events(author, **params))["events"]
        return [(one["subject"], one["subjectversion"]) for one in found]

    whole = [(note["id"], 1), (other["id"], 1), (note["id"], 2)]
    assert await told(types="note-changed") == whole[2:]
    assert await told(types="nl.sociaaldomein.contracts.note-written.v1") == whole[:2]
    assert await told(types="note-written, note-changed,note-finished") == whole
    assert await told(subject=note["id"]) == [whole[0], whole[2]]
    assert await told(subject=note["id"], types="note-written") == whole[:1]
    assert await told(types="") == []
    (changed,) = (await events(author, types="note-changed"))["events"]
    assert "previous" not in changed


async def test_a_type_that_is_not_told_is_refused(author: Tenant) -> None:
    """A typing error is a 400 that points at the list, not an empty feed for ever."""
    answer = await author.ask("contracts", "GET", "/events", params={"types": "note-written,note-writen"})
    assert (answer.status_code, answer.json()["code"]) == (400, "event-type-unknown")
    assert "note-writen" in answer.json()["detail"] and "/v1/event-types" in answer.json()["mend"]
    assert (await author.ask("contracts", "GET", "/events", params={"subject": "x"})).status_code == 400


async def test_a_sibling_may_ask_for_some_types(diaries: Diaries, author: Tenant) -> None:
    """The filters hold for siblings too, beside seeing everything."""
    note = await write(author)
    client = diaries.copies.clients["contracts"]
    found = (await client.request("GET", "/events", params={"subject": note["id"], "limit": 500})).json()
    assert [one["subject"] for one in found["events"]] == [note["id"]]


async def test_a_large_fact_is_told_by_reference(diaries: Diaries, author: Tenant) -> None:
    """Check 29: no event that leaves the house reaches 64 KB; the subject can be read instead; a sibling gets it whole."""
    texts = {size: await write(author, "é" * size) for size in (10, 29_000, 60_000)}
    answer = await author.ask("contracts", "GET", "/events")
    for event in answer.json()["events"]:
        assert len(json.dumps(event, ensure_ascii=False).encode()) < 65_536
    small, medium, large = answer.json()["events"]
    assert (small["data"], medium["data"]) == (texts[10], texts[29_000])
    assert "dataref" not in small and "data" not in large
    read = await diaries.http.get(
        large["dataref"], headers={"Authorization": f"Bearer {await author.token(author.owner)}"}
    )
    assert read.json() == texts[60_000] and read.headers["etag"] == f'"{large["subjectversion"]}"'
    client = diaries.copies.clients["contracts"]
    whole = (await client.request("GET", "/events", params={"subject": large["subject"]})).json()["events"]
    assert whole[0]["data"] == texts[60_000]


@asynccontextmanager
async def aged(diaries: Diaries, until: int, days: int) -> AsyncIterator[None]:
    """The facts up to an id are so many days older, past the trigger that keeps rows as they are."""

    async def move(interval: timedelta) -> None:
        async with diaries.superuser() as admin:
            await admin.execute("set session_replication_role = replica")
            await admin.execute(
                "update logbook set created_at = created_at - $1::interval where id <= $2", interval, until
            )
        diaries.source.mark.horizon.looked = -math.inf

    await move(timedelta(days=days))
    try:
        yield
    finally:
        await move(-timedelta(days=days))


async def test_what_is_no_longer_told_is_gone(diaries: Diaries, author: Tenant) -> None:
    """Check 31: a position before the oldest fact that is told is a 410 with the mend, also the start; later ones are not."""
    await write(author, "old")
    first = await events(author)
    await write(author, "older than it seems")
    second = await events(author, after=first["next"])
    await write(author, "young")
    async with aged(diaries, second["position"], 401):
        for params in ({}, {"after": first["next"]}):
            answer = await author.ask("contracts", "GET", "/events", params=params)
            assert (answer.status_code, answer.json()["code"]) == (410, "feed-position-gone")
            assert "/v1/snapshots" in answer.json()["mend"] and "400" in answer.json()["detail"]
        found = await events(author, after=second["next"])
        assert [one["data"]["text"] for one in found["events"]] == ["young"]
        started = await author.ask("contracts", "POST", "/snapshots", json={"collection": "notes"})
        begin = json.loads(started.text.splitlines()[0])
        assert (await events(author, after=begin["next"]))["events"] == []
        sibling = await diaries.copies.clients["contracts"].events(after=None, limit=1)
        assert sibling.events, "siblings are told everything"
    async with aged(diaries, second["position"], 399):
        assert len((await events(author))["events"]) == 3


async def test_the_kinds_of_facts_are_open_to_everyone(diaries: Diaries) -> None:
    """Check 29: each type is documented at an address without a token: sentences, schema, example, since when."""
    base = f"{diaries.urls['contracts']}/v1/event-types"
    listed = (await diaries.http.get(base)).json()["items"]
    own = [one["name"] for one in listed if one["name"].startswith("note-")]
    assert own == ["note-changed", "note-finished", "note-written"]
    for one in listed:
        page = await diaries.http.get(f"{base}/{one['type']}")
        assert page.json() == one and page.headers["access-control-allow-origin"] == "*"
        schema = await diaries.http.get(one["dataschema"])
        assert schema.headers["content-type"] == "application/schema+json"
        assert schema.json() == one["schema"] and schema.json()["$id"] == one["dataschema"]
        assert (
            one["says"]["nl"]
            and one["says"]["en"]
            and one["since"] in ("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0")
        )
    for wrong in ("nl.sociaaldomein.contracts.note-lost.v1", "note-written"):
        assert (await diaries.http.get(f"{base}/{wrong}")).status_code == 404
        assert (await diaries.http.get(f"{base}/{wrong}/schema")).status_code == 404


async def test_a_fact_fits_what_is_published(diaries: Diaries, author: Tenant) -> None:
    """Check 29: the event passes the schema of the envelope, and its data the schema that its dataschema points at."""
    await write(author)
    (event,) = (await events(author))["events"]
    envelope = (await diaries.http.get(f"{diaries.urls['contracts']}/v1/event-types/envelope")).json()
    schema = (await diaries.http.get(event["dataschema"])).json()
    for one, value in ((envelope, event), (schema, event["data"])):
        Draft202012Validator.check_schema(one)
        Draft202012Validator(one, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)
    for name in ("id", "data", "source", "specversion"):
        assert not Draft202012Validator(envelope).is_valid({**event, name: None}), name
