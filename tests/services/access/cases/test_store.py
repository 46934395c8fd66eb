"""Cases as they are read and locked."""

from typing import Any

import pytest

from services.access.cases import store
from services.access.decisions.rules import DecisionNotFound
from services.access.referrals.rules import ReferralNotFound
from shared.values import new_id
from shared.values.terms import ProvisionType


@pytest.mark.rule("R-X07")
async def test_a_case_is_read_from_its_decision_or_its_referral(agreed: Any) -> None:
    """With the request's first contact; of the other member and of nothing there is none."""
    decision, referral = await agreed.decided(), await agreed.referred("inwoner-2")
    provider, other = agreed.tenant.providers[0], agreed.tenant.providers[1]
    for oin in (None, provider):
        async with agreed.connection(oin) as connection:
            decided = await store.lock_case(connection, decision.id, None)
            referred = await store.lock_case(connection, None, referral.id)
        assert (decided.request_id, decided.allocation_number) == (
            decision.request_id,
            decision.allocation_number,
        )
        assert (decided.first_day, decided.contact_on) == (decision.start_date, referred.contact_on)
        assert (referred.referral_id, referred.provision_type) == (referral.id, ProvisionType.GENERAL)
    async with agreed.connection(other) as connection:
        with pytest.raises(DecisionNotFound):
            await store.lock_case(connection, decision.id, None)
        with pytest.raises(ReferralNotFound):
            await store.lock_case(connection, None, new_id())
