"""Decisions over HTTP: by whom, from when, under which number, and seen by whom."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.common import EventPage
from shared.values import new_id
from shared.values.terms import Law, RequestState


async def refusal(made: Any) -> Refusal:
    """The refusal that a call meets."""
    with pytest.raises(Refusal) as refused:
        await made
    return refused.value


async def test_a_decision_grants_an_allocation_and_ends_the_request(agreed: Any) -> None:
    """201 with number 1 under the law of the request, decided by the person of the token, with his mandate."""
    request = await agreed.report()
    answer = await agreed.post(f"/requests/{request.id}/decisions", agreed.new_decision())
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["location"].endswith(f"/v1/decisions/{made['id']}")
    assert (made["allocationNumber"], made["law"], made["decidedOn"]) == (1, "wmo2015", "2026-04-20")
    assert (made["decidedBy"], made["mandateId"]) == ("j.jansen", str(agreed.mandate.id))
    assert (made["citizenId"], made["contractId"]) == (str(request.citizen_id), str(agreed.contract.id))
    after = await agreed.client().get_request(request.id)
    assert (after.state, after.version, after.parties) == (
        RequestState.DECIDED,
        2,
        [agreed.tenant.providers[0]],
    )


@pytest.mark.rule("R-A03")
@pytest.mark.rule("F-10")
@pytest.mark.rule("N-129")
async def test_nobody_decides_without_a_mandate_of_that_day_and_law(agreed: Any) -> None:
    """409 mandate-missing: no mandate, another law, and a mandate that is over each say so; the request stays open."""
    request, youth = await agreed.report(), await agreed.report(law=Law.JEUGDWET)
    other = agreed.client(end_user="a.ander")
    refused = await refusal(other.take_decision(request.id, agreed.new_decision()))
    assert (refused.status, refused.code, refused.problem["rule"]) == (409, "mandate-missing", "R-A03")
    assert [error["code"] for error in refused.problem["errors"]] == ["mandate-none"]
    refused = await refusal(agreed.client().take_decision(youth.id, agreed.new_decision(law=Law.JEUGDWET)))
    assert [error["code"] for error in refused.problem["errors"]] == ["mandate-other-law"]
    withdrawn = agreed.mandate.model_copy(update={"version": 2, "valid_until": date(2026, 4, 19)})
    await agreed.tell("mandate-withdrawn", withdrawn)
    refused = await refusal(agreed.client().take_decision(request.id, agreed.new_decision()))
    assert [error["code"] for error in refused.problem["errors"]] == ["mandate-expired"]
    assert "2026-04-19" in refused.problem["errors"][0]["detail"]
    assert (await agreed.client().get_request(request.id)).state is RequestState.RECEIVED


@pytest.mark.rule("R-A03")
async def test_a_mandate_is_valid_on_its_last_day(agreed: Any) -> None:
    """Withdrawn as of today: today's decision still stands."""
    await agreed.tell(
        "mandate-withdrawn",
        agreed.mandate.model_copy(update={"version": 2, "valid_until": date(2026, 4, 20)}),
    )
    request = await agreed.report()
    made = await agreed.client().take_decision(request.id, agreed.new_decision())
    assert made.mandate_id == agreed.mandate.id


@pytest.mark.rule("R-A06")
async def test_an_allocation_does_not_start_before_the_decision_unless_the_care_is_acute(agreed: Any) -> None:
    """Decision 20-4, start 1-4: refused with earliestStart 20-4; the same, acute: allowed as asked, and explained."""
    request, client = await agreed.report(), agreed.client()
    early = date(2026, 4, 1)
    refused = await refusal(client.take_decision(request.id, agreed.new_decision(start_date=early)))
    assert (refused.status, refused.code, refused.problem["rule"]) == (409, "start-before-decision", "R-A06")
    [error] = refused.problem["errors"]
    assert (error["code"], error["location"]) == ("earliestStart", "#/startDate")
    assert "2026-04-20" in error["detail"]
    made = await client.take_decision(request.id, agreed.new_decision(start_date=early, acute=True))
    assert (made.start_date, made.acute) == (early, True)
    why = await client.explain_decision(made.id)
    assert "omdat de zorg acuut is" in next(step.sentence for step in why.steps if step.rule == "R-A06")


