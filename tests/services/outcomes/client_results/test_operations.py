"""Client results: who judges, what it comes to, and what is still to be done."""

from datetime import date

import pytest

from shared.clients.base import Refusal
from shared.schemas import access
from shared.schemas.outcomes import ClientResult
from shared.values import new_id
from shared.values.arrangements import Evaluator, Scenario
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState, Influence, ResultTaskKind
from shared.values.terms import ErasureGround
from tests.services.outcomes.client_results.wanting import TERM, said, say, under, want
from tests.services.outcomes.conftest import Measured

D = date
A, B, C = Scenario.A, Scenario.B, Scenario.C
GEMEENTE, AANBIEDER = Evaluator.MUNICIPALITY, Evaluator.PROVIDER


async def facts(measured: Measured) -> list[ClientResult]:
    """What the feed told of verdicts."""
    events = (await measured.get("/events?limit=500")).json()["events"]
    told = [one["data"] for one in events if one["type"].endswith("client-result-evaluated.v1")]
    return [ClientResult.model_validate({**one, "externalReference": None}) for one in told]


@pytest.mark.rule("R-O24")
@pytest.mark.rule("G-30")
async def test_scenario_b_without_both_evaluators_is_incomplete(measured: Measured) -> None:
    """The provider judged, the municipality did not: no verdict and no fact; with both it is told, with the linked share."""
    wanted = await want(measured, await under(measured, B))
    await say(measured, wanted, AANBIEDER)
    reader = measured.client()
    [half] = await reader.client_results(desired_result_id=wanted.id)
    assert (half.state, half.verdict, half.attributable) == (ClientResultState.INCOMPLETE, None, None)
    assert (half.demanded, half.evaluators) == ([GEMEENTE, AANBIEDER], [AANBIEDER])
    assert await facts(measured) == []
    [task] = await reader.client_result_tasks()
    assert (task.kind, task.missing) == (ResultTaskKind.EVALUATOR_MISSING, [GEMEENTE])
    await say(measured, wanted, GEMEENTE, evaluated_on=D(2026, 5, 6))
    whole = await reader.client_result(half.id)
    assert (whole.state, whole.verdict, whole.evaluated_on) == (
        ClientResultState.AGREED,
        "achieved",
        D(2026, 5, 6),
    )
    assert (whole.attributable, whole.linked_share_basis_points, whole.version) == (True, 4000, 2)
    [fact] = await facts(measured)
    assert (fact.id, fact.verdict, fact.allocation_number, fact.evaluators) == (
        whole.id, "achieved", 4711, [GEMEENTE, AANBIEDER],
    )  # fmt: skip
    assert [step.rule for step in (await reader.explain_client_result(whole.id)).steps].count("R-O24") == 4
    assert await reader.client_result_tasks() == []


@pytest.mark.rule("R-O24")
@pytest.mark.rule("R-A33")
@pytest.mark.parametrize(("scenario", "who", "other"), [(A, GEMEENTE, AANBIEDER), (C, AANBIEDER, GEMEENTE)])
async def test_the_scenario_says_who_judges(
    measured: Measured, scenario: Scenario, who: Evaluator, other: Evaluator
) -> None:
    """Under A the municipality alone, under C the provider alone; the other is told who does."""
    wanted = await want(measured, await under(measured, scenario))
    with pytest.raises(Refusal) as refused:
        await say(measured, wanted, other)
    [fault] = refused.value.problem["errors"]
    assert (refused.value.code, fault["code"], fault["rule"]) == (
        "result-opinion-refused", "evaluator-not-demanded", "R-O24",
    )  # fmt: skip
    await say(measured, wanted, who)
    [one] = await measured.client().client_results(desired_result_id=wanted.id)
    assert (one.verdict, one.demanded) == (ClientVerdict.ACHIEVED, [who])


@pytest.mark.rule("R-O24")
@pytest.mark.rule("E-21")
async def test_who_disagrees_leaves_it_not_judgeable_until_they_agree(measured: Measured) -> None:
    """Shown and told as notJudgeable; who comes back on its opinion says why; then it is resolved."""
    wanted = await want(measured, await under(measured, B))
    await say(measured, wanted, AANBIEDER)
    await say(measured, wanted, GEMEENTE, "partlyAchieved")
    reader = measured.client()
    [one] = await reader.client_results(state=ClientResultState.DISPUTED)
    assert (one.verdict, [each.verdict for each in one.opinions]) == (
        "notJudgeable",
        ["partlyAchieved", "achieved"],
    )
    [task] = await measured.client(measured.lead).client_result_tasks()
    assert (task.kind, task.missing) == (ResultTaskKind.DISPUTED, [])
    with pytest.raises(Refusal) as silent:
        await say(measured, wanted, AANBIEDER, "partlyAchieved")
    assert [fault["code"] for fault in silent.value.problem["errors"]] == ["motive-missing"]
    await say(measured, wanted, AANBIEDER, "partlyAchieved", motive="Samen teruggekeken: het lukt met hulp.")
    resolved = await reader.client_result(one.id)
    assert (resolved.state, resolved.verdict) == (ClientResultState.RESOLVED, "partlyAchieved")
    assert [fact.verdict for fact in await facts(measured)] == ["notJudgeable", "partlyAchieved"]
    assert len(await reader.result_opinions(desired_result_id=wanted.id)) == 3


