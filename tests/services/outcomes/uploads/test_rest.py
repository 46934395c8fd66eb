"""Files in pieces over REST: headers, limits, media types, dry runs."""

from typing import Any

import httpx

from shared.kit.batches.uploads import LARGEST_PIECE
from tests.services.outcomes.uploads.conftest import Sender

PATH = "/measurement-uploads"
BYTES = {"Content-Type": "application/octet-stream"}


async def ask(sender: Sender, method: str, path: str, **more: Any) -> httpx.Response:
    """One plain request of the provider."""
    return await sender.measured.tenant.ask("outcomes", method, path, oin=sender.measured.lead, **more)


async def opened(sender: Sender, **given: Any) -> httpx.Response:
    """An announcement."""
    return await ask(sender, "POST", PATH, json={"mediaType": "text/csv", **given})


async def piece(sender: Sender, path: str, content: bytes, offset: object = 0) -> httpx.Response:
    """A piece; without its offset when that is None."""
    headers = BYTES if offset is None else {**BYTES, "Upload-Offset": str(offset)}
    return await ask(sender, "PATCH", path, content=content, headers=headers)


async def test_an_upload_says_in_its_headers_where_it_is(sender: Sender) -> None:
    """201 with Location, ETag and Upload-Offset; each answer says how far the file is, the refusal too."""
    made = await opened(sender)
    assert (made.status_code, made.headers["etag"], made.headers["upload-offset"]) == (201, '"1"', "0")
    path = made.headers["location"].removeprefix("/v1")
    grown = await piece(sender, path, b"contractId\n")
    assert (grown.status_code, grown.headers["upload-offset"], grown.json()["resumeOffset"]) == (
        200,
        "11",
        11,
    )
    read = await ask(sender, "GET", path)
    assert read.json() == grown.json() and read.headers["upload-offset"] == "11"
    wrong = await piece(sender, path, b"x", 12)
    assert (wrong.status_code, wrong.json()["code"], wrong.headers["upload-offset"]) == (
        409,
        "upload-offset-wrong",
        "11",
    )
    assert "11" in wrong.json()["mend"]
    queued = await ask(sender, "POST", f"{path}/completion")
    assert queued.status_code == 202 and queued.headers["location"] == f"/v1/jobs/{queued.json()['jobId']}"
    listed = await ask(sender, "GET", f"{PATH}?state=queued")
    assert [one["id"] for one in listed.json()["items"]] == [made.json()["id"]]
    gone = await ask(sender, "POST", f"{path}/cancellation", headers={"If-Match": '"1"'})
    assert gone.status_code == 412
    assert (await ask(sender, "POST", f"{path}/cancellation")).json()["state"] == "cancelled"


async def test_a_piece_is_bytes_of_a_bounded_length_at_a_place(sender: Sender) -> None:
    """415 for another type, 413 beyond 16 MiB, 400 without a place or with none that can be, and nothing is kept of them."""
    path = (await opened(sender)).headers["location"].removeprefix("/v1")
    other = await ask(
        sender,
        "PATCH",
        path,
        content=b"{}",
        headers={"Content-Type": "application/json", "Upload-Offset": "0"},
    )
    assert (other.status_code, other.json()["code"]) == (415, "unsupported-media-type")
    large = await piece(sender, path, b"a" * (LARGEST_PIECE + 1))
    assert (large.status_code, large.json()["code"]) == (413, "body-too-large")
    for offset in (None, -1, "x"):
        found = await piece(sender, path, b"a", offset)
        assert (found.status_code, found.json()["errors"][0]["in"]) == (400, "header"), found.text
    assert (await ask(sender, "GET", path)).json()["resumeOffset"] == 0
    whole = await piece(sender, path, b"a" * LARGEST_PIECE)
    assert whole.json()["resumeOffset"] == LARGEST_PIECE
    await ask(sender, "POST", f"{path}/cancellation")


async def test_an_announcement_is_checked_whole(sender: Sender) -> None:
    """Every fault of the body at once; a dry run announces nothing."""
    found = await opened(sender, mediaType="text/plain", length=0, sha256="xyz")
    assert found.status_code == 400
    assert {one["location"] for one in found.json()["errors"]} == {"#/mediaType", "#/length", "#/sha256"}
    dry = await ask(sender, "POST", f"{PATH}?dryRun=true", json={"mediaType": "text/csv"})
    assert dry.status_code == 201
    assert (await ask(sender, "GET", f"{PATH}/{dry.json()['id']}")).status_code == 404


async def test_a_repeated_request_is_answered_again(sender: Sender) -> None:
    """Announcement, completion and cancellation under their keys once more: the same answer, and nothing happens twice."""
    body = {"mediaType": "text/csv"}
    first = await ask(sender, "POST", PATH, json=body, key="announced")
    again = await ask(sender, "POST", PATH, json=body, key="announced")
    assert first.json() == again.json() and again.headers["idempotent-replayed"] == "true"
    path = first.headers["location"].removeprefix("/v1")
    await piece(sender, path, b"contractId\n")
    queued = await ask(sender, "POST", f"{path}/completion", key="whole")
    repeated = await ask(sender, "POST", f"{path}/completion", key="whole")
    assert (queued.status_code, repeated.status_code, repeated.json()) == (202, 202, queued.json())
    gone = await ask(sender, "POST", f"{path}/cancellation", key="gone")
    assert (await ask(sender, "POST", f"{path}/cancellation", key="gone")).json() == gone.json()
