"""The words of who takes part: models from simple to complex, seven factors, three motives."""

from __future__ import annotations

from shared.values.parties import ChoiceFactor, CooperationModel, CooperationMotive


def test_the_lists_are_those_of_the_sources() -> None:
    """Complexity rises from left to right (N-37); seven choice factors (N-38); three motives (N-39)."""
    assert [one.complexity for one in CooperationModel] == [1, 2, 3]
    assert (len(ChoiceFactor), len(CooperationMotive)) == (7, 3)
