"""The mix of clients: who is counted together, the reference's strata, and whose mean a large unit is held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from services.outcomes.comparisons.rules.distributions import TAIL_95, TAIL_998, Limits
from services.outcomes.comparisons.rules.standardising import Stratum
from services.outcomes.comparisons.rules.units import Basis, Bounds, Sums, Tally
from shared.values.comparing import ComparisonWarning, OutcomeKind

# A unit with more than this share of all clients is left out of the mean that it is held against.
OWN_TARGET_ABOVE = 0.2

NO_BOUNDS = Bounds(None, None)


def bounds(limits: Callable[[float], Limits | None]) -> Bounds:
    """The limits at both levels."""
    return Bounds(limits(TAIL_95), limits(TAIL_998))


def measure_of(kind: OutcomeKind, sums: Sums) -> float:
    """By what the outcomes are divided: clients, or for counts their exposure."""
    return sums.exposure if kind is OutcomeKind.COUNT else float(sums.size)


def total(parts: Sequence[Sums]) -> Sums:
    """All of them together."""
    return sum(parts, Sums())


def others(tally: Tally, tallies: Sequence[Tally], everyone: Sums) -> list[Tally] | None:
    """Over whom the mean is taken for a unit with too large a share to be its own measure; None for everyone."""
    if len(tallies) < 2 or tally.sums.size <= OWN_TARGET_ABOVE * everyone.size:
        return None
    return [one for one in tallies if one.unit != tally.unit]


def strata_of(kind: OutcomeKind, tally: Tally, reference: Mapping[str, Sums]) -> list[Stratum]:
    """A unit's strata beside those of the reference, in order of name."""
    found = []
    for name in sorted(reference.keys() | tally.strata.keys()):
        own, whole = tally.strata.get(name, Sums()), reference.get(name, Sums())
        found.append(Stratum(own.observed, measure_of(kind, own), whole.observed, measure_of(kind, whole)))
    return found


def absent(tally: Tally, why: ComparisonWarning, target: float) -> Basis:
    """A unit of which the method can say nothing, and why."""
    return Basis(tally.unit, tally.sums, target, None, None, NO_BOUNDS, NO_BOUNDS, why)
