"""Which light of a dimension counts (N-157, D-46)."""

from __future__ import annotations

from datetime import date

import pytest

from services.outcomes.incentive_evaluations import rules
from services.outcomes.incentive_evaluations.rules import IncentiveEvaluation
from shared.values import new_id
from shared.values.consulting import Light
from shared.values.findings import Dimension
from tests.services.outcomes.examples import CONTRACT, OWNER


def given(year: int, light: Light, dimension: Dimension = Dimension.VOLUME) -> IncentiveEvaluation:
    """A light as somebody gave it."""
    return IncentiveEvaluation(
        id=new_id(), owner=OWNER, external_reference=None, parties=[], contract_id=CONTRACT.id, year=year,
        dimension=dimension, light=light, argument="…", given_by="beleidsadviseur", given_on=date(year, 12, 1),
    )  # fmt: skip


def test_the_newest_of_the_year_counts_beside_the_last_of_before() -> None:
    """The last given of the year stands, the newest earlier year beside it; what nobody coloured has no colour (0-6)."""
    lights = [
        given(2026, Light.RED),
        given(2027, Light.AMBER),
        given(2027, Light.GREEN),
        given(2028, Light.RED),
    ]
    seen = rules.overview(CONTRACT.id, 2027, lights)
    (volume,) = [one for one in seen.dimensions if one.dimension is Dimension.VOLUME]
    assert (volume.light, volume.previous, seen.complete) == (Light.GREEN, Light.RED, False)
    assert [one.light for one in seen.dimensions if one.dimension is not Dimension.VOLUME] == [None] * 4


def test_a_year_outside_the_contract_or_to_come_has_no_light() -> None:
    """The contract runs 2026 to 2029; in 2027 there is nothing to say of 2025 or 2028."""
    for year in (2025, 2028):
        with pytest.raises(rules.YearOutsideContract):
            rules.check_year(CONTRACT, year, date(2027, 3, 1))
    rules.check_year(CONTRACT, 2026, date(2027, 3, 1))
