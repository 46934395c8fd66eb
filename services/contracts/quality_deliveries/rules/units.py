"""What units are called in a sentence, in Dutch and English (N-63)."""

from __future__ import annotations

from collections.abc import Mapping

from shared.values.arrangements import Unit

_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.MINUTE: ("minuten", "minutes"),
    Unit.HOUR: ("uur", "hours"),
    Unit.DAY_PART: ("dagdelen", "day parts"),
    Unit.DAY: ("dagen", "days"),
    Unit.NIGHT_AND_DAY: ("etmalen", "nights and days"),
    Unit.WEEK: ("weken", "weeks"),
    Unit.MONTH: ("maanden", "months"),
    Unit.PIECE: ("stuks", "pieces"),
    Unit.TRAJECTORY: ("trajecten", "trajectories"),
    Unit.PLACE: ("plaatsen", "places"),
    Unit.INHABITANT: ("inwoners", "inhabitants"),
    Unit.INSURED: ("verzekerden", "insured"),
    Unit.FTE: ("fte", "FTE"),
    Unit.EURO: ("euro", "euro"),
}


def unit_names(unit: Unit | None) -> tuple[str, str]:
    """A unit in Dutch and in English; nothing where none is agreed."""
    return ("", "") if unit is None else _UNITS[unit]
