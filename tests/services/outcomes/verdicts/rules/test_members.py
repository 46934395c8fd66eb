"""An indicator of the provider is asked of each member and shown by area; soft norms, frequencies and rests count as agreed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.outcomes.indicators.rules import ContractCopy, Indicator, Suspension, quarters_due
from services.outcomes.verdicts.rules import ContractVerdict, Observation, judge, published
from shared.values import Derivation, new_id
from shared.values.arrangements import MeasurementFrequency
from shared.values.terms import IndicatorScope, Verdict, YearRule
from tests.services.outcomes.examples import CONTRACT, INDICATOR, LEAD, SUB, indicator, observation

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_JUDGEABLE
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
OF_PROVIDERS = indicator(scope=IndicatorScope.PROVIDER)


def part(quarter: str, value: str, **of: Any) -> Observation:
    """What was measured of a provider or an area, of 40 people."""
    return replace(observation(quarter, value, 40, "1.0"), **of)


def judged(
    parts: Sequence[Observation],
    what: Indicator = OF_PROVIDERS,
    whole: Sequence[Observation] = (),
    contract: ContractCopy = CONTRACT,
) -> tuple[ContractVerdict, Derivation]:
    """The first verdict on 2026."""
    found: dict[Any, list[Observation]] = {}
    for one in parts:
        found.setdefault((one.indicator_id, one.quarter), []).append(one)
    observed = {(one.indicator_id, one.quarter): one for one in whole}
    return judge(contract, 2026, [what], observed, None, None, found)


@pytest.mark.rule("G-17")
@pytest.mark.parametrize(("of_sub", "expected"), [("7.0", MET), ("6.9", NOT_MET), (None, OPEN)])
def test_each_provider_is_held_against_the_norm(of_sub: str | None, expected: Verdict) -> None:
    """At least 7 of each: one at 6.9 is not met, one unmeasured is not judgeable; a mean over both would not say so."""
    parts = [part(quarter, "8.0", provider=LEAD) for quarter in QUARTERS]
    parts += [part(quarter, of_sub, provider=SUB) for quarter in QUARTERS if of_sub]
    verdict, why = judged(parts)
    assert verdict.verdict is expected
    [year] = verdict.years
    assert (year.verdict, year.value, year.provider) == (expected, None, None)
    assert (year.periods_due, year.periods_measured) == (8, 8 if of_sub else 4)
    years = {one.provider: one.verdict for one in verdict.parts if one.quarter is None}
    assert years == {LEAD: MET, SUB: expected}
    assert [one.quarter for one in verdict.quarters] == list(QUARTERS)
    assert why.steps[-2].sentence == "verdict.members"


@pytest.mark.rule("G-17")
def test_areas_are_shown_and_not_counted() -> None:
    """An area at 5.0 stands beside the providers, who all meet the norm; so does a measurement of the whole contract."""
    parts = [part(quarter, "7.5", provider=member) for quarter in QUARTERS for member in (LEAD, SUB)]
    parts.append(part("2026-Q2", "5.0", area="WK048401"))
    verdict, _ = judged(parts, whole=[observation(quarter, "5.0") for quarter in QUARTERS])
    assert verdict.verdict is MET
    [area] = [one for one in verdict.parts if one.area]
    assert (area.area, area.quarter, area.value, area.verdict) == ("WK048401", "2026-Q2", "5.0", NOT_MET)


@pytest.mark.rule("G-17")
def test_of_the_only_member_the_whole_is_its_own() -> None:
    """A contract with one provider needs no breakdown, and shows its figures."""
    alone = replace(CONTRACT, members=[LEAD])
    verdict, _ = judged(
        [], whole=[observation(quarter, "7.5", 40, "1.0") for quarter in QUARTERS], contract=alone
    )
    assert (verdict.verdict, verdict.years[0].value) == (MET, "7.5")


@pytest.mark.rule("F-08")
def test_the_figures_of_a_small_part_are_not_published() -> None:
    """Nine who answered at one provider: its quarter and every year of the indicator go, the verdicts stay."""
    parts = [part(quarter, "7.5", provider=member) for quarter in QUARTERS for member in (LEAD, SUB)]
    parts[0] = replace(parts[0], respondents=9)
    shown = published(judged(parts)[0], 10)
    hidden = {(one.provider, one.quarter) for one in shown.parts if one.suppressed}
    assert hidden == {(LEAD, "2026-Q1"), (LEAD, None), (SUB, None)}
    assert {one.verdict for one in shown.parts} == {MET}


@pytest.mark.rule("G-77")
def test_a_soft_norm_gives_no_verdict() -> None:
    """It serves the talk: one hard norm that is met makes the year, whatever the soft one says; with only soft ones there is none."""
    soft = indicator(id=new_id(), number=2, code="soft", name="Werkwijze", hard=False)
    whole = {(INDICATOR.id, quarter): observation(quarter, "7.5") for quarter in QUARTERS}
    whole |= {(soft.id, quarter): observation(quarter, "1.0", indicator_id=soft.id) for quarter in QUARTERS}
    verdict, why = judge(CONTRACT, 2026, [INDICATOR, soft], whole, None, None)
    assert verdict.verdict is MET
    assert {one.indicator for one in (*verdict.quarters, *verdict.years)} == {INDICATOR.code}
    assert [one.inputs["soft"] for one in why.steps if one.rule == "G-77"] == [["Werkwijze"]]
    assert judge(CONTRACT, 2026, [soft], whole, None, None)[0].verdict is OPEN


@pytest.mark.rule("R-O27")
def test_a_figure_without_its_narrative_is_named() -> None:
    """Registered before the agreement asked for one: it is judged, and both its quarter and the year say what lacks."""
    told = indicator(narrative_required=True)
    whole = [replace(observation(quarter, "7.5"), narrated=quarter != "2026-Q2") for quarter in QUARTERS]
    verdict, why = judged([], told, whole)
    assert [one.quarter for one in verdict.quarters if one.narrative_missing] == ["2026-Q2"]
    assert (verdict.years[0].narrative_missing, verdict.verdict) == (True, MET)
    assert [one.rule for one in why.steps].count("R-O27") == 1


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        (None, QUARTERS),
        (MeasurementFrequency.MONTHLY, QUARTERS),
        (MeasurementFrequency.QUARTERLY, QUARTERS),
        (MeasurementFrequency.HALF_YEARLY, ("2026-Q2", "2026-Q4")),
        (MeasurementFrequency.YEARLY, ("2026-Q4",)),
        (MeasurementFrequency.LOWER, ()),
    ],
)
@pytest.mark.rule("R-O12")
@pytest.mark.rule("R-O32")
def test_the_frequency_says_which_quarters_are_due(
    frequency: MeasurementFrequency | None, expected: tuple[str, ...]
) -> None:
    """Half-yearly the second and the fourth, yearly the fourth, more seldom none; and the year is judged on those alone."""
    what = indicator(frequency=frequency)
    assert tuple(quarters_due(what, CONTRACT, 2026)) == expected
    verdict, _ = judged([], what, [observation(quarter, "7.5") for quarter in expected])
    assert tuple(one.quarter for one in verdict.quarters) == expected
    assert verdict.verdict is (MET if expected else OPEN)


@pytest.mark.parametrize(
    ("rests", "expected"),
    [
        ([("2026-04-01", "2026-06-30")], ("2026-Q1", "2026-Q3", "2026-Q4")),
        ([("2026-04-02", "2026-06-30")], QUARTERS),
        ([("2026-03-15", "2026-05-10"), ("2026-05-11", "2026-07-01")], ("2026-Q1", "2026-Q3", "2026-Q4")),
        ([("2026-03-15", "2026-05-10"), ("2026-05-12", "2026-07-01")], QUARTERS),
        ([("2026-08-01", None)], ("2026-Q1", "2026-Q2", "2026-Q3")),
    ],
)
def test_a_quarter_of_rest_is_not_due(rests: list[tuple[str, str | None]], expected: tuple[str, ...]) -> None:
    """Only when the contract rested on every day of it, in one suspension or in several that follow each other."""
    suspensions = [
        Suspension(date.fromisoformat(first), date.fromisoformat(last) if last else None)
        for first, last in rests
    ]
    contract = replace(CONTRACT, suspensions=suspensions)
    assert tuple(quarters_due(INDICATOR, contract, 2026)) == expected
    whole = [observation(quarter, "7.5") for quarter in expected]
    every = indicator(year_rule=YearRule.EVERY_PERIOD_MET)
    assert judged([], every, whole, contract)[0].verdict is MET


def test_the_only_quarter_of_a_short_contract_can_rest() -> None:
    """A contract that began on 10 November and rested until its end on 20 December owes nothing over the fourth quarter."""
    short = replace(CONTRACT, start_date=date(2026, 11, 10), end_date=date(2026, 12, 20))
    assert quarters_due(INDICATOR, short, 2026) == ["2026-Q4"]
    resting = replace(short, suspensions=[Suspension(date(2026, 11, 1), date(2026, 12, 20))])
    assert quarters_due(INDICATOR, resting, 2026) == []
