"""What is free in a catalogue that was told, after what was given away here."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.catalogues.rules import Catalogue, CatalogueEntry, Taken, free_places, renew
from shared.values import new_id

OWNER = "00000099000000000484"
ONE, TWO = "00000099000000002001", "00000099000000002002"


def catalogue(version: int = 1, first: int = 1, second: int = 2) -> Catalogue:
    """Two providers in order of rank, with so many free places as a version tells."""
    entries = [
        CatalogueEntry(2, TWO, "6.0", second, new_id(), version),
        CatalogueEntry(1, ONE, "7.5", first, new_id(), version),
    ]
    return Catalogue(
        id=new_id(), version=version, owner=OWNER, external_reference=None, parties=[], procurement_id=new_id(),
        name="Begeleiding", product_codes=["02A03"], choice_term_days=5, entries=entries,
    )  # fmt: skip


@pytest.mark.rule("R-C43")
def test_what_was_given_away_here_counts_until_the_purchaser_tells_anew() -> None:
    """One place, one assigned: full; the purchaser who tells 3 of the second says nothing of the first."""
    known = renew(None, catalogue())
    assert [one.provider for one in known.entries] == [ONE, TWO]
    assert free_places(known, []) == {ONE: 1, TWO: 2}
    given_away = [Taken(ONE, 1, 1), Taken(TWO, 1, 1)]
    assert free_places(known, given_away) == {ONE: 0, TWO: 1}
    told = renew(known, catalogue(2, first=1, second=3))
    assert [one.told_in for one in told.entries] == [1, 2]
    assert free_places(told, given_away) == {ONE: 0, TWO: 3}
    again = renew(told, catalogue(3, first=4, second=3))
    assert free_places(again, given_away) == {ONE: 4, TWO: 3}


@pytest.mark.rule("R-C43")
@given(capacity=st.integers(0, 5), places=st.lists(st.integers(0, 4), max_size=4))
def test_free_places_never_fall_below_nought(capacity: int, places: list[int]) -> None:
    """However many were given away in however many versions."""
    one = renew(None, catalogue(first=capacity))
    taken = [Taken(ONE, version, many) for version, many in enumerate(places, 1)]
    assert free_places(one, taken)[ONE] == max(0, capacity - sum(places))
    stranger = replace(taken[0], provider="00000099000000002999") if taken else None
    assert free_places(one, [stranger] if stranger else [])[ONE] == capacity
