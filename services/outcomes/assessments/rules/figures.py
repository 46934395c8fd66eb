"""Counts of many clients without small numbers, and what profiles are made of (R-O04, R-O33, G-50, D-16, D-21, D-22, F-08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from uuid import UUID

from services.outcomes.assessments.rules.norms import plain
from services.outcomes.assessments.rules.steps import Asked
from services.outcomes.verdicts.rules.intervals import Sample, interval
from shared.values.self_sufficiency import ProfileGrouping, Rater, StepBasis
from shared.values.suppression import is_small, publish


@dataclass(frozen=True, slots=True)
class DomainTally:
    """What the database counted of one domain: clients up, equal and down, and the sums that means are made of."""

    domain: str
    up: int
    equal: int
    down: int
    sum_first: int
    sum_last: int
    sum_of_squares: int

    @property
    def counted(self) -> int:
        """Clients with two scores."""
        return self.up + self.equal + self.down


@dataclass(frozen=True, slots=True)
class ClientTally:
    """What the database counted of clients: by the mean over their domains, and those with a rise in some domain."""

    up: int
    equal: int
    down: int
    risen: int
    distinguishable: int
    closed_without_closing: int

    @property
    def counted(self) -> int:
        """Clients with two scores in some domain."""
        return self.up + self.equal + self.down


@dataclass(frozen=True, slots=True)
class DomainCount:
    """One domain as it is shown."""

    domain: str
    counted: int | None
    up: int | None
    equal: int | None
    down: int | None
    mean_first: str | None
    mean_last: str | None
    mean_rises: bool | None
    mean_demonstrably_rises: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCounts:
    """How the clients of a contract went, as it is shown."""

    contract_id: UUID
    date_from: date
    date_until: date
    basis: StepBasis
    rater: Rater
    edition: str
    minimum_steps: int
    counted: int | None
    risen: int | None
    distinguishable: int | None
    up: int | None
    equal: int | None
    down: int | None
    closed_without_closing: int | None
    domains: list[DomainCount]
    counted_on: date
    suppressed: bool


def counts(
    contract_id: UUID,
    asked: Asked,
    clients: ClientTally,
    domains: Iterable[DomainTally],
    today: date,
    *,
    limit: int,
    frozen: bool,
) -> AssessmentCounts:
    """Risers, equal and decliners (R-O33) and both readings of G-50: how many rose, and whether the mean rises.

    Below the `limit` figures are left out with what would give them back (F-08); 0 leaves nothing out. Without a `frozen`
    reliability nobody knows which rises are more than measurement error.
    """
    ways = publish((clients.up, clients.equal, clients.down), limit)
    risen = publish((clients.risen, clients.counted - clients.risen), limit)
    sure = publish((clients.distinguishable, clients.counted - clients.distinguishable), limit)
    blind = clients.closed_without_closing
    shown = [_domain_count(one, limit) for one in domains]
    return AssessmentCounts(
        contract_id=contract_id, date_from=asked.start, date_until=asked.until, basis=asked.basis, rater=asked.rater,
        edition=asked.edition, minimum_steps=asked.minimum, counted=ways.total, risen=risen.parts[0],
        distinguishable=sure.parts[0] if frozen else None, up=ways.parts[0], equal=ways.parts[1], down=ways.parts[2],
        closed_without_closing=None if is_small(blind, limit) else blind, domains=shown, counted_on=today,
        suppressed=ways.suppressed or risen.suppressed or sure.suppressed or is_small(blind, limit)
        or any(one.up is None or one.down is None for one in shown),
    )  # fmt: skip


def _domain_count(tally: DomainTally, limit: int) -> DomainCount:
    ways = publish((tally.up, tally.equal, tally.down), limit)
    size = tally.counted
    # A mean beside parts that were left out would help to find them.
    if ways.suppressed or not size:
        up, equal, down = ways.parts
        return DomainCount(tally.domain, ways.total, up, equal, down, None, None, None, None)
    rise = Decimal(tally.sum_last - tally.sum_first)
    return DomainCount(
        tally.domain, size, tally.up, tally.equal, tally.down,
        plain(Decimal(tally.sum_first) / size), plain(Decimal(tally.sum_last) / size),
        rise > 0, _demonstrably(rise, tally.sum_of_squares, size),
    )  # fmt: skip


def _demonstrably(rise: Decimal, squares: int, size: int) -> bool | None:
    """Whether the lower end of the 95 % interval of the mean difference lies above 0; None for fewer than two clients."""
    if size < 2:
        return None
    mean = rise / size
    variance = (Decimal(squares) - rise * mean) / (size - 1)
    found = interval(Sample(size, mean, Decimal(str(sqrt(max(variance, Decimal(0)))))))
    return None if found is None else found.lower > 0


@dataclass(frozen=True, slots=True)
class LevelTally:
    """How many persons of a group have a score in a domain by now, and the sum of what they scored first."""

    group: str
    domain: str
    score: int
    persons: int
    sum_first: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """A score with its number as it is shown."""

    score: int
    count: int | None


@dataclass(frozen=True, slots=True)
class DomainProfile:
    """One domain of a profile as it is shown."""

    domain: str
    clients: int | None
    distribution: list[LevelCount]
    mean: str | None
    baseline_mean: str | None
    change: str | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class SelfSufficiencyProfile:
    """The profile of a group."""

    group: str
    domains: list[DomainProfile]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfSufficiencyProfiles:
    """Profiles of all groups of a kind, in a period."""

    grouping: ProfileGrouping
    edition: str
    rater: Rater
    date_from: date
    date_until: date
    profiles: list[SelfSufficiencyProfile]
