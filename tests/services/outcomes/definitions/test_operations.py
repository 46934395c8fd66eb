"""What happens to definitions at once, and what is told of it."""

from __future__ import annotations

import asyncio
from collections import Counter

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.definitions.bodies import HIP


async def test_at_once_one_definition_is_made_with_one_fact(measured: Measured) -> None:
    """Ten at once under one reference make one; ten imports at once define each indicator once; facts keep names to themselves."""
    body = {"code": "hip-fracture", "externalReference": "r-1", **HIP}
    answers = await asyncio.gather(
        *(measured.post("/indicator-definitions", body, key=f"k{number}") for number in range(10))
    )
    assert Counter(one.status_code for one in answers) == {200: 9, 201: 1}
    (first,) = [f"k{number}" for number, one in enumerate(answers) if one.status_code == 201]
    made = answers[0].json()
    again = await measured.post("/indicator-definitions", body, key=first)
    assert again.json() == made and again.status_code == 201
    agreed = await measured.post(
        f"/indicator-definitions/{made['id']}/agreements", {"number": 1, "note": "Ja"}
    )
    twice = await measured.post(f"/indicator-definitions/{made['id']}/agreements", {"number": 1})
    assert twice.json() == agreed.json()
    assert (await measured.post("/indicator-definitions", body, key=first)).json() == made, (
        "as it was answered"
    )
    taken = await asyncio.gather(
        *(measured.post("/indicator-libraries/emmen/import", {"validFrom": "2026-01-01"}) for _ in range(10))
    )
    outcomes = Counter(item["outcome"] for one in taken for item in one.json()["items"])
    assert outcomes == {"new": 2, "unchanged": 18}
    facts = (await measured.get("/events?limit=100")).json()["events"]
    told = [one for one in facts if ".indicator-definition-" in one["type"]]
    assert [one["type"].split(".")[-2] for one in told] == [
        "indicator-definition-registered", "indicator-definition-agreed",
    ]  # fmt: skip
    (agreement,) = told[1]["data"]["versions"][0]["agreements"]
    assert set(agreement) == {"side", "organisation", "agreedOn"}
    assert not {"meaning", "numerator", "denominator", "locator"} & set(told[0]["data"]["versions"][0])
    imported = [one for one in facts if ".indicator-library-imported." in one["type"]]
    assert len(imported) == 10
