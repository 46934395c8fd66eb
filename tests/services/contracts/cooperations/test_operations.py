"""What registering a cooperation leaves behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from tests.services.contracts import given
from tests.services.contracts.cooperations.given import cooperation
from tests.support.tenants import Tenant, invented_oin


async def test_registered_and_revised_are_a_fact_each_that_members_see(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """The fact is the answer, in the feed of the other member too."""
    member = await tenant_on(tenant.today)
    body = cooperation(tenant.owner, member.owner)
    made = await tenant.ask("contracts", "POST", "/cooperations", json=body)
    revised = await tenant.ask(
        "contracts", "PATCH", f"/cooperations/{made.json()['id']}", json={"validUntil": "2027-12-31"},
        headers={"If-Match": '"1"'},
    )  # fmt: skip
    for reader in (tenant, member):
        for what, answer in (("registered", made), ("revised", revised)):
            (fact,) = await given.facts(reader, f"cooperation-{what}")
            assert fact["data"] == answer.json()


async def test_twenty_registrations_under_one_reference_make_one(tenant: Tenant) -> None:
    """Each with a key of its own: one 201, nineteen times the same."""
    body = cooperation(tenant.owner, invented_oin(), externalReference="samen/1")
    answers = await given.twenty(tenant, "POST", "/cooperations", json=body)
    assert given.statuses(answers) == {200: 19, 201: 1}
