"""The sums of a contract by year: what each comes to, and on which days it is paid (R-S01, R-S06, R-S07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from services.settlement.schedules.rules.planned import Moment, SumInYear, Terms, YearlySum
from shared.values import Derivation, Money, Period, Sentence, Share
from shared.values.agreements import ReleaseRule
from shared.values.period import add_months

YEAR_AMOUNT = Sentence(
    "schedule.year-amount",
    nl="Het jaarbedrag van {annual_cents} geldt in {year} voor {months} van de 12 maanden: {result_cents}.",
    en="The annual amount of {annual_cents} is in force in {year} for {months} of 12 months: {result_cents}.",
)
YEAR_AMOUNT_BY_DAYS = Sentence(
    "schedule.year-amount-by-days",
    nl="Het jaarbedrag van {annual_cents} geldt in {year} voor {days} van de {total} dagen: {result_cents}.",
    en="The annual amount of {annual_cents} is in force in {year} for {days} of {total} days: {result_cents}.",
)
ADVANCE = Sentence(
    "schedule.advance",
    nl="Daarvan wordt {advance_basis_points} in termijnen betaald: {result_cents}.",
    en="Of this {advance_basis_points} is paid in instalments: {result_cents}.",
)
RETAINED = Sentence(
    "schedule.retained",
    nl="Het bedrag min het voorschot wordt ingehouden: {year_cents} − {advance_cents} = {result_cents}.",
    en="The amount minus the advance is retained: {year_cents} − {advance_cents} = {result_cents}.",
)
NOTHING_RETAINED = Sentence(
    "schedule.nothing-retained",
    nl="Dit contract houdt niets in: alles wordt in termijnen betaald.",
    en="This contract retains nothing: all is paid in instalments.",
)


class DueDay(NamedTuple):
    """A day on which a part of a sum falls due, with what it weighs in the advance and in the retention."""

    due: date
    advance: Fraction
    retention: Fraction


def following(known: Terms | None, told: Terms) -> Terms:
    """The terms as told; a year before that in which an amendment takes effect keeps the amounts known for it (R-S05)."""
    if known is None:
        return told
    sums = []
    for one in told.sums:
        first = date(one.effective_on.year, 1, 1)
        until = min(one.valid_until or told.end_date, first - timedelta(days=1))
        kept = [_within(old, one.valid_from, until) for old in known.sums if old.number == one.number]
        earlier = [old for old in kept if old is not None]
        sums += [*earlier, replace(one, valid_from=max(one.valid_from, first)) if earlier else one]
    return replace(
        told, sums=[one for one in sums if one.valid_until is None or one.valid_from <= one.valid_until]
    )


def _within(one: YearlySum, first: date, last: date) -> YearlySum | None:
    first, last = max(one.valid_from, first), min(one.valid_until or last, last)
    return replace(one, valid_from=first, valid_until=last) if first <= last else None


def sums_in(terms: Terms, year: int) -> list[SumInYear]:
    """What each sum comes to in a year, by whole months in force, else by days (R-S06), in order of their days."""
    whole = Period.year(year)
    found = []
    for one in terms.sums:
        first = max(one.valid_from, terms.start_date, whole.start)
        last = min(one.valid_until or terms.end_date, terms.end_date, date(year, 12, 31))
        if first > last:
            continue
        annual, in_force = Money(one.annual_amount_cents), Period.inclusive(first, last)
        if in_force.is_whole_months:
            amount = annual.fraction(in_force.months(), 12)
        else:
            amount = annual.fraction(in_force.days(), whole.days())
        # The retention is what is left, never rounded by itself (R-S01).
        advance = amount.times(Share(one.advance_basis_points))
        found.append(
            SumInYear(
                number=one.number,
                form=one.form,
                valid_from=first,
                valid_until=last,
                annual_amount_cents=one.annual_amount_cents,
                year_amount_cents=amount.cents,
                advance_basis_points=one.advance_basis_points,
                advance_cents=advance.cents,
                retention_cents=(amount - advance).cents,
                instalment_count=one.instalment_count,
                instalment_day=one.instalment_day,
                release_rule=one.release_rule,
                afterwards=one.afterwards,
                moments=one.moments,
            )
        )
    return sorted(found, key=lambda one: one.valid_from)


def years_of(terms: Terms) -> dict[int, list[SumInYear]]:
    """The sums of every year in which one holds."""
    years = range(terms.start_date.year, terms.end_date.year + 1)
    return {year: found for year in years if (found := sums_in(terms, year))}


def explain_amounts(sums: list[SumInYear]) -> Derivation:
    """Why the year's sums are what they are."""
    why = Derivation()
    for one in sums:
        annual, amount = Money(one.annual_amount_cents), Money(one.year_amount_cents)
        year, in_force = one.valid_from.year, Period.inclusive(one.valid_from, one.valid_until)
        told = {"annual_cents": annual, "year": year}
        if in_force.is_whole_months:
            why = why.because("R-S06", YEAR_AMOUNT, amount, months=in_force.months(), **told)
        else:
            days, total = in_force.days(), Period.year(year).days()
            why = why.because("R-S06", YEAR_AMOUNT_BY_DAYS, amount, days=days, total=total, **told)
    return why


