"""When an access decision may be taken, and until when one may object."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.decisions.rules import (
    EndBeforeStart,
    Grant,
    NoDecisionOnGeneral,
    RequestNotOpen,
    StartBeforeDecision,
    check_open,
    decide,
    objection_term,
)
from services.access.mandates.rules import Mandate
from services.access.requests.rules import Request
from shared.values import new_id, render
from shared.values.terms import Law, ProvisionType, RequestState

OWNER, PROVIDER = "00000099000000000484", "00000099000000002001"
TODAY = date(2026, 4, 20)
MANDATE = Mandate(
    new_id(), 2, OWNER, "j.jansen", "consultant", Law.WMO_2015, date(2026, 1, 1), date(2026, 12, 31)
)


def request(state: RequestState = RequestState.RECEIVED, *, acute: bool = False) -> Request:
    """A request under the Wmo."""
    return Request(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], citizen_id=new_id(),
        contract_id=new_id(), law=Law.WMO_2015, contact_on=date(2026, 4, 1), first_talk_on=None, acute=acute,
        state=state,
    )  # fmt: skip


def grant(start_date: date = TODAY, **other: object) -> Grant:
    """Four hours of guidance a week."""
    asked = Grant(
        external_reference="besluit-1", provision_type=ProvisionType.TAILOR_MADE, product_category="02",
        product_code="02A03", provider=PROVIDER, start_date=start_date, end_date=None, volume=4, unit="04",
        frequency="2", acute=False, motivation="Begeleiding is nodig.",
    )  # fmt: skip
    return replace(asked, **other)  # type: ignore[arg-type]


@pytest.mark.rule("R-A06")
def test_a_start_before_the_decision_is_refused_with_the_earliest_start() -> None:
    """Decision 20-4, start 1-4, not acute: refused, earliestStart 20-4, and nothing is moved silently."""
    with pytest.raises(StartBeforeDecision) as refused:
        decide(request(), grant(date(2026, 4, 1)), MANDATE, number=1, decider="j.jansen", today=TODAY)
    problem = refused.value
    assert problem.facts["earliestStart"] == date(2026, 4, 20)
    assert [(error.location, error.code) for error in problem.errors] == [("#/startDate", "earliestStart")]
    assert "2026-04-20" in problem.errors[0].detail.render("nl", problem.facts)


@pytest.mark.rule("R-A06")
@pytest.mark.parametrize(("asked", "reported"), [(True, False), (False, True)])
def test_acute_care_may_start_before_the_decision_and_that_is_logged(asked: bool, reported: bool) -> None:
    """Decision 20-4, start 1-4, acute: allowed as asked, with a step that says why and asks for a review."""
    decision, why = decide(
        request(acute=reported),
        grant(date(2026, 4, 1), acute=asked),
        MANDATE,
        number=1,
        decider="j.jansen",
        today=TODAY,
    )
    assert (decision.start_date, decision.acute) == (date(2026, 4, 1), True)
    step = next(step for step in why.steps if step.rule == "R-A06")
    assert step.sentence == "decision.acute"
    assert "omdat de zorg acuut is; toets het achteraf" in render(step, "nl")


@pytest.mark.rule("R-A06")
@given(start=st.integers(-60, 60), acute=st.booleans())
def test_an_allocation_starts_where_it_was_asked_or_not_at_all(start: int, acute: bool) -> None:
    """For any day: refused exactly when it lies before today and is not acute, else the very day that was asked."""
    asked = grant(TODAY + timedelta(days=start), acute=acute)
    if start < 0 and not acute:
        with pytest.raises(StartBeforeDecision):
            decide(request(), asked, MANDATE, number=1, decider="j.jansen", today=TODAY)
    else:
        decision, _ = decide(request(), asked, MANDATE, number=1, decider="j.jansen", today=TODAY)
        assert decision.start_date == asked.start_date


@pytest.mark.rule("R-A27")
def test_a_general_provision_has_no_decision() -> None:
    """It is referred to instead."""
    with pytest.raises(NoDecisionOnGeneral):
        check_open(request(), grant(provision_type=ProvisionType.GENERAL))


@pytest.mark.rule("R-A27")
@pytest.mark.parametrize("state", [RequestState.REFERRED, RequestState.DECIDED])
def test_a_request_is_decided_once_and_not_after_a_referral(state: RequestState) -> None:
    """Another provision begins with another request."""
    with pytest.raises(RequestNotOpen):
        check_open(request(state), grant())


def test_an_allocation_does_not_end_before_it_starts() -> None:
    """One day is the shortest."""
    check_open(request(), grant(end_date=TODAY))
    with pytest.raises(EndBeforeStart):
        check_open(request(), grant(end_date=TODAY - timedelta(days=1)))


@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-A19")
def test_a_decision_records_who_decided_under_which_mandate_and_law() -> None:
    """Decider, mandate, law and allocation number stand in the decision and in its explanation."""
    asked = request()
    decision, why = decide(asked, grant(), MANDATE, number=17, decider="j.jansen", today=TODAY)
    assert (decision.decided_by, decision.mandate_id, decision.decided_on) == ("j.jansen", MANDATE.id, TODAY)
    assert (decision.law, decision.allocation_number, decision.request_id) == (Law.WMO_2015, 17, asked.id)
    assert decision.parties == [PROVIDER]
    assert [step.rule for step in why.steps] == ["R-A27", "R-A03", "R-A06", "R-A19", "R-A29"]
    sentences = [render(step, "nl") for step in why.steps]
    assert "geldig van 1 januari 2026 tot en met 31 december 2026" in sentences[1]
    assert sentences[3] == "Toegekend op grond van de Wmo 2015, de wet van de melding; toewijzingnummer 17."


@pytest.mark.rule("R-A03")
def test_a_mandate_without_end_is_told_as_such() -> None:
    """The explanation does not speak of an unknown last day."""
    lasting = replace(MANDATE, valid_until=None)
    _, why = decide(request(), grant(), lasting, number=1, decider="j.jansen", today=TODAY)
    assert "vanaf 1 januari 2026 zonder einddatum" in render(why.steps[1], "nl")


@pytest.mark.rule("R-A29")
@pytest.mark.parametrize(
    ("announced", "last"),
    [
        (date(2026, 4, 20), date(2026, 6, 1)),  # six weeks on: Monday 1 June, a working day
        (date(2026, 4, 3), date(2026, 5, 18)),  # Friday 15 May is equated with a holiday: Monday 18 May
        (date(2026, 11, 13), date(2026, 12, 28)),  # Friday 25 December is Christmas: Monday 28 December
    ],
)
def test_objection_is_open_for_six_weeks_and_ends_on_a_working_day(announced: date, last: date) -> None:
    """Awb 6:7 and 6:8, extended by Atw 1; the explanation names the day and the desk."""
    until, why = objection_term(announced)
    assert until == last
    assert "college van burgemeester en wethouders" in render(why.steps[0], "nl")
    assert "municipal executive" in render(why.steps[0], "en")


@pytest.mark.rule("R-A29")
def test_an_objection_term_in_an_unknown_year_is_not_guessed() -> None:
    """A decision of 1 December 2028 runs into 2029: objection stays open, its last day is not known."""
    until, why = objection_term(date(2028, 12, 1))
    assert until is None
    assert "de laatste dag is niet bekend, omdat de kalender het jaar 2029 niet kent" in render(
        why.steps[0], "nl"
    )
