"""On what the municipality's own change of an allocation rests: a mandate, a test, a decision with its remedies (R-A03, R-A11, R-A29, R-A35)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.allocations.rules.allocation import Allocation, AllocationVersion
from services.access.allocations.rules.changing import PRODUCT, SIZE, Change, Changed
from services.access.allocations.rules.problems import (
    AllocationChangeRefused,
    Fault,
    NewDecisionNeeded,
    field_errors,
)
from services.access.mandates.rules import MandateMissing
from shared.errors import FieldError
from shared.values import add_months
from shared.values.allocating import CORRECTION, AllocationState
from shared.values.arrangements import Scenario
from shared.values.reviewing import ReviewKind, ReviewOutcome, ReviewState

if TYPE_CHECKING:
    from services.access.decisions.rules import Decision
    from services.access.mandates.rules import Mandate
    from services.access.reviews.rules import Review

# RedenWijziging that tells what happened elsewhere (died, contract, moved, PGB, other provider, funding, redivision, provider):
# an end for such a reason is no judgement on the need.
ADMINISTRATIVE = frozenset({"02", "03", "07", "08", "09", "10", "11", "12"})
SCALING = frozenset({Scenario.B, Scenario.C, Scenario.D})


@dataclass(frozen=True, slots=True)
class Weight:
    """What a change does to the citizen: `decides` says that it judges the need, `burdens` that there is less than before."""

    longer: bool
    resized: bool
    burdens: bool
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is known when the municipality changes an allocation itself; `decision` is the one it rests on, `named` the one that was named.

    `most_months` is how long an extension lasts where its test names no number of months (R-A13).
    """

    decider: str
    decision: Decision | None = None
    named: Decision | None = None
    reviews: Sequence[Review] = ()
    versions: Sequence[AllocationVersion] = ()
    most_months: int | None = None


def weigh(known: Allocation, made: Changed, asked: Change, decision: Decision | None) -> Weight:
    """What a change comes to, by its effect and not by its code; a correction to what was decided judges nothing.

    Until 30-6, to 31-12: longer; 3 to 2 hours, sooner, deleted: burdens; sooner because the citizen died: decides nothing.
    """
    after = made.replacement or made.allocation
    deleted = after.state is AllocationState.DELETED
    before_end, end = known.end_date or date.max, after.end_date or date.max
    longer, shorter = end > before_end, end < before_end or deleted
    resized = any(getattr(known, name) != getattr(after, name) for name in (*SIZE, *PRODUCT))
    burdens = shorter or (resized and not _more(known, after))
    if asked.change_reason == CORRECTION and not deleted and _as_decided(after, decision):
        return Weight(longer, resized, burdens, decides=False)
    only_ends = shorter and not resized and not deleted
    decides = not (only_ends and asked.change_reason in ADMINISTRATIVE)
    return Weight(longer, resized, burdens, decides)


def _more(known: Allocation, after: Allocation) -> bool:
    same = all(getattr(known, name) == getattr(after, name) for name in (*PRODUCT, "unit", "frequency"))
    return (
        same
        and (after.volume or 0) >= (known.volume or 0)
        and (after.budget_cents or 0) >= (known.budget_cents or 0)
    )


def _as_decided(after: Allocation, decision: Decision | None) -> bool:
    """Whether it is what was decided: only then a correction is one of data."""
    if decision is None:
        return False
    names = (*PRODUCT, "volume", "unit", "frequency")
    size = decision if decision.effort is None else decision.effort
    wanted = [getattr(size if name not in PRODUCT else decision, name) for name in names]
    return [getattr(after, name) for name in names] == wanted and after.end_date == decision.end_date


def decided_anew(weight: Weight, scenario: Scenario | None) -> bool:
    """Whether scenario A asks for a new decision: more or less of it is decided anew, whatever the code says (R-A35)."""
    return weight.resized and weight.decides and scenario not in SCALING


