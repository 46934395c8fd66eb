"""What was due of an indicator and how much of it is registered (R-O32); whether there is a baseline (R-O11)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.completeness.rules import (
    Baseline,
    CasesTally,
    Completeness,
    Registered,
    cases_scored,
    completeness,
    share_of,
)
from services.outcomes.indicators.rules import ContractCopy, Indicator
from shared.values.arrangements import MeasurementFrequency
from shared.values.terms import IndicatorScope
from tests.services.outcomes.examples import CONTRACT, INDICATOR, LEAD, indicator

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
AFTER = date(2027, 1, 1)
MEMBERS = [f"00000099{number:012}" for number in range(5001, 5026)]


def counted(
    what: Indicator,
    *registered: Registered,
    contract: ContractCopy = CONTRACT,
    today: date = AFTER,
    baselines: tuple[Baseline, ...] = (),
) -> Completeness:
    """The completeness of 2026 with one indicator."""
    return completeness(contract, 2026, [what], registered, baselines, today)


@pytest.mark.rule("R-O32")
def test_85_of_100_is_85_percent() -> None:
    """Twenty-five providers owe four quarters each; 85 of the 100 are registered."""
    what = indicator(scope=IndicatorScope.PROVIDER)
    contract = replace(CONTRACT, members=MEMBERS)
    every = [Registered(what.id, quarter, member) for quarter in QUARTERS for member in MEMBERS]
    found = counted(what, *every[:85], contract=contract)
    assert (found.due, found.registered, found.share_basis_points) == (100, 85, 8_500)
    [one] = found.indicators
    assert [(at.due, at.registered, at.share_basis_points) for at in one.periods] == [
        (25, 25, 10_000), (25, 25, 10_000), (25, 25, 10_000), (25, 10, 4_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "due"), [(date(2026, 3, 31), 0), (date(2026, 4, 1), 1), (date(2026, 12, 31), 3), (AFTER, 4)]
)
def test_a_quarter_is_due_when_it_is_over(today: date, due: int) -> None:
    """What was measured early neither counts nor makes more than all of it."""
    early = [Registered(INDICATOR.id, quarter, None) for quarter in QUARTERS]
    found = counted(INDICATOR, *early, today=today)
    assert (found.due, found.registered) == (due, due)
    assert found.share_basis_points == (10_000 if due else None)


@pytest.mark.rule("R-O32")
def test_the_frequency_decides_what_is_due() -> None:
    """Half-yearly two, yearly one, more seldom nothing; of another indicator, quarter or provider nothing counts."""
    other = [Registered(UUID(int=1), "2026-Q4", None), Registered(INDICATOR.id, "2026-Q4", LEAD)]
    for frequency, due in (
        (MeasurementFrequency.HALF_YEARLY, 2),
        (MeasurementFrequency.YEARLY, 1),
        (MeasurementFrequency.LOWER, 0),
    ):
        found = counted(indicator(frequency=frequency), *other, Registered(INDICATOR.id, "2026-Q1", None))
        assert (found.due, found.registered) == (due, 0)


def test_of_the_only_provider_the_whole_is_its_own() -> None:
    """A contract with one member owes one measurement, of the whole or of the member."""
    what = indicator(scope=IndicatorScope.PROVIDER)
    alone = replace(CONTRACT, members=[LEAD])
    told = (Registered(what.id, "2026-Q1", None), Registered(what.id, "2026-Q2", LEAD))
    assert (counted(what, *told, contract=alone).registered, counted(what, told[0]).registered) == (2, 0)


@pytest.mark.rule("R-O11")
def test_without_a_baseline_there_is_a_warning() -> None:
    """Named by its code; a baseline of an area is one, and the area is told."""
    assert counted(INDICATOR).without_baseline == ["client-satisfaction"]
    found = counted(
        INDICATOR,
        baselines=(
            Baseline(INDICATOR.id, "WK048401"),
            Baseline(INDICATOR.id, None),
            Baseline(UUID(int=1), "WK1"),
        ),
    )
    assert found.without_baseline == []
    assert (found.indicators[0].baseline, found.indicators[0].baseline_areas) == (True, ["WK048401"])


@given(due=st.integers(1, 10**6), missing=st.integers(1, 10**6))
def test_only_all_of_it_is_all_of_it(due: int, missing: int) -> None:
    """A share is cut off: 100 % says that nothing is missing."""
    assert share_of(due, due) == 10_000
    share = share_of(max(due - missing, 0), due)
    assert share is not None and 0 <= share < 10_000
    assert share_of(0, 0) is None


@pytest.mark.rule("R-O32")
@pytest.mark.rule("F-08")
@pytest.mark.parametrize(
    ("due", "scored", "shown"), [(100, 85, 8_500), (100, 91, None), (100, 9, None), (9, 9, None)]
)
def test_few_cases_are_not_published(due: int, scored: int, shown: int | None) -> None:
    """85 of 100 is 85 %; fewer than ten scored, not scored, or due are left out for who is no party."""
    tally = CasesTally(CONTRACT.id, due, scored)
    found, own = cases_scored(tally, 10), cases_scored(tally, 0)
    assert found is not None and own is not None
    assert (found.share_basis_points, found.suppressed) == (shown, shown is None)
    assert (own.due, own.scored, own.suppressed) == (due, scored, False)
    assert cases_scored(CasesTally(CONTRACT.id, 0, 0), 10) is cases_scored(None, 10) is None
