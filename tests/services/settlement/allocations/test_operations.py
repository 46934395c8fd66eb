"""Allocations follow the access feed (R-X03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.settlement.allocations import operations
from services.settlement.allocations.rules import AllocationNotFound
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest
from shared.schemas.access import Decision, NewDecision, NewReferral, NewRequest, Referral
from shared.schemas.contracts import NewMandate
from shared.values import new_id
from shared.values.terms import Law
from tests.services.settlement import given
from tests.services.settlement.allocations.test_rules import DECISION, REFERRAL
from tests.support.lives import active_contract
from tests.support.tenants import Tenant


def told(tenant: Tenant, what: Decision | Referral, **changes: Any) -> Decision | Referral:
    """A decision or referral of this tenant, for its first provider."""
    provider = changes.pop("provider", tenant.providers[0])
    fresh = {"id": new_id(), "owner": tenant.owner, "provider": provider, "parties": [provider]}
    return what.model_copy(update=fresh | changes)


async def follow(tenant: Tenant, what: Decision | Referral) -> None:
    """Let settlement take over the fact, through the handler that its application wired."""
    service = tenant.house.services["settlement"]
    name = "decision-taken" if isinstance(what, Decision) else "referral-accepted"
    data = what.model_dump(mode="json", by_alias=True)
    fact = Fact("access", 0, name, tenant.owner, what.id, what.version, date(2026, 4, 3), data)
    await service.followers["access"].handlers[name](service.system_context(tenant.owner, cause=fact), fact)


@pytest.mark.rule("R-X03")
async def test_allocations_come_by_the_feed_of_access(tenant: Tenant) -> None:
    """A decision and an accepted referral, made over HTTP, are there once the feed was followed; a made referral is not."""
    contract = await active_contract(tenant)
    await tenant.client(ContractsClient).register_mandate(
        NewMandate(holder="j.jansen", role="consultant", law=Law.WMO_2015, valid_from=date(2026, 1, 1))
    )
    await tenant.drain()
    client, provider = tenant.client(AccessClient), tenant.providers[0]
    requests = [
        await client.report_request(
            NewRequest(
                citizen_reference=f"inwoner-{number}",
                contract_id=contract.id,
                law=Law.WMO_2015,
                contact_on=tenant.today,
            )
        )
        for number in range(3)
    ]
    decision = await client.take_decision(
        requests[0].id,
        NewDecision(
            product_category="02", provider=provider, start_date=tenant.today, volume=4, unit="04", frequency="2",
            motivation="Begeleiding is nodig.",
        ),
    )  # fmt: skip
    referrals = [await client.make_referral(one.id, NewReferral(provider=provider)) for one in requests[1:]]
    await tenant.client(AccessClient, provider).accept_referral(referrals[0].id)
    await tenant.drain()
    found = await tenant.client(SettlementClient).allocations(provider=provider)
    assert [(one.id, one.kind, one.contract_id) for one in found] == [
        (decision.id, "decision", contract.id),
        (referrals[0].id, "referral", contract.id),
    ]
    assert found[0].allocation_number == decision.allocation_number and found[1].version == 2


@pytest.mark.rule("R-X03")
async def test_decisions_and_accepted_referrals_become_allocations(tenant: Tenant) -> None:
    """Both kinds are kept under their own id, as access told them."""
    decision, referral = told(tenant, DECISION), told(tenant, REFERRAL)
    await follow(tenant, decision)
    await follow(tenant, referral)
    ctx = given.acting(tenant)
    found = (await operations.list_allocations(ctx, PageRequest())).items
    assert {(one.id, one.kind) for one in found} == {(decision.id, "decision"), (referral.id, "referral")}
    kept = await operations.get_allocation(ctx, decision.id)
    assert (kept.allocation_number, kept.acute, kept.end_date) == (1, True, date(2026, 10, 19))


async def test_an_older_version_changes_nothing(tenant: Tenant) -> None:
    """The newest version stays, whatever comes after it; the same fact again changes nothing either."""
    newest = told(tenant, DECISION, version=3, end_date=date(2026, 12, 31))
    for version, end in ((3, date(2026, 12, 31)), (2, date(2026, 6, 30)), (3, date(2026, 7, 31))):
        await follow(tenant, newest.model_copy(update={"version": version, "end_date": end}))
    kept = await operations.get_allocation(given.acting(tenant), newest.id)
    assert (kept.version, kept.end_date) == (3, date(2026, 12, 31))


async def test_a_newer_version_replaces(tenant: Tenant) -> None:
    """A later version brings its own end and parties."""
    first = told(tenant, DECISION)
    await follow(tenant, first)
    both = sorted(tenant.providers[:2])
    await follow(tenant, first.model_copy(update={"version": 2, "end_date": None, "parties": both}))
    kept = await operations.get_allocation(given.acting(tenant), first.id)
    assert (kept.version, kept.end_date, kept.parties) == (2, None, both)


async def test_what_is_not_there_is_not_found(tenant: Tenant) -> None:
    """An allocation that access never told of."""
    with pytest.raises(AllocationNotFound):
        await operations.get_allocation(given.acting(tenant), new_id())
