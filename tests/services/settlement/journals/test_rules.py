"""What the file of a journal says of a line."""

from __future__ import annotations

from datetime import date

import pytest

from services.settlement.journals.rules import COLUMNS, PostedLine, ProfilesMissing, journal, place, rows
from shared.values import new_id
from shared.values.booking import EntryCause

ENTRY = new_id()


def line(cents: int, account: str = "programme-costs") -> PostedLine:
    """One side of an entry that happened in 2025 and was booked in 2026."""
    return PostedLine(
        ENTRY, 7, date(2025, 12, 31), date(2026, 1, 5), EntryCause.MEMORIAL, "Nagekomen", None, "EUR", account, cents
    )  # fmt: skip


@pytest.mark.rule("F-39")
def test_amounts_stand_in_euros_on_one_side_and_the_budget_year_is_that_of_the_event() -> None:
    """0.05 debit and 0.05 credit of 31-12-2025, booked on 5-1-2026: budget year 2025."""
    placed = place([line(5), line(-5, "suspense")], {}, "2999")
    head, debit, credit = (dict(zip(COLUMNS, row, strict=True)) for row in rows(3, placed, "2999"))
    assert head["debit"] == "debit"
    assert (debit["debit"], debit["credit"], debit["budgetYear"], debit["journal"]) == ("0.05", "", 2025, 3)
    assert (credit["debit"], credit["credit"], credit["ledgerAccount"]) == ("", "0.05", "2999")


def test_a_journal_counts_what_its_file_holds() -> None:
    """One entry of two lines: until its number, 12.34 on each side, with the hash of the file."""
    placed = place([line(1234), line(-1234, "suspense")], {}, "2999")
    made = journal(
        "00000099000000000484", 2, 3, placed, b"", suspense="2999", replaces=None, reference=None,
        today=date(2026, 1, 6),
    )  # fmt: skip
    assert (made.after_sequence, made.until_sequence, made.entry_count, made.line_count) == (3, 7, 1, 2)
    assert (made.total_cents, made.suspense_count) == (1234, 2)
    assert made.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_line_without_a_place_is_named_once() -> None:
    """Three lines on one account without a profile: three are counted, and the account is named once."""
    with pytest.raises(ProfilesMissing) as refused:
        place([line(5), line(5), line(-10)], {}, None)
    assert len(refused.value.errors) == 1 and refused.value.facts["count"] == 3
