"""What can be wrong with a filing, and when an appeal is open against a failure to decide on an objection (Awb 6:2, 6:12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.remedies.rules.problems import WRONG, RemedyClosed, RemedyRefused, fault
from services.access.remedies.rules.terms import raw_last_day
from services.access.remedies.rules.walls import HANDLERS
from shared.errors import FieldError, Text
from shared.values import CALENDAR, Calendar, Derivation, Sentence
from shared.values.calendar import LegalTerm, YearNotKnown
from shared.values.remedies import RemedyKind, RemedyState, RemedySubject

if TYPE_CHECKING:
    from services.access.decisions.rules import Decision
    from services.access.pgb_switches.rules import PgbSwitch
    from services.access.remedies.rules.life import New, Remedy

_DAY = timedelta(days=1)
_RESPITE = LegalTerm(weeks=2)

NOTICE = Sentence(
    "remedy.notice",
    nl="Ingebrekestelling ontvangen op {notice_on}, na de laatste dag om te beslissen ({over_on}); beroep tegen het uitblijven kan vanaf {result} (Awb 6:12 lid 2).",
    en="Notice of default received on {notice_on}, after the last day to decide ({over_on}); an appeal against the failure is open from {result} on (Awb 6:12(2)).",
)
AGAINST_DELAY = Sentence(
    "remedy.against-delay",
    nl="Op het bezwaar was te beslissen tot en met {over_on}; na de ingebrekestelling van {notice_on} kan sinds {result} beroep tegen het uitblijven, zonder termijn (Awb 6:2, 6:12).",
    en="The objection was to be decided by {over_on}; since {result}, after the notice of default of {notice_on}, an appeal against the failure is open without a term (Awb 6:2, 6:12).",
)


def over_on(objection: Remedy) -> date:
    """The last day to decide on an objection as it stands; where the calendar does not know whether it moves, the bare one."""
    if objection.due_on is not None:
        return objection.due_on
    bare = raw_last_day(
        objection.kind, objection.handler_kind, filed_on=objection.filed_on, last_day=objection.last_day,
        extended=objection.extended, suspended_days=objection.suspended_days,
    )  # fmt: skip
    assert bare is not None, "the law names a term for an objection"
    return bare


def appeal_from(notice_on: date, calendar: Calendar = CALENDAR) -> date:
    """The first day for an appeal after a notice of default of that day: two weeks later, as the penalty (Awb 4:17, 6:12(2)).

    Of 1 September 2026 that is 16 September. Where the calendar does not know whether the two weeks move, they do not.
    """
    try:
        return calendar.ends(notice_on, _RESPITE) + _DAY
    except YearNotKnown:
        return _RESPITE.from_day(notice_on) + _DAY


def give_notice(
    remedy: Remedy,
    day: date,
    today: date,
    told: Derivation,
    calendar: Calendar = CALENDAR,
    *,
    own: bool = False,
) -> tuple[Remedy, Derivation]:
    """The objection with the day on which the citizen wrote that its decision is late (ingebrekestelling, Awb 6:12(2)).

    `own` says that the citizen gives it in its portal: then it is given today. Raises RemedyClosed, RemedyRefused: no
    objection, a day to come, before the term was over, or a second one.
    """
    if not remedy.open:
        raise RemedyClosed(id=remedy.id, state=remedy.state)
    if remedy.kind is not RemedyKind.OBJECTION:
        raise RemedyRefused(errors=(_fault("day", "notice-of-other-kind"),))
    over, errors = over_on(remedy), []
    if day > today:
        errors.append(fault("day", "in-future"))
    if own and day < today:
        errors.append(_fault("day", "notice-of-today", today=today))
    if remedy.suspended_on is not None:
        errors.append(_fault("day", "notice-while-suspended", since=remedy.suspended_on))
    elif day <= over:
        errors.append(_fault("day", "notice-premature", over=over, first=over + _DAY))
    if remedy.notice_on is not None:
        errors.append(_fault("day", "notice-given-already", day=remedy.notice_on))
    if errors:
        raise RemedyRefused(errors=tuple(errors))
    late = replace(remedy, version=remedy.version + 1, notice_on=day)
    return late, told.because("F-12", NOTICE, appeal_from(day, calendar), notice_on=day, over_on=over)


def explain_delay(objection: Remedy, calendar: Calendar = CALENDAR) -> Derivation:
    """Why an appeal is open although nobody decided on the objection."""
    assert objection.notice_on is not None, (
        "no appeal against a failure to decide without a notice of default"
    )
    since = appeal_from(objection.notice_on, calendar)
    return Derivation().because(
        "F-12", AGAINST_DELAY, since, over_on=over_on(objection), notice_on=objection.notice_on
    )


def filing_faults(
    new: New,
    decision: Decision | None,
    previous: Remedy | None,
    switch: PgbSwitch | None,
    *,
    today: date,
    calendar: Calendar,
) -> list[FieldError]:
    """Everything that is wrong with what is filed: its days, its handler, and what it names."""
    found = []
    if new.filed_on > today:
        found.append(fault("filedOn", "in-future"))
    if new.posted_on is not None and new.posted_on > new.filed_on:
        found.append(fault("postedOn", "posted-later"))
    if new.handler_kind not in HANDLERS[new.kind]:
        found.append(fault("handlerKind", "handler-of-another"))
    return [*found, *_decision_faults(new, decision, switch), *_appeal_faults(new, previous, today, calendar)]


def _decision_faults(new: New, decision: Decision | None, switch: PgbSwitch | None) -> list[FieldError]:
    found, objection = [], new.kind is RemedyKind.OBJECTION
    if objection and new.decision_id is None and new.pgb_switch_id is None:
        found.append(fault("decisionId", "decision-missing"))
    if decision is not None and (decision.citizen_id != new.citizen_id or decision.decided_on is None):
        found.append(fault("decisionId", "decision-of-another"))
    if objection and new.decision_id is not None and new.pgb_switch_id is not None:
        found.append(fault("pgbSwitchId", "two-decisions"))
    if switch is not None and (switch.citizen_id != new.citizen_id or switch.remedies is None):
        found.append(fault("pgbSwitchId", "answer-of-another"))
    return found


def _appeal_faults(new: New, previous: Remedy | None, today: date, calendar: Calendar) -> list[FieldError]:
    """An appeal is against what was decided on the citizen's objection, or against the failure to decide on it."""
    if new.kind is not RemedyKind.APPEAL:
        return [] if previous is None else [fault("previousId", "no-appeal")]
    if previous is None:
        return [fault("previousId", "objection-missing")]
    # One that was withdrawn ended on a day too, and there is no decision to appeal against, nor one to come.
    ended = previous.state is RemedyState.WITHDRAWN
    if previous.kind is not RemedyKind.OBJECTION or previous.citizen_id != new.citizen_id or ended:
        return [fault("previousId", "objection-not-decided")]
    if not previous.open:
        return []
    if new.subject is not RemedySubject.LATE_DECISION:
        return [fault("previousId", "objection-not-decided")]
    return _delay_faults(new, previous, today, calendar)


def _delay_faults(new: New, objection: Remedy, today: date, calendar: Calendar) -> list[FieldError]:
    """Why no appeal is open yet against the failure to decide, with the earliest day on which it can be (Awb 6:12(2))."""
    over = over_on(objection)
    if objection.notice_on is not None:
        first = appeal_from(objection.notice_on, calendar)
        facts = {"notice": objection.notice_on, "first": first}
        return [] if new.filed_on >= first else [_fault("filedOn", "notice-too-recent", **facts)]
    if objection.suspended_on is not None:
        return [_fault("previousId", "term-stands-still", since=objection.suspended_on)]
    first = appeal_from(max(today, over + _DAY), calendar)
    if new.filed_on <= over:
        return [_fault("filedOn", "term-not-over", over=over, first=first)]
    return [_fault("previousId", "notice-missing", over=over, first=first)]


def _fault(field: str, code: str, **days: date) -> FieldError:
    """What is wrong with a field, with the days that it names."""
    text = WRONG[code]
    told = Text(text.nl.format(**days), text.en.format(**days))
    return FieldError(f"#/{field}", code, told, rule="Awb 6:12")


__all__ = ["appeal_from", "explain_delay", "filing_faults", "give_notice", "over_on"]
