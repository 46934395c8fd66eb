"""Whose account counts, what a batch orders, and which booking pays what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.payments import rules
from services.settlement.payments.rules import BankAccount, Payable, PaymentBatch
from shared.values import new_id
from shared.values.terms import PaymentState

OWNER, PAYEE, OTHER = "00000099000000000484", "00000099000000001001", "00000099000000001002"
DAY = date(2026, 3, 2)
IBAN = "NL91ABNA0417164300"


def proposed(organisation: str = PAYEE, person: str = "a.bakker", iban: str = IBAN) -> BankAccount:
    """An account that one person proposed."""
    return rules.propose(OWNER, organisation, "De Rijnoever", iban, person, None)


def confirmed(
    organisation: str = PAYEE, today: date = DAY, others: tuple[BankAccount, ...] = ()
) -> BankAccount:
    """An account that a second person confirmed on a day."""
    return rules.confirm(proposed(organisation), others, "b.visser", today)


def test_the_first_account_is_usable_the_day_it_is_confirmed() -> None:
    """Nothing was in use before: the second person's confirmation is enough."""
    account = confirmed()
    assert account.confirmed and account.usable_from == DAY and account.version == 2
    assert rules.usable([account], DAY) == {PAYEE: account}


def test_an_account_counts_only_once_it_is_confirmed() -> None:
    """A proposal is used by nobody."""
    assert rules.usable([proposed()], DAY) == {}


def test_who_proposed_does_not_confirm() -> None:
    """Four eyes: the same person is refused."""
    with pytest.raises(rules.SamePerson):
        rules.confirm(proposed(person="a.bakker"), [], "a.bakker", DAY)


def test_an_account_is_confirmed_once() -> None:
    """A second confirmation is refused, and so is that of a withdrawn account."""
    with pytest.raises(rules.AlreadyConfirmed):
        rules.confirm(confirmed(), [], "c.smit", DAY)
    with pytest.raises(rules.AlreadyWithdrawn):
        rules.confirm(rules.withdraw(proposed(), DAY), [], "c.smit", DAY)


def test_a_new_account_takes_over_after_five_days() -> None:
    """Until the cooling time is over the old account is paid to; from the fifth day on the new one."""
    old = confirmed(today=DAY)
    new = confirmed(today=DAY + timedelta(days=30), others=(old,))
    assert new.usable_from == DAY + timedelta(days=35)
    assert rules.usable([new, old], DAY + timedelta(days=34)) == {PAYEE: old}
    assert rules.usable([old, new], DAY + timedelta(days=35)) == {PAYEE: new}


def test_one_change_at_a_time() -> None:
    """While a new account waits for its day a third is refused; after that day, or once it is withdrawn, it is not."""
    old = confirmed(today=DAY - timedelta(days=9))
    waiting = confirmed(today=DAY, others=(old,))
    with pytest.raises(rules.AccountChangePending) as caught:
        confirmed(today=DAY, others=(old, waiting))
    assert caught.value.facts["usable_from"] == waiting.usable_from
    assert confirmed(today=DAY + timedelta(days=5), others=(old, waiting)).confirmed
    assert confirmed(today=DAY, others=(old, rules.withdraw(waiting, DAY))).confirmed


def test_a_change_can_be_stopped_until_its_day() -> None:
    """The cooling time is there to stop a change; an account in use is replaced instead, and nothing is stopped twice."""
    old = confirmed(today=DAY - timedelta(days=9))
    waiting = confirmed(today=DAY, others=(old,))
    stopped = rules.withdraw(waiting, DAY + timedelta(days=4))
    assert rules.usable([old, stopped], DAY + timedelta(days=99)) == {PAYEE: old}
    with pytest.raises(rules.AlreadyWithdrawn):
        rules.withdraw(stopped, DAY)
    with pytest.raises(rules.InUse):
        rules.withdraw(waiting, DAY + timedelta(days=5))


def test_an_iban_shows_only_its_end() -> None:
    """Neither the account's text nor its visible part gives the number away."""
    account = proposed()
    assert account.iban_end == "4300" and IBAN not in repr(account) and "0417164300" not in str(account)


PEOPLE = ("a.bakker", "b.visser", "c.smit")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("propose"), st.sampled_from(PEOPLE), st.just(0)),
        st.tuples(st.just("confirm"), st.sampled_from(PEOPLE), st.integers(0, 5)),
        st.tuples(st.just("withdraw"), st.sampled_from(PEOPLE), st.integers(0, 5)),
        st.tuples(st.just("days"), st.just(""), st.integers(1, 7)),
    ),
    max_size=25,
)
REFUSALS = (
    rules.SamePerson, rules.AlreadyConfirmed, rules.AlreadyWithdrawn, rules.AccountChangePending, rules.InUse,
)  # fmt: skip


