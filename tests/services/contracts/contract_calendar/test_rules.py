"""What stands in the calendar of a contract, done, overdue or still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.contracts.contract_calendar import rules
from services.contracts.contract_calendar.rules import CalendarEntry
from services.contracts.contracts.rules import Contract
from services.contracts.evaluations.rules import Evaluation, hold
from shared.values.arrangements import TerminationGround
from shared.values.life import CalendarKind, EvaluationKind
from tests.services.contracts.contracts.rules.test_moves import termination
from tests.services.contracts.examples import active

WHOLE = (date(2026, 1, 1), date(2029, 12, 31))


def held(contract: Contract, kind: EvaluationKind, on: date) -> Evaluation:
    """An evaluation that was held."""
    return hold(
        contract, kind, on, extreme=False, conclusion="Gehouden", proposal=None, amendment_id=None,
        reference=None, today=on,
    )[0]  # fmt: skip


def of(entries: list[CalendarEntry], kind: CalendarKind) -> list[CalendarEntry]:
    """The entries of one kind."""
    return [one for one in entries if one.kind is kind]


@pytest.mark.rule("D-39")
@pytest.mark.rule("R-C05")
@pytest.mark.rule("R-C06")
def test_what_was_held_is_done_and_what_was_not_is_overdue() -> None:
    """In 2028: the scope check of 2027 was held late, two yearly checks were not, the evaluation is for today."""
    contract = active()
    late = held(contract, EvaluationKind.SCOPE_CHECK, date(2027, 2, 1))
    found = rules.calendar([contract], [late], [], WHOLE, date(2028, 1, 1))
    (scope,) = of(found, CalendarKind.SCOPE_CHECK)
    assert (scope.on, scope.done_on, scope.overdue) == (date(2027, 1, 1), date(2027, 2, 1), False)
    (evaluation,) = of(found, CalendarKind.EVALUATION)
    assert (evaluation.on, evaluation.overdue) == (date(2028, 1, 1), False)
    checks = of(found, CalendarKind.YEARLY_CHECK)
    assert [(one.on.year, one.overdue) for one in checks] == [
        (2026, True),
        (2027, True),
        (2028, False),
        (2029, False),
    ]


@pytest.mark.rule("D-39")
def test_a_contract_that_is_not_renewed_has_no_options_left_in_the_calendar() -> None:
    """The option on the last day is gone with the decision; the end stays."""
    contract = active()
    ended = replace(
        contract,
        termination=termination(
            ground=TerminationGround.NON_RENEWAL, last_day=date(2029, 12, 31), breach=None
        ),
    )
    for one, options in ((contract, 1), (ended, 0)):
        found = rules.calendar([one], [], [], WHOLE, date(2026, 1, 1))
        assert len(of(found, CalendarKind.EXTENSION_OPTION)) == options
        assert len(of(found, CalendarKind.END)) == 1


@pytest.mark.rule("D-39")
def test_a_period_is_from_today_for_a_year_and_five_years_at_most() -> None:
    """Without days, with one, reversed and too long."""
    today = date(2026, 3, 1)
    assert rules.period_of(None, None, today) == (today, date(2027, 3, 1))
    assert rules.period_of(date(2027, 1, 1), None, today) == (date(2027, 1, 1), date(2028, 1, 1))
    for start, until in ((today, date(2026, 2, 28)), (today, date(2031, 6, 1))):
        with pytest.raises(rules.CalendarTooLong):
            rules.period_of(start, until, today)
