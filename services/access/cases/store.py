"""The reading of cases: no SQL of their own, but that of allocations, decisions, referrals and requests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.allocation_requests.store import REGISTER as ASKED
from services.access.allocations import store as allocations
from services.access.cases.rules import (
    Case,
    carried_on,
    case_of_allocation,
    case_of_decision,
    case_of_referral,
)
from services.access.decisions import store as decisions
from services.access.referrals import store as referrals
from services.access.requests import store as requests
from services.access.requests.rules import Request, RequestNotFound
from shared.kit.database import Connection


async def lock_case(
    connection: Connection,
    decision_id: UUID | None,
    referral_id: UUID | None,
    allocation_id: UUID | None = None,
) -> Case:
    """The case of the one that is named, locked: what is reported under it comes one at a time.

    Raises DecisionNotFound, ReferralNotFound, ReferralNotAccepted, AllocationNotFound, CareUnderDecision, and RequestNotFound for a provider whose citizen was erased.
    """
    if decision_id is not None:
        decision = await decisions.lock_decision(connection, decision_id)
        held = await allocations.list_of_decision(connection, decision.owner, decision.id)
        return case_of_decision(decision, await requests.get_request(connection, decision.request_id), held)
    if allocation_id is not None:
        return await _case_of_allocation(connection, allocation_id)
    assert referral_id is not None, "a case is a decision, a referral or an allocation"
    referral = await referrals.lock_referral(connection, referral_id)
    return case_of_referral(referral, await requests.get_request(connection, referral.request_id))


async def _case_of_allocation(connection: Connection, allocation_id: UUID) -> Case:
    """The case of an allocation without a decision, under the lock of the first of the numbers that carry each other on."""
    named = await allocations.REGISTER.get(connection, allocation_id)
    held = await allocations.list_granted(connection, named.owner, named.citizen_id)
    await allocations.REGISTER.get(connection, carried_on(named, held)[0].id, lock=True)
    named = await allocations.REGISTER.get(connection, allocation_id)
    request, contact_on = await _asked(connection, named.request_id, allocation_id)
    return case_of_allocation(named, held, request, contact_on or named.allocated_on)


async def _asked(
    connection: Connection, request_id: UUID | None, allocation_id: UUID
) -> tuple[Request | None, date | None]:
    """The request, where the actor sees one, with the day of the first contact: its own, or that of what the provider asked."""
    if request_id is not None:
        try:
            request = await requests.get_request(connection, request_id)
        except RequestNotFound:
            pass
        else:
            return request, request.contact_on
    found = await ASKED.list_by(connection, "allocation_id", [allocation_id])
    return None, min((one.requested_on for one in found), default=None)
