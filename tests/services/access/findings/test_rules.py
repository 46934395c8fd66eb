"""Each trend with exact figures: what is found at the limit and what is not one case below it."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.findings.rules import (
    KINDS,
    Case,
    Count,
    Cut,
    FindingDaysRefused,
    Measured,
    PracticeCount,
    SubjectCount,
    TrendFinding,
    TrendFindings,
    check_days,
    cut_days,
    deviation,
    last_month,
    last_quarter,
    look,
    signals,
    watched,
)
from services.access.policies.rules import DEFAULT, Policy
from shared.values import new_id
from shared.values.findings import FindingSeverity
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from shared.values.trends import TrendKind

PERIOD = (date(2026, 3, 1), date(2026, 3, 31))
BEFORE = (date(2026, 1, 29), date(2026, 2, 28))
OWNER = "00000099000000001001"


def looked(
    measured: Measured | None = None, policy: Policy = DEFAULT, **counts: tuple[int, int]
) -> TrendFindings:
    """The trends of March 2026 with these counts, now and before."""
    told = {name: Count(*both) for name, both in counts.items()}
    seen = replace(measured or Measured(), counts=told)
    return look(Case(seen, policy), PERIOD, BEFORE, complaints=True)


def one(
    kind: TrendKind, measured: Measured | None = None, policy: Policy = DEFAULT, **counts: tuple[int, int]
) -> TrendFinding:
    """The only finding of a kind."""
    (found,) = [each for each in looked(measured, policy, **counts).findings if each.code is kind]
    return found


@pytest.mark.rule("E-02")
def test_demand_rises_without_need() -> None:
    """120 requests after 100 is +20 %: found while a clarification touches as many domains; not at 109, nor when need grew."""
    found = one(TrendKind.DEMAND_RISING, requests=(120, 100), clarified=(40, 40), domains=(130, 130))
    assert (found.found, found.deviation_basis_points, found.limit.value) == (True, 2_000, 1_000)
    assert (found.limit.name, found.limit.policy_version) == ("trendDeviationBasisPoints", 0)
    assert found.figures[1].now.decimal == "3.3"
    assert found.reason.nl == (
        "Er waren 120 vragen, in de periode ervoor 100 (verschil 20 %, grens 10 %); een vraagverheldering raakt gemiddeld 3.3"
        " leefgebieden, ervoor 3.3."
    )
    assert not one(TrendKind.DEMAND_RISING, requests=(109, 100)).found
    assert one(TrendKind.DEMAND_RISING, requests=(110, 100)).found
    grown = one(TrendKind.DEMAND_RISING, requests=(120, 100), clarified=(40, 40), domains=(143, 130))
    assert (grown.found, grown.figures[1].deviation_basis_points) == (False, 1_000)
    assert not one(TrendKind.DEMAND_RISING, requests=(9, 4)).found
    assert not one(TrendKind.DEMAND_RISING, requests=(50, 0)).found


@pytest.mark.rule("E-52")
def test_demand_rises_after_a_cut() -> None:
    """66 requests since the cut and 60 before it; where no day is known it cannot be looked at."""
    cut = Measured(cut=Cut(date(2026, 3, 11), Count(66, 60)))
    found = one(TrendKind.DEMAND_RISING_AFTER_CUT, cut)
    assert (found.found, found.deviation_basis_points) == (True, 1_000)
    assert "11 maart 2026" in found.reason.nl
    assert [each.code for each in looked().not_assessed] == [TrendKind.DEMAND_RISING_AFTER_CUT]


@pytest.mark.rule("E-08")
def test_clients_are_held_longer() -> None:
    """Care that stopped lasted 110 days instead of 100 and 5 % left instead of 10 %; longer alone is not found."""
    held: dict[str, Any] = {"stops": (20, 40), "stop_days": (2_200, 4_000), "in_care": (400, 400)}
    found = one(TrendKind.DURATION_RISING, **held)
    assert (found.found, found.deviation_basis_points) == (True, 1_000)
    assert [each.now.decimal or each.now.basis_points for each in found.figures] == ["110.0", None, 500]
    assert not one(TrendKind.DURATION_RISING, **{**held, "in_care": (100, 400)}).found
    assert not one(TrendKind.DURATION_RISING, **{**held, "stop_days": (2_199, 4_000)}).found
    runs: dict[str, Any] = {
        **held,
        "stop_days": (2_000, 4_000),
        "running": (50, 50),
        "running_days": (6_000, 5_000),
    }
    assert one(TrendKind.DURATION_RISING, **runs).found


@pytest.mark.rule("E-09")
def test_volume_and_reach_fall_while_as_many_ask() -> None:
    """90 allocations after 100, or 90 minutes a week after 100; where fewer ask by as much nothing is found."""
    fewer = one(TrendKind.VOLUME_FALLING, requests=(100, 100), allocations=(90, 100))
    assert (fewer.found, fewer.deviation_basis_points) == (True, -1_000)
    assert not one(TrendKind.VOLUME_FALLING, requests=(100, 100), allocations=(91, 100)).found
    assert not one(TrendKind.VOLUME_FALLING, requests=(90, 100), allocations=(90, 100)).found
    sizes: dict[str, Any] = {"minutes": (20 * 90 * 52, 20 * 100 * 52), "timed_clients": (20, 20)}
    thinner = one(TrendKind.VOLUME_FALLING, requests=(100, 100), allocations=(100, 100), **sizes)
    assert (thinner.found, thinner.figures[1].now.decimal) == (True, "90.0")
    reach = one(TrendKind.REACH_FALLING, requests=(100, 100), reached=(450, 500))
    assert (reach.found, reach.deviation_basis_points) == (True, -1_000)
    assert not one(TrendKind.REACH_FALLING, requests=(80, 100), reached=(450, 500)).found


@pytest.mark.rule("E-13")
def test_care_becomes_heavier() -> None:
    """22 of 100 instead of 20 of 100 is +10 %; of referrals too."""
    found = one(TrendKind.HEAVIER_CARE_RISING, layered=(100, 100), heavy=(22, 20))
    assert (found.found, found.figures[0].now.basis_points, found.deviation_basis_points) == (
        True,
        2_200,
        1_000,
    )
    assert one(TrendKind.HEAVIER_CARE_RISING, graded_referrals=(30, 30), heavy_referrals=(6, 3)).found
    assert not one(TrendKind.HEAVIER_CARE_RISING, layered=(9, 9), heavy=(6, 3)).found


@pytest.mark.rule("E-20")
def test_result_trajectories_rise() -> None:
    """55 results after 50."""
    assert one(TrendKind.TRAJECTORIES_RISING, trajectories=(55, 50)).deviation_basis_points == 1_000
    assert not one(TrendKind.TRAJECTORIES_RISING, trajectories=(54, 50)).found


@pytest.mark.rule("E-35")
def test_a_provider_with_access_grows() -> None:
    """One line for each provider with enough allocations, and the provider is the subject."""
    seen = Measured(providers=[SubjectCount(OWNER, Count(33, 30)), SubjectCount("klein", Count(9, 1))])
    found = one(TrendKind.OWN_ACCESS_VOLUME_RISING, seen)
    assert (found.found, found.subject, found.subject_kind) == (True, OWNER, SignalSubject.PROVIDER)


@pytest.mark.rule("E-36")
def test_the_desk_is_slow() -> None:
    """On average 57 days is more than the eight weeks of the policy, 56 is not; or a share of 40 % after 30 %."""
    assert one(TrendKind.DESK_SLOW, desk=(10, 10), desk_days=(570, 500), decided=(40, 40)).found
    calm = one(TrendKind.DESK_SLOW, desk=(10, 10), desk_days=(560, 500), decided=(40, 40))
    assert (calm.found, calm.limit.name, calm.limit.value) == (False, "deskDecisionDays", 56)
    more = one(TrendKind.DESK_SLOW, desk=(16, 12), desk_days=(160, 120), decided=(40, 40))
    assert (more.found, more.figures[1].now.basis_points) == (True, 4_000)
    assert not one(TrendKind.DESK_SLOW, desk=(9, 9), desk_days=(900, 90), decided=(40, 40)).found


@pytest.mark.rule("E-48")
def test_refusals_rise_with_complaints() -> None:
    """15 of 100 refused after 10 of 100 while 4 complain after 3; without more complaints nothing is found."""
    more: dict[str, Any] = {"decided": (100, 100), "refused": (15, 10)}
    found = one(TrendKind.REFUSALS_WITH_COMPLAINTS, **more, complaints=(4, 3))
    assert (found.found, found.deviation_basis_points) == (True, 5_000)
    assert not one(TrendKind.REFUSALS_WITH_COMPLAINTS, **more, complaints=(3, 3)).found


@pytest.mark.rule("E-49")
def test_reviews_bring_little() -> None:
    """4 of 100 reviews changed something, below 5 %; 5 of 100 is enough."""
    low = one(TrendKind.REVIEW_YIELD_LOW, reviewed=(100, 80), changed=(4, 8))
    assert (low.found, low.figures[0].now.basis_points, low.severity) == (
        True,
        400,
        FindingSeverity.INFORMATION,
    )
    assert not one(TrendKind.REVIEW_YIELD_LOW, reviewed=(100, 80), changed=(5, 8)).found
    assert not one(TrendKind.REVIEW_YIELD_LOW, reviewed=(9, 80), changed=(0, 8)).found


@pytest.mark.rule("E-50")
def test_legal_disputes_stay_open() -> None:
    """Ten questions open for 28.1 days on average is too long, for 28 days not."""
    long = one(TrendKind.LEGAL_DISPUTE_OPEN, disputes=(10, 4), dispute_days=(281, 40))
    assert (long.found, long.figures[0].now.decimal, long.limit.value) == (True, "28.1", 28)
    assert not one(TrendKind.LEGAL_DISPUTE_OPEN, disputes=(10, 4), dispute_days=(280, 40)).found


@pytest.mark.rule("E-51", "R-A47")
def test_the_nurse_draws_demand() -> None:
    """What the effect of the nurse warns of, where there are enough contacts."""
    drawn = PracticeCount("01054321", Count(200, 180), Count(60, 60), True)
    few = PracticeCount("01054322", Count(9, 3), Count(1, 1), True)
    found = one(TrendKind.NURSE_DRAWS_DEMAND, Measured(practices=[drawn, few]))
    assert (found.found, found.subject, found.subject_kind) == (True, "01054321", SignalSubject.PRACTICE)


@pytest.mark.rule("E-53")
def test_carers_are_overloaded() -> None:
    """22 of 100 carers after 20 of 100; or 11 citizens who get heavier care later, after 10."""
    found = one(TrendKind.CARER_OVERLOADED, clarified=(100, 100), overloaded=(22, 20))
    assert (found.found, found.deviation_basis_points) == (True, 1_000)
    assert one(
        TrendKind.CARER_OVERLOADED, clarified=(100, 100), overloaded=(1, 1), heavier_after=(11, 10)
    ).found
    assert not one(TrendKind.CARER_OVERLOADED, clarified=(100, 100), overloaded=(21, 20)).found


@pytest.mark.rule("E-59")
def test_complaints_where_the_municipality_has_no_influence() -> None:
    """12 complaints after 10, or ten where there were none; or a greater part of the referrals is refused."""
    kind = TrendKind.COMPLAINTS_WITHOUT_INFLUENCE
    assert one(kind, scenario_complaints=(12, 10)).found
    assert one(kind, scenario_complaints=(10, 0)).found
    assert not one(kind, scenario_complaints=(9, 0)).found
    assert one(kind, scenario_referrals=(100, 100), scenario_refusals=(12, 10)).found


@pytest.mark.rule("E-68")
def test_complaints_begin_with_a_transition() -> None:
    """Ten complaints of citizens who went over, where there were none before."""
    found = one(TrendKind.TRANSITION_COMPLAINTS, moved_complaints=(10, 0), moved=(200, 0))
    assert (found.found, found.deviation_basis_points, found.figures[1].now.count) == (True, None, 200)
    assert not one(TrendKind.TRANSITION_COMPLAINTS, moved_complaints=(10, 10)).found


@pytest.mark.rule("R-A41")
def test_switches_to_a_pgb_rise() -> None:
    """30 of 1,500 clients is 2.0 %; after 20 of 1,500 that is +50 %."""
    found = one(TrendKind.PGB_SWITCHES_RISING, pgb_switches=(30, 20), reached=(1_500, 1_500))
    assert (found.found, found.figures[0].now.basis_points, found.deviation_basis_points) == (
        True,
        200,
        5_000,
    )
    assert found.figures[0].before.basis_points == 133
    assert not one(TrendKind.PGB_SWITCHES_RISING, pgb_switches=(30, 20), reached=(2_250, 1_500)).found


@pytest.mark.rule("R-A10", "R-A11")
def test_use_of_a_product_rises() -> None:
    """14 grants after 10 is +40 %, the policy's threshold for conspicuous use; 13 is not."""
    product = "wmo2015/02/02A03"
    found = one(TrendKind.PRODUCT_USE_RISING, Measured(products=[SubjectCount(product, Count(14, 10))]))
    assert (found.found, found.subject, found.limit.name) == (True, product, "conspicuousUseBasisPoints")
    less = one(TrendKind.PRODUCT_USE_RISING, Measured(products=[SubjectCount(product, Count(13, 10))]))
    assert (less.found, less.deviation_basis_points) == (False, 3_000)


