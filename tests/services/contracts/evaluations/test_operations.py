"""What happens to evaluations at once, and again."""

from __future__ import annotations

import asyncio

import pytest

from tests.services.contracts import given
from tests.services.contracts.evaluations.test_rest import TenantOn, year_later


@pytest.mark.rule("R-C06")
async def test_of_ten_records_under_one_reference_one_is_made(tenant_on: TenantOn) -> None:
    """All are answered with the same evaluation; there is one fact."""
    ready, body = await year_later(tenant_on)
    answers = await asyncio.gather(
        *(ready.ask("PUT", "/evaluations/by-reference/toets/9", json=body) for _ in range(10))
    )
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await given.facts(ready.tenant, "evaluation-held")) == 1


@pytest.mark.rule("D-55")
async def test_an_amendment_of_another_contract_did_not_follow_from_it(tenant_on: TenantOn) -> None:
    """The amendment must be one of the contract that was evaluated: 404 else, and nothing is recorded."""
    ready, body = await year_later(tenant_on)
    other = await ready.active(number="ALP-2", municipalityCode="0485")
    norm = {
        "reason": "tightening",
        "motivation": "Hoger",
        "effectiveOn": "2026-07-01",
        "agreementChanges": [{"number": 9, "norm": "7.5"}],
    }
    made = (await ready.ask("POST", f"/contracts/{other.id}/amendments", json=norm)).json()
    refused = await ready.ask("POST", "/evaluations", json={**body, "amendmentId": made["id"]})
    assert (refused.status_code, refused.json()["code"]) == (404, "amendment-not-found")
    own = (await ready.ask("POST", f"/contracts/{body['contractId']}/amendments", json=norm)).json()
    told = await ready.ask("POST", "/evaluations", json={**body, "amendmentId": own["id"]})
    assert told.json()["amendmentId"] == own["id"]
