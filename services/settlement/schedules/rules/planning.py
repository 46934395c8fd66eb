"""What a contract year pays and when: planning (R-S01, R-S02, R-S06, R-S07) and planning anew (R-S05)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.settlement.schedules.rules.planned import Instalment, Schedule, Terms
from shared.values import Derivation, Money, Period, Sentence, Share, new_id
from shared.values.terms import InstalmentState

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


def year_amount(terms: Terms, year: int) -> tuple[Money, Period, Derivation]:
    """The amount for one year: by whole months in force, else by days (R-S06); with the period in force.

    Raises ValueError when the contract is not in force in that year.
    """
    whole = Period.year(year)
    in_force = whole.intersection(Period.inclusive(terms.start_date, terms.end_date))
    if in_force is None:
        raise ValueError(f"contract {terms.number} is not in force in {year}")
    annual = Money(terms.annual_amount_cents)
    if in_force.is_whole_months:
        months = in_force.months()
        amount = annual.fraction(months, 12)
        why = Derivation().because(
            "R-S06", YEAR_AMOUNT, amount, annual_cents=annual, year=year, months=months
        )
        return amount, in_force, why
    days, total = in_force.days(), whole.days()
    amount = annual.fraction(days, total)
    return amount, in_force, Derivation().because(
        "R-S06", YEAR_AMOUNT_BY_DAYS, amount, annual_cents=annual, year=year, days=days, total=total
    )  # fmt: skip


def divide(amount: Money, terms: Terms, why: Derivation) -> tuple[Money, Money, Derivation]:
    """The advance and the retention of an amount; the retention is what is left, never rounded by itself (R-S01, R-S07)."""
    share = Share(terms.advance_basis_points)
    advance = amount.times(share)
    retention = amount - advance
    why = why.because("R-S01", ADVANCE, advance, advance_basis_points=share)
    if terms.advance_basis_points == 10_000:
        return advance, retention, why.because("R-S07", NOTHING_RETAINED)
    return (
        advance,
        retention,
        why.because("R-S01", RETAINED, retention, year_cents=amount, advance_cents=advance),
    )


def due_dates(terms: Terms, in_force: Period) -> list[date]:
    """The day each instalment falls due: evenly over the months in force, on the agreed day of the month."""
    last = in_force.last_day
    assert last is not None, "a year is closed"
    months = [date(last.year, month, 1) for month in range(in_force.start.month, last.month + 1)]
    count = max(1, min(len(months), round(terms.instalment_count * len(months) / 12)))
    chosen = [months[len(months) * index // count] for index in range(count)]
    # A first instalment never falls due before the contract begins.
    return [max(month.replace(day=terms.instalment_day), in_force.start) for month in chosen]


def plan(terms: Terms, year: int) -> tuple[Schedule, Derivation]:
    """Plan a contract year: 7,000,000.00 at 95 % over 12 gives 8 × 554,166.67 and 4 × 554,166.66 (R-S01, R-S02)."""
    amount, in_force, why = year_amount(terms, year)
    advance, retention, why = divide(amount, terms, why)
    dates = due_dates(terms, in_force)
    gross, paid = amount.instalments(len(dates)), advance.instalments(len(dates))
    instalments = [
        Instalment(new_id(), number, due, whole.cents, now.cents, (whole - now).cents)
        for number, (due, whole, now) in enumerate(zip(dates, gross, paid, strict=True), 1)
    ]
    why = why.because("R-S02", SPLIT, amount_cents=advance, count=len(dates))
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
        annual_amount_cents=terms.annual_amount_cents,
        year_amount_cents=amount.cents,
        advance_basis_points=terms.advance_basis_points,
        advance_cents=advance.cents,
        retention_cents=retention.cents,
        receivable_cents=0,
        payee=terms.payee,
        instalments=instalments,
        planned_until=terms.end_date,
    )
    return schedule, why


def terms_in(terms: Terms, year: int, planned: Iterable[Schedule]) -> Terms:
    """The terms as they hold in a year: one before an amendment's date of effect keeps the amount of the year before it.

    `planned` are the contract's schedules.
    """
    before = [one for one in planned if one.year < year]
    if year >= terms.effective_on.year or not before:
        return terms
    last = max(before, key=lambda one: one.year)
    return replace(terms, annual_amount_cents=last.annual_amount_cents)


def replan(
    schedule: Schedule, terms: Terms, today: date, settled: Money | None = None
) -> tuple[Schedule, Derivation]:
    """Plan the rest of a year anew: the new amount holds for the whole year, posted instalments stay (R-S05).

    What remains is spread with cumulative rounding over the instalments not yet posted; with none left one correcting
    instalment is added; when too much was posted the rest is nil and the whole difference is the receivable, so that
    instalments − receivable = advance after every change. A retention that was released already (`settled`) stays as it
    is: what the new amount changes is then wholly advance.
    """
    if schedule.year < terms.effective_on.year:
        terms = replace(terms, annual_amount_cents=schedule.annual_amount_cents)
    amount, in_force, _ = year_amount(terms, schedule.year)
    why = Derivation()
    if schedule.planned_until != terms.end_date:
        why = why.because("R-S06", TERM, terms.end_date, old=schedule.planned_until)
    why = why.because(
        "R-S05", CHANGED, old_cents=Money(schedule.annual_amount_cents), annual_cents=Money(terms.annual_amount_cents),
        effective_on=terms.effective_on,
    )  # fmt: skip
    if settled is None:
        advance, retention, why = divide(amount, terms, why)
    else:
        advance, retention = amount - settled, settled
        why = why.because("R-S05", SETTLED, advance, year_cents=amount, settled_cents=settled)
    done = [one for one in schedule.instalments if one.state is not InstalmentState.PLANNED]
    open_, nil = _open(schedule, terms, in_force)
    posted = Money(sum(one.amount_cents for one in done))
    held = Money(sum(one.retained_cents for one in done))
    left, left_held = advance - posted, retention - held
    if not open_ and (left > Money.zero() or left_held):
        open_ = [Instalment(new_id(), len(done) + 1, max(today, terms.effective_on), 0, 0, 0)]
    why = why.because("R-S05", REMAINING, left, advance_cents=advance, posted_cents=posted, count=len(open_))
    receivable = max(-left, Money.zero())
    if receivable:
        why = why.because("R-S05", RECEIVABLE, receivable)
        left = Money.zero()
    paid, kept = left.instalments(max(1, len(open_))), left_held.instalments(max(1, len(open_)))
    renewed = [
        replace(one, gross_cents=(now + later).cents, amount_cents=now.cents, retained_cents=later.cents)
        for one, now, later in zip(open_, paid, kept, strict=False)
    ]
    changed = replace(
        schedule,
        version=schedule.version + 1,
        contract_version=terms.version,
        annual_amount_cents=terms.annual_amount_cents,
        year_amount_cents=amount.cents,
        advance_basis_points=terms.advance_basis_points,
        advance_cents=advance.cents,
        retention_cents=retention.cents,
        receivable_cents=receivable.cents,
        instalments=[*done, *renewed, *nil],
        planned_until=terms.end_date,
    )
    return changed, why


def _open(schedule: Schedule, terms: Terms, in_force: Period) -> tuple[list[Instalment], list[Instalment]]:
    """The instalments that are left to pay in, and those that fall after a last day that came forward: they become nil."""
    planned = [one for one in schedule.instalments if one.state is InstalmentState.PLANNED]
    if schedule.planned_until == terms.end_date:
        return planned, []
    last = in_force.last_day
    assert last is not None, "a year is closed"
    nil = [
        replace(one, gross_cents=0, amount_cents=0, retained_cents=0)
        for one in planned
        if one.due_date > last
    ]
    kept = [one for one in planned if one.due_date <= last]
    known = max((one.due_date for one in schedule.instalments), default=date.min)
    number = max((one.number for one in schedule.instalments), default=0)
    more = [due for due in due_dates(terms, in_force) if due > known]
    added = [Instalment(new_id(), number + place, due, 0, 0, 0) for place, due in enumerate(more, 1)]
    return [*kept, *added], nil


def first_unplanned(terms: Terms, planned: Iterable[Schedule], today: date) -> int | None:
    """The earliest year in force, until the one of today, that has no schedule."""
    done = {one.year for one in planned}
    last = min(terms.end_date, today).year
    return next((year for year in range(terms.start_date.year, last + 1) if year not in done), None)


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
