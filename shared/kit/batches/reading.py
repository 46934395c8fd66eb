"""Reading a file as it streams in, CSV or NDJSON: good lines to one spool, everything wrong with the others to another.

The spools are in the text form of COPY, so memory stays flat and no transaction waits for a slow sender.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, Sequence
from types import NoneType
from typing import Any, Generic, get_args

import msgspec
from pydantic import BaseModel, ValidationError

from shared.kit.batches.lines import LONGEST_LINE, TOO_LONG, Model, Reader, error, pieces_of
from shared.kit.batches.records import CsvReader
from shared.kit.batches.spooling import Checker, Upload

CSV = "text/csv"
NDJSON = "application/x-ndjson"
MEDIA = (CSV, NDJSON)

_WHOLE = (int, int | None)
_MOST_NAMES = 200
_TWICE = error(
    "json.key-twice",
    "Een naam staat er twee keer, of er zijn er te veel.",
    "A name stands here twice, or there are too many.",
)


async def receive(
    chunks: AsyncIterable[bytes], media: str, model: type[Model], checker: Checker[Model], upload: Upload
) -> None:
    """Read a whole file into the upload, good lines and errors apart. Raises HeaderInvalid, FileTooLong, FileHopeless."""
    reader = CsvReader(model, checker, upload) if media == CSV else _Ndjson(model, checker, upload)
    async for lines in pieces_of(chunks, upload.digest):
        reader.take(lines)
    reader.end()
    upload.good.seek(0)
    upload.bad.seek(0)


class _Ndjson(Reader[Model], Generic[Model]):
    def __init__(self, model: type[Model], checker: Checker[Model], upload: Upload) -> None:
        super().__init__(model, checker, upload)
        twin = raw_twin(model)
        self.decode = msgspec.json.Decoder(twin).decode
        self.whole = [at for at, one in enumerate(msgspec.structs.fields(twin)) if one.type in _WHOLE]
        self.quoted = [f'"{one.encode_name}":'.encode() for one in msgspec.structs.fields(twin)]

    def take(self, lines: list[bytes]) -> None:
        good: list[str] = []
        quick, decode, astuple, add = self.checker.quick, self.decode, msgspec.structs.astuple, good.append
        number, blank, whole, quoted = self.number, 0, self.whole, self.quoted
        for line in lines:
            number += 1
            try:
                values = astuple(decode(line))
                # Each text comes with four quotation marks, each number and each null with two: more of them is a name
                # too many, or something that judgement must look at.
                marks = 4 * (len(values) - values.count(None))
                for at in whole:
                    if values[at] is not None:
                        marks -= 2
                found = line.count(b'"')
                if found != marks and None in values:
                    marks += _of_nulls(line, values, quoted)
                kept = quick(number, values) if found == marks else None
            except msgspec.MsgspecError:
                if not line.strip():
                    blank += 1
                    continue
                kept = None
            except (UnicodeDecodeError, RecursionError):
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
            self.upload.refuse(number, [TOO_LONG])
            return None
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.count(b'":') > _MOST_NAMES or _names_twice(line):
            self.upload.refuse(number, [_TWICE])
            return None
        item: Model | ValidationError
        try:
            item = self.model.model_validate_json(line)
        except ValidationError as error:
            item = error
        return self.explain(number, item)

    def end(self) -> None:
        """Every line was taken already."""


def _of_nulls(line: bytes, values: Sequence[Any], quoted: Sequence[bytes]) -> int:
    """How many quotation marks the names make that come with a null; no longer looked for than there are nulls."""
    left, marks = line.count(b"null"), 0
    for one, name in zip(values, quoted, strict=True):
        if one is None and name in line:
            marks += 2
            left -= 1
            if left <= 0:
                break
    return marks


def _names_twice(line: bytes) -> bool:
    """Whether an object has a name more than once: readers differ on which value then counts (RFC 8259 § 4)."""
    twice = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal twice
        twice = twice or len({name for name, _ in pairs}) < len(pairs)

    try:
        json.loads(line, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return False
    return twice


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
