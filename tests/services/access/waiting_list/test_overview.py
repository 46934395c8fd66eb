"""The waiting list on a day in numbers (D-29): urgency, age, cause, bridging, carried over the year's end."""

from datetime import date
from typing import Any

import pytest

from services.access.waiting_list.rules import age_classes
from shared.schemas.access import NewPolicy, NewWaitingEntry, WaitingPlacement
from shared.values.choosing import BridgingCare, ClientDelayReason, WaitingCause
from tests.services.access.care_starts.test_rest import refusal


@pytest.mark.rule("R-A37")
def test_the_classes_of_age_are_those_of_the_policy() -> None:
    """Maxima of 7, 21 and 42 days give four classes without a gap; maxima that are the same give one bound."""
    assert age_classes((7, 21, 42)) == [(0, 7), (8, 21), (22, 42), (43, None)]
    assert age_classes((7, 7, 7)) == [(0, 7), (8, None)]


@pytest.mark.rule("R-A37")
@pytest.mark.rule("E-25")
@pytest.mark.rule("D-29")
async def test_the_list_on_a_day(agreed: Any, tenant_on: Any) -> None:
    """Three wait for 7, 15 and 141 days, one since last year for the ceiling; who was placed is not among them."""
    client, provider = agreed.client(), agreed.tenant.providers[0]
    given = (
        (1, date(2026, 4, 13), WaitingCause.CAPACITY, BridgingCare.SOCIAL_TEAM),
        (1, date(2026, 4, 5), WaitingCause.CAPACITY, BridgingCare.NONE),
        (3, date(2025, 11, 30), WaitingCause.CEILING, BridgingCare.NONE),
        (2, date(2026, 4, 5), WaitingCause.CAPACITY, BridgingCare.NONE),
    )
    made = []
    for number, (urgency, since, cause, bridging) in enumerate(given):
        request = await agreed.report(f"wacht-{number}", contact_on=since, contract_id=None)
        new = NewWaitingEntry(
            request_id=request.id, product_category="02", urgency=urgency, since=since, cause=cause, bridging=bridging,
        )  # fmt: skip
        made.append(await client.register_waiting_entry(new))
    await client.place_waiting_entry(made[3].id, WaitingPlacement(provider=provider, motive="Dichtbij."))
    await client.delay_waiting_entry(made[0].id, date(2026, 5, 4), ClientDelayReason.OWN_WISH)
    seen = await client.waiting_list_overview()
    assert (seen.on, seen.policy_version, seen.waiting, seen.longest_days) == (agreed.tenant.today, 0, 3, 141)
    assert (seen.overdue, seen.on_own_wish, seen.without_bridging, seen.carried_over) == (2, 1, 2, 1)
    assert [(one.urgency, one.maximum_days, one.waiting, one.overdue) for one in seen.urgencies] == [
        (1, 7, 2, 1), (2, 21, 0, 0), (3, 42, 1, 1),
    ]  # fmt: skip
    assert [(one.from_days, one.to_days, one.waiting) for one in seen.ages] == [
        (0, 7, 1), (8, 21, 1), (22, 42, 0), (43, None, 1),
    ]  # fmt: skip
    assert {one.cause: (one.waiting, one.carried_over) for one in seen.causes} == {
        WaitingCause.CEILING: (1, 1), WaitingCause.CAPACITY: (2, 0),
    }  # fmt: skip
    assert {one.bridging: one.waiting for one in seen.bridging if one.waiting} == {
        BridgingCare.NONE: 2, BridgingCare.SOCIAL_TEAM: 1,
    }  # fmt: skip
    before = await client.waiting_list_overview(date(2025, 12, 31))
    assert (before.waiting, before.carried_over, before.longest_days) == (1, 0, 31)
    policy = await client.register_policy(
        NewPolicy(valid_from=agreed.tenant.today, maximum_wait_days=[10, 20, 30])
    )
    assert (await client.waiting_list_overview()).policy_version == policy.version
    other = (await tenant_on(date(2026, 4, 20))).client(type(client))
    assert (await other.waiting_list_overview()).waiting == 0
    assert (await refusal(agreed.client(provider).waiting_list_overview())).status == 403
    shown = await agreed.graph("{ waitingListOverview { waiting causes { carriedOver } } }")
    assert shown["data"]["waitingListOverview"]["waiting"] == 3