@given(steps=STEPS)
def test_whatever_people_do_four_eyes_and_cooling_hold(steps: list[tuple[str, str, int]]) -> None:
    """Any sequence: two persons per account, five days between accounts, and never again without one once there was one."""
    accounts: list[BankAccount] = []
    today, confirmed_on, in_use = DAY, dict[UUID, date](), list[UUID]()
    for what, person, number in steps:
        try:
            if what == "days":
                today += timedelta(days=number)
            elif what == "propose":
                accounts.append(proposed(person=person))
            elif number < len(accounts) and what == "confirm":
                accounts[number] = rules.confirm(accounts[number], accounts, person, today)
                confirmed_on[accounts[number].id] = today
            elif number < len(accounts):
                accounts[number] = rules.withdraw(accounts[number], today)
        except REFUSALS:
            pass
        counting = rules.usable(accounts, today).get(PAYEE)
        assert counting is not None or not in_use
        if counting is not None:
            assert counting.confirmed_by not in (None, counting.proposed_by)
            if counting.id not in in_use:
                waited = today - confirmed_on[counting.id]
                assert not in_use or waited >= timedelta(days=rules.COOLING_DAYS)
                in_use.append(counting.id)
            assert counting.id == in_use[-1], "a replaced account never comes back"


def payable(amount: int = 55_416_667, payee: str = PAYEE, subject: str = "instalment") -> Payable:
    """Something to pay, in cents."""
    number = 1 if subject == "instalment" else None
    return Payable(subject, new_id(), new_id(), "ALP-2026-01", 2026, number, payee, amount)


ACCOUNTS = {one: confirmed(one) for one in (OWNER, PAYEE)}


def ordered(payables: list[Payable]) -> PaymentBatch:
    """A batch of these, for today."""
    return rules.order(OWNER, payables, ACCOUNTS, DAY, DAY, None)


def test_a_batch_pays_each_payable_once() -> None:
    """Two instalments and a released retention give three payments, with ids that a bank passes on."""
    payables = [payable(), payable(100), payable(35_000_000, subject="retention")]
    batch = ordered(payables)
    assert [one.subject_id for one in batch.payments] == [one.subject_id for one in payables]
    assert batch.total_cents == 55_416_667 + 100 + 35_000_000 and batch.count == 3
    assert {one.state for one in batch.payments} == {PaymentState.ORDERED}
    assert batch.message_id == batch.id.hex and all(one.end_to_end_id == one.id.hex for one in batch.payments)


def test_a_party_without_a_usable_account_is_named() -> None:
    """The purchaser itself and each payee need one; all that are missing come at once."""
    with pytest.raises(rules.AccountsMissing) as caught:
        rules.order(OWNER, [payable(payee=OTHER), payable()], {PAYEE: ACCOUNTS[PAYEE]}, DAY, DAY, None)
    assert [error.location for error in caught.value.errors] == [f"/{OWNER}", f"/{OTHER}"]


def test_nothing_payable_gives_no_batch() -> None:
    """An empty file would be refused by the bank, so it is not made."""
    with pytest.raises(rules.NothingToPay):
        ordered([])


def test_execution_is_today_or_later() -> None:
    """Yesterday is refused; today is not."""
    with pytest.raises(rules.ExecutionInPast):
        rules.order(OWNER, [payable()], ACCOUNTS, DAY - timedelta(days=1), DAY, None)
    assert ordered([payable()]).execution_date == DAY


def test_the_payee_reads_what_is_paid() -> None:
    """The remittance text names the contract, the year, and the instalment or the release."""
    assert rules.remittance(payable()) == "ALP-2026-01 2026 termijn 1"
    assert rules.remittance(payable(subject="retention")) == "ALP-2026-01 2026 vrijgave inhouding"


@dataclass(frozen=True)
class Booking:
    """A booked transaction."""

    amount_cents: int
    end_to_end_id: str | None
    reference: str = "N1"
    booked_on: date = DAY
    counterparty_iban: str | None = field(default=None)
    reversal: bool = False


def booked(batch: PaymentBatch, *bookings: Booking) -> rules.Paid:
    """What a statement with these bookings comes to."""
    return rules.book(ACCOUNTS[OWNER], "2026-03", "00" * 32, bookings, batch.payments)


