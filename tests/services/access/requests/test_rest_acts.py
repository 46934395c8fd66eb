"""A question on its way to an answer, over HTTP: channel and referrer, application, whose it is, how it ends."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AcuteFlag, AssessResidence, RequestChange, Residence
from shared.values.questions import RequestEnd, ResidenceReason
from shared.values.terms import Law

A, B = "00000099000000000111", "00000099000000000222"
STAY = {
    "addresses": [{"municipality": A, "fromDate": "2015-03-01", "until": "2026-01-31"}],
    "stays": [{"municipality": B, "fromDate": "2026-02-01"}],
}
QUESTION = "Ik kan het huishouden niet meer aan."


def told(answer: Any, status: int) -> Any:
    """The JSON of an answer with that status."""
    assert answer.status_code == status, answer.text
    return answer.json()


async def reported(agreed: Any, **other: Any) -> Any:
    """A request as its JSON, with everything that is told of it."""
    body = {
        "citizenReference": "inwoner-vraag", "law": "wmo2015", "contactOn": "2026-04-13", "channel": "referrer",
        "referrer": {"type": "02", "name": "Praktijk De Brug"}, "question": QUESTION, "team": "TEAM-NOORD",
        "area": "WIJK-03", "urgency": 2, "productCategory": "02",
    }  # fmt: skip
    return told(await agreed.post("/requests", {**body, **other}), 201)


@pytest.mark.rule("R-A04")
@pytest.mark.rule("N-126")
async def test_a_question_comes_in_with_its_channel_and_referrer(agreed: Any) -> None:
    """A GP's Wmo referral is a report to the team, a GP's youth referral is direct; the question stays with the municipality."""
    client = agreed.client()
    wmo = await reported(agreed, externalReference="vraag/1")
    assert (wmo["directAccess"], wmo["state"], wmo["responsibleMunicipality"]) == (False, "received", None)
    assert QUESTION not in str(wmo)
    sealed = await client.question(wmo["id"])
    assert (sealed.question, sealed.referrer_name) == (QUESTION, "Praktijk De Brug")
    youth = await reported(agreed, law="jeugdwet", referrer={"type": "02", "code": "01234567"})
    assert youth["directAccess"] is True
    assert (youth["responsibleMunicipality"], youth["responsibleReason"]) == (
        agreed.tenant.owner,
        "notAssessed",
    )
    again = await agreed.post(
        "/requests",
        {
            "citizenReference": "inwoner-vraag", "law": "wmo2015", "contactOn": "2026-04-13",
            "externalReference": "vraag/1", "urgency": 1, "contractId": None,
        },
    )  # fmt: skip
    assert [error["location"] for error in told(again, 409)["errors"]] == ["#/urgency"]
    both = await agreed.post(
        "/requests",
        {
            "citizenReference": "x", "law": "wmo2015", "contactOn": "2026-04-13",
            "referrer": {"type": "02", "name": "A", "code": "01234567"},
        },
    )  # fmt: skip
    assert told(both, 400)["errors"][0]["code"] == "referrer-named-once"
    facts = await agreed.facts("request-received")
    assert QUESTION not in str(facts)
    assert "De Brug" not in str(facts)
    provider = agreed.tenant.providers[0]
    refused = await agreed.get(f"/requests/{wmo['id']}/question", oin=provider)
    assert refused.status_code in (403, 404)


@pytest.mark.rule("N-126")
async def test_requests_are_found_by_team_area_urgency_and_referrer(agreed: Any) -> None:
    """Each filter finds its own; what was answered or ended is not open."""
    client = agreed.client()
    one = await reported(agreed)
    two = await reported(agreed, team="TEAM-ZUID", area="WIJK-09", urgency=1, referrer={"type": "06"})
    for asked, found in (
        ({"team": "TEAM-NOORD"}, [one]),
        ({"area": "WIJK-09"}, [two]),
        ({"urgency": 1}, [two]),
        ({"referrer_type": "02"}, [one]),
        ({"open_": True}, [one, two]),
        ({"open_": False}, []),
        ({"elsewhere": True}, []),
        ({"acute": False}, [one, two]),
    ):
        assert [str(each.id) for each in await client.list_requests(**asked)] == [
            each["id"] for each in found
        ]
    changed = await client.change_request(
        one["id"], 1, RequestChange(team="TEAM-ZUID", product_category=None)
    )
    assert (changed.team, changed.product_category, changed.area) == ("TEAM-ZUID", None, "WIJK-03")
    closed = await client.close_request(two["id"], RequestEnd.ADVICE, "Het advies was genoeg.")
    assert (closed.state, closed.closed_on) == ("closed", agreed.tenant.today)
    assert (await client.question(two["id"])).end_note == "Het advies was genoeg."
    assert [str(each.id) for each in await client.list_requests(open_=True)] == [one["id"]]
    again = await agreed.post(f"/requests/{two['id']}/withdrawal", {"reason": "notNeeded"})
    assert told(again, 409)["code"] == "request-ended"


@pytest.mark.rule("R-A55")
async def test_an_application_is_made_once_and_a_term_runs_from_it(agreed: Any) -> None:
    """Not before the contact, not ahead of today, not twice; the terms of inquiry and decision run from their own days."""
    made = await reported(agreed)
    for day in ("2026-04-12", "2026-04-21"):
        answer = await agreed.post(f"/requests/{made['id']}/application", {"applicationOn": day})
        assert told(answer, 409)["code"] == "request-refused"
    applied = await agreed.client().apply_for_request(made["id"], date(2026, 4, 15))
    assert (applied.state, applied.application_on, applied.version) == ("applied", date(2026, 4, 15), 2)
    again = await agreed.post(f"/requests/{made['id']}/application", {"applicationOn": "2026-04-15"})
    assert told(again, 409)["errors"][0]["code"] == "applied-already"
    terms = (await agreed.get(f"/statutory-terms?requestId={made['id']}")).json()["items"]
    assert {(one["kind"], one["startedOn"]) for one in terms} == {
        ("inquiry", "2026-04-13"),
        ("decision", "2026-04-15"),
    }
    gone = await agreed.client().withdraw_request(made["id"], RequestEnd.NOT_NEEDED)
    assert gone.state == "withdrawn"
    terms = (await agreed.get(f"/statutory-terms?requestId={made['id']}")).json()["items"]
    assert {one["state"] for one in terms} == {"lapsed"}


@pytest.mark.rule("R-A56")
async def test_another_municipality_is_responsible_and_nothing_is_refused(agreed: Any) -> None:
    """A youth in a home in B who lived in A: A's, by 4 May; the question goes on here until then, and is found as elsewhere's."""
    client = agreed.client()
    asked = AssessResidence.model_validate({**STAY, "law": "jeugdwet"})
    found = await client.assess_responsible_municipality(asked)
    assert (found.municipality, found.reason, found.code) == (A, ResidenceReason.BEFORE_STAY, "8")
    assert found.transfer_by == date(2026, 5, 4)
    made = await reported(agreed, law="jeugdwet", referrer=None, residence=STAY)
    assert (made["responsibleMunicipality"], made["version"], made["transferBy"]) == (A, 1, "2026-05-04")
    assert [str(one.id) for one in await client.list_requests(elsewhere=True)] == [made["id"]]
    talked = await client.hold_first_talk(made["id"], date(2026, 4, 16))
    assert talked.state == "received"
    own = Residence.model_validate(
        {"addresses": [{"municipality": agreed.tenant.owner, "fromDate": "2020-01-01"}]}
    )
    back = await client.determine_responsible_municipality(made["id"], own)
    assert (back.responsible_municipality, back.responsible_code, back.transfer_by) == (
        agreed.tenant.owner,
        None,
        None,
    )
    other = await agreed.post("/responsible-municipality/_assess", STAY, oin=agreed.tenant.providers[0])
    assert other.status_code == 403


@pytest.mark.rule("G-40")
@pytest.mark.rule("R-A04")
@pytest.mark.rule("F-33")
async def test_acute_is_told_with_its_motive_and_a_court_order_binds(agreed: Any) -> None:
    """Who decided that it is acute stands beside the motive; what a court orders is not closed without an answer."""
    client = agreed.client()
    made = await reported(
        agreed, law="jeugdwet", referrer={"type": "08", "name": "Rechtbank"}, channel="court"
    )
    assert made["directAccess"] is True
    flagged = await client.flag_acute(made["id"], AcuteFlag(acute=True, motive="Thuis niet veilig."))
    assert flagged.acute
    sealed = await client.question(made["id"])
    assert (sealed.acute_motive, sealed.acute_decided_by) == ("Thuis niet veilig.", "j.jansen")
    closing = await agreed.post(f"/requests/{made['id']}/closure", {"reason": "otherLaw"})
    assert (told(closing, 409)["code"], closing.json()["rule"]) == ("court-order-binds", "R-A04")
    assert flagged.law is Law.JEUGDWET


async def test_a_strangers_request_is_not_there(agreed: Any, tenant_on: Any) -> None:
    """Another municipality gets 404 on every act; a provider may do none of them."""
    made = await reported(agreed)
    other = await tenant_on(date(2026, 4, 20))
    for act, body in (
        ("application", {"applicationOn": "2026-04-15"}),
        ("acute-flag", {"acute": True}),
        ("responsible-municipality", STAY),
        ("withdrawal", {"reason": "notNeeded"}),
        ("closure", {"reason": "advice"}),
    ):
        answer = await other.ask("access", "POST", f"/requests/{made['id']}/{act}", json=body)
        assert answer.status_code == 404, act
        refused = await agreed.post(f"/requests/{made['id']}/{act}", body, oin=agreed.tenant.providers[0])
        assert refused.status_code == 403, act
