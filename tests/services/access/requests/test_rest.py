"""Requests over HTTP: reported without a BSN, found again, and talked about once."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.common import EventPage
from shared.values import new_id
from shared.values.terms import RequestState

BSN = "999900006"


async def test_a_request_is_reported_and_read_back(agreed: Any) -> None:
    """201 with the address and the version; the citizen is a surrogate, and reading gives the same."""
    sent = agreed.new_request(external_reference="melding-1")
    answer = await agreed.post("/requests", sent)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["location"].endswith(f"/v1/requests/{made['id']}")
    assert answer.headers["etag"] == '"1"'
    assert (made["state"], made["owner"], made["parties"]) == ("received", agreed.tenant.owner, [])
    assert "inwoner-1" not in answer.text
    assert (await agreed.get(f"/requests/{made['id']}")).json() == made


@pytest.mark.rule("N-124")
async def test_one_citizen_has_one_surrogate_per_municipality(agreed: Any) -> None:
    """The same reference gives the same surrogate, also for requests made at once; another reference another one."""
    made = await asyncio.gather(*(agreed.report(citizen) for citizen in ["a", "a", "a", "b"]))
    surrogates = [request.citizen_id for request in made]
    assert len(set(surrogates[:3])) == 1
    assert surrogates[3] not in surrogates[:3]
    found = await agreed.client().list_requests(citizen_id=surrogates[0])
    assert {request.id for request in found} == {request.id for request in made[:3]}


@pytest.mark.parametrize(
    ("field", "location"),
    [("citizenReference", "#/citizenReference"), ("externalReference", "#/externalReference")],
)
async def test_a_bsn_is_refused_by_the_field_that_holds_it(agreed: Any, field: str, location: str) -> None:
    """400 bsn-refused names the field and does not repeat the number."""
    body = agreed.new_request().model_dump(mode="json", by_alias=True) | {field: f"inw-{BSN}"}
    answer = await agreed.post("/requests", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bsn-refused")
    assert [error["location"] for error in answer.json()["errors"]] == [location]
    assert BSN not in answer.text


async def test_a_bsn_is_refused_in_the_address_too(agreed: Any) -> None:
    """Neither the path of the safe upsert nor a filter takes one."""
    body = agreed.new_request().model_dump(mode="json", by_alias=True)
    put = await agreed.tenant.ask("access", "PUT", f"/requests/by-reference/{BSN}", json=body)
    assert (put.status_code, put.json()["code"]) == (400, "bsn-refused")
    for path in ("requests", "decisions", "referrals"):
        found = await agreed.get(f"/{path}?externalReference={BSN}")
        assert (found.status_code, found.json()["code"]) == (400, "bsn-refused")


@pytest.mark.rule("R-O06")
async def test_a_contact_in_the_future_is_refused(agreed: Any) -> None:
    """The tenant's clock stands at 20 April: the 21st has not come."""
    answer = await agreed.post("/requests", agreed.new_request(contact_on=date(2026, 4, 21)))
    assert (answer.status_code, answer.json()["code"]) == (409, "contact-in-future")


@pytest.mark.rule("R-X06")
async def test_a_request_names_a_contract_that_is_known_and_in_force(agreed: Any) -> None:
    """Unknown is 404; known but not in force on the day of the contact is 409."""
    unknown = await agreed.post("/requests", agreed.new_request(contract_id=new_id()))
    assert (unknown.status_code, unknown.json()["code"]) == (404, "contract-not-found")
    early = await agreed.post("/requests", agreed.new_request(contact_on=date(2025, 12, 31)))
    assert (early.status_code, early.json()["code"]) == (409, "contract-not-in-force")