@pytest.mark.rule("R-A29")
async def test_a_decision_opens_objection(agreed: Any) -> None:
    """Decision of 20 April 2026: objection until Monday 1 June, named in the decision and explained in both languages."""
    made = await agreed.client().take_decision((await agreed.report()).id, agreed.new_decision())
    assert made.objection_until == date(2026, 6, 1)
    path = f"/decisions/{made.id}/derivation"
    dutch = (await agreed.get(path)).json()["steps"][-1]
    english = (await agreed.get(path, headers={"Accept-Language": "en"})).json()["steps"][-1]
    assert dutch["rule"] == english["rule"] == "R-A29"
    assert "tot en met 1 juni 2026" in dutch["sentence"]
    assert "up to and including 1 June 2026" in english["sentence"]


@pytest.mark.rule("R-A27")
async def test_a_general_provision_and_a_handled_request_take_no_decision(agreed: Any) -> None:
    """409 for both, each with its own code."""
    request, client = await agreed.report(), agreed.client()
    general = agreed.new_decision().model_dump(mode="json", by_alias=True) | {"provisionType": "general"}
    answer = await agreed.post(f"/requests/{request.id}/decisions", general)
    assert (answer.status_code, answer.json()["code"]) == (409, "general-provision-without-decision")
    await client.take_decision(request.id, agreed.new_decision())
    refused = await refusal(client.take_decision(request.id, agreed.new_decision()))
    assert (refused.status, refused.code) == (409, "request-not-open")


@pytest.mark.rule("R-A19")
async def test_allocation_numbers_run_without_gaps_per_law(agreed: Any) -> None:
    """Twelve at once, with refusals and dry runs in between: 1 to 12 under the Wmo; the Jeugdwet begins at 1 again."""
    await agreed.tell(
        "mandate-registered", agreed.mandate.model_copy(update={"id": new_id(), "law": Law.JEUGDWET})
    )
    requests = [await agreed.report(f"inwoner-{number}") for number in range(12)]
    failing = await agreed.report("inwoner-te-vroeg")
    client, new = agreed.client(), agreed.new_decision()
    early = agreed.new_decision(start_date=date(2026, 4, 1))
    made = await asyncio.gather(
        *(client.take_decision(request.id, new) for request in requests[:6]),
        *(client.take_decision(failing.id, early) for _ in range(4)),
        *(client.take_decision(failing.id, new, dry_run=True) for _ in range(2)),
        *(client.take_decision(request.id, new) for request in requests[6:]),
        return_exceptions=True,
    )
    numbers = [one.allocation_number for one in (*made[:6], *made[12:])]
    assert sorted(numbers) == list(range(1, 13))
    assert all(isinstance(one, Refusal) and one.code == "start-before-decision" for one in made[6:10])
    youth = await agreed.report(law=Law.JEUGDWET)
    granted = agreed.new_decision(law=Law.JEUGDWET)
    assert (await client.take_decision(youth.id, granted)).allocation_number == 1


async def test_a_dry_run_decides_nothing(agreed: Any) -> None:
    """The whole decision comes back; request and list are as before."""
    request, client = await agreed.report(), agreed.client()
    tried = await client.take_decision(request.id, agreed.new_decision(), dry_run=True)
    assert (tried.allocation_number, tried.objection_until) == (1, date(2026, 6, 1))
    assert await client.list_decisions() == []
    assert (await client.get_request(request.id)).state is RequestState.RECEIVED


async def test_the_same_reference_with_a_new_key_gives_the_decision_that_is_there(agreed: Any) -> None:
    """No second allocation; other contents under the reference are refused."""
    request, client = await agreed.report(), agreed.client()
    new = agreed.new_decision(external_reference="besluit-1")
    first = await client.take_decision(request.id, new)
    assert await client.take_decision(request.id, new) == first
    changed = new.model_copy(update={"volume": 5})
    refused = await refusal(client.take_decision(request.id, changed))
    assert (refused.code, [error["location"] for error in refused.problem["errors"]]) == (
        "external-reference-used",
        ["#/volume"],
    )