def test_a_debit_with_the_reference_and_the_amount_pays() -> None:
    """The payment is paid on the day that the bank booked it."""
    batch = ordered([payable(5_000), payable(7_000)])
    first = batch.payments[0]
    paid = booked(batch, Booking(-5_000, first.end_to_end_id, booked_on=date(2026, 3, 4)))
    assert paid.payments == [replace(first, state=PaymentState.PAID, paid_on=date(2026, 3, 4))]
    told = paid.statement
    assert (told.booked_count, told.matched_count, told.paid_cents, told.unmatched) == (1, 1, 5_000, [])


@pytest.mark.parametrize(
    "change",
    [
        {"amount_cents": -4_999},
        {"amount_cents": 5_000},
        {"end_to_end_id": "unknown"},
        {"end_to_end_id": None},
        {"reversal": True},
    ],
)
def test_anything_else_is_left_to_a_person(change: dict[str, object]) -> None:
    """Another amount, a credit, an unknown reference and a reversal pay nothing and are listed."""
    batch = ordered([payable(5_000)])
    line = replace(Booking(-5_000, batch.payments[0].end_to_end_id), **change)  # type: ignore[arg-type]
    paid = booked(batch, line)
    assert paid.payments == [] and paid.statement.unmatched == ["N1"] and paid.statement.paid_cents == 0


def test_a_payment_is_paid_once() -> None:
    """The same booking twice pays once; a payment that was paid before is not paid again."""
    batch = ordered([payable(5_000)])
    line = Booking(-5_000, batch.payments[0].end_to_end_id)
    twice = booked(batch, line, replace(line, reference="N2"))
    assert len(twice.payments) == 1 and twice.statement.unmatched == ["N2"]
    again = rules.book(ACCOUNTS[OWNER], "2026-04", "11" * 32, [line], twice.payments)
    assert again.payments == [] and again.statement.unmatched == ["N1"]


def test_account_numbers_are_taken_out_of_the_bank_s_references() -> None:
    """Some banks build references from account numbers: only the end stays."""
    batch = ordered([payable()])
    other = "NL02RABO0123456789"
    line = Booking(1, None, reference=f"{other}-7", counterparty_iban=other)
    told = rules.book(ACCOUNTS[OWNER], f"{IBAN}.2026-03", "00" * 32, [line], batch.payments).statement
    assert told.statement_id == "…4300.2026-03" and told.unmatched == ["…6789-7"]


def test_a_statement_is_of_an_account_that_is_or_was_in_use() -> None:
    """The present account and the one before it are the purchaser's own; a proposed or a stranger's is not."""
    old = confirmed(OWNER, DAY - timedelta(days=30))
    new = replace(confirmed(OWNER, DAY - timedelta(days=9), (old,)), iban="NL02RABO0123456789")
    assert rules.own_account([new, old], IBAN, OWNER, DAY) == old
    assert rules.own_account([new, old], new.iban, OWNER, DAY) == new
    for accounts in ([], [proposed(OWNER)], [new], [confirmed(OWNER, DAY + timedelta(days=1))]):
        with pytest.raises(rules.StatementAccountUnknown):
            rules.own_account(accounts, IBAN, OWNER, DAY)


@given(
    amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=8),
    chosen=st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 1), st.booleans()), max_size=20),
)
def test_bookings_and_payments_add_up(amounts: list[int], chosen: list[tuple[int, int, bool]]) -> None:
    """Every booking is matched or listed, no payment is paid twice, and what was paid is what was booked."""
    batch = ordered([payable(amount) for amount in amounts])
    assert batch.total_cents == sum(amounts)
    lines = [
        Booking(
            -(amounts[i] if i < len(amounts) else 1) + off,
            batch.payments[i].end_to_end_id if i < len(amounts) else None,
            reference=f"N{place}",
            reversal=back,
        )
        for place, (i, off, back) in enumerate(chosen)
    ]
    paid = booked(batch, *lines)
    told = paid.statement
    assert told.matched_count + len(told.unmatched) == told.booked_count == len(lines)
    assert len({one.id for one in paid.payments}) == len(paid.payments) == told.matched_count
    assert told.paid_cents == sum(one.amount_cents for one in paid.payments) <= batch.total_cents
    right = {i for i, off, back in chosen if i < len(amounts) and off == 0 and not back}
    assert {one.subject_id for one in paid.payments} == {batch.payments[i].subject_id for i in right}
