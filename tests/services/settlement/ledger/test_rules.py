"""Entries that balance, what resolves them, what a person may write, what closes and is sealed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.ledger import rules
from services.settlement.ledger.rules import (
    ACCOUNTS,
    BANK,
    BY_HAND,
    PAYABLE,
    PROGRAMME_COSTS,
    RETAINED,
    SUSPENSE,
    Entry,
    EntryLine,
    compound,
    entry,
    resolve,
)
from shared.values import Money
from shared.values.booking import EntryCause, EntryKind

OWNER, DAY = "00000099000000000484", date(2026, 3, 2)
CENTS = st.integers(-(10**13), 10**13).filter(bool)


@given(cents=CENTS, debit=st.sampled_from(list(ACCOUNTS)), credit=st.sampled_from(list(ACCOUNTS)))
def test_an_entry_of_any_amount_balances(cents: int, debit: str, credit: str) -> None:
    """Debit is positive, credit its opposite; a negative amount is the reversal of its positive twin."""
    made = entry(OWNER, debit, credit, Money(cents), EntryCause.MEMORIAL, event_on=DAY, description="x")
    assert made.lines == [EntryLine(debit, cents), EntryLine(credit, -cents)]
    back = entry(OWNER, debit, credit, Money(-cents), EntryCause.MEMORIAL, event_on=DAY, description="x")
    assert [one.amount_cents for one in back.lines] == [-one.amount_cents for one in made.lines]


@given(
    lines=st.lists(
        st.builds(
            EntryLine,
            st.sampled_from(list(ACCOUNTS)),
            CENTS,
            st.sampled_from([EntryKind.POSTED, EntryKind.PENDING]),
        ),
        max_size=6,
    )
)
def test_only_what_balances_is_an_entry(lines: list[EntryLine]) -> None:
    """Fewer than two lines, or lines of which posted or pending do not sum to zero, never become an entry."""

    def make() -> Entry:
        return compound(OWNER, lines, EntryCause.MEMORIAL, event_on=DAY, description="x")

    pending = sum(one.amount_cents for one in lines if one.kind is EntryKind.PENDING)
    if len(lines) >= 2 and sum(one.amount_cents for one in lines) == 0 == pending:
        assert make().lines == lines
    else:
        with pytest.raises(AssertionError, match="balances"):
            make()


def held(cents: int = 2_916_666) -> Entry:
    """A sum that is retained until it is released."""
    return entry(
        OWNER, PROGRAMME_COSTS, RETAINED, Money(cents), EntryCause.RETENTION, event_on=DAY, description="retained",
        contract_id=UUID(int=3), subject_id=UUID(int=4), kind=EntryKind.PENDING,
    )  # fmt: skip


@pytest.mark.parametrize("cents", [2_916_666, 1_000_000, 0])
def test_what_is_pending_is_taken_back_whole_and_posted_whole_in_part_or_not(cents: int) -> None:
    """29,166.66 retained: all of it, 10,000.00 or nothing becomes payable, and nothing of it stays pending."""
    pending = held()
    paid = rules.both(PROGRAMME_COSTS, PAYABLE, Money(cents))
    made = resolve(pending, paid, EntryCause.RELEASE, event_on=DAY, description="released")
    assert (made.resolves, made.subject_id, made.contract_id) == (pending.id, UUID(int=4), UUID(int=3))
    assert made.kind is (EntryKind.POSTED if cents else EntryKind.VOIDED)
    still = {RETAINED: 0, PROGRAMME_COSTS: 0}
    for line in [*pending.lines, *made.lines]:
        if line.kind is EntryKind.PENDING:
            still[line.account] += line.amount_cents
    assert set(still.values()) == {0}
    posted = {one.account: one.amount_cents for one in made.lines if one.kind is EntryKind.POSTED}
    assert posted == ({PROGRAMME_COSTS: cents, PAYABLE: -cents} if cents else {})


def test_what_is_posted_is_not_resolved() -> None:
    """Only a pending entry can be: the program itself is wrong that asks otherwise."""
    posted = entry(OWNER, PAYABLE, BANK, Money(100), EntryCause.PAYMENT, event_on=DAY, description="paid")
    with pytest.raises(AssertionError, match="pending"):
        resolve(posted, [], EntryCause.RELEASE, event_on=DAY, description="x")


def by_hand(*lines: EntryLine, day: date = DAY) -> Entry:
    """An entry by hand on the second of March."""
    return rules.memorial(
        OWNER,
        lines,
        event_on=day,
        description="x",
        contract_id=None,
        external_reference=None,
        currency="EUR",
        today=DAY,
    )


@pytest.mark.rule("F-39")
def test_by_hand_every_fault_is_named_at_once() -> None:
    """100.00 against 99.00 on payable and an unknown account, of tomorrow: four faults, each at its field."""
    with pytest.raises(rules.EntryRefused) as caught:
        by_hand(EntryLine(PAYABLE, 10_000), EntryLine("petty", -9_900), day=DAY + timedelta(days=1))
    assert [(one.location, one.code) for one in caught.value.errors] == [
        ("#/lines/0/account", "account-kept"),
        ("#/lines/1/account", "account-unknown"),
        ("#/lines", "entry-unbalanced"),
        ("#/eventOn", "day-in-future"),
    ]
    assert all(one.detail.nl and one.detail.en for one in caught.value.errors)


@given(cents=CENTS, debit=st.sampled_from(BY_HAND), credit=st.sampled_from(BY_HAND))
def test_a_reversal_undoes_its_entry_once(cents: int, debit: str, credit: str) -> None:
    """Entry and reversal sum to nothing on every account; a second reversal, or one of a payment, is refused."""
    made = by_hand(EntryLine(debit, cents), EntryLine(credit, -cents))
    back = rules.reverse(made, None, event_on=DAY, description="wrong")
    assert back.reverses == made.id and back.cause is EntryCause.REVERSAL
    for account in {debit, credit}:
        assert sum(one.amount_cents for one in [*made.lines, *back.lines] if one.account == account) == 0
    with pytest.raises(rules.AlreadyReversed):
        rules.reverse(made, back, event_on=DAY, description="again")


def test_what_a_payment_made_is_not_reversed_by_hand() -> None:
    """What caused it undoes it."""
    paid = entry(OWNER, PAYABLE, BANK, Money(100), EntryCause.PAYMENT, event_on=DAY, description="paid")
    with pytest.raises(rules.NotByHand):
        rules.reverse(paid, None, event_on=DAY, description="x")


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (date(2026, 3, 31), "already-closed"),
        (date(2026, 2, 28), "already-closed"),
        (date(2026, 4, 20), "day-not-over"),
        (date(2026, 4, 19), None),
    ],
)
def test_a_period_closes_in_order_and_when_it_is_over(until: date, code: str | None) -> None:
    """Closed until 31-3, on 20-4: the same, an earlier day and today are refused, yesterday closes."""

    def close() -> rules.Closing:
        return rules.close(
            OWNER, until, date(2026, 3, 31), motivation=None, reference=None, today=date(2026, 4, 20)
        )

    if code is None:
        assert close().closed_until == until
        return
    with pytest.raises(rules.ClosingRefused) as caught:
        close()
    assert [one.code for one in caught.value.errors] == [code]


def test_a_seal_hangs_on_the_one_before() -> None:
    """Another count, another hash, or another place in the chain, and it follows no more."""
    first = rules.seal(OWNER, None, until_sequence=40, entry_count=7, digest="a" * 64, today=DAY)
    second = rules.seal(OWNER, first, until_sequence=90, entry_count=2, digest="b" * 64, today=DAY)
    assert (first.number, first.after_sequence, first.previous_hash) == (1, 0, rules.GENESIS)
    assert (second.number, second.after_sequence, second.previous_hash) == (2, 40, first.hash)
    assert rules.follows(first, None, 7, "a" * 64) and rules.follows(second, first, 2, "b" * 64)
    assert not rules.follows(second, first, 3, "b" * 64)
    assert not rules.follows(second, first, 2, "c" * 64)
    assert not rules.follows(second, None, 2, "b" * 64)


def test_every_account_has_a_name_in_both_languages() -> None:
    """A reader never sees a bare code; by hand only what nothing else keeps is written."""
    names = [kind.name.render(language, {}) for kind in ACCOUNTS.values() for language in ("nl", "en")]
    assert all(names) and not set(names) & set(ACCOUNTS)
    assert {SUSPENSE, PROGRAMME_COSTS} <= set(BY_HAND) and not {PAYABLE, RETAINED, BANK} & set(BY_HAND)
