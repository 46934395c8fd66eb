"""Remedies as plain HTTP: tried without doing it, filters, and a version that was not seen."""

from datetime import date

import pytest

from tests.services.access.conftest import Agreed


async def test_filters_a_trial_and_a_version_not_seen(agreed: Agreed) -> None:
    """dryRun keeps nothing, kind and state narrow the list, If-Match of another version is 412."""
    decision = await agreed.decided()
    body = {
        "kind": "complaint", "citizenId": str(decision.citizen_id), "subject": "conduct", "filedOn": "2026-04-20",
        "handlerKind": "complaintsDesk", "provider": decision.provider,
    }  # fmt: skip
    assert (await agreed.post("/remedies?dryRun=true", body)).status_code in (200, 201)
    assert (await agreed.get("/remedies")).json()["items"] == []
    made = (await agreed.post("/remedies", body)).json()
    for query in (
        "kind=complaint",
        "state=filed",
        f"provider={decision.provider}",
        f"citizenId={decision.citizen_id}",
    ):
        assert [one["id"] for one in (await agreed.get(f"/remedies?{query}")).json()["items"]] == [
            made["id"]
        ], query
    assert (await agreed.get("/remedies?kind=objection")).json()["items"] == []
    stale = await agreed.tenant.ask(
        "access", "POST", f"/remedies/{made['id']}/withdrawal", headers={"If-Match": '"7"'}
    )
    assert stale.status_code == 412
    with_bsn = await agreed.post("/remedies", {**body, "ground": "Mijn nummer is 999900006."})
    assert with_bsn.status_code == 400


@pytest.mark.rule("F-11", "F-12")
async def test_a_withdrawn_objection_bears_no_appeal_and_a_term_that_passed_stays_as_it_is(
    agreed: Agreed,
) -> None:
    """No decision, no appeal; on the day after the last one a complaint is neither suspended nor extended, only decided."""
    decision = await agreed.decided()
    person = {"citizenId": str(decision.citizen_id), "filedOn": "2026-04-20"}
    objection = {
        **person, "kind": "objection", "decisionId": str(decision.id), "subject": "decision",
        "handlerKind": "legalAffairs",
    }  # fmt: skip
    made = (await agreed.post("/remedies", objection)).json()
    assert (await agreed.post(f"/remedies/{made['id']}/withdrawal")).status_code == 200
    appeal = {**objection, "kind": "appeal", "previousId": made["id"], "handlerKind": "court"}
    refused = await agreed.post("/remedies", appeal)
    assert (refused.status_code, [one["code"] for one in refused.json().get("errors", ())]) == (
        409, ["objection-not-decided"],
    )  # fmt: skip
    complaint = {**person, "kind": "complaint", "subject": "conduct", "handlerKind": "complaintsDesk"}
    asked = (await agreed.post("/remedies", complaint)).json()
    assert asked["dueOn"] == "2026-06-01"
    await agreed.on(date(2026, 6, 2))
    for act, body in (("suspension", {"day": "2026-05-25"}), ("extension", None)):
        late = await agreed.post(f"/remedies/{asked['id']}/{act}", body)
        assert (late.status_code, [one["code"] for one in late.json().get("errors", ())]) == (
            409,
            ["term-over"],
        ), act


@pytest.mark.rule("F-11")
async def test_a_term_stands_still_over_the_same_days_once(agreed: Agreed) -> None:
    """Ten days are ten days: a second suspension begins where the first one ended, or later."""
    decision = await agreed.decided()
    complaint = {
        "citizenId": str(decision.citizen_id), "filedOn": "2026-04-20", "kind": "complaint", "subject": "conduct",
        "handlerKind": "complaintsDesk",
    }  # fmt: skip
    made = (await agreed.post("/remedies", complaint)).json()
    await agreed.on(date(2026, 5, 4))
    assert (await agreed.post(f"/remedies/{made['id']}/suspension", {"day": "2026-04-21"})).status_code == 200
    went_on = await agreed.post(f"/remedies/{made['id']}/resumption", {"day": "2026-05-01"})
    assert (went_on.json()["suspendedDays"], went_on.json()["resumedOn"]) == (10, "2026-05-01"), went_on.text
    again = await agreed.post(f"/remedies/{made['id']}/suspension", {"day": "2026-04-30"})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "stood-still-before"), again.text
    assert (await agreed.post(f"/remedies/{made['id']}/suspension", {"day": "2026-05-01"})).status_code == 200
