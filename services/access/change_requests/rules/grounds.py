"""What of a request for change the municipality can grant without a decision of its own (R-A03, R-A11, R-A35)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.allocations.rules import (
    SCALING,
    Allocation,
    AllocationRefused,
    Fault,
    Grounds,
    NewDecisionNeeded,
    field_errors,
    untested,
)
from services.access.allocations.rules.urgency import PLAIN, Told
from services.access.change_requests.rules.answering import Carried
from services.access.mandates.rules import MandateMissing
from shared.errors import FieldError, Text
from shared.values.arrangements import Scenario

if TYPE_CHECKING:
    from services.access.allocation_requests.rules.urgency import Urgency
    from services.access.change_requests.rules.asking import ChangeRequest
    from services.access.mandates.rules import Mandate

_PRODUCT = Text(
    "Een nieuw product vraagt een eigen besluit; wijs dit verzoek af met reden 1 (nieuwe aanvraag).",
    "A new product takes a decision of its own; reject this request with reason 1 (a new application).",
)
_SIZE = Text(
    "In scenario A beslist de gemeente over meer of minder; wijs dit verzoek af met reden 1 (nieuwe aanvraag) en neem een besluit.",
    "In scenario A the municipality decides on more or less; reject this request with reason 1 (a new application) and take a decision.",
)
_NAMES = ("volume", "unit", "frequency", "budget_cents")
_SITUATION = "1"  # WJ758: the citizen's situation changed
DAYS_AT = "#/changedProducts"


def motive(known: ChangeRequest) -> Told:
    """The motive of a request: 317 has no words of its own, only why it is asked (RedenVerzoek, WJ758).

    1, the citizen's situation changed, can be acute; 2, another care plan, says nothing that cannot wait.
    """
    return Told(known.reason if known.reason == _SITUATION else None, "reason", DAYS_AT)


def touched(carried: Carried) -> list[Allocation]:
    """What a grant changes and begins."""
    return [*carried.changed, *carried.granted]


def check(
    carried: Carried,
    before: Mapping[int, Allocation],
    scenarios: Mapping[UUID | None, Scenario | None],
    grounds_of: Callable[[Allocation], Grounds],
    judged: Mapping[UUID, Sequence[FieldError]] = MappingProxyType({}),
    urgent: Mapping[UUID, Urgency] = MappingProxyType({}),
    mandate: Mandate | MandateMissing | None = None,
) -> list[Allocation]:
    """Raise NewDecisionNeeded or AllocationRefused with every reason; gives the acute allocations that waited for nothing.

    `before` are the allocations by number. In B, C and D more or less of the same is scaled (R-A35); a new product and, in A,
    any other size or a sooner end are decided; a later end takes a test in each of them (R-A11). `judged` is what law, contract,
    worth and ratification say of what takes the place of an allocation, by its id, `urgent` whether it is acute; beside what is lacking
    stands why what is called acute is not (R-A48). Without a mandate only what is acute as a whole is granted; MandateMissing.
    """
    found = _Found()
    for fresh in carried.granted:
        if fresh.replaces_number is None:
            _judge_new(fresh, urgent.get(fresh.id, PLAIN), found)
    for known, after in pairs(carried, before):
        _judge_changed(known, after, urgent.get(after.id, PLAIN), found, scenarios, grounds_of, judged)
    missing: Sequence[FieldError] = ()
    if isinstance(mandate, MandateMissing) and found.waits:
        if not found.acute_faults:
            raise mandate
        missing = mandate.errors
    lacking = [*missing, *field_errors(dict.fromkeys(found.faults)), *dict.fromkeys(found.stopped)]
    _refuse(found.decided, lacking, list(dict.fromkeys(found.acute_faults)))
    return list(found.waited.values())


@dataclass(slots=True)
class _Found:
    """What was found: what is decided anew, lacking, or stopped, what waited for nothing, and whether anything waits for its gates."""

    decided: list[tuple[str, Text]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    stopped: list[FieldError] = field(default_factory=list)
    acute_faults: list[FieldError] = field(default_factory=list)
    waited: dict[UUID, Allocation] = field(default_factory=dict)
    waits: bool = False


def _judge_new(fresh: Allocation, urgency: Urgency, found: _Found) -> None:
    if urgency.acute:
        found.waited[fresh.id] = fresh
        return
    found.waits = True
    found.decided.append(("#/newProducts", _PRODUCT))
    found.acute_faults += [_at_new(one) for one in urgency.faults]


def _at_new(one: FieldError) -> FieldError:
    return replace(one, location="#/newProducts") if one.location == DAYS_AT else one


def _judge_changed(
    known: Allocation,
    after: Allocation,
    urgency: Urgency,
    found: _Found,
    scenarios: Mapping[UUID | None, Scenario | None],
    grounds_of: Callable[[Allocation], Grounds],
    judged: Mapping[UUID, Sequence[FieldError]],
) -> None:
    scales, less, later = _effect(known, after)
    free = urgency.acute and not less
    decided = (scales or less) and scenarios.get(known.contract_id) not in SCALING
    untold = untested(known, after.end_date, grounds_of(known)) if later else []
    wrong = judged.get(after.id, ())
    if free:
        if decided or untold or wrong:
            found.waited[after.id] = after
        return
    found.waits = True
    found.acute_faults += urgency.faults
    if decided:
        found.decided.append(("#/changedProducts", _SIZE))
    found.faults += [Fault("changedProducts", one.code, one.standard) for one in untold]
    found.stopped += wrong


def _refuse(
    decided: Sequence[tuple[str, Text]], lacking: Sequence[FieldError], acute_faults: Sequence[FieldError]
) -> None:
    if decided:
        errors = [
            FieldError(at, "new-decision-needed", text, rule="R-A35") for at, text in dict.fromkeys(decided)
        ]
        raise NewDecisionNeeded(errors=(*errors, *lacking, *acute_faults))
    if lacking:
        raise AllocationRefused(errors=(*lacking, *acute_faults))


def _effect(known: Allocation, after: Allocation) -> tuple[bool, bool, bool]:
    """Whether the size is another, whether there is less (sooner, or less of the same), and whether it ends later."""
    scales = any(getattr(known, name) != getattr(after, name) for name in _NAMES)
    before_end, end = known.end_date or date.max, after.end_date or date.max
    smaller = (after.volume or 0) < (known.volume or 0) or (after.budget_cents or 0) < (
        known.budget_cents or 0
    )
    return scales, end < before_end or smaller, end > before_end


def pairs(carried: Carried, before: Mapping[int, Allocation]) -> Sequence[tuple[Allocation, Allocation]]:
    """Each allocation that was there with what takes its place."""
    new = {one.replaces_number: one for one in carried.granted if one.replaces_number is not None}
    return [(before[one.allocation_number], new.get(one.allocation_number, one)) for one in carried.changed]
