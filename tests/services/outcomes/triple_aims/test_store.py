"""The register of triple aims."""

from services.outcomes.triple_aims import store
from services.outcomes.triple_aims.rules import TripleAim


def test_every_field_of_a_judgement_is_a_column() -> None:
    """What the rules know of it is kept, and read back by the same names."""
    names = set(store.TRIPLE_AIMS.values(_none()))
    assert names == set(TripleAim.__slots__) and names <= set(store.TRIPLE_AIMS.table.c.keys())


def _none() -> TripleAim:
    return TripleAim(**dict.fromkeys(TripleAim.__slots__))
