"""How long a contract runs and when it is evaluated (R-C04, R-C05)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import ExtensionOption, term
from shared.values import add_months, render
from tests.services.contracts.examples import terms


@pytest.mark.rule("R-C04")
@pytest.mark.parametrize(
    ("start", "options", "end", "latest"),
    [
        (date(2015, 1, 1), [24], date(2018, 12, 31), date(2020, 12, 31)),
        (date(2013, 1, 1), [24, 24], date(2016, 12, 31), date(2020, 12, 31)),
        (date(2026, 1, 1), [], date(2029, 12, 31), date(2029, 12, 31)),
    ],
    ids=["alphen-4-plus-1x2", "emmen-4-plus-2x2", "no-options"],
)
def test_end_and_latest_end_follow_from_start_term_and_options(
    start: date, options: list[int], end: date, latest: date
) -> None:
    """The worked examples of Alphen (G-58: one option) and Emmen, both with a base term of four years."""
    offered = [ExtensionOption(number=number, months=months) for number, months in enumerate(options, 1)]
    run, _ = term(terms(start_date=start, base_term_months=48, extension_options=offered))
    assert (run.end_date, run.latest_end_date) == (end, latest)


@pytest.mark.rule("R-C04")
def test_an_exercised_option_moves_the_end_and_not_the_latest_end() -> None:
    """Emmen after its first extension: two years more, one option still open."""
    options = [
        ExtensionOption(number=1, months=24, exercised=True),
        ExtensionOption(number=2, months=24),
    ]
    run, why = term(terms(start_date=date(2013, 1, 1), extension_options=options))
    assert (run.end_date, run.latest_end_date) == (date(2018, 12, 31), date(2020, 12, 31))
    assert render(why.steps[2], "nl") == (
        "Met alle 2 opties (samen 48 maanden) eindigt het uiterlijk op 31 december 2020; open: 1."
    )


@pytest.mark.rule("R-C05")
def test_the_evaluation_is_due_two_years_after_the_start() -> None:
    """Alphen: start 1-1-2015, evaluation after 24 months, due 1-1-2017."""
    run, why = term(terms(start_date=date(2015, 1, 1)))
    assert run.evaluation_date == date(2017, 1, 1)
    assert (
        render(why.steps[-1], "en")
        == "The evaluation is due 24 months after 1 January 2015: on 1 January 2017."
    )


@pytest.mark.rule("R-C04")
@given(
    st.dates(date(1990, 1, 1), date(2199, 12, 31)),
    st.integers(1, 240),
    st.lists(st.tuples(st.integers(1, 120), st.booleans()), max_size=9),
)
def test_a_term_ends_the_day_before_its_months_are_full(
    start: date, base: int, offered: list[tuple[int, bool]]
) -> None:
    """For any start: the day after the last is so many months on, and start ≤ end ≤ latest end."""
    options = [
        ExtensionOption(number=number, months=months, exercised=used)
        for number, (months, used) in enumerate(offered, 1)
    ]
    run, _ = term(terms(start_date=start, base_term_months=base, extension_options=options))
    assert run.end_date is not None and run.latest_end_date is not None
    assert start <= run.end_date <= run.latest_end_date
    exercised = sum(option.months for option in options if option.exercised)
    assert run.end_date + timedelta(days=1) == add_months(start, base + exercised)
