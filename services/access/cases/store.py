"""The reading of cases: no SQL of their own, but that of allocations, decisions, referrals and requests."""

from __future__ import annotations

from uuid import UUID

from services.access.allocations import store as allocations
from services.access.cases.rules import Case, case_of_decision, case_of_referral
from services.access.decisions import store as decisions
from services.access.referrals import store as referrals
from services.access.requests import store as requests
from shared.kit.database import Connection


async def lock_case(connection: Connection, decision_id: UUID | None, referral_id: UUID | None) -> Case:
    """The case of the one that is named, locked: what is reported under it comes one at a time.

    Raises DecisionNotFound, ReferralNotFound, ReferralNotAccepted, and RequestNotFound for a provider whose citizen was erased.
    """
    if decision_id is not None:
        decision = await decisions.lock_decision(connection, decision_id)
        held = await allocations.list_of_decision(connection, decision.owner, decision.id)
        return case_of_decision(decision, await requests.get_request(connection, decision.request_id), held)
    assert referral_id is not None, "a case is a decision or a referral"
    referral = await referrals.lock_referral(connection, referral_id)
    return case_of_referral(referral, await requests.get_request(connection, referral.request_id))
