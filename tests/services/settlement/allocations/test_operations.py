"""Allocations follow the access feed (R-X03)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.settlement.allocations import operations
from services.settlement.allocations.rules import AllocationNotFound
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rows import PageRequest
from shared.schemas.access import Allocation as AccessAllocation
from shared.schemas.access import CareOrder, Decision, Effort, NewDecision, NewReferral, NewRequest, Referral
from shared.schemas.common import Resource
from shared.schemas.contracts import NewMandate
from shared.schemas.facts import told as private_left_out
from shared.values import new_id
from shared.values.allocating import AllocationOrigin, AllocationState, CareOrderState
from shared.values.terms import Law
from tests.services.settlement import given
from tests.services.settlement.allocations.test_rules import DECISION, REFERRAL
from tests.support.deciding import in_full
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
            product_category="02", product_code="02A03", provider=provider, start_date=tenant.today, volume=4, unit="04", frequency="4",
            motivation="Begeleiding is nodig.", **in_full(tenant.today),
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


def an_allocation(tenant: Tenant, decision: Decision, **changes: Any) -> AccessAllocation:
    """The allocation of a decision, in its second version: ended sooner."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 2, "owner": tenant.owner, "request_id": decision.request_id,
        "citizen_id": decision.citizen_id, "decision_id": decision.id, "contract_id": decision.contract_id,
        "law": decision.law, "allocation_number": decision.allocation_number, "provider": decision.provider,
        "product_category": "02", "product_code": None, "volume": 3, "unit": "04", "frequency": "6",
        "budget_cents": None, "start_date": decision.start_date, "end_date": date(2026, 6, 30),
        "allocated_on": date(2026, 5, 1), "allocated_at": datetime(2026, 5, 1, 9, tzinfo=UTC), "change_reason": "05",
        "stop_reason": "36", "acute": False, "retroactive": False, "arrangement": None,
        "state": AllocationState.GRANTED, "origin": AllocationOrigin.DECISION, "provider_reference": None,
        "replaces_number": None, "replaced_by_number": None, "cohort_id": None, "parties": decision.parties,
    }  # fmt: skip
    return AccessAllocation(**{**values, **changes})


async def hear(tenant: Tenant, name: str, what: Resource) -> None:
    """Let settlement take over a fact of access as it is told."""
    service = tenant.house.services["settlement"]
    kind = private_left_out(type(what))
    data = kind.model_validate(what.model_dump(mode="json", by_alias=True)).model_dump(
        mode="json", by_alias=True
    )
    fact = Fact("access", 0, name, tenant.owner, what.id, what.version, date(2026, 5, 1), data)
    await service.followers["access"].handlers[name](service.system_context(tenant.owner, cause=fact), fact)


@pytest.mark.rule("R-A35")
@pytest.mark.rule("R-A05")
async def test_what_an_allocation_tells_of_itself_is_kept(tenant: Tenant) -> None:
    """Ended sooner, deleted, ordered and replaced under a new number: older news and its decision change nothing of that."""
    decision = told(tenant, DECISION)
    assert isinstance(decision, Decision)
    await follow(tenant, decision)
    client = tenant.client(SettlementClient)
    second = an_allocation(tenant, decision)
    await hear(tenant, "allocation-changed", second)
    [kept] = await client.allocations()
    assert (kept.id, kept.end_date, kept.volume, kept.deleted) == (decision.id, date(2026, 6, 30), 3, False)
    third = second.model_copy(update={"version": 3, "end_date": date(2026, 5, 31), "volume": 2})
    await hear(tenant, "allocation-changed", third)
    await hear(tenant, "allocation-changed", second)
    moved = decision.model_copy(update={"version": 9, "end_date": date(2026, 6, 1)})
    await hear(tenant, "decision-ended", moved)
    [kept] = await client.allocations()
    assert (kept.end_date, kept.volume) == (date(2026, 5, 31), 2)
    order = CareOrder(
        id=new_id(), version=1, owner=tenant.owner, request_id=None, citizen_id=decision.citizen_id,
        allocation_id=second.id, allocation_number=decision.allocation_number, decision_id=decision.id,
        contract_id=None, law=decision.law, provider=decision.provider, sent_on=date(2026, 3, 10),
        start_date=date(2026, 3, 1), earliest_delivery_on=date(2026, 3, 10), acute=False, daily_amount_cents=None,
        state=CareOrderState.SENT, decided_on=None, days_undecided=None, exposure_cents=None, parties=decision.parties,
    )  # fmt: skip
    await hear(tenant, "care-order-sent", order)
    assert (await client.allocations())[0].earliest_delivery_on == date(2026, 3, 10)
    withdrawn = order.model_copy(update={"version": 2, "state": CareOrderState.WITHDRAWN})
    await hear(tenant, "care-order-withdrawn", withdrawn)
    assert (await client.allocations())[0].earliest_delivery_on is None
    with pytest.raises(NotYetKnown):
        await hear(tenant, "care-order-sent", order.model_copy(update={"allocation_number": 999}))
    gone = third.model_copy(
        update={"version": 4, "end_date": decision.start_date, "state": AllocationState.DELETED}
    )
    await hear(tenant, "allocation-changed", gone)
    fresh = an_allocation(
        tenant, decision, version=1, allocation_number=88, origin=AllocationOrigin.SCALING, replaces_number=1
    )
    await hear(tenant, "allocation-granted", fresh)
    found = {one.kind: one for one in await client.allocations()}
    assert found["decision"].deleted and found["allocation"].allocation_number == 88
    assert found["allocation"].id == fresh.id


@pytest.mark.rule("R-A25")
async def test_an_extended_decision_brings_the_size_of_its_effort(tenant: Tenant) -> None:
    """Four hours a week, and then 150 minutes: settlement holds deliveries against 150."""
    decision = told(tenant, DECISION)
    await follow(tenant, decision)
    effort = Effort(volume=150, unit="01", frequency="2", fixed_on=date(2026, 5, 1))
    await hear(tenant, "decision-extended", decision.model_copy(update={"version": 2, "effort": effort}))
    [kept] = await tenant.client(SettlementClient).allocations()
    assert (kept.id, kept.volume, kept.end_date) == (decision.id, 150, date(2026, 10, 19))
