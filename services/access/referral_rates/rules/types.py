"""What is counted of referrals, and what a referral rate holds (R-A39, D-10, E-11, E-12, E-18, E-19)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.access_policies import TeamKind
from shared.values.choosing import CareIntensity
from shared.values.referring import RateGap


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The referrals of a team or practice in a period, of one product category and intensity; amounts in cents.

    `referrals` are questions that were referred, each once, at its first referral, when the product is specialist or
    additional care or is not known; `lighter` those to basic care. `asked` are all times that a provider was asked for them.
    """

    subject: str | None
    category: str | None
    intensity: CareIntensity | None
    referrals: int = 0
    lighter: int = 0
    layer_unknown: int = 0
    asked: int = 0
    accepted: int = 0
    refused: int = 0
    cannot_deliver: int = 0
    breaches: int = 0
    expected_cents: int = 0
    real_cents: int = 0
    costed: int = 0
    across: int = 0
    days: int = 0
    again: int = 0
    onward: int = 0
    onward_days: int = 0


@dataclass(frozen=True, slots=True)
class CategoryRate:
    """The referrals to one product category, beside the other teams and the period before; `category` None was not named."""

    category: str | None
    referrals: int
    per_thousand: str | None
    mean_per_thousand: str | None
    deviation_basis_points: int | None
    earlier_referrals: int
    earlier_deviation_basis_points: int | None
    above_norm: bool
    expected_cents: int
    real_cents: int


@dataclass(frozen=True, slots=True)
class IntensityCount:
    """The referrals of an intensity, and how many of the answers refused them; `intensity` None was not said (E-19)."""

    intensity: CareIntensity | None
    referrals: int
    asked: int
    accepted: int
    refused: int
    cannot_deliver: int
    refusal_basis_points: int | None


@dataclass(frozen=True, slots=True)
class ReferralRate:
    """A team or practice in a period; `subject` None is who named no team. Shares and deviations in basis points, amounts in cents."""

    subject: str | None
    name: str | None
    kind: TeamKind | None
    referrals: int
    share_basis_points: int | None
    population: int | None
    population_year: int | None
    per_thousand: str | None
    gap: RateGap | None
    peers: int
    peer_referrals: int
    peer_population: int
    mean_per_thousand: str | None
    deviation_basis_points: int | None
    earlier_referrals: int
    earlier_per_thousand: str | None
    earlier_deviation_basis_points: int | None
    above_norm: bool
    lighter: int
    layer_unknown: int
    asked: int
    accepted: int
    refused: int
    cannot_deliver: int
    breaches: int
    refusal_basis_points: int | None
    expected_cents: int
    real_cents: int
    costed: int
    across: int
    across_earlier: int
    across_basis_points: int | None
    heavy: int
    heavy_basis_points: int | None
    days_until_referral: str | None
    again: int
    again_basis_points: int | None
    onward: int
    days_until_onward: str | None
    nurse_contacts: int | None
    categories: list[CategoryRate]
    intensities: list[IntensityCount]
    cases: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BudgetShift:
    """What the members of a contract with a fixed budget referred on since it began, and in as many days before (E-11)."""

    contract_id: UUID
    contract_number: str
    started_on: date
    until: date
    days: int
    before: int
    after: int
    heavy_before: int
    heavy_after: int
    across_before: int
    across_after: int
    rise_basis_points: int | None
    above_norm: bool


__all__ = ["BudgetShift", "CategoryRate", "IntensityCount", "ReferralRate", "Tally"]
