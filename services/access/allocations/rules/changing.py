"""What may change on an allocation number, and when the old one ends and a new number begins (OP033x1, OP257, IV066, R-A35)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.access.allocations.rules.allocation import Allocation, changed, is_actual
from services.access.allocations.rules.combinations import (
    combination_faults,
    same_product,
    stacking,
    volume_faults,
)
from services.access.allocations.rules.problems import (
    AllocationChangeRefused,
    Fault,
    NewDecisionNeeded,
    field_errors,
)
from services.access.allocations.rules.words import GOES_ON, ON_NUMBER, REMOVED, SCALED
from shared.errors import FieldError
from shared.values import Derivation, new_id
from shared.values.allocating import (
    BY_PROVIDER,
    CORRECTION,
    DELETED_REASON,
    EXTENDED,
    SHORTENED,
    TOTAL,
    AllocationOrigin,
    ChangeInitiator,
)
from shared.values.arrangements import Scenario

_DAY = timedelta(days=1)
SIZE = ("volume", "unit", "frequency", "budget_cents")
PRODUCT = ("product_category", "product_code")
Pgb = tuple[str | None, str | None, date]


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked of an allocation: what is None stays; `open_ended` takes the end away."""

    change_reason: str
    end_date: date | None = None
    open_ended: bool = False
    volume: int | None = None
    unit: str | None = None
    frequency: str | None = None
    budget_cents: int | None = None
    product_category: str | None = None
    product_code: str | None = None
    effective_on: date | None = None
    agreed: bool = False
    motivation: str | None = None
    decision_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a change is judged beside: the citizen's other allocations, its PGBs, whether care was reported, the scenario."""

    others: Sequence[Allocation] = ()
    pgbs: Sequence[Pgb] = ()
    delivered: bool = False
    scenario: Scenario | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change makes: the allocation in its next version, and the one under a new number where there is one."""

    allocation: Allocation
    replacement: Allocation | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The allocation as it would be, and what of it differs."""

    known: Allocation
    target: Allocation
    size: bool
    product: bool
    end: bool

    @property
    def needs_number(self) -> bool:
        """Whether it is another allocation: only total volume and budget change on the number (section 9 A 3)."""
        known, target = self.known, self.target
        if self.product or (known.unit, known.frequency) != (target.unit, target.frequency):
            return True
        return known.volume != target.volume and known.frequency != TOTAL

    @property
    def shorter(self) -> bool:
        """Whether the last day comes sooner."""
        return (self.target.end_date or date.max) < (self.known.end_date or date.max)

    @property
    def lower(self) -> bool:
        """Whether total volume or budget goes down, which takes the provider's consent (OP298, OP299)."""
        known, target = self.known, self.target
        return (target.volume or 0) < (known.volume or 0) or (target.budget_cents or 0) < (
            known.budget_cents or 0
        )


def change(
    known: Allocation,
    asked: Change,
    beside: Beside,
    *,
    initiator: ChangeInitiator,
    number: int | None,
    today: date,
    now: datetime,
) -> tuple[Changed, Derivation]:
    """Change an allocation: on its number, or by ending it and granting a new one under `number` (None: none was drawn).

    Raises NewDecisionNeeded where scenario A asks for one, AllocationChangeRefused with every reason.
    """
    if asked.change_reason == DELETED_REASON:
        return _delete(known, asked, beside, today=today, now=now)
    wanted = _wanted(known, asked)
    _check_scenario(wanted, asked, beside.scenario, initiator)
    faults = _faults(wanted, asked, initiator, today)
    faults += volume_faults(wanted.target) if wanted.size else []
    if wanted.needs_number:
        return _replace(wanted, asked, beside, faults, number, today=today, now=now)
    target = wanted.target
    faults += combination_faults(target) if wanted.size or wanted.end else []
    if not wanted.shorter:
        faults += meeting_faults(target, beside.others, beside.pgbs)
    _refuse(known, faults)
    after = changed(
        known, asked.change_reason, today, now,
        end_date=target.end_date, volume=target.volume, budget_cents=target.budget_cents,
    )  # fmt: skip
    why = Derivation().because(
        "R-A35" if wanted.size else "R-X06", SCALED if wanted.size else ON_NUMBER, after.end_date,
        allocation_number=known.allocation_number, change_reason=asked.change_reason, scenario=beside.scenario,
    )  # fmt: skip
    return Changed(after), why


def needs_number(known: Allocation, asked: Change) -> bool:
    """Whether what is asked takes a new allocation number."""
    return asked.change_reason != DELETED_REASON and _wanted(known, asked).needs_number


def _wanted(known: Allocation, asked: Change) -> _Wanted:
    given = {name: getattr(asked, name) for name in (*SIZE, *PRODUCT) if getattr(asked, name) is not None}
    if "budget_cents" in given:
        given = {"volume": None, "unit": None, "frequency": None, **given}
    elif "volume" in given:
        given = {**given, "budget_cents": None}
    if given.get("product_category", known.product_category) != known.product_category:
        given.setdefault("product_code", None)
    end = None if asked.open_ended else asked.end_date or known.end_date
    target = replace(known, **given, end_date=end)
    return _Wanted(
        known,
        target,
        size=any(getattr(known, name) != getattr(target, name) for name in SIZE),
        product=any(getattr(known, name) != getattr(target, name) for name in PRODUCT),
        end=known.end_date != end,
    )


