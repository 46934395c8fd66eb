"""What of a request for change the municipality can grant without a decision of its own (R-A03, R-A11, R-A35)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
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
from services.access.change_requests.rules.answering import Carried
from shared.errors import FieldError, Text
from shared.values.arrangements import Scenario

_PRODUCT = Text(
    "Een nieuw product vraagt een eigen besluit; wijs dit verzoek af met reden 1 (nieuwe aanvraag).",
    "A new product takes a decision of its own; reject this request with reason 1 (a new application).",
)
_SIZE = Text(
    "In scenario A beslist de gemeente over meer of minder; wijs dit verzoek af met reden 1 (nieuwe aanvraag) en neem een besluit.",
    "In scenario A the municipality decides on more or less; reject this request with reason 1 (a new application) and take a decision.",
)
_NAMES = ("volume", "unit", "frequency", "budget_cents")


def touched(carried: Carried) -> list[Allocation]:
    """What a grant changes and begins."""
    return [*carried.changed, *carried.granted]


def check(
    carried: Carried,
    before: Mapping[int, Allocation],
    scenarios: Mapping[UUID | None, Scenario | None],
    grounds_of: Callable[[Allocation], Grounds],
    judged: Mapping[UUID, Sequence[FieldError]] = MappingProxyType({}),
) -> list[Allocation]:
    """Raise NewDecisionNeeded or AllocationRefused with every reason; gives the acute allocations that waited for nothing.

    `before` are the allocations by number. In B, C and D more or less of the same is scaled (R-A35); a new product and, in A,
    any other size or a sooner end are decided; a later end takes a test in each of them (R-A11). `judged` is what law, contract
    and worth say of what takes the place of an allocation, by its id.
    """
    decided: list[tuple[str, Text]] = []
    faults: list[Fault] = []
    stopped: list[FieldError] = []
    waited: dict[UUID, Allocation] = {}
    for fresh in carried.granted:
        if fresh.replaces_number is not None:
            continue
        if fresh.acute:
            waited[fresh.id] = fresh
        else:
            decided.append(("#/newProducts", _PRODUCT))
    for known, after in pairs(carried, before):
        scales, less, later = _effect(known, after)
        free = known.acute and not less
        if (scales or less) and scenarios.get(known.contract_id) not in SCALING:
            if free:
                waited[after.id] = after
            else:
                decided.append(("#/changedProducts", _SIZE))
        found = untested(known, after.end_date, grounds_of(known)) if later else []
        if found and free:
            waited[after.id] = after
        else:
            faults += [Fault("changedProducts", one.code, one.standard) for one in found]
        wrong = judged.get(after.id, ())
        if wrong and known.acute:
            waited[after.id] = after
        else:
            stopped += wrong
    _refuse(decided, [*field_errors(dict.fromkeys(faults)), *dict.fromkeys(stopped)])
    return list(waited.values())


def _refuse(decided: Sequence[tuple[str, Text]], lacking: Sequence[FieldError]) -> None:
    if decided:
        errors = [
            FieldError(at, "new-decision-needed", text, rule="R-A35") for at, text in dict.fromkeys(decided)
        ]
        raise NewDecisionNeeded(errors=(*errors, *lacking))
    if lacking:
        raise AllocationRefused(errors=tuple(lacking))


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
