"""Progress is one line rewritten on a terminal and a plain line now and then elsewhere."""

import io

import pytest

from deploy import progress
from deploy.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_a_terminal_sees_one_line_rewritten() -> None:
    """Each showing starts at the line's beginning; the only line end comes last."""
    stream = Terminal()
    with Progress("planning", 3, stream) as shown:
        for _ in range(3):
            shown.step()
    said = stream.getvalue()
    assert said.count("\n") == 1 and said.endswith("\n") and "\rplanning 3/3" in said


def test_a_file_sees_few_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand quick steps give the last line alone; after ten seconds there is one in between."""
    stream, now = io.StringIO(), [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with Progress("planning", 1000, stream) as shown:
        for _ in range(500):
            shown.step()
        now[0] = 10.0
        for _ in range(500):
            shown.step(note="posting")
    assert stream.getvalue() == "planning 501/1000 · 10.0 s · posting\nplanning 1000/1000 · 10.0 s\n"
