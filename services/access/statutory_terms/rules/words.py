"""Why a term ends when it ends, and a penalty is what it is, in sentences of two languages (R-A55)."""

from __future__ import annotations

from datetime import date

from services.access.statutory_terms.rules.courses import StatutoryTerm, rested_days
from services.access.statutory_terms.rules.penalties import Penalty
from shared.values import Derivation, Money, Sentence
from shared.values.access_policies import TermKind, TermState

_RULE = "R-A55"
_ARTICLE = {
    TermKind.INQUIRY: "Wmo 2015 art. 2.3.2",
    TermKind.DECISION: "Wmo 2015 art. 2.3.5",
}
RUNS = Sentence(
    "statutory-term.runs",
    nl="De termijn begint met {started_on} en duurt {weeks} weken ({article}): de laatste dag is {last_day_on}.",
    en="The term begins with {started_on} and takes {weeks} weeks ({article}): its last day is {last_day_on}.",
)
EARLY = Sentence(
    "statutory-term.applied-early",
    nl="De aanvraag van {application_on} kwam vóór het onderzoek gereed was; zij geldt als gedaan zodra het gereed is, en uiterlijk als de zes weken ervoor voorbij zijn: {result} (Wmo 2015 art. 2.3.2 lid 9).",
    en="The application of {application_on} came before the inquiry was ready; it counts as made once that is ready, and at the latest when its six weeks are over: {result} (Wmo 2015 art. 2.3.2(9)).",
)
MOVED = Sentence(
    "statutory-term.moved",
    nl="Die dag is een zaterdag, zondag of feestdag; de termijn eindigt op {result} (Algemene termijnenwet art. 1).",
    en="That day is a Saturday, Sunday or holiday; the term ends on {result} (Algemene termijnenwet art. 1).",
)
NOT_KNOWN = Sentence(
    "statutory-term.not-known",
    nl="Of die dag verschuift is niet bekend: de gelijkgestelde dagen van {year} zijn nog niet vastgelegd.",
    en="Whether that day moves is not known: the equated days of {year} were not registered yet.",
)
RESTED = Sentence(
    "statutory-term.rested",
    nl="De termijn rustte {days} dagen (Awb 4:15) en eindigt zoveel later.",
    en="The term rested for {days} days (Awb 4:15) and ends so much later.",
)
RESTS = Sentence(
    "statutory-term.rests",
    nl="De termijn rust vanaf {begins_on} ({ground}, Awb 4:15).",
    en="The term rests from {begins_on} on ({ground}, Awb 4:15).",
)
EXTENDED = Sentence(
    "statutory-term.extended",
    nl="Op {extended_on} is verdaagd tot en met {extended_until} (Awb 4:14 lid 3).",
    en="On {extended_on} it was extended up to and including {extended_until} (Awb 4:14(3)).",
)
ANNOUNCED = Sentence(
    "statutory-term.announced",
    nl="Op {extended_on} is gezegd dat het tot {extended_until} duurt; de wettelijke termijn zelf verandert niet (Awb 4:14 lid 1).",
    en="On {extended_on} it was told that it takes until {extended_until}; the term of the law itself stays (Awb 4:14(1)).",
)
MET = Sentence(
    "statutory-term.met",
    nl="Gereed op {met_on}; dagen te laat: {late_days}.",
    en="Ready on {met_on}; days late: {late_days}.",
)
LATE = Sentence(
    "statutory-term.late",
    nl="Vanaf {result} is het te laat.",
    en="From {result} on it is late.",
)
LAPSED = Sentence(
    "statutory-term.lapsed",
    nl="De termijn is vervallen op {lapsed_on}: er wordt hier niets meer gevraagd.",
    en="The term lapsed on {lapsed_on}: nothing is asked here any more.",
)
NOTICE = Sentence(
    "statutory-term.notice",
    nl="Ingebrekestelling ontvangen op {notice_on}; de dwangsom loopt vanaf {penalty_from} (Awb 4:17 lid 3).",
    en="Notice of default received on {notice_on}; the penalty runs from {penalty_from} (Awb 4:17(3)).",
)
OWED = Sentence(
    "statutory-term.penalty",
    nl="Tot en met {on} zijn er {days} dagen: 14 dagen {first_cents}, 14 dagen {second_cents}, 14 dagen {third_cents} per dag ({source}), samen {result_cents}.",
    en="Up to and including {on} there are {days} days: 14 days at {first_cents}, 14 at {second_cents}, 14 at {third_cents} a day ({source}), together {result_cents}.",
)
NO_PENALTY = Sentence(
    "statutory-term.no-penalty",
    nl="Er is geen ingebrekestelling: er loopt geen dwangsom (Awb 4:17).",
    en="There is no notice of default: no penalty runs (Awb 4:17).",
)
UNKNOWN_RATE = Sentence(
    "statutory-term.penalty-not-known",
    nl="De bedragen van de dwangsom op {first_on} zijn niet vastgelegd.",
    en="The amounts of the penalty on {first_on} were not registered.",
)


