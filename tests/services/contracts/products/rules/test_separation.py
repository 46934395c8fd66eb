"""Whether a care type belongs in the basic budget (R-C53)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.products.rules import CareType, advise_separation
from shared.values.products import Separation

COSTLY = CareType(
    cases=3, cost_per_case_cents=15_000_000, deviation_per_case_cents=0, basic_budget_cents=100_000_000,
    threshold_basis_points=1_000, variation_basis_points=2_500,
)  # fmt: skip


@pytest.mark.rule("R-C53")
def test_low_volume_and_high_cost_eat_the_basic_budget() -> None:
    """3 cases × €150,000 in a basic budget of €1.0 m → 45 % → advise specialist or pooling, told in three steps."""
    found = advise_separation(COSTLY)
    assert (found.advice, found.total_cents, found.share_basis_points) == (
        Separation.SPECIALIST_OR_POOLING, 45_000_000, 4_500,
    )  # fmt: skip
    assert [one.rule for one in found.why.steps] == ["R-C53"] * 3


@pytest.mark.rule("R-C53")
def test_many_cases_of_the_same_cost_can_be_foreseen() -> None:
    """1,000 cases of €450 take the same 45 %, and vary 3.16 % between years: they stay in the basic budget."""
    found = advise_separation(replace(COSTLY, cases=1_000, cost_per_case_cents=45_000))
    assert (found.share_basis_points, found.variation_basis_points, found.advice) == (
        4_500,
        316,
        Separation.BASIC,
    )


@pytest.mark.rule("R-C53")
def test_differences_between_cases_count_too() -> None:
    """20 equal cases vary 22.36 %: they can stay; when one costs as much more or less again it is 31.62 %: apart."""
    equal = replace(COSTLY, cases=20, cost_per_case_cents=1_000_000)
    assert advise_separation(equal).advice is Separation.BASIC
    varied = advise_separation(replace(equal, deviation_per_case_cents=1_000_000))
    assert (varied.variation_basis_points, varied.advice) == (3_162, Separation.SPECIALIST_OR_POOLING)


@pytest.mark.rule("R-C53")
@given(st.integers(0, 10_000), st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**12))
def test_more_cost_never_turns_the_advice_back(cases: int, cost: int, deviation: int, budget: int) -> None:
    """Doubling the cost of each case alike never moves a care type back into the basic budget; nothing is never apart."""
    care = replace(
        COSTLY,
        cases=cases,
        cost_per_case_cents=cost,
        deviation_per_case_cents=deviation,
        basic_budget_cents=budget,
    )
    doubled = replace(care, cost_per_case_cents=2 * cost, deviation_per_case_cents=2 * deviation)
    first, second = advise_separation(care), advise_separation(doubled)
    if first.advice is Separation.SPECIALIST_OR_POOLING:
        assert second.advice is Separation.SPECIALIST_OR_POOLING
    if not cases or not cost:
        assert (first.advice, first.variation_basis_points) == (Separation.BASIC, None)
