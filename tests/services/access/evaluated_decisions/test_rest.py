"""The work list of evaluated decisions over HTTP: a signal once every result was judged, never an end by itself."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.schemas.access import DesiredResult, DesiredResultWithdrawal
from shared.schemas.outcomes import ClientResult
from shared.values import new_id
from shared.values.arrangements import Evaluator
from shared.values.care_courses import (
    ClientVerdict,
    DecisionSignal,
    DesiredResultState,
    ResultWithdrawalReason,
)
from shared.values.client_results import ClientResultState
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.desired_results.test_rest import washing

JUDGED = date(2026, 4, 20)


def judged(
    result: DesiredResult,
    verdict: ClientVerdict = ClientVerdict.ACHIEVED,
    *,
    version: int = 1,
    state: ClientResultState = ClientResultState.AGREED,
    client_result_id: UUID | None = None,
) -> ClientResult:
    """What outcomes tells once the evaluators judged."""
    return ClientResult(
        id=client_result_id or new_id(), version=version, owner=result.owner, desired_result_id=result.id,
        citizen_id=result.citizen_id,
        contract_id=result.contract_id, provider=result.provider, law=result.law,
        allocation_number=result.allocation_number, referral_id=None, domain=result.domain, term=result.term,
        state=state, verdict=verdict, demanded=[Evaluator.MUNICIPALITY], evaluators=[Evaluator.MUNICIPALITY],
        opinions=[], evaluated_on=JUDGED, influence=None, attributable=None, linked_share_basis_points=None,
        parties=[],
    )  # fmt: skip


@pytest.mark.rule("R-X08")
@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A34")
async def test_a_decision_whose_results_were_all_judged_asks_for_attention(agreed: Any) -> None:
    """Not while one is open; all achieved: its end is to be decided; the decision itself stays as it is, and says so."""
    decision = await agreed.decided()
    client = agreed.client()
    one, two, three = [await client.register_desired_result(washing(decision.id)) for _ in range(3)]
    told = judged(one)
    await agreed.hear("client-result-evaluated", told)
    seen = await client.get_desired_result(one.id)
    assert seen.evaluation is not None and seen.state is DesiredResultState.EVALUATED
    assert (seen.evaluation.verdict, seen.evaluation.evaluated_on, seen.evaluation.client_result_id) == (
        ClientVerdict.ACHIEVED, JUDGED, told.id,
    )  # fmt: skip
    assert await client.list_evaluated_decisions() == []
    assert (await refusal(client.get_evaluated_decision(decision.id))).code == "evaluated-decision-not-found"
    await client.withdraw_desired_result(
        two.id, DesiredResultWithdrawal(reason=ResultWithdrawalReason.REPLACED)
    )
    await agreed.hear("client-result-evaluated", judged(three))
    (listed,) = await client.list_evaluated_decisions(contractId=str(agreed.contract.id))
    assert listed == await client.get_evaluated_decision(decision.id)
    assert (listed.id, listed.results, listed.achieved, listed.signal) == (
        decision.id, 2, 2, DecisionSignal.END_TO_DECIDE,
    )  # fmt: skip
    assert await client.get_decision(decision.id) == decision, "a signal, never an end by itself"
    facts = await agreed.facts("desired-result-evaluated")
    assert [fact.data["evaluation"]["verdict"] for fact in facts] == ["achieved", "achieved"]
    assert (await client.explain_desired_result(one.id)).steps[-1].rule == "R-X08"
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.list_evaluated_decisions())).status == 403
    assert (await provider.get_desired_result(one.id)).evaluation == seen.evaluation


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-X08")
async def test_anything_less_asks_for_a_test_before_an_extension(agreed: Any) -> None:
    """Partly achieved; evaluators who disagree leave the result open; a later judgement takes its place, an older one does not."""
    decision = await agreed.decided()
    client = agreed.client()
    result = await client.register_desired_result(washing(decision.id))
    disputed = judged(result, ClientVerdict.NOT_JUDGEABLE, state=ClientResultState.DISPUTED)
    await agreed.hear("client-result-evaluated", disputed)
    seen = await client.get_desired_result(result.id)
    assert seen.evaluation is not None and seen.evaluation.disputed and seen.state is DesiredResultState.SET
    assert await client.list_evaluated_decisions() == []
    settled = judged(result, ClientVerdict.PARTLY_ACHIEVED, version=2, client_result_id=disputed.id)
    await agreed.hear("client-result-evaluated", settled)
    await agreed.hear("client-result-evaluated", disputed)
    (listed,) = await client.list_evaluated_decisions()
    assert (listed.partly_achieved, listed.signal) == (1, DecisionSignal.EXTENSION_TO_TEST)
    assert (await client.get_desired_result(result.id)).version == 3
