"""How a contract year stands: quarters against their norms, the year by its rule, the whole, and the statement."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.indicators.rules import Indicator, NormVersion
from services.outcomes.verdicts.rules import (
    AuditFinding,
    ContractVerdict,
    IndicatorVerdict,
    Observation,
    judge,
    published,
    whole,
)
from services.outcomes.verdicts.rules.intervals import Interval
from services.outcomes.verdicts.rules.judging import holds, holds_wholly
from shared.values import Derivation, new_id, render
from shared.values.terms import NormOperator, Verdict, VerdictBasis, YearRule
from tests.services.outcomes.examples import CONTRACT, INDICATOR, indicator, observation

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_JUDGEABLE
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


def judged(
    observations: Sequence[Observation], *indicators: Indicator, audit: AuditFinding | None = None
) -> tuple[ContractVerdict, Derivation]:
    """The first verdict on 2026."""
    observed = {(one.indicator_id, one.quarter): one for one in observations}
    return judge(CONTRACT, 2026, indicators or [INDICATOR], observed, audit, None)


def year_of(
    values: Sequence[str], what: Indicator, counts: Sequence[int | None] = (1, 1, 1, 1)
) -> IndicatorVerdict:
    """The year verdict on four quarters."""
    observations = [
        observation(quarter, value, count, "1.2")
        for quarter, value, count in zip(QUARTERS, values, counts, strict=True)
    ]
    [year] = judged(observations, what)[0].years
    return year


@pytest.mark.rule("R-O05")
@pytest.mark.rule("G-18")
@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        (NormOperator.MIN, False, True, True),
        (NormOperator.MAX, True, True, False),
        (NormOperator.ABOVE, False, False, True),
        (NormOperator.BELOW, True, False, False),
    ],
)
def test_a_score_against_its_norm(operator: NormOperator, below: bool, at: bool, above: bool) -> None:
    """At least 7: 6.9 does not meet it and 7.0 does; strictly below 6 is below 6 alone, so 6 is no malus."""
    found = [holds(Decimal(value), operator, Decimal("7")) for value in ("6.9", "7.0", "7.1")]
    assert found == [below, at, above]


@pytest.mark.rule("R-O10")
@pytest.mark.parametrize(
    ("operator", "lower", "upper", "verdict"),
    [
        (NormOperator.MIN, "6.72", "7.48", OPEN),
        (NormOperator.MIN, "7.08", "7.32", MET),
        (NormOperator.MIN, "7", "7.32", MET),
        (NormOperator.MIN, "6.5", "6.99", NOT_MET),
        (NormOperator.MIN, "6.5", "7", OPEN),
        (NormOperator.ABOVE, "7", "7.32", OPEN),
        (NormOperator.ABOVE, "6.5", "7", NOT_MET),
        (NormOperator.MAX, "4", "5", MET),
        (NormOperator.MAX, "7", "8", OPEN),
        (NormOperator.MAX, "7.1", "8", NOT_MET),
        (NormOperator.BELOW, "6.5", "7", OPEN),
        (NormOperator.BELOW, "6.5", "6.9", MET),
    ],
)
def test_the_whole_interval_decides(operator: NormOperator, lower: str, upper: str, verdict: Verdict) -> None:
    """Met when the whole interval is within the norm, not met when none of it is, else it cannot be told from chance."""
    assert holds_wholly(Interval(Decimal(lower), Decimal(upper)), operator, Decimal(7)) is verdict


@pytest.mark.rule("R-O10")
@pytest.mark.parametrize(("size", "value", "verdict"), [(40, "7.1", OPEN), (400, "7.2", MET)])
def test_a_verdict_on_the_interval(size: int, value: str, verdict: Verdict) -> None:
    """With n 40 a mean of 7.1 is not distinguishable from the norm 7; with n 400 a mean of 7.2 is above it."""
    what = indicator(norm="7", verdict_basis=VerdictBasis.INTERVAL)
    [quarter, *_] = judged([observation("2026-Q1", value, size, "1.2")], what)[0].quarters
    assert quarter.verdict is verdict


def test_the_interval_is_shown_whatever_the_basis() -> None:
    """A verdict on the point still shows between which bounds the mean lies; without a deviation there are none."""
    [first, second, *_] = judged(
        [observation("2026-Q1", "7.1", 40, "1.2"), observation("2026-Q2", "7.1", 40)], INDICATOR
    )[0].quarters
    assert (first.lower, first.upper, first.verdict) == ("6.716221", "7.483779", MET)
    assert (second.lower, second.upper, second.verdict) == (None, None, MET)


def test_a_verdict_on_the_interval_needs_one() -> None:
    """Without number or deviation a verdict that rests on the interval is not judgeable."""
    what = indicator(verdict_basis=VerdictBasis.INTERVAL)
    verdict, why = judged([observation("2026-Q1", "9.0", 40)], what)
    assert verdict.quarters[0].verdict is OPEN
    assert "zonder aantal en standaardafwijking" in render(why.steps[0], "nl")


@pytest.mark.rule("R-O21")
@pytest.mark.rule("R-C08")
def test_each_quarter_is_held_against_the_norm_of_its_time() -> None:
    """With 7.5 from 1 July a 7.2 meets the norm in the second quarter and not in the third."""
    norms = [
        NormVersion(date(2026, 1, 1), date(2026, 6, 30), "7.0", NormOperator.MIN, 3),
        NormVersion(date(2026, 7, 1), None, "7.5", NormOperator.MIN, 5),
    ]
    verdict, _ = judged([observation(quarter, "7.2") for quarter in QUARTERS], indicator(norms=norms))
    assert [(one.norm, one.verdict, one.contract_version) for one in verdict.quarters] == [
        ("7.0", MET, 3), ("7.0", MET, 3), ("7.5", NOT_MET, 5), ("7.5", NOT_MET, 5),
    ]  # fmt: skip
    assert verdict.years[0].verdict is NOT_MET


def test_the_last_value_decides_a_year() -> None:
    """By the rule of the last value the fourth quarter is the year's, whatever came before."""
    year = year_of(["6.0", "6.0", "6.0", "7.0"], INDICATOR)
    assert (year.value, year.verdict, year.quarter) == ("7.0", MET, None)
    assert year_of(["9.0", "9.0", "9.0", "6.9"], INDICATOR).verdict is NOT_MET


