"""Authorisations over HTTP: given, found by both ends, taken back (F-06, F-26)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import Authorisation, NewAuthorisation
from shared.values.terms import ActorKind
from tests.support.tenants import Tenant

READS = ["contracts:read", "outcomes:read"]


async def give(tenant: Tenant, holder: str, principal: str | None = None, **changes: Any) -> Authorisation:
    """An authorisation of a vendor as the municipality, or a provider, gives it today."""
    terms = {"holder": holder, "role": "vendor", "scopes": READS, "validFrom": tenant.today}
    new = NewAuthorisation.model_validate({**terms, **changes})
    return await tenant.client(ContractsClient, principal).grant_authorisation(new)


async def refused(
    tenant: Tenant, holder: str, principal: str | None = None, **changes: Any
) -> dict[str, Any]:
    """The problem that an authorisation meets."""
    with pytest.raises(Refusal) as met:
        await give(tenant, holder, principal, **changes)
    return {"status": met.value.status, **met.value.problem}


async def test_both_ends_find_an_authorisation_and_only_the_principal_takes_it_back(tenant: Tenant) -> None:
    """Found by holder and role; the holder reads it in its own name; its withdrawal is a second version."""
    vendor, other = await tenant.actor(ActorKind.VENDOR), await tenant.actor(ActorKind.VENDOR)
    made = await give(tenant, vendor, validUntil="2026-12-31")
    await give(tenant, other)
    assert (made.owner, made.holder, made.principal_role, made.take_snapshot) == (
        tenant.owner, vendor, "purchaser", True,
    )  # fmt: skip
    mine, theirs = tenant.client(ContractsClient), tenant.client(ContractsClient, vendor)
    assert await mine.authorisations(holder=vendor) == await theirs.authorisations() == [made]
    assert (
        len(await mine.authorisations(role="vendor")) == 2 and await mine.authorisations(role="insurer") == []
    )
    assert await theirs.authorisation(made.id) == await mine.authorisation(made.id) == made
    with pytest.raises(Refusal) as met:
        await theirs.withdraw_authorisation(made.id)
    assert (met.value.status, met.value.code) == (403, "role-not-allowed")
    taken = await mine.withdraw_authorisation(made.id)
    assert (taken.version, taken.withdrawn_on, taken.take_snapshot) == (2, tenant.today, False)
    assert await theirs.authorisation(made.id) == taken
    with pytest.raises(Refusal) as met:
        await mine.withdraw_authorisation(made.id)
    assert (met.value.status, met.value.code) == (409, "authorisation-over")


async def test_a_stranger_finds_nothing(tenant: Tenant) -> None:
    """Neither another holder nor a provider of the municipality reads it; it looks like not there."""
    vendor, stranger = await tenant.actor(ActorKind.VENDOR), await tenant.actor(ActorKind.INSURER)
    made = await give(tenant, vendor)
    for oin in (stranger, tenant.providers[0]):
        hidden = await tenant.ask("contracts", "GET", f"/authorisations/{made.id}", oin=oin)
        assert (hidden.status_code, hidden.json()["code"]) == (404, "authorisation-not-found")
        assert (await tenant.ask("contracts", "GET", "/authorisations", oin=oin)).json()["items"] == []
    taken = await tenant.ask(
        "contracts", "POST", f"/authorisations/{made.id}/withdrawal", oin=tenant.providers[1]
    )
    assert (taken.status_code, taken.json()["code"]) == (404, "authorisation-not-found")


async def test_a_provider_lets_its_own_vendor_act_and_sees_what_it_gave(tenant: Tenant) -> None:
    """The provider owns it, the municipality does not see it; an ombuds officer is not a provider's to give."""
    vendor, provider = await tenant.actor(ActorKind.VENDOR), tenant.providers[0]
    made = await give(tenant, vendor, provider)
    assert (made.owner, made.principal_role) == (provider, "provider")
    assert await tenant.client(ContractsClient, provider).authorisations() == [made]
    assert await tenant.client(ContractsClient).authorisations() == []
    case = await refused(tenant, vendor, provider, role="ombuds", scopes=["access:read"], citizenId=uuid4())
    assert (case["status"], case["code"], case["rule"]) == (409, "authorisation-refused", "F-06")
    assert [one["code"] for one in case["errors"]] == ["role-of-municipality"]
    taken = await tenant.client(ContractsClient, provider).withdraw_authorisation(made.id)
    assert taken.withdrawn_on == tenant.today