def _check_scenario(
    wanted: _Wanted, asked: Change, scenario: Scenario | None, initiator: ChangeInitiator
) -> None:
    # Without a known scenario the municipality decides, as in A, the situation that has always been.
    if not (wanted.size or wanted.product) or scenario in (Scenario.B, Scenario.C, Scenario.D):
        return
    if initiator is ChangeInitiator.MUNICIPALITY and (
        asked.change_reason == CORRECTION or wanted.known.acute
    ):
        return  # what of it is decided anew is for grounds.decided_anew
    error = FieldError("#/volume", "new-decision-needed", NewDecisionNeeded.title, rule="R-A35")
    raise NewDecisionNeeded(errors=(error,))


def _faults(wanted: _Wanted, asked: Change, initiator: ChangeInitiator, today: date) -> list[Fault]:
    known, found = wanted.known, []
    if not is_actual(known, today) and not (wanted.shorter and not wanted.size):
        found.append(Fault("changeReason", "not-actual", "OP033x1"))
    if not (wanted.size or wanted.product or wanted.end):
        found.append(Fault("changeReason", "nothing-changes", "IV099"))
    if initiator is ChangeInitiator.PROVIDER:
        if wanted.product or wanted.end:
            found.append(
                Fault("productCategory" if wanted.product else "endDate", "not-the-providers", "R-A35")
            )
        if asked.change_reason != BY_PROVIDER:
            found.append(Fault("changeReason", "reason-not-fitting", "WMO002"))
    elif not asked.agreed:
        end = wanted.target.end_date
        if wanted.end and end is not None and end < today:
            found.append(Fault("endDate", "agreement-missing", "OP186"))
        if wanted.size and not wanted.needs_number and wanted.lower:
            found.append(Fault("volume", "agreement-missing", "OP298"))
    if asked.change_reason == EXTENDED and wanted.shorter:
        found.append(Fault("changeReason", "reason-not-fitting", "WMO002"))
    if asked.change_reason == SHORTENED and wanted.end and not wanted.shorter:
        found.append(Fault("changeReason", "reason-not-fitting", "WMO002"))
    return found


def meeting_faults(target: Allocation, others: Iterable[Allocation], pgbs: Iterable[Pgb]) -> list[Fault]:
    """Whether it runs beside another allocation of its product, or beside a PGB for it (TR302, OP043)."""
    found = [Fault("startDate", "overlap", "TR302")] if stacking(target, others) else []
    if any(_meets_pgb(target, one) for one in pgbs):
        found.append(Fault("productCategory", "pgb-at-once", "OP043"))
    return found


def _meets_pgb(target: Allocation, pgb: Pgb) -> bool:
    category, code, switched_on = pgb
    if target.end_date is not None and target.end_date < switched_on:
        return False
    return same_product(target, replace(target, product_category=category, product_code=code))


def _replace(
    wanted: _Wanted,
    asked: Change,
    beside: Beside,
    faults: list[Fault],
    number: int | None,
    *,
    today: date,
    now: datetime,
) -> tuple[Changed, Derivation]:
    known, day = wanted.known, asked.effective_on
    if day is None:
        _refuse(known, [*faults, Fault("effectiveOn", "day-missing", "IV066")])
    assert day is not None, "a fault was raised"
    if day <= known.start_date or day > (known.end_date or date.max):
        faults.append(Fault("effectiveOn", "day-outside", "IV066"))
    if day < today and not known.acute:
        faults.append(Fault("effectiveOn", "day-in-past", "R-A06"))
    assert number is not None, "a number is drawn before a change"
    made = replace(
        wanted.target, id=new_id(), version=1, external_reference=None, allocation_number=number, start_date=day,
        allocated_on=today, allocated_at=now.astimezone(UTC), change_reason=None, stop_reason=None,
        retroactive=day < today, origin=AllocationOrigin.SCALING if not wanted.product else AllocationOrigin.REPLACEMENT,
        provider_reference=None, replaces_number=known.allocation_number, replaced_by_number=None, told_version=0,
    )  # fmt: skip
    faults += combination_faults(made)
    last = max(day - _DAY, known.start_date)
    ended = changed(known, asked.change_reason, today, now, end_date=last, replaced_by_number=number)
    beside_it = [one for one in beside.others if one.id != known.id]
    faults += meeting_faults(made, beside_it, beside.pgbs)
    _refuse(known, faults)
    why = Derivation().because(
        "R-A35", GOES_ON, number, allocation_number=known.allocation_number, last_day=ended.end_date, start_date=day,
        scenario=beside.scenario,
    )  # fmt: skip
    return Changed(ended, made), why


def _delete(
    known: Allocation, asked: Change, beside: Beside, *, today: date, now: datetime
) -> tuple[Changed, Derivation]:
    alone = Change(
        asked.change_reason, agreed=asked.agreed, motivation=asked.motivation, decision_id=asked.decision_id
    )
    faults = []
    if not is_actual(known, today) and known.end_date == known.start_date:
        faults.append(Fault("changeReason", "deleted", "CS335"))
    if replace(asked, end_date=None) != alone or asked.end_date not in (None, known.start_date):
        faults.append(Fault("changeReason", "deleted-alone", "CS335"))
    if beside.delivered:
        faults.append(Fault("changeReason", "care-delivered", "TR385"))
    _refuse(known, faults)
    gone = changed(known, DELETED_REASON, today, now, end_date=known.start_date)
    why = Derivation().because("R-X06", REMOVED, allocation_number=known.allocation_number)
    return Changed(gone), why


def _refuse(known: Allocation, faults: Sequence[Fault]) -> None:
    if faults:
        raise AllocationChangeRefused(errors=field_errors(faults), allocation_number=known.allocation_number)