def test_every_quarter_must_be_met() -> None:
    """By the rule of every period one missed quarter is a missed year."""
    what = indicator(year_rule=YearRule.EVERY_PERIOD_MET)
    assert year_of(["7.0", "7.0", "7.0", "7.0"], what).verdict is MET
    assert year_of(["7.0", "6.9", "7.0", "7.0"], what).verdict is NOT_MET


def test_an_undistinguishable_quarter_leaves_the_year_open() -> None:
    """Every period on the interval: not judgeable while a quarter is, but not met as soon as one is not."""
    what = indicator(year_rule=YearRule.EVERY_PERIOD_MET, verdict_basis=VerdictBasis.INTERVAL)
    assert year_of(["7.1", "8.0", "8.0", "8.0"], what, (40, 400, 400, 400)).verdict is OPEN
    assert year_of(["7.1", "8.0", "6.0", "8.0"], what, (40, 400, 400, 400)).verdict is NOT_MET


def test_a_mean_is_weighted_by_respondents() -> None:
    """1 × 9.0 and 99 × 6.9 make 6.921 and do not meet 7, however high the first quarter was."""
    what = indicator(year_rule=YearRule.MEAN_WEIGHTED)
    year = year_of(["9.0", "6.9", "6.9", "6.9"], what, (1, 33, 33, 33))
    assert (year.value, year.verdict) == ("6.921", NOT_MET)
    assert year.lower is not None


def test_a_mean_is_not_rounded_up_to_its_norm() -> None:
    """A mean a hair below the norm shows as the norm in six decimals and is still not met."""
    what = indicator(year_rule=YearRule.MEAN_WEIGHTED)
    year = year_of(["6.999999", "7.0", "7.0", "7.0"], what, (1, 3_000_000, 3_000_000, 3_000_000))
    assert (year.value, year.verdict) == ("7", NOT_MET)


