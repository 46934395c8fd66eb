"""Mandates in the graph: the municipality's own, withdrawn on the version that was read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.mandates.test_rest import MANDATE
from tests.support.tenants import Tenant

REGISTER = "mutation ($new: NewMandate!) { registerMandate(new: $new) { id version law validUntil } }"
WITHDRAW = """mutation ($id: UUID!, $until: Date!, $v: Int) {
  withdrawMandate(id: $id, validUntil: $until, version: $v) { version validUntil }
}"""
READ = "query ($id: UUID!) { mandate(id: $id) { holder validUntil } }"


@pytest.mark.rule("R-A03")
async def test_a_mandate_is_registered_found_and_withdrawn_once_per_key(tenant: Tenant) -> None:
    """Found by its id and by law; the same keys give the same answers and no third version."""
    made = await given.graph(tenant, REGISTER, key="r", new=MANDATE)
    assert await given.graph(tenant, REGISTER, key="r", new=MANDATE) == made
    id_ = made["data"]["registerMandate"]["id"]
    gone = await given.graph(tenant, WITHDRAW, key="w", id=id_, until="2026-03-31", v=1)
    assert gone["data"] == {"withdrawMandate": {"version": 2, "validUntil": "2026-03-31"}}
    assert await given.graph(tenant, WITHDRAW, key="w", id=id_, until="2026-03-31", v=1) == gone
    assert (await given.graph(tenant, READ, id=id_))["data"] == {
        "mandate": {"holder": "k.consulent", "validUntil": "2026-03-31"}
    }
    for law, holders in (("wmo2015", ["k.consulent"]), ("jeugdwet", [])):
        listed = await given.graph(tenant, f"{{ mandates(law: {law}) {{ nodes {{ holder }} }} }}")
        assert [one["holder"] for one in listed["data"]["mandates"]["nodes"]] == holders


@pytest.mark.rule("R-A03")
async def test_a_withdrawal_is_refused_with_its_rule_and_on_an_old_version(tenant: Tenant) -> None:
    """A longer mandate is R-A03, another version than the newest 412, a period that runs backward wrong input."""
    made = (await given.graph(tenant, REGISTER, new=MANDATE))["data"]["registerMandate"]
    longer = await given.refusal(tenant, WITHDRAW, id=made["id"], until="2027-01-01")
    assert (longer["code"], longer["rule"]) == ("mandate-withdrawal-refused", "R-A03")
    outdated = await given.refusal(tenant, WITHDRAW, id=made["id"], until="2026-03-31", v=2)
    assert (outdated["code"], outdated["status"]) == ("if-match-outdated", 412)
    wrong = await given.refusal(tenant, REGISTER, new={**MANDATE, "validUntil": "2025-12-31"})
    assert (wrong["code"], [one["location"] for one in wrong["errors"]]) == ("request-invalid", ["#"])


async def test_the_mandate_of_another_is_not_in_the_graph(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Neither for another municipality nor for a provider, whose role withdraws no mandate at all."""
    made = (await given.graph(tenant, REGISTER, new=MANDATE))["data"]["registerMandate"]
    other = await tenant_on(tenant.today)
    for who, oin, denied in (
        (other, None, "mandate-not-found"),
        (tenant, tenant.providers[0], "purchaser-only"),
    ):
        for asked in (READ, WITHDRAW):
            more = {"until": "2026-03-31"} if asked is WITHDRAW else {}
            told = await given.refusal(who, asked, oin=oin, id=made["id"], **more)
            assert told["code"] == (denied if asked is WITHDRAW else "mandate-not-found")
        listed = await given.graph(who, "{ mandates { nodes { holder } } }", oin=oin)
        assert listed["data"]["mandates"]["nodes"] == []
