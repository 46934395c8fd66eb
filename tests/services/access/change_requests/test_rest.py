"""Requests for change over HTTP: a provider names all that runs, and a grant takes the whole over in one act."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AskingRejection, NewChangeRequest
from shared.schemas.access.change_requests import AskedChange, AskedProduct
from shared.values.allocating import AskingState
from shared.values.arrangements import Scenario
from shared.values.terms import Law
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal


def new_request(
    agreed: Any, made: Any, reference: str = "VOW/1", day: date = date(2026, 5, 4), **other: Any
) -> NewChangeRequest:
    """The allocation goes to five hours a week on 4 May, and day care comes beside it."""
    five = AskedChange(
        allocation_number=made.allocation_number, desired_from=day, end_date=date(2026, 6, 30), volume=5,
        unit="04", frequency="2",
    )  # fmt: skip
    day_care = AskedProduct(
        product_category="07", product_code="07A12", desired_from=day, end_date=date(2026, 6, 30), volume=2,
        unit="16", frequency="2",
    )  # fmt: skip
    values: dict[str, Any] = {
        "owner": made.owner, "provider": made.provider, "citizen_id": made.citizen_id, "law": Law.WMO_2015,
        "provider_reference": reference, "reason": "1", "changed_products": [five], "new_products": [day_care],
    }  # fmt: skip
    return NewChangeRequest(**{**values, **other})


@pytest.mark.rule("N-131")
async def test_a_change_is_asked_and_granted_as_a_whole(agreed: Any) -> None:
    """Investigated once, granted literally: the old number ends, a new one begins, both with one reference and each told."""
    made = await granted(agreed, volume=3)
    await scenario(agreed, Scenario.B)
    client, provider = agreed.client(), agreed.client(made.provider)
    wrong = new_request(agreed, made, changed_products=[], new_products=[])
    assert set(codes(await refusal(provider.register_change_request(wrong)))) == {
        "not-all",
        "nothing-kept",
        "nothing-asked",
    }
    new = new_request(agreed, made, external_reference="vow/1", new_products=[])
    asked = await provider.register_change_request(new)
    assert await provider.put_change_request("vow/1", new) == asked
    assert codes(await refusal(provider.register_change_request(new_request(agreed, made, "VOW/2")))) == [
        "pending-already"
    ]
    assert (
        await refusal(agreed.client(agreed.tenant.providers[1]).get_change_request(asked.id))
    ).status == 404
    assert (await client.investigate_change_request(asked.id)).state is AskingState.UNDER_INVESTIGATION
    done = await client.grant_change_request(asked.id, key="inwilligen")
    assert await client.grant_change_request(asked.id, key="inwilligen") == done
    numbers = [made.allocation_number, made.allocation_number + 1]
    assert done.granted_numbers == numbers
    held = await provider.list_allocations(citizenId=str(made.citizen_id))
    assert [(one.allocation_number, one.volume, one.provider_reference) for one in held] == [
        (numbers[0], 3, "VOW/1"), (numbers[1], 5, "VOW/1"),
    ]  # fmt: skip
    assert (held[0].end_date, held[0].stop_reason) == (date(2026, 5, 3), "37")
    await agreed.work()
    facts = await agreed.facts("allocation-changed", "allocation-granted")
    assert sorted(fact.data["allocationNumber"] for fact in facts) == numbers
    assert len((await client.explain_change_request(asked.id)).steps) == 3


async def test_a_change_is_rejected_or_withdrawn(agreed: Any) -> None:
    """Then another may be asked under a new reference; nothing changed."""
    made = await granted(agreed)
    client, provider = agreed.client(), agreed.client(made.provider)
    first = await provider.register_change_request(new_request(agreed, made))
    no = await client.reject_change_request(first.id, AskingRejection(rejection_reason="2"))
    assert no.state is AskingState.REJECTED
    second = await provider.register_change_request(new_request(agreed, made, "VOW/2"))
    assert (await provider.withdraw_change_request(second.id)).state is AskingState.WITHDRAWN
    assert (await refusal(client.grant_change_request(second.id))).code == "asking-answered"
    assert [one.id for one in await client.list_change_requests(state="rejected")] == [first.id]
    assert (await client.get_allocation(made.id)).version == 1
