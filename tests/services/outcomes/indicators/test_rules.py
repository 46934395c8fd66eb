"""How agreements become indicators with norms by period, and which norm a quarter is held against."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.indicators.rules import (
    Agreement,
    Compensation,
    Indicator,
    NormVersion,
    Suspension,
    carried,
    define,
    norm_in,
    quarter_names,
    quarter_period,
    quarters_due,
)
from shared.values import Period
from shared.values.terms import NormOperator
from tests.services.outcomes.examples import AGREEMENT, CONTRACT, INDICATOR

TIGHTER = replace(AGREEMENT, norm="7.5", valid_from=date(2026, 7, 1))


def norms(indicator: Indicator) -> list[tuple[date, date | None, str, int]]:
    """What a norm says, in short."""
    return [(one.valid_from, one.valid_until, one.norm, one.contract_version) for one in indicator.norms]


@pytest.mark.rule("R-X09")
def test_an_agreement_becomes_an_indicator_with_its_norm_from_the_first_day() -> None:
    """A contract's agreement is an indicator whose norm holds from the contract's start, without an end."""
    [defined] = define(CONTRACT, [AGREEMENT], [])
    assert (defined.code, defined.version, defined.contract_id) == ("client-satisfaction", 1, CONTRACT.id)
    assert norms(defined) == [(date(2026, 1, 1), None, "7.0", 3)]
    assert defined.parties == CONTRACT.parties


@pytest.mark.rule("R-O21")
@pytest.mark.rule("R-C08")
def test_a_tighter_norm_ends_the_one_before_it_on_the_day_before() -> None:
    """7.0 becomes 7.5 from 1 July: the first norm ends on 30 June and keeps the contract version that brought it."""
    [first] = define(CONTRACT, [AGREEMENT], [])
    [second] = define(replace(CONTRACT, version=5), [AGREEMENT, TIGHTER], [first])
    assert second.id == first.id
    assert second.version == 2
    assert norms(second) == [
        (date(2026, 1, 1), date(2026, 6, 30), "7.0", 3),
        (date(2026, 7, 1), None, "7.5", 5),
    ]


def test_a_contract_that_lists_only_the_new_norm_does_not_take_away_what_held() -> None:
    """Norms that began before the first one listed stay as they were."""
    [first] = define(CONTRACT, [AGREEMENT], [])
    [second] = define(replace(CONTRACT, version=5), [TIGHTER], [first])
    assert [one.norm for one in second.norms] == ["7.0", "7.5"]


def test_nothing_changed_is_the_same_indicator() -> None:
    """A contract version that leaves an agreement alone makes no new version of its indicator."""
    [first] = define(CONTRACT, [AGREEMENT], [])
    assert define(replace(CONTRACT, version=4), [AGREEMENT], [first]) == [first]


def test_an_indicator_that_is_no_longer_listed_stays() -> None:
    """What was measured under an indicator keeps it, whether or not the contract still lists it; order is by number."""
    other = replace(AGREEMENT, number=2, code="waiting-time", name="Wachttijd")
    known = define(CONTRACT, [AGREEMENT, other], [])
    assert [one.number for one in known] == [2, 9]
    assert define(replace(CONTRACT, version=4), [AGREEMENT], known) == known


@pytest.mark.rule("R-C08")
@pytest.mark.parametrize(
    ("quarter", "norm"), [("2026-Q1", "7.0"), ("2026-Q2", "7.0"), ("2026-Q3", "7.5"), ("2026-Q4", "7.5")]
)
def test_a_quarter_is_held_against_the_norm_of_its_first_day(quarter: str, norm: str) -> None:
    """With 7.5 from 1 July the second quarter is measured against 7.0 and the third against 7.5."""
    [indicator] = define(CONTRACT, [AGREEMENT, TIGHTER], [])
    found = norm_in(indicator, CONTRACT, quarter)
    assert found is not None
    assert found.norm == norm


def test_a_norm_that_begins_within_a_quarter_counts_from_the_next() -> None:
    """A norm from 15 May does not reach back to April; the quarter keeps the norm it began with."""
    [indicator] = define(CONTRACT, [AGREEMENT, replace(TIGHTER, valid_from=date(2026, 5, 15))], [])
    assert [norm_in(indicator, CONTRACT, name).norm for name in quarter_names(2026)] == [
        "7.0",
        "7.0",
        "7.5",
        "7.5",
    ]  # type: ignore[union-attr]


def test_a_first_norm_within_a_quarter_counts_in_it() -> None:
    """A quarter that had no norm yet is held against the first one that begins in it, and earlier quarters against none."""
    [indicator] = define(CONTRACT, [replace(AGREEMENT, valid_from=date(2026, 5, 15))], [])
    assert quarters_due(indicator, CONTRACT, 2026) == ["2026-Q2", "2026-Q3", "2026-Q4"]


def test_a_contract_that_begins_within_a_quarter_is_due_in_it() -> None:
    """A contract from 15 February to 31 October is measured in four quarters of that year and none of the next."""
    short = replace(CONTRACT, start_date=date(2026, 2, 15), end_date=date(2026, 10, 31))
    [indicator] = define(short, [AGREEMENT], [])
    assert quarters_due(indicator, short, 2026) == list(quarter_names(2026))
    assert quarters_due(indicator, short, 2027) == []


@given(
    starts=st.lists(st.dates(date(2026, 1, 2), date(2029, 12, 31)), unique=True, max_size=6),
    day=st.dates(date(2026, 1, 1), date(2031, 1, 1)),
)
def test_norms_tile_the_days_from_the_first_on(starts: list[date], day: date) -> None:
    """Whatever norms a contract lists, each day from the first has exactly one, and it is the one that began last."""
    listed = [
        AGREEMENT,
        *(replace(AGREEMENT, norm=f"{n}", valid_from=start) for n, start in enumerate(starts, 1)),
    ]
    [indicator] = define(CONTRACT, listed, [])
    ends = [norm.valid_until for norm in indicator.norms]
    begins = [norm.valid_from for norm in indicator.norms]
    assert [end + timedelta(days=1) for end in ends[:-1] if end] == begins[1:]
    assert ends[-1] is None
    found = indicator.norm_on(day)
    assert found is not None
    assert found.valid_from == max(start for start in [date(2026, 1, 1), *starts] if start <= day)


def test_quarters_are_written_with_their_year() -> None:
    """2026-Q2 runs from 1 April up to and including 30 June."""
    assert quarter_period("2026-Q2") == Period.inclusive(date(2026, 4, 1), date(2026, 6, 30))
    assert quarter_names(2026) == ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


def test_a_day_before_the_first_norm_has_none() -> None:
    """An indicator says nothing of the days before its first norm."""
    assert INDICATOR.norm_on(date(2025, 12, 31)) is None
    assert INDICATOR.norm_on(date(2026, 1, 1)) == NormVersion(
        date(2026, 1, 1), None, "7.0", NormOperator.MIN, 3
    )


def test_an_agreement_is_read_by_its_fields() -> None:
    """An agreement of a contract carries every field that an indicator takes over."""
    assert {"number", "code", "norm", "operator", "valid_from"} <= set(Agreement.__slots__)


@pytest.mark.rule("R-C52")
def test_what_a_contract_told_of_its_past_is_kept() -> None:
    """A contract tells one rest at a time; those before it stay, and a compensation keeps the day on which it was first told (G-03)."""
    spring = Suspension(date(2026, 3, 1), date(2026, 3, 31))
    summer = Suspension(date(2026, 7, 1), None)
    raised = Compensation(4, 9, 2026, date(2026, 11, 2))
    before = replace(CONTRACT, suspensions=[spring, summer], compensations=[raised])
    ended = replace(summer, valid_until=date(2026, 7, 14))
    told_again = replace(raised, agreed_on=date(2026, 12, 30))
    new = Compensation(5, 9, 2026, date(2026, 12, 30))
    now = carried(
        replace(CONTRACT, suspensions=[ended], compensations=[told_again, new]), before, date(2026, 12, 30)
    )
    assert now.suspensions == [spring, ended]
    assert now.compensations == [raised, new]
    assert carried(replace(CONTRACT, compensations=[told_again]), None, date(2026, 11, 2)).compensations == [
        raised
    ]