async def test_a_motivation_holds_no_bsn_and_stays_with_the_municipality(agreed: Any) -> None:
    """A BSN in it is refused; it is in no answer, no feed and for no provider but for the municipality's own reader."""
    request, client = await agreed.report(), agreed.client()
    body = agreed.new_decision().model_dump(mode="json", by_alias=True)
    answer = await agreed.post(
        f"/requests/{request.id}/decisions", body | {"motivation": "BSN 999900018 vraagt hulp"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "bsn-refused")
    assert answer.json()["errors"][0]["location"] == "#/motivation"
    made = await client.take_decision(request.id, agreed.new_decision(motivation="Zeer vertrouwelijk."))
    assert (await client.get_motivation(made.id)).motivation == "Zeer vertrouwelijk."
    provider = agreed.tenant.providers[0]
    denied = await refusal(agreed.client(provider).get_motivation(made.id))
    assert (denied.status, denied.code) == (403, "purchaser-only")
    assert (await agreed.get(f"/decisions/{made.id}/motivation", end_user=None)).status_code == 403
    for path in (f"/decisions/{made.id}", "/decisions", "/events", f"/decisions/{made.id}/derivation"):
        assert "vertrouwelijk" not in (await agreed.get(path)).text


async def test_a_decision_is_seen_by_its_provider_and_by_no_other_member(agreed: Any) -> None:
    """The provider reads its decision, its request and its facts; for a competing member nothing of it exists."""
    request = await agreed.report()
    made = await agreed.client().take_decision(request.id, agreed.new_decision())
    mine, other = agreed.client(agreed.tenant.providers[0]), agreed.client(agreed.tenant.providers[1])
    assert await mine.get_decision(made.id) == made
    assert [one.id for one in await mine.list_requests()] == [request.id]
    assert {"R-A03", "R-A29"} <= {step.rule for step in (await mine.explain_decision(made.id)).steps}
    assert (await refusal(other.get_decision(made.id))).status == 404
    assert (await refusal(other.explain_decision(made.id))).status == 404
    assert await other.list_decisions() == [] == await other.list_requests()
    for provider, told in ((agreed.tenant.providers[0], 1), (agreed.tenant.providers[1], 0)):
        feed = EventPage.model_validate_json((await agreed.get("/events", oin=provider)).content)
        assert len([event for event in feed.events if event.subject == str(made.id)]) == told


async def test_deciding_takes_its_own_right(agreed: Any) -> None:
    """A provider has no scope to decide, and a request that is not there comes before the mandate."""
    request = await agreed.report()
    provider = agreed.tenant.providers[0]
    answer = await agreed.post(f"/requests/{request.id}/decisions", agreed.new_decision(), oin=provider)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
    unknown = await agreed.post(f"/requests/{new_id()}/decisions", agreed.new_decision(), end_user="a.ander")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "request-not-found")


async def test_decisions_are_found_by_law_number_and_provider(agreed: Any) -> None:
    """Filters narrow together."""
    client = agreed.client()
    providers = agreed.tenant.providers
    made = [
        await client.take_decision((await agreed.report(f"i-{number}")).id, agreed.new_decision(provider=providers[number % 2]))
        for number in range(3)
    ]  # fmt: skip
    found = await client.list_decisions(
        provider=providers[0], law=Law.WMO_2015, contract_id=agreed.contract.id
    )
    assert [one.id for one in found] == [made[0].id, made[2].id]
    assert await client.list_decisions(law=Law.WMO_2015, allocation_number=2) == [made[1]]
    assert await client.list_decisions(request_id=made[0].request_id) == [made[0]]
    assert await client.list_decisions(law=Law.JEUGDWET) == []


async def test_an_allocation_ends_on_or_after_its_start(agreed: Any) -> None:
    """400 for a period that is none."""
    request = await agreed.report()
    ended = agreed.new_decision(end_date=agreed.tenant.today - timedelta(days=1))
    refused = await refusal(agreed.client().take_decision(request.id, ended))
    assert (refused.status, refused.code) == (400, "end-before-start")
