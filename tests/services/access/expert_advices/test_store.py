"""Advice in the database, as decisions ask for it and as it is counted."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.expert_advices import rules, store
from services.access.expert_advices.rules import Adviser, Counted, Drafted
from shared.values import new_id
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier


@pytest.mark.rule("N-134")
async def test_advice_is_kept_with_its_decision(agreed: Any) -> None:
    """Listed by decision for the municipality alone; counted by day; a ratification names who ratifies."""
    decision = await agreed.decided()
    drafted = Drafted(
        decision.id, decision.owner, decision.request_id, decision.citizen_id, decision.law, decision.provider, False,
        "draft", frozenset(),
    )  # fmt: skip
    made, _ = rules.advise(
        drafted, AdviceKind.ADVICE, [Adviser("A. de Wit", decision.provider)], advised_on=agreed.tenant.today,
        opinion=AdviceOpinion.POSITIVE, ratifier=None, recorded_by="k.visser", note=None, external_reference=None,
        today=agreed.tenant.today,
    )  # fmt: skip
    ratified = replace(
        made, id=new_id(), kind=AdviceKind.RATIFICATION, ratifier=Ratifier.MUNICIPAL_DESK, independence_warning=False
    )  # fmt: skip
    async with agreed.connection() as connection:
        for one in (made, ratified):
            await store.REGISTER.add(connection, one, "test")
        assert await store.list_advices(connection, decision.owner, decision.id) == [made, ratified]
        days = (agreed.tenant.today, agreed.tenant.today)
        assert await store.count_advices(connection, *days) == Counted(1, 1, 0, 1)
        assert await store.count_advices(connection, date(2026, 1, 1), date(2026, 1, 2)) == Counted(
            0, 0, 0, 0
        )
    async with agreed.connection(decision.provider) as connection:
        assert await store.list_advices(connection, decision.owner, decision.id) == []
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await store.REGISTER.add(connection, replace(ratified, id=new_id(), ratifier=None), "test")