@pytest.mark.rule("F-26")
async def test_nobody_gives_more_than_the_role_can_use_or_its_own_token_holds(tenant: Tenant) -> None:
    """Every scope too many is named with its place; the right to authorise others is never passed on."""
    holder = await tenant.actor(ActorKind.VENDOR)
    wide = await refused(tenant, holder, scopes=["contracts:read", "authorisations:write", "outcomes:audit"])
    assert [(one["location"], one["code"]) for one in wide["errors"]] == [
        ("#/scopes/1", "scope-never-used"),
        ("#/scopes/2", "scope-never-used"),
    ]
    case = await refused(tenant, holder, role="ombuds", scopes=["access:decide"], citizenId=uuid4())
    assert [one["code"] for one in case["errors"]] == ["scope-never-used"]
    narrow = await tenant.token(tenant.owner, scope="authorisations:write contracts:read")
    held = await tenant.house.http.post(
        f"{tenant.house.urls['contracts']}/v1/authorisations",
        headers={"Authorization": f"Bearer {narrow}", "Idempotency-Key": "smal"},
        json={"holder": holder, "role": "vendor", "scopes": READS, "validFrom": tenant.today.isoformat()},
    )
    assert [(one["location"], one["code"]) for one in held.json()["errors"]] == [
        ("#/scopes/1", "scope-not-held")
    ]


async def test_an_authorisation_lies_ahead_and_is_given_once(tenant: Tenant) -> None:
    """A start before today, oneself as holder, and the same once more on a day that has it are refused."""
    vendor, yesterday = await tenant.actor(ActorKind.VENDOR), tenant.today - timedelta(days=1)
    early = await refused(tenant, vendor, validFrom=yesterday)
    assert [one["code"] for one in early["errors"]] == ["starts-in-past"]
    own = await refused(tenant, tenant.owner)
    assert [one["code"] for one in own["errors"]] == ["holder-self"]
    made = await give(tenant, vendor, validUntil="2026-06-30")
    again = await refused(tenant, vendor, validFrom="2026-06-30")
    assert (again["status"], again["code"]) == (409, "authorisation-exists") and str(made.id) in again[
        "detail"
    ]
    assert (await give(tenant, vendor, validFrom="2026-07-01")).version == 1
    case = await tenant.ask(
        "contracts", "POST", "/authorisations",
        json={"holder": vendor, "role": "ombuds", "scopes": ["access:read"], "validFrom": "2026-01-01"},
    )  # fmt: skip
    assert (case.status_code, case.json()["errors"][0]["detail"][:30]) == (
        400,
        "Een ombudsfunctionaris of arbi",
    )


async def test_an_own_reference_is_a_safe_upsert(tenant: Tenant) -> None:
    """PUT gives 201 and then the same; other contents under the reference are refused with what differs."""
    vendor, path = await tenant.actor(ActorKind.VENDOR), "/authorisations/by-reference/leverancier/1"
    body = {"holder": vendor, "role": "vendor", "scopes": READS, "validFrom": "2026-01-01"}
    first = await tenant.ask("contracts", "PUT", path, json=body)
    again = await tenant.ask("contracts", "PUT", path, json={**body, "scopes": READS[::-1]})
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    assert first.headers["Location"] == f"/v1/authorisations/{first.json()['id']}"
    other = await tenant.ask("contracts", "PUT", path, json={**body, "validUntil": "2026-12-31"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    assert [one["location"] for one in other.json()["errors"]] == ["#/validUntil"]
    found = await tenant.client(ContractsClient).authorisations(externalReference="leverancier/1")
    assert [str(one.id) for one in found] == [first.json()["id"]]


async def test_who_acts_for_another_sees_its_own_authorisation_only(tenant: Tenant) -> None:
    """A vendor in the municipality's name reads what it holds of it, and not what others hold."""
    vendor, other = await tenant.actor(ActorKind.VENDOR), await tenant.actor(ActorKind.INSURER)
    mine = await give(tenant, vendor)
    theirs = await give(tenant, other, role="insurer")
    for query, expected in (
        ("", [str(mine.id)]),
        (f"?holder={other}", []),
        (f"?holder={vendor}", [str(mine.id)]),
    ):
        found = await tenant.ask(
            "contracts", "GET", f"/authorisations{query}", oin=vendor, acting_for=tenant.owner
        )
        assert [one["id"] for one in found.json()["items"]] == expected
    for one, status in ((mine, 200), (theirs, 404)):
        read = await tenant.ask(
            "contracts", "GET", f"/authorisations/{one.id}", oin=vendor, acting_for=tenant.owner
        )
        assert read.status_code == status
