"""Acute care over HTTP: nothing holds up what begins now, and what is only called acute passes every gate (F-33, G-40)."""

from datetime import date
from typing import Any

import pytest

from shared.schemas import access as schemas
from shared.values.deciding import DecisionState, GateState
from shared.values.reviewing import ReviewKind
from tests.services.access.decisions.test_course import BARE, refusal, reviews_of, states
from tests.services.access.legal_checks.known import catalogued


def body(new: schemas.NewDecision, **other: Any) -> dict[str, Any]:
    """The decision as JSON, with other fields."""
    return {**new.model_dump(mode="json", by_alias=True, exclude_unset=True), **other}


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A48")
async def test_a_crisis_product_and_a_fault_in_what_came_along_hold_nothing_up(agreed: Any) -> None:
    """A crisis from 1-4, decided 20-4 without anything; a talk of before the contact, a choice of another: granted, reviewed."""
    await catalogued(agreed, code="02A03", acute=True)
    request, client = await agreed.report(), agreed.client(end_user="a.ander")
    crisis = agreed.new_decision(start_date=date(2026, 4, 1), end_date=date(2026, 6, 30), **BARE)
    made = await client.take_decision(request.id, crisis)
    assert (made.state, made.acute, made.acute_review, made.start_date) == (
        DecisionState.FINAL, True, True, date(2026, 4, 1),
    )  # fmt: skip
    assert states(await client.decision_readiness(made.id))["acute"] is GateState.PASSED
    [review] = await reviews_of(agreed, request.id)
    assert review.kind is ReviewKind.AFTER_ACUTE
    other = await agreed.report("inwoner-2")
    sent = body(agreed.new_decision(acute=True, product_code="02A04"))
    sent["clarification"]["heldOn"] = "2026-04-01"
    sent["choice"] = {"offered": [agreed.tenant.providers[1]]}
    taken = await agreed.post(f"/requests/{other.id}/decisions", sent)
    assert (taken.status_code, taken.json()["acuteReview"]) == (201, True)
    why = (await agreed.get(f"/decisions/{taken.json()['id']}/derivation")).json()["steps"]
    unmet = {one["inputs"].get("gate") for one in why}
    assert "brought.before-contact" in unmet and len([one for one in unmet if one and "brought" in one]) >= 2
    plain = await agreed.post(
        f"/requests/{(await agreed.report('inwoner-3')).id}/decisions", {**sent, "acute": False}
    )
    assert plain.status_code in (400, 409)


@pytest.mark.rule("G-40")
async def test_what_is_only_called_acute_passes_every_gate(agreed: Any) -> None:
    """From 28-4, eight days ahead, or until 20-10, a day beyond six months: refused with the fields; from 27-4 until 26-10: acute."""
    request, other = await agreed.report(), agreed.client(end_user="a.ander")
    late = agreed.new_decision(
        acute=True, start_date=date(2026, 12, 1), end_date=date(2036, 12, 1), **{**BARE, "value_cents": 90_000_000}
    )  # fmt: skip
    refused = await refusal(other.take_decision(request.id, late))
    told = {(one["code"], one["location"], one.get("rule")) for one in refused.problem["errors"]}
    assert (refused.status, refused.code) == (409, "decision-not-ready")
    assert {
        ("acute-starts-late", "#/startDate", "R-A48"), ("acute-too-long", "#/endDate", "R-A48"), ("switchTeam", "#/", "R-A07"),
    } <= told | {(one[0], "#/", one[2]) for one in told}  # fmt: skip
    drafted = await other.take_decision(request.id, late.model_copy(update={"draft": True}))
    assert states(await other.decision_readiness(drafted.id))["acute"] is GateState.WARNING
    assert (await refusal(other.finalise_decision(drafted.id))).code == "decision-not-ready"
    await other.withdraw_decision(drafted.id)
    day = date(2026, 4, 28)
    assert (
        await refusal(other.take_decision(request.id, agreed.new_decision(acute=True, start_date=day)))
    ).status == 409
    long = agreed.new_decision(acute=True, end_date=date(2026, 10, 20))
    assert (await refusal(other.take_decision(request.id, long))).status == 409
    # With every gate passed it is granted, as the plain care that it is.
    plain = await agreed.client().take_decision(
        request.id, long.model_copy(update={"external_reference": "besluit-9"})
    )
    assert (plain.acute, plain.acute_review) == (False, False)
    assert (
        await agreed.client().take_decision(
            request.id, long.model_copy(update={"external_reference": "besluit-9"})
        )
    ).id == plain.id
    edge = agreed.new_decision(acute=True, start_date=date(2026, 4, 27), product_code="02A04")
    again = await agreed.report("inwoner-2")
    assert (await other.take_decision(again.id, edge)).acute_review


