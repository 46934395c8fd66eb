"""An address, headers and a body are kept within bounds before anything is made of them."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from shared.kit.problems import RequestInvalid
from shared.kit.receiving import (
    DEEPEST_JSON,
    LONGEST_ADDRESS,
    LONGEST_HEADERS,
    LONGEST_QUERY,
    MOST_HEADERS,
    MOST_PARTS,
    arriving,
    read_json,
)
from tests.shared.kit.http_app import browser, small_app

KEY = {"Idempotency-Key": "sleutel-1", "Content-Type": "application/json"}


@pytest.fixture
def http() -> httpx.AsyncClient:
    """A client of a small service."""
    return browser(small_app())


async def test_an_address_has_an_end(http: httpx.AsyncClient) -> None:
    """414 where the address or its query string is too long, with a problem that says how long it may be."""
    assert (await http.get("/instalments?externalReference=" + "a" * 3_000)).status_code == 400
    for path in (
        "/instalments?x=" + "a" * LONGEST_QUERY,
        "/" + "a" * LONGEST_ADDRESS,
        "/instalments/" + "%61" * LONGEST_ADDRESS,
    ):
        answer = await http.get(path)
        assert (answer.status_code, answer.json()["code"]) == (414, "address-too-long")
        assert str(LONGEST_QUERY) in answer.json()["detail"] and answer.headers["API-Version"]


@pytest.mark.parametrize(
    "headers",
    [
        {f"X-{number}": "1" for number in range(MOST_HEADERS)},
        {"X-Long": "a" * LONGEST_HEADERS},
        {f"X-{number}": "a" * 1_000 for number in range(40)},
    ],
)
async def test_headers_have_an_end(http: httpx.AsyncClient, headers: dict[str, str]) -> None:
    """431 for too many, for one that is too long, and for many that are too long together."""
    answer = await http.get("/version", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (431, "headers-too-large")
    assert answer.headers["X-Frame-Options"] == "DENY"


def call(**headers: str) -> Any:
    """A request with these headers."""
    return SimpleNamespace(
        headers={name.replace("_", "-").encode(): one.encode() for name, one in headers.items()}
    )


class Sender:
    """Sends pieces of a body, each after a pause."""

    def __init__(self, *pieces: tuple[float, bytes]) -> None:
        self.pieces = list(pieces)

    async def __call__(self) -> Any:
        if not self.pieces:
            return {"type": "http.disconnect"}
        pause, body = self.pieces.pop(0)
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": body, "more_body": bool(self.pieces)}


async def everything(receive: Any) -> bytes:
    """The body, read to its end."""
    whole, more = b"", True
    while more:
        message = await receive()
        whole, more = whole + message["body"], message["more_body"]
    return whole


async def test_a_body_that_comes_in_time_is_read() -> None:
    """In pieces or at once; what comes after it is the end of the connection, for which nobody waits with a clock."""
    receive = arriving(call(transfer_encoding="chunked"), Sender((0, b"a"), (0.01, b"b")), seconds=5, limit=2)
    assert await everything(receive) == b"ab"
    assert (await receive())["type"] == "http.disconnect"


async def test_a_dripping_body_is_ended() -> None:
    """The pauses count together: each piece may be quick enough and the body still too slow."""
    receive = arriving(call(content_length="50"), Sender(*[(0.05, b"a")] * 50), seconds=0.3)
    with pytest.raises(HTTPException) as raised:
        await everything(receive)
    assert raised.value.status_code == 408


async def test_our_own_work_is_not_the_senders_slowness() -> None:
    """A file that is checked while it streams in does not run out of time by our checking."""
    receive = arriving(call(content_length="5"), Sender(*[(0, b"a")] * 5), seconds=1.0)
    for _ in range(5):
        await receive()
        await asyncio.sleep(0.25)


async def test_a_body_has_an_end() -> None:
    """413 as soon as it is too much, announced or not."""
    for headers in ({"transfer_encoding": "chunked"}, {"content_length": "2"}):
        with pytest.raises(HTTPException) as raised:
            await everything(arriving(call(**headers), Sender((0, b"aa"), (0, b"a")), seconds=5, limit=2))
        assert raised.value.status_code == 413


def test_without_a_body_nothing_is_measured() -> None:
    """A reading costs nothing more."""
    receive = Sender()
    assert arriving(call(), receive, seconds=1) is receive
    assert arriving(call(content_length="0"), receive, seconds=1) is receive


def nested(depth: int, opening: str = "[", closing: str = "]") -> bytes:
    """Lists or objects inside one another, with a list beside each."""
    return (opening * depth + "1" + closing * depth).encode()


@pytest.mark.parametrize(
    "body",
    [
        nested(DEEPEST_JSON + 1),
        nested(DEEPEST_JSON + 1, '{"a":', "}"),
        b'{"a":[],"b":' + nested(DEEPEST_JSON) + b"}",
        nested(900),
        b"[" * 1_000_000,
        b'{"a":' * 150_000,
    ],
)
def test_json_is_not_deeper_than_anything_we_ask(body: bytes) -> None:
    """Also where Python itself would run out of stack, and where the depth stands beside something flat."""
    with pytest.raises(RequestInvalid) as raised:
        read_json(body)
    assert [one.code for one in raised.value.errors] == ["json.too-deep"]


@pytest.mark.parametrize(
    "body", [b"[" + b"[]," * (MOST_PARTS + 1) + b"[]]", b"[" + b"1," * (MOST_PARTS + 1) + b"1]"]
)
def test_json_is_not_wider_than_anything_we_ask(body: bytes) -> None:
    """A megabyte of empty lists takes half a second to look at: it is not looked at."""
    with pytest.raises(RequestInvalid) as raised:
        read_json(body)
    assert [one.code for one in raised.value.errors] == ["json.too-many"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=40,
)


@given(VALUES)
def test_json_within_bounds_is_what_it_was(value: Any) -> None:
    """Text that looks like brackets does not count, and every value comes out as it went in."""
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(json.dumps(["[{" * 100, value]).encode()) == ["[{" * 100, value]


async def test_a_deep_body_is_400_over_http(http: httpx.AsyncClient) -> None:
    """A megabyte of brackets is the client's fault, never ours."""
    for body in (b"[" * 999_999, nested(DEEPEST_JSON + 1), b'{"amountCents":1e999999}', b"9" * 999_999):
        answer = await http.post("/instalments", content=body, headers=KEY)
        assert (answer.status_code, answer.json()["code"]) == (400, "request-invalid"), body[:20]


async def test_a_thousand_faults_do_not_come_back_larger(http: httpx.AsyncClient) -> None:
    """A hundred are shown, the last line says how many are not, and a name of a megabyte is cut off."""
    many = json.dumps({f"x{number}": 1 for number in range(5_000)}).encode()
    answer = await http.post("/instalments", content=many, headers=KEY)
    errors = answer.json()["errors"]
    assert answer.status_code == 400 and len(errors) == 101 and len(answer.content) < 20_000
    assert errors[-1]["code"] == "faults.more" and "4902" in errors[-1]["detail"]
    long = json.dumps({"x" * 900_000: 1}).encode()
    answer = await http.post("/instalments", content=long, headers=KEY)
    assert answer.status_code == 400 and len(answer.content) < 3_000