def unmet(known: Allocation, made: Changed, asked: Change, weight: Weight, grounds: Grounds) -> list[Fault]:
    """What a change that judges the need lacks: a test before more time, and a decision with its motivation (R-A11, R-A29)."""
    found = []
    if weight.longer:
        after = made.replacement or made.allocation
        found += untested(known, after.end_date, grounds)
    if asked.decision_id is not None and not _fits(known, grounds.named):
        found.append(Fault("decisionId", "decision-not-fitting", "R-A29"))
    elif asked.decision_id is None and grounds.decision is None:
        found.append(Fault("decisionId", "decision-missing", "R-A29"))
    elif asked.decision_id is None and asked.motivation is None:
        found.append(Fault("motivation", "motivation-missing", "R-A29"))
    return found


def lacking(
    known: Allocation, made: Changed, asked: Change, weight: Weight, grounds: Grounds, *, acute: bool
) -> list[FieldError]:
    """What it lacks, as the problem shows it; what was called acute and is not begins on no day that was before (R-A06)."""
    faults = unmet(known, made, asked, weight, grounds)
    new = made.replacement
    if known.acute and not acute and new is not None and new.retroactive and _grows(known, new, weight):
        faults.append(Fault("effectiveOn", "day-in-past", "R-A06"))
    return list(field_errors(faults))


def _grows(known: Allocation, after: Allocation, weight: Weight) -> bool:
    other = any(getattr(known, name) != getattr(after, name) for name in PRODUCT)
    return weight.longer or other or (weight.resized and not weight.burdens)


def check_met(
    known: Allocation,
    mandate: Mandate | MandateMissing,
    decided: bool,
    wrong: Sequence[FieldError],
    acute_faults: Sequence[FieldError],
) -> None:
    """Raise unless it can be: NewDecisionNeeded where it is `decided` anew, MandateMissing, AllocationChangeRefused with all else.

    Beside what is lacking stands why what is called acute is not; what is called so is told of its mandate among the others.
    """
    missing = mandate.errors if isinstance(mandate, MandateMissing) else ()
    if decided:
        error = FieldError("#/volume", "new-decision-needed", NewDecisionNeeded.title, rule="R-A35")
        raise NewDecisionNeeded(errors=(error, *missing, *wrong, *acute_faults))
    if isinstance(mandate, MandateMissing) and not acute_faults:
        raise mandate
    if missing or wrong:
        raise AllocationChangeRefused(
            errors=(*missing, *wrong, *acute_faults), allocation_number=known.allocation_number
        )


def _fits(known: Allocation, named: Decision | None) -> bool:
    return (
        named is not None
        and named.taken
        and (named.owner, named.citizen_id, named.law) == (known.owner, known.citizen_id, known.law)
        and named.id != known.decision_id
        and named.decided_on is not None
        and named.decided_on >= known.allocated_on
    )


def untested(known: Allocation, end: date | None, grounds: Grounds) -> list[Fault]:
    """Whether nobody tested this extension: a completed review by another, approving, since the last extension (R-A11).

    One after whom the support fits no more carries nothing, one of so many months no later end.
    """
    since = _last_extension(grounds.versions)
    found = [
        one
        for one in grounds.reviews
        if one.kind is ReviewKind.EXTENSION
        and one.state is ReviewState.COMPLETED
        and (one.citizen_id, one.law) == (known.citizen_id, known.law)
        and (
            one.allocation_number == known.allocation_number
            or (one.decision_id is not None and one.decision_id == known.decision_id)
        )
        and one.reviewer != grounds.decider
        and (since is None or one.id > since)
    ]
    newest = max(found, key=lambda one: one.id, default=None)
    if newest is None or newest.outcome is ReviewOutcome.NOT_APPROVED or newest.fit is not True:
        return [Fault("endDate", "not-tested", "R-A11")]
    months = newest.extension_months or grounds.most_months
    if months is None or known.end_date is None:
        return []
    if (end or date.max) > add_months(known.end_date, months):
        return [Fault("endDate", "longer-than-tested", "R-A11")]
    return []


def _last_extension(versions: Sequence[AllocationVersion]) -> UUID | None:
    """The version that last took the end further: what was tested before it was used by it. Ids are UUIDv7."""
    ordered = sorted(versions, key=lambda one: one.version)
    later = [
        after.id
        for before, after in itertools.pairwise(ordered)
        if (after.end_date or date.max) > (before.end_date or date.max)
    ]
    return later[-1] if later else None
