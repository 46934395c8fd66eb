"""A file is read as it streams in: every good line once, every bad one explained at its number, however it was cut up."""

import csv
import io
import json
import re
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from shared.errors import FieldError, Text
from shared.kit import batches
from shared.kit.batches import (
    CSV,
    NDJSON,
    FileHopeless,
    FileTooLong,
    HeaderInvalid,
    LineFault,
    Upload,
    copy_line,
    csv_rows,
    receive,
    spooling,
)
from shared.kit.batches import lines as lines_module
from shared.schemas.common import Wire
from shared.values import holds_bsn

ODD = FieldError("#/amount", "odd", Text("Oneven.", "Odd."), rule="R-T01")


class Item(Wire):
    """An invented line."""

    item_name: str = Field(min_length=1, max_length=30)
    amount: int = Field(ge=0)
    note: str | None = None


class Even:
    """Takes even amounts; sure of plain names only."""

    def quick(self, line: int, values: batches.Values) -> str | None:
        """Sure of a short plain name and an even amount."""
        name, amount, note = values
        text = str(amount)
        if (
            note is None
            and str(name).isalpha()
            and 0 < len(str(name)) < 9
            and re.fullmatch("[0-9]{0,5}[02468]", text)
        ):
            return copy_line((line, name, amount, note))
        return None

    def judge(self, line: int, item: Item) -> str | Sequence[FieldError]:
        """An even amount, or why not."""
        return (ODD,) if item.amount % 2 else copy_line((line, item.item_name, item.amount, item.note))


class Unsure(Even):
    """Never sure."""

    def quick(self, line: int, values: batches.Values) -> str | None:
        """Leaves all to judgement."""
        return None


