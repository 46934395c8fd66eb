"""What stands in the calendar of a contract: its ends, options, evaluations, checks, amendments and suspension (D-39)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.amendments.rules import Amendment
from services.contracts.contracts.rules import Contract
from services.contracts.evaluations.rules import Evaluation, due_on
from shared.errors import InvalidInput, Text
from shared.values import add_months
from shared.values.life import CalendarKind, EvaluationKind
from shared.values.terms import ContractState

LONGEST_DAYS = 5 * 366
RUNNING = (ContractState.ACTIVE, ContractState.SUSPENDED)
_KINDS = {
    EvaluationKind.EVALUATION: CalendarKind.EVALUATION,
    EvaluationKind.SCOPE_CHECK: CalendarKind.SCOPE_CHECK,
    EvaluationKind.YEARLY_CHECK: CalendarKind.YEARLY_CHECK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Something that is awaited of a contract on a day."""

    on: date
    kind: CalendarKind
    contract_id: UUID
    contract_number: str
    contract_name: str
    number: int | None = None
    done_on: date | None = None
    overdue: bool = False


class CalendarTooLong(InvalidInput):
    """The period ends before it begins, or is longer than five years."""

    code = "calendar-period-refused"
    rule = "D-39"
    title = Text("Deze periode kan niet", "This period is not possible")
    detail = Text(
        "De kalender loopt van from tot en met until, over hooguit vijf jaar.",
        "The calendar runs from from up to and including until, over five years at most.",
    )
    mend = Text("Kies een kortere periode.", "Choose a shorter period.")


def period_of(start: date | None, until: date | None, today: date) -> tuple[date, date]:
    """The first and the last day that are asked: from today, for a year. Raises CalendarTooLong."""
    first = start or today
    last = until or add_months(first, 12)
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise CalendarTooLong()
    return first, last


def calendar(
    contracts: Iterable[Contract],
    evaluations: Iterable[Evaluation],
    amendments: Iterable[Amendment],
    period: tuple[date, date],
    today: date,
) -> list[CalendarEntry]:
    """The entries of contracts from the first day up to and including the last, by day, contract and kind."""
    held: dict[UUID, list[Evaluation]] = {}
    for evaluation in evaluations:
        held.setdefault(evaluation.contract_id, []).append(evaluation)
    changed: dict[UUID, list[Amendment]] = {}
    for amendment in amendments:
        changed.setdefault(amendment.contract_id, []).append(amendment)
    start, until = period
    found = [
        entry
        for contract in contracts
        for entry in _of(contract, held.get(contract.id, []), changed.get(contract.id, []), period, today)
        if start <= entry.on <= until
    ]
    return sorted(found, key=lambda one: (one.on, one.contract_number, one.kind, one.number or 0))


def _of(
    contract: Contract,
    held: list[Evaluation],
    changed: list[Amendment],
    period: tuple[date, date],
    today: date,
) -> Iterator[CalendarEntry]:
    def entry(kind: CalendarKind, on: date, number: int | None = None) -> CalendarEntry:
        return CalendarEntry(
            on=on,
            kind=kind,
            contract_id=contract.id,
            contract_number=contract.number,
            contract_name=contract.name,
            number=number,
        )

    if contract.start_date is not None:
        yield entry(CalendarKind.START, contract.start_date)
    if contract.end_date is not None:
        yield entry(CalendarKind.END, contract.end_date)
        if contract.state in RUNNING and contract.termination is None:
            for option in contract.extension_options:
                if not option.exercised:
                    yield entry(CalendarKind.EXTENSION_OPTION, contract.end_date, option.number)
    if contract.suspension is not None:
        yield entry(CalendarKind.SUSPENSION, contract.suspension.valid_from)
    for amendment in changed:
        yield entry(CalendarKind.AMENDMENT, amendment.effective_on, amendment.number)
    yield from _evaluations(contract, held, period, today)


def _evaluations(
    contract: Contract, held: list[Evaluation], period: tuple[date, date], today: date
) -> Iterator[CalendarEntry]:
    done = {(one.kind, one.due_on): one.held_on for one in held}
    start, until = period
    for kind, shown in _KINDS.items():
        years = range(start.year, until.year + 1) if kind is EvaluationKind.YEARLY_CHECK else (start.year,)
        for year in years:
            due = due_on(contract, kind, year)
            if due is None or not _in_term(contract, due):
                continue
            held_on = done.get((kind, due))
            yield CalendarEntry(
                on=due,
                kind=shown,
                contract_id=contract.id,
                contract_number=contract.number,
                contract_name=contract.name,
                done_on=held_on,
                overdue=held_on is None and due < today and contract.state in RUNNING,
            )


def _in_term(contract: Contract, day: date) -> bool:
    start, end = contract.start_date, contract.end_date
    return (start is None or start <= day) and (end is None or day <= end)
