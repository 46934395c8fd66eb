"""By when a remedy is to be filed and decided (Awb 6:7, 6:9, 7:10, 9:11), by the calendar of the Algemene termijnenwet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shared.values import Derivation, Sentence
from shared.values.calendar import CALENDAR, Calendar, YearNotKnown
from shared.values.remedies import RemedyHandler, RemedyKind

_WEEK = timedelta(weeks=1)
OBJECTION_WEEKS, OBJECTION_COMMITTEE_WEEKS, OBJECTION_EXTENSION_WEEKS = 6, 12, 6
COMPLAINT_WEEKS, COMPLAINT_COMMITTEE_WEEKS, COMPLAINT_EXTENSION_WEEKS = 6, 10, 4

IN_TIME = Sentence(
    "remedy.in-time",
    nl="Ingediend op {filed_on}; kon tot en met {result} (Awb 6:7).",
    en="Filed on {filed_on}; possible up to and including {result} (Awb 6:7).",
)
POSTED_IN_TIME = Sentence(
    "remedy.posted-in-time",
    nl="Op {posted_on} ter post bezorgd, vóór het einde van de termijn op {result}, en binnen een week daarna ontvangen (Awb 6:9).",
    en="Posted on {posted_on}, before the end of the term on {result}, and received within a week after it (Awb 6:9).",
)
LATE = Sentence(
    "remedy.late",
    nl="Ingediend op {filed_on}, na de laatste dag {result}; of dat te verontschuldigen is beoordeelt de behandelaar (Awb 6:11).",
    en="Filed on {filed_on}, after the last day {result}; whether that is excusable is for the handler to judge (Awb 6:11).",
)
NOT_KNOWN = Sentence(
    "remedy.filing-term-not-known",
    nl="De laatste dag om in te dienen is niet bekend; of het op tijd is beoordeelt de behandelaar.",
    en="The last day to file is not known; whether it is in time is for the handler to judge.",
)
DUE = Sentence(
    "remedy.due",
    nl="{weeks} weken vanaf {counted_from} ({article}): te beslissen uiterlijk op {result}.",
    en="{weeks} weeks from {counted_from} ({article}): to be decided by {result}.",
)
DUE_NOT_KNOWN = Sentence(
    "remedy.due-not-known",
    nl="De dag waarop uiterlijk is beslist is niet bekend: de kalender kent het jaar {year} niet.",
    en="The day by which to decide is not known: the calendar does not know the year {year}.",
)
NO_TERM = Sentence(
    "remedy.no-term",
    nl="De wet noemt voor deze behandelaar geen termijn.",
    en="The law names no term for this handler.",
)


@dataclass(frozen=True, slots=True)
class Term:
    """By when to decide: the day after which the weeks count, the weeks, the last day (None: no term, or not known)."""

    counted_after: date
    weeks: int | None
    due_on: date | None


def filed_in_time(
    filed_on: date, posted_on: date | None, last_day: date | None
) -> tuple[bool | None, Derivation]:
    """Whether it was filed up to the last day, or posted by then and received within a week after it; None is not known."""
    if last_day is None:
        return None, Derivation().because("R-A29", NOT_KNOWN)
    if filed_on <= last_day:
        return True, Derivation().because("R-A29", IN_TIME, last_day, filed_on=filed_on)
    if posted_on is not None and posted_on <= last_day and filed_on <= last_day + _WEEK:
        return True, Derivation().because("R-A29", POSTED_IN_TIME, last_day, posted_on=posted_on)
    return False, Derivation().because("R-A29", LATE, last_day, filed_on=filed_on)


def appeal_term(decided_on: date | None, calendar: Calendar = CALENDAR) -> date | None:
    """The last day for an appeal against a decision on an objection of that day (Awb 6:7); None is not known."""
    try:
        return None if decided_on is None else calendar.objection_deadline(decided_on)
    except YearNotKnown:
        return None


def _weeks(kind: RemedyKind, handler: RemedyHandler) -> tuple[int, int, str] | None:
    committee = handler in (RemedyHandler.OBJECTIONS_COMMITTEE, RemedyHandler.COMPLAINTS_COMMITTEE)
    if kind is RemedyKind.OBJECTION:
        weeks = OBJECTION_COMMITTEE_WEEKS if committee else OBJECTION_WEEKS
        return weeks, OBJECTION_EXTENSION_WEEKS, "Awb 7:10"
    if kind is RemedyKind.COMPLAINT:
        weeks = COMPLAINT_COMMITTEE_WEEKS if committee else COMPLAINT_WEEKS
        return weeks, COMPLAINT_EXTENSION_WEEKS, "Awb 9:11"
    return None


def raw_last_day(
    kind: RemedyKind,
    handler: RemedyHandler,
    *,
    filed_on: date,
    last_day: date | None,
    extended: bool,
    suspended_days: int,
) -> date | None:
    """The last day of the term before the Algemene termijnenwet moves it; None where the law names no term."""
    found = _weeks(kind, handler)
    if found is None:
        return None
    weeks = found[0] + (found[1] if extended else 0)
    return _counted_after(kind, filed_on, last_day) + weeks * _WEEK + timedelta(days=suspended_days)


def _counted_after(kind: RemedyKind, filed_on: date, last_day: date | None) -> date:
    return max(filed_on, last_day) if kind is RemedyKind.OBJECTION and last_day is not None else filed_on


def term_of(
    kind: RemedyKind,
    handler: RemedyHandler,
    *,
    filed_on: date,
    last_day: date | None,
    extended: bool,
    suspended_days: int,
    calendar: Calendar = CALENDAR,
) -> tuple[Term, Derivation]:
    """The term to decide in: of an objection counted from the day after the term for objection ended, of a complaint from its receipt.

    `extended` adds the one extension by law, `suspended_days` the days that the term stood still.
    """
    after, found = _counted_after(kind, filed_on, last_day), _weeks(kind, handler)
    raw = raw_last_day(
        kind, handler, filed_on=filed_on, last_day=last_day, extended=extended, suspended_days=suspended_days
    )
    if found is None or raw is None:
        return Term(after, None, None), Derivation().because("F-11", NO_TERM)
    weeks = found[0] + (found[1] if extended else 0)
    try:
        due = calendar.moved(raw)
    except YearNotKnown as unknown:
        return Term(after, weeks, None), Derivation().because("F-11", DUE_NOT_KNOWN, year=unknown.year)
    why = Derivation().because(
        "F-11", DUE, due, weeks=weeks, counted_from=after + timedelta(days=1), article=found[2]
    )
    return Term(after, weeks, due), why
