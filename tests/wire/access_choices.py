"""The part of a purchaser's life in which citizens choose a provider or wait for one, and referrals go on."""

from datetime import date, timedelta
from uuid import UUID

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.values.choosing import (
    ClientDelayReason,
    EscalationOutcome,
    EscalationParty,
    WaitingCause,
    WaitingWithdrawal,
)
from shared.values.products import CareLayer
from shared.values.terms import Law
from tests.support.tenants import Tenant


async def choose(tenant: Tenant, contract: Contract) -> None:
    """Choices, the waiting list, what follows on referrals, contacts of the nurse."""
    client, member = tenant.client(AccessClient), tenant.client(AccessClient, tenant.providers[0])
    asked = [await _report(client, f"kiezer-{name}", contract.id, tenant.today) for name in "abcdef"]
    await _choices(client, tenant.providers, asked[:2])
    await _waiting(client, tenant.providers[0], tenant.today, asked[2:4])
    await _referrals(client, member, tenant, asked[4:6])
    await _nurse(client, tenant.today)
    # The award of a procurement made one in contracts: it was asked for when that fact came.
    (catalogue,) = await client.list_provider_catalogues()
    assert await client.get_provider_catalogue(catalogue.id) == catalogue
    await tenant.drain()


async def _report(client: AccessClient, citizen: str, contract_id: UUID, today: date) -> UUID:
    new = access.NewRequest(
        citizen_reference=citizen,
        contract_id=contract_id,
        law=Law.WMO_2015,
        contact_on=today - timedelta(days=20),
    )
    return (await client.report_request(new)).id


async def _choices(client: AccessClient, providers: list[str], asked: list[UUID]) -> None:
    """One chosen and taken back, one assigned after the term."""
    new = access.NewProviderChoice(request_id=asked[0], offered=providers[:2], product_category="02")
    made = await client.put_provider_choice("leven/keuze", new)
    assert (await client.record_choice(made.id, providers[1])).chosen == providers[1]
    assert len((await client.explain_provider_choice(made.id)).steps) == 3
    assert (await client.withdraw_provider_choice(made.id)).state == "withdrawn"
    today = made.offered_on
    late = new.model_copy(update={"request_id": asked[1], "offered_on": today - timedelta(days=9)})
    other = await client.register_provider_choice(late)
    assert (await client.assign_provider(other.id)).chosen == providers[0]
    assert {one.id for one in await client.list_provider_choices()} >= {made.id, other.id}
    assert (await client.get_provider_choice(other.id)).origin == "assigned"


async def _waiting(client: AccessClient, provider: str, today: date, asked: list[UUID]) -> None:
    """One placed, one delayed and withdrawn."""
    new = access.NewWaitingEntry(
        request_id=asked[0], product_category="02", urgency=2, cause=WaitingCause.CAPACITY,
        since=today - timedelta(days=3),
    )  # fmt: skip
    made = await client.put_waiting_entry("leven/wacht", new)
    other = await client.register_waiting_entry(new.model_copy(update={"request_id": asked[1]}))
    changed = await client.change_waiting_entry(made.id, 1, access.WaitingEntryChange(urgency=1))
    assert [one.id for one in await client.list_waiting_list(productCategory="02")][:2] == [made.id, other.id]
    await client.delay_waiting_entry(other.id, today + timedelta(days=5), ClientDelayReason.ABSENT)
    assert (
        await client.withdraw_waiting_entry(other.id, WaitingWithdrawal.CLIENT_DECLINED)
    ).state == "withdrawn"
    await client.place_waiting_entry(changed.id, access.WaitingPlacement(provider=provider))
    assert (await client.get_waiting_entry(made.id)).state == "placed"
    assert len((await client.explain_waiting_entry(made.id)).steps) == 2
    assert {one.id for one in await client.list_waiting_entries()} >= {made.id, other.id}


async def _referrals(client: AccessClient, member: AccessClient, tenant: Tenant, asked: list[UUID]) -> None:
    """One referred on and approved of, one refused and escalated; both counted."""
    one, two = tenant.providers[:2]
    taken = await client.make_referral(asked[0], access.NewReferral(provider=one))
    await member.accept_referral(taken.id)
    policy = access.NewPolicy(valid_from=tenant.today, onward_referral_approval=True)
    await client.register_policy(policy)
    onward = await client.refer_on(taken.id, access.NewOnwardReferral(provider=two))
    assert (await client.approve_referral(onward.id, True)).approval == "approved"
    refused = await client.make_referral(asked[1], access.NewReferral(provider=one))
    await member.refuse_referral(refused.id, "Geen plaats.")
    step = access.ReferralEscalation(
        level=2, taken_on=tenant.today, party=EscalationParty.REGION, outcome=EscalationOutcome.OTHER_PROVIDER
    )
    assert (await client.escalate_referral(refused.id, step)).escalation_level == 2
    assert (await client.settle_referral_cost(taken.id, 95_000)).real_cents == 95_000
    assert (await client.refusal_counts(tenant.today, tenant.today)).lines
    assert (await client.domain_flows(tenant.today, tenant.today)).lines


async def _nurse(client: AccessClient, today: date) -> None:
    """A quarter counted twice, corrected, and compared."""
    new = access.NewNurseContacts(
        practice="01054321", first_day=today, last_day=today, contacts=10, handled=5,
        referred=[access.ReferredOn(layer=CareLayer.SPECIALIST, count=4)],
    )  # fmt: skip
    made = await client.put_nurse_contact("leven/poh", new)
    other = await client.register_nurse_contact(new)
    changed = await client.change_nurse_contact(made.id, 1, access.NurseContactsChange(handled=6))
    assert await client.get_nurse_contact(made.id) == changed
    assert (await client.explain_nurse_contact(made.id)).steps[0].result == 6_000
    assert {one.id for one in await client.list_nurse_contacts(practice="01054321")} == {made.id, other.id}
    assert (await client.nurse_effect(today, today)).total.avoided_basis_points == 5_500