def test_a_mean_holds_each_quarter_against_its_own_norm() -> None:
    """With 7.0 and then 8.0 as norms, 7.2 · 7.2 · 7.8 · 7.8 by equal numbers is exactly the mean of the norms."""
    norms = [
        NormVersion(date(2026, 1, 1), date(2026, 6, 30), "7.0", NormOperator.MIN, 3),
        NormVersion(date(2026, 7, 1), None, "8.0", NormOperator.MIN, 5),
    ]
    what = indicator(year_rule=YearRule.MEAN_WEIGHTED, norms=norms)
    assert (
        year_of(["7.2", "7.2", "7.8", "7.8"], what).verdict,
        year_of(["7.2", "7.2", "7.8", "7.8"], what).norm,
    ) == (MET, "7.5")
    assert year_of(["7.2", "7.2", "7.8", "7.7"], what).verdict is NOT_MET


@pytest.mark.parametrize("counts", [(None, 1, 1, 1), (0, 0, 0, 0)])
def test_a_mean_without_weights_is_not_judgeable(counts: Sequence[int | None]) -> None:
    """Without numbers of observations there is no weighted mean."""
    what = indicator(year_rule=YearRule.MEAN_WEIGHTED)
    assert year_of(["8.0", "8.0", "8.0", "8.0"], what, counts).verdict is OPEN


@pytest.mark.parametrize("rule", YearRule)
def test_a_missing_quarter_leaves_the_year_open(rule: YearRule) -> None:
    """A year with three quarters is not judgeable, by whichever rule, and says which one is missing."""
    observations = [observation(quarter, "9.0", 10) for quarter in QUARTERS[:3]]
    verdict, why = judged(observations, indicator(year_rule=rule))
    assert verdict.years[0].verdict is OPEN
    assert verdict.verdict is OPEN
    assert any("2026-Q4" in render(step, "en") and "missing" in render(step, "en") for step in why.steps)


def test_only_quarters_in_force_are_due() -> None:
    """A contract from 1 October is judged on its one quarter."""
    late = replace(CONTRACT, start_date=date(2026, 10, 1))
    observed = {(INDICATOR.id, "2026-Q4"): observation("2026-Q4", "7.0")}
    what = indicator(norms=[replace(INDICATOR.norms[0], valid_from=date(2026, 10, 1))])
    verdict, _ = judge(late, 2026, [what], observed, None, None)
    assert [one.quarter for one in verdict.quarters] == ["2026-Q4"]
    assert verdict.verdict is MET


@pytest.mark.rule("R-S03")
@pytest.mark.rule("G-01")
@given(found=st.lists(st.sampled_from(Verdict), max_size=12))
def test_the_whole_is_met_only_when_everything_is(found: list[Verdict]) -> None:
    """Not met when one is not; met only when there is something and all of it is; else not judgeable."""
    years = [replace(judged([])[0].years[0], verdict=verdict) for verdict in found]
    expected = NOT_MET if NOT_MET in found else MET if found and set(found) == {MET} else OPEN
    assert whole(years) is expected


@pytest.mark.rule("R-O20")
def test_a_lagging_result_calls_for_a_plan() -> None:
    """A year that is not met names the indicators and says that a plan of action belongs to it."""
    verdict, why = judged([observation(quarter, "6.9") for quarter in QUARTERS])
    assert verdict.verdict is NOT_MET
    assert any(
        "client-satisfaction" in render(step, "nl") and "plan van aanpak" in render(step, "nl")
        for step in why.steps
    )


@pytest.mark.rule("R-O28")
@pytest.mark.rule("R-S03")
def test_the_statement_is_part_of_the_verdict() -> None:
    """A statement without gaps makes the audit complete; one with gaps names them; without a statement it is not complete."""
    statement = new_id()
    observations = [observation(quarter, "7.0") for quarter in QUARTERS]
    without, _ = judged(observations)
    complete, why = judged(observations, audit=AuditFinding(statement, []))
    partial, gaps = judged(observations, audit=AuditFinding(statement, ["KPI 4 Terugval (relapse)"]))
    assert (without.audit_statement_id, without.audit_complete, without.audit_gaps) == (None, False, [])
    assert (complete.audit_statement_id, complete.audit_complete, complete.audit_gaps) == (
        statement,
        True,
        [],
    )
    assert (partial.audit_complete, partial.audit_gaps) == (False, ["KPI 4 Terugval (relapse)"])
    assert "covers the processes" in render(why.steps[-1], "en")
    assert "KPI 4 Terugval" in render(gaps.steps[-1], "en")