async def pieces(data: bytes, size: int) -> AsyncIterator[bytes]:
    """The data as a sender's network cuts it."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def read(data: bytes, media: str = CSV, size: int = 7, checker: Even | None = None) -> Upload:
    """Read a file in pieces."""
    upload = Upload()
    await receive(pieces(data, size), media, Item, checker or Even(), upload)
    return upload


def rows(upload: Upload) -> list[list[str]]:
    """The good lines."""
    return [line.split("\t") for line in upload.good.read().decode().splitlines()]


def faults(upload: Upload) -> list[tuple[int, str, str]]:
    """Line, place and code of each fault."""
    found = [line.split("\t") for line in upload.bad.read().decode().splitlines()]
    return [(int(line), place, code) for line, _, place, code, *_ in found]


async def test_good_lines_enter_and_bad_ones_come_back() -> None:
    """Each bad line is named with its number in the file, all its fields, and both languages; the others are kept."""
    upload = await read(b"itemName,amount,note\nappel,2,\n,-3,\npeer,5,\npruim,4,zoet\n")
    assert rows(upload) == [["2", "appel", "2", "\\N"], ["5", "pruim", "4", "zoet"]]
    assert (upload.received, upload.accepted, upload.rejected) == (4, 2, 2)
    text = upload.bad.read().decode()
    upload.bad.seek(0)
    assert faults(upload) == [
        (3, "#/itemName", "required"),
        (3, "#/amount", "number.minimum"),
        (4, "#/amount", "odd"),
    ]
    assert "Oneven.\tOdd.\tR-T01" in text


async def test_ndjson_is_read_the_same_way() -> None:
    """Blank lines do not count, a broken line does, and line numbers are those of the file."""
    lines = [
        b'{"itemName":"appel","amount":2}',
        b"",
        b"{",
        b'{"itemName":"peer","amount":"twee"}',
        b'{"amount":2,"x":1}',
    ]
    upload = await read(b"\n".join(lines), NDJSON)
    assert rows(upload) == [["1", "appel", "2", "\\N"]]
    found = faults(upload)
    assert [line for line, _, _ in found] == [3, 4, 5, 5]
    assert found[0][2] == "json.syntax"
    assert {code for line, _, code in found if line == 5} == {"required", "unknown"}
    assert (upload.received, upload.rejected) == (4, 3)


ITEMS = st.lists(
    st.fixed_dictionaries(
        {
            "itemName": st.one_of(st.sampled_from(["appel", "peer"]), st.text(min_size=1, max_size=12)),
            "amount": st.integers(-3, 10**6),
            "note": st.one_of(st.none(), st.text(min_size=1, max_size=12)),
        }
    ),
    max_size=12,
)


def as_csv(items: list[dict[str, object]], delimiter: str) -> bytes:
    """The items as a spreadsheet writes them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["itemName", "amount", "note"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(items)
    return text.getvalue().encode(errors="surrogatepass")


async def outcome(data: bytes, media: str, size: int, checker: Even) -> tuple[bytes, bytes, int, int]:
    """All that reading leaves."""
    upload = await read(data, media, size, checker)
    return upload.good.read(), upload.bad.read(), upload.received, upload.rejected


@settings(max_examples=150, deadline=None)
@given(
    items=ITEMS,
    size=st.integers(1, 60),
    media=st.sampled_from([CSV, NDJSON]),
    delimiter=st.sampled_from(",;"),
)
async def test_however_it_is_cut_and_looked_at_the_outcome_is_the_same(
    items: list[dict[str, object]], size: int, media: str, delimiter: str
) -> None:
    """Pieces of any size, with or without the quick look, give the same good lines and the same faults."""
    if media == CSV:
        data = as_csv(items, delimiter)
    else:
        data = b"".join(json.dumps(item).encode() + b"\n" for item in items)
    whole = await outcome(data, media, len(data) + 1, Even())
    assert await outcome(data, media, size, Even()) == whole
    assert await outcome(data, media, size, Unsure()) == whole
    assert whole[0].count(b"\n") + whole[3] == whole[2]


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), size=st.integers(1, 40), media=st.sampled_from([CSV, NDJSON]))
async def test_no_bytes_break_the_reader(data: bytes, size: int, media: str) -> None:
    """Whatever is sent, each line is kept or explained; nothing raises."""
    upload = await read(b"itemName,amount,note\n" + data, media, size)
    assert upload.accepted + upload.rejected == upload.received


async def test_fields_may_hold_lines() -> None:
    """A quoted field may run over lines; the record counts as the line where it begins, and the text stays what it was."""
    upload = await read(b'itemName,amount,note\nappel,2,"een\ntwee ""drie"""\npeer,3,\n', size=5)
    assert rows(upload) == [["2", "appel", "2", 'een\\ntwee "drie"']]
    assert faults(upload) == [(4, "#/amount", "odd")]


async def test_columns_in_any_order_with_semicolons_and_a_mark() -> None:
    """As a Dutch spreadsheet saves it: a byte order mark, semicolons, carriage returns, columns in another order."""
    upload = await read(b"\xef\xbb\xbfamount;itemName\r\n2;appel\r\n3;peer\r\n")
    assert rows(upload) == [["2", "appel", "2", "\\N"]]
    assert faults(upload) == [(3, "#/amount", "odd")]


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        (b"", ["csv.column-missing", "csv.column-missing"]),
        (b"itemName\n", ["csv.column-missing"]),
        (b"itemName,amount,amount,colour\n", ["csv.column-unknown", "csv.column-unknown"]),
    ],
)
async def test_a_wrong_header_refuses_the_file(header: bytes, codes: list[str]) -> None:
    """A missing, unknown or repeated column is said at once, before any line is read."""
    with pytest.raises(HeaderInvalid) as caught:
        await read(header)
    assert [one.code for one in caught.value.errors] == codes


async def test_an_open_quote_costs_one_line() -> None:
    """A quotation mark that is never closed is a fault of its line; the lines after it are read."""
    upload = await read(b'itemName,amount,note\n"appel,2,\npeer,4,\npruim,6,\n', size=1000)
    assert rows(upload) == [["3", "peer", "4", "\\N"], ["4", "pruim", "6", "\\N"]]
    assert faults(upload) == [(2, "#", "csv.syntax")]


