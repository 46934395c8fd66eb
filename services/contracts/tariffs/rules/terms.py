"""What a tariff, an index and a real price are; amounts are decimals in euro as text, of at most six decimals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.arrangements import Unit
from shared.values.tariffs import AmountOrigin, CostElement, TariffScope
from shared.values.terms import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentPath:
    """The tariff falls by a part each period, from the previous one (R-C28)."""

    reduction_basis_points: int
    period_months: int
    periods: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseInYear:
    """Which part of the normative amount counts in a year."""

    year: int
    normative_basis_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseIn:
    """From full recalculation to the normative amount, a percentage per year (A-9.10)."""

    recalculated: str
    normative: str
    years: list[PhaseInYear]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """An intervention of a trajectory: so many units a period, at a tariff."""

    name: str
    units_per_period: str
    unit: Unit
    tariff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryPrice:
    """Σ interventions × average units × periods (R-C39)."""

    interventions: list[Intervention]
    periods: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffTier:
    """From so many units on, this amount for the whole (A-9.9)."""

    threshold: str
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostElementAmount:
    """One element of the cost price, per unit (F-36)."""

    element: CostElement
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffAmount:
    """A line of the tariff table; both days inclusive, None is open."""

    valid_from: date
    valid_until: date | None
    amount: str
    origin: AmountOrigin
    change_basis_points: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedIndex:
    """An index as it was when the table was computed."""

    year: int
    basis_points: int
    effective_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed of a tariff; exactly one of amount, phase_in, trajectory and tiers is its basis."""

    product_code: str
    contract_id: UUID | None = None
    provider: str | None = None
    amendment_id: UUID | None = None
    unit: Unit | None = None
    amount: str | None = None
    path: DevelopmentPath | None = None
    phase_in: PhaseIn | None = None
    trajectory: TrajectoryPrice | None = None
    tiers: list[TariffTier] = field(default_factory=list)
    indexed: bool | None = None
    index_code: str = "general"
    maximum: str | None = None
    maximum_source: str | None = None
    cost_elements: list[CostElementAmount] = field(default_factory=list)
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What can be changed of a tariff."""

    amendment_id: UUID | None = None
    indexed: bool = True
    maximum: str | None = None
    maximum_source: str | None = None
    cost_elements: list[CostElementAmount] = field(default_factory=list)
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """A tariff with its table of amounts; `parties` may see it, `indexes` are those in the table."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    product_code: str
    contract_id: UUID | None
    provider: str | None
    amendment_id: UUID | None
    unit: Unit
    amount: str | None
    path: DevelopmentPath | None
    phase_in: PhaseIn | None
    trajectory: TrajectoryPrice | None
    tiers: list[TariffTier]
    indexed: bool
    index_code: str
    maximum: str | None
    maximum_source: str | None
    cost_elements: list[CostElementAmount]
    valid_from: date
    valid_until: date | None
    indexes: list[AppliedIndex] = field(default_factory=list)
    amounts: list[TariffAmount] = field(default_factory=list)

    @property
    def scope(self) -> TariffScope:
        """For whom it holds."""
        if self.contract_id is not None:
            return TariffScope.CONTRACT if self.provider is None else TariffScope.CONTRACT_PROVIDER
        return TariffScope.GENERAL if self.provider is None else TariffScope.PROVIDER

    @property
    def providers(self) -> list[str]:
        """The one provider that it is for; none where it is for all."""
        return [] if self.provider is None else [self.provider]

    def holds_on(self, day: date) -> bool:
        """Whether the day is one of its days, first and last included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def line_on(self, day: date) -> TariffAmount | None:
        """The line of its table that holds on a day; None outside it, and where it has tiers."""
        return next(
            (
                one
                for one in self.amounts
                if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until)
            ),
            None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffIndex:
    """The index of a year with its source (R-C27)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    code: str
    year: int
    basis_points: int
    effective_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RealPrice:
    """The real price of a product by bylaw, in a municipality, under a law, during days (R-C64)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    municipality_code: str
    product_code: str
    law: Law
    amount: str
    cost_elements: list[CostElementAmount]
    source: str
    valid_from: date
    valid_until: date | None
