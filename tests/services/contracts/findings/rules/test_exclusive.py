"""Population contracts beside each other, decided without I/O (R-C11, R-C12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import terms_of
from services.contracts.findings.rules import Case, Circumstances, Finding
from services.contracts.findings.rules.beside import Beside, Held, Neighbour
from services.contracts.findings.rules.exclusive import DETECTORS
from shared.values import add_months, new_id
from tests.services.contracts.examples import active

POPULATION, TODAY = new_id(), date(2026, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))


def codes(start: date, months: int, other_start: date, other_months: int) -> list[str]:
    """What is found where two parties have the same population, each from a day on for so many months."""
    own = replace(
        active(), population_id=POPULATION, consortium_id=None, start_date=start, base_term_months=months,
        extension_options=[],
    )  # fmt: skip
    other = replace(own, id=new_id(), start_date=other_start, base_term_months=other_months, end_date=None)
    beside = Beside(neighbours=[Neighbour(contract=other, held=Held())])
    case = Case(terms_of(own), Circumstances(), TODAY, beside=beside)
    return [one.code for detect in DETECTORS for one in detect(case) if isinstance(one, Finding)]


@pytest.mark.rule("R-C12")
@given(DAYS, st.integers(1, 96), DAYS, st.integers(1, 96))
def test_the_same_population_is_covered_twice_on_shared_days_alone(
    start: date, months: int, other_start: date, other_months: int
) -> None:
    """For any two periods: found exactly where they share a day that has not passed."""
    last = min(add_months(start, months), add_months(other_start, other_months))
    shares = max(start, other_start) < last and last > TODAY
    assert codes(start, months, other_start, other_months) == ["population-covered-twice"] * shares
