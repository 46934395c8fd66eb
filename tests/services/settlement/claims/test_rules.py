"""Judging a line as a pure function: money, volumes and periods in all their combinations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.ceilings.rules import Ceilings
from services.settlement.claims.rules import (
    WHY,
    Allocated,
    Book,
    Contract,
    Funding,
    Judged,
    Line,
    Tariff,
    add_up,
    payables_of,
)
from services.settlement.claims.rules.judged import Debit, Spent, netted
from services.settlement.claims.rules.room import allowed_until, room
from shared.values.agreements import FundingForm
from shared.values.claiming import ClaimReason, ClaimState, PartialApproval

OWNER, PROVIDER = "00000099000000000484", "00000099000000000001"
TODAY, START = date(2026, 12, 31), date(2026, 1, 1)
FUNDING = Funding(UUID(int=1), 1, FundingForm.PRODUCTION, ["02A15"], START, None, {})
CONTRACT = Contract(
    UUID(int=1), 3, "C-1", PROVIDER, START, None, None, None, PartialApproval.SPLIT, None, None, [FUNDING]
)
ALLOCATED = Allocated(
    UUID(int=2), 1, PROVIDER, UUID(int=1), UUID(int=3), START, date(2026, 12, 31), False, 12, None, False, None, "02", "02A15",
    "04", "6", START,
)  # fmt: skip
TARIFF = Tariff(UUID(int=4), 2, "02A15", None, None, "hour", START, None, [(START, None, "55.00")], [])
LINE = Line(1, "a", "wmo2015", 1, None, "02A15", "04", START, date(2026, 1, 31), 10, None, 55_000, None)


def book(contract: Contract = CONTRACT, *tariffs: Tariff) -> Book:
    """What lines are judged by: one contract, and its tariffs."""
    return Book(
        TODAY,
        frozenset({PROVIDER}),
        {contract.id: contract},
        {"02A15": list(tariffs) or [TARIFF]},
        Ceilings([]),
    )


@pytest.mark.rule("R-S10")
def test_volume_times_tariff_in_whole_cents() -> None:
    """10 × 55.00 is 550.00; minutes under an hourly tariff count a sixtieth; an unknown unit is another unit."""
    assert book().judge(LINE, ALLOCATED).paid_cents == 55_000
    minutes = replace(LINE, unit="01", volume=90, amount_cents=8_250)
    by_minute = replace(ALLOCATED, unit="01", volume=1_000)
    assert book().judge(minutes, by_minute).paid_cents == 8_250
    pieces = replace(ALLOCATED, unit="82")
    assert book().judge(replace(LINE, unit="82"), pieces).reason is ClaimReason.UNIT_DIFFERS


@pytest.mark.rule("R-S10")
def test_the_narrowest_tariff_counts() -> None:
    """Of provider in contract, contract, provider and general the first that holds; one that changes within the period is none."""
    wide = replace(TARIFF, amounts=[(START, None, "60.00")])
    own = replace(TARIFF, contract_id=UUID(int=1), provider=PROVIDER, amounts=[(START, None, "50.00")])
    of_contract = replace(TARIFF, contract_id=UUID(int=1), amounts=[(START, None, "52.00")])
    line = replace(LINE, amount_cents=50_000)
    assert book(CONTRACT, wide, of_contract, own).judge(line, ALLOCATED).paid_cents == 50_000
    changing = replace(
        TARIFF, amounts=[(START, date(2026, 1, 15), "55.00"), (date(2026, 1, 16), None, "56.00")]
    )
    assert book(CONTRACT, changing).judge(LINE, ALLOCATED).reason is ClaimReason.NO_TARIFF


@pytest.mark.rule("R-S36")
@pytest.mark.parametrize(
    ("frequency", "day", "allowed"),
    [
        ("6", date(2026, 1, 5), 4),
        ("1", date(2026, 1, 10), 40),
        ("2", date(2026, 1, 8), 8),
        ("4", date(2026, 2, 1), 8),
    ],
)
def test_volume_counts_by_frequency(frequency: str, day: date, allowed: int) -> None:
    """Four in all, four a day on ten days, four a week in two weeks, four a month in two months."""
    assert allowed_until(replace(ALLOCATED, volume=4, frequency=frequency), day) == allowed


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 30)), max_size=20), st.sampled_from(["4", "6"]))
@pytest.mark.rule("R-S36")
def test_no_order_of_claims_ever_takes_more_than_was_allocated(
    asked: list[tuple[int, int]], frequency: str
) -> None:
    """Whatever is claimed for whichever month, in whichever order: up to each month no more is paid than was allocated."""
    allocated = replace(ALLOCATED, volume=10, frequency=frequency)
    judging, paid = book(), []
    for at, (month, volume) in enumerate(asked):
        first = date(2026, month + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        line = replace(
            LINE, external_reference=str(at), period_start=first, period_end=last, volume=volume,
            amount_cents=volume * 5_500,
        )  # fmt: skip
        made = judging.judge(line, allocated)
        paid.append((last, made.paid_volume))
        assert made.paid_cents == made.paid_volume * 5_500
        assert (made.state is ClaimState.REJECTED) is (made.paid_volume == 0)
    for month in range(1, 13):
        until = (date(2026, month, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        allowed = allowed_until(allocated, until)
        assert allowed is not None and sum(volume for day, volume in paid if day <= until) <= allowed


@pytest.mark.rule("R-S36")
def test_a_budget_in_euros_is_never_overdrawn() -> None:
    """Of 100.00 with 80.00 spent 20.00 is paid; a contract that rejects pays nothing."""
    euros = replace(ALLOCATED, unit="83", volume=None, frequency=None, budget_cents=10_000)
    line = replace(LINE, unit="83", volume=8_000, amount_cents=8_000)
    later = replace(line, external_reference="b", period_start=date(2026, 2, 1), period_end=date(2026, 2, 28))
    judging = book()
    assert judging.judge(line, euros).paid_cents == 8_000
    made = judging.judge(later, euros)
    assert (made.state, made.paid_volume, made.paid_cents) == (ClaimState.PARTIAL, 2_000, 2_000)
    strict = book(replace(CONTRACT, partial_approval=PartialApproval.REJECT))
    strict.judge(line, euros)
    assert strict.judge(later, euros).reason is ClaimReason.BUDGET_EXCEEDED


@pytest.mark.rule("R-S36")
def test_a_contract_must_be_in_force_on_every_day() -> None:
    """Ended, not begun or suspended on one of the days: refused; resumed before them: paid."""
    for other in (
        replace(CONTRACT, end_date=date(2026, 1, 30)),
        replace(CONTRACT, start_date=date(2026, 1, 2)),
        replace(CONTRACT, rests_from=date(2026, 1, 31)),
        replace(CONTRACT, rests_from=date(2025, 12, 1), rests_until=START),
    ):
        assert book(other).judge(LINE, ALLOCATED).reason is ClaimReason.CONTRACT_NOT_IN_FORCE
    rested = replace(CONTRACT, rests_from=date(2025, 12, 1), rests_until=date(2025, 12, 31))
    assert book(rested).judge(LINE, ALLOCATED).state is ClaimState.APPROVED


def test_every_reason_says_in_two_languages_what_mends_it() -> None:
    """Each has a field of the line, a rule, and two sentences."""
    assert set(WHY) == set(ClaimReason)
    for reason in ClaimReason:
        why = WHY[reason]
        assert why.field and why.rule and why.says.nl != why.says.en


@pytest.mark.rule("R-S36")
def test_a_credit_leaves_nothing_of_its_debit() -> None:
    """What a debit took of volume and period is free again, in every sum."""
    judging = book()
    judging.judge(LINE, ALLOCATED)
    judging.debits["a"] = Debit(
        "wmo2015", 1, "02A15", START, date(2026, 1, 31), 10, 55_000, 10, 55_000, 0, {}, CONTRACT.id, 1, False, ALLOCATED
    )  # fmt: skip
    credit = replace(LINE, external_reference="c", credit_of="a")
    assert judging.judge(credit, ALLOCATED).paid_cents == -55_000
    assert judging.spent[ALLOCATED.id] == []
    assert netted([Spent("x", "04", START, START, 1, 5), Spent("x", "04", START, START, -1, -5)]) == []
    assert (
        judging.judge(
            replace(LINE, external_reference="d", volume=12, amount_cents=66_000), ALLOCATED
        ).paid_volume
        == 12
    )
    assert (
        judging.judge(replace(credit, external_reference="e"), ALLOCATED).reason
        is ClaimReason.ALREADY_CREDITED
    )


@given(st.lists(st.tuples(st.integers(2025, 2026), st.integers(-10_000, 10_000)), max_size=20))
@pytest.mark.rule("R-S62")
def test_payables_come_to_what_was_paid_in_balanced_entries(amounts: list[tuple[int, int]]) -> None:
    """Per year the sum of the lines, due after thirty days; credits that outweigh are a receivable, and sums of nothing are left out."""
    sums: dict = {}
    lines = [
        Judged(
            replace(LINE, period_start=date(year, 1, 1), period_end=date(year, 1, 31)), ClaimState.APPROVED, paid_cents=cents,
            contract=CONTRACT,
        )
        for year, cents in amounts
    ]  # fmt: skip
    add_up(sums, lines)
    made = payables_of(sums, UUID(int=5), OWNER, TODAY)
    assert sum(one.amount_cents for one, _ in made) == sum(cents for _, cents in amounts)
    for payable, entry in made:
        assert payable.amount_cents != 0 and payable.due_on == TODAY + timedelta(days=30)
        assert sum(one.amount_cents for one in entry.lines) == 0 and entry.id == payable.entry_id
        other = "payable" if payable.amount_cents > 0 else "receivable"
        assert {one.account for one in entry.lines} == {"programme-costs", other}


def test_room_is_none_where_no_volume_was_allocated() -> None:
    """An allocation without a volume bounds nothing by itself."""
    assert room(replace(ALLOCATED, volume=None), TODAY, []) is None
