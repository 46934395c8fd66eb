"""How often providers refuse, by how heavy the care is (E-19), and what flows across domains (E-18, D-53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.values.choosing import CareDomain, CareIntensity


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """The referrals to a provider at an intensity, by their answer; `intensity` None was not said."""

    provider: str
    intensity: CareIntensity | None
    referrals: int
    accepted: int
    refused: int
    cannot_deliver: int

    @property
    def refusal_basis_points(self) -> int | None:
        """Refused by who would not, of what was answered; None when nothing was answered."""
        answered = self.accepted + self.refused + self.cannot_deliver
        return None if answered == 0 else (2 * self.refused * 10_000 + answered) // (2 * answered)


@dataclass(frozen=True, slots=True)
class RefusalCounts:
    """The counts of some days, first and last included."""

    first_day: date
    last_day: date
    lines: Sequence[RefusalCount]


@dataclass(frozen=True, slots=True)
class DomainFlow:
    """The referrals from one domain to another, with their costs in cents; `costed` of them have a real cost."""

    from_domain: CareDomain
    to_domain: CareDomain
    referrals: int
    expected_cents: int
    real_cents: int
    costed: int


@dataclass(frozen=True, slots=True)
class DomainFlows:
    """The flows of some days, first and last included."""

    first_day: date
    last_day: date
    lines: Sequence[DomainFlow]


__all__ = ["DomainFlow", "DomainFlows", "RefusalCount", "RefusalCounts"]
