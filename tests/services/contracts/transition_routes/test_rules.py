"""Which forms lie on which route, and how steps lie in time (A-14.19, A-14.20, R-C63)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.transition_routes.rules import (
    RouteIncentive,
    RouteStep,
    TransitionRoute,
    TransitionRouteRefused,
    check,
    timeline,
)
from shared.values import new_id
from shared.values.findings import Dimension, Tendency
from shared.values.steering import RouteForm, TransitionApproach, TransitionRouteKind

_F, _K = RouteForm, TransitionRouteKind
FIRST = date(2016, 1, 1)


def route(kind: TransitionRouteKind, *forms: RouteForm) -> TransitionRoute:
    """A route with a step a year."""
    incentive = RouteIncentive(dimension=Dimension.VOLUME, tendency=Tendency.LESS)
    return TransitionRoute(
        id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[], name="Route",
        contract_id=None, route=kind, approach=TransitionApproach.GRADUAL,
        steps=[
            RouteStep(valid_from=date(2016 + number, 1, 1), name=form, form=form, incentives=[incentive])
            for number, form in enumerate(forms)
        ],
    )  # fmt: skip


@pytest.mark.rule("R-C63")
@pytest.mark.parametrize(
    ("kind", "forms", "fits"),
    [
        (_K.POPULATION_FIRST, (_F.BUDGET_PER_POPULATION, _F.POPULATION_FUNDING), True),
        (_K.POPULATION_FIRST, (_F.PRESENT, _F.SUB_POPULATION_FUNDING, _F.POPULATION_FUNDING), True),
        (_K.POPULATION_FIRST, (_F.PAY_FOR_PERFORMANCE, _F.POPULATION_FUNDING), False),
        (_K.RESULTS_FIRST, (_F.PAY_FOR_PERFORMANCE, _F.BUDGET_PER_POPULATION, _F.POPULATION_FUNDING), True),
        (_K.RESULTS_FIRST, (_F.BUDGET_PER_POPULATION, _F.POPULATION_FUNDING), False),
        (_K.RESULTS_FIRST, (_F.CHAIN_FUNDING,), False),
        (_K.AT_ONCE, (_F.POPULATION_FUNDING,), True),
        (_K.AT_ONCE, (_F.PRESENT, _F.POPULATION_FUNDING), True),
        (_K.AT_ONCE, (_F.SHARED_SAVINGS, _F.POPULATION_FUNDING), False),
        (_K.AT_ONCE, (_F.PRESENT,), False),
    ],
)
def test_a_route_has_its_own_forms(
    kind: TransitionRouteKind, forms: tuple[RouteForm, ...], fits: bool
) -> None:
    """A begins with the population, B with results, C is one step; all end at population funding."""
    asked = route(kind, *forms)
    if fits:
        assert check(asked) == asked
    else:
        with pytest.raises(TransitionRouteRefused):
            check(asked)


@pytest.mark.rule("R-C63")
@given(st.lists(st.sampled_from(RouteForm), min_size=1, max_size=8), st.integers(-400, 4_000))
def test_exactly_one_step_holds_on_a_day_after_the_start(forms: list[RouteForm], day: int) -> None:
    """Steps lie end to end; before the first none holds, from then on one; each form on the way has its remark."""
    today = FIRST + timedelta(days=day)
    told = timeline(route(TransitionRouteKind.POPULATION_FIRST, *forms), today)
    assert sum(one.current for one in told.steps) == (1 if day >= 0 else 0)
    for one, after in zip(told.steps, told.steps[1:], strict=False):
        assert one.valid_until is not None and one.valid_until + timedelta(days=1) == after.valid_from
    ends = (RouteForm.PRESENT, RouteForm.POPULATION_FUNDING)
    between = [str(one.valid_from) for one in told.steps if one.form not in ends]
    assert [one.part for one in told.remarks] == between
