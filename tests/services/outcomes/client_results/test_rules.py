"""What opinions come to."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.client_results.rules import (
    ClientResult,
    DesiredResult,
    Opinion,
    Speaker,
    Tally,
    counts,
    demanded,
    evaluate,
    opened,
    refusals,
)
from shared.values import new_id, render
from shared.values.arrangements import Evaluator, Scenario
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState, Influence
from shared.values.terms import Law
from tests.services.outcomes.examples import CONTRACT, LEAD, OWNER

TODAY = date(2026, 8, 10)
WANTED = DesiredResult(
    id=UUID("018f0000-0000-7000-8000-0000000000d1"), version=1, owner=OWNER, parties=[LEAD], citizen_id=new_id(),
    contract_id=CONTRACT.id, provider=LEAD, law=Law.WMO_2015, allocation_number=17, referral_id=None,
    domain="adl-skills", start_value="2", target="3", set_on=date(2026, 3, 1), term=date(2026, 5, 1),
    linked_share_basis_points=4000, state=DesiredResultState.SET,
)  # fmt: skip
BOTH = (Evaluator.MUNICIPALITY, Evaluator.PROVIDER)
PROVIDER, PURCHASER = Speaker(False, (LEAD,)), Speaker(True, (OWNER,))


def opinion(evaluator: Evaluator, verdict: ClientVerdict = ClientVerdict.ACHIEVED, **other: Any) -> Opinion:
    """An opinion on 4 May."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [LEAD],
        "desired_result_id": WANTED.id, "client_result_id": new_id(), "citizen_id": WANTED.citizen_id,
        "evaluator": evaluator, "verdict": verdict, "influence": Influence.PROVIDERS_EFFORT,
        "outside_influence": None, "evaluated_on": date(2026, 5, 4), "motive": None, "given_by": OWNER,
    }  # fmt: skip
    return Opinion(**{**told, **other})


@pytest.mark.rule("R-O24")
@pytest.mark.rule("R-A33")
def test_who_must_judge() -> None:
    """A: the municipality; B: both; C and D: the provider; whom the contract names goes first; nothing known: the municipality."""
    by_scenario = {one: demanded(replace(CONTRACT, scenario=one)) for one in Scenario}
    assert by_scenario == {
        Scenario.A: [Evaluator.MUNICIPALITY],
        Scenario.B: [Evaluator.MUNICIPALITY, Evaluator.PROVIDER],
        Scenario.C: [Evaluator.PROVIDER],
        Scenario.D: [Evaluator.PROVIDER],
    }
    named = replace(CONTRACT, scenario=Scenario.C, evaluators=[Evaluator.PROVIDER, Evaluator.CITIZEN])
    assert demanded(named) == [Evaluator.CITIZEN, Evaluator.PROVIDER]
    assert demanded(None) == demanded(CONTRACT) == [Evaluator.MUNICIPALITY]


@pytest.mark.rule("R-O24")
def test_every_reason_at_once() -> None:
    """Of who speaks, for whom, when and why anew."""
    before = replace(opened(WANTED, BOTH), evaluators=[Evaluator.PROVIDER])
    early = opinion(Evaluator.PROVIDER, ClientVerdict.NOT_ACHIEVED, evaluated_on=date(2026, 2, 1))
    found = refusals(WANTED, before, early, BOTH, PURCHASER, TODAY)
    assert [one.code for one in found] == [
        "evaluator-other", "evaluated-before-set", "term-not-passed", "motive-missing",
    ]  # fmt: skip
    citizen = opinion(Evaluator.CITIZEN, evaluated_on=date(2026, 8, 11))
    assert [one.code for one in refusals(WANTED, None, citizen, BOTH, PURCHASER, TODAY)] == [
        "evaluator-not-demanded", "evaluated-in-future",
    ]  # fmt: skip
    names = (Evaluator.CITIZEN, Evaluator.PROVIDER)
    assert refusals(WANTED, None, opinion(Evaluator.CITIZEN), names, PURCHASER, TODAY) == ()
    assert refusals(WANTED, None, opinion(Evaluator.PROVIDER), names, PROVIDER, TODAY) == ()
    stranger = Speaker(False, ("00000099000000000999",))
    [foreign] = refusals(WANTED, None, opinion(Evaluator.PROVIDER), names, stranger, TODAY)
    assert foreign.code == "provider-other"


def judged(*opinions: Opinion) -> ClientResult:
    """What opinions come to, in their order."""
    result = opened(WANTED, BOTH)
    for one in opinions:
        result, why = evaluate(result, WANTED, one)
        assert all(render(step, language) for step in why.steps for language in ("nl", "en"))
    return result


VERDICTS, INFLUENCES = st.sampled_from(ClientVerdict), st.sampled_from(Influence)


@pytest.mark.rule("R-O24")
@pytest.mark.rule("R-O25")
@given(said=st.lists(st.tuples(st.sampled_from(BOTH), VERDICTS, INFLUENCES), max_size=6))
@settings(max_examples=50)
def test_the_newest_of_each_counts(said: list[tuple[Evaluator, ClientVerdict, Influence]]) -> None:
    """Incomplete without both, else their common verdict or notJudgeable; attributable only when both put it down to effort."""
    result = judged(*(opinion(who, verdict, influence=influence) for who, verdict, influence in said))
    last = {who: (verdict, influence) for who, verdict, influence in said}
    assert result.evaluators == sorted(last)
    if len(last) < 2:
        assert (result.state, result.verdict) == (ClientResultState.INCOMPLETE, None)
        return
    (first, _), (second, _) = last.values()
    same = first is second
    assert (result.state is ClientResultState.DISPUTED) is not same
    assert result.verdict is (first if same else ClientVerdict.NOT_JUDGEABLE)
    assert result.attributable is all(one is Influence.PROVIDERS_EFFORT for _, one in last.values())
    assert result.version == len(said)


@pytest.mark.rule("F-08")
@pytest.mark.rule("E-22")
def test_figures_of_few_are_left_out() -> None:
    """Forty due, thirty judged, of whom twelve not attributable: 40 %; with a limit of ten the two that are open hide."""
    tally = Tally(40, 10, 10, 10, 0, 2, 0, 12)
    whole = counts(CONTRACT.id, TODAY, TODAY, tally, limit=0)
    assert (whole.due, whole.judged, whole.open, whole.not_attributable_basis_points) == (40, 30, 2, 4000)
    few = counts(CONTRACT.id, TODAY, TODAY, tally, limit=10)
    assert (few.open, few.suppressed, few.not_attributable_basis_points) == (None, True, 4000)
