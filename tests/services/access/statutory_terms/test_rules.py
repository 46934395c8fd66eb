"""Terms of the law: how long, what moves them, what a late decision costs (R-A55)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.policies.rules import DEFAULT, PenaltyRate
from services.access.statutory_terms import rules
from services.access.statutory_terms.rules import StatutoryTerm, TermRefused
from shared.values import CALENDAR, new_id, render
from shared.values.access_policies import SuspensionGround, TermKind, TermState
from shared.values.terms import Law

OWNER = "00000099000000000484"
RATES = DEFAULT.penalty_rates
ASKED = SuspensionGround.INFORMATION_ASKED


def a_term(
    kind: TermKind = TermKind.DECISION, law: Law = Law.JEUGDWET, started_on: date = date(2026, 5, 4)
) -> StatutoryTerm:
    """A term that began on a day."""
    made = rules.start(OWNER, new_id(), new_id(), law, kind, started_on, CALENDAR)
    assert made is not None
    return made


def codes(refused: pytest.ExceptionInfo[TermRefused]) -> list[str]:
    """Why it was refused."""
    return [one.code for one in refused.value.errors]


@pytest.mark.rule("R-A55")
@pytest.mark.parametrize(
    ("law", "kind", "started_on", "due_on"),
    [
        (Law.WMO_2015, TermKind.INQUIRY, date(2026, 5, 4), date(2026, 6, 15)),
        (Law.WMO_2015, TermKind.DECISION, date(2026, 5, 1), date(2026, 5, 18)),
        (Law.JEUGDWET, TermKind.DECISION, date(2026, 5, 4), date(2026, 6, 29)),
        (Law.JEUGDWET, TermKind.DECISION, date(2026, 3, 20), date(2026, 5, 18)),
    ],
)
def test_a_term_takes_its_weeks_and_ends_on_an_ordinary_day(
    law: Law, kind: TermKind, started_on: date, due_on: date
) -> None:
    """Report 4-5-2026: the inquiry is ready by 15-6-2026; two weeks for a Wmo decision, eight for another; 15 May is equated."""
    term = a_term(kind, law, started_on)
    assert (term.due_on, term.state) == (due_on, TermState.RUNNING)
    assert all(one.rule == "R-A55" for one in rules.explain(term).steps)


@pytest.mark.rule("R-A55")
def test_the_jeugdwet_has_no_term_for_the_inquiry() -> None:
    """Only the Wmo gives six weeks for it."""
    found = rules.start(OWNER, new_id(), new_id(), Law.JEUGDWET, TermKind.INQUIRY, date(2026, 5, 4), CALENDAR)
    assert found is None


@pytest.mark.rule("R-A55")
def test_outside_the_known_years_the_last_day_is_not_known() -> None:
    """The bare day stands, and the explanation says of which year the equated days are missing."""
    term = a_term(started_on=date(2028, 12, 1))
    assert (term.due_on, term.last_day_on, term.ends_on) == (None, date(2029, 1, 26), date(2029, 1, 26))
    assert any("2029" in render(one, "nl") for one in rules.explain(term).steps)
    assert rules.advance(term, date(2029, 3, 1), CALENDAR) is None
    met = rules.meet(term, date(2029, 3, 1))
    assert (met.state, met.late_days) == (TermState.MET, None)


@pytest.mark.rule("R-A55")
def test_a_term_rests_while_the_applicant_answers() -> None:
    """Asked on 11 May, answered on 20 May: it rests from 12 up to 20 May, eight days, so 29 June becomes 7 July."""
    term = rules.suspend(a_term(), date(2026, 5, 11), ASKED, date(2026, 5, 25), date(2026, 5, 11))
    assert (term.state, term.suspensions[0].begins_on) == (TermState.SUSPENDED, date(2026, 5, 12))
    assert rules.advance(term, date(2026, 5, 25), CALENDAR) is None
    running = rules.resume(term, date(2026, 5, 20), date(2026, 5, 20), CALENDAR)
    assert (running.state, running.due_on, running.version) == (TermState.RUNNING, date(2026, 7, 7), 3)
    assert rules.rested_days(running.suspensions) == 8
    silent = rules.advance(term, date(2026, 5, 26), CALENDAR)
    assert silent is not None
    assert (silent.due_on, silent.suspensions[0].resumed_on) == (date(2026, 7, 13), date(2026, 5, 26))


@pytest.mark.rule("R-A55")
def test_acts_that_do_not_fit_a_term_are_refused_with_every_reason() -> None:
    """Outside the term, ahead, over another rest, an answer before the question; resting twice, running when it runs."""
    today, term = date(2026, 5, 11), a_term()
    with pytest.raises(TermRefused) as refused:
        rules.suspend(term, date(2026, 7, 1), ASKED, date(2026, 6, 30), today)
    assert codes(refused) == ["outside-term", "in-future", "answer-too-soon"]
    resting = rules.suspend(term, today, ASKED, None, today)
    with pytest.raises(TermRefused) as refused:
        rules.suspend(resting, today, ASKED, None, today)
    assert codes(refused) == ["not-running"]
    with pytest.raises(TermRefused) as refused:
        rules.resume(resting, date(2026, 5, 10), date(2026, 5, 9), CALENDAR)
    assert codes(refused) == ["in-future", "before-suspension"]
    running = rules.resume(resting, date(2026, 5, 20), date(2026, 5, 20), CALENDAR)
    with pytest.raises(TermRefused) as refused:
        rules.resume(running, date(2026, 5, 20), date(2026, 5, 20), CALENDAR)
    assert codes(refused) == ["not-suspended"]
    with pytest.raises(TermRefused) as refused:
        rules.suspend(running, date(2026, 5, 15), SuspensionGround.FORCE_MAJEURE, None, date(2026, 5, 20))
    assert codes(refused) == ["overlaps"]


@pytest.mark.rule("R-A55")
def test_only_a_term_that_the_law_leaves_open_is_extended() -> None:
    """Under the Awb (eight weeks) the last day moves; under the Wmo the citizen hears it and the term of the law stays."""
    term = rules.extend(a_term(), date(2026, 7, 13), date(2026, 6, 1))
    assert (term.due_on, term.extended_until, term.extended_on) == (
        date(2026, 7, 13), date(2026, 7, 13), date(2026, 6, 1),
    )  # fmt: skip
    inquiry = a_term(TermKind.INQUIRY, Law.WMO_2015)
    told = rules.extend(inquiry, date(2026, 7, 1), date(2026, 6, 1))
    assert (told.due_on, told.extended_until, told.extension_counts) == (
        inquiry.due_on, date(2026, 7, 1), False,
    )  # fmt: skip
    with pytest.raises(TermRefused) as refused:
        rules.extend(term, date(2026, 7, 1), date(2026, 7, 14))
    assert codes(refused) == ["not-running", "extended-already", "not-later"]


@pytest.mark.rule("R-A55")
def test_a_term_becomes_late_the_day_after_its_last_one() -> None:
    """29 June is in time, 30 June is late; met on 1 July it was two days late, and what is met does not move any more."""
    term = a_term()
    assert rules.advance(term, date(2026, 6, 29), CALENDAR) is None
    late = rules.advance(term, date(2026, 6, 30), CALENDAR)
    assert late is not None and (late.state, late.late_on) == (TermState.LATE, date(2026, 6, 30))
    assert rules.advance(late, date(2026, 7, 1), CALENDAR) is None
    met = rules.meet(late, date(2026, 7, 1))
    assert (met.state, met.late_days) == (TermState.MET, 2)
    assert rules.advance(met, date(2026, 8, 1), CALENDAR) is None
    assert rules.meet(term, date(2026, 6, 29)).late_days == 0
    resting = rules.suspend(term, date(2026, 5, 11), ASKED, None, date(2026, 5, 11))
    in_rest = rules.meet(resting, date(2026, 8, 1))
    assert (in_rest.late_days, in_rest.suspensions[0].resumed_on) == (0, date(2026, 8, 1))
    assert rules.lapse(term, date(2026, 6, 1)).state is TermState.LAPSED


def in_default() -> StatutoryTerm:
    """A term of 29 June with a notice of default of Wed 1 July: two weeks end on Wed 15 July."""
    late = rules.advance(a_term(), date(2026, 7, 1), CALENDAR)
    assert late is not None
    return rules.give_notice(late, date(2026, 7, 1), date(2026, 7, 1), CALENDAR)


@pytest.mark.rule("R-A55")
@pytest.mark.parametrize(
    ("on", "days", "day_cents", "total_cents"),
    [
        (date(2026, 7, 15), 0, 0, 0),
        (date(2026, 7, 16), 1, 2_300, 2_300),
        (date(2026, 7, 29), 14, 2_300, 32_200),
        (date(2026, 7, 30), 15, 3_500, 35_700),
        (date(2026, 8, 12), 28, 3_500, 81_200),
        (date(2026, 8, 13), 29, 4_500, 85_700),
        (date(2026, 8, 26), 42, 4_500, 144_200),
        (date(2026, 9, 30), 42, 0, 144_200),
    ],
)
def test_the_penalty_grows_by_23_35_and_45_euros_a_day(
    on: date, days: int, day_cents: int, total_cents: int
) -> None:
    """From the day after the two weeks: 14 days of each, 42 days and 1,442 euros at most."""
    term = in_default()
    assert term.penalty_from == date(2026, 7, 16)
    found = rules.penalty_on(term, on, RATES)
    assert (found.days, found.day_cents, found.total_cents) == (days, day_cents, total_cents)
    assert (found.maximum_cents, found.source) == (144_200, "Awb 4:17 lid 2 (Stcrt. 2018, 65542)")
    shown = rules.explain_penalty(term, found, RATES[-1].day_cents).steps
    assert [one.rule for one in shown] == ["R-A55", "R-A55"]


@pytest.mark.rule("R-A55")
def test_the_decision_ends_the_penalty() -> None:
    """Decided on 20 July: the last day is the 19th, four days of 23 euros; decided in the two weeks: none."""
    found = rules.penalty_on(rules.meet(in_default(), date(2026, 7, 20)), date(2026, 9, 1), RATES)
    assert (found.days, found.last_on, found.total_cents, found.day_cents) == (4, date(2026, 7, 19), 9_200, 0)
    gone = rules.penalty_on(rules.lapse(in_default(), date(2026, 7, 18)), date(2026, 9, 1), RATES)
    assert (gone.days, gone.day_cents, gone.total_cents) == (2, 0, 4_600)
    never = rules.penalty_on(rules.lapse(in_default(), date(2026, 7, 10)), date(2026, 9, 1), RATES)
    assert (never.days, never.total_cents, never.first_on) == (0, 0, None)
    soon = rules.penalty_on(rules.meet(in_default(), date(2026, 7, 10)), date(2026, 9, 1), RATES)
    assert (soon.days, soon.first_on, soon.total_cents) == (0, None, 0)


@pytest.mark.rule("R-A55")
def test_the_amounts_are_those_of_the_day_on_which_the_notice_was_received() -> None:
    """A later rate does not change it; before the first known rate the amount is not known."""
    later = PenaltyRate(date(2026, 7, 2), (3_000, 4_000, 5_000), "Stb. later")
    assert rules.penalty_on(in_default(), date(2026, 7, 20), (*RATES, later)).total_cents == 5 * 2_300
    earlier = replace(later, valid_from=date(2026, 7, 1))
    assert rules.penalty_on(in_default(), date(2026, 7, 20), (*RATES, earlier)).total_cents == 5 * 3_000
    unknown = rules.penalty_on(in_default(), date(2026, 7, 20), (later,))
    assert (unknown.days, unknown.total_cents, unknown.source) == (5, None, None)
    steps = rules.explain_penalty(in_default(), unknown, None).steps
    assert steps[-1].sentence == "statutory-term.penalty-not-known"


@pytest.mark.rule("R-A55")
def test_a_notice_of_default_comes_after_the_term_and_once() -> None:
    """On the last day it is premature, about an inquiry there is none, a second one changes nothing; without one there is no penalty."""
    term = a_term()
    with pytest.raises(TermRefused) as refused:
        rules.give_notice(term, date(2026, 6, 29), date(2026, 6, 28), CALENDAR)
    assert codes(refused) == ["premature", "in-future"]
    with pytest.raises(TermRefused) as refused:
        rules.give_notice(in_default(), date(2026, 7, 2), date(2026, 7, 2), CALENDAR)
    assert codes(refused) == ["given-already"]
    inquiry = a_term(TermKind.INQUIRY, Law.WMO_2015)
    with pytest.raises(TermRefused) as refused:
        rules.give_notice(
            rules.lapse(inquiry, date(2026, 7, 2)), date(2026, 7, 2), date(2026, 7, 2), CALENDAR
        )
    assert codes(refused) == ["no-decision", "not-running"]
    nothing = rules.penalty_on(term, date(2026, 8, 1), RATES)
    assert (nothing.days, nothing.total_cents) == (0, 0)
    assert len(rules.explain_penalty(term, nothing, None).steps) == 1
    weekend = rules.give_notice(term, date(2026, 7, 4), date(2026, 7, 4), CALENDAR)
    assert (weekend.state, weekend.penalty_from) == (TermState.LATE, date(2026, 7, 21))
    far = rules.give_notice(
        replace(a_term(), due_on=date(2028, 12, 18)), date(2028, 12, 20), date(2028, 12, 20), CALENDAR
    )
    assert far.penalty_from is None
    assert rules.penalty_on(far, date(2029, 3, 1), RATES).total_cents is None


@pytest.mark.rule("R-A55")
@given(st.integers(0, 40), st.integers(0, 60))
@settings(max_examples=50)
def test_a_rest_moves_the_end_by_as_many_days_and_never_sooner(after: int, rest: int) -> None:
    """Whatever rests, the bare last day moves by just that, and the law's calendar only forward from there."""
    term = a_term()
    on = term.started_on + timedelta(days=after)
    resting = rules.suspend(term, on, SuspensionGround.APPLICANT_AGREED, None, on)
    back = on + timedelta(days=rest)
    running = rules.resume(resting, back, back, CALENDAR)
    assert running.last_day_on - term.last_day_on == timedelta(days=rest)
    assert running.due_on is not None and running.due_on >= running.last_day_on
    assert CALENDAR.is_working_day(running.due_on)


@pytest.mark.rule("R-A55")
@given(st.integers(-5, 80), st.integers(0, 60))
@settings(max_examples=50)
def test_a_penalty_never_shrinks_and_never_passes_its_maximum(start: int, more: int) -> None:
    """Day by day it is the sum of the days, and 42 days are the most."""
    term = in_default()
    first = date(2026, 7, 16) + timedelta(days=start)
    sooner = rules.penalty_on(term, first, RATES)
    later = rules.penalty_on(term, first + timedelta(days=more), RATES)
    assert sooner.total_cents is not None and later.total_cents is not None
    assert 0 <= sooner.total_cents <= later.total_cents <= 144_200
    assert 0 <= later.days <= 42
