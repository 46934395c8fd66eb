"""Of two contributions at once one stands, and a contribution follows care that goes on or was never given."""

import asyncio
from datetime import date
from typing import Any

import pytest

from services.access.own_contributions import operations
from shared.schemas.access import NewCareStart, NewOwnContribution
from shared.values.care_courses import CorrectionReason
from shared.values.legal_frames import ContributionCollector, ContributionRoute, ContributionState
from shared.values.products import OwnContributionRoute
from tests.services.access.legal_checks.known import catalogued
from tests.support.persons import processed


@pytest.mark.rule("R-A30")
async def test_one_contribution_stands_and_lapses_with_its_care(agreed: Any) -> None:
    """Opened twice in the same moment: one; the care withdrawn as never given: withdrawn, once, with a line in the log."""
    await catalogued(agreed)
    decision, client = await agreed.acute(), agreed.client()
    provider = agreed.client(agreed.tenant.providers[0])
    care = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    new = NewOwnContribution(care_start_id=care.id)
    made = await asyncio.gather(
        *(client.register_own_contribution(new) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["OwnContribution", *["Refusal"] * 3]
    await provider.withdraw_care_start(care.id, CorrectionReason.NEVER_GIVEN)
    await agreed.work()
    await agreed.work()
    (gone,) = await client.list_own_contributions()
    assert (gone.state, gone.version) == (ContributionState.WITHDRAWN, 2)
    names = [line[1] for line in await processed(agreed.tenant, agreed.tenant.house)]
    assert names.count("access.own_contributions.own-contribution-changed") == 1


@pytest.mark.rule("R-A30")
@pytest.mark.rule("E-72")
async def test_a_final_decision_with_a_route_to_the_cak_opens_its_contribution(agreed: Any) -> None:
    """From the start of care, once however often the day comes; not on a referral, nor for a product without a contribution."""
    await catalogued(agreed)
    await catalogued(agreed, code="02A04", own_contribution=OwnContributionRoute.NONE)
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    decided = await agreed.acute()
    assert decided.own_contribution is ContributionRoute.CAK_FIXED_TARIFF
    without = await agreed.acute("inwoner-2", product_code="02A04")
    referred = await agreed.referred("inwoner-3")
    await agreed.work()
    assert await client.list_own_contributions() == []
    care = await provider.register_care_start(
        NewCareStart(decision_id=decided.id, start_date=date(2026, 4, 1))
    )
    await provider.register_care_start(NewCareStart(decision_id=without.id, start_date=date(2026, 4, 1)))
    await provider.register_care_start(NewCareStart(referral_id=referred.id, start_date=date(2026, 4, 20)))
    await agreed.work()
    await agreed.work()
    (made,) = await client.list_own_contributions()
    assert (made.care_start_id, made.decision_id, made.route, made.collected_by, made.version) == (
        care.id, decided.id, ContributionRoute.CAK_FIXED_TARIFF, ContributionCollector.CAK, 1,
    )  # fmt: skip
    assert (made.start_date, made.legally_impure, made.state) == (
        date(2026, 4, 1), False, ContributionState.RUNNING,
    )  # fmt: skip
    [fact] = await agreed.facts("own-contribution-started")
    assert fact.data["careStartId"] == str(care.id)
    ctx = agreed.tenant.house.services["access"].system_context(agreed.tenant.owner)
    await operations.open_contribution(ctx, care.id)
    assert len(await agreed.facts("own-contribution-started")) == 1
