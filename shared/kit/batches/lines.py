"""What the lines of a file have in common, whatever its form: cut up as they stream in, counted, explained, kept within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from shared.errors import FieldError, InvalidInput, Text
from shared.kit.batches.spooling import Checker, Upload
from shared.kit.faults import faults_of

LONGEST_LINE = 65_536
MOST_LINES = 2_000_000
MOST_REFUSED = 100_000
# Small pieces are read together: else an open quotation mark is looked for again with each of them.
_PIECE = 65_536
_LINES_AT_ONCE = 2_000  # others are served between them, however wrong they are

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


class FileTooLong(InvalidInput):
    """The file has more lines than any real one, blank ones included."""

    code = "batch-too-many-lines"
    title = Text("Het bestand heeft te veel regels", "The file has too many lines")
    detail = Text("Een bestand heeft ten hoogste {limit} regels.", "A file has at most {limit} lines.")
    mend = Text("Verdeel het bestand.", "Divide the file.")


class FileHopeless(InvalidInput):
    """So many lines are wrong that explaining them helps nobody: it is another kind of file."""

    code = "batch-too-many-faults"
    title = Text("Het bestand heeft te veel fouten", "The file has too many faults")
    detail = Text(
        "Meer dan {limit} regels zijn fout; er is niets van het bestand vastgelegd.",
        "More than {limit} lines are wrong; nothing of the file was entered.",
    )
    mend = Text(
        "Controleer of dit het juiste bestand is, en lever eerst een deel aan.",
        "Check that this is the right file, and send a part of it first.",
    )


async def pieces_of(chunks: AsyncIterable[bytes], digest: Any) -> AsyncIterator[list[bytes]]:
    """Whole lines as they arrive; of a line that is far too long only the beginning, so that memory stays flat."""
    rest = b""
    async for chunk in _gathered(chunks):
        digest.update(chunk)
        head, *more = chunk.split(b"\n")
        if len(rest) <= LONGEST_LINE:
            rest += head
        if more:
            lines = [rest, *more[:-1]]
            rest = more[-1]
            for start in range(0, len(lines), _LINES_AT_ONCE):
                yield lines[start : start + _LINES_AT_ONCE]
                await asyncio.sleep(0)
    if rest:
        yield [rest]


async def _gathered(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    async for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def error(code: str, nl: str, en: str) -> FieldError:
    """A fault of a line as a whole."""
    return FieldError("#", code, Text(nl, en))


TOO_LONG = error(
    "line.too-long", "Een regel heeft ten hoogste 65.536 bytes.", "A line has at most 65,536 bytes."
)


class Reader(Generic[Model]):
    """Counts, looks, and lets the model and the feature explain."""

    def __init__(self, model: type[Model], checker: Checker[Model], upload: Upload) -> None:
        self.model, self.checker, self.upload = model, checker, upload
        self.number = 0

    def explain(self, line: int, item: Model | ValidationError) -> str | None:
        """What judgement makes of a line that was not obviously good."""
        if isinstance(item, ValidationError):
            found = item.errors(include_url=False, include_input=False)
            self.upload.refuse(line, faults_of(found, body_only=True))
            return None
        judged = self.checker.judge(line, item)
        if isinstance(judged, str):
            return judged
        self.upload.refuse(line, judged)
        return None

    def keep(self, good: list[str]) -> None:
        """Spool what may enter. Raises FileTooLong, FileHopeless."""
        self.upload.accepted += len(good)
        self.upload.good.write("".join(good).encode())
        if self.number > MOST_LINES:
            raise FileTooLong(limit=MOST_LINES)
        if self.upload.rejected > MOST_REFUSED:
            raise FileHopeless(limit=MOST_REFUSED)
