"""What an allocation is, how one follows from a decision, and which of its versions counts (N-131, IV013, IV066)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from shared.values import new_id
from shared.values.allocating import (
    CORRECTION,
    DELETED_REASON,
    STOP_REASONS,
    AllocationOrigin,
    AllocationState,
    ChangeInitiator,
)
from shared.values.terms import Law

_TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Allocation:
    """An allocation as it stands; days are civil and inclusive, `budget_cents` euro cents, codes those of the iStandaarden.

    `allocated_on` and `allocated_at` are Toewijzingsdatum and Toewijzingstijd; `change_reason` is RedenWijziging and
    `stop_reason` the RedenBeeindiging that follows from it. `told_version` is up to which version a fact told it.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID | None
    citizen_id: UUID
    decision_id: UUID | None
    contract_id: UUID | None
    law: Law
    allocation_number: int
    provider: str
    product_category: str | None
    product_code: str | None
    volume: int | None
    unit: str | None
    frequency: str | None
    budget_cents: int | None
    start_date: date
    end_date: date | None
    allocated_on: date
    allocated_at: datetime
    change_reason: str | None = None
    stop_reason: str | None = None
    acute: bool = False
    retroactive: bool = False
    arrangement: str | None = None
    state: AllocationState = AllocationState.GRANTED
    origin: AllocationOrigin = AllocationOrigin.DECISION
    provider_reference: str | None = None
    replaces_number: int | None = None
    replaced_by_number: int | None = None
    cohort_id: UUID | None = None
    told_version: int = 0


@dataclass(frozen=True, slots=True)
class AllocationVersion:
    """What a 301 said of a number at its moment; nobody changes it or takes it away."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    allocation_id: UUID
    law: Law
    allocation_number: int
    provider: str
    product_category: str | None
    product_code: str | None
    volume: int | None
    unit: str | None
    frequency: str | None
    budget_cents: int | None
    start_date: date
    end_date: date | None
    allocated_on: date
    allocated_at: datetime
    change_reason: str | None
    stop_reason: str | None
    state: AllocationState
    initiator: ChangeInitiator


class Granted(Protocol):
    """What an allocation takes over from a decision; a draft has no number and no day."""

    @property
    def owner(self) -> str: ...
    @property
    def parties(self) -> list[str]: ...
    @property
    def id(self) -> UUID: ...
    @property
    def request_id(self) -> UUID: ...
    @property
    def citizen_id(self) -> UUID: ...
    @property
    def contract_id(self) -> UUID | None: ...
    @property
    def law(self) -> Law: ...
    @property
    def allocation_number(self) -> int | None: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def product_category(self) -> str: ...
    @property
    def product_code(self) -> str | None: ...
    @property
    def volume(self) -> int | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def frequency(self) -> str | None: ...
    @property
    def start_date(self) -> date | None: ...
    @property
    def end_date(self) -> date | None: ...
    @property
    def acute(self) -> bool: ...


def allocation_of(decision: Granted, now: datetime, *, arrangement: str | None = None) -> Allocation:
    """The allocation that a final, granted decision makes: its first version, under the decision's own number.

    decision-taken tells it, so it needs no fact of its own. AssertionError for a draft, which has no number.
    """
    number, decided_on = decision.allocation_number, decision.decided_on
    provider, start_date = decision.provider, decision.start_date
    assert number is not None and decided_on is not None, "a draft allocates nothing"
    assert provider is not None and start_date is not None, "what is granted has a provider and a first day"
    return Allocation(
        id=new_id(),
        version=1,
        owner=decision.owner,
        external_reference=None,
        parties=[provider],
        request_id=decision.request_id,
        citizen_id=decision.citizen_id,
        decision_id=decision.id,
        contract_id=decision.contract_id,
        law=decision.law,
        allocation_number=number,
        provider=provider,
        product_category=decision.product_category,
        product_code=decision.product_code,
        volume=decision.volume,
        unit=decision.unit,
        frequency=decision.frequency,
        budget_cents=None,
        start_date=start_date,
        end_date=decision.end_date,
        allocated_on=decided_on,
        allocated_at=now.astimezone(UTC),
        acute=decision.acute,
        retroactive=start_date < decided_on,
        arrangement=arrangement,
        told_version=1,
    )


def version_of(allocation: Allocation, initiator: ChangeInitiator) -> AllocationVersion:
    """The version of an allocation as it stands, to keep for ever."""
    return AllocationVersion(
        id=new_id(),
        version=allocation.version,
        owner=allocation.owner,
        external_reference=None,
        parties=allocation.parties,
        allocation_id=allocation.id,
        law=allocation.law,
        allocation_number=allocation.allocation_number,
        provider=allocation.provider,
        product_category=allocation.product_category,
        product_code=allocation.product_code,
        volume=allocation.volume,
        unit=allocation.unit,
        frequency=allocation.frequency,
        budget_cents=allocation.budget_cents,
        start_date=allocation.start_date,
        end_date=allocation.end_date,
        allocated_on=allocation.allocated_on,
        allocated_at=allocation.allocated_at,
        change_reason=allocation.change_reason,
        stop_reason=allocation.stop_reason,
        state=allocation.state,
        initiator=initiator,
    )


def current(versions: Iterable[AllocationVersion]) -> AllocationVersion:
    """The version that counts: the latest pair of date and time, in whatever order they came (IV013, OP080).

    ValueError where there is none.
    """
    return max(versions, key=lambda one: (one.allocated_on, one.allocated_at, one.version))


def changed(
    known: Allocation, reason: str | None, today: date, now: datetime, **changes: object
) -> Allocation:
    """The next version with its reason and the stop reason that follows, later than the one before (IV013).

    A clock that stands still, or went back, gives the next second, so that the newest act is the newest version.
    """
    at = max(now.astimezone(UTC), known.allocated_at + _TICK)
    deleted = reason == DELETED_REASON
    fields = {"state": AllocationState.DELETED} if deleted else {}
    return replace(
        known,
        version=known.version + 1,
        change_reason=reason,
        stop_reason=None if reason is None else STOP_REASONS[known.law].get(reason),
        allocated_on=max(today, known.allocated_on),
        allocated_at=at,
        **{**fields, **changes},  # type: ignore[arg-type]
    )


def with_effort(
    known: Allocation, size: tuple[int, str, str], today: date, now: datetime
) -> Allocation | None:
    """The allocation in the size (volume, unit, frequency) of the effort that was added to its decision (R-A25), on its number.

    None where nothing changes: it is that size, was deleted, or goes on under another number. decision-extended tells the
    effort; the version is told by a duty too, for whoever follows allocations alone.
    """
    gone = known.state is AllocationState.DELETED or known.replaced_by_number is not None
    volume, unit, frequency = size
    if gone or size == (known.volume, known.unit, known.frequency):
        return None
    return changed(
        known, CORRECTION, today, now, volume=volume, unit=unit, frequency=frequency, budget_cents=None
    )


def is_actual(allocation: Allocation, today: date) -> bool:
    """Whether it still matters: not deleted, and without an end, or with one that is still to come (section 9 A 2)."""
    if allocation.state is AllocationState.DELETED:
        return False
    return allocation.end_date is None or allocation.end_date >= today or allocation.start_date > today


def runs_on(allocation: Allocation, day: date) -> bool:
    """Whether care may be delivered under it on a day."""
    return (
        allocation.state is AllocationState.GRANTED
        and allocation.start_date <= day
        and (allocation.end_date is None or day <= allocation.end_date)
    )
