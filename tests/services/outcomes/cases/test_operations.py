"""Cases follow the access feed, and are found by who assesses a client."""

from datetime import UTC, date, datetime

import pytest

from services.outcomes.cases import store
from shared.kit.followers import NotYetKnown
from shared.schemas import access
from shared.values import new_id
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.care_courses import CareState, StopReason, StopState
from shared.values.terms import ErasureGround, Law, ReferralState
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import decision, referral, start, stop

D = date


async def find(measured: Measured, **asked: object) -> object:
    """A case as the service itself finds it."""
    service = measured.tenant.house.services["outcomes"]
    async with service.system_context(measured.tenant.owner).read() as connection:
        return await store.find_case(connection, measured.tenant.owner, Law.WMO_2015, **asked)  # type: ignore[arg-type]


@pytest.mark.rule("R-X07")
async def test_a_case_from_decision_to_the_end_of_its_care(measured: Measured) -> None:
    """Found by its number from the decision on; care makes it start, a stop end; corrected, withdrawn and old news told again."""
    asked = measured.request(D(2026, 3, 2))
    await measured.tell("access", "request-received", asked)
    decided = decision(measured, asked)
    await measured.tell("access", "decision-taken", decided)
    before = await find(measured, allocation_number=4711)
    assert (before.kind, before.started_on) == ("decision", None)  # type: ignore[attr-defined]
    began = start(
        measured, D(2026, 3, 11), decision_id=decided.id, citizen_id=asked.citizen_id, request_id=asked.id
    )
    await measured.tell("access", "care-started", began)
    for key in ({"allocation_number": 4711}, {"care_start_id": began.id}):
        one = await find(measured, **key)
        assert (one.id, one.started_on, one.area_code) == (began.id, D(2026, 3, 11), "WK-01")  # type: ignore[attr-defined]
    over = stop(began, D(2026, 6, 30), StopReason.TRANSFERRED_TO_TEAM)
    await measured.tell("access", "care-stopped", over)
    [listed] = [
        one for one in await measured.client().cases(contractId=measured.contract.id) if one.care_start_id
    ]
    assert (listed.ended_on, listed.end_reason, listed.transferred) == (D(2026, 6, 30), over.reason, True)
    assert await measured.client().case(began.id) == listed
    undone = over.model_copy(update={"version": 2, "state": StopState.WITHDRAWN})
    await measured.tell("access", "care-stop-withdrawn", undone)
    await measured.tell("access", "care-stopped", over)
    assert (await measured.client().case(began.id)).ended_on is None
    gone = began.model_copy(update={"version": 2, "state": CareState.WITHDRAWN})
    await measured.tell("access", "care-start-withdrawn", gone)
    assert await find(measured, care_start_id=began.id) is None
    assert (await find(measured, allocation_number=4711)).kind == "decision"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="one of the two"):
        await find(measured)


@pytest.mark.rule("R-A56")
@pytest.mark.rule("F-38")
async def test_care_ends_with_the_move_and_with_the_erasure(measured: Measured) -> None:
    """Though nobody told a stop: on the last day of the decision, or on the day of the erasure."""
    asked = measured.request(D(2026, 3, 2))
    await measured.tell("access", "request-received", asked)
    decided = decision(measured, asked)
    await measured.tell("access", "decision-taken", decided)
    began = start(measured, D(2026, 3, 11), decision_id=decided.id, citizen_id=asked.citizen_id)
    other = start(measured, D(2026, 4, 1), citizen_id=asked.citizen_id, allocation_number=4712)
    for one in (began, other):
        await measured.tell("access", "care-started", one)
    moved = decided.model_copy(update={"version": 2, "end_date": D(2026, 5, 31)})
    await measured.tell("access", "decision-ended", moved)
    erasure = access.Erasure(
        id=new_id(), version=1, owner=measured.tenant.owner, citizen_id=asked.citizen_id,
        ground=ErasureGround.WRONG_PERSON, erased_on=D(2026, 7, 1), erased_by="j.jansen", destruction_list_id=None,
    )  # fmt: skip
    await measured.tell("access", "citizen-erased", erasure)
    ends = {one.id: one.ended_on for one in await measured.client().cases()}
    assert (ends[began.id], ends[other.id]) == (D(2026, 5, 31), D(2026, 7, 1))


