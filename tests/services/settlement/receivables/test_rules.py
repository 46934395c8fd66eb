"""What is asked back and how it is written off."""

from __future__ import annotations

from datetime import date

import pytest

from services.settlement.ledger.rules import Entry
from services.settlement.ledger.rules import entry as booked_entry
from services.settlement.receivables.rules import (
    Claimed,
    NotAskedAnyMore,
    SameWriter,
    WriteOffRefused,
    confirm,
    entry,
    propose,
    raise_all,
)
from shared.values import Money, new_id
from shared.values.booking import EntryCause

OWNER = "00000099000000000484"


def asked_by(cause: EntryCause) -> Entry:
    """The entry that asked 5.00 back."""
    return booked_entry(
        OWNER,
        "programme-costs",
        "receivable",
        -Money(500),
        cause,
        event_on=date(2026, 3, 1),
        description="te veel",
    )


FULL = 500  # what the books of the contract ask
ASKED = [Claimed(new_id(), new_id(), 500), Claimed(new_id(), new_id(), -200)]


def test_numbers_follow_the_last_and_payment_is_due_in_six_weeks() -> None:
    """After number 7: 8 and 9, raised on 1-3-2026 and due on 12-4-2026 (Awb 4:87)."""
    made = raise_all(OWNER, ASKED, 7, date(2026, 3, 1))
    assert [(one.number, one.due_on) for one in made] == [(8, date(2026, 4, 12)), (9, date(2026, 4, 12))]


@pytest.mark.rule("F-39")
def test_only_an_open_receivable_is_written_off_and_by_two() -> None:
    """5.00 is proposed by one and confirmed by another: cost again; what takes back (−2.00) is never written off."""
    asked, taken_back = raise_all(OWNER, ASKED, 0, date(2026, 3, 1))
    proposed = propose(asked, "a", "failliet", FULL)
    with pytest.raises(SameWriter):
        confirm(proposed, "a", date(2026, 3, 2), FULL)
    with pytest.raises(WriteOffRefused):
        propose(proposed, "b", "nog eens", FULL)
    with pytest.raises(WriteOffRefused):
        propose(taken_back, "a", "failliet", FULL)
    with pytest.raises(WriteOffRefused):
        confirm(asked, "b", date(2026, 3, 2), FULL)
    with pytest.raises(NotAskedAnyMore):
        confirm(proposed, "b", date(2026, 3, 2), FULL - 1)
    made = entry(confirm(proposed, "b", date(2026, 3, 2), FULL), asked_by(EntryCause.RECEIVABLE))
    assert {one.account: one.amount_cents for one in made.lines} == {
        "programme-costs": 500, "receivable": -500, "committed": 500, "commitment": -500,
    }  # fmt: skip
    of_claims = entry(confirm(proposed, "b", date(2026, 3, 2), FULL), asked_by(EntryCause.CREDIT))
    assert {one.account: one.amount_cents for one in of_claims.lines} == {
        "programme-costs": 500,
        "receivable": -500,
    }
