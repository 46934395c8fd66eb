"""Own contributions over HTTP: opened on care that started, following it, and seen by the provider that collects."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import ContributionTariff, NewCareStart, NewCareStop, NewOwnContribution
from shared.values.care_courses import StopReason
from shared.values.legal_frames import ContributionCollector, ContributionRoute, ContributionState
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued
from tests.support.persons import neighbour


@pytest.mark.rule("R-A30")
@pytest.mark.rule("N-64")
async def test_a_contribution_runs_from_the_start_of_care_to_its_stop(agreed: Any) -> None:
    """Through the CAK at the municipality's own tariff, with its source; when care stopped it ends on that day by itself."""
    await catalogued(agreed)
    decision, client = await agreed.acute(), agreed.client()
    provider = agreed.client(agreed.tenant.providers[0])
    care = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    tariff = ContributionTariff(
        monthly_cents=2_100, valid_from=date(2026, 1, 1), source="Verordening 2026 artikel 12"
    )
    new = NewOwnContribution(external_reference="eb/1", care_start_id=care.id, tariffs=[tariff])
    made = await client.register_own_contribution(new)
    assert (made.route, made.collected_by, made.state, made.legally_impure) == (
        ContributionRoute.CAK_FIXED_TARIFF, ContributionCollector.CAK, ContributionState.RUNNING, False,
    )  # fmt: skip
    assert [(one.start_date, one.end_date, one.monthly_cents) for one in made.periods] == [
        (date(2026, 4, 1), None, 2_100)
    ]
    assert await client.put_own_contribution("eb/1", new) == made
    assert codes(
        await refusal(client.register_own_contribution(NewOwnContribution(care_start_id=care.id)))
    ) == ["contribution-known"]
    await provider.register_care_stop(
        NewCareStop(care_start_id=care.id, end_date=date(2026, 4, 19), reason=StopReason.GOALS_REACHED)
    )
    await agreed.work()
    await agreed.work()
    (ended,) = await client.list_own_contributions(state="ended", citizenId=str(care.citizen_id))
    assert (ended.end_date, ended.periods[-1].end_date, ended.version) == (
        date(2026, 4, 19),
        date(2026, 4, 19),
        2,
    )
    facts = await agreed.facts("own-contribution-started", "own-contribution-changed")
    assert [fact.data["state"] for fact in facts] == ["running", "ended"]
    assert {step.rule for step in (await client.explain_own_contribution(made.id)).steps} == {"R-A30"}
    assert (await refusal(provider.get_own_contribution(made.id))).code == "own-contribution-not-found"
    other = await neighbour(agreed.tenant)
    assert (await other.ask("access", "GET", f"/own-contributions/{made.id}")).status_code == 404


@pytest.mark.rule("R-A30")
@pytest.mark.rule("F-17")
async def test_a_general_provision_has_a_cost_price_and_never_the_cak(agreed: Any) -> None:
    """The provider collects the municipality's price and sees it; to the CAK it may not go; others may not open one."""
    referral = await agreed.referred()
    provider, client = agreed.client(agreed.tenant.providers[0]), agreed.client()
    care = await provider.register_care_start(
        NewCareStart(referral_id=referral.id, start_date=agreed.tenant.today)
    )
    new = NewOwnContribution(
        care_start_id=care.id, collected_by=ContributionCollector.CAK, cost_price_cents=750,
        cost_price_source="Verordening 2026",
    )  # fmt: skip
    assert "cak-not-for-general" in codes(await refusal(client.register_own_contribution(new)))
    by_provider = new.model_copy(update={"collected_by": ContributionCollector.PROVIDER})
    assert (await refusal(provider.register_own_contribution(by_provider))).status == 403
    made = await client.register_own_contribution(by_provider)
    assert (made.route, made.cost_price_cents) == (ContributionRoute.PROVIDER_COLLECTS, 750)
    assert await provider.get_own_contribution(made.id) == made
