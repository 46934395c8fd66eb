"""The triple aim: success when one of the three improves and none gets worse."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from services.outcomes.triple_aims.rules import (
    Aim,
    AimCost,
    Said,
    Stretch,
    TripleAim,
    TripleAimRefused,
    judge,
    values_of,
)
from shared.values import new_id
from shared.values.flowing import AimChange, AimDirection, TripleAimVerdict
from tests.services.outcomes.flows.examples import OTHER, OWNER

GIVEN = TripleAim(
    id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], name="Wesselerbrink",
    contract_id=None, pilot_id=None, area_code="WK015301", participants=[OTHER, OWNER],
    before=Stretch(first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)),
    after=Stretch(first_day=date(2027, 1, 1), last_day=date(2027, 12, 31)),
    quality=Aim(before="7.4", after="7.6"), health=Aim(before="0.72", after="0.72"),
    cost=AimCost(before_cents=210_000, after_cents=208_000),
)  # fmt: skip


@pytest.mark.rule("R-O07")
def test_the_rules_own_example() -> None:
    """7.4 to 7.6, 0.72 to 0.72 and 2,100 to 2,080 euro is success; at a cost of 2,110 it is not; each aim by itself is told."""
    judged, why = judge(GIVEN)
    assert (judged.quality.change, judged.health.change, judged.cost.change) == (
        AimChange.IMPROVED, AimChange.SAME, AimChange.IMPROVED,
    )  # fmt: skip
    assert (judged.verdict, judged.standardised_mean) == (TripleAimVerdict.SUCCESS, None)
    assert [step.rule for step in why.steps] == ["R-O07"] * 4
    assert judged.parties == [OTHER]
    dearer, _ = judge(replace(GIVEN, cost=AimCost(before_cents=210_000, after_cents=211_000)))
    assert (dearer.verdict, dearer.cost.change) == (TripleAimVerdict.NO_SUCCESS, AimChange.WORSENED)


@pytest.mark.rule("R-O07")
def test_of_all_27_outcomes_seven_are_a_success() -> None:
    """Every mix of better, same and worse: success with at least one better and none worse."""
    found = 0
    for quality, health, cost in product((-1, 0, 1), repeat=3):
        judged, _ = judge(
            replace(
                GIVEN,
                quality=Aim(before="5", after=str(5 + quality)),
                health=Aim(before="5", after=str(5 - health), better=AimDirection.LOWER),
                cost=AimCost(before_cents=100, after_cents=100 - cost),
            )
        )
        wanted = max(quality, health, cost) == 1 and min(quality, health, cost) >= 0
        assert (judged.verdict is TripleAimVerdict.SUCCESS) is wanted
        found += wanted
    assert found == 7


@pytest.mark.rule("R-O07")
def test_one_figure_only_beside_all_three() -> None:
    """Half a deviation better, none, and a tenth cheaper: the mean is a fifth; without the deviation of one there is none."""
    told = replace(
        GIVEN,
        quality=Aim(before="7.4", after="7.6", deviation="0.4"),
        health=Aim(before="0.72", after="0.72", deviation="0.1"),
        cost=AimCost(before_cents=210_000, after_cents=208_000, deviation_cents=20_000),
    )
    judged, why = judge(told)
    assert (judged.quality.standardised, judged.cost.standardised) == ("0.500000", "0.100000")
    assert judged.standardised_mean == "0.200000" and len(why.steps) == 5
    half, _ = judge(replace(told, health=Aim(before="0.72", after="0.72")))
    assert half.standardised_mean is None


def test_what_a_measurement_says_is_what_counts() -> None:
    """Its value fills what was left out; another value, one without a value and one that is not there are refused at once."""
    known = Said(place="#/a", value=None, measurement_id=new_id(), known=True, measured="7.40")
    assert values_of([known, replace(known, value="7.4"), Said(place="#/b", value="6", measurement_id=None)]) == [
        "7.40", "7.4", "6",
    ]  # fmt: skip
    with pytest.raises(TripleAimRefused) as refused:
        values_of([replace(known, value="7.5"), replace(known, measured=None), replace(known, known=False)])
    assert [one.code for one in refused.value.errors] == [
        "differs",
        "measurement-empty",
        "measurement-unknown",
    ]
