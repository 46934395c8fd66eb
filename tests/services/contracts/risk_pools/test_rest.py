"""Risk pools over HTTP: read by every member, refused where the variant asks for other data, and the risk policy (R-C59, R-S46)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewRiskPool, RiskPolicyAsked
from tests.services.contracts.conftest import Ready
from tests.services.contracts.given import facts, graph
from tests.services.contracts.plainly import check_rest
from tests.services.contracts.risk_pools.case import CASE
from tests.support.house import House
from tests.support.tenants import new_tenant


def pool(*members: str, **changes: Any) -> NewRiskPool:
    """That pool, of these municipalities."""
    listed = [
        {"oin": oin, "municipalityCode": f"{number:04}", "inhabitants": 50_000, "budgetCents": 100_000_000}
        for number, oin in enumerate(members, 484)
    ]
    return NewRiskPool.model_validate({**CASE.body, "members": listed, **changes})


async def test_a_pool_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its year, its variant and its reference; strangers find nothing and a provider registers none."""
    one = await check_rest(ready, CASE, house, "year=2026", "variant=solidarity")
    assert sum(each["inhabitants"] for each in one["members"]) == 160_000 and one["remarks"] == []


@pytest.mark.rule("R-C59")
async def test_every_member_reads_the_pool_and_none_but_its_owner_has_it(ready: Ready, house: House) -> None:
    """A member municipality finds it by id and in its list, and hears of it in its feed; a provider is denied."""
    member = await new_tenant(house, ready.tenant.today, providers=1)
    made = await ready.client().register_risk_pool(pool(ready.tenant.owner, member.owner))
    theirs = member.client(ContractsClient)
    assert await theirs.risk_pool(made.id) == made
    assert await theirs.risk_pools(year=2026) == [made] == await ready.client().risk_pools()
    assert await theirs.risk_pools(year=2027) == []
    denied = await ready.ask("GET", f"/risk-pools/{made.id}", oin=ready.lead)
    assert denied.status_code == 403


@pytest.mark.rule("R-C59")
async def test_no_pool_and_no_provision_is_a_gap(ready: Ready, house: House) -> None:
    """Pooled by another municipality, provided for, or neither: only the last is a gap, and it is told."""
    host = await new_tenant(house, ready.tenant.today, providers=1)
    made = await host.client(ContractsClient).register_risk_pool(pool(host.owner, ready.tenant.owner))
    await ready.client().confirm_risk_pool(made.id)
    asked = RiskPolicyAsked.model_validate(
        {
            "year": 2026,
            "risks": [
                {"careType": "youth-care-plus", "provisionCents": 0},
                {"careType": "sheltered-living", "provisionCents": 5_000_000},
                {"careType": "foster-care", "provisionCents": 0},
            ],
        }
    )
    told = await ready.client().assess_risk_policy(asked)
    assert not told.compliant
    assert [(one.care_type, one.standing, one.pool_id) for one in told.lines] == [
        ("youth-care-plus", "pooled", made.id),
        ("sheltered-living", "provision", None),
        ("foster-care", "gap", None),
    ]
    assert [(one.rule, one.part) for one in told.remarks] == [("R-C59", "foster-care")]
    next_year = asked.model_copy(update={"year": 2027})
    later = await ready.client().assess_risk_policy(next_year)
    assert later.lines[0].standing == "gap"


@pytest.mark.rule("R-C59")
async def test_nobody_is_pooled_by_the_word_of_another(ready: Ready, house: House) -> None:
    """Named as a member, its own contract lacks a risk policy still; once it confirmed, it has one, and both know it."""
    host = await new_tenant(house, ready.tenant.today, providers=1)
    made = await host.client(ContractsClient).register_risk_pool(pool(host.owner, ready.tenant.owner))
    assert [(one.oin, str(one.confirmed_on)) for one in made.confirmations] == [(host.owner, "2026-01-01")]
    contract = await ready.draft()
    client = ready.client()

    async def lacking() -> bool:
        """Whether the municipality's contract lacks a risk policy, or that cannot be said."""
        found = await client.findings(contract.id)
        return "no-risk-policy" in [
            *(one.code for one in found.findings),
            *(one.code for one in found.unassessed),
        ]

    asked = RiskPolicyAsked.model_validate(
        {"year": 2026, "risks": [{"careType": "youth-care-plus", "provisionCents": 0}]}
    )
    assert await lacking() and not (await client.assess_risk_policy(asked)).compliant
    confirmed = await client.confirm_risk_pool(made.id)
    assert (confirmed.version, [one.oin for one in confirmed.confirmations]) == (
        2,
        [host.owner, ready.tenant.owner],
    )
    assert await client.confirm_risk_pool(made.id) == confirmed
    assert not await lacking() and (await client.assess_risk_policy(asked)).compliant
    assert await host.client(ContractsClient).risk_pool(made.id) == confirmed
    why = (await client.risk_pool_derivation(made.id)).steps[0].sentence
    assert why.endswith("van 2 leden zijn er nu 2 bevestigd.")
    assert len(await facts(ready.tenant, "risk-pool-confirmed")) == 1


@pytest.mark.rule("R-C59")
async def test_only_a_member_confirms_for_itself(ready: Ready, house: House) -> None:
    """A stranger finds no pool, a provider may not, and an owner that does not name itself is no member."""
    member = await new_tenant(house, ready.tenant.today, providers=1)
    stranger = await new_tenant(house, ready.tenant.today, providers=1)
    made = await ready.client().register_risk_pool(pool(member.owner, "00000099000000000505"))
    path = f"/risk-pools/{made.id}/confirmations"
    assert made.confirmations == []
    assert (await stranger.ask("contracts", "POST", path)).status_code == 404
    assert (await ready.ask("POST", path, oin=ready.lead)).status_code == 403
    own = await ready.ask("POST", path)
    assert (own.status_code, own.json()["code"], own.json()["rule"]) == (
        403,
        "risk-pool-member-only",
        "R-C59",
    )
    query = "mutation($id: UUID!) { confirmRiskPool(id: $id) { version confirmations { oin } } }"
    told = await graph(member, query, key="confirm", id=str(made.id))
    assert told["data"]["confirmRiskPool"] == {"version": 2, "confirmations": [{"oin": member.owner}]}


@pytest.mark.rule("R-S46")
async def test_guidance_of_a_low_price_and_a_high_volume_does_not_fit_a_pool(ready: Ready) -> None:
    """It may be agreed, with a warning for the care type and for each precondition that is missing."""
    made = await ready.client().register_risk_pool(
        pool(
            "00000099000000000484", "00000099000000000505",
            careTypes=[{"code": "guidance", "price": "low", "volume": "high"}], preconditions={},
        )
    )  # fmt: skip
    assert [(one.rule, one.code, one.part) for one in made.remarks] == [
        ("R-S46", "care-type-not-fit", "guidance"),
        ("R-S46", "policy-not-uniform", None),
        ("R-S46", "trust-missing", None),
    ]
    assert (await ready.client().risk_pool_derivation(made.id)).steps[0].rule == "R-C59"


async def test_a_variant_takes_its_own_data_and_no_other(ready: Ready) -> None:
    """Under-use solidary without minimum, price and key: each is told at its place, with what it does not use."""
    body = {**CASE.body, "variant": "underUseSolidary", "fixedCents": 1}
    refused = await ready.ask("POST", "/risk-pools", json=body)
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C59")
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [
        ("#/spreadingKey", "key-unfit"),
        ("#/fixedCents", "unused"),
        ("#/minimumVolume", "missing"),
        ("#/unit", "missing"),
        ("#/unitPrice", "missing"),
    ]
