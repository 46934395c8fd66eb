"""A signal's life: raised, acknowledged, closed; nothing goes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.policies.rules import DEFAULT
from services.access.signals import rules
from services.access.signals.rules import Found, SignalClosed
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject

DAY = date(2026, 4, 20)
FOUND = Found(
    SignalKind.STACKED_CARE,
    "R-A42",
    SignalSubject.CITIZEN,
    "x",
    SignalSeverity.WARNING,
    facts={"allocations": 3},
)


def test_a_signal_is_acknowledged_and_closed() -> None:
    """Who saw it and what was done stand in it, each in a version of its own."""
    raised = rules.raise_("00000099000000000001", FOUND, DAY)
    seen = rules.acknowledge(raised, "j.jansen", DAY)
    closed = rules.close(seen, "Besproken.", "p.devries", DAY)
    assert (seen.version, seen.acknowledged_by, closed.version, closed.closed_by) == (
        2,
        "j.jansen",
        3,
        "p.devries",
    )
    assert rules.acknowledge(seen, "p.devries", DAY) is seen


@given(st.lists(st.sampled_from(["acknowledge", "close"]), max_size=6))
def test_once_closed_it_stays(acts: list[str]) -> None:
    """Whatever is done, only the first closing counts and its action stays."""
    signal = rules.raise_("00000099000000000001", FOUND, DAY)
    for number, act in enumerate(acts):
        closed = signal.state is SignalState.CLOSED
        try:
            signal = (
                rules.acknowledge(signal, "a", DAY)
                if act == "acknowledge"
                else rules.close(signal, f"{number}", "a", DAY)
            )
            assert not closed
        except SignalClosed:
            assert closed
    assert (signal.state is SignalState.CLOSED) == ("close" in acts)
    if "close" in acts:
        assert signal.action == str(acts.index("close"))


def test_closing_a_closed_signal_says_when_it_was_closed() -> None:
    """The refusal names the day, and says that it may be raised anew."""
    closed = rules.close(rules.raise_("00000099000000000001", FOUND, DAY), "Klaar.", "a", DAY)
    with pytest.raises(SignalClosed) as caught:
        rules.close(closed, "Nog eens.", "a", DAY)
    assert caught.value.facts["closed_on"] == DAY


def test_what_is_told_once_never_ends_by_itself_and_a_policy_says_when_to_look() -> None:
    """A kind is a thing that happened or one that goes on; the days of the standard are 7, 21 and 42 for a wait, none for acute care."""
    assert not rules.ONCE & set(rules.ENDING)
    looked = rules.watched(DEFAULT, DAY)
    assert [looked[f"wait_days_{urgency}"] for urgency in (1, 2, 3)] == [7, 21, 42]
    assert (looked["undecided_days"], looked["rest_since"]) == (None, date(2026, 3, 21))
    assert (looked["ceiling_basis_points"], looked["transfer_term_days"], looked["carer_hours"]) == (
        9_500,
        14,
        20,
    )
