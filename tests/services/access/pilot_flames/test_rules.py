"""When a pilot flame burns and when its next contact is."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.pilot_flames.rules import (
    PilotFlame,
    PilotFlameOut,
    PilotFlameRefused,
    contact,
    end,
    light,
    reenter,
    remind,
)
from services.access.policies.rules import DEFAULT
from shared.values import Derivation, add_months
from shared.values.questions import PilotFlameState, RequestEnd
from shared.values.terms import RequestState
from tests.services.access.clarifications.test_rules import a_request

TODAY = date(2026, 4, 20)


def lit(request: Any = None, **other: Any) -> PilotFlame:
    """A flame of 20 April."""
    terms = {"next_contact_on": None, "team": None, "note": None, "external_reference": None, **other}
    return light(request or a_request(), False, DEFAULT, TODAY, **terms)[0]


@pytest.mark.rule("R-A51")
def test_a_flame_burns_until_the_next_contact() -> None:
    """Six months by the policy: 20 October; an unanswered request closes by it, an answered one stays what it is."""
    terms: dict[str, Any] = {"next_contact_on": None, "team": None, "note": None, "external_reference": None}
    flame, closed, why = light(a_request(team="TEAM-NOORD"), False, DEFAULT, TODAY, **terms)
    assert (flame.next_contact_on, flame.team, flame.state) == (
        date(2026, 10, 20),
        "TEAM-NOORD",
        PilotFlameState.BURNING,
    )
    assert closed is not None
    assert (closed.state, closed.end_reason, closed.closed_on) == (
        RequestState.CLOSED,
        RequestEnd.PILOT_FLAME,
        TODAY,
    )
    assert why.steps[0].inputs["months"] == 6
    decided = a_request(state=RequestState.DECIDED)
    assert light(decided, False, DEFAULT, TODAY, **terms)[1] is None
    for request, burning in ((a_request(), True), (a_request(state=RequestState.MOVED), False)):
        with pytest.raises(PilotFlameRefused):
            light(request, burning, DEFAULT, TODAY, **terms)
    with pytest.raises(PilotFlameRefused):
        light(a_request(), False, DEFAULT, TODAY, **{**terms, "next_contact_on": TODAY})


@pytest.mark.rule("R-A51")
def test_contact_sets_the_next_one_and_the_end_puts_it_out() -> None:
    """A contact of 20 April asks for the next on 20 October; a flame that is out takes none."""
    flame = lit()
    reminded, _ = remind(flame, Derivation())
    assert reminded.reminded_for == flame.next_contact_on
    met, why = contact(flame, TODAY, DEFAULT, TODAY, Derivation(), next_contact_on=None, note=None)
    assert (met.contacts, met.next_contact_on, met.last_contact_on) == (1, date(2026, 10, 20), TODAY)
    for day in (date(2026, 4, 19), date(2026, 4, 21)):
        with pytest.raises(PilotFlameRefused):
            contact(flame, day, DEFAULT, TODAY, why, next_contact_on=None, note=None)
    out, _ = end(met, TODAY, why)
    assert (out.state, out.next_contact_on, out.ended_on) == (PilotFlameState.ENDED, None, TODAY)
    with pytest.raises(PilotFlameOut):
        contact(out, TODAY, DEFAULT, TODAY, why, next_contact_on=None, note=None)


@pytest.mark.rule("R-A51")
def test_who_comes_back_makes_a_new_request() -> None:
    """Linked to the old one, with its team; the flame is out and names it."""
    old = a_request(team="TEAM-NOORD", area="WIJK-03")
    back, _, request, why = reenter(
        lit(old), old, None, contact_on=TODAY, acute=False, acute_motive=None, question=None,
        external_reference=None, reporter="j.jansen", today=TODAY, told=Derivation(),
    )  # fmt: skip
    assert (request.previous_id, request.team, request.citizen_id) == (old.id, "TEAM-NOORD", old.citizen_id)
    assert (back.state, back.reentry_id) == (PilotFlameState.REENTERED, request.id)
    assert why.steps[-1].rule == "R-A51"


@pytest.mark.rule("R-A51")
@settings(max_examples=30)
@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_next_contact_is_ever_ahead(day: date) -> None:
    """Whatever the day, the next contact is the policy's months ahead of it."""
    terms: dict[str, Any] = {"next_contact_on": None, "team": None, "note": None, "external_reference": None}
    flame, _, _ = light(a_request(), False, DEFAULT, day, **terms)
    assert flame.next_contact_on == add_months(day, 6)
    assert flame.next_contact_on > day