@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-A25")
@pytest.mark.rule("R-A26")
async def test_effort_takes_a_mandate_and_no_day_lies_ahead(agreed: Any) -> None:
    """Research and frame of 2031, a motive of blanks: refused; effort fixed in 2035 or added without a mandate: refused."""
    request, client = await agreed.report(), agreed.client()
    at = f"/requests/{request.id}/decisions"
    research = {"normSource": "HHM 2019", "assessor": "Bureau De Meter", "researchedOn": "2031-01-01"}
    sent = body(
        agreed.new_decision(), resultsBased=True, research=research,
        results=[{"text": "Schoon huis", "term": "2026-12-31", "setBy": ["citizen", "municipality", "provider"]}],
    )  # fmt: skip
    sent["legalFrame"] = {**sent["legalFrame"], "checkedOn": "2031-01-01"}
    refused = (await agreed.post(at, sent)).json()
    assert {(one["code"], one["rule"]) for one in refused["errors"]} == {
        ("legalFrame", "R-A19"),
        ("research", "R-A26"),
    }
    assert (await agreed.post(at, {**sent, "motivation": "  "})).status_code == 400
    research["researchedOn"] = sent["legalFrame"]["checkedOn"] = "2026-04-20"
    made = (await agreed.post(at, sent)).json()
    assert made["state"] == "awaitingEffort"
    effort = {"volume": 150, "unit": "01", "frequency": "4"}
    ahead = await agreed.post(f"/decisions/{made['id']}/effort", {**effort, "fixedOn": "2035-01-01"})
    assert [one["location"] for one in ahead.json()["errors"]] == ["#/fixedOn"]
    nobody = await agreed.post(f"/decisions/{made['id']}/effort", effort, end_user="zomaar.iemand")
    assert (nobody.status_code, nobody.json()["code"]) == (409, "mandate-missing")
    assert (await client.add_effort(made["id"], schemas.NewEffort(**effort))).state is DecisionState.FINAL


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A48", "R-A24")
async def test_a_draft_on_a_crisis_product_becomes_final_on_what_was_referred(agreed: Any) -> None:
    """Drafted before or after the referral: final by its product alone; what is no crisis is not decided on what was referred."""
    await catalogued(agreed, code="02A03", acute=True)
    client, provider = agreed.client(), agreed.tenant.providers[0]
    ends = date(2026, 6, 30)
    request = await agreed.report()
    before = await client.take_decision(request.id, agreed.new_decision(draft=True, end_date=ends, **BARE))
    plain = await client.take_decision(
        request.id, agreed.new_decision(draft=True, product_code="02A04", end_date=ends)
    )
    await client.make_referral(request.id, schemas.NewReferral(provider=provider))
    closed = await refusal(client.finalise_decision(plain.id))
    assert (closed.status, closed.code) == (409, "request-not-open")
    final = await agreed.client(end_user="a.ander").finalise_decision(before.id)
    assert (final.state, final.acute, final.acute_review) == (DecisionState.FINAL, True, True)
    referred = (await agreed.referred("inwoner-2")).request_id
    assert (await refusal(client.take_decision(referred, agreed.new_decision(
        draft=True, product_code="02A04", end_date=ends
    )))).code == "request-not-open"  # fmt: skip
    after = await client.take_decision(referred, agreed.new_decision(draft=True, end_date=ends, **BARE))
    assert after.state is DecisionState.DRAFT
    assert (await client.finalise_decision(after.id)).acute
