"""A transition and its lines, and how many days lie between two contracts (R-C60)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values import Derivation
from shared.values.care import ContractTransitionState, PlacementOutcome
from shared.values.remarks import BudgetRemark
from shared.values.terms import ProvisionType

_NO_DAY = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionPlacement:
    """What becomes of one client, where that is otherwise than for the rest; `first_day` None is that of all."""

    care_id: UUID
    outcome: PlacementOutcome = PlacementOutcome.PLACED
    first_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTransition:
    """A transition in one version; what has a default is computed when it is planned (`planning.plan`)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str] = field(default_factory=list)
    from_contract_id: UUID
    to_contract_id: UUID
    transition_date: date
    placements: list[TransitionPlacement]
    state: ContractTransitionState = ContractTransitionState.PLANNED
    last_day: date = _NO_DAY
    first_day: date = _NO_DAY
    clients: int = 0
    placed: int = 0
    unplaced: int = 0
    care_ending: int = 0
    with_gap: int = 0
    largest_gap_days: int = 0
    provider_changes: int = 0
    counted_on: date = _NO_DAY
    confirmed_on: date | None = None
    confirmed_by: str | None = None
    remarks: list[BudgetRemark] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTransitionLine:
    """One client in one version of a transition; without a first day there is no gap to count."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    transition_id: UUID
    transition_version: int
    care_id: UUID
    provision_type: ProvisionType
    product_code: str | None
    outcome: PlacementOutcome
    last_day: date
    first_day: date | None
    gap_days: int | None
    product_contracted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A transition with its lines, and why they are so."""

    transition: ContractTransition
    lines: list[ContractTransitionLine]
    why: Derivation


def gap_days(last: date, first: date) -> int:
    """The days without care after the last day of one contract and before the first of the next; 0 when they meet or overlap."""
    return max(0, (first - last).days - 1)
