"""What of a request for change is granted without a decision of its own, over HTTP: by whom, in which scenario, after which test."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access.change_requests import AskedChange
from shared.values.arrangements import Scenario
from tests.services.access.allocations.test_grounds import with_review
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.change_requests.test_rest import new_request

STRANGER = "p.zonder-mandaat"


@pytest.mark.rule("R-A35")
@pytest.mark.rule("R-A03")
async def test_three_to_five_hours_in_a_is_decided_and_a_new_product_always(agreed: Any) -> None:
    """A: 3 to 5 hours a week takes a new decision; B: granted by a mandated person, but day care beside it is decided."""
    made, client = await granted(agreed), agreed.client()
    provider = agreed.client(made.provider)
    asked = await provider.register_change_request(new_request(agreed, made))
    stranger = agreed.client(end_user=STRANGER)
    await scenario(agreed, Scenario.A)
    assert (await refusal(stranger.grant_change_request(asked.id))).code == "mandate-missing"
    refused = await refusal(client.grant_change_request(asked.id))
    assert refused.code == "new-decision-needed"
    assert {one["location"] for one in refused.problem["errors"]} == {"#/newProducts", "#/changedProducts"}
    await scenario(agreed, Scenario.B)
    refused = await refusal(client.grant_change_request(asked.id))
    assert [one["location"] for one in refused.problem["errors"]] == ["#/newProducts"]
    await provider.withdraw_change_request(asked.id)
    asked = await provider.register_change_request(new_request(agreed, made, "VOW/2", new_products=[]))
    assert (await client.grant_change_request(asked.id)).granted_numbers == [1, 2]


@pytest.mark.rule("R-A11")
async def test_a_later_end_takes_a_test_in_b_too(agreed: Any) -> None:
    """Asked until the end of the year: refused without a test, granted after one."""
    made, client = await granted(agreed), agreed.client()
    provider = agreed.client(made.provider)
    await scenario(agreed, Scenario.B)
    later = AskedChange(
        allocation_number=made.allocation_number, desired_from=made.start_date, end_date=date(2026, 12, 30), volume=3,
        unit="04", frequency="2",
    )  # fmt: skip
    new = new_request(agreed, made, changed_products=[later], new_products=[])
    asked = await provider.register_change_request(new)
    assert codes(await refusal(client.grant_change_request(asked.id))) == ["not-tested"]
    await with_review(agreed, made)
    await client.grant_change_request(asked.id)
    assert (await client.get_allocation(made.id)).end_date == date(2026, 12, 30)


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_is_changed_at_once_and_looked_at_afterwards(agreed: Any) -> None:
    """More, and day care beside it, by anybody and in A: granted, with reviews afterwards."""
    made = await granted(agreed, acute=True)
    await scenario(agreed, Scenario.A)
    asked = await agreed.client(made.provider).register_change_request(new_request(agreed, made))
    done = await agreed.client(end_user=STRANGER).grant_change_request(asked.id)
    assert done.granted_numbers == [1, 2, 3]
    found = await agreed.client().list_reviews(kind="afterAcute")
    assert {2, 3} <= {one.allocation_number for one in found}
