"""docs/security.md tells the truth about its tests: each numbered check names tests that say they show it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


def test_every_check_has_a_row() -> None:
    """The checks 11 to 38 of the list, each once and in order."""
    assert [int(number) for number, *_ in ROWS] == list(range(11, 39))


@pytest.mark.parametrize(("number", "tests"), [(row[0], row[2]) for row in ROWS])
def test_a_row_names_tests_that_say_so(number: str, tests: str) -> None:
    """The files are there, and in each a test says "Check N" or is named test_check_N."""
    named = re.findall(r"`(tests/[\w/]+\.py)`", tests)
    assert named
    for path in named:
        text = (ROOT / path).read_text("utf-8")
        assert re.search(rf"Checks? (\d+(, | and ))*{number}\b|check_{number}(_|\b)", text), (
            f"{path} shows no check {number}"
        )


def test_every_test_file_that_is_named_is_there() -> None:
    """The threats' column too: files and folders of tests exist."""
    for path in re.findall(r"`(tests/[\w/]+(?:\.py)?)`", PAGE):
        assert (ROOT / path).exists(), path
