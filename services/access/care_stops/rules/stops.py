"""When care may be reported as stopped, for a time or for good, corrected and withdrawn (TR018, TR413–TR415; R-X07, R-A56)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.access.care_starts.rules import CareStart, reported
from services.access.care_stops.rules import words
from services.access.care_stops.rules.reasons import settle_reason
from shared.errors import FieldError, Refused
from shared.values import Derivation, new_id
from shared.values.care_courses import CareState, CorrectionReason, StopReason, StopState
from shared.values.terms import Law, ProvisionType


@dataclass(frozen=True, slots=True)
class CareStop:
    """Care that stopped; `end_date` is its last day, `temporary` that it may start again."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    care_start_id: UUID
    request_id: UUID | None
    citizen_id: UUID
    decision_id: UUID | None
    referral_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: str
    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    allocation_number: int | None
    start_date: date
    end_date: date
    reason: StopReason
    reason_code: str | None
    temporary: bool
    area: str | None
    team: str | None
    reported_on: date
    reported_by: str
    state: StopState = StopState.RECORDED
    corrected_for: CorrectionReason | None = None
    allocation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A start with its stops that hold, the other starts of its case, and the last day of its allocation."""

    care: CareStart
    stops: Sequence[CareStop] = ()
    others: Sequence[CareStart] = ()
    last_day: date | None = None

    def without(self, stop: CareStop) -> Course:
        """The same course as if that stop had not been reported."""
        return replace(self, stops=[one for one in self.stops if one.id != stop.id])

    @property
    def resumed_on(self) -> date | None:
        """The day on which care started again after this start, if it did."""
        later = [
            one.start_date
            for one in self.others
            if one.state is not CareState.WITHDRAWN and one.start_date > self.care.start_date
        ]
        return min(later, default=None)

    @property
    def paused_on(self) -> date | None:
        """The last day before care was interrupted, if it was."""
        return next((one.end_date for one in self.stops if one.temporary), None)

    @property
    def stopped_on(self) -> date | None:
        """The last day of care that stopped for good."""
        return next((one.end_date for one in self.stops if not one.temporary), None)

    @property
    def is_over(self) -> bool:
        """Whether care stopped for good."""
        return self.stopped_on is not None


def stop(
    course: Course,
    end_date: date,
    reason: StopReason | None,
    reason_code: str | None,
    *,
    external_reference: str | None,
    reported_by: str,
    today: date,
) -> tuple[CareStop, CareStart, Derivation]:
    """The stop of care, and the start as it stands after it.

    Raises StopReasonRefused, and CareStopRefused with every reason.
    """
    care = course.care
    reason, reason_code = settle_reason(care.law, reason, reason_code)
    temporary = reason is StopReason.INTERRUPTED
    _check(course, end_date, temporary=temporary, today=today)
    made = CareStop(
        id=new_id(),
        version=1,
        owner=care.owner,
        external_reference=external_reference,
        parties=care.parties,
        care_start_id=care.id,
        request_id=care.request_id,
        citizen_id=care.citizen_id,
        decision_id=care.decision_id,
        referral_id=care.referral_id,
        contract_id=care.contract_id,
        law=care.law,
        provider=care.provider,
        provision_type=care.provision_type,
        product_category=care.product_category,
        product_code=care.product_code,
        allocation_number=care.allocation_number,
        start_date=care.start_date,
        end_date=end_date,
        reason=reason,
        reason_code=reason_code,
        temporary=temporary,
        area=care.area,
        team=care.team,
        reported_on=today,
        reported_by=reported_by,
        allocation_id=care.allocation_id,
    )
    return made, _stand(course, made), _why(course, made).merge(reported(end_date, today))


def stop_by_move(course: Course, moved_on: date, today: date) -> tuple[CareStop, CareStart, Derivation]:
    """The stop of the care of a citizen who moved: on the day before, never before it began or was interrupted (R-A56)."""
    care = course.care
    last = max(moved_on - timedelta(days=1), care.start_date, course.paused_on or care.start_date)
    made, after, _ = stop(
        course, last, StopReason.MOVED, None, external_reference=None, reported_by=care.owner, today=today
    )
    return made, after, Derivation().because("R-A56", words.MOVED, last, moved_on=moved_on)


def correct(
    course: Course,
    known: CareStop,
    *,
    end_date: date | None,
    reason: StopReason | None,
    reason_code: str | None,
    correction: CorrectionReason,
    today: date,
) -> tuple[CareStop, CareStart, Derivation]:
    """The stop as it should have been reported, and the start as it stands after it; what is None stays.

    A corrected reason brings its own code along. Raises StopReasonRefused, CareStopRefused.
    """
    before = course.without(known)
    if reason is None and reason_code is None:
        reason, reason_code = known.reason, known.reason_code
    elif reason is None:
        reason = known.reason if _fits(known, reason_code) else None
    reason, reason_code = settle_reason(known.law, reason, reason_code)
    temporary, last = reason is StopReason.INTERRUPTED, end_date or known.end_date
    _check(before, last, temporary=temporary, today=today, known=known)
    corrected = replace(
        known, version=known.version + 1, end_date=last, reason=reason, reason_code=reason_code,
        temporary=temporary, corrected_for=correction,
    )  # fmt: skip
    why = _why(course, corrected).because("R-X07", words.CORRECTED, corrected_on=today, correction=correction)
    return corrected, _stand(before, corrected), why


def withdraw(
    course: Course, known: CareStop, correction: CorrectionReason, today: date
) -> tuple[CareStop, CareStart, Derivation]:
    """The stop that was reported in error, and the start as it stands without it. Raises CareStopRefused."""
    before, wrong = course.without(known), []
    if known.state is StopState.WITHDRAWN:
        wrong.append("stop-withdrawn")
    if known.temporary and before.is_over:
        wrong.append("stopped-after")
    if course.resumed_on is not None:
        wrong.append("resumed")
    _refuse(course, wrong, today)
    gone = replace(known, version=known.version + 1, state=StopState.WITHDRAWN, corrected_for=correction)
    care = _stand(before, None)
    why = Derivation().because(
        "R-X07", words.WITHDRAWN, care.state, withdrawn_on=today, correction=correction
    )
    return gone, care, why


def _fits(known: CareStop, reason_code: str | None) -> bool:
    try:
        settle_reason(known.law, known.reason, reason_code)
    except Refused:
        return False
    return True


def _check(
    course: Course, end_date: date, *, temporary: bool, today: date, known: CareStop | None = None
) -> None:
    care, wrong = course.care, []
    if known is not None and known.state is StopState.WITHDRAWN:
        wrong.append("stop-withdrawn")
    if care.state is CareState.WITHDRAWN:
        wrong.append("start-withdrawn")
    if end_date > today:
        wrong.append("in-future")
    if end_date < care.start_date:
        wrong.append("before-start")
    if course.is_over and (not temporary or known is None):
        wrong.append("stopped-already")
    if temporary and course.paused_on is not None:
        wrong.append("paused-already")
    if not temporary and course.paused_on is not None and end_date < course.paused_on:
        wrong.append("before-pause")
    if temporary and course.stopped_on is not None and end_date > course.stopped_on:
        wrong.append("after-stop")
    # A correction may not reach into care that came later; a new stop is of the latest care alone.
    if course.resumed_on is not None and (known is None or end_date >= course.resumed_on):
        wrong.append("resumed")
    _refuse(course, wrong, today)


def _refuse(course: Course, wrong: Sequence[str], today: date) -> None:
    if wrong:
        errors = tuple(
            FieldError(words.FIELDS.get(code, "#/endDate"), code, words.WRONG[code], rule="R-X07")
            for code in wrong
        )
        raise words.CareStopRefused(
            errors=errors, today=today, start_date=course.care.start_date, paused_on=course.paused_on,
            stopped_on=course.stopped_on, resumed_on=course.resumed_on,
        )  # fmt: skip


def _stand(before: Course, made: CareStop | None) -> CareStart:
    """The start's next version after a stop, or with those alone that it had before."""
    stops = [*before.stops, *([made] if made is not None else [])]
    last = next((one for one in stops if not one.temporary), None) or next(iter(stops), None)
    state = CareState.IN_CARE if last is None else CareState.PAUSED if last.temporary else CareState.STOPPED
    end_date = None if last is None else last.end_date
    return replace(before.care, version=before.care.version + 1, state=state, end_date=end_date)


def _why(course: Course, made: CareStop) -> Derivation:
    days = {"start_date": made.start_date, "end_date": made.end_date}
    if made.temporary:
        why = Derivation().because("R-X07", words.PAUSED, **days)
    else:
        lasted = (made.end_date - made.start_date).days + 1
        why = Derivation().because("R-X07", words.STOPPED, lasted, reason=made.reason, **days)
    if course.last_day is not None and made.end_date > course.last_day:
        why = why.because("R-X07", words.BEYOND, last_day=course.last_day)
    return why
