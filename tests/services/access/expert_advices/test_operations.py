"""Advice that arrives twice in one moment under one reference is one."""

import asyncio
from typing import Any

import pytest

from shared.schemas.access import NewAdviser, NewExpertAdvice
from shared.values.reviewing import AdviceKind, AdviceOpinion
from tests.services.access.care_starts.test_rest import refusal


@pytest.mark.rule("R-A21")
async def test_a_reference_means_one_advice(agreed: Any) -> None:
    """Sent twice at once it is there once; another opinion under it is refused; a loader finds it by its decision."""
    client = agreed.client()
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    new = NewExpertAdvice(
        decision_id=draft.id, kind=AdviceKind.ADVICE, advisers=[NewAdviser(expert="A. de Wit")],
        advised_on=agreed.tenant.today, opinion=AdviceOpinion.CONDITIONAL,
    )  # fmt: skip
    both = await asyncio.gather(*(client.put_expert_advice("advies/9", new) for _ in range(2)))
    assert both[0] == both[1]
    assert await client.list_expert_advices(requestId=str(request.id)) == [both[0]]
    other = new.model_copy(update={"opinion": AdviceOpinion.NEGATIVE})
    assert (await refusal(client.put_expert_advice("advies/9", other))).code == "external-reference-used"
