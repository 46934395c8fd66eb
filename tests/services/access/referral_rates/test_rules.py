"""Referral rates: the worked number, the mean of the others, the period before, and what stands out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.area_sizes.rules import Population
from services.access.referral_rates import rules
from services.access.referral_rates.rules import Counted, Norm, ShiftCount, Tally
from services.access.referrals.rules import DomainFlow, RefusalCount
from services.access.teams.rules import Team
from shared.values import new_id, render
from shared.values.access_policies import TeamKind
from shared.values.choosing import CareDomain, CareIntensity
from shared.values.referring import RateGap
from shared.values.signals import SignalKind, SignalSubject
from tests.services.access.area_sizes.test_rules import size

OWNER = "00000099000000000484"
NORM = Norm(2_500, 10)
PRACTICE = "01054321"


def a_team(code: str, kind: TeamKind = TeamKind.SOCIAL, **other: Any) -> Team:
    """A team of one area of its own."""
    given_ = {"areas": [f"WK-{code}"], "valid_from": date(2020, 1, 1), **other}
    return Team(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], code=code, kind=kind, name=code, **given_
    )  # fmt: skip


def tally(subject: str | None, referrals: int, **other: Any) -> Tally:
    """So many referrals of a team to category 02."""
    given_ = {"category": "02", "intensity": None, "asked": referrals, **other}
    return Tally(subject=subject, referrals=referrals, **given_)


def people(**teams: int) -> dict[str, Population]:
    """By team its people in 2026."""
    return {code: Population(count, 2026) for code, count in teams.items()}


@pytest.mark.rule("R-A39")
def test_forty_two_of_ten_thousand_is_forty_percent_above_a_mean_of_three() -> None:
    """4.2 per 1,000 against a mean of 3.0 is +40 %: above the norm of 25 %; the others lie below."""
    teams = [a_team("A"), a_team("B"), a_team("C"), a_team("J", TeamKind.YOUTH)]
    tallies = [tally("A", 42, expected_cents=100), tally("B", 30), tally("C", 30), tally("J", 90)]
    now = Counted(tallies, people(A=10_000, B=10_000, C=10_000, J=10_000))
    first, second, third, youth = rules.team_rates(now, Counted([]), teams, NORM)
    assert (first.per_thousand, first.mean_per_thousand) == ("4.20", "3.00")
    assert (first.deviation_basis_points, first.above_norm, first.peers) == (4_000, True, 2)
    assert (first.peer_referrals, first.peer_population, first.expected_cents) == (60, 20_000, 100)
    assert (second.per_thousand, second.above_norm, third.above_norm) == ("3.00", False, False)
    assert (youth.per_thousand, youth.mean_per_thousand, youth.above_norm) == ("9.00", None, False)
    assert rules.deviation(42, 10_000, 30, 10_000) == 4_000
    why = rules.explain([first], [], norm_basis_points=2_500, minimum=10, policy_version=3)
    said = [render(one, "nl") for one in why.steps]
    assert any("42 verwijzingen op 10000 inwoners (2026) is 4.20 per 1.000" in one for one in said)
    assert any("4.20 tegenover gemiddeld 3.00 is een afwijking van 40" in one for one in said)
    cases = {"A": [UUID(int=1)], "B": [UUID(int=2)]}
    assert [one.cases for one in rules.with_cases([first, second], cases)] == [[UUID(int=1)], []]


@pytest.mark.rule("R-A39")
def test_a_rate_is_held_against_the_own_period_before() -> None:
    """From 2.0 to 4.0 per 1,000 is +100 %, also where the population grew; fewer than the minimum is no pattern."""
    teams = [a_team("A")]
    now, before = Counted([tally("A", 40)], people(A=10_000)), Counted([tally("A", 16)], people(A=8_000))
    (line,) = rules.team_rates(now, before, teams, NORM)
    assert (line.earlier_per_thousand, line.earlier_deviation_basis_points, line.above_norm) == (
        "2.00",
        10_000,
        True,
    )
    few = Counted([tally("A", 9)], people(A=1_000))
    assert not rules.team_rates(few, before, teams, NORM)[0].above_norm
    (category,) = line.categories
    assert (category.category, category.per_thousand, category.earlier_deviation_basis_points) == (
        "02",
        "4.00",
        10_000,
    )


@pytest.mark.rule("R-A39")
def test_without_a_population_there_is_a_count_and_a_reason() -> None:
    """Areas that are not known, a code of no team, and reports without a team: counts and shares, no rate, no flag."""
    now = Counted([tally("B", 30), tally("X", 20), tally(None, 50)], people(A=1_000))
    lines = rules.team_rates(now, Counted([]), [a_team("A"), a_team("B")], NORM)
    assert [(one.subject, one.per_thousand, one.gap, one.share_basis_points) for one in lines] == [
        ("A", "0.00", None, 0),
        ("B", None, RateGap.AREAS_UNKNOWN, 3_000),
        ("X", None, RateGap.NO_TEAM, 2_000),
        (None, None, RateGap.NO_TEAM, 5_000),
    ]
    assert not any(one.above_norm for one in lines)
    assert rules.people_of([a_team("A", areas=[])], {}) == {}
    assert (
        rules.working([a_team("A", valid_until=date(2026, 1, 1))], date(2026, 1, 2), date(2026, 2, 1)) == []
    )


@pytest.mark.rule("R-A39")
def test_a_practice_has_counts_beside_its_own_earlier_ones() -> None:
    """No people of a practice are known: share of all, +50 % beside the period before, and the nurse's contacts."""
    now, before = Counted([tally(PRACTICE, 15), tally("01000001", 5)]), Counted([tally(PRACTICE, 10)])
    other, line = rules.practice_rates(now, before, {PRACTICE: 200}, NORM)
    assert (line.subject, line.share_basis_points, line.gap) == (PRACTICE, 7_500, RateGap.NO_DENOMINATOR)
    assert (line.earlier_deviation_basis_points, line.above_norm, line.nurse_contacts) == (5_000, True, 200)
    assert (line.per_thousand, line.population, line.mean_per_thousand) == (None, None, None)
    assert (other.above_norm, other.nurse_contacts, other.earlier_referrals) == (False, None, 0)
    why = rules.explain([line], [], norm_basis_points=2_500, minimum=10, policy_version=0)
    assert len(why.steps) == 4