def test_the_policy_sets_the_limits() -> None:
    """Another limit and minimum, and the finding names the policy it used."""
    policy = replace(
        DEFAULT, id=new_id(), version=3, trend_deviation_basis_points=2_500, trend_minimum_count=5
    )
    found = one(TrendKind.DEMAND_RISING, None, policy, requests=(120, 100))
    assert (found.found, found.limit.policy_id, found.limit.policy_version) == (False, policy.id, 3)
    assert one(TrendKind.DEMAND_RISING, None, policy, requests=(5, 4)).found
    assert found.derivation[1].sentence.en.endswith("(version 3); below 5 cases nothing is found.")


def test_what_is_found_comes_first_and_can_be_asked_for_alone() -> None:
    """By kind and weight; without the role for complaints three kinds are left out."""
    case = Case(Measured(counts={"requests": Count(120, 100)}), DEFAULT)
    whole = look(case, PERIOD, BEFORE, complaints=True)
    assert [each.code for each in whole.findings if each.found] == [whole.findings[0].code]
    assert {each.code for each in whole.findings} | {each.code for each in whole.not_assessed} == set(KINDS) - {
        TrendKind.OWN_ACCESS_VOLUME_RISING, TrendKind.NURSE_DRAWS_DEMAND, TrendKind.PRODUCT_USE_RISING,
    }  # fmt: skip
    kept = look(case, PERIOD, BEFORE, complaints=False)
    assert {each.code for each in whole.findings} - {each.code for each in kept.findings} == {
        TrendKind.REFUSALS_WITH_COMPLAINTS, TrendKind.COMPLAINTS_WITHOUT_INFLUENCE, TrendKind.TRANSITION_COMPLAINTS,
    }  # fmt: skip
    only = look(case, PERIOD, BEFORE, complaints=True, severity=FindingSeverity.INFORMATION)
    assert {each.code for each in only.findings} == {
        TrendKind.REVIEW_YIELD_LOW,
        TrendKind.PGB_SWITCHES_RISING,
    }
    single = look(case, PERIOD, BEFORE, complaints=True, kind=TrendKind.DESK_SLOW)
    assert [each.code for each in single.findings] == [TrendKind.DESK_SLOW]
    assert set(KINDS) == set(TrendKind)
    assert {each.value for each in TrendKind} <= {each.value for each in SignalKind}


