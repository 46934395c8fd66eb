"""A shortfall is made good only by an amendment before year-end, and only when the raised norm is met (R-C52, G-03)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.outcomes.indicators.rules import Compensation, ContractCopy, Indicator, NormVersion
from services.outcomes.verdicts.rules import ContractVerdict, judge
from shared.values import Derivation, new_id, render
from shared.values.terms import NormOperator, Verdict, YearRule
from tests.services.outcomes.examples import CONTRACT, indicator, observation

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_JUDGEABLE
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
MAX, MIN = NormOperator.MAX, NormOperator.MIN
RELAPSE = indicator(
    id=new_id(), number=2, code="relapse", name="Terugval", norm="10", operator=MAX, lowest="0", highest="100"
)


def participation(raised_on: date = date(2026, 7, 1), **changes: Any) -> Indicator:
    """Participation of 60 %, from a day on 65 %."""
    norms = [
        NormVersion(date(2026, 1, 1), raised_on, "60", MIN, 3),
        NormVersion(raised_on, None, "65", MIN, 4),
    ]
    told: dict[str, Any] = {"number": 3, "code": "participation", "name": "Participatie", "norms": norms}
    return indicator(**{"id": new_id(), "lowest": "0", "highest": "100", **told, **changes})


def agreed(on: date = date(2026, 6, 20), year: int = 2026, by: int = 3) -> ContractCopy:
    """The contract with the amendment that compensates relapse."""
    return replace(CONTRACT, compensations=[Compensation(2, by, year, on)])


def judged(
    contract: ContractCopy, other: Indicator, last: str = "66", relapse: str = "14"
) -> tuple[ContractVerdict, Derivation]:
    """The verdict on 2026 with relapse over its norm, participation of 66 % in the last quarter unless said otherwise."""
    values = [*["61"] * 2, "65", last]
    observed = {
        (other.id, quarter): observation(quarter, value, 40, indicator_id=other.id)
        for quarter, value in zip(QUARTERS, values, strict=True)
    }
    observed |= {
        (RELAPSE.id, quarter): observation(quarter, relapse, indicator_id=RELAPSE.id) for quarter in QUARTERS
    }
    return judge(contract, 2026, [RELAPSE, other], observed, None, None)


def standing(verdict: ContractVerdict) -> tuple[Verdict, str | None, Verdict]:
    """How relapse stands, by what it is compensated, and the whole."""
    [one] = [one for one in verdict.years if one.indicator == "relapse"]
    return one.verdict, one.compensated_by, verdict.verdict


@pytest.mark.rule("R-C52")
@pytest.mark.rule("G-03")
def test_a_raised_norm_that_is_met_makes_a_shortfall_good() -> None:
    """Relapse over its norm, participation from 60 to 65 % and at 66 %: met, and the reason names what made it good."""
    verdict, why = judged(agreed(), participation())
    assert standing(verdict) == (MET, "participation", MET)
    [step] = [one for one in why.steps if one.rule == "R-C52"]
    assert "Participatie haalt de norm 65 die bij addendum van 20 juni 2026 is verhoogd" in render(step, "nl")
    assert {one.verdict for one in verdict.quarters if one.indicator == "relapse"} == {NOT_MET}


@pytest.mark.rule("R-C52")
@pytest.mark.rule("G-03")
@pytest.mark.parametrize(
    ("contract", "last"),
    [
        (CONTRACT, "66"),
        (agreed(), "64"),
        (agreed(on=date(2027, 1, 3)), "66"),
        (agreed(year=2027), "66"),
        (agreed(by=7), "66"),
    ],
)
def test_without_all_of_it_a_shortfall_stays(contract: ContractCopy, last: str) -> None:
    """No amendment, a raised norm that is missed, an amendment after year-end, of another year, or by what is not there."""
    assert standing(judged(contract, participation(), last)[0]) == (NOT_MET, None, NOT_MET)


@pytest.mark.rule("G-03")
@pytest.mark.parametrize(("last", "expected"), [("64", NOT_MET), ("65", MET)])
@pytest.mark.parametrize("rule", YearRule)
def test_a_norm_raised_within_the_last_quarter_must_be_met_too(
    rule: YearRule, last: str, expected: Verdict
) -> None:
    """From 1 November: by itself it would count from the next quarter, but it is what was agreed to make the shortfall good."""
    other = participation(date(2026, 11, 1), year_rule=rule)
    verdict, _ = judged(agreed(date(2026, 10, 15)), other, last)
    if rule is YearRule.MEAN_WEIGHTED:
        # The mean of 61, 61, 65 and 64 or 65 is 62.75 or 63, against 61.25: the year as a whole meets it.
        expected = MET
    assert standing(verdict)[0] is expected


def test_what_was_met_or_is_open_needs_no_compensation() -> None:
    """A met agreement says nothing of it; one that is not judgeable is not made met."""
    assert standing(judged(agreed(), participation(), relapse="9")[0]) == (MET, None, MET)
    other = participation()
    observed = {
        (other.id, quarter): observation(quarter, "70", indicator_id=other.id) for quarter in QUARTERS
    }
    verdict, _ = judge(agreed(), 2026, [RELAPSE, other], observed, None, None)
    assert standing(verdict) == (OPEN, None, OPEN)


def test_two_shortfalls_do_not_make_each_other_good() -> None:
    """What compensates is judged by itself, before it is compensated."""
    both = replace(
        CONTRACT,
        compensations=[
            Compensation(2, 3, 2026, date(2026, 6, 1)),
            Compensation(3, 2, 2026, date(2026, 6, 1)),
        ],
    )
    verdict, _ = judged(both, participation(), "50")
    assert {one.verdict for one in verdict.years} == {NOT_MET}
