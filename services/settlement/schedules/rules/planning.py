"""Planning a contract year (R-S01, R-S02, R-S06, R-S07) and planning it anew (R-S05)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from services.settlement.schedules.rules.planned import Instalment, Schedule, SumInYear, Terms
from services.settlement.schedules.rules.sums import (
    DueDay,
    due_days,
    explain_amounts,
    explain_shares,
    sums_in,
    years_of,
)
from shared.values import Derivation, Money, Sentence, new_id
from shared.values.terms import InstalmentState

SPLIT = Sentence(
    "schedule.split",
    nl="{amount_cents} in {count} termijnen, cumulatief afgerond zodat geen cent verloren gaat.",
    en="{amount_cents} in {count} instalments, rounded cumulatively so that no cent is lost.",
)
CHANGED = Sentence(
    "schedule.changed",
    nl="Het jaarbedrag gaat van {old_cents} naar {annual_cents} met ingang van {effective_on}; het geldt voor het hele jaar.",
    en="The annual amount goes from {old_cents} to {annual_cents} with effect from {effective_on}; it holds for the whole year.",
)
TERM = Sentence(
    "schedule.term-changed",
    nl="Het contract loopt nu tot en met {result} (was {old}): het bedrag van het jaar en de termijnen volgen.",
    en="The contract now runs up to and including {result} (was {old}): the year's amount and the instalments follow.",
)
REMAINING = Sentence(
    "schedule.remaining",
    nl="Het voorschot van {advance_cents} min wat al geboekt is, {posted_cents}, resteert voor {count} termijnen: {result_cents}.",
    en="The advance of {advance_cents} minus what is posted already, {posted_cents}, remains for {count} instalments: {result_cents}.",
)
SETTLED = Sentence(
    "schedule.retention-settled",
    nl="De inhouding van {settled_cents} is al vrijgegeven; van {year_cents} is de rest voorschot: {result_cents}.",
    en="The retention of {settled_cents} was released already; of {year_cents} the rest is advance: {result_cents}.",
)
RECEIVABLE = Sentence(
    "schedule.receivable",
    nl="Er is {result_cents} te veel geboekt: dat wordt teruggevorderd, er gaat geen negatieve betaling uit.",
    en="{result_cents} too much was posted: it becomes a receivable, no negative payment leaves.",
)


def plan(terms: Terms, year: int) -> tuple[Schedule, Derivation]:
    """Plan a contract year: 7,000,000.00 at 95 % over 12 gives 8 × 554,166.67 and 4 × 554,166.66 (R-S01, R-S02).

    Raises ValueError when no sum of the contract holds in that year.
    """
    sums = sums_in(terms, year)
    if not sums:
        raise ValueError(f"contract {terms.number} pays nothing in {year}")
    why = explain_shares(sums, explain_amounts(sums))
    instalments: list[Instalment] = []
    for one in sums:
        days = due_days([one])
        gross = Money(one.year_amount_cents).spread([day.advance + day.retention for day in days])
        paid = Money(one.advance_cents).spread([day.advance for day in days])
        instalments += [
            Instalment(new_id(), 0, day.due, whole.cents, now.cents, (whole - now).cents)
            for day, whole, now in zip(days, gross, paid, strict=True)
        ]
        why = why.because("R-S02", SPLIT, amount_cents=Money(one.advance_cents), count=len(days))
    ordered = sorted(instalments, key=lambda line: line.due_date)
    schedule = Schedule(
        id=new_id(),
        version=1,
        owner=terms.owner,
        external_reference=None,
        parties=terms.parties,
        contract_id=terms.id,
        contract_number=terms.number,
        contract_version=terms.version,
        year=year,
        annual_amount_cents=sums[-1].annual_amount_cents,
        year_amount_cents=sum(one.year_amount_cents for one in sums),
        advance_basis_points=sums[-1].advance_basis_points,
        advance_cents=sum(one.advance_cents for one in sums),
        retention_cents=sum(one.retention_cents for one in sums),
        receivable_cents=0,
        payee=terms.payee,
        instalments=[replace(line, number=number) for number, line in enumerate(ordered, 1)],
        planned_until=terms.end_date,
        sums=sums,
    )
    return schedule, why


def replan(
    schedule: Schedule, terms: Terms, today: date, settled: Money | None = None
) -> tuple[Schedule, Derivation]:
    """Plan the rest of a year anew: the new amount holds for the whole year, posted instalments stay (R-S05).

    What remains is spread with cumulative rounding over the instalments not yet posted, as their sums weigh; with none left
    one correcting instalment is added; when too much was posted the rest is nil and the whole difference is the receivable,
    so that instalments − receivable = advance after every change. A year in which no sum holds any more comes to nil. A
    retention that was released already (`settled`) stays as it is: what the new amount changes is then wholly advance.
    """
    sums = sums_in(terms, schedule.year)
    amount, effective_on, why = _changed(schedule, terms, sums)
    if settled is None:
        advance = Money(sum(one.advance_cents for one in sums))
        retention = amount - advance
        why = explain_shares(sums, why)
    else:
        advance, retention = amount - settled, settled
        why = why.because("R-S05", SETTLED, advance, year_cents=amount, settled_cents=settled)
    done = [one for one in schedule.instalments if one.state is not InstalmentState.PLANNED]
    days = due_days(sums)
    open_, nil = _open(schedule, sums, [day.due for day in days])
    posted = Money(sum(one.amount_cents for one in done))
    held = Money(sum(one.retained_cents for one in done))
    left, left_held = advance - posted, retention - held
    if not open_ and (left > Money.zero() or left_held):
        open_ = [Instalment(new_id(), len(done) + len(nil) + 1, max(today, effective_on), 0, 0, 0)]
    why = why.because("R-S05", REMAINING, left, advance_cents=advance, posted_cents=posted, count=len(open_))
    receivable = max(-left, Money.zero())
    if receivable:
        why = why.because("R-S05", RECEIVABLE, receivable)
        left = Money.zero()
    renewed = _spread(open_, days, left, left_held) if open_ else []
    changed = replace(
        schedule,
        version=schedule.version + 1,
        contract_version=terms.version,
        annual_amount_cents=sums[-1].annual_amount_cents if sums else 0,
        year_amount_cents=amount.cents,
        advance_basis_points=sums[-1].advance_basis_points if sums else schedule.advance_basis_points,
        advance_cents=advance.cents,
        retention_cents=retention.cents,
        receivable_cents=receivable.cents,
        instalments=sorted([*done, *renewed, *nil], key=lambda line: line.number),
        planned_until=terms.end_date,
        sums=sums,
    )
    return changed, why


def _changed(schedule: Schedule, terms: Terms, sums: list[SumInYear]) -> tuple[Money, date, Derivation]:
    """The new amount of the year, from which day it has effect, and what changed."""
    why = Derivation()
    if schedule.planned_until != terms.end_date:
        why = why.because("R-S06", TERM, terms.end_date, old=schedule.planned_until)
    annual = sums[-1].annual_amount_cents if sums else 0
    effective_on = max(
        (one.effective_on for one in terms.sums if one.effective_on.year <= schedule.year), default=date.min
    )
    if sums:
        why = why.because(
            "R-S05", CHANGED, old_cents=Money(schedule.annual_amount_cents), annual_cents=Money(annual),
            effective_on=effective_on,
        )  # fmt: skip
    return Money(sum(one.year_amount_cents for one in sums)), effective_on, why


def _open(
    schedule: Schedule, sums: list[SumInYear], dates: Sequence[date]
) -> tuple[list[Instalment], list[Instalment]]:
    """The instalments that are left to pay in, and those that fall after a last day that came forward: they become nil."""
    planned = [one for one in schedule.instalments if one.state is InstalmentState.PLANNED]
    last = sums[-1].valid_until if sums else date.min
    if schedule.sums and schedule.sums[-1].valid_until == last:
        return planned, []
    last = max(last, *dates) if dates else last
    nil = [
        replace(one, gross_cents=0, amount_cents=0, retained_cents=0)
        for one in planned
        if one.due_date > last
    ]
    kept = [one for one in planned if one.due_date <= last]
    known = max((one.due_date for one in schedule.instalments), default=date.min)
    number = max((one.number for one in schedule.instalments), default=0)
    more = [due for due in dates if due > known]
    added = [Instalment(new_id(), number + place, due, 0, 0, 0) for place, due in enumerate(more, 1)]
    return [*kept, *added], nil


def _spread(
    open_: Sequence[Instalment], days: Sequence[DueDay], left: Money, left_held: Money
) -> list[Instalment]:
    """What remains over the open instalments: each weighs what its day does; one that no sum has, the same as the average."""
    by_day = {day.due: day for day in days}
    count = max(1, len(days))
    average = DueDay(
        date.min,
        sum((day.advance for day in days), Fraction()) / count,
        sum((day.retention for day in days), Fraction()) / count,
    )
    found = [by_day.get(line.due_date, average) for line in open_]
    paid = left.spread([day.advance for day in found])
    kept = left_held.spread([day.retention for day in found])
    return [
        replace(line, gross_cents=(now + later).cents, amount_cents=now.cents, retained_cents=later.cents)
        for line, now, later in zip(open_, paid, kept, strict=True)
    ]


def first_unplanned(terms: Terms, planned: Iterable[Schedule], today: date) -> int | None:
    """The earliest year with a sum, until the one of today, that has no schedule."""
    done = {one.year for one in planned}
    return next((year for year in years_of(terms) if year <= today.year and year not in done), None)


def post_due(schedule: Schedule, today: date) -> tuple[Schedule, list[Instalment]] | None:
    """The schedule with all that fell due posted on a day, and those instalments; None where nothing did (R-S01)."""
    due = {
        one.id: replace(one, state=InstalmentState.POSTED, posted_on=today)
        for one in schedule.instalments
        if one.state is InstalmentState.PLANNED and one.due_date <= today
    }
    if not due:
        return None
    lines = [due.get(one.id, one) for one in schedule.instalments]
    return replace(schedule, version=schedule.version + 1, instalments=lines), list(due.values())
