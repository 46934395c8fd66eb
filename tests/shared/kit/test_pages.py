"""Cursors are opaque, signed, and for one client only."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit.pages import next_link, seal, unseal
from shared.kit.problems import CursorInvalid

SECRET = b"k" * 32


@given(st.lists(st.integers(-(2**53), 2**53) | st.text() | st.none() | st.booleans(), max_size=4), st.text())
def test_a_cursor_comes_back_as_it_went(values: list[Any], client: str) -> None:
    """What was sealed for a client is unsealed for it, and the cursor needs no escaping in an address."""
    cursor = seal(SECRET, *values, client=client)
    assert unseal(SECRET, cursor, client) == values
    assert cursor.replace("-", "a").replace("_", "a").isalnum()


def test_a_cursor_keeps_types_when_asked() -> None:
    """Dates and ids come back as dates and ids when the caller names them."""
    cursor = seal(SECRET, date(2026, 1, 31), UUID(int=7), 3, client="a")
    assert unseal(SECRET, cursor, "a", date, UUID, int) == [date(2026, 1, 31), UUID(int=7), 3]
    with pytest.raises(CursorInvalid):
        unseal(SECRET, cursor, "a", date, UUID)
    with pytest.raises(CursorInvalid):
        unseal(SECRET, cursor, "a", int, UUID, int)


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_changed_cursor_is_refused(place: int, change: int) -> None:
    """Any changed character makes a cursor worthless."""
    cursor = seal(SECRET, date(2026, 1, 31), "x", client="a")
    at = place % len(cursor)
    other = chr((ord(cursor[at]) + change) % 0x110000)
    if other == cursor[at] or "\ud800" <= other <= "\udfff":
        return
    with pytest.raises(CursorInvalid):
        unseal(SECRET, cursor[:at] + other + cursor[at + 1 :], "a")


@pytest.mark.parametrize("text", ["", "x", "é", "=" * 40, "A" * 43, "A" * 1000])
def test_nonsense_is_refused(text: str) -> None:
    """What was never a cursor is a problem of the client, not a fault of ours."""
    with pytest.raises(CursorInvalid):
        unseal(SECRET, text, "a")


def test_another_client_or_key_cannot_use_it() -> None:
    """A cursor of another client, or of before the key changed, is refused."""
    cursor = seal(SECRET, 1, client="a")
    with pytest.raises(CursorInvalid):
        unseal(SECRET, cursor, "b")
    with pytest.raises(CursorInvalid):
        unseal(b"other" * 8, cursor, "a")


def test_the_next_link_asks_the_same_question() -> None:
    """The Link keeps the filters and replaces the cursor."""
    link = next_link("https://x.example.org/v1/claims", "state=open&cursor=old&note=a%26b&empty=", "new")
    assert link == '<https://x.example.org/v1/claims?state=open&note=a%26b&empty=&cursor=new>; rel="next"'


@given(st.lists(st.tuples(st.sampled_from(["state", "note", "cursor"]), st.text(max_size=8)), max_size=3))
def test_the_next_link_of_any_question_reads_back(asked: list[tuple[str, str]]) -> None:
    """Whatever was asked, the link's own query says the same with the new cursor, and nothing breaks out of the brackets."""
    link = next_link("https://x.example.org/v1/claims", urlencode(asked), "new")
    address = link.removeprefix("<").removesuffix('>; rel="next"')
    assert not set(address) & set('<>" ')
    kept = [(name, value) for name, value in asked if name != "cursor"]
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == [*kept, ("cursor", "new")]
