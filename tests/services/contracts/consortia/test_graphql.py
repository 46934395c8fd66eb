"""Consortia in the graph, with the organisations that are their members."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.consortia.test_rest import body, members_of
from tests.support.tenants import Tenant

REGISTER = """mutation ($new: NewConsortium!) {
  registerConsortium(new: $new) { id name members { oin paymentLead } derivation { steps { rule } } }
}"""
READ = "query ($id: UUID!) { consortium(id: $id) { name organisations { oin name } } }"
LIST = "{ consortia { nodes { name startDate organisations { name } derivation { steps { rule } } } } }"


async def organisations(tenant: Tenant, count: int = 2) -> None:
    """Register the first providers as organisations."""
    for number, oin in enumerate(tenant.providers[:count], 1):
        new = {"oin": oin, "kind": "provider", "name": f"Aanbieder {number}"}
        made = await tenant.ask("contracts", "POST", "/organisations", json=new)
        assert made.status_code == 201, made.text


@pytest.mark.rule("R-C11")
async def test_a_consortium_is_registered_once_per_key_and_explains_itself(tenant: Tenant) -> None:
    """Members with the lead among them and why they make a consortium; the same key makes no second one."""
    new = body(members_of(tenant))
    made = await given.graph(tenant, REGISTER, key="one", new=new)
    shown = made["data"]["registerConsortium"]
    assert [member["oin"] for member in shown["members"]] == tenant.providers
    assert [step["rule"] for step in shown["derivation"]["steps"]] == ["R-C11", "R-C11"]
    assert await given.graph(tenant, REGISTER, key="one", new=new) == made
    listed = await given.graph(tenant, "{ consortia { nodes { name startDate } } }")
    assert listed["data"]["consortia"]["nodes"] == [{"name": "Samen Sterk", "startDate": "2026-01-01"}]


@pytest.mark.rule("R-C11")
async def test_a_refusal_names_the_rule_and_every_point(tenant: Tenant) -> None:
    """What REST says in its problem stands in the extensions, with the places in the input."""
    first, second = ({**one, "role": "sub"} for one in members_of(tenant)[:2])
    told = await given.refusal(tenant, REGISTER, new=body([first, first, {**second, "paymentLead": True}]))
    assert (told["code"], told["rule"], told["status"]) == ("consortium-invalid", "R-C11", 409)
    assert [(one["location"], one["code"]) for one in told["errors"]] == [
        ("#/members/0/oin", "member-twice"),
        ("#/members/1/oin", "member-twice"),
        ("#/members", "main-contractor-missing"),
        ("#/members", "payment-lead-not-one"),
    ]


async def test_three_consortia_cost_as_many_statements_as_one(tenant: Tenant) -> None:
    """Organisations and derivations come by loader: a statement each, however many consortia there are."""
    await organisations(tenant)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            await given.graph(tenant, REGISTER, new=body(members_of(tenant)))
        counts.append(await given.statements(tenant, LIST))
    assert counts == [3, 3]


async def test_a_member_sees_of_the_members_only_what_it_may(tenant: Tenant) -> None:
    """All OINs stand in the consortium; the entry of another provider is not the member's to read."""
    await organisations(tenant)
    made = (await given.graph(tenant, REGISTER, new=body(members_of(tenant))))["data"]["registerConsortium"]
    everyone = await given.graph(tenant, READ, id=made["id"])
    names = [one["name"] for one in everyone["data"]["consortium"]["organisations"]]
    assert names == ["Aanbieder 1", "Aanbieder 2"]
    second = await given.graph(tenant, READ, oin=tenant.providers[1], id=made["id"])
    assert [one["name"] for one in second["data"]["consortium"]["organisations"]] == ["Aanbieder 2"]


async def test_the_consortium_of_another_is_not_in_the_graph(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """By id it is not found, as a reference of another graph it is nothing, in the list it is not there."""
    made = (await given.graph(tenant, REGISTER, new=body(members_of(tenant))))["data"]["registerConsortium"]
    other = await tenant_on(tenant.today)
    assert (await given.refusal(other, READ, id=made["id"]))["code"] == "consortium-not-found"
    entities = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Consortium { name } } }"
    asked = [{"__typename": "Consortium", "id": made["id"]}]
    assert (await given.graph(other, entities, r=asked))["data"] == {"_entities": [None]}
    assert (await given.graph(tenant, entities, r=asked))["data"] == {"_entities": [{"name": "Samen Sterk"}]}
    assert (await given.graph(other, LIST))["data"]["consortia"]["nodes"] == []


async def test_a_consortium_is_changed_in_the_graph(tenant: Tenant) -> None:
    """The same merge patch as over REST (N-103)."""
    made = await tenant.ask("contracts", "POST", "/consortia", json=body(members_of(tenant)))
    change = """mutation ($id: UUID!, $change: ConsortiumChange!) {
      changeConsortium(id: $id, change: $change, version: 1) { version providersRelation sharedOverhead }
    }"""
    found = await given.graph(tenant, change, id=made.json()["id"], change={"providersRelation": "competing"})
    assert found["data"]["changeConsortium"] == {
        "version": 2,
        "providersRelation": "competing",
        "sharedOverhead": None,
    }
