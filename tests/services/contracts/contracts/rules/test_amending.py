"""What an amendment in force makes of a contract (R-C07, R-C08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts import rules
from shared.values import render
from shared.values.terms import AmendmentReason
from tests.services.contracts.examples import SATISFACTION, active


@pytest.mark.rule("R-C08")
def test_a_norm_raised_from_july_leaves_the_second_quarter_to_the_old_norm() -> None:
    """KPI 7.0 → 7.5 from 1 July: Q2 is measured against 7.0, Q3 against 7.5; both stay in the list."""
    contract, why = rules.amend(
        active(),
        amendment_id=UUID("018f0000-0000-7000-8000-00000000000e"),
        number=1,
        reason=AmendmentReason.TIGHTENING,
        effective_on=date(2026, 7, 1),
        annual_amount_cents=None,
        norms={9: "7.5"},
    )
    assert [(one.norm, one.valid_from) for one in contract.agreements] == [
        ("7.0", None),
        ("7.5", date(2026, 7, 1)),
    ]
    for day, norm in ((date(2026, 6, 30), "7.0"), (date(2026, 7, 1), "7.5")):
        assert [one.norm for one in rules.agreements_on(contract.agreements, day)] == [norm]
    assert contract.funding_effective_on == date(2026, 1, 1)
    assert render(why.steps[0], "nl") == (
        "Addendum 1: afspraak 9 krijgt norm 7.5 vanaf 1 juli 2026; daarvoor blijft 7.0 gelden."
    )


@pytest.mark.rule("R-C07")
def test_a_new_annual_amount_is_a_new_version_with_its_date_of_effect() -> None:
    """7.0 → 7.05 million: the amount, its date, the amendment that did it, and the version after."""
    before = active()
    amendment_id = UUID("018f0000-0000-7000-8000-00000000000e")
    contract, _ = rules.amend(
        before,
        amendment_id=amendment_id,
        number=1,
        reason=AmendmentReason.EXTREME_CIRCUMSTANCE,
        effective_on=date(2026, 7, 1),
        annual_amount_cents=705_000_000,
        norms={},
    )
    assert contract.fixed_sum is not None and contract.fixed_sum.annual_amount_cents == 705_000_000
    assert [one.advance_cents for one in contract.yearly_funding] == [669_750_000]
    assert contract.funding_effective_on == date(2026, 7, 1)
    assert (contract.amendment_id, contract.version) == (amendment_id, before.version + 1)
    assert contract.agreements == before.agreements


@pytest.mark.rule("R-C08")
@given(
    st.lists(
        st.tuples(st.dates(date(2026, 1, 2), date(2029, 12, 31)), st.integers(1, 10)),
        unique_by=lambda pair: pair[0],
        max_size=5,
    ),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_on_any_day_exactly_the_newest_norm_in_effect_is_valid(
    changes: list[tuple[date, int]], day: date
) -> None:
    """However often a norm changed: on each day one norm, the last that had taken effect."""
    agreements = [SATISFACTION, *(replace(SATISFACTION, norm=str(n), valid_from=on) for on, n in changes)]
    [valid] = rules.agreements_on(agreements, day)
    taken = [(on, str(n)) for on, n in changes if on <= day]
    assert valid.norm == (max(taken)[1] if taken else "7.0")
