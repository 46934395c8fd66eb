"""Shows how far a long piece of work is: one line rewritten on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

_PLAIN_SECONDS = 10.0
_TERMINAL_SECONDS = 0.1


class Progress:
    """`with Progress("planning", total=342) as progress: progress.step()`; writes to stderr and nowhere else.

    `total` None: the number of steps is not known, only what was done is shown.
    """

    def __init__(self, title: str, total: int | None = None, stream: TextIO | None = None) -> None:
        self._title = title
        self._total = total
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._done = 0
        self._note = ""
        self._begin = time.monotonic()
        self._shown = self._begin if not self._terminal else 0.0
        self._width = 0

    def step(self, count: int = 1, note: str = "") -> None:
        """So many steps more are done; `note` says what is going on."""
        self._done += count
        self.say(note)

    def say(self, note: str) -> None:
        """Say what is going on without counting a step."""
        self._note = note
        now = time.monotonic()
        if now - self._shown >= (_TERMINAL_SECONDS if self._terminal else _PLAIN_SECONDS):
            self._shown = now
            self._show()

    def _line(self) -> str:
        count = (
            f" {self._done}/{self._total}"
            if self._total is not None
            else f" {self._done}"
            if self._done
            else ""
        )
        note = f" · {self._note}" if self._note else ""
        return f"{self._title}{count} · {time.monotonic() - self._begin:.1f} s{note}"

    def _show(self) -> None:
        line = self._line()
        if self._terminal:
            line = line[:100]
            self._stream.write(f"\r{line.ljust(self._width)}")
            self._width = len(line)
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def __enter__(self) -> Self:
        if self._terminal:
            self._show()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._note = ""
        self._show()
        if self._terminal:
            self._stream.write("\n")
            self._stream.flush()
