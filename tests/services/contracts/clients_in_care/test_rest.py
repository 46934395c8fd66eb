"""Clients in care counted over HTTP, from what access decided and referred (R-X12)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.contracts import caring
from tests.services.contracts.conftest import Ready
from tests.support.tenants import new_tenant


async def count(ready: Ready, query: str = "", oin: str | None = None) -> list[dict[str, Any]]:
    """The counts of every contract that an organisation may see."""
    answer = await ready.ask("GET", f"/clients-in-care?{query}", oin=oin)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.rule("R-X12")
async def test_decisions_and_accepted_referrals_are_counted_by_product(ready: Ready) -> None:
    """Three of one product and two of another until June, one referral accepted and one not: six in care, one general."""
    contract = await caring.contract_of_a_year(ready)
    await caring.consultant(ready)
    await caring.decide(ready, contract, 3)
    await caring.decide(ready, contract, 2, "kort", productCode="02A04", endDate="2026-06-30")
    await caring.refer(ready, contract, 1)
    await caring.refer(ready, contract, 1, accepted=False)
    (found,) = await count(ready, f"contractId={contract.id}")
    assert (found["contractNumber"], found["clients"], found["suppressed"]) == ("ALP-2026-01", 6, False)
    assert [(one["provisionType"], one["productCode"], one["clients"]) for one in found["counts"]] == [
        ("general", None, 1), ("tailorMade", "02A03", 3), ("tailorMade", "02A04", 2),
    ]  # fmt: skip
    assert (found["startedGeneral"], found["startedTailorMade"], found["generalShareBasisPoints"]) == (
        1,
        5,
        1_666,
    )
    (later,) = await count(ready, f"populationId={contract.population_id}&on=2026-07-01")
    assert (later["clients"], later["startedTailorMade"], later["generalShareBasisPoints"]) == (4, 0, None)
    (year,) = await count(ready, "on=2026-06-30&until=2026-12-31")
    assert (year["clients"], year["on"], year["until"]) == (6, "2026-06-30", "2026-12-31")
    (after,) = await count(ready, "on=2027-01-01")
    assert after["clients"] == 0, "nobody is in care under a contract that is over"


async def test_days_are_refused_that_run_back_or_are_none(ready: Ready) -> None:
    """An until before on, a day that is none, a contract of another: each with its own answer."""
    back = await ready.ask("GET", "/clients-in-care?on=2026-02-01&until=2026-01-31")
    assert (back.status_code, back.json()["code"]) == (400, "care-period-reversed")
    assert back.json()["errors"][0]["in"] == "query"
    assert (await ready.ask("GET", "/clients-in-care?on=9999-12-31")).status_code == 400
    contract = await caring.contract_of_a_year(ready)
    stranger = await new_tenant(ready.tenant.house, ready.tenant.today, providers=1)
    unseen = await stranger.ask("contracts", "GET", f"/clients-in-care?contractId={contract.id}")
    assert (unseen.status_code, unseen.json()["code"]) == (404, "contract-not-found")
    assert (await stranger.ask("contracts", "GET", "/clients-in-care")).json()["items"] == []
