"""The part of a purchaser's life in which citizens disagree and are heard, and in which signals are looked at."""

from datetime import date, timedelta
from uuid import UUID

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.values.choosing import WaitingCause
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedyState, RemedySubject
from shared.values.signals import SignalKind
from shared.values.terms import Law
from tests.support.tenants import Tenant


async def disagree(tenant: Tenant, contract: Contract) -> None:
    """An objection from filing to its decision, a complaint that is withdrawn, a signal from raised to closed."""
    client = tenant.client(AccessClient)
    await _remedies(client, tenant)
    await _undecided(client, tenant)
    await _signals(client, tenant, contract.id)
    await tenant.drain()


async def _remedies(client: AccessClient, tenant: Tenant) -> None:
    today = tenant.today
    (decision, *_) = await client.list_decisions(state=DecisionState.FINAL, outcome=DecisionOutcome.GRANTED)
    objection = access.NewRemedy(
        kind=RemedyKind.OBJECTION, citizen_id=decision.citizen_id, decision_id=decision.id, filed_on=today,
        ground="Vier uur is te weinig.", handler_kind=RemedyHandler.LEGAL_AFFAIRS,
    )  # fmt: skip
    filed = await client.register_remedy(objection)
    assert (await client.explain_remedy(filed.id)).steps
    taken = await client.handle_remedy(filed.id, "p.devries", RemedyHandler.OBJECTIONS_COMMITTEE)
    assert taken.state is RemedyState.IN_HANDLING
    assert (await client.suspend_remedy(filed.id, today)).state is RemedyState.SUSPENDED
    assert (await client.resume_remedy(filed.id, today)).suspended_days == 0
    assert (await client.extend_remedy(filed.id)).extended
    # Another person than who took the decision that is objected to (Awb 10:3).
    judge = tenant.client(AccessClient, end_user="p.devries")
    done = await judge.decide_remedy(filed.id, RemedyOutcome.UNFOUNDED, today, "Vier uur blijft staan.")
    assert await client.get_remedy(filed.id) == done
    complaint = access.NewRemedy(
        kind=RemedyKind.COMPLAINT, citizen_id=decision.citizen_id, subject=RemedySubject.CONDUCT, filed_on=today,
        handler_kind=RemedyHandler.COMPLAINTS_DESK,
    )  # fmt: skip
    other = await client.put_remedy("klacht/1", complaint)
    assert (await client.withdraw_remedy(other.id)).state is RemedyState.WITHDRAWN
    assert {one.id for one in await client.list_remedies(citizenId=decision.citizen_id)} == {
        done.id,
        other.id,
    }


async def _undecided(client: AccessClient, tenant: Tenant) -> None:
    """An objection that nobody decides, with a notice of default once its term has passed."""
    today = tenant.today
    (decision, *_) = await client.list_decisions(state=DecisionState.FINAL, outcome=DecisionOutcome.GRANTED)
    objection = access.NewRemedy(
        kind=RemedyKind.OBJECTION, citizen_id=decision.citizen_id, decision_id=decision.id, filed_on=today,
        handler_kind=RemedyHandler.LEGAL_AFFAIRS,
    )  # fmt: skip
    filed = await client.register_remedy(objection)
    later = today + timedelta(days=200)
    await _on(tenant, later)
    assert (await client.give_remedy_notice(filed.id, later)).notice_on == later
    await _on(tenant, today)


async def _on(tenant: Tenant, day: date) -> None:
    """Set the clock of access alone, past what would be due in between: the rest of the year goes on from where it was."""
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    async with ctx.begin() as connection:
        await connection.raw.execute("update clocks set today = $1 where owner = $2", day, tenant.owner)
        connection.recorded = True


async def _signals(client: AccessClient, tenant: Tenant, contract_id: UUID) -> None:
    """A place for the less urgent of two who wait is a signal (E-75)."""
    entries = []
    for citizen, urgency in (("signaal-a", 1), ("signaal-b", 3)):
        new = access.NewRequest(
            citizen_reference=citizen, contract_id=contract_id, law=Law.WMO_2015, contact_on=tenant.today
        )
        request = await client.report_request(new)
        waiting = access.NewWaitingEntry(
            request_id=request.id, product_category="03", urgency=urgency, cause=WaitingCause.CAPACITY,
            since=tenant.today,
        )  # fmt: skip
        entries.append(await client.register_waiting_entry(waiting))
    given = access.WaitingPlacement(provider=tenant.providers[0], motive="De ander kan pas later.")
    await client.place_waiting_entry(entries[1].id, given)
    (raised,) = [
        one
        for one in await client.list_signals(kind=SignalKind.SERVED_OUT_OF_ORDER)
        if one.subject == str(entries[1].id)
    ]
    counts = await client.count_signals()
    assert counts.counts
    assert (await client.acknowledge_signal(raised.id)).state == "acknowledged"
    closed = await client.close_signal(raised.id, "Nagegaan: de volgorde is uitgelegd.")
    assert await client.get_signal(raised.id) == closed