async def test_an_open_quote_in_a_long_file_costs_one_line_too() -> None:
    """The reader does not wait for the closing mark until the end of a large file."""
    lines = b"".join(b"peer,4,\n" for _ in range(20_000))
    upload = await read(b'itemName,amount,note\n"appel,2,\n' + lines, size=8192)
    assert upload.accepted == 20_000
    assert faults(upload) == [(2, "#", "csv.syntax")]


@pytest.mark.parametrize("media", [CSV, NDJSON])
async def test_a_line_that_is_far_too_long_is_not_kept_in_memory(media: str) -> None:
    """A line of 300,000 bytes is refused at its number, and the next one is read."""
    long = (
        b'{"itemName":"' + b"a" * 300_000 + b'","amount":2}' if media == NDJSON else b"a" * 300_000 + b",2,"
    )
    good = b'{"itemName":"peer","amount":4}' if media == NDJSON else b"peer,4,"
    first = b"itemName,amount,note\n" if media == CSV else b'{"itemName":"appel","amount":2}\n'
    upload = await read(first + long + b"\n" + good + b"\n", media, size=4096)
    assert rows(upload)[-1] == ["3", "peer", "4", "\\N"]
    assert faults(upload) == [(2, "#", "line.too-long")]


async def test_text_that_is_no_utf8_is_explained() -> None:
    """A line in another encoding is refused; its neighbours enter."""
    upload = await read("itemName,amount,note\nappel,2,één\npeer,4,zoet\n".encode("latin-1"), size=1000)
    assert rows(upload) == [["3", "peer", "4", "zoet"]]
    assert faults(upload) == [(2, "#", "text.utf-8")]


async def test_a_row_with_another_number_of_fields_is_explained() -> None:
    """Too few and too many fields are faults of the line."""
    upload = await read(b"itemName,amount,note\nappel,2\npeer,4,,\npruim,6,\n")
    assert faults(upload) == [(2, "#", "csv.fields"), (3, "#", "csv.fields")]
    assert len(rows(upload)) == 1


async def test_the_digest_is_that_of_the_file() -> None:
    """The same contents have the same digest, however they were cut."""
    one, other = (
        await read(b"itemName,amount,note\nappel,2,\n", size=3),
        await read(b"itemName,amount,note\nappel,2,\n"),
    )
    assert (
        one.digest.digest()
        == other.digest.digest()
        != (await read(b"itemName,amount,note\n")).digest.digest()
    )


def test_ids_of_a_batch_rise_and_name_no_citizen() -> None:
    """The ids of a batch are UUIDv7s that rise with the line and can never hold nine digits in a row."""
    prefix = batches.id_prefix()
    found = [UUID(f"{prefix}{line:07x}") for line in (1, 2, 255, 123_456_789, 268_435_455)]
    assert found == sorted(found)
    assert all(one.version == 7 for one in found)
    assert not any(holds_bsn(str(one)) for one in found)
    assert UUID(f"{batches.id_prefix()}{1:07x}") > found[-1]


def test_faults_are_shown_in_the_readers_language() -> None:
    """A fault is kept in both languages and shown in one."""
    fault = LineFault(3, "#/amount", "odd", "Oneven.", "Odd.", "R-T01")
    assert [batches.line_errors([fault], language)[0].detail for language in ("nl", "en")] == [
        "Oneven.",
        "Odd.",
    ]


