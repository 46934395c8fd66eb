"""When a plan of action is needed and what its life allows (R-O20, D-09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from services.outcomes.improvement_plans import rules
from services.outcomes.improvement_plans.rules import ImprovementPlan
from services.outcomes.verdicts.rules import ContractVerdict
from services.outcomes.verdicts.rules.judging import IndicatorVerdict
from shared.values import new_id
from shared.values.consulting import PlanResult, PlanState
from shared.values.terms import NormOperator, Verdict, VerdictBasis
from tests.services.outcomes.examples import AUDITOR, CONTRACT, INDICATOR, LEAD, OWNER, SUB

TODAY = date(2026, 8, 10)


def judged(**quarters: Verdict) -> ContractVerdict:
    """The verdict on 2026 with satisfaction in some quarters (q1=…)."""
    stood = [
        IndicatorVerdict(
            "client-satisfaction", f"2026-{name.upper()}", "6.9", "7.0", NormOperator.MIN, VerdictBasis.POINT, verdict,
            None, None, 3,
        )
        for name, verdict in quarters.items()
    ]  # fmt: skip
    return ContractVerdict(
        new_id(), 1, OWNER, None, [], CONTRACT.id, 2026, Verdict.NOT_JUDGEABLE, stood, [], None, False, []
    )


def given(**other: Any) -> Any:
    """A plan as it is sent."""
    action = SimpleNamespace(
        number=1, description="Elke cliënt krijgt één gezicht.", responsible=LEAD, due_on=date(2026, 10, 1)
    )
    told = {
        "external_reference": None,
        "indicators": ["client-satisfaction"],
        "quarter": "2026-Q2",
        "cause": "Te veel wisselingen.",
        "actions": [action],
    }
    return SimpleNamespace(**{**told, **other})


def proposed(organisation: str = OWNER, **other: Any) -> ImprovementPlan:
    """A plan that one side proposed on 10 August."""
    verdict = judged(q2=Verdict.NOT_MET)
    return rules.propose(CONTRACT, [INDICATOR], [verdict], given(**other), organisation, TODAY)[0]


@pytest.mark.rule("R-O20")
def test_a_lagging_result_asks_for_a_plan() -> None:
    """Satisfaction below 7 in two quarters running: a plan is due 28 days after the first; without one it is overdue."""
    verdict = judged(q1=Verdict.NOT_MET, q2=Verdict.NOT_MET)
    (need,) = rules.needs(CONTRACT, [verdict], [], TODAY)
    assert (need.indicator, need.quarter, need.lagging_quarters) == ("client-satisfaction", "2026-Q2", 2)
    assert (need.plan_due_on, need.overdue, need.plan_id) == (date(2026, 4, 28), True, None)
    plan = proposed()
    (answered,) = rules.needs(CONTRACT, [verdict], [plan], TODAY)
    assert (answered.plan_id, answered.plan_state, answered.overdue) == (plan.id, PlanState.PROPOSED, False)


@pytest.mark.rule("R-O20")
def test_what_recovered_or_cannot_be_judged_asks_nothing() -> None:
    """A newest quarter that met its norm asks no plan; one that cannot be judged is passed over, not taken for met or not met."""
    assert rules.needs(CONTRACT, [judged(q1=Verdict.NOT_MET, q2=Verdict.MET)], [], TODAY) == []
    (need,) = rules.needs(CONTRACT, [judged(q1=Verdict.NOT_MET, q2=Verdict.NOT_JUDGEABLE)], [], TODAY)
    assert (need.quarter, need.lagging_quarters) == ("2026-Q1", 1)


@pytest.mark.rule("R-O20")
def test_a_withdrawn_or_old_plan_answers_nothing() -> None:
    """What was withdrawn does not count, nor a plan that was completed on an earlier quarter."""
    verdict = judged(q2=Verdict.NOT_MET)
    withdrawn = rules.close(proposed(), CONTRACT, OWNER, TODAY, result=None, note="Vervallen.")
    agreed = rules.agree(proposed(), CONTRACT, LEAD, TODAY)
    old = replace(
        rules.close(agreed, CONTRACT, OWNER, TODAY, result=PlanResult.RECOVERED, note="Klaar."),
        quarter="2025-Q4",
    )
    (need,) = rules.needs(CONTRACT, [verdict], [withdrawn, old], TODAY)
    assert need.plan_id is None


@pytest.mark.rule("R-O20")
def test_everything_wrong_with_a_plan_is_named_at_once() -> None:
    """An unknown indicator, a quarter that still runs, a number twice, a stranger and a day that is past."""
    action = given().actions[0]
    stranger = SimpleNamespace(
        number=1, description="Later.", responsible="00000099000000009999", due_on=date(2026, 8, 9)
    )
    with pytest.raises(rules.PlanRefused) as caught:
        proposed(indicators=["unknown"], quarter="2026-Q3", actions=[action, stranger])
    assert [one.location for one in caught.value.errors] == [
        "#/indicators/0",
        "#/quarter",
        "#/actions/1/number",
        "#/actions/1/responsible",
        "#/actions/1/dueOn",
    ]


@pytest.mark.rule("R-O20")
def test_a_plan_is_of_both_sides() -> None:
    """The proposer's own side cannot agree, an auditor is no side, and progress is told of what was agreed only."""
    plan = proposed(LEAD)
    for organisation in (LEAD, SUB, AUDITOR):
        with pytest.raises(rules.NotASideOfThePlan):
            rules.agree(plan, CONTRACT, organisation, TODAY)
    with pytest.raises(rules.PlanStateRefused):
        rules.tell_progress(plan, CONTRACT, LEAD, TODAY, action_number=1, note="Begonnen.", done=False)
    with pytest.raises(rules.PlanStateRefused):
        rules.close(plan, CONTRACT, LEAD, TODAY, result=PlanResult.RECOVERED, note="Klaar.")
    agreed = rules.agree(plan, CONTRACT, OWNER, TODAY)
    assert (agreed.state, agreed.agreed_by, agreed.due_on) == (PlanState.AGREED, OWNER, date(2026, 10, 1))
    with pytest.raises(rules.ActionUnknown):
        rules.tell_progress(agreed, CONTRACT, LEAD, TODAY, action_number=9, note="?", done=False)


@pytest.mark.rule("R-O20")
def test_what_is_done_stays_done_on_its_first_day() -> None:
    """An agreement that is kept leaves the due day; telling it again moves no date."""
    agreed = rules.agree(proposed(), CONTRACT, LEAD, TODAY)
    kept = rules.tell_progress(agreed, CONTRACT, LEAD, TODAY, action_number=1, note="Gedaan.", done=True)
    later = rules.tell_progress(
        kept, CONTRACT, OWNER, date(2026, 9, 1), action_number=None, note="Ja.", done=True
    )
    assert [(one.number, one.done_on) for one in later.fulfilled] == [(1, TODAY)]
    assert (later.due_on, len(later.progress)) == (None, 2)
