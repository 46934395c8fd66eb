"""How a request for change is answered as a whole, and what a granted one makes of the allocations (IV093, IV097, OP348)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from services.access.allocation_requests.rules import GRANTED, check_pending
from services.access.allocations.rules import (
    Allocation,
    AllocationRefused,
    Fault,
    changed,
    combination_faults,
    field_errors,
    meeting_faults,
)
from services.access.change_requests.rules.asking import (
    ChangedProduct,
    ChangeRequest,
    actual_of,
    product_of,
    target_of,
)
from shared.values import Derivation, new_id
from shared.values.allocating import BY_PROVIDER, AllocationOrigin, AskingState

Pgb = tuple[str | None, str | None, date]
_SIZE = ("unit", "frequency")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a granted request makes: allocations in their next version, those that begin, and those that only get its reference."""

    changed: list[Allocation]
    granted: list[Allocation]
    unchanged: list[Allocation]


def numbers_needed(known: ChangeRequest, allocations: Sequence[Allocation], today: date) -> int:
    """How many new numbers a grant takes: one for each new product and each change that does not fit its number."""
    actual = actual_of(allocations, known.provider, known.law, today)
    moved = [
        one
        for one in known.changed_products
        if one.allocation_number in actual and not _on_number(actual[one.allocation_number], one)
    ]
    return len(known.new_products) + len(moved)


def _on_number(known: Allocation, asked: ChangedProduct) -> bool:
    if asked.desired_from != known.start_date:
        return False
    target = target_of(known, asked)
    same_kind = all(getattr(known, name) == getattr(target, name) for name in _SIZE)
    return same_kind and (known.volume == target.volume or known.frequency == "6")


def grant(
    known: ChangeRequest,
    allocations: Sequence[Allocation],
    pgbs: Sequence[Pgb],
    *,
    numbers: range,
    today: date,
    now: datetime,
    told: Derivation,
) -> tuple[ChangeRequest, Carried, Derivation]:
    """Take the request over literally: one act changes and grants all of it, or nothing.

    The allocations are judged as they are now. Raises AskingAnswered, AllocationRefused with every reason.
    """
    check_pending(known.id, known.state)
    actual = actual_of(allocations, known.provider, known.law, today)
    given = iter(numbers)
    faults: list[Fault] = []
    after, begun = [], []
    for one in known.changed_products:
        before = actual.get(one.allocation_number)
        if before is None:
            faults.append(Fault("changedProducts", "not-actual", "TR351"))
            continue
        target = target_of(before, one)
        if _on_number(before, one):
            kept = changed(
                before, BY_PROVIDER, today, now, volume=target.volume, budget_cents=target.budget_cents,
                end_date=target.end_date, provider_reference=known.provider_reference,
            )  # fmt: skip
            after.append(kept)
            faults += combination_faults(kept)
            continue
        number = next(given)
        if one.desired_from <= before.start_date or one.desired_from > (before.end_date or date.max):
            faults.append(Fault("changedProducts", "day-outside", "IV066"))
        last = max(one.desired_from - timedelta(days=1), before.start_date)
        ended = changed(
            before, BY_PROVIDER, today, now, end_date=last, replaced_by_number=number,
            provider_reference=known.provider_reference,
        )  # fmt: skip
        after.append(ended)
        begun.append(_begun(known, target, number, before.allocation_number, today, now))
    like = next(iter(actual.values()), None)
    for new in known.new_products:
        if like is None:
            faults.append(Fault("newProducts", "not-actual", "OP306"))
            break
        fresh = product_of(known, new, like)
        begun.append(_begun(known, fresh, next(given), None, today, now))
    faults += _meeting(after, begun, allocations, pgbs)
    if faults:
        raise AllocationRefused(errors=field_errors(dict.fromkeys(faults)))
    unchanged = [actual[number] for number in known.unchanged_numbers if number in actual]
    done = replace(
        known, version=known.version + 1, state=AskingState.GRANTED, answered_on=today,
        granted_numbers=sorted(one.allocation_number for one in [*after, *begun, *unchanged]),
    )  # fmt: skip
    numbered = ", ".join(str(number) for number in done.granted_numbers)
    why = told.because("R-X06", GRANTED, numbered, answered_on=today)
    return done, Carried(after, begun, unchanged), why


def _begun(
    known: ChangeRequest, target: Allocation, number: int, replaces: int | None, today: date, now: datetime
) -> Allocation:
    return replace(
        target, id=new_id(), version=1, external_reference=None, allocation_number=number, allocated_on=today,
        allocated_at=now.astimezone(UTC), change_reason=None, stop_reason=None, retroactive=target.start_date < today,
        origin=AllocationOrigin.CHANGE_REQUEST, provider_reference=known.provider_reference, replaces_number=replaces,
        replaced_by_number=None, cohort_id=None, told_version=0,
    )  # fmt: skip


def _meeting(
    after: Sequence[Allocation],
    begun: Sequence[Allocation],
    allocations: Sequence[Allocation],
    pgbs: Sequence[Pgb],
) -> list[Fault]:
    new = {one.id: one for one in after}
    whole = [new.get(one.id, one) for one in allocations] + list(begun)
    found: list[Fault] = []
    for one in [*after, *begun]:
        found += meeting_faults(one, whole, pgbs if one in begun else ())
    for one in begun:
        found += combination_faults(one)
    return found
