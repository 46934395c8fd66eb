"""The input files of the demo: complete, invented where they must be, and a mistake in one is told with its place."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from deploy.demo.inputs import FOLDER, Inputs
from deploy.demo.tables import table
from deploy.demo.words import day, euros, in_thousands, number, percentage, short_month
from deploy.settings import Trouble
from shared.values import CALENDAR, is_oin
from shared.values.terms import MemberRole


def test_the_files_hold_what_the_year_needs() -> None:
    """Eight providers with one lead, ten agreements with invented norms, 120 requests and four quarters."""
    inputs = Inputs(7)
    roles = Counter(member.role for member in inputs.consortium.members)
    assert roles == {MemberRole.MAIN: 4, MemberRole.SUB: 4} and inputs.lead == "oeverlicht"
    assert [one.number for one in inputs.contract.agreements] == list(range(1, 11))
    assert all(one.norm_invented for one in inputs.contract.agreements)
    done = [one for one in inputs.attempts if one.expect is None]
    assert Counter(one.path for one in done) == {"general": 90, "tailorMade": 30}
    assert sorted(one.expect for one in inputs.attempts if one.expect) == ["R-A03", "R-A06", "R-A36"]
    assert all(CALENDAR.is_working_day(one.handled_on) for one in inputs.attempts)


def test_each_run_has_organisations_of_its_own() -> None:
    """OINs are 20 digits, invented (00000099…), the same for the same number and never shared by two numbers."""
    first, again, other = (set(Inputs(number).oins.values()) for number in (1, 1, 9_999_999_999))
    assert first == again and not first & other and len(other) == 10
    assert all(is_oin(oin) and oin.startswith("00000099") for oin in first | other)


def test_a_file_of_measurements_names_the_contract_on_every_line() -> None:
    """The lines keep their numbers: the contract stands in front of each."""
    sent = Inputs(1).measurements("measurements-2026-Q2.csv", "c-1").decode().splitlines()
    assert sent[0].startswith("contractId,externalReference,") and len(sent) == 13
    assert all(line.startswith("c-1,") for line in sent[1:])


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("contract.json", '"advanceBasisPoints": 9500', '"advanceBasisPoints": 95000', "advanceBasisPoints"),
        ("contract.json", '"@peilschaal"', '"@nobody"', "@nobody"),
        ("year.json", '"opensOn"', '"opensAt"', "opens"),
        ("requests.csv", "2026-01-12,2026-01-22", "2026-01-12,soon", "handledOn"),
        ("mandates.json", "}", "", "mandates.json"),
        ("consortium.json", None, None, "consortium.json"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, file: str, old: str | None, new: str | None, told: str
) -> None:
    """Whoever edits a file wrongly reads which file, which field, and how to mend it."""
    folder = shutil.copytree(FOLDER, tmp_path / "alphen")
    if old is None or new is None:
        (folder / file).unlink()
    else:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Trouble, match=file) as caught:
        inputs = Inputs(1, folder)
        assert inputs.contract and inputs.consortium and inputs.mandates and inputs.attempts
    assert told in caught.value.en and "git" in caught.value.nl


def test_amounts_days_and_scores_read_as_dutch() -> None:
    """Points for thousands, a comma for decimals, at most two of them; months in words."""
    assert euros(55416667).replace("\u00a0", " ") == "€ 554.166,67" and in_thousands(710_000_000) == "7.100"
    assert (number("11.315267"), number("7.0"), number("5.00"), number(None)) == ("11,32", "7,0", "5,00", "–")
    assert (percentage(8787), percentage(None)) == ("87,9 %", "–")
    assert (day(date(2027, 3, 1)), day(None), short_month(date(2027, 3, 1))) == ("1 maart 2027", "–", "mrt")


def test_a_table_aligns_its_columns() -> None:
    """Every column is as wide as its widest cell; amounts stand flush right."""
    shown = table("T", ("name", "cents"), [("a", "1"), ("long", "10000")], " r").splitlines()
    assert shown == ["T", "name  cents", "────  ─────", "a         1", "long  10000"]
