"""Desired results over HTTP: set by whom the scenario names, with a term, changed, withdrawn, and told without their text."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import DesiredResultChange, DesiredResultWithdrawal, NewDesiredResult
from shared.schemas.contracts.conditions import Arrangement
from shared.values.arrangements import Scenario
from shared.values.care_courses import (
    DesiredResultState,
    ResultChangeReason,
    ResultSetter,
    ResultWithdrawalReason,
)
from tests.services.access.care_starts.test_rest import codes, refusal

WASHING = "De inwoner bedient zelf de wasmachine."
CITIZEN, MUNICIPALITY, PROVIDER = ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY, ResultSetter.PROVIDER


async def in_scenario(agreed: Any, scenario: Scenario, version: int = 4) -> None:
    """The contract says which scenario it follows."""
    terms = {"version": version, "arrangement": Arrangement(scenario=scenario)}
    await agreed.tell("contract-amended", agreed.contract.model_copy(update=terms))


def washing(decision_id: Any, **other: Any) -> NewDesiredResult:
    """To operate a washing machine within two months."""
    asked = {"text": WASHING, "term_months": 2, "set_by": [CITIZEN, MUNICIPALITY], "decision_id": decision_id}
    return NewDesiredResult(**{**asked, **other})


@pytest.mark.rule("R-A34")
@pytest.mark.rule("N-128")
async def test_a_result_has_a_term_and_its_text_stays_here(agreed: Any) -> None:
    """Two months from 14 April is 14 June; municipality and provider read the text, the feed has the rest of it alone."""
    await in_scenario(agreed, Scenario.B)
    decision = await agreed.decided()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    new = washing(
        decision.id, external_reference="doel/1", domain="adl-skills", start_value="2", target="3",
        set_on=date(2026, 4, 14), funding_share_basis_points=2_500,
    )  # fmt: skip
    made = await client.register_desired_result(new)
    assert (made.term, made.first_term, made.set_on) == (
        date(2026, 6, 14),
        date(2026, 6, 14),
        date(2026, 4, 14),
    )
    assert (made.scenario, made.set_by, made.state) == (
        Scenario.B,
        [MUNICIPALITY, CITIZEN],
        DesiredResultState.SET,
    )
    assert await client.put_desired_result("doel/1", new) == made
    assert (await provider.get_desired_result(made.id)).text == WASHING
    assert await client.list_desired_results(termTo="2026-06-14", state="set") == [made]
    assert await client.list_desired_results(termTo="2026-06-13") == []
    assert await client.list_desired_results(termFrom="2026-06-15") == []
    steps = (await client.explain_desired_result(made.id)).steps
    assert [(step.rule, step.result) for step in steps] == [("R-A33", None), ("R-A34", "2026-06-14")]
    (fact,) = await agreed.facts("desired-result-set")
    assert (fact.data["domain"], fact.data["target"], fact.data["term"]) == ("adl-skills", "3", "2026-06-14")
    assert "text" not in fact.data and "note" not in fact.data and WASHING not in str(fact.data)
    assert (
        await refusal(agreed.client(agreed.tenant.providers[1]).get_desired_result(made.id))
    ).status == 404


@pytest.mark.rule("R-A33")
async def test_the_scenario_says_who_sets_a_result(agreed: Any) -> None:
    """B with only the provider is refused, as is a provider that records it; C asks for the provider, who records it itself."""
    await in_scenario(agreed, Scenario.B)
    decision = await agreed.decided()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    refused = await refusal(client.register_desired_result(washing(decision.id, set_by=[PROVIDER])))
    assert (refused.status, refused.code, codes(refused)) == (
        409,
        "desired-result-refused",
        ["setter-missing"],
    )
    assert refused.problem["errors"][0]["rule"] == "R-A33"
    assert codes(await refusal(provider.register_desired_result(washing(decision.id)))) == [
        "setter-not-acting"
    ]
    await in_scenario(agreed, Scenario.C, 5)
    assert codes(await refusal(client.register_desired_result(washing(decision.id)))) == ["setter-missing"]
    made = await provider.register_desired_result(washing(decision.id, set_by=[PROVIDER, CITIZEN]))
    assert (made.scenario, made.set_by) == (Scenario.C, [CITIZEN, PROVIDER])


@pytest.mark.rule("R-A34")
async def test_the_term_changes_with_a_reason_and_the_first_one_stays_known(agreed: Any) -> None:
    """What is left out stays; a funding share is shared out once; withdrawn it changes no more."""
    decision = await agreed.decided()
    client = agreed.client()
    first = await client.register_desired_result(washing(decision.id, funding_share_basis_points=6_000))
    second = await client.register_desired_result(washing(decision.id, text="Hulp in de buurt vinden."))
    share = DesiredResultChange(
        funding_share_basis_points=4_001, reason=ResultChangeReason.ADJUSTED_AT_REVIEW
    )
    assert codes(await refusal(client.change_desired_result(second.id, 1, share))) == ["share-exceeded"]
    change = DesiredResultChange(
        term=date(2026, 9, 1), reason=ResultChangeReason.MORE_TIME_NEEDED, note="De machine kwam later."
    )
    changed = await client.change_desired_result(first.id, 1, change)
    assert (changed.term, changed.first_term) == (date(2026, 9, 1), date(2026, 6, 20))
    assert (changed.change_reason, changed.note, changed.funding_share_basis_points) == (
        ResultChangeReason.MORE_TIME_NEEDED, "De machine kwam later.", 6_000,
    )  # fmt: skip
    early = DesiredResultChange(term=date(2026, 4, 19), reason=ResultChangeReason.REACHED_SOONER)
    assert codes(await refusal(client.change_desired_result(first.id, 2, early))) == ["term-before-set"]
    gone = await client.withdraw_desired_result(
        first.id, DesiredResultWithdrawal(reason=ResultWithdrawalReason.REPLACED)
    )
    assert (gone.state, gone.withdrawn_on) == (DesiredResultState.WITHDRAWN, agreed.tenant.today)
    assert (await client.change_desired_result(second.id, 1, share)).funding_share_basis_points == 4_001
    closed = await refusal(client.change_desired_result(first.id, 3, change))
    assert (closed.status, closed.code) == (409, "desired-result-closed")
    facts = await agreed.facts("desired-result-changed", "desired-result-withdrawn")
    assert [fact.data["term"] for fact in facts] == ["2026-09-01", "2026-09-01", "2026-06-20"]
    assert "machine" not in str([fact.data for fact in facts])


@pytest.mark.rule("N-128")
async def test_what_a_result_cannot_be(agreed: Any) -> None:
    """All faults at once, each with its field and rule."""
    decision = await agreed.decided()
    wrong = NewDesiredResult(
        decision_id=decision.id, text=WASHING, term=date(2026, 4, 1), set_on=date(2026, 4, 21), domain="housing",
        start_value="2.5", set_by=[MUNICIPALITY],
    )  # fmt: skip
    refused = await refusal(agreed.client().register_desired_result(wrong))
    assert codes(refused) == [
        "setter-missing",
        "in-future",
        "term-before-set",
        "score-startValue",
        "score-target",
    ]
    found = [(error["location"], error["rule"]) for error in refused.problem["errors"]]
    assert found[2:] == [("#/term", "R-A34"), ("#/startValue", "R-O01"), ("#/target", "R-O01")]
    early = washing(decision.id, set_on=date(2026, 4, 12))
    assert codes(await refusal(agreed.client().register_desired_result(early))) == ["before-contact"]
    number = await agreed.post(
        "/desired-results",
        {"decisionId": str(decision.id), "text": "Zie 999900006", "termMonths": 1, "setBy": ["citizen"]},
    )
    assert (number.status_code, number.json()["code"]) == (400, "bsn-refused")


@pytest.mark.rule("R-A34")
async def test_a_term_that_passed_is_not_set(agreed: Any) -> None:
    """On 4 May no term of 3 May is set or put in the place of another, nor one before the care begins; today is one."""
    client = agreed.client()
    decision = await agreed.decided()
    later = await agreed.decided("inwoner-2", start_date=date(2026, 6, 1))
    set_on = date(2026, 4, 20)
    await agreed.on(date(2026, 5, 4))
    over = washing(decision.id, set_on=set_on, term=date(2026, 5, 3), term_months=None)
    refused = await refusal(client.register_desired_result(over))
    assert [(one["location"], one["code"], one["rule"]) for one in refused.problem["errors"]] == [
        ("#/term", "term-over", "R-A34")
    ]
    assert "2026-05-04" in str(refused.problem["errors"])
    early = washing(later.id, set_on=set_on, term=date(2026, 5, 31), term_months=None)
    refused = await refusal(client.register_desired_result(early))
    assert codes(refused) == ["term-before-care"] and "2026-06-01" in str(refused.problem["errors"])
    made = await client.register_desired_result(over.model_copy(update={"term": date(2026, 5, 4)}))
    sooner = DesiredResultChange(term=date(2026, 5, 3), reason=ResultChangeReason.REACHED_SOONER)
    assert codes(await refusal(client.change_desired_result(made.id, 1, sooner))) == ["term-over"]
    await agreed.on(date(2026, 5, 6))
    target = DesiredResultChange(target="3", reason=ResultChangeReason.ADJUSTED_AT_REVIEW)
    assert (await client.change_desired_result(made.id, 1, target)).term == date(2026, 5, 4)


@pytest.mark.rule("R-A25")
async def test_no_decision_is_taken_on_a_result_whose_term_passed(agreed: Any) -> None:
    """From 20 April on with a result of the 19th: refused with the earliest day; of the 20th: taken."""
    request = await agreed.report()
    at, new = f"/requests/{request.id}/decisions", agreed.new_decision(results_based=True)
    result = {"text": WASHING, "term": "2026-04-19", "setBy": ["citizen", "municipality", "provider"]}
    research = {"normSource": "HHM 2019", "assessor": "Bureau De Meter", "researchedOn": "2026-04-20"}
    sent = {**new.model_dump(mode="json", by_alias=True, exclude_none=True), "research": research}
    refused = (await agreed.post(at, {**sent, "results": [result]})).json()
    assert [(one["location"], one["code"], one["rule"]) for one in refused["errors"]] == [
        ("#/results", "results", "R-A25")
    ]
    assert "2026-04-20" in str(refused["errors"])
    taken = await agreed.post(at, {**sent, "results": [{**result, "term": "2026-04-20"}]})
    assert (taken.status_code, taken.json()["state"]) == (201, "awaitingEffort"), taken.text
