"""Advice of experts over HTTP: on a draft, with its warning; ratified by a third; counted (R-A20 … R-A22)."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewAdviser, NewExpertAdvice
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier
from tests.services.access.care_starts.test_rest import codes, refusal

APRIL = (date(2026, 4, 1), date(2026, 4, 30))


@pytest.mark.rule("R-A20")
@pytest.mark.rule("R-A21")
@pytest.mark.rule("R-A22")
@pytest.mark.rule("E-34")
@pytest.mark.rule("F-28")
async def test_experts_advise_on_a_draft_and_a_third_ratifies(agreed: Any) -> None:
    """Expert of X on a draft for X gives the warning; X and Y advise together; the drafter does not ratify, another does."""
    client, other = agreed.client(), agreed.client(end_user="k.visser")
    x, y = agreed.tenant.providers[:2]
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    new = NewExpertAdvice(
        decision_id=draft.id, kind=AdviceKind.ADVICE, advisers=[NewAdviser(expert="A. de Wit", employer=x)],
        advised_on=agreed.tenant.today, opinion=AdviceOpinion.POSITIVE, note="Kent het gezin.",
    )  # fmt: skip
    warned = await client.put_expert_advice("advies/1", new)
    assert (warned.independence_warning, warned.chosen_provider, warned.citizen_id) == (
        True, x, draft.citizen_id,
    )  # fmt: skip
    assert await client.put_expert_advice("advies/1", new) == warned
    same = new.model_copy(update={"kind": AdviceKind.JOINT_ADVICE})
    assert codes(await refusal(client.register_expert_advice(same))) == ["same-provider"]
    both = [*new.advisers, NewAdviser(expert="B. Groen", employer=y)]
    joint = await client.register_expert_advice(same.model_copy(update={"advisers": both}))
    assert [one.employer for one in joint.advisers] == [x, y]
    third = new.model_copy(
        update={
            "kind": AdviceKind.RATIFICATION,
            "ratifier": Ratifier.MUNICIPAL_DESK,
            "advisers": [NewAdviser(expert="k.visser")],
        }
    )
    assert codes(await refusal(client.register_expert_advice(third))) == ["same-person"]
    ratified = await other.register_expert_advice(third)
    assert (ratified.recorded_by, ratified.independence_warning) == ("k.visser", False)
    counts = await client.advice_counts(*APRIL)
    assert (counts.advices, counts.warnings, counts.rate_basis_points, counts.joint, counts.ratifications) == (
        2, 2, 10_000, 1, 1,
    )  # fmt: skip
    assert len(await client.list_expert_advices(decisionId=str(draft.id), independenceWarning=True)) == 2
    assert (await client.get_expert_advice(joint.id)) == joint
    assert [step.rule for step in (await client.explain_expert_advice(joint.id)).steps] == [
        "R-A21", "R-A22", "R-A21",
    ]  # fmt: skip
    await client.finalise_decision(draft.id)
    assert codes(await refusal(client.register_expert_advice(new))) == ["decision-final"]
    facts = await agreed.facts("expert-advised", "decision-ratified")
    assert [fact.data["kind"] for fact in facts] == ["advice", "jointAdvice", "ratification"]
    assert not any(word in str([fact.data for fact in facts]) for word in ("gezin", "Wit", "visser"))
    provider = agreed.client(x)
    assert (await refusal(provider.get_expert_advice(warned.id))).status == 403


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_is_ratified_afterwards(agreed: Any) -> None:
    """What was decided at once because it is acute can still be judged by a third."""
    decision = await agreed.acute()
    new = NewExpertAdvice(
        decision_id=decision.id, kind=AdviceKind.RATIFICATION, ratifier=Ratifier.INDEPENDENT_EXPERT,
        advisers=[NewAdviser(expert="k.visser")], advised_on=agreed.tenant.today, opinion=AdviceOpinion.NEGATIVE,
    )  # fmt: skip
    made = await agreed.client(end_user="k.visser").register_expert_advice(new)
    assert made.opinion is AdviceOpinion.NEGATIVE
