"""Scores of relations over HTTP: two scores in, an advice out, seen by the municipality alone (A-14.25)."""

from __future__ import annotations

import pytest

from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_rest, make
from tests.services.contracts.relation_scores.case import CASE
from tests.support.house import House


async def test_a_score_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its provider, its advice and its reference; strangers find nothing."""
    await check_rest(ready, CASE, house, "provider=00000099000000001001", "advice=jointDesign")


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({}, "jointDesign"),
        ({"providerScore": 3}, "municipalityPrescribes"),
        ({"municipalityScore": 2, "providerScore": 2}, "municipalityPrescribes"),
        ({"providerScore": 3, "specialised": True}, "providerDesigns"),
        ({"municipalityScore": 9, "providerScore": 2, "choiceOfProviders": False}, "providerDesigns"),
    ],
    ids=["both-high", "choice", "routine", "autism-or-epilepsy", "little-choice"],
)
async def test_the_advice_follows_from_the_scores(
    ready: Ready, changes: dict[str, object], advice: str
) -> None:
    """Joint design when both are high; prescribed where there is a choice; designed by a specialised provider where not."""
    made = await make(ready, CASE, **changes)
    assert made["advice"] == advice


async def test_the_provider_that_is_scored_sees_nothing_of_it(ready: Ready) -> None:
    """Neither the row nor a fact in its feed; a score outside one to ten is no score."""
    made = await make(ready, CASE, provider=ready.lead)
    denied = await ready.ask("GET", f"/relation-scores/{made['id']}", oin=ready.lead)
    assert denied.status_code == 403
    events = (await ready.ask("GET", "/events?limit=500", oin=ready.lead)).json()["events"]
    assert not [one for one in events if "relation-scored" in one["type"]]
    for score in (0, 11):
        wrong = await ready.ask("POST", "/relation-scores", json={**CASE.body, "providerScore": score})
        assert (wrong.status_code, wrong.json()["errors"][0]["location"]) == (400, "#/providerScore")