@pytest.mark.rule("E-12")
@pytest.mark.rule("E-19")
def test_speed_repetition_and_answers_by_intensity() -> None:
    """Days to a referral and on, the share that was referred before, heavy care refused more often than light."""
    heavy = tally(
        "A",
        4,
        intensity=CareIntensity.HEAVY,
        asked=5,
        accepted=1,
        refused=3,
        days=8,
        again=1,
        onward=2,
        onward_days=3,
    )
    light = tally("A", 6, intensity=CareIntensity.LIGHT, accepted=5, cannot_deliver=1, days=22, across=2)
    (line,) = rules.team_rates(Counted([heavy, light]), Counted([]), [a_team("A")], NORM)
    assert (line.days_until_referral, line.days_until_onward, line.again_basis_points) == (
        "3.0",
        "1.5",
        1_000,
    )
    assert (line.heavy, line.heavy_basis_points, line.across_basis_points) == (4, 4_000, 2_000)
    assert line.refusal_basis_points == 3_000
    assert [(one.intensity, one.refusal_basis_points) for one in line.intensities] == [
        (CareIntensity.LIGHT, 0),
        (CareIntensity.HEAVY, 7_500),
    ]


@pytest.mark.rule("R-A39")
@settings(max_examples=50)
@given(*[st.integers(0, 5_000)] * 2, *[st.integers(0, 200_000)] * 2)
def test_the_deviation_is_the_exact_one_never_said_larger(
    count: int, others: int, inhabitants: int, other_people: int
) -> None:
    """Within a basis point of the exact fraction and never beyond it; none of nobody; equal rates deviate by nothing."""
    found = rules.deviation(count, inhabitants, others, other_people)
    if not (inhabitants and others and other_people):
        assert found is None
        return
    exact = (Fraction(count, inhabitants) / Fraction(others, other_people) - 1) * 10_000
    assert found is not None and abs(found) <= abs(exact) < abs(found) + 1
    assert found == 0 or (found > 0) == (exact > 0)
    assert found >= -10_000
    assert rules.deviation(others, other_people, others, other_people) == 0
    rate = rules.per_thousand(count, inhabitants)
    assert rate is not None and abs(Decimal(rate) - Decimal(count * 1000) / inhabitants) <= Decimal("0.005")


@pytest.mark.rule("R-A39")
def test_a_series_has_the_last_whole_months_over_the_people_of_their_year() -> None:
    """Of 15 March 2026 the months January and February; a year without a known number is left out by a size of 0."""
    months = rules.months_back(date(2026, 3, 15), 3)
    assert [one.name for one in months] == ["2025-12", "2026-01", "2026-02"]
    assert months[-1].last_day == date(2026, 2, 28)
    points = rules.series_of(months, {"2026-01": 42}, ["WK-1"], [size("WK-1", 2026, 10_000)])
    assert [(one.referrals, one.population, one.size) for one in points] == [
        (0, None, "0"),
        (42, 10_000, "10"),
        (0, 10_000, "10"),
    ]
    assert rules.series_of(months[:1], {}, ["WK-1"], [size("WK-1", 2025, 1_234)])[0].size == "1.234"
    assert rules.months_back(date(1, 2, 1), 3)[0].first_day == date(1, 1, 1)


