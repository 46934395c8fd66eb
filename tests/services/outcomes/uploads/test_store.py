"""Bytes in the database: read from any place, dropped whole."""

from io import BytesIO

import pytest

from services.outcomes.uploads.store import SORT, get_shown
from shared.kit.batches import upload_store as store
from shared.kit.batches.uploads import get_upload
from tests.services.outcomes.uploads.conftest import Sender


async def test_bytes_are_read_from_any_place(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row by row from a byte on, nothing at the end; dropped, there is nothing anywhere; other files keep theirs."""
    monkeypatch.setattr(store, "ROW_BYTES", 4)
    upload, other = await sender.open(), await sender.open()
    ctx = await sender.context()
    async with ctx.begin() as connection:
        connection.recorded = True
        found = await get_upload(ctx, connection, SORT, upload.id)
        for each in (found, await get_upload(ctx, connection, SORT, other.id)):
            await store.add_piece(connection, each, BytesIO(b"abcdefghij"))
        assert [await store.read_at(connection, found, at) for at in (0, 3, 4, 7, 9, 10)] == [
            b"abcd", b"d", b"efgh", b"h", b"j", b"",
        ]  # fmt: skip
        await store.drop_pieces(connection, found.owner, found.id)
        assert await store.read_at(connection, found, 0) == b""
        assert (await get_shown(ctx, connection, upload.id, 1)).resume_offset == 0
    assert await sender.kept_bytes(other) == 10


async def test_a_file_changes_only_from_the_state_it_is_in(sender: Sender) -> None:
    """A change of what is in another state, or of another organisation, touches nothing."""
    upload = await sender.open()
    ctx = await sender.context()
    async with ctx.begin() as connection:
        connection.recorded = True
        owner = ctx.actor.organisation
        assert await store.change(connection, owner, upload.id, "queued", state="processing") is None  # type: ignore[arg-type]
        assert await store.change(connection, "0" * 20, upload.id, "receiving", state="queued") is None  # type: ignore[arg-type]
        changed = await store.change(connection, owner, upload.id, "receiving", state="cancelled")  # type: ignore[arg-type]
    assert changed is not None and (changed.state, changed.version) == ("cancelled", 2)