@pytest.mark.rule("R-O25")
@pytest.mark.rule("E-22")
async def test_who_moved_house_is_no_result_of_the_provider(measured: Measured) -> None:
    """Outside influence by one of them, or nobody knows: not attributable; the kind is named, and only then."""
    contract = await under(measured, B)
    for number, influence, kind in ((1, "outsideInfluence", "movedHouse"), (2, "unknown", None)):
        wanted = await want(measured, contract, number)
        await say(measured, wanted, AANBIEDER)
        await say(measured, wanted, GEMEENTE, influence=influence, outside_influence=kind)
        [one] = await measured.client().client_results(desired_result_id=wanted.id)
        assert (one.attributable, one.influence, one.verdict) == (False, influence, "achieved")
    assert len(await measured.client().client_results(attributable=False)) == 2
    body = said(wanted, GEMEENTE).model_dump(mode="json", by_alias=True, exclude_none=True)
    for changes in ({"influence": "outsideInfluence"}, {"outsideInfluence": "movedHouse"}):
        wrong = await measured.post("/result-opinions", body | changes)
        assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (400, "outside-influence-kind")
    assert body["influence"] == Influence.PROVIDERS_EFFORT


@pytest.mark.rule("R-O24")
async def test_a_result_is_judged_by_its_term(measured: Measured) -> None:
    """Before it only achieved; after it the work list shows it; changed it has another term; withdrawn nobody judges it."""
    wanted = await want(measured, await under(measured, A))
    with pytest.raises(Refusal) as early:
        await say(measured, wanted, GEMEENTE, "notAchieved", evaluated_on=D(2026, 4, 30))
    assert [fault["code"] for fault in early.value.problem["errors"]] == ["term-not-passed"]
    reader = measured.client()
    [task] = await reader.client_result_tasks(wanted.contract_id)
    assert (task.kind, task.term, task.desired_result_id) == (ResultTaskKind.TERM_PASSED, TERM, wanted.id)
    later = wanted.model_copy(update={"version": 2, "term": D(2026, 9, 1)})
    await measured.tell("access", "desired-result-changed", later)
    await measured.tell("access", "desired-result-set", wanted)
    assert await reader.client_result_tasks() == []
    gone = later.model_copy(update={"version": 3, "state": DesiredResultState.WITHDRAWN})
    await measured.tell("access", "desired-result-withdrawn", gone)
    with pytest.raises(Refusal) as refused:
        await say(measured, wanted, GEMEENTE)
    assert [fault["code"] for fault in refused.value.problem["errors"]] == ["result-withdrawn"]


@pytest.mark.rule("D-42")
@pytest.mark.rule("F-08")
async def test_what_became_of_the_results_of_a_contract(measured: Measured) -> None:
    """Whole for the parties: two achieved, one open, one not attributable; for the researcher nothing of so few."""
    contract = await under(measured, A)
    for number, influence in ((1, "providersEffort"), (2, "unknown"), (3, None)):
        wanted = await want(measured, contract, number)
        if influence is not None:
            await say(measured, wanted, GEMEENTE, influence=influence)
    period = (D(2026, 1, 1), D(2026, 12, 31))
    for reader in (measured.client(), measured.client(measured.lead)):
        found = await reader.client_result_counts(contract.id, *period)
        assert (found.due, found.judged, found.open, found.disputed) == (3, 2, 1, 0)
        assert (found.not_attributable, found.not_attributable_basis_points) == (1, 5000)
        assert {one.verdict: one.count for one in found.verdicts}["achieved"] == 2
    assert (
        await measured.client().client_result_counts(contract.id, D(2027, 1, 1), D(2027, 12, 31))
    ).due == 0


@pytest.mark.rule("F-38")
async def test_an_erasure_takes_motives_and_leaves_verdicts(measured: Measured) -> None:
    """Of an erased citizen nobody reads why any more; the verdict that money rests on stays."""
    wanted = await want(measured, await under(measured, A))
    given = await say(
        measured, wanted, GEMEENTE, motive="Het wassen lukt zelfstandig.", external_reference="dossier-b"
    )
    assert given.motive == "Het wassen lukt zelfstandig."
    erasure = access.Erasure(
        id=new_id(), version=1, owner=measured.tenant.owner, citizen_id=wanted.citizen_id,
        ground=ErasureGround.WRONG_PERSON, erased_on=D(2026, 8, 1), erased_by="j.jansen", destruction_list_id=None,
    )  # fmt: skip
    await measured.tell("access", "citizen-erased", erasure)
    left = await measured.client().result_opinion(given.id)
    assert (left.motive, left.external_reference, left.verdict) == (None, None, "achieved")