@pytest.mark.rule("F-26")
def test_signals_tell_once_and_count_no_complaints() -> None:
    """The first period that shows it tells it; facts hold figures and no complaint."""
    seen: dict[str, Any] = {
        "requests": (120, 100),
        "decided": (100, 100),
        "refused": (15, 10),
        "complaints": (4, 3),
    }
    found = signals(OWNER, [looked(**seen), looked(**seen)])
    assert [(each.kind, each.subject, each.severity) for each in found] == [
        (SignalKind.DEMAND_RISING, OWNER, SignalSeverity.WARNING),
        (SignalKind.REFUSALS_WITH_COMPLAINTS, OWNER, SignalSeverity.WARNING),
    ]
    assert found[0].facts == {
        "firstDay": "2026-03-01", "lastDay": "2026-03-31", "policyVersion": 0, "trendDeviationBasisPoints": 1_000,
        "requests": 120, "requestsBefore": 100,
    }  # fmt: skip
    assert found[1].facts["refusedBasisPoints"] == 1_500
    assert not {name for name in found[1].facts if "omplaint" in name}
    provider = signals(OWNER, [looked(Measured(providers=[SubjectCount("x", Count(33, 30))]))])
    assert provider[0].provider == "x"


def test_the_days_of_a_watch() -> None:
    """The last whole month; at the start of a quarter also the quarter, which comes first."""
    assert last_month(date(2026, 3, 1)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert last_quarter(date(2026, 1, 31)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert watched(date(2026, 4, 20)) == [(date(2026, 1, 1), date(2026, 3, 31)), PERIOD]
    assert watched(date(2026, 5, 1)) == [(date(2026, 4, 1), date(2026, 4, 30))]


@pytest.mark.rule("E-52")
def test_the_days_of_a_cut() -> None:
    """Since the cut and as many days before it; the policy's first day stands in where none is named."""
    assert cut_days(date(2026, 3, 11), DEFAULT, *PERIOD) == (date(2026, 3, 11), PERIOD[1], date(2026, 2, 18))
    assert cut_days(date(2026, 1, 1), DEFAULT, *PERIOD) == (*PERIOD, date(2025, 12, 1))
    assert cut_days(None, DEFAULT, *PERIOD) is None
    assert cut_days(date(2026, 4, 1), DEFAULT, *PERIOD) is None
    assert cut_days(date.min, DEFAULT, *PERIOD) is None
    own = replace(DEFAULT, id=new_id(), version=1, valid_from=date(2026, 1, 1))
    assert cut_days(None, own, *PERIOD) == (*PERIOD, date(2025, 12, 1))
    assert cut_days(None, replace(own, valid_from=date(2025, 1, 1)), *PERIOD) is None


def test_days_that_cannot_be() -> None:
    """Backwards, longer than a year, or at the beginning of the calendar."""
    check_days(*PERIOD)
    for first, last, codes in (
        (date(2026, 3, 2), date(2026, 3, 1), ["ends-before-it-starts"]),
        (date(2025, 1, 1), date(2026, 1, 2), ["too-long"]),
        (date.min, date(1, 1, 2), ["nothing-before"]),
    ):
        with pytest.raises(FindingDaysRefused) as caught:
            check_days(first, last)
        assert [each.code for each in caught.value.errors] == codes


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 20_000))
def test_a_limit_is_reached_exactly_when_the_figures_reach_it(now: int, before: int, limit: int) -> None:
    """Rounding never makes or takes a trend, up or down; what is twice as large deviates by as much."""
    found = deviation(Fraction(now), Fraction(before))
    assert found is not None
    assert (found >= limit) == (now * 10_000 >= before * (10_000 + limit))
    assert (found <= -limit) == (now * 10_000 <= before * (10_000 - limit))
    assert deviation(Fraction(2 * now), Fraction(2 * before)) == found
    assert deviation(Fraction(now), Fraction(0)) is None


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_every_day_is_watched_later(day: date) -> None:
    """The last month ends the day before its successor begins, and the quarter never ends after the month."""
    first, last = last_month(day)
    assert first.day == 1 and last + timedelta(days=1) == day.replace(day=1)
    assert last_quarter(day)[1] <= last
    assert (last_quarter(day)[1] - last_quarter(day)[0]).days in range(89, 92)