async def test_the_same_reference_with_a_new_key_gives_what_is_there(agreed: Any) -> None:
    """A sender that forgot its key makes no second request; other contents under the reference are refused."""
    sent = agreed.new_request(external_reference="melding-1")
    first, again = await agreed.post("/requests", sent), await agreed.post("/requests", sent)
    assert (again.status_code, again.json()) == (200, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    other = await agreed.post("/requests", agreed.new_request("inwoner-2", external_reference="melding-1"))
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    assert [error["location"] for error in other.json()["errors"]] == ["#/citizenReference"]


async def test_the_upsert_by_reference_is_safe_to_repeat(agreed: Any) -> None:
    """PUT twice gives one request, also when both are under way at once."""
    client, sent = agreed.client(), agreed.new_request()
    made = await asyncio.gather(*(client.put_request("melding-7", sent) for _ in range(4)))
    assert {request.id for request in made} == {made[0].id}
    assert made[0].external_reference == "melding-7"
    assert len(await client.list_requests(external_reference="melding-7")) == 1


async def test_a_repeated_key_makes_one_request(agreed: Any) -> None:
    """The same key and body: the same answer once more."""
    client, sent = agreed.client(), agreed.new_request()
    first = await client.report_request(sent, key="sleutel-1")
    assert await client.report_request(sent, key="sleutel-1") == first
    assert len(await client.list_requests()) == 1


async def test_a_dry_run_writes_nothing(agreed: Any) -> None:
    """The answer is that of a real one; the list stays empty."""
    answer = await agreed.client().report_request(agreed.new_request(), dry_run=True)
    assert answer.state is RequestState.RECEIVED
    assert await agreed.client().list_requests() == []


async def test_a_write_names_the_person_behind_it(agreed: Any) -> None:
    """403 without an end user."""
    answer = await agreed.post("/requests", agreed.new_request(), end_user=None)
    assert (answer.status_code, answer.json()["code"]) == (403, "end-user-missing")


async def test_a_provider_reports_no_request(agreed: Any) -> None:
    """Reporting is for the municipality."""
    answer = await agreed.post("/requests", agreed.new_request(), oin=agreed.tenant.providers[0])
    assert (answer.status_code, answer.json()["code"]) == (403, "purchaser-only")


async def test_requests_are_found_by_day_state_and_contract(agreed: Any) -> None:
    """Both days of the range count in; filters narrow together; pages follow each other."""
    days = [date(2026, 4, day) for day in (10, 13, 14, 20)]
    made = [await agreed.report(f"inwoner-{day}", contact_on=day) for day in days]
    client = agreed.client()
    found = await client.list_requests(
        contact_on_from=days[1],
        contact_on_to=days[2],
        state=RequestState.RECEIVED,
        contract_id=agreed.contract.id,
    )
    assert [request.id for request in found] == [made[1].id, made[2].id]
    assert await client.list_requests(state=RequestState.DECIDED) == []
    newest = await agreed.get("/requests?limit=3&sort=-created")
    assert [item["id"] for item in newest.json()["items"]] == [str(one.id) for one in made[:0:-1]]
    rest = await agreed.get(f"/requests?limit=3&sort=-created&cursor={newest.json()['next']}")
    assert [item["id"] for item in rest.json()["items"]] == [str(made[0].id)]


@pytest.mark.rule("R-O06")
async def test_the_first_talk_ends_the_waiting_time_once(agreed: Any) -> None:
    """Contact Monday 13, talk Friday 17 April: 4 working days, within the contract's norm of 5, as explained."""
    request = await agreed.report()
    client = agreed.client()
    held = await client.hold_first_talk(request.id, date(2026, 4, 17))
    assert (held.first_talk_on, held.version) == (date(2026, 4, 17), 2)
    why = await client.explain_request(request.id)
    assert [(step.rule, step.result) for step in why.steps] == [
        ("R-X06", None), ("R-O06", 4), ("R-O06", True),
    ]  # fmt: skip
    with pytest.raises(Refusal) as refused:
        await client.hold_first_talk(request.id, date(2026, 4, 18))
    assert (refused.value.status, refused.value.code) == (409, "first-talk-refused")


async def test_what_is_not_there_or_not_yours_looks_the_same(agreed: Any) -> None:
    """404 for an unknown request, and for a provider to whom it was not handed."""
    request = await agreed.report()
    unknown = await agreed.get(f"/requests/{new_id()}")
    hidden = await agreed.get(f"/requests/{request.id}", oin=agreed.tenant.providers[0])
    assert (unknown.status_code, hidden.status_code) == (404, 404)
    assert unknown.json()["code"] == hidden.json()["code"] == "request-not-found"


async def test_the_feed_tells_of_requests_without_references_of_citizens(agreed: Any) -> None:
    """The fact carries the surrogate, its version and day; the citizenReference stays inside."""
    request = await agreed.report("inwoner-geheim")
    await agreed.client().hold_first_talk(request.id, date(2026, 4, 17))
    answer = await agreed.get("/events")
    events = EventPage.model_validate_json(answer.content).events
    told = [(event.type, event.subject_version) for event in events if event.subject == str(request.id)]
    assert told == [
        ("nl.sociaaldomein.access.request-received.v1", 1),
        ("nl.sociaaldomein.access.first-talk-held.v1", 2),
    ]
    assert events[0].event_day == date(2026, 4, 20)
    assert "inwoner-geheim" not in answer.text
