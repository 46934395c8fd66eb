"""What a unit brought to a comparison, and what the comparison says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.outcomes.comparisons.rules.distributions import Limits
from shared.values.comparing import ComparisonWarning
from shared.values.reporting import Standing


@dataclass(frozen=True, slots=True)
class Sums:
    """Clients counted together: how many, the sum of their outcomes, of the squares, and of their exposure (years)."""

    size: int = 0
    observed: float = 0.0
    squares: float = 0.0
    exposure: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.size + other.size,
            self.observed + other.observed,
            self.squares + other.squares,
            self.exposure + other.exposure,
        )

    @property
    def deviations(self) -> float:
        """The sum of squared distances from their mean."""
        return max(self.squares - self.observed**2 / self.size, 0.0) if self.size else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """A unit's clients of the period, and of each stratum.

    `expected` is the sum of the chances that a frozen model gave the `modelled` clients; the others are in no stratum of it.
    """

    unit: str
    sums: Sums
    strata: Mapping[str, Sums] = field(default_factory=dict)
    expected: float | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits at 95 % and at 99.8 %; None where they cannot be given."""

    at_95: Limits | None
    at_998: Limits | None


@dataclass(frozen=True, slots=True)
class Basis:
    """A unit as one method sees it, before it is judged: all in the unit of the outcome.

    `value` is the adjusted rate or mean, `expected` what the target would give it (events, or the mean of a score);
    `missing` says why there is no value. `own` are its own limits, `funnel` those around the target at its size; `error` is
    the standard error of the value where the value itself is judged (means, directly standardised rates).
    """

    unit: str
    sums: Sums
    target: float
    expected: float | None
    value: float | None
    own: Bounds
    funnel: Bounds
    missing: ComparisonWarning | None = None
    own_target: bool = False
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """What a comparison says of one unit; figures in the unit of the outcome, `ratio` without one.

    `standing` leaves chance out at 95 %, `standing_998` at 99.8 %, on which alone may be paid.
    """

    unit: str
    size: int
    observed: float
    exposure: float
    left_out: int
    expected: float | None
    ratio: float | None
    value: float | None
    target: float
    own: Bounds
    funnel: Bounds
    shrunk: float | None
    standing: Standing
    standing_998: Standing
    warnings: tuple[ComparisonWarning, ...]
    suppressed: bool = False
