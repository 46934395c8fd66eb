"""When the care of a case ended, however its facts came."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from services.outcomes.cases.rules import best, closed, ended, renewed, stopped
from shared.values.care_courses import StopReason
from shared.values.flowing import CaseKind
from tests.services.outcomes.flows.examples import care, stop

D = date


@pytest.mark.rule("R-O14")
def test_the_last_stop_that_holds_is_the_end() -> None:
    """A stop for a time pauses; a final one ends, whichever was told first; withdrawn, the care goes on."""
    case = care(D(2026, 1, 5))
    pause = stop(D(2026, 2, 1), StopReason.INTERRUPTED, temporary=True)
    final = stop(D(2026, 1, 20), StopReason.TRANSFERRED_TO_DOMAIN)
    paused = stopped(case, pause)
    assert (paused.ended_on, paused.paused, paused.transferred) == (D(2026, 2, 1), True, False)
    for order in permutations((pause, final)):
        over = stopped(stopped(case, order[0]), order[1])
        assert (over.ended_on, over.paused, over.transferred) == (D(2026, 1, 20), False, True)
    undone = stopped(over, replace(final, version=2, withdrawn=True))
    assert undone.paused and stopped(undone, final) == undone


@pytest.mark.rule("R-A56")
def test_a_case_that_was_closed_keeps_a_stop_that_was_told() -> None:
    """Closed without a stop it ends on that day; a stop says more; a decision without care is not closed at all."""
    case = care(D(2026, 1, 5))
    assert closed(case, D(2026, 5, 31)).ended_on == D(2026, 5, 31)
    told = stopped(closed(case, D(2026, 5, 31)), stop(D(2026, 5, 20), StopReason.MOVED))
    assert (told.ended_on, told.end_reason) == (D(2026, 5, 20), StopReason.MOVED)
    decision = replace(case, kind=CaseKind.DECISION)
    assert closed(decision, D(2026, 5, 31)) == decision


def test_a_newer_version_keeps_what_was_told_apart() -> None:
    """Its stops and its closing stay; an older version changes nothing; corrected to begin after its stop it was never given."""
    over = stopped(care(D(2026, 1, 5)), stop(D(2026, 3, 1)))
    later = renewed(over, replace(over, version=2, started_on=D(2026, 4, 1), stops=[], ended_on=None))
    assert (later.ended_on, later.stops) == (D(2026, 4, 1) - timedelta(days=1), over.stops)
    assert renewed(later, replace(over, team="WIJK-B")) == later
    assert renewed(None, over) == ended(over)


def test_a_number_means_the_care_that_started_last() -> None:
    """Else the decision; what was withdrawn is passed over."""
    decision = replace(care(D(2026, 1, 1), kind=CaseKind.DECISION), started_on=None)
    first, second = care(D(2026, 1, 5)), care(D(2026, 2, 5))
    assert best([second, decision, first]) == second
    assert best([replace(second, withdrawn=True), decision]) == decision
    assert best([]) is None
