"""How far a ceiling on access is used, and that it only warns (R-A38, G-79)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.access_ceilings.rules import AccessCeiling, AccessCeilingRefused, check, use_of
from services.access.policies.rules import DEFAULT
from shared.values import new_id, render
from shared.values.access_policies import CeilingSource

ON = date(2026, 11, 30)
CEILING = AccessCeiling(
    id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[],
    name="Begeleiding", year=2026, source=CeilingSource.MUNICIPALITY, ceiling_id=None, contract_id=None,
    law=None, product_category="02", maximum_decisions=800,
)  # fmt: skip


@pytest.mark.rule("R-A38")
@pytest.mark.parametrize(
    ("decisions", "share", "warning", "exhausted"),
    [
        (780, 9_750, True, False),
        (760, 9_500, True, False),
        (759, 9_487, False, False),
        (0, 0, False, False),
        (800, 10_000, True, True),
        (880, 11_000, True, True),
    ],
)
def test_780_of_800_is_97_and_a_half_percent_and_a_warning(
    decisions: int, share: int, warning: bool, exhausted: bool
) -> None:
    """From 95 % on by the standard; above the ceiling it is still a warning and nothing more."""
    found = use_of(CEILING, decisions, DEFAULT, ON)
    assert (found.used_basis_points, found.warning, found.exhausted) == (share, warning, exhausted)
    assert (found.remaining, found.policy_version) == (max(0, 800 - decisions), 0)
    assert "nooit een grond om te weigeren" in render(found.why.steps[-1], "nl")


@pytest.mark.rule("R-A38")
def test_the_threshold_is_the_municipality_s_own() -> None:
    """With 98 % in its policy 780 of 800 is no warning yet, and the result names the policy."""
    policy = replace(DEFAULT, id=new_id(), version=3, ceiling_warning_basis_points=9_800)
    found = use_of(CEILING, 780, policy, ON)
    assert (found.warning, found.policy_id, found.policy_version) == (False, policy.id, 3)


@pytest.mark.rule("R-A38")
def test_nothing_agreed_has_no_share() -> None:
    """A ceiling of none: no division by zero; the first decision warns."""
    none = replace(CEILING, maximum_decisions=0)
    assert (use_of(none, 0, DEFAULT, ON).used_basis_points, use_of(none, 0, DEFAULT, ON).warning) == (
        None,
        False,
    )
    assert (use_of(none, 1, DEFAULT, ON).warning, use_of(none, 1, DEFAULT, ON).exhausted) == (True, True)


@pytest.mark.rule("R-A38")
def test_one_ceiling_for_the_same_and_those_of_contracts_are_changed_there() -> None:
    """Another category or another year is another ceiling."""
    other = replace(CEILING, id=new_id())
    with pytest.raises(AccessCeilingRefused) as refused:
        check(other, [CEILING])
    assert [one.code for one in refused.value.errors] == ["agreed-already"]
    assert check(replace(other, year=2027), [CEILING]).year == 2027
    followed = replace(CEILING, source=CeilingSource.CONTRACT, ceiling_id=new_id())
    assert check(other, [followed]) == other
    with pytest.raises(AccessCeilingRefused) as refused:
        check(followed, [])
    assert [one.code for one in refused.value.errors] == ["of-contracts"]
    assert followed.counts_citizens and not CEILING.counts_citizens


@pytest.mark.rule("R-A38")
@given(st.integers(0, 5_000), st.integers(1, 5_000), st.integers(0, 10_000))
@settings(max_examples=50)
def test_a_warning_never_goes_away_as_more_is_decided(decisions: int, maximum: int, threshold: int) -> None:
    """And it is there exactly from the threshold on, without rounding."""
    ceiling = replace(CEILING, maximum_decisions=maximum)
    policy = replace(DEFAULT, ceiling_warning_basis_points=threshold)
    found = use_of(ceiling, decisions, policy, ON)
    assert found.warning == (decisions * 10_000 >= threshold * maximum)
    assert not found.warning or use_of(ceiling, decisions + 1, policy, ON).warning
