"""What an allocation is made from, for every method in one dataclass.

Its fields are those of the wire variants (`shared.schemas.contracts.allocations`), which see to it that the fields of a method
are there; those of other methods stay empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.budgets import MeasureKind
from shared.values.populations import CharacteristicKind, UsedFor
from shared.values.terms import ProvisionType


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaClients:
    """How many clients an area expects (R-C14): typed in, or None where they are those of its contracts in the history."""

    code: str
    name: str | None = None
    clients: int | None = None
    contract_ids: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePeriod:
    """The days whose clients in care are the history (R-X12), both included; of one kind of provision, or of both."""

    start_date: date
    end_date: date
    provision_type: ProvisionType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentBudget:
    """What a part has, or costs, now."""

    code: str
    name: str | None = None
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationWeight:
    """FTE for each unit of a characteristic; decimals as text."""

    characteristic: CharacteristicKind
    weight: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFormation:
    """A team with what its formation is made of (R-C16)."""

    code: str
    name: str | None = None
    target: UsedFor | None = None
    base_fte: str = "0"
    weights: list[FormationWeight] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedMeasure:
    """An amount for each unit counted, or a coefficient for the score of each inhabitant; a decimal as text."""

    characteristic: CharacteristicKind
    kind: MeasureKind = MeasureKind.COUNT
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacteristicValue:
    """A value of a characteristic; None where the source withholds it."""

    characteristic: CharacteristicKind
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNeighbourhood:
    """A row of the source: a neighbourhood, the area it belongs to (None: itself), inhabitants and values."""

    code: str
    area_code: str | None = None
    inhabitants: int
    values: list[CharacteristicValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBefore:
    """What an area had before."""

    code: str
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Damping:
    """How far an area may fall for each inhabitant, in cents."""

    maximum_fall_per_inhabitant_cents: int
    before: list[AreaBefore]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """How many inhabitants or insured a part has."""

    code: str
    name: str | None = None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTurnover:
    """A provider's turnover in the reference year, and in the year before."""

    oin: str
    turnover_cents: int
    before_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCut:
    """A topic of a subsidy budget with its cut."""

    code: str
    name: str | None = None
    amount_cents: int
    cut_basis_points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedCategory:
    """A category of care with its weight in the square."""

    code: str
    name: str | None = None
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The inputs of one method; `method` is the value of an AllocationMethod as plain text, as the wire's discriminator is."""

    method: str
    total_cents: int = 0
    grant_cents: int = 0
    reference_cents: int | None = None
    discount_cents: int | None = None
    discount_basis_points: int | None = None
    least_basis_points: int = 0
    most_basis_points: int = 0
    areas: list[AreaClients] = field(default_factory=list)
    history: ReferencePeriod | None = None
    old_grant_cents: int = 0
    new_grant_cents: int = 0
    budgets: list[CurrentBudget] = field(default_factory=list)
    cost_per_fte_cents: int = 0
    least_fte: str = "0"
    most_fte: str = "0"
    teams: list[TeamFormation] = field(default_factory=list)
    target: UsedFor | None = None
    counted_on: date | None = None
    measures: list[WeighedMeasure] = field(default_factory=list)
    neighbourhoods: list[SourceNeighbourhood] = field(default_factory=list)
    damping: Damping | None = None
    amount_cents: int = 0
    heads: list[Heads] = field(default_factory=list)
    level: str = "neighbourhood"
    providers: list[ProviderTurnover] = field(default_factory=list)
    threshold_basis_points: int = 0
    start_cents: int = 0
    shrink_basis_points: int = 0
    floor_cents: int = 0
    first_year: int = 0
    years: int = 0
    cut_basis_points: int | None = None
    topics: list[TopicCut] = field(default_factory=list)
    categories: list[WeighedCategory] = field(default_factory=list)
