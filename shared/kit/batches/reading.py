"""Reading a file as it streams in, CSV or NDJSON: good lines to one spool, everything wrong with the others to another.

The spools are in the text form of COPY, so memory stays flat and no transaction waits for a slow sender.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from types import NoneType
from typing import Any, Generic, TypeVar, get_args

import msgspec
from pydantic import BaseModel, ValidationError

from shared.errors import FieldError, InvalidInput, Text
from shared.kit.batches.spooling import Checker, Upload
from shared.kit.faults import faults_of

CSV = "text/csv"
NDJSON = "application/x-ndjson"
MEDIA = (CSV, NDJSON)
LONGEST_LINE = 65_536

Model = TypeVar("Model", bound=BaseModel)


class HeaderInvalid(InvalidInput):
    """The first line of a CSV file does not name the columns."""

    code = "batch-header-invalid"
    title = Text("De kopregel klopt niet", "The header row is wrong")
    detail = Text(
        "De eerste regel noemt de kolommen, elk één keer, gescheiden door komma's of puntkomma's; errors zegt wat afwijkt.",
        "The first line names the columns, each once, separated by commas or semicolons; errors says what differs.",
    )
    mend = Text("Gebruik de kolommen {columns}.", "Use the columns {columns}.")


async def receive(
    chunks: AsyncIterable[bytes], media: str, model: type[Model], checker: Checker[Model], upload: Upload
) -> None:
    """Read a whole file into the upload, good lines and errors apart. Raises HeaderInvalid."""
    reader = _Csv(model, checker, upload) if media == CSV else _Ndjson(model, checker, upload)
    async for lines in _lines(chunks, upload.digest):
        reader.take(lines)
    reader.end()
    upload.good.seek(0)
    upload.bad.seek(0)


async def _lines(chunks: AsyncIterable[bytes], digest: Any) -> AsyncIterator[list[bytes]]:
    """Whole lines as they arrive; of a line that is far too long only the beginning, so that memory stays flat."""
    rest = b""
    async for chunk in chunks:
        digest.update(chunk)
        head, *more = chunk.split(b"\n")
        if len(rest) <= LONGEST_LINE:
            rest += head
        if more:
            yield [rest, *more[:-1]]
            rest = more[-1]
    if rest:
        yield [rest]


def _error(code: str, nl: str, en: str) -> FieldError:
    return FieldError("#", code, Text(nl, en))


_TOO_LONG = _error(
    "line.too-long", "Een regel heeft ten hoogste 65.536 bytes.", "A line has at most 65,536 bytes."
)
_SYNTAX = _error(
    "csv.syntax",
    "Dit is geen geldige CSV: sluit elk aanhalingsteken, en verdubbel het binnen een veld.",
    "This is not valid CSV: close each quotation mark, and double it inside a field.",
)
_FIELDS = _error(
    "csv.fields",
    "De regel heeft niet zoveel velden als de kopregel.",
    "The line has not as many fields as the header row.",
)
_NOT_UTF8 = _error("text.utf-8", "De tekst is geen UTF-8.", "The text is not UTF-8.")


class _Reader(Generic[Model]):
    """What both forms share: count, look, and let the model and the feature explain."""

    def __init__(self, model: type[Model], checker: Checker[Model], upload: Upload) -> None:
        self.model, self.checker, self.upload = model, checker, upload
        self.number = 0

    def explain(self, line: int, item: Model | ValidationError) -> str | None:
        """What judgement makes of a line that was not obviously good."""
        if isinstance(item, ValidationError):
            self.upload.refuse(line, faults_of(item.errors(include_url=False), body_only=True))
            return None
        judged = self.checker.judge(line, item)
        if isinstance(judged, str):
            return judged
        self.upload.refuse(line, judged)
        return None

    def keep(self, good: list[str]) -> None:
        """Spool what may enter."""
        self.upload.accepted += len(good)
        self.upload.good.write("".join(good).encode())


class _Ndjson(_Reader[Model]):
    def __init__(self, model: type[Model], checker: Checker[Model], upload: Upload) -> None:
        super().__init__(model, checker, upload)
        self.decode = msgspec.json.Decoder(raw_twin(model)).decode

    def take(self, lines: list[bytes]) -> None:
        good: list[str] = []
        quick, decode, astuple, add = self.checker.quick, self.decode, msgspec.structs.astuple, good.append
        number, blank = self.number, 0
        for line in lines:
            number += 1
            try:
                kept = quick(number, astuple(decode(line)))
            except msgspec.MsgspecError:
                if not line.strip():
                    blank += 1
                    continue
                kept = None
            except UnicodeDecodeError:
                kept = None
            if kept is None:
                kept = self._explain(number, line)
            if kept is not None:
                add(kept)
        self.upload.received += len(lines) - blank
        self.number = number
        self.keep(good)

    def _explain(self, number: int, line: bytes) -> str | None:
        if len(line) > LONGEST_LINE:
            self.upload.refuse(number, [_TOO_LONG])
            return None
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        item: Model | ValidationError
        try:
            item = self.model.model_validate_json(line)
        except ValidationError as error:
            item = error
        return self.explain(number, item)

    def end(self) -> None:
        """Every line was taken already."""


class _Csv(_Reader[Model]):
    """CSV by RFC 4180, with a header row; a semicolon between the fields is understood too, as Dutch spreadsheets write it."""

    def __init__(self, model: type[Model], checker: Checker[Model], upload: Upload) -> None:
        super().__init__(model, checker, upload)
        self.names = [one.alias or name for name, one in model.model_fields.items()]
        self.needed = {one.alias or name for name, one in model.model_fields.items() if one.is_required()}
        self.header: list[str] = []
        self.order: list[int | None] | None = None
        self.delimiter = ","
        self.rest: list[bytes] = []

    def take(self, lines: list[bytes]) -> None:
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
        self.header = [name.strip() for name in next(csv.reader([text], delimiter=self.delimiter), [])]
        wrong = [name for name in self.header if name not in self.names or self.header.count(name) > 1]
        missing = [name for name in self.names if name in self.needed and name not in self.header]
        told = [
            *((name, "csv.column-unknown", Text("Deze kolom hoort er niet, of niet twee keer.", "This column does not belong here, or not twice.")) for name in dict.fromkeys(wrong)),
            *((name, "csv.column-missing", Text("Deze kolom ontbreekt.", "This column is missing.")) for name in missing),
        ]  # fmt: skip
        if told:
            raise HeaderInvalid(errors=tuple(FieldError(*one) for one in told), columns=self.names)
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
            wrong = _TOO_LONG
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


def raw_twin(model: type[BaseModel]) -> type[msgspec.Struct]:
    """A flat model's fields as JSON has them: whole numbers, or text for all else; unknown fields are refused."""
    fields: list[Any] = []
    names: dict[str, str] = {}
    for name, one in model.model_fields.items():
        kinds = get_args(one.annotation) or (one.annotation,)
        raw: Any = int if int in kinds else str
        kind = raw | None if NoneType in kinds else raw
        fields.append((name, kind) if one.is_required() else (name, kind, None))
        names[name] = one.alias or name
    return msgspec.defstruct(model.__name__, fields, rename=names, forbid_unknown_fields=True, kw_only=True)