@pytest.mark.rule("E-11")
def test_a_rise_after_a_fixed_budget_began_stands_out() -> None:
    """Ten times referred on before and twenty since is +100 %; from nothing no share is known."""
    counted = ShiftCount(
        contract_id=UUID(int=7), contract_number="ALP", started_on=date(2026, 1, 1), until=date(2026, 3, 31), days=90,
        before=10, after=20, heavy_before=1, heavy_after=9, across_before=0, across_after=5,
    )  # fmt: skip
    found = rules.shift_of(counted, NORM)
    assert (found.rise_basis_points, found.above_norm) == (10_000, True)
    new = rules.shift_of(replace(counted, before=0), NORM)
    assert (new.rise_basis_points, new.above_norm) == (None, False)
    (signal,) = rules.signals_of([], [], [found, new], [], [], [])
    assert (signal.rule, signal.subject_kind, signal.facts["heavyAfter"]) == (
        "E-11",
        SignalSubject.CONTRACT,
        9,
    )
    why = rules.explain([], [found], norm_basis_points=2_500, minimum=10, policy_version=0)
    assert why.steps[-1].rule == "E-11"


@pytest.mark.rule("R-A39")
def test_a_signal_is_for_who_stands_out_alone() -> None:
    """A team and a practice above the norm are told with figures; who is not above it is not."""
    teams = [a_team("A"), a_team("B")]
    now = Counted([tally("A", 42), tally("B", 30)], people(A=10_000, B=10_000))
    lines = rules.team_rates(now, Counted([]), teams, NORM)
    practices = rules.practice_rates(Counted([tally(PRACTICE, 20)]), Counted([tally(PRACTICE, 10)]), {}, NORM)
    found = rules.signals_of(lines, practices, [], [], [], [])
    assert [(one.kind, one.subject_kind, one.subject) for one in found] == [
        (SignalKind.REFERRAL_RATE, SignalSubject.TEAM, "A"),
        (SignalKind.REFERRAL_RATE, SignalSubject.PRACTICE, PRACTICE),
    ]
    assert found[0].facts["deviationBasisPoints"] == 4_000 and found[0].facts["perThousand"] == "4.20"
    assert "perThousand" not in found[1].facts


@pytest.mark.rule("E-12")
def test_fast_and_again_is_both_beyond_the_norm() -> None:
    """Two days against ten and half referred before against a fifth; sooner alone, or too few, is no signal."""
    teams = [a_team("A"), a_team("B"), a_team("J", TeamKind.YOUTH)]
    slow = tally("B", 20, days=200, again=4)
    quick = tally("A", 10, days=20, again=5)
    (found,) = rules.fast_and_again(Counted([quick, slow]), teams, NORM)
    assert (found.kind, found.subject) == (SignalKind.REFERRED_FAST_AND_AGAIN, "A")
    assert rules.fast_and_again(Counted([replace(quick, again=2), slow]), teams, NORM) == []
    assert rules.fast_and_again(Counted([replace(quick, days=90), slow]), teams, NORM) == []
    assert rules.fast_and_again(Counted([replace(quick, referrals=9), slow]), teams, NORM) == []
    never = rules.fast_and_again(Counted([quick, replace(slow, again=0)]), teams, NORM)
    assert [one.subject for one in never] == ["A"], "above nobody anything is above"


@pytest.mark.rule("E-18")
@pytest.mark.rule("E-19")
def test_edges_that_grow_and_heavy_care_that_is_refused() -> None:
    """From Wmo to Zvw 10 became 20; a flow within a domain or of a few is none; heavy 60 % refused against light 10 %."""

    def flow(to: CareDomain, count: int) -> DomainFlow:
        return DomainFlow(CareDomain.WMO, to, count, 100, 50, 1)

    now = [flow(CareDomain.HEALTH_INSURANCE, 20), flow(CareDomain.WMO, 90), flow(CareDomain.HOUSING, 9)]
    (edge,) = rules.across_edges(now, [flow(CareDomain.HEALTH_INSURANCE, 10)], NORM)
    assert (edge.kind, edge.subject) == (SignalKind.REFERRED_ACROSS_EDGES, "wmo-zvw")
    assert (edge.facts["referrals"], edge.facts["earlierReferrals"]) == (20, 10)
    assert rules.across_edges(now[:1], [flow(CareDomain.HEALTH_INSURANCE, 16)], NORM) == []
    (new,) = rules.across_edges(now[:1], [], NORM)
    assert new.facts["earlierReferrals"] == 0
    heavy = RefusalCount("P", CareIntensity.HEAVY, 10, 4, 6, 0)
    light = RefusalCount("P", CareIntensity.LIGHT, 10, 9, 1, 0)
    unsaid = RefusalCount("P", None, 10, 0, 10, 0)
    (refused,) = rules.heavy_refused([heavy, light, unsaid], NORM)
    assert (refused.kind, refused.provider) == (SignalKind.HEAVY_CARE_REFUSED, "P")
    assert rules.heavy_refused([heavy, replace(light, accepted=4, refused=6)], NORM) == []
    assert rules.heavy_refused([replace(heavy, accepted=3), light], NORM) == []
    assert rules.heavy_refused([heavy], NORM) == [], "nothing lighter to hold it against"
