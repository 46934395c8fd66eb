"""Entries that balance."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.ledger.rules import ACCOUNTS, BANK, PAYABLE, PROGRAMME_COSTS, Entry, EntryLine, entry
from shared.values import Money
from shared.values.terms import EntryKind

OWNER, DAY = "00000099000000000484", date(2026, 3, 2)
CENTS = st.integers(-(10**13), 10**13).filter(bool)


@given(cents=CENTS, debit=st.sampled_from(list(ACCOUNTS)), credit=st.sampled_from(list(ACCOUNTS)))
def test_an_entry_of_any_amount_balances(cents: int, debit: str, credit: str) -> None:
    """Debit is positive, credit its opposite; a negative amount is the reversal of its positive twin."""
    made = entry(OWNER, debit, credit, Money(cents), event_on=DAY, description="x")
    assert made.lines == [EntryLine(debit, cents), EntryLine(credit, -cents)]
    back = entry(OWNER, debit, credit, Money(-cents), event_on=DAY, description="x")
    assert [one.amount_cents for one in back.lines] == [-one.amount_cents for one in made.lines]


@given(lines=st.lists(st.tuples(st.sampled_from(list(ACCOUNTS)), CENTS), max_size=6))
def test_only_what_balances_is_an_entry(lines: list[tuple[str, int]]) -> None:
    """Fewer than two lines, or lines that do not sum to zero, never become an entry."""

    def make() -> Entry:
        told = [EntryLine(account, cents) for account, cents in lines]
        return Entry(
            UUID(int=1),
            1,
            OWNER,
            None,
            [],
            EntryKind.POSTED,
            "x",
            DAY,
            contract_id=None,
            resolves=None,
            lines=told,
        )

    if len(lines) >= 2 and sum(cents for _, cents in lines) == 0:
        assert make().lines
    else:
        with pytest.raises(AssertionError, match="balances"):
            make()


def test_an_entry_counts_at_once_unless_it_says_pending() -> None:
    """An entry is posted and stands by itself by default; a pending one may resolve another."""
    posted = entry(OWNER, PAYABLE, BANK, Money(100), event_on=DAY, description="paid")
    assert posted.kind is EntryKind.POSTED and posted.resolves is None and posted.parties == []
    closing = entry(
        OWNER, PROGRAMME_COSTS, PAYABLE, Money(100), event_on=DAY, description="x", kind=EntryKind.PENDING,
        resolves=posted.id,
    )  # fmt: skip
    assert closing.kind is EntryKind.PENDING and closing.resolves == posted.id


def test_every_account_has_a_name_in_both_languages() -> None:
    """A reader never sees a bare code."""
    assert set(ACCOUNTS) == {"programme-costs", "payable", "retained", "bank", "receivable"}
    names = [text.render(language, {}) for text in ACCOUNTS.values() for language in ("nl", "en")]
    assert all(names) and not set(names) & set(ACCOUNTS)
