"""From reports of care to courses of care: what was interrupted goes on, what was transferred continues elsewhere (R-O14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from services.outcomes.cases.rules import GONE, Case
from shared.values.flowing import CaseKind
from shared.values.terms import ProvisionType

_DAY = timedelta(days=1)
# A transfer that takes longer is no through-flow: whoever starts again by then is a new inflow.
HANDOVER = timedelta(days=92)
FOREVER = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Care without an end in between, of one citizen under one decision or referral; `ended_on` is its last day.

    `continues` says that it took over from a course that was transferred; `gone` that the citizen died or moved away.
    `earlier` is the same care where it was given before it was resumed elsewhere, each up to the day before the next.
    """

    id: UUID
    grant_id: UUID
    contract_id: UUID | None
    provider: str
    area_code: str | None
    team: str | None
    provision_type: ProvisionType
    contact_on: date | None
    started_on: date
    ended_on: date | None
    transferred: bool
    gone: bool
    continues: bool = False
    earlier: tuple[Course, ...] = ()

    @property
    def last(self) -> date:
        """Its last day, the end of time while it goes on."""
        return self.ended_on or FOREVER

    @property
    def stays(self) -> tuple[Course, ...]:
        """Where it was given, in order, each with its own days; one where it was never resumed elsewhere."""
        if not self.earlier:
            return (self,)
        return (*self.earlier, replace(self, started_on=self.earlier[-1].last + _DAY, earlier=()))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which a citizen was in some care, without a gap."""

    first: date
    last: date


def courses(cases: Iterable[Case]) -> list[Course]:
    """The courses of one citizen's care in the order in which they started, each transfer joined to what took it over.

    Care that was withdrawn, and care that was corrected to end before it began, was never given.
    """
    given = [
        one
        for one in cases
        if one.kind is CaseKind.CARE
        and not one.withdrawn
        and one.started_on is not None
        and (one.ended_on is None or one.ended_on >= one.started_on)
    ]
    ordered = sorted(given, key=lambda one: (str(one.grant_id), one.started_on, str(one.id)))
    found = [
        course
        for _, several in groupby(ordered, key=attrgetter("grant_id"))
        for course in _joined(list(several))
    ]
    return _continued(sorted(found, key=lambda one: (one.started_on, str(one.id))))


def _joined(cases: Sequence[Case]) -> list[Course]:
    """The courses under one decision: a stop for a time is no end, the care that starts again goes on with it."""
    found: list[Course] = []
    before: Case | None = None
    for case in cases:
        assert case.started_on is not None
        resumed = before is not None and before.paused
        first = found.pop() if resumed else None
        found.append(
            Course(
                id=first.id if first else case.id,
                grant_id=case.grant_id,
                contract_id=case.contract_id,
                provider=case.provider,
                area_code=case.area_code,
                team=case.team,
                provision_type=case.provision_type,
                contact_on=first.contact_on if first else case.contact_on,
                started_on=first.started_on if first else case.started_on,
                ended_on=None if case.paused else case.ended_on,
                transferred=case.transferred,
                gone=case.end_reason in GONE,
                earlier=_moved(first, case) if first else (),
            )
        )
        before = case
    return found


def _moved(first: Course, case: Case) -> tuple[Course, ...]:
    """What stays where it was given once the care is resumed under another contract, provider, area or team."""
    last = first.stays[-1]
    same = (last.contract_id, last.provider, last.area_code, last.team) == (
        case.contract_id, case.provider, case.area_code, case.team,
    )  # fmt: skip
    assert case.started_on is not None
    if same or case.started_on <= last.started_on:
        return first.earlier
    return (*first.earlier, replace(last, ended_on=case.started_on - _DAY))


def _continued(found: Sequence[Course]) -> list[Course]:
    """Each transferred course with the first that starts after it, within the time that a handover takes, and one at most."""
    taken: set[UUID] = set()
    for moved in sorted((one for one in found if one.transferred), key=lambda one: (one.last, str(one.id))):
        for later in found:
            if later.id in taken or later.id == moved.id or later.started_on <= moved.started_on:
                continue
            if moved.last - HANDOVER <= later.started_on <= moved.last + HANDOVER:
                taken.add(later.id)
                break
    return [replace(one, continues=one.id in taken) for one in found]


def stretches(found: Iterable[Course]) -> list[Stretch]:
    """The days on which there was any care: courses that overlap or touch are one stretch."""
    merged: list[Stretch] = []
    for one in sorted(found, key=lambda one: (one.started_on, one.last)):
        if merged and (merged[-1].last == FOREVER or one.started_on <= merged[-1].last + _DAY):
            merged[-1] = Stretch(merged[-1].first, max(merged[-1].last, one.last))
        else:
            merged.append(Stretch(one.started_on, one.last))
    return merged
