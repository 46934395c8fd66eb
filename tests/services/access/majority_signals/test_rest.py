"""Majority signals over HTTP: raised by themselves in the month that the policy says, for the municipality alone."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationGrant
from shared.values.legal_frames import MajorityState
from shared.values.terms import Law
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.legal_checks.known import catalogued, youth
from tests.support.persons import neighbour


@pytest.mark.rule("R-A16")
@pytest.mark.rule("E-73")
async def test_running_youth_help_is_told_about_before_its_age_limit(agreed: Any) -> None:
    """Who turns 18 on 1 November is watched now and raised on 1 May, once, with a signal; no day of birth is told."""
    request = await youth(agreed, "2008-11-01")
    await catalogued(agreed, code="45A01", category="45")
    client = agreed.client()
    decision = await client.take_decision(
        request.id, agreed.new_decision(law=Law.JEUGDWET, product_category="45", product_code="45A01")
    )
    await agreed.work()
    (watched,) = await client.list_majority_signals(citizenId=str(request.citizen_id))
    assert (watched.decision_id, watched.age_limit, watched.state) == (decision.id, 18, MajorityState.WATCHED)
    assert (watched.reaches_in, watched.signal_on) == (date(2026, 11, 1), date(2026, 5, 1))
    await agreed.on(date(2026, 4, 30))
    await agreed.work()
    assert (await client.get_majority_signal(watched.id)).state is MajorityState.WATCHED
    await agreed.on(date(2026, 5, 1))
    await agreed.work()
    await agreed.work()
    (raised,) = await client.list_majority_signals(state="raised")
    assert (raised.id, raised.raised_on, raised.version) == (watched.id, date(2026, 5, 1), 2)
    (signal,) = [one for one in await client.list_signals() if one.kind == "ageLimitNear"]
    assert (signal.subject, signal.facts["reachesIn"]) == (str(decision.id), "2026-11")
    assert len(await agreed.facts("majority-watched", "majority-signal-raised")) == 2
    assert "2008" not in str((await client.explain_majority_signal(watched.id)).steps)
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.list_majority_signals())).status == 403
    other = await neighbour(agreed.tenant)
    assert (await other.ask("access", "GET", f"/majority-signals/{raised.id}")).status_code == 404


@pytest.mark.rule("R-A16")
async def test_youth_help_without_a_decision_is_told_about_too(agreed: Any) -> None:
    """Allocated on a GP's referral to who turns 18 on 1 November: watched by its allocation, raised on 1 May, and once."""
    citizen = (await youth(agreed, "2008-11-01")).citizen_id
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, citizen))
    done = await client.grant_allocation_request(asked.id, AllocationGrant())
    await agreed.work()
    (watched,) = await client.list_majority_signals(citizenId=str(citizen))
    assert (watched.allocation_id, watched.decision_id) == (done.allocation_id, None)
    await agreed.on(date(2026, 5, 1))
    for _ in range(2):
        await agreed.work()
    (raised,) = await client.list_majority_signals(state="raised")
    assert (raised.id, raised.raised_on) == (watched.id, date(2026, 5, 1))
    (signal,) = [one for one in await client.list_signals() if one.kind == "ageLimitNear"]
    assert (signal.subject_kind, signal.subject) == ("allocation", str(done.allocation_id))