def applied_early(application_on: date, started_on: date) -> Derivation:
    """That an application came before the inquiry was ready, and from when it counts."""
    return Derivation().because(_RULE, EARLY, started_on, application_on=application_on)


def explain(term: StatutoryTerm, application_on: date | None = None) -> Derivation:
    """Why the term ends when it does, from what stands in it; `application_on` is the day of its request's application."""
    days = rested_days(term.suspensions)
    bare = term.last_day_on
    article = "Awb 4:13" if term.extension_counts else _ARTICLE[term.kind]
    why = Derivation().because(
        _RULE, RUNS, bare, started_on=term.started_on, weeks=term.term_weeks, article=article,
        last_day_on=bare,
    )  # fmt: skip
    if term.kind is TermKind.DECISION and application_on is not None and application_on < term.started_on:
        why = applied_early(application_on, term.started_on).merge(why)
    if days:
        why = why.because(_RULE, RESTED, days=days)
    if term.state is TermState.SUSPENDED:
        resting = term.suspensions[-1]
        why = why.because(_RULE, RESTS, begins_on=resting.begins_on, ground=resting.ground)
    if term.extended_on is not None:
        told = {"extended_on": term.extended_on, "extended_until": term.extended_until}
        why = why.because(_RULE, EXTENDED if term.extension_counts else ANNOUNCED, **told)
    if term.due_on is None:
        why = why.because(_RULE, NOT_KNOWN, year=bare.year)
    elif term.due_on != bare:
        why = why.because(_RULE, MOVED, term.due_on)
    return _ended(term, why)


def _ended(term: StatutoryTerm, why: Derivation) -> Derivation:
    if term.late_on is not None:
        why = why.because(_RULE, LATE, term.late_on)
    if term.notice_on is not None:
        why = why.because(_RULE, NOTICE, notice_on=term.notice_on, penalty_from=term.penalty_from)
    if term.met_on is not None:
        why = why.because(_RULE, MET, met_on=term.met_on, late_days=term.late_days)
    return why if term.lapsed_on is None else why.because(_RULE, LAPSED, lapsed_on=term.lapsed_on)


def explain_penalty(
    term: StatutoryTerm, found: Penalty, day_cents: tuple[int, int, int] | None
) -> Derivation:
    """Why a penalty is what it is on a day."""
    if term.notice_on is None:
        return Derivation().because(_RULE, NO_PENALTY)
    why = Derivation().because(_RULE, NOTICE, notice_on=term.notice_on, penalty_from=term.penalty_from)
    if day_cents is None or found.total_cents is None or found.source is None:
        return why.because(_RULE, UNKNOWN_RATE, first_on=term.penalty_from)
    first, second, third = (Money(one) for one in day_cents)
    return why.because(
        _RULE, OWED, Money(found.total_cents), on=found.on, days=found.days, first_cents=first,
        second_cents=second, third_cents=third, source=found.source,
    )  # fmt: skip
