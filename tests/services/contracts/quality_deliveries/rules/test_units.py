"""What units are called."""

from __future__ import annotations

from services.contracts.quality_deliveries.rules.units import unit_names
from shared.values.arrangements import Unit


def test_every_unit_has_a_name_in_both_languages() -> None:
    """So that no signal ever shows a code; without a unit nothing is said."""
    assert all(all(unit_names(one)) for one in Unit)
    assert unit_names(None) == ("", "") and unit_names(Unit.HOUR) == ("uur", "hours")
