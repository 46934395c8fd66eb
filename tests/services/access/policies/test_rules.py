"""Which thresholds hold on a day, and what they may be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.policies.rules import (
    DEFAULT,
    AgeLimit,
    ClarificationMethod,
    Policy,
    PolicyInForce,
    PolicyRefused,
    check,
    check_ahead,
    current,
    in_force,
    withdraw,
)
from shared.schemas.access import Thresholds
from shared.values import new_id
from shared.values.access_policies import PolicyState
from shared.values.products import SupportKind

OWNER, TODAY = "00000099000000000484", date(2026, 4, 20)


def a_policy(valid_from: date, **other: object) -> Policy:
    """A policy of the municipality from a day on."""
    return replace(DEFAULT, id=new_id(), version=1, owner=OWNER, valid_from=valid_from, **other)  # type: ignore[arg-type]


def codes(policy: Policy, *others: Policy) -> list[tuple[str, str]]:
    """Where and why it is refused."""
    with pytest.raises(PolicyRefused) as refused:
        check(policy, others, TODAY)
    return [(one.location, one.code) for one in refused.value.errors]


@pytest.mark.rule("R-A07")
def test_without_a_policy_the_standard_of_version_0_holds() -> None:
    """Named as such: 50,000 for the switch team, 95 % of a ceiling, 7, 21 and 42 days of waiting, 18 and 21 to 23 years."""
    found = current(in_force([], OWNER, TODAY), TODAY)
    assert (found.id, found.version, found.standard) == (None, 0, True)
    assert found.name == "standaardwaarden (versie 0)"
    assert (found.switch_team_above_cents, found.ceiling_warning_basis_points) == (5_000_000, 9_500)
    assert [found.maximum_wait(urgency) for urgency in (1, 2, 3)] == [7, 21, 42]
    assert found.age_limit(SupportKind.TREATMENT) == AgeLimit(18)
    assert found.age_limit(None) == AgeLimit(18)
    assert found.age_limit(SupportKind.FOSTER_CARE) == AgeLimit(21, 23, SupportKind.FOSTER_CARE)
    zrm = found.method("zrm13")
    assert zrm is not None and zrm.domains_selectable
    assert found.method("unheard") is None


def test_what_a_client_leaves_out_is_the_standard() -> None:
    """The defaults on the wire are those of the rules, threshold by threshold."""
    wire = Thresholds().model_dump()
    for name, told in wire.items():
        mine = getattr(DEFAULT, name)
        if isinstance(told, list) and told and isinstance(told[0], dict):
            assert [{key: getattr(one, key) for key in told[0]} for one in mine] == [
                {**one, **({"day_cents": tuple(one["day_cents"])} if "day_cents" in one else {})}
                for one in told
            ]
        else:
            assert (list(mine) if isinstance(told, list) else mine) == told, name


def test_a_policy_holds_until_the_next_one_s_first_day() -> None:
    """The day before the first the standard holds; a withdrawn one never does."""
    first, second = a_policy(date(2026, 5, 1)), a_policy(date(2026, 7, 1))
    gone = a_policy(date(2026, 6, 1), state=PolicyState.WITHDRAWN)
    every = [second, gone, first]
    assert in_force(every, OWNER, date(2026, 4, 30)).standard
    assert in_force(every, OWNER, date(2026, 5, 1)) == first
    assert in_force(every, OWNER, date(2026, 6, 30)) == first
    assert in_force(every, OWNER, date(2026, 7, 1)) == second


@given(st.lists(st.integers(-300, 300), unique=True, max_size=8), st.integers(-400, 400))
@settings(max_examples=50)
def test_one_policy_holds_on_every_day(starts: list[int], day: int) -> None:
    """The one that began last, whatever the order in which they were set."""
    on = TODAY + timedelta(days=day)
    every = [a_policy(TODAY + timedelta(days=one)) for one in starts]
    found = in_force(every, OWNER, on)
    begun = [one.valid_from for one in every if one.valid_from <= on]
    assert found.valid_from == max(begun) if begun else found.standard


def test_the_past_is_never_changed() -> None:
    """Set for today or later; in force it changes no more and is not withdrawn; ahead it is."""
    assert codes(a_policy(TODAY - timedelta(days=1))) == [("#/validFrom", "in-past")]
    check(a_policy(TODAY), [], TODAY)
    ahead = a_policy(TODAY + timedelta(days=1))
    check_ahead(ahead, TODAY)
    gone = withdraw(ahead, TODAY)
    assert (gone.state, gone.version) == (PolicyState.WITHDRAWN, 2)
    for held in (a_policy(TODAY), gone):
        with pytest.raises(PolicyInForce):
            check_ahead(held, TODAY)


def test_every_contradiction_is_told_at_once() -> None:
    """A day that is taken, waits that do not rise, limits and methods named twice or not at all, a kind blocked and warned."""
    day = TODAY + timedelta(days=10)
    other = a_policy(day)
    wrong = a_policy(
        day,
        maximum_wait_days=(21, 7, 42),
        age_limits=(AgeLimit(18, 18, SupportKind.TREATMENT), AgeLimit(20, None, SupportKind.TREATMENT)),
        clarification_methods=(),
        wlz_blocked_kinds=(SupportKind.TRANSPORT,),
        wlz_warned_kinds=(SupportKind.TRANSPORT,),
        penalty_rates=(),
    )
    assert codes(wrong, other) == [
        ("#/validFrom", "day-taken"),
        ("#/maximumWaitDays", "waits-not-rising"),
        ("#/ageLimits", "age-limit-missing"),
        ("#/ageLimits", "named-twice"),
        ("#/ageLimits/0/extendedTo", "extended-below"),
        ("#/clarificationMethods", "no-method"),
        ("#/penaltyRates", "no-rate"),
        ("#/wlzWarnedKinds", "blocked-and-warned"),
    ]
    talk = ClarificationMethod("talk", False)
    twice = a_policy(day, clarification_methods=(talk, talk), penalty_rates=DEFAULT.penalty_rates * 2)
    assert codes(twice) == [("#/clarificationMethods", "named-twice"), ("#/penaltyRates", "named-twice")]
