"""Transfers of powers in the graph: made, found by both ends, withdrawn on the version that was read."""

from __future__ import annotations

from datetime import date

import pytest

from shared.values.terms import ActorKind
from tests.services.contracts import given
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

TRANSFER = "mutation ($new: NewPowerTransfer!) { transferPowers(new: $new) { id version laws validUntil } }"
WITHDRAW = """mutation ($id: UUID!, $until: Date!, $v: Int) {
  withdrawPowerTransfer(id: $id, validUntil: $until, version: $v) { version validUntil }
}"""
READ = "query ($id: UUID!) { powerTransfer(id: $id) { holder laws municipalityCode } }"
LIST = '{ powerTransfers(municipalityCode: "0484") { nodes { id } } }'


@pytest.mark.rule("R-C51")
async def test_a_transfer_is_made_found_and_withdrawn_once_per_key(tenant: Tenant, house: House) -> None:
    """Found by its id and by municipality, by both ends; the same keys give the same answers."""
    region = await new_tenant(house, date(2026, 1, 1), providers=1, role=ActorKind.REGION)
    new = {
        "holder": region.owner,
        "municipalityCode": "0484",
        "laws": ["jeugdwet"],
        "validFrom": "2026-01-01",
    }
    made = await given.graph(tenant, TRANSFER, key="t", new=new)
    assert await given.graph(tenant, TRANSFER, key="t", new=new) == made
    id_ = made["data"]["transferPowers"]["id"]
    for who in (tenant, region):
        found = await given.graph(who, READ, id=id_)
        assert found["data"]["powerTransfer"] == {
            "holder": region.owner, "laws": ["jeugdwet"], "municipalityCode": "0484",
        }  # fmt: skip
        assert (await given.graph(who, LIST))["data"]["powerTransfers"]["nodes"] == [{"id": id_}]
    denied = await given.refusal(region, WITHDRAW, id=id_, until="2026-03-31")
    assert denied["code"] == "purchaser-only"
    gone = await given.graph(tenant, WITHDRAW, key="w", id=id_, until="2026-03-31", v=1)
    assert gone["data"] == {"withdrawPowerTransfer": {"version": 2, "validUntil": "2026-03-31"}}
    assert await given.graph(tenant, WITHDRAW, key="w", id=id_, until="2026-03-31", v=1) == gone


@pytest.mark.rule("R-C51")
async def test_what_the_schema_or_a_rule_refuses_is_told_as_over_rest(tenant: Tenant) -> None:
    """A law twice is wrong input, a longer transfer R-C51, an old version 412; a provider has nothing here."""
    new = {
        "holder": tenant.auditor,
        "municipalityCode": "0484",
        "laws": ["jeugdwet"],
        "validFrom": "2026-01-01",
    }
    wrong = await given.refusal(tenant, TRANSFER, new={**new, "laws": ["jeugdwet", "jeugdwet"]})
    assert wrong["code"] == "request-invalid"
    made = (await given.graph(tenant, TRANSFER, new={**new, "validUntil": "2026-12-31"}))["data"][
        "transferPowers"
    ]
    longer = await given.refusal(tenant, WITHDRAW, id=made["id"], until="2027-01-01")
    assert (longer["code"], longer["rule"]) == ("power-transfer-withdrawal-refused", "R-C51")
    outdated = await given.refusal(tenant, WITHDRAW, id=made["id"], until="2026-03-31", v=2)
    assert (outdated["code"], outdated["status"]) == ("if-match-outdated", 412)
    denied = await given.refusal(tenant, READ, oin=tenant.providers[0], id=made["id"])
    assert (denied["code"], denied["status"]) == ("purchaser-only", 403)
