"""Whom a contract is for (N-105): what a population says of itself, and what is said when it is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.populations import rules
from services.contracts.populations.rules import Population, PopulationNotFound, PopulationSize, TargetGroup
from shared.kit.problems import status_of
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values.derivation import render
from shared.values.populations import AreaLevel, EntryCondition, FigureSource, LegalFramework
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


def test_the_newest_count_is_the_populations() -> None:
    """Sizes in order of their dates, the given count among them; the newest with its source is the number of inhabitants."""
    older, newer = (
        PopulationSize(date(2025, 1, 1), 109_000, FigureSource.CBS),
        PopulationSize(date(2027, 1, 1), 111_250, FigureSource.CBS),
    )
    made, why = rules.determine(replace(ALPHEN, sizes=[newer, older]), {})
    assert [one.inhabitants for one in made.sizes] == [109_000, 110_000, 111_250]
    assert (made.inhabitants, made.inhabitants_on, made.inhabitants_source) == (
        111_250, date(2027, 1, 1), FigureSource.CBS,
    )  # fmt: skip
    assert [(one.rule, one.result) for one in why.steps] == [("N-105", 111_250)]
    again, _ = rules.determine(made, {})
    assert again == made


def test_counting_on_another_date_adds_a_size_and_on_the_same_replaces_it() -> None:
    """By a change of the number or its date; sizes by themselves say which is the newest; describing anew forgets none."""
    first, _ = rules.determine(ALPHEN, {})
    later = rules.recount(
        replace(first, inhabitants=111_250, inhabitants_on=date(2027, 1, 1)),
        {"inhabitants", "inhabitants_on"},
    )
    assert [one.inhabitants for one in rules.determine(later, {})[0].sizes] == [110_000, 111_250]
    mended, _ = rules.determine(rules.recount(replace(first, inhabitants=110_001), {"inhabitants"}), {})
    assert [one.inhabitants for one in mended.sizes] == [110_001]
    told = rules.recount(replace(first, sizes=[PopulationSize(date(2028, 1, 1), 7)]), {"sizes"})
    assert (told.inhabitants, told.inhabitants_on) == (7, date(2028, 1, 1))
    anew = replace(first, inhabitants=5, inhabitants_on=date(2030, 1, 1), sizes=[])
    assert [one.inhabitants for one in rules.determine(rules.counted_anew(first, anew), {})[0].sizes] == [
        110_000,
        5,
    ]
    assert rules.recount(first, {"name"}) == first


def test_what_bounds_a_population_is_told_combined() -> None:
    """Areas, ages, demand, target group, diagnosis and insured beside each other (N-47); with none, its municipality."""
    assert rules.determine(ALPHEN, {})[0].delimited_by == ["municipality"]
    bounded = replace(
        ALPHEN,
        area_codes=["WK048401"],
        age_until=17,
        demands=["household-help"],
        target_group=TargetGroup(code="harp", name="HARP", diagnosis="HARP"),
        insurers=["00000099000000007001"],
    )
    assert rules.determine(bounded, {"WK048401": AreaLevel.DISTRICT})[0].delimited_by == [
        "area", "age", "demand", "targetGroup", "diagnosis", "insured",
    ]  # fmt: skip
    region = replace(ALPHEN, area_codes=["GM0484", "drenthe"])
    levels = {"GM0484": AreaLevel.MUNICIPALITY, "drenthe": AreaLevel.REGION}
    assert rules.determine(region, levels)[0].delimited_by == ["municipality", "region"]


@pytest.mark.rule("R-C54")
def test_responsibility_that_starts_at_the_diagnosis_has_no_incentive_to_prevent_entry() -> None:
    """HARP-like: a warning with why; with extra measures, or with entry by residence, none."""
    group = TargetGroup("harp", "HARP", "ernstige psychiatrische aandoening", EntryCondition.DIAGNOSIS)
    harp = replace(ALPHEN, target_group=group)
    assert rules.no_incentive_to_prevent(harp)
    step = rules.determine(harp, {})[1].steps[-1]
    assert step.rule == "R-C54" and "no incentive to prevent" in render(step, "en")
    for other in (
        replace(group, prevention_measures=["vroegsignalering in de wijk"]),
        replace(group, entry_condition=EntryCondition.RESIDENCE),
    ):
        assert not rules.no_incentive_to_prevent(replace(harp, target_group=other))
    assert not rules.no_incentive_to_prevent(ALPHEN)


def test_what_does_not_go_together_is_told_at_once() -> None:
    """Unknown area, ages reversed, a date counted twice, no diagnosis to enter by, laws of another time (G-62)."""
    wrong = replace(
        ALPHEN,
        area_codes=["WK048401"],
        age_from=18,
        age_until=17,
        sizes=[PopulationSize(ALPHEN.inhabitants_on, 1)],
        target_group=TargetGroup("harp", "HARP", entry_condition=EntryCondition.DIAGNOSIS),
        legal_frameworks=[LegalFramework.WMO_2015, LegalFramework.AWBZ, LegalFramework.WTG],
    )
    with pytest.raises(rules.PopulationRefused) as met:
        rules.determine(wrong, {})
    assert [(one.code, one.location) for one in met.value.errors] == [
        ("area-unknown", "#/areaCodes/0"),
        ("ages-reversed", "#/ageUntil"),
        ("size-differs", "#/inhabitants"),
        ("diagnosis-missing", "#/targetGroup/diagnosis"),
        ("law-not-in-force", "#/legalFrameworks/1"),
        ("law-not-in-force", "#/legalFrameworks/2"),
    ]
    past = replace(ALPHEN, inhabitants_on=date(2013, 1, 1), legal_frameworks=[LegalFramework.AWBZ])
    assert rules.determine(past, {})[0].legal_frameworks == [LegalFramework.AWBZ]
