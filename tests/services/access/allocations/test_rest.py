"""Allocations over HTTP: granted with a decision, changed on the number or under a new one, and seen by whose they are."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationChange, NewCareStart, NewPgbSwitch, PgbGrant
from shared.schemas.contracts.conditions import Arrangement
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.arrangements import Scenario
from shared.values.care_courses import PgbReason
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import youth
from tests.support.persons import neighbour


async def granted(agreed: Any, citizen: str = "inwoner-1", **other: Any) -> Any:
    """The allocation of a decision of three hours a week until the end of June."""
    given = {"volume": 3, "end_date": date(2026, 6, 30), **other}
    decision = await agreed.decided(citizen, **given)
    [found] = await agreed.client().list_allocations(decisionId=str(decision.id))
    return found


async def scenario(agreed: Any, which: Scenario) -> None:
    """The contract names a scenario from now on."""
    version, arrangement = agreed.contract.version + 1, Arrangement(scenario=which)
    agreed.contract = agreed.contract.model_copy(update={"arrangement": arrangement, "version": version})
    await agreed.tell("contract-amended", agreed.contract)


@pytest.mark.rule("R-A35")
@pytest.mark.rule("N-131")
async def test_a_decision_allocates_and_the_number_keeps_its_versions(agreed: Any) -> None:
    """One allocation in its first version; ending sooner adds a second, which counts; a stranger and an old version get nowhere."""
    made = await granted(agreed)
    provider, client = agreed.client(agreed.tenant.providers[0]), agreed.client()
    assert (made.version, made.volume, made.origin, made.state, made.change_reason) == (
        1, 3, AllocationOrigin.DECISION, AllocationState.GRANTED, None,
    )  # fmt: skip
    assert await provider.get_allocation(made.id) == made
    stranger = agreed.client(agreed.tenant.providers[1])
    assert (await refusal(stranger.get_allocation(made.id))).status == 404
    assert await stranger.list_allocations() == []
    sooner = AllocationChange(change_reason="05", end_date=date(2026, 5, 31), motivation="Minder is genoeg.")
    ended = await client.change_allocation(made.id, sooner)
    assert (ended.version, ended.end_date, ended.stop_reason) == (2, date(2026, 5, 31), "36")
    history = await provider.get_allocation_versions(made.id)
    assert (history.current, [one.end_date for one in history.versions]) == (
        2, [date(2026, 6, 30), date(2026, 5, 31)],
    )  # fmt: skip
    past = AllocationChange(change_reason="05", end_date=date(2026, 4, 1))
    assert "end-before-start" in codes(await refusal(client.change_allocation(made.id, past)))
    [told] = await agreed.facts("allocation-changed")
    assert (told.data["endDate"], told.data["changeReason"], told.data["stopReason"]) == (
        "2026-05-31",
        "05",
        "36",
    )
    assert [step.rule for step in (await client.explain_allocation(made.id)).steps] == ["R-X06"]
    old = await agreed.post(
        f"/allocations/{made.id}/changes",
        {"changeReason": "04", "endDate": "2026-12-31"},
        headers={"If-Match": '"1"'},
    )
    assert old.status_code == 412


@pytest.mark.rule("R-A35")
async def test_three_to_five_hours_in_scenario_a_and_in_b(agreed: Any) -> None:
    """A: a new decision; B: the provider scales by itself, the old number ends, a new one begins, and both are told."""
    made = await granted(agreed)
    provider, client = agreed.client(agreed.tenant.providers[0]), agreed.client()
    five = AllocationChange(change_reason="12", volume=5, effective_on=date(2026, 5, 4))
    await scenario(agreed, Scenario.A)
    for who in (provider, client):
        assert (await refusal(who.change_allocation(made.id, five))).code == "new-decision-needed"
    await scenario(agreed, Scenario.B)
    for hours, said in ((9_999_999, ["more-than-there-is"]), (169, ["more-than-there-is"])):
        much = await refusal(provider.change_allocation(made.id, five.model_copy(update={"volume": hours})))
        assert (codes(much), much.problem["errors"][0]["location"]) == (said, "#/volume")
    scaled = await provider.change_allocation(made.id, five, key="vijf-uur")
    assert (scaled.end_date, scaled.replaced_by_number) == (date(2026, 5, 3), made.allocation_number + 1)
    assert await provider.change_allocation(made.id, five, key="vijf-uur") == scaled
    [new] = await client.list_allocations(allocationNumber=scaled.replaced_by_number, law="wmo2015")
    assert (new.volume, new.start_date, new.replaces_number) == (5, date(2026, 5, 4), made.allocation_number)
    assert (new.origin, new.provider, new.end_date) == (
        AllocationOrigin.SCALING,
        made.provider,
        date(2026, 6, 30),
    )
    await agreed.work()
    facts = await agreed.facts("allocation-changed", "allocation-granted")
    assert [(one.type.split(".")[3], one.data["allocationNumber"]) for one in facts] == [
        ("allocation-changed", made.allocation_number), ("allocation-granted", new.allocation_number),
    ]  # fmt: skip
    await agreed.work()
    assert len(await agreed.facts("allocation-granted")) == 1
    alone = AllocationChange(change_reason="12", end_date=date(2026, 6, 1))
    assert codes(await refusal(provider.change_allocation(new.id, alone))) == ["not-the-providers"]
    for end in ({"end_date": date(2036, 5, 3)}, {"open_ended": True}):
        longer = AllocationChange(change_reason="12", volume=6, effective_on=date(2026, 5, 11), **end)
        refused = await refusal(provider.change_allocation(new.id, longer))
        assert "not-the-providers" in codes(refused), "scaling is no way to a later end"
    [kept] = await client.list_allocations(allocationNumber=new.allocation_number, law="wmo2015")
    assert (kept.version, kept.volume, kept.end_date) == (1, 5, date(2026, 6, 30))


@pytest.mark.rule("R-A56")
async def test_a_move_ends_what_was_allocated(agreed: Any) -> None:
    """The allocation of who moves ends on the day before, with reason 07, whatever it came from."""
    made, client = await granted(agreed), agreed.client()
    other = await neighbour(agreed.tenant)
    answer = await agreed.post(
        f"/citizens/{made.citizen_id}/departure", {"movedOn": "2026-05-01", "to": other.owner}
    )
    assert answer.status_code == 201, answer.text
    for _ in range(2):
        await agreed.work()
    ended = await client.get_allocation(made.id)
    assert (ended.end_date, ended.change_reason, ended.stop_reason) == (date(2026, 4, 30), "07", "31")
    assert ended.version == 2 and len(await agreed.facts("allocation-changed")) == 1


async def test_zin_does_not_run_beside_a_pgb_and_delivered_care_is_not_deleted(agreed: Any) -> None:
    """Stretching into a PGB for the product is refused (OP043); deleting is for what nothing was delivered under (TR385)."""
    made, client = await granted(agreed), agreed.client()
    asked = NewPgbSwitch(
        request_id=made.request_id, requested_on=agreed.tenant.today, reason=PgbReason.OTHER_SUPPLY
    )
    switch = await client.register_pgb_switch(asked)
    await client.grant_pgb_switch(switch.id, PgbGrant(switched_on=date(2026, 7, 1)))
    later = AllocationChange(change_reason="04", end_date=date(2026, 9, 30))
    assert codes(await refusal(client.change_allocation(made.id, later))) == ["pgb-at-once"]
    other = await granted(agreed, "inwoner-2")
    await agreed.client(agreed.tenant.providers[0]).register_care_start(
        NewCareStart(decision_id=other.decision_id, start_date=agreed.tenant.today)
    )
    gone = AllocationChange(change_reason="13", motivation="Nooit begonnen.")
    assert codes(await refusal(client.change_allocation(other.id, gone))) == ["care-delivered"]
    deleted = await client.change_allocation(made.id, gone)
    assert (deleted.state, deleted.end_date) == (AllocationState.DELETED, deleted.start_date)


@pytest.mark.rule("R-A56")
async def test_moving_ends_nothing_of_who_is_placed_and_stays_ours(agreed: Any) -> None:
    """A youth in a home in B, lived in A before: A stays responsible, so the departure to B ends neither allocation nor decision."""
    request = await youth(agreed, "2012-09-01")
    other, client = await neighbour(agreed.tenant), agreed.client()
    ours, theirs = agreed.tenant.owner, other.owner
    residence = {
        "addresses": [
            {"municipality": ours, "fromDate": "2015-01-01", "until": "2026-04-30"},
            {"municipality": theirs, "fromDate": "2026-05-01"},
        ],
        "stays": [{"municipality": theirs, "fromDate": "2026-05-01"}],
        "on": "2026-05-02",
    }
    found = await agreed.post(f"/requests/{request.id}/responsible-municipality", residence)
    assert found.json()["responsibleReason"] == "beforeStay", found.text
    new = agreed.new_decision(
        law=Law.JEUGDWET, product_category="43", product_code="43A12", end_date=date(2027, 4, 30)
    )
    decision = await client.take_decision(request.id, new)
    moved = await agreed.post(
        f"/citizens/{request.citizen_id}/departure", {"movedOn": "2026-05-01", "to": theirs}
    )
    assert moved.status_code == 201, moved.text
    for _ in range(2):
        await agreed.work()
    [made] = await client.list_allocations(decisionId=str(decision.id))
    assert (made.version, made.end_date) == (1, date(2027, 4, 30))
    assert (await client.get_decision(decision.id)).end_date == date(2027, 4, 30)
    await agreed.on(date(2026, 6, 15))
    home = {
        "addresses": [{"municipality": theirs, "fromDate": "2026-05-01"}],
        "stays": [{"municipality": theirs, "fromDate": "2026-05-01", "until": "2026-06-14"}],
        "on": "2026-06-15",
    }
    found = await agreed.post(f"/requests/{request.id}/responsible-municipality", home)
    assert (found.json()["responsibleReason"], found.json()["transferBy"]) == ("registered", "2026-06-29"), (
        found.text
    )
    for _ in range(2):
        await agreed.work()
    [ended] = await client.list_allocations(decisionId=str(decision.id))
    assert (ended.version, ended.end_date) == (2, date(2026, 6, 28)), "no day without help"
    assert (await client.get_decision(decision.id)).end_date == date(2026, 6, 28)


@pytest.mark.rule("R-A56")
@pytest.mark.rule("F-33")
async def test_a_move_that_is_recorded_afterwards_leaves_no_day_without_help(agreed: Any) -> None:
    """Moved on 1-5 and recorded on 20-5: runs on, acute too, until the other municipality accepts that day; the last day is 19-5."""
    plain = await granted(agreed)
    acute = await agreed.decided(
        "inwoner-1",
        acute=True,
        product_code="02A04",
        end_date=date(2026, 9, 30),
        start_date=date(2026, 4, 20),
    )
    client, other = agreed.client(), await neighbour(agreed.tenant)
    referral = await agreed.referred()
    assert plain.citizen_id == acute.citizen_id == referral.citizen_id
    await agreed.on(date(2026, 5, 20))
    answer = await agreed.post(
        f"/citizens/{plain.citizen_id}/departure", {"movedOn": "2026-05-01", "to": other.owner}
    )
    assert answer.status_code == 201, answer.text
    await agreed.work()
    assert {one.end_date for one in await client.list_allocations()} == {date(2026, 6, 30), date(2026, 9, 30)}
    assert (await client.get_referral(referral.id)).closed_on is None
    taken = await other.ask(
        "access", "POST", f"/transfers/{answer.json()['id']}/acceptance", json={"citizenReference": "nieuw-1"}
    )
    assert taken.status_code == 200, taken.text
    for _ in range(2):
        await agreed.work()
    found = await client.list_allocations()
    assert [(one.version, one.end_date) for one in found] == [(2, date(2026, 5, 19))] * 2
    assert (await client.get_decision(acute.id)).end_date == date(2026, 5, 19)
    assert (await client.get_referral(referral.id)).closed_on == date(2026, 5, 20)
