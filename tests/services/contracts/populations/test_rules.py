"""Whom a contract is for (N-105): what a population says of itself, and what is said when it is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.contracts.populations.rules import Population, PopulationNotFound
from shared.kit.problems import status_of
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values.terms import Law

ALPHEN = Population(
    id=UUID("018f0000-0000-7000-8000-00000000000d"),
    version=1,
    owner="00000099000000000484",
    external_reference="pop-1",
    parties=["00000099000000001001"],
    name="Inwoners Alphen aan den Rijn",
    municipality_code="0484",
    laws=[Law.WMO_2015],
    description="Alle inwoners met een vraag over meedoen",
    inhabitants=110_000,
    inhabitants_on=date(2026, 1, 1),
)


@given(
    st.integers(0, 20_000_000),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.lists(st.sampled_from(Law), unique=True, min_size=1),
)
def test_a_population_is_told_as_it_was_counted_without_who_may_see_it(
    count: int, day: date, laws: list[Law]
) -> None:
    """Whatever the count, its day and the laws, each field reads the same on the wire; the parties are not in it."""
    population = replace(ALPHEN, inhabitants=count, inhabitants_on=day, laws=laws)
    told = schemas.Population.model_validate_json(encode(schemas.Population, population))
    names = set(Population.__slots__) - {"parties"}
    assert set(schemas.Population.model_fields) == names
    assert told.model_dump() == {name: getattr(population, name) for name in names}


def test_what_is_not_there_is_not_found_in_both_languages() -> None:
    """404 with the id that was asked, whether it is not there or not yours."""
    problem = PopulationNotFound(id=ALPHEN.id)
    assert status_of(problem) == 404
    assert [problem.detail.render(language, problem.facts) for language in ("nl", "en")] == [
        "Er is geen populatie 018f0000-0000-7000-8000-00000000000d.",
        "There is no population 018f0000-0000-7000-8000-00000000000d.",
    ]
