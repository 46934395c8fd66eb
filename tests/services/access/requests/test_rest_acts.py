"""A question on its way to an answer, over HTTP: channel and referrer, application, whose it is, how it ends."""

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import AcuteFlag, AssessResidence, RequestChange, Residence
from shared.values.choosing import ClientDelayReason
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
        (
            "decision",
            "2026-05-27",
        ),
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
    for act, body in (("withdrawal", {"reason": "notNeeded"}), ("pilot-flames", {})):
        ordered = await agreed.post(f"/requests/{made['id']}/{act}", body)
        assert told(ordered, 409)["code"] == "court-order-binds"
    assert flagged.law is Law.JEUGDWET


@pytest.mark.rule("R-A28")
@pytest.mark.rule("F-16")
async def test_an_application_is_answered_by_a_decision(agreed: Any) -> None:
    """It is not closed and no pilot flame takes its place; the citizen takes it back, and death needs no answer."""
    made, other = await reported(agreed), await reported(agreed, citizenReference="inwoner-8")
    for one in (made, other):
        await agreed.post(f"/requests/{one['id']}/application", {"applicationOn": "2026-04-15"})
    for act, body in (("closure", {"reason": "generalProvision"}), ("pilot-flames", {})):
        refused = told(await agreed.post(f"/requests/{made['id']}/{act}", body), 409)
        assert (refused["code"], refused["rule"]) == ("application-open", "R-A28")
        assert refused["errors"][0]["location"] == "#/reason"
    gone = told(await agreed.post(f"/requests/{made['id']}/withdrawal", {"reason": "notNeeded"}), 200)
    assert gone["state"] == "withdrawn"
    shut = told(await agreed.post(f"/requests/{other['id']}/closure", {"reason": "deceased"}), 200)
    assert shut["state"] == "closed"


@pytest.mark.rule("R-A28")
@pytest.mark.rule("R-A55")
async def test_who_was_referred_may_still_apply_and_gets_a_decision(agreed: Any) -> None:
    """Referred without an application nothing is decided; with one its term runs, and the decision that answers it is taken."""
    referral = await agreed.referred()
    client, request = agreed.client(), referral.request_id
    with pytest.raises(Refusal) as caught:
        await client.take_decision(request, agreed.new_decision())
    assert caught.value.code == "request-not-open"
    await agreed.post(f"/requests/{request}/application", {"applicationOn": agreed.tenant.today.isoformat()})
    terms = (await agreed.get(f"/statutory-terms?requestId={request}&kind=decision")).json()["items"]
    assert [one["state"] for one in terms] == ["running"]
    decision = await client.take_decision(request, agreed.new_decision())
    known = await client.get_request(request)
    assert (known.state, known.parties) == ("decided", decision.parties)
    for kind in ("decision", "inquiry"):
        terms = (await agreed.get(f"/statutory-terms?requestId={request}&kind={kind}")).json()["items"]
        assert {one["state"] for one in terms} <= {"met"}
    assert (await agreed.client(referral.provider).get_referral(referral.id)).id == referral.id


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


@pytest.mark.rule("G-12")
@pytest.mark.rule("R-O06")
async def test_a_first_talk_says_how_many_days_the_citizen_asked_for(agreed: Any) -> None:
    """13-4 to 20-4 of which 3 days asked for: 5 working days, 4 without; both told, the reason in no fact; wrong days refused at once."""
    client = agreed.client()
    request = await agreed.report()
    at = f"/requests/{request.id}/first-talk"
    for body, codes in (
        ({"clientDelayDays": 8}, ["delay-reason-missing", "delay-longer-than-wait"]),
        ({"clientDelayReason": "illness"}, ["delay-missing"]),
    ):
        refused = told(await agreed.post(at, {"heldOn": "2026-04-20", **body}), 409)
        assert [one["code"] for one in refused["errors"]] == codes
        assert {one["rule"] for one in refused["errors"]} == {"R-O06"}
    for body in ({"clientDelayDays": 0}, {"clientDelayDays": 3, "clientDelayReason": "zomaar"}):
        assert (await agreed.post(at, {"heldOn": "2026-04-20", **body})).status_code == 400
    held = await client.hold_first_talk(
        request.id, date(2026, 4, 20), delay_days=3, delay_reason=ClientDelayReason.ABSENT
    )
    assert (held.client_delay_days, held.client_delay_reason) == (3, ClientDelayReason.ABSENT)
    assert await client.get_request(request.id) == held
    why = (await client.explain_request(request.id)).steps
    assert [(one.rule, one.result) for one in why if one.rule in ("R-O06", "G-12")] == [
        ("R-O06", 5), ("R-O06", True), ("G-12", 4), ("G-12", True),
    ]  # fmt: skip
    assert why[0].rule == "R-X06", "what it rested on before is still told"
    [fact] = await agreed.facts("first-talk-held")
    assert fact.data["clientDelayDays"] == 3
    assert "clientDelayReason" not in fact.data
