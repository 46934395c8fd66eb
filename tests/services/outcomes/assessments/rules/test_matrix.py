"""The editions are data."""

import pytest

from services.outcomes.assessments.rules import EDITIONS, EditionNotFound, edition_of


@pytest.mark.rule("R-O01")
def test_two_editions_with_eleven_and_thirteen_domains() -> None:
    """Each with five levels and their three columns; every domain of the later one stands for one of the eleven."""
    eleven, thirteen = edition_of("zrm-11"), edition_of("zrm-13")
    assert (len(eleven.domains), len(thirteen.domains)) == (11, 13)
    assert (eleven.minimum_shared, thirteen.minimum_shared) == (9, 11)
    assert {one.counterpart for one in thirteen.domains} == eleven.codes
    for edition in EDITIONS.values():
        assert [one.score for one in edition.levels] == [1, 2, 3, 4, 5]
        assert all(one.self_reliance_nl and one.care_en and one.guidance_nl for one in edition.levels)
        assert all(one.name_nl and one.name_en for one in edition.domains)
    assert [one.name_nl for one in eleven.levels] == ["Acuut", "Niet", "Beperkt", "Voldoende", "Volledig"]


def test_an_edition_that_is_not_there() -> None:
    """It is told where the editions are."""
    with pytest.raises(EditionNotFound):
        edition_of("zrm-12")
