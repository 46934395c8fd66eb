"""What a decision leaves behind, and what a refused one does."""

import asyncio
from typing import Any

import pytest

from shared.clients.base import Refusal


async def test_a_decision_leaves_one_row_without_its_motivation(agreed: Any) -> None:
    """Request and decision change in one transaction with one fact, which says why but not the personal grounds."""
    request = await agreed.report()
    made = await agreed.client().take_decision(
        request.id, agreed.new_decision(motivation="Zeer vertrouwelijk.")
    )
    rows = (await agreed.logged())[1:]
    assert [(row["what"], row["subject"], row["version"]) for row in rows] == [("decision-taken", made.id, 1)]
    assert rows[0]["parties"] == [agreed.tenant.providers[0]]
    told = [step["rule"] for step in rows[0]["derivation"]]
    assert (told[:4], told[-1]) == (["R-A27", "R-A03", "R-A06", "R-A19"], "R-A29")
    assert {"R-A31", "R-A45", "R-A07"} <= set(told)
    assert "vertrouwelijk" not in str(dict(rows[0]))


@pytest.mark.rule("R-A03")
async def test_deciding_without_a_mandate_is_noted(agreed: Any) -> None:
    """The attempt stands in the security log with rule and person."""
    request = await agreed.report()
    await agreed.post(f"/requests/{request.id}/decisions", agreed.new_decision(), end_user="a.ander")
    [row] = await agreed.logged("security_log")
    assert (row["code"], row["rule"], row["end_user"]) == ("mandate-missing", "R-A03", "a.ander")


async def test_of_two_decisions_at_once_one_is_taken(agreed: Any) -> None:
    """Two consultants decide on the same request in the same moment: one allocation, one refusal."""
    request, client = await agreed.report(), agreed.client()
    made = await asyncio.gather(
        *(client.take_decision(request.id, agreed.new_decision()) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["Decision", "Refusal"]
    refused = next(one for one in made if isinstance(one, Refusal))
    assert refused.code == "request-not-open"
    assert len(await client.list_decisions()) == 1
