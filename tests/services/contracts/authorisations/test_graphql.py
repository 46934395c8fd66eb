"""Authorisations in the graph: given, found by both ends, taken back on the version that was read."""

from __future__ import annotations

from shared.values.terms import ActorKind
from tests.services.contracts import given
from tests.services.contracts.authorisations.test_rest import READS
from tests.support.tenants import Tenant

GRANT = """mutation ($new: NewAuthorisation!) {
  grantAuthorisation(new: $new) { id version role principalRole scopes withdrawnOn takeSnapshot }
}"""
WITHDRAW = """mutation ($id: UUID!, $v: Int) {
  withdrawAuthorisation(id: $id, version: $v) { version withdrawnOn takeSnapshot }
}"""
READ = "query ($id: UUID!) { authorisation(id: $id) { holder scopes withdrawnOn } }"


async def test_an_authorisation_is_given_found_and_withdrawn_once_per_key(tenant: Tenant) -> None:
    """Found by its id and by role, by both ends; the same keys give the same answers and no third version."""
    vendor = await tenant.actor(ActorKind.VENDOR)
    new = {"holder": vendor, "role": "vendor", "scopes": READS, "validFrom": "2026-01-01"}
    made = await given.graph(tenant, GRANT, key="g", new=new)
    assert await given.graph(tenant, GRANT, key="g", new=new) == made
    told = made["data"]["grantAuthorisation"]
    assert (told["role"], told["principalRole"], told["scopes"]) == ("vendor", "purchaser", READS)
    for oin in (None, vendor):
        found = await given.graph(tenant, READ, oin=oin, id=told["id"])
        assert found["data"]["authorisation"] == {"holder": vendor, "scopes": READS, "withdrawnOn": None}
        listed = await given.graph(tenant, "{ authorisations(role: vendor) { nodes { id } } }", oin=oin)
        assert [one["id"] for one in listed["data"]["authorisations"]["nodes"]] == [told["id"]]
    gone = await given.graph(tenant, WITHDRAW, key="w", id=told["id"], v=1)
    assert gone["data"]["withdrawAuthorisation"] == {
        "version": 2, "withdrawnOn": "2026-01-01", "takeSnapshot": False,
    }  # fmt: skip
    assert await given.graph(tenant, WITHDRAW, key="w", id=told["id"], v=1) == gone


async def test_what_the_schema_or_a_rule_refuses_is_told_as_over_rest(tenant: Tenant) -> None:
    """An unknown scope is wrong input at its place; a role that may not act is refused with its code."""
    vendor = await tenant.actor(ActorKind.VENDOR)
    new = {"holder": vendor, "role": "vendor", "scopes": READS, "validFrom": "2026-01-01"}
    wrong = await given.refusal(tenant, GRANT, new={**new, "scopes": ["contracts:own"]})
    assert (wrong["code"], [one["location"] for one in wrong["errors"]]) == (
        "request-invalid",
        ["#/scopes/0"],
    )
    early = await given.refusal(tenant, GRANT, new={**new, "validFrom": "2025-12-31"})
    assert (early["code"], early["status"]) == ("authorisation-refused", 409)
    denied = await given.refusal(tenant, GRANT, oin=vendor, new=new)
    assert (denied["code"], denied["status"]) == ("role-not-allowed", 403)
    made = (await given.graph(tenant, GRANT, new=new))["data"]["grantAuthorisation"]
    outdated = await given.refusal(tenant, WITHDRAW, id=made["id"], v=2)
    assert (outdated["code"], outdated["status"]) == ("if-match-outdated", 412)
    hidden = await given.refusal(tenant, READ, oin=tenant.providers[0], id=made["id"])
    assert hidden["code"] == "authorisation-not-found"
