"""What a characteristic says: suppressed or not, for which budget it counts (N-106, R-C17)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.characteristics import rules
from services.contracts.characteristics.rules import Characteristic
from shared.values import new_id
from shared.values.populations import CharacteristicKind, CharacteristicUnit, FigureSource, UsedFor

CHILDREN = Characteristic(
    id=UUID("018f0000-0000-7000-8000-0000000000aa"),
    version=1,
    owner="00000099000000000344",
    external_reference=None,
    parties=[],
    area_code="WK034401",
    characteristic=CharacteristicKind.HOUSEHOLDS_WITH_CHILDREN,
    detail=None,
    year=2026,
    source=FigureSource.CBS,
    unit=CharacteristicUnit.COUNT,
    value="2410",
    suppressed=False,
    used_for=UsedFor.YOUTH,
    fits_use=True,
)


@pytest.mark.rule("R-C17")
def test_a_social_team_with_households_with_children_is_a_warning() -> None:
    """Households with children count for youth and not for social; isolation the other way round; the rest for both."""
    children, isolated = CharacteristicKind.HOUSEHOLDS_WITH_CHILDREN, CharacteristicKind.SOCIALLY_ISOLATED
    assert [rules.fits(children, one) for one in (UsedFor.YOUTH, UsedFor.SOCIAL, None)] == [True, False, True]
    assert [rules.fits(isolated, one) for one in (UsedFor.YOUTH, UsedFor.SOCIAL, None)] == [False, True, True]
    for one in set(CharacteristicKind) - {children, isolated}:
        assert rules.fits(one, UsedFor.YOUTH) and rules.fits(one, UsedFor.SOCIAL)
    wrong = rules.tell(replace(CHILDREN, used_for=UsedFor.SOCIAL), "2410")
    assert (wrong.fits_use, wrong.value) == (False, "2410")
    assert [(one.rule, one.result) for one in rules.explain(wrong).steps] == [
        ("N-106", "2410"),
        ("R-C17", False),
    ]


def test_a_suppressed_value_is_flagged_and_nothing_put_in_its_place() -> None:
    """The dot of the source: no value, flagged; a correction brings it back."""
    hidden = rules.tell(CHILDREN, ".")
    assert (hidden.value, hidden.suppressed) == (None, True)
    assert [one.sentence for one in rules.explain(hidden).steps] == [
        "characteristic.hidden",
        "characteristic.fits",
    ]
    told = rules.corrected(hidden, {"value": "7"})
    assert (told.value, told.suppressed, rules.corrected(told, {}).value) == ("7", False, "7")


def test_a_value_is_known_by_area_characteristic_detail_year_and_source() -> None:
    """Another source or detail stands beside it; the same key is a next version, or the same; unknown areas are told."""
    ggd, young = replace(CHILDREN, source=FigureSource.GGD), replace(CHILDREN, detail="0-17")
    again, other = replace(CHILDREN, id=new_id()), replace(CHILDREN, id=new_id(), value="2500")
    entry = rules.enter([CHILDREN], [ggd, young, again], {"WK034401"})
    assert (entry.registered, entry.unchanged, entry.changed) == ([ggd, young], [CHILDREN], [])
    (changed,) = rules.enter([CHILDREN], [other], {"WK034401"}).changed
    assert (changed.id, changed.version, changed.value) == (CHILDREN.id, 2, "2500")
    with pytest.raises(rules.CharacteristicsRefused) as met:
        rules.enter([], [CHILDREN, other, replace(CHILDREN, area_code="WK9")], {"WK034401"})
    assert [(one.code, one.location) for one in met.value.errors] == [
        ("value-twice", "#/characteristics/1/value"),
        ("area-unknown", "#/characteristics/2/areaCode"),
    ]
    with pytest.raises(rules.CharacteristicsRefused) as met:
        rules.enter([CHILDREN], [other], {"WK034401"}, place="#", revising=False)
    assert [(one.code, one.location) for one in met.value.errors] == [("value-differs", "#/value")]


@given(st.lists(st.sampled_from(["1", "2", "."]), min_size=1, max_size=20))
def test_entering_what_was_entered_changes_nothing(values: list[str]) -> None:
    """Whatever was entered, one value a year: again it is all unchanged."""
    given_ = [
        rules.tell(replace(CHILDREN, id=new_id(), year=2000 + number), value)
        for number, value in enumerate(values)
    ]
    known = rules.enter([], given_, {"WK034401"}).registered
    again = rules.enter(known, [replace(one, id=new_id()) for one in given_], {"WK034401"})
    assert (again.registered, again.changed, again.unchanged) == ([], [], known)
