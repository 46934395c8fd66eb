"""`make bench` works: every row measures both sides, checks what they answer, and tells ratios within a round."""

import os
from pathlib import Path

import pytest

from deploy.settings import Trouble
from tests.bench import report
from tests.bench.lab import Lab
from tests.bench.load import PLACE, request
from tests.bench.main import ROWS, measure
from tests.bench.measure import Figure, Goal, Row, Unexpected, spent
from tests.bench.scale import Scale

TINY = Scale.of(0.01)


async def test_every_row_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A few requests of each row, on a server of its own: both sides answer, and every figure has a value.

    All but the row beside hordak: that one installs it.
    """
    names = [name for name in ROWS if name != "books"]
    rows, version = await measure(names, TINY, tmp_path / "bench", durable=False)
    assert version.startswith("18")
    assert len(rows) == 13
    for row in rows:
        for figure in row.figures:
            assert len(figure.ratios) == 1, (row.work, figure.name)
            assert min(figure.ours) > 0, (row.work, figure.name)
    told = capsys.readouterr().out
    for row in rows:
        assert row.work in told
    assert not (tmp_path / "bench").exists(), "nothing is left behind"


async def test_a_side_that_answers_otherwise_is_no_figure(tmp_path: Path) -> None:
    """A refused request would be a fast one: the run ends instead."""
    async with (
        Lab(tmp_path / "bench", ["contracts"], durable=False) as lab,
        lab.sides("contracts") as (house, _),
    ):
        message = request("GET", "/v1/organisations", {})
        with pytest.raises(Unexpected, match="401"):
            await lab.drive(house, message, 200, {"requests": 10})


async def test_two_measurements_do_not_share_a_folder(tmp_path: Path) -> None:
    """The second one is told what to do."""
    async with Lab(tmp_path / "bench", [], durable=False):
        with pytest.raises(Trouble, match="already runs"):
            await Lab(tmp_path / "bench", [], durable=False).__aenter__()


def test_ratios_are_taken_within_a_round() -> None:
    """A round in which the machine was twice as slow changes no ratio."""
    figure = Figure("cost", "ms", [2.0, 4.0, 3.0], [1.0, 2.0, 1.0], Goal(2.0))
    assert figure.ratios == [2.0, 2.0, 3.0]
    assert (figure.ratio, figure.spread, figure.reached) == (2.0, (2.0, 3.0), True)
    assert Figure("rate", "/s", [4.0], [10.0], Goal(0.5, at_most=False)).reached is False
    assert Figure("memory", "MB", [60.0, 40.0, 55.0], [], Goal(50, unit="MB")).reached is False


def test_processor_time_is_that_of_living_processes() -> None:
    """A process that ended in between counts nothing; too short to see is one tick."""
    assert spent({1: 5.0, 2: 9.0}, {1: 6.5, 3: 0.5}) == 2.0
    assert spent({1: 5.0}, {1: 5.0}) == 1 / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("text", ["0", "5", "much", "-1"])
def test_a_scale_that_is_none_says_its_mend(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """BENCH_SCALE goes from 0.01 to 3."""
    monkeypatch.setenv("BENCH_SCALE", text)
    with pytest.raises(Trouble, match="BENCH_SCALE"):
        Scale.from_environment()


def test_the_page_keeps_its_words(tmp_path: Path) -> None:
    """Only what stands between the two marks is replaced."""
    page = tmp_path / "benchmarks.md"
    page.write_text(f"# Speed\n\nWords.\n\n{report.BEGIN}\nold\n{report.END}\n\nMore words.\n")
    row = Row("work", "its limit", [Figure("cost", "ms", [2.0], [1.0], Goal(2.2))], "a remark")
    report.write_page(report.results([row], "make bench", "18.6", 60.0), page)
    text = page.read_text()
    assert text.startswith("# Speed\n\nWords.\n") and text.endswith("\n\nMore words.\n")
    assert "old" not in text
    assert "| cost | 2.00 ms | 1.00 ms | 2.00 × (2.00–2.00) | ≤ 2.2 × | reached |" in text


def test_each_request_has_its_number() -> None:
    """The number has twelve digits wherever it stands, so the announced length holds."""
    place = PLACE.decode()
    message = request("POST", "/x", {"idempotency-key": place}, f'{{"n":"{place}"}}'.encode())
    assert message.count(place) == 2
    assert "content-length: 20\r\n" in message
