"""`bedoeling processing`: what it takes, and what it says before it touches anything."""

import pytest

from deploy import processing
from deploy.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["verify"], ["verify", "elders"], ["drop"], ["decisions", "access"],
        ["decisions", "access", "--from", "gisteren", "--to", "2026-01-01"], ["seal", "access"],
    ],
)  # fmt: skip
def test_what_it_does_not_know_it_says(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A missing or unknown command, service or instant ends with 2 and the usage."""
    with pytest.raises(SystemExit) as left:
        main(["processing", *arguments])
    assert left.value.code == 2 and "usage: bedoeling processing" in capsys.readouterr().err


def test_fewer_than_five_years_are_refused_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The term of the law is no choice: 2, in both languages."""
    monkeypatch.setenv("BEDOELING_PROCESSING_YEARS", "4")
    assert main(["processing", "drop", "access"]) == 2
    said = capsys.readouterr().err
    assert "at least 5 years" in said and "ten minste 5 jaar" in said


@pytest.mark.parametrize(("told", "years"), [(None, 5), ("", 5), ("5", 5), ("10", 10)])
def test_five_years_or_more_are_taken(monkeypatch: pytest.MonkeyPatch, told: str | None, years: int) -> None:
    """Five where nothing is said."""
    monkeypatch.delenv("BEDOELING_PROCESSING_YEARS", raising=False)
    if told is not None:
        monkeypatch.setenv("BEDOELING_PROCESSING_YEARS", told)
    assert processing._years() == years
