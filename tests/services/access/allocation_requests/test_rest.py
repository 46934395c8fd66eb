"""Requests for allocation over HTTP: a provider asks, the municipality answers, and the allocation carries the reference."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationGrant, AskingRejection, NewAllocationRequest
from shared.values.allocating import AllocationOrigin, AskingState
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import youth


def new_request(agreed: Any, citizen_id: Any, reference: str = "VOT/1", **other: Any) -> NewAllocationRequest:
    """A GP's referral for four hours a week of youth help from today."""
    values: dict[str, Any] = {
        "owner": agreed.tenant.owner, "provider": agreed.tenant.providers[0], "citizen_id": citizen_id,
        "law": Law.JEUGDWET, "provider_reference": reference, "product_category": "45", "product_code": "45A04",
        "volume": 4, "unit": "04", "frequency": "2", "start_date": date(2026, 4, 1), "end_date": date(2026, 10, 31),
        "referrer_type": "02", "referrer_code": "01234567",
    }  # fmt: skip
    return NewAllocationRequest(**{**values, **other})


@pytest.mark.rule("R-A04")
async def test_a_provider_asks_and_the_municipality_grants(agreed: Any) -> None:
    """A statutory referral from before today, due in five working days, under investigation once, granted with its reference."""
    citizen = (await agreed.report()).citizen_id
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    new = new_request(agreed, citizen, external_reference="vot/1")
    asked = await provider.register_allocation_request(new)
    assert (asked.state, asked.answer_due_on) == (AskingState.PENDING, date(2026, 4, 28))
    assert await provider.put_allocation_request("vot/1", new) == asked
    second = await refusal(provider.register_allocation_request(new_request(agreed, citizen, "VOT/1")))
    assert set(codes(second)) == {"pending-already", "reference-used"}
    other = agreed.client(agreed.tenant.providers[1])
    assert (await refusal(other.get_allocation_request(asked.id))).status == 404
    assert (await refusal(other.register_allocation_request(new))).code == "asker-only"
    assert (await refusal(provider.grant_allocation_request(asked.id, AllocationGrant()))).status == 403
    under = await client.investigate_allocation_request(asked.id)
    assert (under.state, under.answer_due_on) == (AskingState.UNDER_INVESTIGATION, date(2026, 6, 15))
    assert (await refusal(client.investigate_allocation_request(asked.id))).code == "asking-answered"
    done = await client.grant_allocation_request(asked.id, AllocationGrant(volume=3))
    made = await provider.get_allocation(done.allocation_id)
    assert (made.provider_reference, made.volume, made.origin) == (
        "VOT/1",
        3,
        AllocationOrigin.ALLOCATION_REQUEST,
    )
    assert (made.allocation_number, made.decision_id, made.retroactive) == (
        done.allocation_number,
        None,
        True,
    )
    await agreed.work()
    [told] = await agreed.facts("allocation-granted")
    assert told.data["allocationNumber"] == made.allocation_number and "providerReference" not in told.data
    assert len((await client.explain_allocation_request(asked.id)).steps) == 4


@pytest.mark.rule("R-A04")
async def test_rejections_and_products_of_one_message(agreed: Any) -> None:
    """Products of one message come beside each other; one is rejected, one withdrawn; a stranger's citizen is not found."""
    citizen = (await agreed.report()).citizen_id
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    first = await provider.register_allocation_request(
        new_request(agreed, citizen, "VOT/1", message_reference="BERICHT-1")
    )
    court = await provider.register_allocation_request(
        new_request(
            agreed, citizen, "VOT/2", message_reference="BERICHT-1", product_code="45A05", referrer_type="08",
            referrer_code=None,
        )
    )  # fmt: skip
    no = AskingRejection(rejection_reason="7")
    assert (await client.reject_allocation_request(first.id, no)).rejection_reason == "7"
    assert codes(await refusal(client.reject_allocation_request(court.id, no))) == ["court-order"]
    assert (await provider.withdraw_allocation_request(court.id)).state is AskingState.WITHDRAWN
    assert [one.state for one in await client.list_allocation_requests(citizenId=str(citizen))] == [
        AskingState.REJECTED, AskingState.WITHDRAWN,
    ]  # fmt: skip
    unknown = new_request(agreed, agreed.contract.id, "VOT/3")
    assert (await refusal(provider.register_allocation_request(unknown))).status == 404
    wmo = new_request(agreed, citizen, "VOT/4", law=Law.WMO_2015, product_category="02", product_code="02A03")
    assert "wmo-via-municipality" in codes(await refusal(provider.register_allocation_request(wmo)))


@pytest.mark.rule("R-X06")
async def test_who_helps_by_a_decision_is_told_to_name_its_number(agreed: Any) -> None:
    """IV052: a request beside an own allocation that rests on a decision, without its number, warns; with it, or of another, not."""
    request = await youth(agreed, "2012-09-01")
    grant = agreed.new_decision(
        law=Law.JEUGDWET, product_category="45", product_code="45A12", end_date=date(2026, 12, 31)
    )
    decision = await agreed.client().take_decision(request.id, grant)
    one, two = (agreed.client(name) for name in agreed.tenant.providers[:2])
    asked = [
        await one.register_allocation_request(new_request(agreed, request.citizen_id, "IV/1")),
        await two.register_allocation_request(
            new_request(agreed, request.citizen_id, "IV/2", provider=agreed.tenant.providers[1])
        ),
    ]
    told = [(await agreed.client().explain_allocation_request(each.id)).steps for each in asked]
    assert [[step.rule for step in steps] for steps in told] == [["R-X06", "IV052"], ["R-X06"]]
    assert told[0][1].inputs == {"allocationNumber": decision.allocation_number}
    await one.withdraw_allocation_request(asked[0].id)
    named = new_request(
        agreed, request.citizen_id, "IV/3", decision_number=decision.allocation_number, decision_date=agreed.tenant.today,
    )  # fmt: skip
    numbered = await one.register_allocation_request(named)
    assert [step.rule for step in (await agreed.client().explain_allocation_request(numbered.id)).steps] == [
        "R-X06"
    ]