@pytest.mark.rule("R-X07")
async def test_care_under_an_allocation_without_a_decision_is_a_case(measured: Measured) -> None:
    """It came from no request and names its allocation; interrupted and started again it is one client's care."""
    allocation = new_id()
    given = {"allocation_id": allocation, "decision_id": None, "request_id": None, "allocation_number": 4713}
    began = start(measured, D(2026, 3, 11), **given)
    again = start(measured, D(2026, 4, 20), citizen_id=began.citizen_id, **given)
    for one in (began, again):
        await measured.tell("access", "care-started", one)
    await measured.tell("access", "care-stopped", stop(began, D(2026, 4, 1)))
    found = {one.id: one for one in await measured.client(measured.lead).cases()}
    assert [(found[one.id].allocation_id, found[one.id].request_id) for one in (began, again)] == [
        (allocation, None), (allocation, None),
    ]  # fmt: skip
    assert found[began.id].ended_on == D(2026, 4, 1)


async def test_a_referral_is_a_case_with_its_answer(measured: Measured) -> None:
    """Made, then refused; its provider sees it, another does not, and neither sees who it is about."""
    asked = measured.request(D(2026, 3, 2))
    await measured.tell("access", "request-received", asked)
    made = referral(measured, asked)
    await measured.tell("access", "referral-made", made)
    refused = made.model_copy(
        update={"version": 2, "state": ReferralState.REFUSED, "answered_on": D(2026, 3, 4), "breach": True}
    )
    await measured.tell("access", "referral-refused", refused)
    [one] = await measured.client(measured.lead).cases()
    assert (one.id, one.refused, one.granted_on) == (made.id, True, None)
    assert await measured.client(measured.tenant.providers[1]).cases() == []
    answer = await measured.get(f"/cases/{made.id}")
    assert answer.status_code == 200 and str(asked.citizen_id) not in answer.text
    missing = await measured.get(f"/cases/{new_id()}")
    assert (missing.status_code, missing.json()["code"]) == (404, "case-not-found")


async def test_facts_that_come_too_early_wait(measured: Measured) -> None:
    """Care under a contract that is not known yet, a stop of care that is not, a decision on a request that is not."""
    with pytest.raises(NotYetKnown):
        await measured.tell("access", "care-started", start(measured, D(2026, 3, 1), contract_id=new_id()))
    with pytest.raises(NotYetKnown):
        await measured.tell("access", "care-stopped", stop(start(measured, D(2026, 3, 1)), D(2026, 4, 1)))
    with pytest.raises(NotYetKnown):
        await measured.tell("access", "decision-taken", decision(measured, measured.request(D(2026, 3, 2))))


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-A56")
async def test_a_deleted_or_moved_allocation_is_known_here(measured: Measured) -> None:
    """Deleted the decision was never granted, also when it is told again; with a move its care ends; too early it waits."""
    asked = measured.request(D(2026, 3, 2))
    await measured.tell("access", "request-received", asked)
    decided = decision(measured, asked)
    allocation = access.Allocation(
        id=new_id(), version=2, owner=decided.owner, request_id=decided.request_id, citizen_id=decided.citizen_id,
        decision_id=decided.id, contract_id=decided.contract_id, law=decided.law,
        allocation_number=decided.allocation_number, provider=decided.provider, product_category="02", product_code=None,
        volume=4, unit="04", frequency="2", budget_cents=None, start_date=D(2026, 3, 9), end_date=D(2026, 5, 31),
        allocated_on=D(2026, 3, 9), allocated_at=datetime(2026, 3, 9, 9, tzinfo=UTC), change_reason="07", stop_reason="31",
        acute=False, retroactive=False, arrangement=None, state=AllocationState.GRANTED,
        origin=AllocationOrigin.DECISION, provider_reference=None, replaces_number=None, replaced_by_number=None,
        cohort_id=None, parties=decided.parties,
    )  # fmt: skip
    with pytest.raises(NotYetKnown):
        await measured.tell("access", "allocation-changed", allocation)
    await measured.tell("access", "decision-taken", decided)
    began = start(
        measured, D(2026, 3, 11), decision_id=decided.id, citizen_id=asked.citizen_id, request_id=asked.id
    )
    await measured.tell("access", "care-started", began)
    await measured.tell("access", "allocation-changed", allocation)
    assert (await measured.client().case(began.id)).ended_on == D(2026, 5, 31)
    deleted = allocation.model_copy(
        update={"version": 3, "state": AllocationState.DELETED, "change_reason": "13"}
    )
    await measured.tell("access", "allocation-changed", deleted)
    again = decided.model_copy(update={"version": decided.version + 1})
    await measured.tell("access", "decision-taken", again)
    service = measured.tenant.house.services["outcomes"]
    async with service.system_context(measured.tenant.owner).read() as connection:
        found = await store.find_case_by_id(connection, decided.id)
    assert found is not None and found.withdrawn
    apart = allocation.model_copy(
        update={"origin": AllocationOrigin.SCALING, "id": new_id(), "decision_id": new_id()}
    )
    await measured.tell("access", "allocation-changed", apart)
