"""A definition through its versions, values by it, and the libraries that ship with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.definitions import store
from services.outcomes.definitions.rules import (
    Agreement,
    AgreementRefused,
    Content,
    DefinitionNotValid,
    DefinitionRefused,
    IndicatorDefinition,
    LibraryItemsUnknown,
    RatioUndefined,
    agree,
    chosen,
    define,
    invite,
    narrowed,
    renew,
    take_over,
    value_of,
)
from services.outcomes.definitions.rules.content import faults
from shared.values import render
from shared.values.indicating import (
    AgreeingSide,
    Direction,
    LibraryOutcome,
    NormHardness,
    OutcomeClass,
)
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource, NormOperator

SEEDS = Path("/work/shared/seeds")
OWNER, LEAD, SUB = "00000099000000000484", "00000099000000001001", "00000099000000001002"
START = date(2026, 1, 1)
SIDES = (AgreeingSide.PURCHASER, AgreeingSide.COUNCIL, AgreeingSide.CITIZENS)
CONTENT = Content(
    name_nl="Heupfractuur", name_en="Hip fracture", kind=IndicatorKind.OUTCOME, scope=IndicatorScope.GROUP,
    unit="% van de patiënten", lowest="0", highest="100", direction=Direction.LOWER_IS_BETTER,
    numerator="patiënten met een heupfractuur", denominator="patiënten in zorg", multiplier=100, norm="4.0",
    operator=NormOperator.MAX, source=MeasurementSource.SAMPLE_CHECK,
)  # fmt: skip


def made(*providers: str) -> IndicatorDefinition:
    """A definition from the first of January 2026 on."""
    return define(OWNER, "hip-fracture", CONTENT, START, providers)[0]


def says(side: AgreeingSide, organisation: str) -> Agreement:
    """An agreement on the second of January."""
    return Agreement(side=side, organisation=organisation, agreed_by="j.jansen", agreed_on=date(2026, 1, 2))


@pytest.mark.rule("R-O29")
def test_six_hip_fractures_of_200_patients_are_3_percent() -> None:
    """3 %, within a norm of at most 4 %; of nobody there is no value; what is no ratio gives none."""
    known = made()
    value, why = value_of(known, known.versions[0], 6, 200)
    assert (Decimal(value.value or ""), value.within_norm) == (Decimal("3.0"), True)
    assert render(why.steps[0], "nl") == "6 op 200, × 100 = 3 % van de patiënten."
    assert [step.rule for step in why.steps] == ["R-O29", "R-O05"]
    assert value_of(known, known.versions[0], 9, 200)[0].within_norm is False
    nothing, _ = value_of(known, known.versions[0], 0, 0)
    assert (nothing.value, nothing.within_norm) == (None, None)
    bare = replace(known.versions[0], numerator=None, denominator=None, multiplier=None)
    with pytest.raises(RatioUndefined):
        value_of(known, bare, 6, 200)


@pytest.mark.rule("R-O29")
@settings(max_examples=50)
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_value_is_the_exact_ratio_to_six_decimals(numerator: int, denominator: int) -> None:
    """Whatever the counts, the value differs at most half a millionth from numerator ÷ denominator × 100."""
    known = made()
    value, _ = value_of(known, known.versions[0], numerator, denominator)
    assert value.value is not None
    exact = Decimal(numerator * 100) / Decimal(denominator)
    assert abs(Decimal(value.value) - exact) <= Decimal("0.0000005")
    assert value.within_norm is (exact <= 4)


@pytest.mark.rule("R-O21")
@settings(max_examples=50)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(-30, 3000))
def test_on_every_day_exactly_one_version_holds_once_the_first_began(steps: list[int], offset: int) -> None:
    """However many versions there are, they follow each other without a gap or an overlap."""
    known, day = made(), START
    for number, step in enumerate(steps):
        day += timedelta(days=step)
        renewed = renew(known, replace(CONTENT, norm=str(number % 3)), day)
        assert renewed is not None
        known = renewed[0]
    asked = START + timedelta(days=offset)
    held = [one for one in known.versions if one.holds_on(asked)]
    assert len(held) == (1 if offset >= 0 else 0)
    assert [one.number for one in known.versions] == list(range(1, len(steps) + 2))
    assert held == ([known.on(asked)] if held else [])


@pytest.mark.rule("R-O21")
def test_a_definition_changes_from_a_day_on_and_what_held_before_stays() -> None:
    """The first version ends the day before the second; the same again is nothing; an earlier day is refused."""
    known = made()
    tighter = replace(CONTENT, norm="3.0")
    renewed = renew(known, tighter, date(2027, 1, 1))
    assert renewed is not None
    now, why = renewed
    first, second = now.versions
    assert (first.norm, first.valid_until, second.norm, second.valid_until) == (
        "4.0", date(2026, 12, 31), "3.0", None,
    )  # fmt: skip
    assert "norm" in render(why.steps[0], "en") and now.version == 2
    assert renew(now, tighter, date(2027, 1, 1)) is None
    with pytest.raises(DefinitionRefused) as met:
        renew(now, tighter, date(2026, 6, 1))
    assert [one.code for one in met.value.errors] == ["valid-from-not-later"]
    assert narrowed(now, date(2026, 7, 1)).versions == [first]
    with pytest.raises(DefinitionNotValid):
        narrowed(now, date(2025, 12, 31))


def test_every_fault_of_a_definition_is_told_at_once() -> None:
    """A norm off the scale, against the direction, half a ratio, outcomes of a process, and a provider that is independent."""
    wrong = replace(
        CONTENT, norm="101", operator=NormOperator.MIN, multiplier=None, kind=IndicatorKind.PROCESS,
        outcome_classes=[OutcomeClass.SAFETY, OutcomeClass.SAFETY], source=MeasurementSource.PROVIDER,
        source_independent=True,
    )  # fmt: skip
    assert [(one.location, one.code) for one in faults(wrong)] == [
        ("#/norm", "norm-outside-scale"),
        ("#/operator", "norm-against-direction"),
        ("#/multiplier", "ratio-incomplete"),
        ("#/outcomeClasses", "class-without-outcome"),
        ("#/outcomeClasses", "class-twice"),
        ("#/source", "source-not-independent"),
    ]
    assert [one.code for one in faults(replace(CONTENT, operator=None))] == ["norm-needs-operator"]
    assert [one.code for one in faults(replace(CONTENT, lowest="101", norm=None, operator=None))] == [
        "scale-reversed"
    ]
    assert faults(replace(CONTENT, direction=Direction.NEITHER)) == []


@pytest.mark.rule("R-O21")
def test_consensus_is_of_the_purchaser_and_every_provider() -> None:
    """Both have to agree; politics does not stand in for either; a provider more undoes it; twice is once."""
    known = made(LEAD)
    first = agree(known, 1, says(AgreeingSide.PURCHASER, OWNER), SIDES)
    assert first is not None and not first[0].versions[0].consensus
    council = agree(first[0], 1, says(AgreeingSide.COUNCIL, OWNER), SIDES)
    assert council is not None and not council[0].versions[0].consensus
    both = agree(council[0], 1, says(AgreeingSide.PROVIDER, LEAD), (AgreeingSide.PROVIDER,))
    assert both is not None and both[0].versions[0].consensus
    assert agree(both[0], 1, says(AgreeingSide.PROVIDER, LEAD), (AgreeingSide.PROVIDER,)) is None
    wider = invite(both[0], [SUB, LEAD])
    assert not wider.versions[0].consensus and wider.parties == [LEAD, SUB]
    assert wider.versions[0].missing(OWNER, wider.providers) == [SUB]
    with pytest.raises(AgreementRefused) as met:
        agree(known, 7, says(AgreeingSide.PURCHASER, LEAD), (AgreeingSide.PROVIDER,))
    assert [one.location for one in met.value.errors] == ["#/number", "#/side"]
    assert invite(wider, [LEAD, SUB]) is wider


def test_the_libraries_hold_what_the_sources_name() -> None:
    """Utrecht 15, Alphen 10, Emmen 2, triple aim 3, ParC 4; only three norms, and nothing that contradicts itself."""
    shelf = {one.code: one for one in store.list_libraries()}
    assert {code: len(one.items) for code, one in shelf.items()} == {
        "utrecht": 15, "alphen": 10, "emmen": 2, "triple-aim": 3, "parc": 4, "thesis": 20, "societal": 5,
    }  # fmt: skip
    assert all(one.count == len(one.items) for one in shelf.values())
    items = [(library, item) for library in shelf.values() for item in library.items]
    norms = {(library.code, item.code): item.norm for library, item in items if item.norm is not None}
    assert norms == {
        ("utrecht", "waiting-time"): "5",
        ("utrecht", "social-return"): "5",
        ("emmen", "client-satisfaction"): "7",
    }
    assert all((item.norm is not None) is (item.norm_hardness is NormHardness.HARD) for _, item in items)
    assert all(faults(item) == [] for _, item in items)
    assert all(item.name_nl and item.name_en and item.meaning and item.locator for _, item in items)
    outcomes = [item.code for item in shelf["utrecht"].items if item.kind is IndicatorKind.OUTCOME]
    assert outcomes == ["client-experience"]


def test_every_locator_of_a_library_is_in_its_source() -> None:
    """The words after ▸ stand in the source with that number."""
    seeds = {path.name[:3]: path.read_text("utf-8") for path in SEEDS.glob("*.txt")}
    if not seeds:
        pytest.skip("the sources are not here")
    for library in store.list_libraries():
        for item in library.items:
            number, _, words = (item.locator or "").partition(": ")[2].partition(" ▸ ")
            assert words and words in seeds[number], (library.code, item.code)


def test_taking_a_library_over_makes_what_is_new_and_leaves_what_is_there() -> None:
    """Ten new; then unchanged, but for the one that was defined otherwise meanwhile; an unknown code is named at its place."""
    library = store.get_library("alphen")
    fresh, told = take_over(OWNER, library, library.items, {}, START, [LEAD], {"relapse": [SUB]})
    assert {one.outcome for one in told} == {LibraryOutcome.NEW} and len(fresh) == 10
    known = {one.code: one for one in fresh}
    assert known["relapse"].parties == [LEAD, SUB] and known["relapse"].providers == [LEAD]
    other = renew(known["relapse"], replace(library.items[1], unit="%"), START + timedelta(days=1))
    assert other is not None
    known["relapse"] = other[0]
    again, told = take_over(OWNER, library, library.items, known, date(2026, 6, 1), [], {})
    assert again == []
    assert [(one.code, one.differing) for one in told if one.outcome is LibraryOutcome.DIFFERS] == [
        ("relapse", ["unit"])
    ]
    with pytest.raises(LibraryItemsUnknown) as met:
        chosen(library, ["relapse", "unknown"])
    assert [one.location for one in met.value.errors] == ["#/codes/1"]
