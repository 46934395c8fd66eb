"""What a client is told of its own rights: who it is, what it may do where, in its own name and in another's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Client
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.kit.auth import Actor
from shared.kit.my_rights import rights_shown
from shared.kit.rights import PURCHASERS, READ, Right
from shared.kit.uses import Use
from shared.schemas.rights import MyRight, MyRights
from shared.values import new_id
from shared.values.terms import ActorKind, HolderRole, Scope
from tests.support.tenants import Tenant
from tests.wire.documents import operations, published

CLIENTS: list[type[Client]] = [ContractsClient, AccessClient, SettlementClient, OutcomesClient]
ACTOR = Actor(
    client_id="client-1", organisations=("00000099000000000001",), scopes=frozenset({Scope.ACCESS_READ}),
    end_user="j.jansen", subject="client-1", issuer="https://issuer.example.org", token_id="t1",
    kind=ActorKind.PURCHASER,
)  # fmt: skip
PERSONS = Right("requests", READ, Scope.ACCESS_READ, PURCHASERS, "access-to-support", remark="one's own")


def row(found: MyRights, resource: str, operation: str = "read") -> MyRight:
    """One row of an answer."""
    return next(one for one in found.rights if (one.resource, one.operation) == (resource, operation))


@pytest.mark.parametrize(
    ("other", "lacks"),
    [
        ({}, []),
        ({"kind": ActorKind.VENDOR}, ["role"]),
        ({"scopes": frozenset()}, ["scope"]),
        ({"end_user": None}, ["endUser"]),
        ({"kind": ActorKind.PORTAL, "scopes": frozenset(), "end_user": None}, ["role", "scope", "endUser"]),
        ({"kind": ActorKind.SERVICE, "end_user": None}, []),
    ],
)
def test_everything_that_lacks_is_named(other: dict[str, Any], lacks: list[str]) -> None:
    """Role, scope and, where persons are touched, the person behind the request."""
    (shown,) = rights_shown(replace(ACTOR, **other), [Use(PERSONS, (), ("requests",))])
    assert (shown.lacks, shown.allowed, shown.persons) == (lacks, not lacks, True)
    assert (shown.remark, shown.fields, shown.scope) == ("one's own", ["requests"], "access:read")


def test_what_cannot_be_reached_from_outside_is_not_shown() -> None:
    """The service's own work is nobody's right."""
    assert rights_shown(ACTOR, [Use(PERSONS)]) == []


@pytest.mark.parametrize("kind", CLIENTS)
async def test_a_purchaser_reads_its_rights_in_every_service(tenant: Tenant, kind: type[Client]) -> None:
    """Who it is, its scopes, and each right with the operations of the OpenAPI document and the fields of the graph."""
    mine = await tenant.client(kind).my_rights()
    assert (mine.client_id, mine.role) == (tenant.keys[tenant.owner][0], ActorKind.PURCHASER)
    assert (mine.organisations, mine.acting_for, mine.via) == ([tenant.owner], None, None)
    assert (mine.end_user, mine.citizen_limit) == ("j.jansen", None)
    assert "sandbox" in mine.scopes and row(mine, "events").allowed
    service = kind.__name__.removesuffix("Client").lower()
    house = tenant.house
    document = await published(house.http, house.urls[service])
    known = {(one.method, one.path) for one in operations(service, document) if one.says["security"]}
    told = {(one.method, one.path) for right in mine.rights for one in right.addresses}
    assert told == known and len(known) > 15
    assert all(right.addresses or right.fields for right in mine.rights)
    closed = {
        one.scope if one.scope != "contracts:write" else one.resource
        for one in mine.rights
        if not one.allowed
    }
    # What is only the provider's: its bids, its claims, and what it delivered.
    assert closed <= {"outcomes:audit", "access:write", "settlement:write", "bids", "quality-deliveries"}


async def test_any_valid_token_may_ask_and_no_other(tenant: Tenant) -> None:
    """Whatever its scopes or role; without a token 401, with an unknown parameter 400."""
    operator = await tenant.actor(ActorKind.OPERATOR, ["sandbox"])
    shown = await tenant.ask("access", "GET", "/my-rights", oin=operator, end_user=None)
    told = MyRights.model_validate_json(shown.content)
    assert (told.role, told.end_user, told.scopes) == (ActorKind.OPERATOR, None, ["sandbox"])
    assert {one.resource for one in told.rights if one.allowed} == {"sandbox", "my-rights"}
    bare = await tenant.house.http.get(f"{tenant.house.urls['access']}/v1/my-rights")
    assert (bare.status_code, bare.json()["code"]) == (401, "token-missing")
    wrong = await tenant.ask("access", "GET", "/my-rights?all=1")
    assert wrong.status_code == 400


async def test_without_a_person_behind_the_token_persons_stay_closed(tenant: Tenant) -> None:
    """The same client asks once more with an end user to see them; what only reads other things is open."""
    machine = await tenant.client(AccessClient, end_user=None).my_rights()
    assert row(machine, "requests").lacks == ["endUser"] and row(machine, "requests").persons
    assert row(await tenant.client(ContractsClient, end_user=None).my_rights(), "contracts").allowed
    drafting = row(
        await tenant.client(ContractsClient, end_user=None).my_rights(), "contracts", "draft-contract"
    )
    assert drafting.lacks == ["endUser"]


async def test_in_another_name_the_rights_of_that_name_are_shown(tenant: Tenant) -> None:
    """A vendor has nothing of its own; for the municipality it has its role, within token and authorisation."""
    vendor = await tenant.actor(ActorKind.VENDOR, ["contracts:read", "contracts:write", "settlement:read"])
    client = tenant.client(ContractsClient, vendor)
    alone = await client.my_rights()
    assert (alone.role, row(alone, "contracts").lacks) == (ActorKind.VENDOR, ["role"])
    assert row(alone, "authorisations").allowed
    closed = await tenant.ask("contracts", "GET", "/my-rights", oin=vendor, acting_for=tenant.owner)
    assert (closed.status_code, closed.json()["code"]) == (403, "not-authorised")
    await tenant.authorise(vendor, HolderRole.VENDOR, ["contracts:read", "outcomes:read"])
    speaking = await client.acting_for(tenant.owner).my_rights()
    assert (speaking.role, speaking.via, speaking.acting_for) == (ActorKind.PURCHASER, vendor, tenant.owner)
    assert (speaking.organisations, speaking.scopes) == ([tenant.owner], ["contracts:read"])
    assert row(speaking, "contracts").allowed
    assert row(speaking, "contracts", "draft-contract").lacks == ["scope"]


async def test_a_limit_to_persons_is_shown_as_a_number(tenant: Tenant) -> None:
    """How many cases an ombuds officer has, one citizen for a portal; never who they are."""
    officer, citizens = await tenant.actor(ActorKind.OMBUDS), [new_id(), new_id()]
    portal = await tenant.actor(ActorKind.PORTAL, citizen=citizens[0])
    for citizen in citizens:
        await tenant.authorise(officer, HolderRole.OMBUDS, ["access:read"], citizenId=str(citizen))
    await tenant.authorise(portal, HolderRole.PORTAL, ["access:read"])
    for oin, limit in ((officer, 2), (portal, 1)):
        shown = await tenant.ask("access", "GET", "/my-rights", oin=oin, acting_for=tenant.owner)
        assert shown.json()["citizenLimit"] == limit
        assert not [one for one in citizens if str(one) in shown.text]
        allowed = {one["resource"] for one in shown.json()["rights"] if one["allowed"]}
        assert {"requests", "decisions", "referrals", "my-rights"} <= allowed and "citizens" not in allowed
