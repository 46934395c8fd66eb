"""Organisations in the graph: the same operation, the same schema, the same refusals."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from tests.services.contracts import given
from tests.services.contracts.organisations.test_rest import body
from tests.support.tenants import Tenant

REGISTER = "mutation ($new: NewOrganisation!) { registerOrganisation(new: $new) { id oin kind } }"
READ = """query ($id: UUID!, $of: String!) {
  organisation(id: $id) { name } organisations(oin: $of) { nodes { id } pageInfo { hasNextPage } }
}"""


async def test_an_organisation_is_registered_once_per_key_and_found(tenant: Tenant) -> None:
    """The same key gives the same answer and no second entry; it is found by its id and by its OIN."""
    new = body(tenant.providers[0])
    made = await given.graph(tenant, REGISTER, key="one", new=new)
    assert await given.graph(tenant, REGISTER, key="one", new=new) == made
    found = made["data"]["registerOrganisation"]
    assert (await given.graph(tenant, READ, id=found["id"], of=found["oin"]))["data"] == {
        "organisation": {"name": "De Rijnoever"},
        "organisations": {"nodes": [{"id": found["id"]}], "pageInfo": {"hasNextPage": False}},
    }


async def test_the_graph_refuses_with_the_code_and_the_status_of_rest(tenant: Tenant) -> None:
    """A second entry of an OIN, a provider that registers, and a code that is none, at its place."""
    new = body(tenant.providers[0])
    await given.graph(tenant, REGISTER, new=new)
    exists = await given.refusal(tenant, REGISTER, new=new)
    assert (exists["code"], exists["status"]) == ("organisation-exists", 409)
    provider = await given.refusal(tenant, REGISTER, oin=tenant.providers[0], new=new)
    assert (provider["code"], provider["status"]) == ("purchaser-only", 403)
    wrong = await given.refusal(tenant, REGISTER, new={**new, "agbCode": "1"})
    assert [one["location"] for one in wrong["errors"]] == ["#/agbCode"]


async def test_the_organisation_of_another_is_not_in_the_graph(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """By id it is not found, by OIN it is not there; the organisation itself reads its entry."""
    oin = tenant.providers[0]
    made = (await given.graph(tenant, REGISTER, new=body(oin)))["data"]["registerOrganisation"]
    other = await tenant_on(tenant.today)
    hidden = await given.graph(other, READ, id=made["id"], of=oin)
    assert [one["extensions"]["code"] for one in hidden["errors"]] == ["organisation-not-found"]
    listed = await given.graph(other, "{ organisations { nodes { id } } }")
    assert listed["data"]["organisations"]["nodes"] == []
    own = await given.graph(
        tenant, "query ($id: UUID!) { organisation(id: $id) { name } }", oin=oin, id=made["id"]
    )
    assert own["data"]["organisation"] == {"name": "De Rijnoever"}


CHANGE = """mutation ($id: UUID!, $change: OrganisationChange!) {
  changeOrganisation(id: $id, change: $change, version: 1) { version size sectors roleModel }
}"""


async def test_an_organisation_is_changed_in_the_graph(tenant: Tenant) -> None:
    """The same merge patch as over REST."""
    made = await given.graph(tenant, REGISTER, new=body(tenant.providers[0]))
    change = {"size": "large", "sectors": ["welfare"]}
    found = await given.graph(tenant, CHANGE, id=made["data"]["registerOrganisation"]["id"], change=change)
    assert found["data"]["changeOrganisation"] == {
        "version": 2,
        "size": "large",
        "sectors": ["welfare"],
        "roleModel": None,
    }
