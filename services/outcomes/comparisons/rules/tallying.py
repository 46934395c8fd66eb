"""What was counted, unit by unit: the clients of each, of each stratum, and of the reference that they are weighed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.outcomes.comparisons.rules.units import Sums, Tally


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of the count: a unit, its provider, a stratum, the sums of the period and of the reference period.

    `unit` is None for clients who belong to none; `left_out` are clients whom the model does not know.
    """

    unit: str | None
    provider: str | None
    stratum: str
    period: Sums
    reference: Sums | None
    expected: float | None
    left_out: int

    @property
    def key(self) -> str:
        """What tells this unit from the others: teams of two providers may have the same name."""
        return self.unit or "" if self.provider in (None, self.unit) else f"{self.provider}|{self.unit}"


@dataclass(frozen=True, slots=True)
class Tallied:
    """All units, how each is called, the reference's strata, and how many clients count for no unit."""

    tallies: list[Tally]
    names: dict[str, tuple[str, str | None]]
    reference: dict[str, Sums]
    unassigned: int


def tally(counted: Sequence[Counted]) -> Tallied:
    """Bring the rows of a count together, in order of unit."""
    names: dict[str, tuple[str, str | None]] = {}
    strata: dict[str, dict[str, Sums]] = {}
    sums: dict[str, Sums] = {}
    expected: dict[str, float] = {}
    left_out: dict[str, int] = {}
    reference: dict[str, Sums] = {}
    unassigned = 0
    for row in counted:
        if row.reference is not None:
            reference[row.stratum] = reference.get(row.stratum, Sums()) + row.reference
        if row.unit is None:
            unassigned += row.period.size + row.left_out
            continue
        key = row.key
        names[key] = (row.unit, row.provider)
        sums[key] = sums.get(key, Sums()) + row.period
        left_out[key] = left_out.get(key, 0) + row.left_out
        if row.expected is not None:
            expected[key] = expected.get(key, 0.0) + row.expected
        if row.period.size:
            strata.setdefault(key, {})[row.stratum] = row.period
    tallies = [
        Tally(key, sums[key], strata.get(key, {}), expected.get(key), left_out[key])
        for key in sorted(names)
        if sums[key].size
    ]
    return Tallied(tallies, names, reference, unassigned)
