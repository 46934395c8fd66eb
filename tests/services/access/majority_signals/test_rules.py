"""In which month running youth help reaches its age limit, and when that is told."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.legal_checks.rules import age_on
from services.access.majority_signals import rules
from services.access.majority_signals.rules import Running
from services.access.policies.rules import DEFAULT
from shared.values import Derivation, add_months, new_id
from shared.values.legal_frames import MajorityState
from shared.values.products import SupportKind
from shared.values.signals import SignalKind, SignalSeverity
from tests.services.access.legal_checks.framed import OWNER, a_product

TODAY = date(2026, 1, 15)
RUNNING = Running(new_id(), None, OWNER, new_id(), new_id(), "45", "45A01")


@pytest.mark.rule("R-A16")
def test_who_turns_eighteen_on_1_september_is_told_on_1_march() -> None:
    """The row's own example, six months ahead; a policy of three months tells on 1 June; foster care has 21."""
    born = date(2008, 9, 1)
    made, why = rules.watch(RUNNING, None, DEFAULT, born, TODAY)
    assert (made.age_limit, made.reaches_in, made.signal_on) == (18, date(2026, 9, 1), date(2026, 3, 1))
    assert (made.state, why.steps[-1].result) == (MajorityState.WATCHED, "2026-03-01")
    three = replace(DEFAULT, majority_signal_months=3, version=4)
    sooner, _ = rules.watch(RUNNING, None, three, born, TODAY)
    assert (sooner.signal_on, sooner.policy_version) == (date(2026, 6, 1), 4)
    foster = a_product(support_kind=SupportKind.FOSTER_CARE)
    assert rules.watch(RUNNING, foster, DEFAULT, born, TODAY)[0].reaches_in == date(2029, 9, 1)


@pytest.mark.rule("R-A16")
@pytest.mark.rule("E-73")
def test_a_signal_says_whether_the_limit_is_near_or_passed() -> None:
    """Ahead of the month a warning; on help that is beyond it a serious one; the month is told, no day."""
    made, why = rules.watch(RUNNING, None, DEFAULT, date(2008, 9, 17), TODAY)
    raised, told, _ = rules.raise_(made, date(2026, 3, 1), why)
    assert (raised.state, raised.raised_on) == (MajorityState.RAISED, date(2026, 3, 1))
    assert (told.kind, told.severity) == (SignalKind.AGE_LIMIT_NEAR, SignalSeverity.WARNING)
    assert told.facts == {"ageLimit": 18, "reachesIn": "2026-09", "policyVersion": 0}
    _, late, _ = rules.raise_(made, date(2026, 10, 1), why)
    assert (late.kind, late.severity) == (SignalKind.YOUTH_CARE_PAST_AGE, SignalSeverity.SERIOUS)


@pytest.mark.rule("R-A16")
@pytest.mark.rule("F-02")
@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2020, 12, 31)), st.integers(0, 24))
def test_the_signal_is_never_late_and_never_tells_the_day(born_on: date, months: int) -> None:
    """At least so many months ahead and not a month more; the limit falls in the month that is kept."""
    policy = replace(DEFAULT, majority_signal_months=months)
    made, why = rules.watch(RUNNING, None, policy, born_on, TODAY)
    day = rules.birthday(born_on, 18)
    assert age_on(born_on, day) == 18
    assert made.reaches_in == day.replace(day=1)
    assert made.signal_on <= add_months(day, -months) < add_months(made.signal_on, 1)
    assert {made.reaches_in.day, made.signal_on.day} == {1}
    if born_on.day != 1:
        assert f"-{born_on.month:02}-{born_on.day:02}" not in json.dumps(why.to_json())
    assert Derivation().steps == ()
