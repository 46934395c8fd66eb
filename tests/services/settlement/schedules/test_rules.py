"""Planning a contract year and planning the rest of it anew: every worked figure, and what holds for any amounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.schedules.rules import (
    Moment,
    Schedule,
    Terms,
    YearlySum,
    due_dates,
    plan,
    replan,
    sums_in,
)
from shared.values import Money, render
from shared.values.terms import InstalmentState
from tests.services.settlement.given import yearly_sum

TODAY = date(2026, 12, 15)


def terms(annual: str = "7000000", advance: int = 9500, **changes: object) -> Terms:
    """The terms of an invented contract over 2026 to 2028, in twelve instalments a year."""
    of_sum = {name: changes.pop(name) for name in list(changes) if name in YearlySum.__slots__}
    told = Terms(
        id=UUID("018f0000-0000-7000-8000-000000000001"),
        version=3,
        owner="00000099000000000484",
        parties=["00000099000000001001"],
        number="ALP-2026-01",
        legal_form="contract",
        start_date=date(2026, 1, 1),
        end_date=date(2028, 12, 31),
        payee="00000099000000001001",
        sums=[replace(yearly_sum(Money.euros(annual).cents, advance), **of_sum)],  # type: ignore[arg-type]
    )
    return replace(told, **changes)  # type: ignore[arg-type]


def amended(told: Terms, annual: str | Money, effective_on: date = date(2026, 7, 1)) -> Terms:
    """The same terms with another annual amount."""
    amount = annual if isinstance(annual, Money) else Money.euros(annual)
    sums = [replace(told.sums[0], annual_amount_cents=amount.cents, effective_on=effective_on)]
    return replace(told, version=told.version + 1, sums=sums)


def posted(schedule: Schedule, count: int) -> Schedule:
    """The schedule after its first so many instalments fell due."""
    lines = [
        replace(one, state=InstalmentState.POSTED, posted_on=one.due_date) if one.number <= count else one
        for one in schedule.instalments
    ]
    return replace(schedule, instalments=lines)


def paid(schedule: Schedule) -> list[int]:
    """What each instalment pays, in cents."""
    return [one.amount_cents for one in schedule.instalments]


def open_amounts(schedule: Schedule) -> list[int]:
    """What the instalments pay that did not fall due yet, in cents."""
    return [one.amount_cents for one in schedule.instalments if one.state is InstalmentState.PLANNED]


@pytest.mark.rule("R-S01")
def test_a_year_of_seven_million_pays_95_percent_in_twelve_and_retains_350000() -> None:
    """7,000,000.00 gives 6,650,000.00 in 12 instalments, one a month, and a retention of 350,000.00."""
    schedule, why = plan(terms(), 2026)
    assert schedule.advance_cents == 665_000_000 and schedule.retention_cents == 35_000_000
    assert [one.due_date for one in schedule.instalments] == [date(2026, month, 1) for month in range(1, 13)]
    assert sum(one.retained_cents for one in schedule.instalments) == 35_000_000
    assert {step.rule for step in why.steps} == {"R-S01", "R-S02", "R-S06"}
    assert "€ 6.650.000,00" in " ".join(render(step, "nl") for step in why.steps)


@pytest.mark.rule("R-S02")
def test_the_66_cents_fall_in_months_2_5_8_and_11() -> None:
    """Eight instalments of 554,166.67 and four of 554,166.66, in months 2, 5, 8 and 11, sum to 6,650,000.00."""
    schedule, _ = plan(terms(), 2026)
    lower = [one.number for one in schedule.instalments if one.amount_cents == 55_416_666]
    assert lower == [2, 5, 8, 11]
    assert paid(schedule).count(55_416_667) == 8 and sum(paid(schedule)) == 665_000_000


@pytest.mark.rule("R-S04")
def test_each_municipality_retains_for_its_own_contract() -> None:
    """A second municipality with 3,000,000.00 retains 150,000.00, whatever the first one does."""
    schedule, _ = plan(replace(terms("3000000"), owner="00000099000000000485"), 2026)
    assert schedule.retention_cents == 15_000_000 and schedule.owner == "00000099000000000485"


@pytest.mark.rule("R-S05")
def test_a_rise_to_7_1_million_after_six_gives_six_of_570000() -> None:
    """7.0 m to 7.1 m with six posted: 6.745 m − 3.325 m = 3.42 m in six of 570,000.00; the retention is 355,000.00."""
    before = posted(plan(terms(), 2026)[0], 6)
    schedule, why = replan(before, amended(terms(), "7100000"), TODAY)
    assert open_amounts(schedule) == [57_000_000] * 6
    assert schedule.retention_cents == 35_500_000 == sum(one.retained_cents for one in schedule.instalments)
    assert sum(paid(schedule)) == schedule.advance_cents == 674_500_000
    assert schedule.receivable_cents == 0 and schedule.version == before.version + 1
    assert schedule.contract_version == 4 and "R-S05" in {step.rule for step in why.steps}


@pytest.mark.rule("R-S05")
def test_remaining_counts_what_is_not_posted_whatever_the_date_of_effect() -> None:
    """7.0 m to 7.05 m from July, applied when July and August are posted: the rounding starts anew over four."""
    before = posted(plan(terms(), 2026)[0], 8)
    schedule, _ = replan(before, amended(terms(), "7050000"), TODAY)
    assert open_amounts(schedule) == [56_604_167, 56_604_167, 56_604_166, 56_604_167]
    assert sum(open_amounts(schedule)) == 226_416_667


@pytest.mark.rule("R-S05")
def test_posted_instalments_stay_as_they_were() -> None:
    """Planning anew touches no instalment that fell due, and keeps the identity and the day of the others."""
    before = posted(plan(terms(), 2026)[0], 6)
    schedule, _ = replan(before, amended(terms(), "7100000"), TODAY)
    assert schedule.instalments[:6] == before.instalments[:6]
    assert [(one.id, one.due_date) for one in schedule.instalments] == [
        (one.id, one.due_date) for one in before.instalments
    ]


@pytest.mark.rule("R-S05")
def test_with_nothing_remaining_one_correcting_instalment_follows() -> None:
    """All twelve posted and 7.1 m agreed: a thirteenth instalment pays 95,000.00 and retains 5,000.00."""
    before = posted(plan(terms(), 2026)[0], 12)
    schedule, _ = replan(before, amended(terms(), "7100000"), TODAY)
    correcting = schedule.instalments[12:]
    assert [(one.number, one.amount_cents, one.retained_cents) for one in correcting] == [
        (13, 9_500_000, 500_000)
    ]
    assert correcting[0].due_date == TODAY and correcting[0].gross_cents == 10_000_000


@pytest.mark.rule("R-S05")
def test_a_negative_remainder_becomes_a_receivable_and_no_negative_payment() -> None:
    """7.0 m to 3.0 m with six posted: nothing more is paid, 475,000.00 comes back, the retention shrinks to 150,000.00."""
    before = posted(plan(terms(), 2026)[0], 6)
    schedule, why = replan(before, amended(terms(), "3000000"), TODAY)
    assert open_amounts(schedule) == [0] * 6
    assert schedule.receivable_cents == 332_500_000 - 285_000_000
    assert sum(one.retained_cents for one in schedule.instalments) == schedule.retention_cents == 15_000_000
    assert "schedule.receivable" in {step.sentence for step in why.steps}


@pytest.mark.rule("R-S05")
def test_a_receivable_is_set_off_when_the_amount_rises_again() -> None:
    """Down to 3.0 m and up to 7.0 m again: the receivable is gone and the six open instalments are as at first."""
    first = plan(terms(), 2026)[0]
    lowered, _ = replan(posted(first, 6), amended(terms(), "3000000"), TODAY)
    partly, _ = replan(lowered, amended(terms(), "3250000"), TODAY)
    assert partly.receivable_cents == 332_500_000 - 308_750_000 and open_amounts(partly) == [0] * 6
    restored, _ = replan(partly, amended(terms(), "7000000"), TODAY)
    assert restored.receivable_cents == 0 and paid(restored) == paid(first)


@pytest.mark.rule("R-S05")
def test_too_much_posted_without_retention_adds_no_empty_instalment() -> None:
    """A lump sum that is lowered after its last instalment gives a receivable alone."""
    before = posted(plan(terms(advance=10_000), 2026)[0], 12)
    schedule, _ = replan(before, amended(terms(advance=10_000), "6900000"), TODAY)
    assert schedule.receivable_cents == 10_000_000 and len(schedule.instalments) == 12


@pytest.mark.rule("R-S05")
def test_too_much_posted_with_retention_gives_back_what_was_held() -> None:
    """All posted and 6.9 m agreed: 95,000.00 comes back, and a correcting instalment of nil takes 5,000.00 off the retention."""
    before = posted(plan(terms(), 2026)[0], 12)
    schedule, _ = replan(before, amended(terms(), "6900000"), TODAY)
    last = schedule.instalments[-1]
    assert (last.amount_cents, last.retained_cents, last.gross_cents) == (0, -500_000, -500_000)
    assert schedule.receivable_cents == 9_500_000


@pytest.mark.rule("R-S06")
def test_a_start_in_october_gives_three_months() -> None:
    """Start 1 October: 7.0 m × 3/12 = 1.75 m, of which 1,662,500.00 in three instalments; the retention is 87,500.00."""
    schedule, _ = plan(terms(start_date=date(2026, 10, 1)), 2026)
    assert schedule.year_amount_cents == 175_000_000 and schedule.annual_amount_cents == 700_000_000
    assert paid(schedule) == [55_416_667, 55_416_666, 55_416_667]
    assert schedule.advance_cents == 166_250_000 and schedule.retention_cents == 8_750_000
    assert [one.due_date.month for one in schedule.instalments] == [10, 11, 12]


@pytest.mark.rule("R-S06")
def test_a_start_within_a_month_counts_days() -> None:
    """Start 15 October: 78 of the 365 days of 2026; the first instalment falls due on the first day, not before it."""
    schedule, why = plan(terms("3650000", start_date=date(2026, 10, 15)), 2026)
    assert schedule.year_amount_cents == 78_000_000
    assert [one.due_date for one in schedule.instalments] == [
        date(2026, 10, 15),
        date(2026, 11, 1),
        date(2026, 12, 1),
    ]
    assert why.steps[0].sentence == "schedule.year-amount-by-days"


@pytest.mark.rule("R-S06")
def test_a_last_year_ends_with_the_contract() -> None:
    """A contract until 30 June pays six months of its last year."""
    schedule, _ = plan(terms(end_date=date(2028, 6, 30)), 2028)
    assert schedule.year_amount_cents == 350_000_000 and len(schedule.instalments) == 6


@pytest.mark.rule("R-S06")
def test_a_year_outside_the_contract_has_no_amount() -> None:
    """There is nothing to plan for a year in which the contract is not in force."""
    with pytest.raises(ValueError, match="pays nothing in 2029"):
        plan(terms(), 2029)


@pytest.mark.rule("R-S07")
def test_a_lump_sum_without_retention_pays_everything() -> None:
    """1,003,000.00 in twelve: all of it is paid, nothing is retained, and the derivation says so."""
    schedule, why = plan(terms("1003000", advance=10_000), 2026)
    assert sum(paid(schedule)) == 100_300_000 == schedule.year_amount_cents
    assert schedule.retention_cents == 0 and all(one.retained_cents == 0 for one in schedule.instalments)
    assert set(paid(schedule)) == {8_358_333, 8_358_334}
    assert [step.rule for step in why.steps] == ["R-S06", "R-S01", "R-S07", "R-S02"]


@pytest.mark.parametrize(
    ("count", "months"), [(1, [1]), (2, [1, 7]), (4, [1, 4, 7, 10]), (12, [*range(1, 13)])]
)
def test_fewer_instalments_are_spread_evenly_over_the_year(count: int, months: list[int]) -> None:
    """Instalments fall due in evenly spread months, on the agreed day."""
    dates = due_dates(sums_in(terms(instalment_count=count, instalment_day=15), 2026)[0])
    assert dates == [date(2026, month, 15) for month in months]


AMOUNTS = st.integers(0, 10**11).map(Money)


@st.composite
def contracts(draw: st.DrawFn) -> Terms:
    """Terms with any amount, advance, start, number of instalments and day."""
    return terms(
        start_date=date(2026, 1, 1).replace(month=draw(st.integers(1, 12)), day=draw(st.integers(1, 28))),
        annual_amount_cents=draw(AMOUNTS).cents,
        advance_basis_points=draw(st.integers(0, 10_000)),
        instalment_count=draw(st.integers(1, 12)),
        instalment_day=draw(st.integers(1, 28)),
    )


def check(schedule: Schedule) -> None:
    """What holds for every schedule, first or renewed."""
    lines = schedule.instalments
    assert schedule.advance_cents + schedule.retention_cents == schedule.year_amount_cents
    assert sum(one.amount_cents for one in lines) - schedule.receivable_cents == schedule.advance_cents
    assert sum(one.retained_cents for one in lines) == schedule.retention_cents
    assert all(one.gross_cents == one.amount_cents + one.retained_cents for one in lines)
    assert all(one.amount_cents >= 0 for one in lines) and schedule.receivable_cents >= 0
    assert [one.number for one in lines] == list(range(1, len(lines) + 1))
    assert len({one.id for one in lines}) == len(lines)
    held = 0
    for one in lines:
        held += one.retained_cents
        assert held >= 0, "never more given back than was held"


@pytest.mark.rule("R-S02")
@given(told=contracts())
def test_any_plan_adds_up_to_the_cent(told: Terms) -> None:
    """Instalments sum to the advance, gross is paid plus retained, the retention is amount − advance."""
    schedule, why = plan(told, 2026)
    check(schedule)
    assert schedule.receivable_cents == 0 and why.steps
    amounts = paid(schedule)
    assert max(amounts) - min(amounts) <= 1
    assert [one.due_date for one in schedule.instalments] == sorted(
        one.due_date for one in schedule.instalments
    )


@pytest.mark.rule("R-S05")
@given(
    told=contracts(),
    moves=st.lists(st.one_of(AMOUNTS, st.integers(0, 14)), max_size=6),
)
def test_any_sequence_of_postings_and_changes_keeps_what_holds(told: Terms, moves: list[Money | int]) -> None:
    """However often instalments fall due and the amount changes, no cent is lost, paid twice or paid negatively."""
    schedule, _ = plan(told, 2026)
    for move in moves:
        before = schedule
        if isinstance(move, Money):
            told = amended(told, move)
            schedule, _ = replan(schedule, told, TODAY)
            assert schedule.version == before.version + 1
        else:
            schedule = posted(schedule, move)
        check(schedule)
        done = [one for one in before.instalments if one.state is not InstalmentState.PLANNED]
        assert schedule.instalments[: len(done)] == done, "what was posted stays"


@pytest.mark.rule("R-S05")
@given(told=contracts(), amount=AMOUNTS)
def test_a_change_before_anything_is_posted_is_as_if_planned_so_at_first(told: Terms, amount: Money) -> None:
    """Before the first instalment falls due, planning anew pays what a first plan with that amount pays."""
    changed = amended(told, amount)
    schedule, _ = replan(plan(told, 2026)[0], changed, TODAY)
    assert paid(schedule) == paid(plan(changed, 2026)[0])


PROFILES = st.dictionaries(st.integers(1, 12), st.integers(1, 10_000), max_size=12)


@st.composite
def split_years(draw: st.DrawFn) -> Terms:
    """Terms with a first sum until some day of 2026, and another after it, each with any amount, advance and moments."""
    last = draw(st.dates(date(2026, 1, 1), date(2026, 12, 30)))
    parts = [
        replace(
            yearly_sum(draw(AMOUNTS).cents, draw(st.integers(0, 10_000))),
            number=number,
            valid_from=first,
            valid_until=until,
            effective_on=first,
            instalment_count=draw(st.integers(1, 12)),
            instalment_day=draw(st.integers(1, 28)),
            afterwards=draw(st.booleans()),
            moments=[Moment(month=month, weight=weight) for month, weight in draw(PROFILES).items()],
        )
        for number, first, until in ((1, date(2026, 1, 1), last), (2, last + timedelta(days=1), None))
    ]
    return terms(sums=parts)


@pytest.mark.rule("R-S02")
@pytest.mark.rule("R-S05")
@given(split_years(), st.integers(0, 24), AMOUNTS)
def test_two_sums_in_a_year_lose_no_cent_planned_or_planned_anew(
    told: Terms, done: int, amount: Money
) -> None:
    """Whatever the days, amounts and moments: each sum adds up, also when the second becomes another after some were posted."""
    schedule, _ = plan(told, 2026)
    check(schedule)
    assert sum(one.year_amount_cents for one in schedule.sums) == schedule.year_amount_cents
    first, second = told.sums
    changed = replace(second, annual_amount_cents=amount.cents)
    again, _ = replan(posted(schedule, done), replace(told, version=4, sums=[first, changed]), TODAY)
    paid_out = sum(one.amount_cents for one in again.instalments)
    assert paid_out - again.receivable_cents == again.advance_cents
    assert sum(one.retained_cents for one in again.instalments) == again.retention_cents
    kept = [one for one in again.instalments if one.state is InstalmentState.POSTED]
    assert kept == [one for one in posted(schedule, done).instalments if one.state is InstalmentState.POSTED]


@pytest.mark.rule("R-S05")
def test_a_year_in_which_no_sum_holds_any_more_comes_to_nil() -> None:
    """Ended on 31 December 2026 when three instalments of 2027 were posted: all three are asked back, the rest is nil."""
    before = posted(plan(terms(), 2027)[0], 3)
    schedule, _ = replan(before, replace(terms(), version=4, end_date=date(2026, 12, 31)), TODAY)
    assert (schedule.year_amount_cents, schedule.sums, set(open_amounts(schedule)[:9])) == (0, [], {0})
    assert schedule.receivable_cents == sum(paid(before)[:3])
    assert sum(one.retained_cents for one in schedule.instalments) == 0


@pytest.mark.rule("R-S52")
def test_quarters_afterwards_fall_due_in_the_month_after_them() -> None:
    """Four instalments paid afterwards: April, July, October, and January of the next year; half a year gives the first two."""
    told = terms(instalment_count=4, afterwards=True)
    days = [date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]
    assert [one.due_date for one in plan(told, 2026)[0].instalments] == days
    assert [
        one.due_date for one in plan(replace(told, end_date=date(2026, 6, 30)), 2026)[0].instalments
    ] == days[:2]


@pytest.mark.rule("R-S50")
def test_a_profile_of_30_20_50_percent_loses_no_cent() -> None:
    """1,000,000.01 by 30 % in January, 20 % on 15 June and 50 % in September: 300,000.00, 200,000.01 and 500,000.00."""
    profile = [
        Moment(month=9, weight=5000),
        Moment(month=1, weight=3000),
        Moment(month=6, day=15, weight=2000),
    ]
    schedule, _ = plan(terms("1000000.01", 10_000, moments=profile, instalment_count=3), 2026)
    assert [(one.due_date, one.amount_cents) for one in schedule.instalments] == [
        (date(2026, 1, 1), 30_000_000), (date(2026, 6, 15), 20_000_001), (date(2026, 9, 1), 50_000_000),
    ]  # fmt: skip


@pytest.mark.rule("R-S05")
@pytest.mark.rule("R-S50")
def test_what_remains_follows_the_profile() -> None:
    """30/20/50 % of 1.0 m with the first posted, raised to 1.7 m: 1.4 m remains, 2 to 5: 400,000.00 and 1,000,000.00."""
    profile = [Moment(month=1, weight=3000), Moment(month=6, weight=2000), Moment(month=9, weight=5000)]
    told = terms("1000000", 10_000, moments=profile, instalment_count=3)
    schedule, _ = replan(posted(plan(told, 2026)[0], 1), amended(told, "1700000"), TODAY)
    assert open_amounts(schedule) == [40_000_000, 100_000_000]


@pytest.mark.rule("R-S06")
@pytest.mark.rule("R-S50")
def test_a_part_of_a_year_is_paid_by_the_months_of_the_profile_in_it() -> None:
    """From July on the profile 30/20/50 % in January, June and September pays half the year in September; from October at once."""
    profile = [Moment(month=1, weight=3000), Moment(month=6, weight=2000), Moment(month=9, weight=5000)]
    told = terms("1000000", 10_000, moments=profile, instalment_count=3)
    [line] = plan(replace(told, start_date=date(2026, 7, 1)), 2026)[0].instalments
    assert (line.due_date, line.amount_cents) == (date(2026, 9, 1), 50_000_000)
    [line] = plan(replace(told, start_date=date(2026, 10, 1)), 2026)[0].instalments
    assert (line.due_date, line.amount_cents) == (date(2026, 10, 1), 25_000_000)
