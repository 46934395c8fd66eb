"""The part of a purchaser's life in which support is allocated, ordered, asked for by providers and moved to another contract."""

from datetime import timedelta

from shared.clients.access import AccessClient
from shared.kit.followers import Fact
from shared.schemas import access
from shared.schemas.access.change_requests import AskedChange
from shared.schemas.contracts import Contract
from shared.values import new_id
from shared.values.allocating import AskingState, CareOrderState, CohortState
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.tenants import Tenant


async def allocate(tenant: Tenant, contract: Contract) -> None:
    """A decision's allocation that changes and is ordered; requests that are granted, rejected and withdrawn; two cohorts."""
    client = tenant.client(AccessClient)
    request = await _request(client, tenant, contract, "toewijzing-a")
    new = access.NewDecision(
        product_category="07", product_code="07A12", provider=tenant.providers[0], start_date=tenant.today,
        end_date=tenant.today + timedelta(days=90), volume=2, unit="16", frequency="2", motivation="Dagbesteding.", acute=True,
        **in_full(tenant.today),
    )  # fmt: skip
    decision = await client.take_decision(request.id, new)
    [made] = await client.list_allocations(decisionId=str(decision.id))
    sooner = access.AllocationChange(
        change_reason="05", end_date=tenant.today + timedelta(days=80), motivation="Met minder kan het ook."
    )
    changed = await client.change_allocation(made.id, sooner)
    assert changed.version == 2 and await client.get_allocation(made.id) == changed
    assert (await client.get_allocation_versions(made.id)).current == 2
    assert (await client.explain_allocation(made.id)).steps
    await _order(client, tenant, contract, made)
    await _ask(client, tenant, request)
    await _change(client, tenant, changed)
    await _move(client, tenant, contract)


async def _request(
    client: AccessClient, tenant: Tenant, contract: Contract, name: str, *, acute: bool = False
) -> access.Request:
    return await client.report_request(
        access.NewRequest(
            citizen_reference=name,
            contract_id=contract.id,
            law=Law.WMO_2015,
            contact_on=tenant.today,
            acute=acute,
        )
    )


async def _order(client: AccessClient, tenant: Tenant, contract: Contract, made: access.Allocation) -> None:
    new = access.NewCareOrder(external_reference="opdracht/1", allocation_id=made.id)
    order = await client.register_care_order(new)
    assert await client.put_care_order("opdracht/1", new) == order == await client.get_care_order(order.id)
    assert await client.list_care_orders(allocationId=str(made.id)) == [order]
    assert (await client.explain_care_order(order.id)).steps
    crisis = await _request(client, tenant, contract, "toewijzing-crisis", acute=True)
    acute = await client.register_care_order(
        access.NewCareOrder(
            request_id=crisis.id, provider=tenant.providers[0], daily_amount_cents=25_000,
            start_date=tenant.today - timedelta(days=12),
        )
    )  # fmt: skip
    assert (await client.get_undecided_care()).exposure_cents == 300_000
    assert (await client.withdraw_care_order(acute.id)).state is CareOrderState.WITHDRAWN


async def _ask(client: AccessClient, tenant: Tenant, request: access.Request) -> None:
    asked = [
        access.NewAllocationRequest(
            external_reference=f"vot/{number}", owner=tenant.owner, provider=tenant.providers[0],
            citizen_id=request.citizen_id, law=Law.JEUGDWET, provider_reference=f"VOT/{number}",
            message_reference="BERICHT-9", product_category="45", product_code=f"45A0{number}", volume=4, unit="04",
            frequency="2", start_date=tenant.today, end_date=tenant.today + timedelta(days=90), referrer_type="02",
            referrer_code="01234567", acute=number == 1, note="Onveilig thuis.",
        )
        for number in (1, 2, 3)
    ]  # fmt: skip
    first, second, third = [await client.register_allocation_request(one) for one in asked]
    assert await client.put_allocation_request("vot/1", asked[0]) == first
    assert await client.get_allocation_request(first.id) == first
    assert (await client.investigate_allocation_request(first.id)).state is AskingState.UNDER_INVESTIGATION
    granted = await client.grant_allocation_request(first.id, access.AllocationGrant(volume=3))
    assert granted.state is AskingState.GRANTED
    no = access.AskingRejection(rejection_reason="2")
    assert (await client.reject_allocation_request(second.id, no)).state is AskingState.REJECTED
    assert (await client.withdraw_allocation_request(third.id)).state is AskingState.WITHDRAWN
    assert await client.list_allocation_requests(state="granted") == [granted]
    assert (await client.explain_allocation_request(first.id)).steps


