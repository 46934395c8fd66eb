"""What is known around a contract that its terms do not say; a fact that is None is not known, and nothing is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shared.values.budgets import CeilingScope, LimitOption
from shared.values.findings import DivisionKey, TransitionKind
from shared.values.populations import EntryCondition
from shared.values.terms import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaProviders:
    """How many providers one can choose from in an area (R-C33, E-61)."""

    area_code: str
    providers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """A population that one enters by an event, and how many measures are to prevent that event (R-C54)."""

    name: str
    entry: EntryCondition = EntryCondition.DIAGNOSIS
    prevention_measures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CareType:
    """A type of care within a budget: its cases a year and what they cost together (R-C53)."""

    name: str
    cases: int
    cost_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingUse:
    """A ceiling with its limits and how far each is used (R-C22)."""

    scope: CeilingScope = CeilingScope.PROVIDER
    option: LimitOption
    budget_cents: int | None = None
    citizens: int | None = None
    activities: int | None = None
    used_budget_cents: int = 0
    used_citizens: int = 0
    used_activities: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What the provider promised in return for a guarantee, and whether it was done (R-C50, E-37)."""

    description: str
    fulfilled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RisenClients:
    """How many clients rose under an option, and how many of them beyond the measurement error (R-C45)."""

    option_number: int
    clients: int
    rose: int
    distinguishable: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostElement:
    """An element of the cost of a unit, in euro as decimal text (R-C64)."""

    name: str
    amount: str
    indexation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFacts:
    """The real price of a product under a law, the tariff that is offered, and from when a lower one is refused (R-C64)."""

    product_code: str
    law: Law
    offered: str
    cost_elements: list[CostElement]
    refused_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where a warning begins; the sources name no numbers, so every default is invented and may be replaced."""

    short_term_months: int = 12
    care_type_basis_points: int = 2_000
    care_type_cases: int = 10
    volatility_basis_points: int = 1_000
    market_share_basis_points: int = 5_000
    providers_per_manager: int = 20
    quarters_without_results: int = 2
    social_return_months: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything around a contract on which findings rest; amounts in cents, parts in basis points."""

    inhabitants: int | None = None
    entry_group: EntryGroup | None = None
    providers: int | None = None
    areas: list[AreaProviders] = field(default_factory=list)
    expected_cost_cents: int | None = None
    cost_deviation_cents: int | None = None
    provider_equity_cents: int | None = None
    provider_turnover_cents: int | None = None
    pool_member: bool | None = None
    own_provision_cents: int | None = None
    saved_last_year_cents: int | None = None
    next_year_budget_cents: int | None = None
    quarters_without_results: int | None = None
    basic_budget_cents: int | None = None
    care_types: list[CareType] = field(default_factory=list)
    ceiling: CeilingUse | None = None
    duties: list[Duty] = field(default_factory=list)
    risen: list[RisenClients] = field(default_factory=list)
    market_share_basis_points: int | None = None
    newcomers: int | None = None
    contracted_providers: int | None = None
    contract_managers: int | None = None
    certificate_only_exclusions: int | None = None
    division_key: DivisionKey | None = None
    subsidy_cut_basis_points: int | None = None
    requests_before: int | None = None
    requests_after: int | None = None
    transition: TransitionKind | None = None
    sheltered_products: list[str] = field(default_factory=list)
    prices: list[PriceFacts] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