@pytest.mark.parametrize(
    ("line", "good"),
    [
        (b'{"itemName":"appel","amount":2}', True),
        (b'{"itemName":"appel","amount":2,"note":null}', True),
        (b'{"itemName":"app\\u0065l","amount":2}', True),
        (b'{"itemName":"ap\\"pel","amount":2}', True),
        (b'{"itemName":"appel","amount":2,"amount":4}', False),
        (b'{"itemName":"appel","itemName":"peer","amount":2}', False),
        (b'{"itemName":"appel","amount":2,"note":null,"note":null}', False),
        (b'{"itemName":"appel","amount":2,"\\u0061mount":4}', False),
    ],
)
async def test_a_name_stands_once_in_an_object(line: bytes, good: bool) -> None:
    """Readers differ on which of two counts (RFC 8259 § 4): neither does, however the name is written."""
    upload = await read(line, NDJSON)
    assert (upload.accepted, upload.rejected) == ((1, 0) if good else (0, 1))
    assert good or faults(upload) == [(1, "#", "json.key-twice")]


class Looking(Even):
    """Remembers which lines the quick look saw."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def quick(self, line: int, values: batches.Values) -> str | None:
        """Sure as ever, and it remembers."""
        self.seen.append(line)
        return super().quick(line, values)


async def test_a_null_that_is_written_out_is_as_quick_as_one_that_is_not() -> None:
    """A line that says null takes the quick way; one that says null and a value under one name is looked at."""
    lines = (
        b'{"itemName": "kop", "amount": 2, "note": null}',
        b'{"itemName": "kop", "amount": 2}',
        b'{"itemName": "kop", "amount": 2, "note": null, "note": null}',
        b'{"itemName": "kop", "amount": 2, "note": "x", "note": null}',
        b'{"itemName": "kop", "amount": 2, "note": null, "note": "x"}',
    )
    looking = Looking()
    upload = await read(b"\n".join(lines), NDJSON, checker=looking)
    assert looking.seen == [1, 2]
    assert [line for line, _, _ in faults(upload)] == [3, 4, 5]


async def test_small_pieces_are_read_together() -> None:
    """A file that drips in is looked at once in 64 kilobytes, not once for every drop."""
    looked: list[int] = []

    class Counting(Even):
        def quick(self, line: int, values: batches.Values) -> str | None:
            looked.append(line)
            return super().quick(line, values)

    lines = b"itemName,amount,note\n" + b'"appel",2,\n' * 3_000 + b'"open,2,\n'
    upload = await read(lines, CSV, 3, Counting())
    assert (upload.accepted, upload.rejected, len(looked)) == (3_000, 1, 3_000)


async def test_a_file_full_of_faults_keeps_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once so many are kept each further line keeps its first alone: every line is told, and the table stays small."""
    monkeypatch.setattr(spooling, "_MOST_KEPT", 50)
    names = ",".join(f'"x{number}":1' for number in range(30))
    upload = await read(f"{{{names}}}\n".encode() * 500, NDJSON, 65_536)
    found = faults(upload)
    assert upload.rejected == 500 and {line for line, _, _ in found} == set(range(1, 501))
    assert upload.kept == len(found) <= 50 + 20 + 500


async def test_a_hundred_quotes_that_open_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that each leave a quotation mark open are read again and again: after a hundred the file is refused."""
    with pytest.raises(FileHopeless):
        await read(b"itemName,amount,note\n" + b'a","\n' * 40_000, CSV, 65_536)
    monkeypatch.setattr(lines_module, "MOST_REFUSED", 10)
    with pytest.raises(FileHopeless):
        await read(b"itemName,amount,note\n" + b"x\n" * 20, CSV, 65_536)
    monkeypatch.setattr(lines_module, "MOST_LINES", 10)
    with pytest.raises(FileTooLong):
        await read(b"\n" * 20, NDJSON, 65_536)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_begins_a_formula(cell: str) -> None:
    """A spreadsheet shows it as the text that it is; other cells and numbers stay what they are."""
    written = csv_rows([["regel", cell, "a=1", -5, None]]).decode()
    (row,) = csv.reader(io.StringIO(written, newline=""))
    assert row == ["regel", f"'{cell}", "a=1", "-5", ""]
