"""What happens to a purchaser's limits at once, and what is told of it."""

from __future__ import annotations

import asyncio
from collections import Counter

from tests.services.outcomes.conftest import Measured


async def test_limits_are_set_once_whoever_comes_first(measured: Measured) -> None:
    """Of ten on version 1 one wins; the same again is no change; one fact tells of it, to the purchaser alone."""
    asked = (
        measured.tenant.ask(
            "outcomes",
            "PUT",
            "/indicator-policy",
            json={"mostIndicators": 20 + number},
            headers={"If-Match": '"1"'},
        )
        for number in range(10)
    )
    answers = await asyncio.gather(*asked)
    assert Counter(one.status_code for one in answers) == {200: 1, 412: 9}
    (won,) = [one.json() for one in answers if one.status_code == 200]
    again = await measured.tenant.ask(
        "outcomes", "PUT", "/indicator-policy", json=won["limits"], headers={"If-Match": '"2"'}
    )
    assert again.json() == won and won["version"] == 2
    facts = (await measured.get("/events?limit=100")).json()["events"]
    told = [one for one in facts if ".indicator-policy-set." in one["type"]]
    assert [one["data"]["limits"]["mostIndicators"] for one in told] == [won["limits"]["mostIndicators"]]
    seen = (await measured.get("/events?limit=100", oin=measured.lead)).json()["events"]
    assert not any(".indicator-policy-set." in one["type"] for one in seen)
