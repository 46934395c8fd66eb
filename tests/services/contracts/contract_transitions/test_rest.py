"""Existing clients move to another contract over HTTP: nobody is without care, or it is said who (R-C60)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import ContractTransitionChange, NewContractTransition
from tests.services.contracts import caring
from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_transitions.case import case, two_contracts
from tests.services.contracts.given import facts
from tests.support.house import House
from tests.support.tenants import new_tenant

PATH = "/contract-transitions"


def moving(old: Any, new: Any, day: str = "2027-01-01", **more: Any) -> NewContractTransition:
    """A transition of all clients on a day."""
    told = {"fromContractId": str(old.id), "toContractId": str(new.id), "transitionDate": day, **more}
    return NewContractTransition.model_validate(told)


@pytest.mark.rule("R-C60")
@pytest.mark.rule("R-X12")
async def test_forty_clients_move_on_new_years_day_without_a_gap(ready: Ready) -> None:
    """40 clients move 31-12 → 1-1 with 0 days gap: planned, listed, explained, confirmed; access is told who."""
    old, new = await two_contracts(ready)
    decisions = await caring.decide(ready, old, 38)
    referrals = await caring.refer(ready, old, 2)
    await caring.decide(ready, old, 1, "eerder", endDate="2026-12-30")
    client = ready.client()
    planned = await client.register_contract_transition(moving(old, new))
    assert (planned.clients, planned.placed, planned.unplaced, planned.care_ending) == (40, 40, 0, 0)
    assert (planned.with_gap, planned.largest_gap_days, planned.remarks) == (0, 0, [])
    assert (str(planned.last_day), str(planned.first_day)) == ("2026-12-31", "2027-01-01")
    lines = await client.transition_lines(planned.id)
    assert {one.care_id for one in lines} == {one.id for one in (*decisions, *referrals)}
    assert {(str(one.last_day), str(one.first_day), one.gap_days) for one in lines} == {
        ("2026-12-31", "2027-01-01", 0)
    }
    why = (await client.contract_transition_derivation(planned.id)).steps
    assert [(step.rule, step.result) for step in why] == [("R-X12", 40), ("R-C60", 0), ("R-C60", 0)]
    confirmed = await client.confirm_contract_transition(planned.id)
    assert (confirmed.state, confirmed.version, confirmed.confirmed_by) == ("confirmed", 2, "j.jansen")
    assert len(await client.transition_lines(planned.id)) == 40
    (fact,) = await facts(ready.tenant, "transition-confirmed")
    assert fact["data"]["clients"] == 40 and "confirmedBy" not in fact["data"]
    change = await ready.ask("PATCH", f"{PATH}/{planned.id}", json={}, headers={"If-Match": '"2"'})
    assert (change.status_code, change.json()["code"]) == (409, "contract-transition-confirmed")


@pytest.mark.rule("R-C60")
async def test_a_gap_is_told_with_its_mend_and_stands_in_the_way(ready: Ready) -> None:
    """A new contract from 1 February leaves 31 days without care; one from 1 January is mended by moving on that day."""
    old, new = await two_contracts(ready, startDate="2027-02-01")
    await caring.decide(ready, old, 2)
    client = ready.client()
    planned = await client.register_contract_transition(moving(old, new))
    assert (planned.with_gap, planned.largest_gap_days, str(planned.first_day)) == (2, 31, "2027-02-01")
    (told,) = planned.remarks
    assert (told.rule, told.code, told.severity) == ("R-C60", "care-gap", "warning")
    assert "de langste 31 dagen: laat contract ALP-2027-01 eerder ingaan" in told.text_nl
    refused = await ready.ask("POST", f"{PATH}/{planned.id}/confirmation")
    assert (refused.status_code, refused.json()["code"]) == (409, "contract-transition-not-seamless")
    assert [(one["code"], one["rule"]) for one in refused.json()["errors"]] == [("care-gap", "R-C60")] * 2
    in_time = await ready.signed(
        number="ALP-2027-02", startDate="2027-01-01", baseTermMonths=1, extensionOptions=[], evaluationAfterMonths=None,
        yearlyCheck=None, consortiumId=None, provider=ready.lead,
    )  # fmt: skip
    change = ContractTransitionChange(to_contract_id=in_time.id)
    mended = await client.change_contract_transition(planned.id, 1, change)
    assert (mended.largest_gap_days, mended.remarks, mended.version) == (0, [], 2)
    assert (await client.confirm_contract_transition(planned.id, dry_run=True)).state == "confirmed"
    assert (await client.contract_transition(planned.id)).state == "planned"


@pytest.mark.rule("R-C60")
async def test_who_has_no_place_is_told_until_something_is_said_of_them(ready: Ready) -> None:
    """A product that the new contract does not list has no place; one client is placed by hand later, of one the care ends."""
    old, new = await two_contracts(ready, productCodes=["02A03"])
    await caring.decide(ready, old, 1)
    first, second = await caring.decide(ready, old, 2, "ander", productCode="02A04")
    client = ready.client()
    planned = await client.register_contract_transition(moving(old, new))
    assert (planned.clients, planned.placed, planned.unplaced) == (3, 1, 2)
    assert [(one.code, "02A04" in one.text_nl) for one in planned.remarks] == [("client-unplaced", True)]
    unplaced = await client.transition_lines(planned.id, outcome="unplaced")
    assert {one.care_id for one in unplaced} == {first.id, second.id}
    assert [(one.first_day, one.gap_days, one.product_contracted) for one in unplaced] == [
        (None, None, False)
    ] * 2
    by_hand = [
        {"careId": str(first.id), "firstDay": "2027-01-04"},
        {"careId": str(second.id), "outcome": "careEnds"},
    ]
    late = await client.change_contract_transition(
        planned.id, 1, ContractTransitionChange.model_validate({"placements": by_hand})
    )
    assert (late.placed, late.unplaced, late.care_ending, late.largest_gap_days) == (2, 0, 1, 3)
    refused = await ready.ask("POST", f"{PATH}/{planned.id}/confirmation")
    assert [one["code"] for one in refused.json()["errors"]] == ["care-gap"]
    by_hand[0]["firstDay"] = "2027-01-01"
    change = ContractTransitionChange.model_validate({"placements": by_hand})
    assert (await client.change_contract_transition(planned.id, 2, change)).largest_gap_days == 0
    assert (await client.confirm_contract_transition(planned.id)).version == 4


@pytest.mark.rule("R-C60")
async def test_what_does_not_fit_together_is_refused_at_once(ready: Ready) -> None:
    """A contract that does not run, or is the same; an unknown client and a day before the move; a draft is not confirmed."""
    old, new = await two_contracts(ready)
    (care,) = await caring.decide(ready, old, 1)
    draft = await ready.draft(number="ALP-2028-01", startDate="2027-01-01")

    async def faults(body: NewContractTransition) -> list[tuple[str, str]]:
        answer = await ready.ask("POST", PATH, json=body.model_dump(mode="json", by_alias=True))
        assert (answer.status_code, answer.json()["rule"]) == (409, "R-C60"), answer.text
        return [(one["location"], one["code"]) for one in answer.json()["errors"]]

    assert await faults(moving(old, old, "2026-01-01")) == [
        ("#/fromContractId", "from-contract-not-running"), ("#/toContractId", "same-contract"),
    ]  # fmt: skip
    assert await faults(moving(old, new, "2029-01-01")) == [("#/transitionDate", "to-contract-over")]
    placements = [
        {"careId": str(new.id)},
        {"careId": str(care.id), "firstDay": "2026-12-31"},
    ]
    assert await faults(moving(old, new, placements=placements)) == [
        ("#/placements/0/careId", "care-unknown"), ("#/placements/1/firstDay", "first-day-outside"),
    ]  # fmt: skip
    planned = await ready.client().register_contract_transition(moving(old, draft))
    refused = await ready.ask("POST", f"{PATH}/{planned.id}/confirmation")
    assert [one["code"] for one in refused.json()["errors"]] == ["to-contract-not-signed"]
    twice = moving(old, new).model_dump(mode="json", by_alias=True) | {"placements": [placements[0]] * 2}
    assert (await ready.ask("POST", PATH, json=twice)).status_code == 400
    gone = {**placements[0], "outcome": "careEnds", "firstDay": "2027-01-01"}
    wrong = await ready.ask("POST", PATH, json={**twice, "placements": [gone]})
    assert wrong.status_code == 400


async def test_a_transition_is_found_safe_to_repeat_and_the_purchasers_alone(
    ready: Ready, house: House
) -> None:
    """By each filter and reference; other contents are refused; a provider has no right, a stranger meets 404."""
    made = await case(ready)
    path = f"{PATH}/by-reference/eigen/1"
    one, again = [await ready.ask("PUT", path, json=made.body) for _ in range(2)]
    assert (one.status_code, again.status_code, again.json()) == (201, 200, one.json()), one.text
    other = await ready.ask("PUT", path, json={**made.body, "transitionDate": "2027-01-02"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    for asked in (
        "externalReference=eigen/1", "state=planned", f"fromContractId={made.body['fromContractId']}",
        f"toContractId={made.body['toContractId']}",
    ):  # fmt: skip
        found = await ready.ask("GET", f"{PATH}?{asked}")
        assert found.json()["items"] == [one.json()], (asked, found.text)
    assert (await ready.ask("GET", f"{PATH}?state=confirmed")).json()["items"] == []
    item = f"{PATH}/{one.json()['id']}"
    stranger = await new_tenant(house, ready.tenant.today, providers=1)
    for verb in ("", "/lines", "/derivation"):
        unseen = await stranger.ask("contracts", "GET", item + verb)
        assert (unseen.status_code, unseen.json()["code"]) == (404, "contract-transition-not-found")
    theirs = await stranger.ask("contracts", "POST", PATH, json=made.body)
    assert (theirs.status_code, theirs.json()["code"]) == (404, "contract-not-found")
    for method, where in (("GET", item), ("POST", f"{item}/confirmation")):
        assert (await ready.ask(method, where, oin=ready.lead)).status_code == 403
