"""How long a contract runs and when it is evaluated (R-C04, R-C05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.contracts.contracts.rules.terms import Terms
from shared.values import Derivation, Period, Sentence, add_months

BASE_TERM = Sentence(
    "contract.base-term",
    nl="Van {start_date} loopt het contract {months} maanden: tot en met {result}.",
    en="From {start_date} the contract runs {months} months: up to and including {result}.",
)
EXTENDED = Sentence(
    "contract.extended",
    nl="Met de gebruikte verlengingen (opties {options}, samen {months} maanden) eindigt het op {result}.",
    en="With the options exercised ({options}, {months} months together) it ends on {result}.",
)
LATEST_END = Sentence(
    "contract.latest-end",
    nl="Met alle {options} opties (samen {months} maanden) eindigt het uiterlijk op {result}; open: {remaining}.",
    en="With all {options} options ({months} months together) it ends at the latest on {result}; open: {remaining}.",
)
EVALUATION = Sentence(
    "contract.evaluation",
    nl="De evaluatie is {months} maanden na {start_date} verschuldigd: op {result}.",
    en="The evaluation is due {months} months after {start_date}: on {result}.",
)


@dataclass(frozen=True, slots=True)
class Term:
    """The last day, the last day with all options, and the day the evaluation is due; None where not agreed."""

    end_date: date | None
    latest_end_date: date | None
    evaluation_date: date | None


def _last_day(start: date, months: int) -> date:
    last = Period(start, add_months(start, months)).last_day
    assert last is not None, "the period was closed"
    return last


def term(terms: Terms) -> tuple[Term, Derivation]:
    """End, latest end and evaluation: 1-1-2015, 48 months, 1×24 ends 31-12-2018, at the latest 31-12-2020 (R-C04, R-C05)."""
    start, why = terms.start_date, Derivation()
    end, latest, evaluation = None, None, None
    if start is not None and terms.base_term_months is not None:
        base = terms.base_term_months
        end = _last_day(start, base)
        why = why.because("R-C04", BASE_TERM, end, start_date=start, months=base)
        used = [option for option in terms.extension_options if option.exercised]
        if used:
            extra = sum(option.months for option in used)
            end = _last_day(start, base + extra)
            numbers = [option.number for option in used]
            why = why.because("R-C04", EXTENDED, end, options=numbers, months=extra)
        every = sum(option.months for option in terms.extension_options)
        latest = _last_day(start, base + every)
        why = why.because(
            "R-C04",
            LATEST_END,
            latest,
            options=len(terms.extension_options),
            months=every,
            remaining=len(terms.extension_options) - len(used),
        )
    if start is not None and terms.evaluation_after_months is not None:
        months = terms.evaluation_after_months
        evaluation = add_months(start, months)
        why = why.because("R-C05", EVALUATION, evaluation, start_date=start, months=months)
    return Term(end, latest, evaluation), why