async def _change(client: AccessClient, tenant: Tenant, made: access.Allocation) -> None:
    three = AskedChange(
        allocation_number=made.allocation_number, desired_from=tenant.today + timedelta(days=7), end_date=made.end_date,
        volume=3, unit="16", frequency="2",
    )  # fmt: skip
    several = []
    for number in (1, 2, 3):
        new = access.NewChangeRequest(
            external_reference=f"vow/{number}", owner=tenant.owner, provider=made.provider,
            citizen_id=made.citizen_id, law=made.law, provider_reference=f"VOW/{number}", reason="1",
            changed_products=[three],
        )  # fmt: skip
        one = await client.register_change_request(new)
        assert await client.put_change_request(f"vow/{number}", new) == one
        if number == 1:
            one = await client.reject_change_request(one.id, access.AskingRejection(rejection_reason="2"))
        elif number == 2:
            one = await client.withdraw_change_request(one.id)
        else:
            await client.investigate_change_request(one.id)
            one = await client.grant_change_request(one.id)
        several.append(one)
    assert [one.state for one in several] == [
        AskingState.REJECTED,
        AskingState.WITHDRAWN,
        AskingState.GRANTED,
    ]
    assert await client.list_change_requests(state="granted") == [several[2]]
    assert await client.get_change_request(several[2].id) == several[2]
    assert (await client.explain_change_request(several[2].id)).steps


async def _told(tenant: Tenant, contract: Contract, number: str) -> Contract:
    """Another contract of the same parties, as access hears of it."""
    other = contract.model_copy(update={"id": new_id(), "number": number})
    service = tenant.house.services["access"]
    data = other.model_dump(mode="json", by_alias=True)
    fact = Fact(
        "contracts", 0, "contract-activated", tenant.owner, other.id, other.version, tenant.today, data
    )
    await service.followers["contracts"].handlers["contract-activated"](
        service.system_context(tenant.owner, cause=fact), fact
    )
    return other


async def _move(client: AccessClient, tenant: Tenant, contract: Contract) -> None:
    # Between two contracts of their own, so that nothing else in this life changes contract.
    contract, to = [await _told(tenant, contract, number) for number in ("OUD-1", "NIEUW-1")]
    new = access.NewTransitionCohort(
        external_reference="overgang/1", from_contract_id=contract.id, to_contract_id=to.id,
        last_day=tenant.today + timedelta(days=60),
    )  # fmt: skip
    first = await client.register_transition_cohort(new, dry_run=False)
    assert await client.put_transition_cohort("overgang/1", new) == first
    assert await client.get_transition_cohort(first.id) == first
    assert (await client.get_transfer_list(first.id)).clients == first.clients
    done = await client.carry_out_transition_cohort(first.id)
    assert (done.state, done.gap_days) == (CohortState.CARRIED_OUT, 0)
    back = new.model_copy(update={"external_reference": None})
    second = await client.register_transition_cohort(back)
    assert (await client.withdraw_transition_cohort(second.id)).state is CohortState.WITHDRAWN
    assert [one.id for one in await client.list_transition_cohorts()] == [first.id, second.id]
    assert (await client.explain_transition_cohort(first.id)).steps
