"""The two spools of a file and what a feature must know of its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any, Protocol, TypeVar
from uuid import UUID

from shared.errors import FieldError
from shared.kit.faults import LONGEST_LOCATION

Item_contra = TypeVar("Item_contra", contravariant=True)
Values = Sequence[str | int | None]
_MOST_FAULTS = 20
_MOST_KEPT = 100_000


class Checker(Protocol[Item_contra]):
    """What a feature knows of its lines. `quick` may be unsure of a good line but never lets a bad one through."""

    def quick(self, line: int, values: Values) -> str | None:
        """The line for the spool (see `copy_line`) when it is certainly good; values in the model's order of fields."""

    def judge(self, line: int, item: Item_contra) -> str | Sequence[FieldError]:
        """The line for the spool, or everything that is wrong with it."""


@dataclass(slots=True)
class Upload:
    """A file that was read: its good lines and its errors as spools for COPY, and what was counted.

    `source` is where it came in pieces (docs/decisions/0020); None for a file in one request.
    """

    good: IO[bytes] = field(default_factory=TemporaryFile)
    bad: IO[bytes] = field(default_factory=TemporaryFile)
    received: int = 0
    accepted: int = 0
    rejected: int = 0
    kept: int = 0
    digest: Any = field(default_factory=hashlib.sha256)
    source: UUID | None = None

    def refuse(self, line: int, errors: Sequence[FieldError]) -> None:
        """Keep why a line is not taken, in both languages; of a line with a great many faults the first.

        Once a hundred thousand are kept, only the very first of each further line.
        """
        self.rejected += 1
        most = _MOST_FAULTS if self.kept < _MOST_KEPT else 1
        rows = [
            copy_line((
                line, number, one.location[:LONGEST_LOCATION], one.code, _shown(one, "nl"), _shown(one, "en"), one.rule,
            ))
            for number, one in enumerate(errors[:most], 1)
        ]  # fmt: skip
        self.kept += len(rows)
        self.bad.write("".join(rows).encode())

    def close(self) -> None:
        """Give the disk back; the spools never had a name there."""
        self.good.close()
        self.bad.close()


def _shown(error: FieldError, language: str) -> str:
    return error.detail.render(language, {})


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_text(value: str | int | None) -> str:
    """One value as COPY reads it in text form; None is \\N."""
    if value is None:
        return "\\N"
    text = str(value)
    return text.translate(_ESCAPES) if "\\" in text or not text.isprintable() else text


def copy_line(values: Sequence[str | int | None]) -> str:
    """A row as COPY reads it in text form."""
    return "\t".join(map(copy_text, values)) + "\n"
