"""Care under an allocation that no decision made, over HTTP: asked for by its provider, or taken over with a file."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import (
    AllocationGrant,
    CareStartCorrection,
    CareStop,
    NewCareStart,
    NewCareStop,
)
from shared.values import new_id
from shared.values.care_courses import CareState, CorrectionReason, StopReason
from shared.values.terms import ProvisionType
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.file_takeovers.test_rest import GOOD, file
from tests.services.access.file_takeovers.test_running import running


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-A04")
async def test_care_begins_on_what_a_provider_asked_for(agreed: Any) -> None:
    """Granted from a 315 without a request: started once, corrected, stopped, told with its number; a stranger finds nothing."""
    citizen, today = (await agreed.report()).citizen_id, agreed.tenant.today
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, citizen))
    done = await client.grant_allocation_request(asked.id, AllocationGrant())
    new = NewCareStart(
        external_reference="start/315", allocation_id=done.allocation_id, start_date=date(2026, 4, 2)
    )
    early = new.model_copy(update={"start_date": date(2026, 3, 31)})
    assert codes(await refusal(provider.register_care_start(early))) == ["before-allocation"]
    stranger = agreed.client(agreed.tenant.providers[1])
    hidden = await refusal(stranger.register_care_start(new))
    assert (hidden.status, hidden.code) == (404, "allocation-not-found")
    made = await provider.register_care_start(new)
    assert (made.allocation_id, made.decision_id, made.referral_id, made.request_id) == (
        done.allocation_id, None, None, None,
    )  # fmt: skip
    assert (made.allocation_number, made.allocation_start_date, made.provision_type) == (
        done.allocation_number, date(2026, 4, 1), ProvisionType.TAILOR_MADE,
    )  # fmt: skip
    assert (made.citizen_id, made.contact_on, made.granted_on) == (citizen, asked.requested_on, today)
    assert await provider.put_care_start("start/315", new) == made
    twice = new.model_copy(update={"external_reference": None})
    assert codes(await refusal(provider.register_care_start(twice))) == ["care-runs"]
    assert await client.list_care_starts(allocationId=str(done.allocation_id)) == [made]
    corrected = await provider.change_care_start(
        made.id, 1, CareStartCorrection(start_date=date(2026, 4, 3), reason=CorrectionReason.ENTRY_ERROR)
    )
    stop = await provider.register_care_stop(
        NewCareStop(care_start_id=made.id, end_date=date(2026, 4, 10), reason=StopReason.INTERRUPTED)
    )
    assert (stop.allocation_id, stop.allocation_number, stop.start_date) == (
        done.allocation_id, done.allocation_number, corrected.start_date,
    )  # fmt: skip
    assert [CareStop.model_validate(one) for one in (await agreed.get(
        f"/care-stops?allocationId={done.allocation_id}"
    )).json()["items"]] == [stop]  # fmt: skip
    again = await provider.register_care_start(twice.model_copy(update={"start_date": date(2026, 4, 13)}))
    gone = await provider.withdraw_care_start(again.id, CorrectionReason.NEVER_GIVEN)
    assert gone.state is CareState.WITHDRAWN
    told = (await agreed.facts("care-started"))[0]
    assert (told.data["allocationId"], told.data["allocationNumber"]) == (
        str(done.allocation_id), done.allocation_number,
    )  # fmt: skip
    graph = await agreed.graph(
        "query ($id: UUID!) { careStart(id: $id) { allocationId decisionId request { id } stops { endDate } } }",
        id=str(made.id),
    )
    assert graph["data"]["careStart"] == {
        "allocationId": str(done.allocation_id), "decisionId": None, "request": None,
        "stops": [{"endDate": "2026-04-10"}],
    }  # fmt: skip


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-A56")
async def test_care_goes_on_under_a_number_that_was_taken_over(agreed: Any) -> None:
    """Since January 2025 in another system, reported here; one of a decision is refused by its field with what to name."""
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    line = {
        **GOOD, "citizenReference": "overgenomen", "sourceReference": "Z", "state": "decided", "clarifiedOn": None,
        "allocations": [running(agreed, 5001)],
    }  # fmt: skip
    assert (await client.take_over_file("suite", file(line))).accepted == 1
    await agreed.work()
    [held] = (await agreed.get("/allocations", oin=agreed.tenant.providers[0])).json()["items"]
    made = await provider.register_care_start(
        NewCareStart(allocation_id=held["id"], start_date=date(2025, 1, 6))
    )
    assert (made.allocation_number, str(made.request_id), made.state) == (
        5001, held["requestId"], CareState.IN_CARE,
    )  # fmt: skip
    decision = await agreed.decided()
    [own] = (await agreed.get(f"/allocations?decisionId={decision.id}")).json()["items"]
    refused = await refusal(
        provider.register_care_start(NewCareStart(allocation_id=own["id"], start_date=agreed.tenant.today))
    )
    assert (refused.status, refused.code, codes(refused)) == (
        409, "care-under-decision", ["care-under-decision"],
    )  # fmt: skip
    assert refused.problem["errors"][0]["location"] == "#/allocationId"
    two = await agreed.tenant.ask(
        "access", "POST", "/care-starts",
        json={"decisionId": str(decision.id), "allocationId": str(new_id()), "startDate": "2026-04-20"},
    )  # fmt: skip
    assert (two.status_code, two.json()["errors"][0]["code"]) == (400, "exactly-one")
