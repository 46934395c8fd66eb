"""The 32 measures of the source, and what taking them over comes to (A-12.23)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.measures.rules import CATALOGUE, MeasuresUnknown, enter

CODES = [one.code for one in CATALOGUE]


def test_the_list_has_32_measures_each_once_with_its_names_and_source() -> None:
    """No code comes twice; every name stands in both languages; every locator is of the third source."""
    assert len(CATALOGUE) == 32 == len(set(CODES))
    assert all(one.name_nl and one.name_en and one.source.startswith("003 ▸ ") for one in CATALOGUE)
    assert all(" / " in option for one in CATALOGUE for option in one.options)


@given(st.lists(st.sampled_from(CODES), max_size=40), st.sets(st.sampled_from(CODES)))
def test_what_is_new_and_what_was_there_are_together_what_was_asked(
    asked: list[str], known: set[str]
) -> None:
    """Without codes all 32; each once, whatever was asked twice; nothing that is there comes again."""
    fresh, unchanged = enter(asked, known)
    wanted = set(asked) or set(CODES)
    assert {one.code for one in fresh} == wanted - known
    assert len(fresh) + unchanged == len(wanted)


def test_a_code_that_is_not_in_the_list_is_refused_at_its_place() -> None:
    """The second of three."""
    with pytest.raises(MeasuresUnknown) as met:
        enter(["arbiter", "unknown", "poh-ggz"], set())
    assert [one.location for one in met.value.errors] == ["#/codes/1"]