def explain_shares(sums: list[SumInYear], why: Derivation) -> Derivation:
    """How each sum is divided into advance and retention (R-S01, R-S07)."""
    for one in sums:
        advance, share = Money(one.advance_cents), Share(one.advance_basis_points)
        why = why.because("R-S01", ADVANCE, advance, advance_basis_points=share)
        if one.advance_basis_points == 10_000:
            why = why.because("R-S07", NOTHING_RETAINED)
        else:
            amount, retention = Money(one.year_amount_cents), Money(one.retention_cents)
            why = why.because("R-S01", RETAINED, retention, year_cents=amount, advance_cents=advance)
    return why


def release_rule(sums: list[SumInYear]) -> ReleaseRule:
    """How the year's retention is released: pro rata where every sum that retains agreed so (G-01)."""
    agreed = {one.release_rule for one in sums if one.retention_cents}
    return ReleaseRule.PRO_RATA if agreed == {ReleaseRule.PRO_RATA} else ReleaseRule.ALL_OR_NOTHING


def due_dates(one: SumInYear) -> list[date]:
    """The day each instalment falls due: evenly over the months in force, or for the months of its profile."""
    return [due for due, _ in _weighed(one)]


def due_days(sums: list[SumInYear]) -> list[DueDay]:
    """The days on which the sums of a year fall due, in order."""
    found = []
    for one in sums:
        weighed = _weighed(one)
        total = sum(weight for _, weight in weighed)
        found += [
            DueDay(
                due,
                Fraction(one.advance_cents * weight, total),
                Fraction(one.retention_cents * weight, total),
            )
            for due, weight in weighed
        ]
    return sorted(found, key=lambda day: day.due)


def _weighed(one: SumInYear) -> list[tuple[date, int]]:
    """Each due day with its weight; what is paid afterwards falls due in the month after those that it is for (R-S50, R-S52)."""
    first, last = one.valid_from.month, one.valid_until.month
    if one.moments:
        inside = sorted(
            (each for each in one.moments if first <= each.month <= last), key=lambda each: each.month
        )
        chosen = inside or [Moment(month=first)]
        begins = [each.month for each in chosen]
        ends = [month + 1 for month in begins]
    else:
        length = last - first + 1
        count = max(1, min(length, round(one.instalment_count * length / 12)))
        chosen = [Moment(month=first + length * index // count) for index in range(count)]
        begins = [each.month for each in chosen]
        ends = [*begins[1:], last + 1]
    months = ends if one.afterwards else begins
    year = one.valid_from.year
    days = [
        add_months(date(year, 1, each.day or one.instalment_day), month - 1)
        for each, month in zip(chosen, months, strict=True)
    ]
    # A first instalment never falls due before its sum begins.
    return [(max(day, one.valid_from), each.weight) for day, each in zip(days, chosen, strict=True)]
