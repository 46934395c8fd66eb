"""What outcomes told of a contract's years, as evidence for an option and for breach (R-X05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contract_results import rules as results
from services.contracts.contract_results.rules import ContractResult
from services.contracts.contracts import rules
from services.contracts.contracts.rules import Breach, Evidence, ExtensionOption, StatedVerdict, Termination
from shared.values import new_id, render
from shared.values.arrangements import OptionCondition, TerminationGround
from shared.values.life import VersionReason
from shared.values.terms import Verdict
from tests.services.contracts.contract_results.test_rules import CODE, DAY, TOLD, VERDICT, below, fresh
from tests.services.contracts.examples import active

TODAY = date(2027, 2, 1)
OPTION = ExtensionOption(number=1, months=24, condition=OptionCondition.PERFORMANCE)
STATED = StatedVerdict(verdict=Verdict.MET, stated_on=date(2027, 1, 20))
QUARTERS = ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]


def told(verdict: Verdict, version: int = 1) -> ContractResult:
    """What outcomes said of 2026."""
    return results.judged(fresh(), replace(TOLD, verdict=verdict, version=version), DAY, "1")


def exercised(evidence: Evidence, *known: ContractResult, today: date = TODAY) -> rules.Move:
    """The option on performance, exercised."""
    return rules.exercise(active(extension_options=[OPTION]), 1, evidence, today, known)


def refusals(evidence: Evidence, *known: ContractResult, today: date = TODAY) -> list[tuple[str, str]]:
    """Where and why the option is refused."""
    with pytest.raises(rules.OptionRefused) as refused:
        exercised(evidence, *known, today=today)
    assert {one.rule for one in refused.value.errors} == {"R-C46"}
    return [(one.location, one.code) for one in refused.value.errors]


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C46")
def test_the_verdict_on_the_last_year_that_is_over_is_the_evidence() -> None:
    """In 2027 that of 2026, with its source; in 2028 that is the year before last, so there is none."""
    move = exercised(Evidence(), told(Verdict.MET))
    assert (move.reason, str(move.contract.end_date)) == (VersionReason.EXTENDED, "2031-12-31")
    assert render(move.why.steps[0], "en") == (
        "Option 1 asks good performance: outcomes gave on 2026, on 11 January 2027, the verdict met (version 1);"
        " with the audit statement: metNotAudited."
    )
    assert refusals(Evidence(), told(Verdict.MET), today=date(2028, 2, 1)) == [
        ("#/performance", "verdict-missing")
    ]
    for verdict in (Verdict.NOT_MET, Verdict.NOT_JUDGEABLE):
        assert refusals(Evidence(), told(verdict)) == [("#/performance", "verdict-not-positive")]


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C46")
@given(
    st.sampled_from(Verdict),
    st.none() | st.sampled_from(Verdict),
    st.none() | st.integers(1, 4),
    st.booleans(),
)
def test_a_stated_verdict_stands_unless_outcomes_says_otherwise(
    said: Verdict, known: Verdict | None, version: int | None, is_same: bool
) -> None:
    """For any two: refused when it is not met, or when outcomes judged otherwise, but for a version that is yet to come."""
    stated = replace(
        STATED, verdict=said, verdict_id=VERDICT if is_same else new_id(), verdict_version=version
    )
    taken = [told(known, version=2)] if known is not None else []
    is_newer = is_same and (version or 0) > 2
    contradicts = known not in (None, Verdict.NOT_JUDGEABLE, said) and not is_newer
    expected = [("#/performance/verdict", "verdict-contradicts-outcomes")] if contradicts else []
    expected += [("#/performance/verdict", "verdict-not-positive")] if said is not Verdict.MET else []
    if expected:
        assert refusals(Evidence(performance=stated), *taken) == expected
    else:
        move = exercised(Evidence(performance=stated), *taken)
        agrees = [step.rule for step in move.why.steps].count("R-X05")
        assert agrees == (known is Verdict.MET)


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C04")
def test_a_free_option_rests_on_no_verdict() -> None:
    """Not met in 2026: an option without a condition is exercised all the same."""
    move = rules.exercise(active(), 1, Evidence(), TODAY, [told(Verdict.NOT_MET)])
    assert move.why.steps[0].rule == "R-C04"


def ended(today: date = date(2027, 7, 15), *known: ContractResult, **changes: Any) -> rules.Move:
    """Breach after the plan of 1 June 2026, as told where nothing is stated."""
    breach = Breach(agreement_code=CODE, plan_of_action_on=date(2026, 6, 1))
    asked = Termination(
        ground=TerminationGround.BREACH,
        last_day=date(2027, 12, 31),
        decided_on=today,
        breach=replace(breach, **changes),
    )
    return rules.terminate(active(), asked, today, known)


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C10")
def test_the_quarters_that_outcomes_told_after_the_plan_are_the_breach() -> None:
    """Two of 2026 and two of 2027 below the norm (threshold invented): the ground is available, the verdicts are named."""
    known = [below("2026-Q1", *QUARTERS[:2]), below(*QUARTERS[2:], "2027-Q3", year=2027, version=3)]
    move = ended(date(2027, 7, 15), *known)
    assert move.contract.termination is not None and move.contract.termination.breach is not None
    assert move.contract.termination.breach.quarters_below_norm == QUARTERS, "after the plan, and over"
    assert [step.rule for step in move.why.steps] == ["R-C10", "R-X05", "R-C10"]
    assert render(move.why.steps[1], "en") == (
        "These quarters (2026-Q3, 2026-Q4, 2027-Q1, 2027-Q2) are taken over from the verdicts of outcomes on"
        " 2026 (v1), 2027 (v3)."
    )
    stated = ended(date(2027, 7, 15), quarters_below_norm=QUARTERS)
    assert [step.rule for step in stated.why.steps] == ["R-C10", "R-C10"], "what is stated names no source"


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C10")
def test_too_little_that_was_told_and_what_was_judged_met_are_no_breach() -> None:
    """Nothing told, three in a row, a gap; another agreement; a stated quarter that was met."""
    half = below(*QUARTERS[:2])
    for known, changes, expected in (
        ([], {}, ["quarters-too-few"]),
        ([half, below("2027-Q1", year=2027)], {}, ["quarters-too-few"]),
        ([half, below("2027-Q2", year=2027)], {}, ["quarters-too-few"]),
        ([half], {"agreement_code": "relapse"}, ["agreement-unknown", "quarters-too-few"]),
        ([below("2026-Q3")], {"quarters_below_norm": QUARTERS}, ["quarter-met"]),
    ):
        with pytest.raises(rules.TerminationRefused) as refused:
            ended(date(2027, 7, 15), *known, **changes)
        assert [error.code for error in refused.value.errors] == expected
