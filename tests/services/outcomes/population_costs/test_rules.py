"""What a population cost in a contract year, and how many people it counts."""

from dataclasses import replace
from datetime import date

import pytest

from services.outcomes.flows.rules import Size
from services.outcomes.population_costs.rules import (
    AreaSize,
    CostPosting,
    PopulationCopy,
    population_cost,
    sizes_of_areas,
    wanted,
)
from shared.values import new_id
from shared.values.flowing import CostSource
from tests.services.outcomes.examples import CONTRACT, OWNER

POPULATION = PopulationCopy(
    id=new_id(), version=1, owner=OWNER, name="Inwoners", area_codes=["WK015301"], targeted=False,
    sizes=[
        Size(counted_on=date(2026, 1, 1), inhabitants=110_000), Size(counted_on=date(2027, 1, 1), inhabitants=1)
    ],
)  # fmt: skip
BOUND = replace(CONTRACT, population_id=POPULATION.id)


def posting(amount: int, source: CostSource = CostSource.SCHEDULE, year: int = 2026) -> CostPosting:
    """What was posted on the contract's year."""
    return CostPosting(
        id=new_id(),
        version=1,
        owner=OWNER,
        contract_id=CONTRACT.id,
        year=year,
        source=source,
        amount_cents=amount,
    )


@pytest.mark.rule("R-X10")
def test_the_cost_of_a_year_is_what_was_posted_and_released() -> None:
    """7 million less 5 % retention, of which all came back: 63.64 euro for each of 110,000 inhabitants on the last day before."""
    back = [posting(35_000_000, CostSource.RETENTION), posting(9, CostSource.RETENTION, 2027)]
    found = population_cost(posting(665_000_000), back, BOUND, POPULATION)
    assert (found.posted_cents, found.released_cents, found.cost_cents) == (
        665_000_000,
        35_000_000,
        700_000_000,
    )
    assert (found.inhabitants, found.inhabitants_on) == (110_000, date(2026, 1, 1))
    assert found.cost_per_inhabitant_cents == 6364
    bare = population_cost(posting(665_000_000), [], CONTRACT, None)
    assert (bare.cost_per_inhabitant_cents, bare.population_id, bare.area_codes) == (None, None, [])


def test_which_contracts_are_for_a_population_or_an_area() -> None:
    """By the population itself, or by an area within it; a contract without a population is for neither."""
    both, known = [BOUND, replace(CONTRACT, id=new_id())], {POPULATION.id: POPULATION}
    assert wanted(both, known, population_id=POPULATION.id, area_code=None) == [BOUND.id]
    assert wanted(both, known, population_id=None, area_code="WK015301") == [BOUND.id]
    assert wanted(both, known, population_id=None, area_code="WK015302") == []


def test_a_suppressed_number_of_inhabitants_is_no_size() -> None:
    """Two years of an area, of which one is suppressed."""
    told = [
        AreaSize(id=new_id(), version=1, owner=OWNER, area_code="WK-01", year=year, inhabitants=many)
        for year, many in ((2025, None), (2026, 1600))
    ]
    assert sizes_of_areas(told) == {"WK-01": [Size(counted_on=date(2026, 1, 1), inhabitants=1600)]}
