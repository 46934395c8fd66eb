"""Reading CSV: records by RFC 4180, however the lines were cut up and whatever quotation mark was left open."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Generic

from pydantic import ValidationError

from shared.errors import FieldError, Text
from shared.kit.batches.lines import (
    LONGEST_LINE,
    TOO_LONG,
    FileHopeless,
    HeaderInvalid,
    Model,
    Reader,
    error,
)
from shared.kit.batches.spooling import Checker, Upload
from shared.kit.faults import LONGEST_LOCATION, MOST_FAULTS

_MOST_COLUMNS = 1_000
_MOST_LEFT_OPEN = 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

_SYNTAX = error(
    "csv.syntax",
    "Dit is geen geldige CSV: sluit elk aanhalingsteken, en verdubbel het binnen een veld.",
    "This is not valid CSV: close each quotation mark, and double it inside a field.",
)
_FIELDS = error(
    "csv.fields",
    "De regel heeft niet zoveel velden als de kopregel.",
    "The line has not as many fields as the header row.",
)
_NOT_UTF8 = error("text.utf-8", "De tekst is geen UTF-8.", "The text is not UTF-8.")
_HEADER = error("csv.header", "De kopregel is niet te lezen.", "The header row cannot be read.")


class CsvReader(Reader[Model], Generic[Model]):
    """CSV by RFC 4180, with a header row; a semicolon between the fields is understood too, as Dutch spreadsheets write it."""

    def __init__(self, model: type[Model], checker: Checker[Model], upload: Upload) -> None:
        super().__init__(model, checker, upload)
        self.names = [one.alias or name for name, one in model.model_fields.items()]
        self.needed = {one.alias or name for name, one in model.model_fields.items() if one.is_required()}
        self.header: list[str] = []
        self.order: list[int | None] | None = None
        self.delimiter = ","
        self.rest: list[bytes] = []
        self.left_open = 0

    def take(self, lines: list[bytes]) -> None:
        """Read the records that are whole."""
        self.rest += lines
        if not self.header:
            self._read_header(self.rest.pop(0))
        self._read(last=False)

    def end(self) -> None:
        """The file is over: what still waits for its closing quotation mark will not get it."""
        if not self.header:
            self._read_header(b"")
        self._read(last=True)

    def _read_header(self, line: bytes) -> None:
        text = line.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").strip()
        self.delimiter = ";" if ";" in text and "," not in text else ","
        try:
            if len(line) > LONGEST_LINE or text.count(self.delimiter) > _MOST_COLUMNS:
                raise csv.Error
            self.header = [name.strip() for name in next(csv.reader([text], delimiter=self.delimiter), [])]
        except csv.Error:
            raise HeaderInvalid(errors=(_HEADER,), columns=self.names) from None
        times = Counter(self.header)
        wrong = [name for name in self.header if name not in self.names or times[name] > 1]
        missing = [name for name in self.names if name in self.needed and name not in self.header]
        told = [
            *((name, "csv.column-unknown", Text("Deze kolom hoort er niet, of niet twee keer.", "This column does not belong here, or not twice.")) for name in dict.fromkeys(wrong)),
            *((name, "csv.column-missing", Text("Deze kolom ontbreekt.", "This column is missing.")) for name in missing),
        ]  # fmt: skip
        if told:
            errors = tuple(
                FieldError(name[:LONGEST_LOCATION], code, text) for name, code, text in told[:MOST_FAULTS]
            )
            raise HeaderInvalid(errors=errors, columns=self.names)
        places = [self.header.index(name) if name in self.header else None for name in self.names]
        self.order = None if places == list(range(len(self.names))) else places
        self.number = 1

    def _read(self, *, last: bool) -> None:
        """Read what is whole; a record whose closing quotation mark has not arrived stays for the next piece."""
        good: list[str] = []
        lines, self.rest = self.rest, []
        while lines:
            read = self._rows(lines, good, last=last)
            lines = lines[read:]
            self.number += read
            if read == 0 and (last or sum(map(len, lines)) > LONGEST_LINE):
                self._refuse(self.number + 1, _SYNTAX)
                self.left_open += 1
                if self.left_open > _MOST_LEFT_OPEN:  # each of them costs reading what follows once more
                    raise FileHopeless(limit=_MOST_LEFT_OPEN)
                lines = lines[1:]
                self.number += 1
            elif read == 0:
                self.rest, lines = lines, []
        self.keep(good)

    def _rows(self, lines: list[bytes], good: list[str], *, last: bool) -> int:
        """Take rows until the lines end or one stays open; returns how many lines were dealt with."""
        quick, order, width, first = self.checker.quick, self.order, len(self.header), self.number + 1
        text, readable = _decoded(lines)
        reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        received = done = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                if "unexpected end" in str(error):
                    break
                self._refuse(first + done, _SYNTAX)
                done = reader.line_num
                continue
            line, done = first + done, reader.line_num
            if not row:
                continue
            received += 1
            kept = None
            if len(row) == width and readable:
                values = [value or None for value in row]
                kept = quick(
                    line, values if order is None else [None if at is None else values[at] for at in order]
                )
            if kept is None:
                kept = self._explain(line, row, readable=readable)
            if kept is not None:
                good.append(kept)
        self.upload.received += received
        return done

    def _explain(self, line: int, row: list[str], *, readable: bool) -> str | None:
        wrong = _FIELDS if len(row) != len(self.header) else None
        if sum(map(len, row)) > LONGEST_LINE:
            wrong = TOO_LONG
        elif not readable and re.search("[\udc80-\udcff]", "".join(row)):
            wrong = _NOT_UTF8
        if wrong is not None:
            self.upload.refuse(line, [wrong])
            return None
        given = {name: value for name, value in zip(self.header, row, strict=True) if value}
        item: Model | ValidationError
        try:
            item = self.model.model_validate_strings(given)
        except ValidationError as error:
            item = error
        return self.explain(line, item)

    def _refuse(self, line: int, error: FieldError) -> None:
        self.upload.received += 1
        self.upload.refuse(line, [error])


def _decoded(lines: list[bytes]) -> tuple[Iterator[str], bool]:
    """The lines as text with their line ends, and whether all of it was UTF-8."""
    whole = b"\n".join(lines) + b"\n"
    try:
        return iter(io.StringIO(whole.decode(), newline="\n")), True
    except UnicodeDecodeError:
        return iter(io.StringIO(whole.decode(errors="surrogateescape"), newline="\n")), False


def csv_rows(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV in which no cell begins a formula: a spreadsheet would run what somebody else wrote (CWE-1236)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_cell(one) for one in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
