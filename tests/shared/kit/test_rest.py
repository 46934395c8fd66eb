"""Pages over HTTP: what every service's routes share."""

import re
from typing import Any

from shared.clients.base import Client
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.tenants import Tenant


async def write(author: Tenant, text: str = "x", **more: Any) -> dict[str, Any]:
    """Write a note."""
    answer = await author.ask("contracts", "POST", "/notes", json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    note: dict[str, Any] = answer.json()
    return note


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
