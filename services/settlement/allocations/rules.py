"""What an allocation says: to whom support was granted, by which provider, from when (R-X03)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.terms import Law

DECISION, REFERRAL, ALLOCATION = "decision", "referral", "allocation"


@dataclass(frozen=True, slots=True)
class Allocation:
    """Support that access granted (decision) or referred (referral); the citizen is a surrogate."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: str
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provider: str
    allocation_number: int | None
    start_date: date
    end_date: date | None
    acute: bool
    volume: int | None = None
    budget_cents: int | None = None
    deleted: bool = False
    earliest_delivery_on: date | None = None
    allocation_version: int = 0
    product_category: str | None = None
    product_code: str | None = None
    unit: str | None = None
    frequency: str | None = None
    allocated_on: date | None = None
    decision_id: UUID | None = None


class _Told(Protocol):
    """What a decision and a referral have in common."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def owner(self) -> str: ...
    @property
    def parties(self) -> list[str]: ...
    @property
    def citizen_id(self) -> UUID: ...
    @property
    def contract_id(self) -> UUID | None: ...
    @property
    def law(self) -> Law: ...
    @property
    def provider(self) -> str: ...


class Sized(Protocol):
    """In what an allocation is counted, in the codes of iWmo and iJw."""

    @property
    def unit(self) -> str | None: ...
    @property
    def frequency(self) -> str | None: ...


class Effort(Protocol):
    """What was added to a decision on a result."""

    @property
    def volume(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def frequency(self) -> str: ...


class Product(Sized, Protocol):
    """What was allocated, as a decision and an allocation tell it."""

    @property
    def product_category(self) -> str | None: ...
    @property
    def product_code(self) -> str | None: ...


class Decision(_Told, Product, Protocol):
    """What access tells of a decision."""

    @property
    def allocation_number(self) -> int: ...
    @property
    def decided_on(self) -> date: ...
    @property
    def start_date(self) -> date: ...
    @property
    def end_date(self) -> date | None: ...
    @property
    def acute(self) -> bool: ...
    @property
    def volume(self) -> int | None: ...
    @property
    def effort(self) -> Effort | None: ...


class Told(_Told, Product, Protocol):
    """What access tells of an allocation after its decision, or apart from one."""

    @property
    def decision_id(self) -> UUID | None: ...
    @property
    def allocation_number(self) -> int: ...
    @property
    def start_date(self) -> date: ...
    @property
    def end_date(self) -> date | None: ...
    @property
    def acute(self) -> bool: ...
    @property
    def volume(self) -> int | None: ...
    @property
    def budget_cents(self) -> int | None: ...
    @property
    def allocated_on(self) -> date: ...
    @property
    def origin(self) -> AllocationOrigin: ...
    @property
    def state(self) -> AllocationState: ...


class Referral(_Told, Protocol):
    """What access tells of a referral."""

    @property
    def referred_on(self) -> date: ...
    @property
    def answered_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...


class AllocationNotFound(NotFound):
    """There is no such allocation, or it is not yours."""

    code = "allocation-not-found"
    title = Text("Toewijzing niet gevonden", "Allocation not found")
    detail = Text("Er is geen toewijzing {id}.", "There is no allocation {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract en aanbieder.",
        "Check the identifier, or search by contract and provider.",
    )


def granted(told: Decision) -> Allocation:
    """The support that a decision grants, under its allocation number (R-X03), in the size of its effort once that is there (R-A25)."""
    kept = _allocation(
        told, DECISION, told.start_date, told.end_date, number=told.allocation_number, acute=told.acute
    )
    size: Sized = told if told.effort is None else told.effort
    return replace(
        kept,
        volume=told.volume if told.effort is None else told.effort.volume,
        allocated_on=told.decided_on,
        decision_id=told.id,
        product_category=told.product_category,
        product_code=told.product_code,
        unit=size.unit,
        frequency=size.frequency,
    )


def allocated(told: Told) -> Allocation:
    """The support as an allocation tells it in its own version: under its decision's id where that made it, else under its own."""
    by_decision = told.origin is AllocationOrigin.DECISION and told.decision_id is not None
    kept = _allocation(
        told, DECISION if by_decision else ALLOCATION, told.start_date, told.end_date,
        number=told.allocation_number, acute=told.acute,
    )  # fmt: skip
    return replace(
        kept,
        id=told.decision_id if by_decision and told.decision_id is not None else told.id,
        version=1 if by_decision else told.version,
        volume=told.volume,
        budget_cents=told.budget_cents,
        deleted=told.state is AllocationState.DELETED,
        allocation_version=told.version,
        allocated_on=told.allocated_on,
        decision_id=told.decision_id,
        product_category=told.product_category,
        product_code=told.product_code,
        unit=told.unit,
        frequency=told.frequency,
    )


def referred(told: Referral) -> Allocation:
    """The support that a provider accepted, from the day of its answer; it has no number (R-X03).

    Its end is the day before the citizen lives elsewhere (R-A56); on the day of its answer it lasted that day.
    """
    start = told.answered_on or told.referred_on
    end = None if told.closed_on is None else max(start, told.closed_on - timedelta(days=1))
    return _allocation(told, REFERRAL, start, end)


def _allocation(
    told: _Told, kind: str, start: date, end: date | None, *, number: int | None = None, acute: bool = False
) -> Allocation:
    return Allocation(
        id=told.id,
        version=told.version,
        owner=told.owner,
        external_reference=None,
        parties=sorted(told.parties),
        kind=kind,
        citizen_id=told.citizen_id,
        contract_id=told.contract_id,
        law=told.law,
        provider=told.provider,
        allocation_number=number,
        start_date=start,
        end_date=end,
        acute=acute,
    )