def test_a_verdict_gets_a_version_only_when_it_changes() -> None:
    """The same measurements give the same verdict itself; another value gives the next version under the same id."""
    observed = {(INDICATOR.id, quarter): observation(quarter, "7.0") for quarter in QUARTERS}
    first, _ = judge(CONTRACT, 2026, [INDICATOR], observed, None, None)
    again, _ = judge(CONTRACT, 2026, [INDICATOR], observed, None, first)
    observed[INDICATOR.id, "2026-Q4"] = observation("2026-Q4", "6.0")
    second, _ = judge(CONTRACT, 2026, [INDICATOR], observed, None, first)
    assert first.version == 1
    assert again is first
    assert (second.id, second.version, second.verdict) == (first.id, 2, NOT_MET)


@given(
    values=st.lists(st.one_of(st.none(), st.decimals(1, 10, places=1)), min_size=4, max_size=4),
    rule=st.sampled_from(YearRule),
    basis=st.sampled_from(VerdictBasis),
    operator=st.sampled_from(NormOperator),
    size=st.one_of(st.none(), st.integers(0, 1000)),
)
def test_every_step_of_any_verdict_can_be_read(
    values: list[Decimal | None],
    rule: YearRule,
    basis: VerdictBasis,
    operator: NormOperator,
    size: int | None,
) -> None:
    """Whatever was measured, the verdict explains itself in both languages and its explanation can be stored."""
    what = indicator(norm="7", operator=operator, year_rule=rule, verdict_basis=basis)
    observations = [
        observation(quarter, str(value), size, "1.2")
        for quarter, value in zip(QUARTERS, values, strict=True)
        if value is not None
    ]
    verdict, why = judged(observations, what)
    kept = Derivation.from_json(why.to_json())
    assert all(render(step, language) for step in kept.steps for language in ("nl", "en"))
    assert len(verdict.quarters) == 4
    assert len(verdict.years) == 1


def test_an_indicator_without_a_norm_in_the_year_does_not_count() -> None:
    """An indicator that is agreed from the next year on neither helps nor harms this one."""
    later = indicator(
        id=UUID(int=1), code="later", norms=[NormVersion(date(2027, 1, 1), None, "7.0", NormOperator.MIN, 4)]
    )
    verdict, _ = judged([observation(quarter, "7.0") for quarter in QUARTERS], INDICATOR, later)
    assert verdict.verdict is MET
    assert {one.indicator for one in verdict.quarters} == {"client-satisfaction"}


@pytest.mark.rule("F-08")
def test_a_norm_that_was_weighed_goes_with_the_year() -> None:
    """Of 100, 100, 100 and 4 respondents under norms 7 and 8 the year's norm would give back the four; alone it stays agreed."""
    norms = [
        NormVersion(date(2026, 1, 1), date(2026, 9, 30), "7.0", NormOperator.MIN, 3),
        NormVersion(date(2026, 10, 1), None, "8.0", NormOperator.MIN, 5),
    ]
    changed = indicator(year_rule=YearRule.MEAN_WEIGHTED, norms=norms)
    same = indicator(year_rule=YearRule.MEAN_WEIGHTED)
    for what, count, norm in ((changed, 4, None), (same, 4, "7.0"), (changed, 100, "7.25")):
        counts = (100, 100, 100, count)
        seen = [observation(quarter, "8.0", n, "1.2") for quarter, n in zip(QUARTERS, counts, strict=True)]
        [year] = published(judged(seen, what)[0], 10).years
        assert (year.norm, year.suppressed, year.verdict) == (norm, count == 4, MET)
