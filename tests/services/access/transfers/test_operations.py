"""A citizen moves: what runs ends in one municipality, and the next one takes on a person of its own (R-A56)."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from deploy.postgres import Cluster
from services.access.transfers.rules import OFFER_DAYS
from shared.clients.base import Refusal
from shared.schemas.access import NewCareStart, NewPgbSwitch, NewReferral
from shared.values.care_courses import PgbReason
from shared.values.terms import Law
from tests.services.access.legal_checks.known import youth
from tests.services.access.waiting_list.test_rest import waiting
from tests.support.persons import (
    BSN,
    MAIL,
    NAME,
    OTHER_BSN,
    as_superuser,
    neighbour,
    person,
    processed,
    register,
    registered,
    stated,
)
from tests.support.tenants import Tenant
from tests.wire.life import UUIDS

MOVES = date(2026, 6, 1)


async def departs(tenant: Tenant, citizen_id: str, to: str, moved_on: date = MOVES, **more: Any) -> Any:
    """Record a departure; the plain answer."""
    body = {"movedOn": moved_on.isoformat(), "to": to}
    return await tenant.ask("access", "POST", f"/citizens/{citizen_id}/departure", json=body, **more)


async def offered(tenant: Tenant, other: Tenant, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """A transfer of a person who was registered just now, with the surrogate in `ownCitizenId`."""
    made = await registered(tenant, body)
    answer = await departs(tenant, made["id"], other.owner)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def accept(tenant: Tenant, transfer_id: str, reference: str = "nieuw-1", **more: Any) -> Any:
    """Accept a transfer; the plain answer."""
    return await tenant.ask(
        "access", "POST", f"/transfers/{transfer_id}/acceptance", json={"citizenReference": reference}, **more
    )


async def work(tenant: Tenant) -> None:
    """The day's work of access, and what the siblings hear of it."""
    answer = await tenant.ask("access", "POST", f"/sandbox/{tenant.owner}/work")
    assert answer.status_code == 200, answer.text
    await tenant.drain()


async def everything_of(tenant: Tenant) -> str:
    """All that a municipality reads in access: lists, facts, and its processing log."""
    found = []
    for path in ("/citizens", "/transfers", "/requests", "/decisions", "/referrals", "/events?limit=500"):
        answer = await tenant.ask("access", "GET", path)
        assert answer.status_code == 200, answer.text
        found.append(answer.text)
    return " ".join(found) + str(await processed(tenant, tenant.house))


@pytest.mark.rule("R-A56")
async def test_a_citizen_moves_and_nobody_meets_the_other_s_surrogate(tenant: Tenant) -> None:
    """Offered, seen, accepted: a citizen of its own with the lawful minimum, and no trace of the file or the name of before."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    seen = (await other.ask("access", "GET", f"/transfers/{transfer['id']}")).json()
    assert (seen["owner"], seen["to"], seen["state"], seen["ownCitizenId"]) == (
        tenant.owner, other.owner, "offered", None,
    )  # fmt: skip
    assert seen["fields"] == ["bsn", "bornOn", "familyName", "givenNames", "address"]
    assert seen["expiresOn"] == (tenant.today + timedelta(days=OFFER_DAYS)).isoformat()
    answer = await accept(other, transfer["id"])
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted"), answer.text
    arrived = answer.json()["ownCitizenId"]
    assert arrived not in (None, transfer["ownCitizenId"])
    data = (await other.ask("access", "GET", f"/citizens/{arrived}/personal-data")).json()
    assert (data["bsn"], data["familyName"]) == (stated(BSN), stated(NAME))
    assert (data["sex"], data["email"], data["citizenReference"]) == (None, None, "nieuw-1")
    mine, theirs = await everything_of(tenant), await everything_of(other)
    assert transfer["ownCitizenId"] in mine and arrived in theirs
    assert transfer["ownCitizenId"] not in theirs and arrived not in mine
    assert "inwoner-1" not in theirs and MAIL not in theirs and "nieuw-1" not in mine
    left = (await tenant.ask("access", "GET", f"/citizens/{transfer['ownCitizenId']}")).json()
    assert (left["movedOn"], left["movedTo"], left["departureId"]) == (
        "2026-06-01",
        other.owner,
        transfer["id"],
    )
    came = (await other.ask("access", "GET", f"/citizens/{arrived}")).json()
    assert (came["arrivalId"], came["movedOn"]) == (transfer["id"], None)


@pytest.mark.rule("R-A56")
async def test_what_runs_ends_the_day_before_and_settlement_follows(agreed: Any) -> None:
    """The decision gets a last day and says why, its allocation too; an open request goes along when the day has come."""
    tenant: Tenant = agreed.tenant
    made = await registered(tenant)
    citizen = UUID(made["id"])
    client = agreed.client()
    decided, open_ = [await agreed.report(None, citizen_id=citizen) for _ in range(2)]
    decision = await client.take_decision(decided.id, agreed.new_decision())
    await tenant.drain()
    transfer = (await departs(tenant, made["id"], "00000099000000000518", date(2026, 4, 20))).json()
    later = await agreed.report(None, citizen_id=citizen)
    bridging = await client.take_decision(
        later.id, agreed.new_decision(start_date=date(2026, 5, 1), product_code="02A04")
    )
    await work(tenant)
    ended = await client.get_decision(decision.id)
    # The decision begins on the very day of moving: it lapses, as code 13 has it, with its end on its start.
    assert (ended.end_date, ended.version) == (date(2026, 4, 20), 2)
    assert (await client.get_request(open_.id)).state == "moved"
    assert (await client.get_decision(bridging.id)).end_date is None
    why = await client.explain_decision(decision.id)
    assert [step.rule for step in why.steps][-1] == "R-A56" and len(why.steps) > 1
    allocations = (await tenant.ask("settlement", "GET", "/allocations")).json()["items"]
    assert {one["id"]: one["endDate"] for one in allocations} == {
        str(decision.id): "2026-04-20",
        str(bridging.id): None,
    }
    before = [row["what"] for row in await agreed.logged()]
    await work(tenant)
    assert [row["what"] for row in await agreed.logged()] == before
    assert {"decision-ended", "request-moved"} <= set(before)
    assert transfer["state"] == "offered"


@pytest.mark.rule("R-A56")
async def test_a_departure_that_lies_ahead_ends_what_runs_then_and_leaves_open_what_is_open(
    agreed: Any,
) -> None:
    """The last day is the one before; a request stays open here until the day has come, and nothing is refused."""
    tenant: Tenant = agreed.tenant
    made = await registered(tenant)
    citizen, client = UUID(made["id"]), agreed.client()
    decided, open_ = [await agreed.report(None, citizen_id=citizen) for _ in range(2)]
    short = await agreed.report(None, citizen_id=citizen)
    decision = await client.take_decision(decided.id, agreed.new_decision())
    over = await client.take_decision(
        short.id,
        agreed.new_decision(start_date=date(2026, 4, 21), end_date=date(2026, 4, 30), product_code="02A04"),
    )
    await departs(tenant, made["id"], "00000099000000000518")
    await work(tenant)
    assert (await client.get_decision(decision.id)).end_date == date(2026, 5, 31)
    assert await client.get_decision(over.id) == over
    assert (await client.get_request(open_.id)).state == "received"
    taken = await client.take_decision(open_.id, agreed.new_decision(product_code="02A05"))
    assert taken.end_date is None


@pytest.mark.rule("R-A56")
async def test_a_transfer_is_accepted_once_and_by_the_municipality_of_arrival(tenant: Tenant) -> None:
    """Twelve at once: one citizen. The former municipality, a third one and a provider get nowhere."""
    other, third = await neighbour(tenant), await neighbour(tenant)
    transfer = await offered(tenant, other)
    own, foreign = await accept(tenant, transfer["id"]), await accept(third, transfer["id"])
    assert (own.status_code, own.json()["code"]) == (403, "recipient-only")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "transfer-not-found")
    assert (await third.ask("access", "GET", "/transfers")).json()["items"] == []
    member = await accept(other, transfer["id"], oin=other.providers[0])
    assert member.status_code == 403
    answers = await asyncio.gather(*(accept(other, transfer["id"]) for _ in range(12)))
    assert sorted(one.status_code for one in answers) == [200, *[409] * 11]
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {"transfer-closed"}
    assert len((await other.ask("access", "GET", "/citizens")).json()["items"]) == 1


async def test_a_repeated_key_answers_each_side_with_its_own_surrogate(tenant: Tenant) -> None:
    """The same key: the same answer, by the sender and by the recipient."""
    other = await neighbour(tenant)
    made = await registered(tenant)
    sent = [await departs(tenant, made["id"], other.owner, key="sleutel-1") for _ in range(2)]
    assert sent[0].json() == sent[1].json() and sent[1].headers["idempotent-replayed"] == "true"
    taken = [await accept(other, sent[0].json()["id"], key="sleutel-2") for _ in range(2)]
    assert taken[0].json() == taken[1].json() and taken[1].headers["idempotent-replayed"] == "true"
    arrived = taken[0].json()["ownCitizenId"]
    assert arrived != made["id"] == sent[0].json()["ownCitizenId"]
    assert arrived not in str(await processed(tenant, tenant.house))
    theirs = await processed(other, other.house)
    assert made["id"] not in str(theirs)
    assert [(event, str(who)) for event, _, who, _ in theirs] == [("transfer", arrived), ("read", arrived)]


@pytest.mark.rule("R-A56")
async def test_a_transfer_is_taken_back_before_it_is_accepted(tenant: Tenant, cluster: Cluster) -> None:
    """The citizen is on the books again, what was sealed is gone, and another transfer may be offered."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    path = f"/transfers/{transfer['id']}/withdrawal"
    foreign = await other.ask("access", "POST", path)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "sender-only")
    again = await departs(tenant, transfer["ownCitizenId"], other.owner)
    assert (again.status_code, again.json()["code"]) == (409, "citizen-departed")
    withdrawn = await tenant.ask("access", "POST", path)
    assert (withdrawn.status_code, withdrawn.json()["state"]) == (200, "withdrawn"), withdrawn.text
    assert (await accept(other, transfer["id"])).json()["code"] == "transfer-closed"
    citizen = (await tenant.ask("access", "GET", f"/citizens/{transfer['ownCitizenId']}")).json()
    assert (citizen["movedOn"], citizen["movedTo"], citizen["departureId"], citizen["version"]) == (
        None, None, None, 3,
    )  # fmt: skip
    rows = await as_superuser(
        cluster, tenant.house, "select sealed from transfers where id = $1", UUID(transfer["id"])
    )
    assert rows[0]["sealed"] is None
    assert (await departs(tenant, transfer["ownCitizenId"], other.owner)).status_code == 201
    states = [one["state"] for one in (await other.ask("access", "GET", "/transfers")).json()["items"]]
    assert states == ["withdrawn", "offered"]


@pytest.mark.rule("R-A56")
async def test_a_transfer_expires(tenant: Tenant, cluster: Cluster) -> None:
    """After its last day nobody accepts it; the day's work closes it, drops what was sealed, and it may be offered anew."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    move = "update transfers set offered_on = offered_on - 60, expires_on = expires_on - 60 where id = $1"
    await as_superuser(cluster, tenant.house, move, UUID(transfer["id"]))
    late = await accept(other, transfer["id"])
    assert (late.status_code, late.json()["code"]) == (409, "transfer-closed")
    await work(tenant)
    found = (await other.ask("access", "GET", "/transfers?state=expired")).json()["items"]
    assert [(one["id"], one["answeredOn"]) for one in found] == [(transfer["id"], tenant.today.isoformat())]
    assert (await departs(tenant, transfer["ownCitizenId"], other.owner)).status_code == 201


@pytest.mark.rule("R-A56")
async def test_who_is_known_at_the_municipality_of_arrival_stays_who_it_is(tenant: Tenant) -> None:
    """By BSN under the same reference, or by a reference without one: that citizen, with what was empty filled in."""
    other = await neighbour(tenant)
    known = await registered(other, person("nieuw-1", familyName=stated("Anders"), address=None, bornOn=None))
    transfer = await offered(tenant, other)
    wrong = await accept(other, transfer["id"], "nieuw-2")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "citizen-known")
    assert known["id"] in wrong.json()["detail"]
    event, name, who, _ = (await processed(other, other.house))[-1]
    assert (event, name, str(who)) == ("search", "access.transfers.accept_transfer", known["id"])
    answer = await accept(other, transfer["id"], "nieuw-1")
    assert answer.json()["ownCitizenId"] == known["id"]
    data = (await other.ask("access", "GET", f"/citizens/{known['id']}/personal-data")).json()
    assert (data["familyName"]["value"], data["bornOn"]["value"], data["version"]) == (
        "Anders",
        "1958-05-17",
        2,
    )
    body = {"citizenReference": "nieuw-3", "law": Law.WMO_2015, "contactOn": "2026-01-01", "acute": True}
    reported = (await other.ask("access", "POST", "/requests", json=body)).json()
    second = await offered(tenant, other, person("inwoner-2", bsn=OTHER_BSN))
    assert (await accept(other, second["id"], "nieuw-3")).json()["ownCitizenId"] == reported["citizenId"]


@pytest.mark.rule("R-A56")
async def test_who_moves_back_is_the_citizen_of_before(tenant: Tenant) -> None:
    """The first municipality accepts the transfer back: its own surrogate, and the departure is past."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    arrived = (await accept(other, transfer["id"])).json()["ownCitizenId"]
    back = (await departs(other, arrived, tenant.owner, date(2026, 9, 1))).json()
    assert (await accept(tenant, back["id"], "inwoner-1")).json()["ownCitizenId"] == transfer["ownCitizenId"]
    citizen = (await tenant.ask("access", "GET", f"/citizens/{transfer['ownCitizenId']}")).json()
    assert (citizen["movedOn"], citizen["arrivalId"], citizen["maskedBsn"]) == (None, back["id"], "*******06")


@pytest.mark.rule("R-A56")
async def test_a_departure_names_another_municipality_that_can_exist(tenant: Tenant) -> None:
    """Not one's own, not an OIN with an impossible number, not a citizen who is not there."""
    made = await registered(tenant)
    for to in (tenant.owner, "00000001999900007000"):
        answer = await departs(tenant, made["id"], to)
        assert (answer.status_code, answer.json()["code"]) == (400, "departure-refused"), answer.text
        assert answer.json()["errors"][0]["location"] == "#/to"
    other = await neighbour(tenant)
    foreign = await departs(other, made["id"], "00000099000000000518")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "citizen-not-found")
    stale = await departs(tenant, made["id"], other.owner, headers={"If-Match": '"9"'})
    assert stale.status_code == 412


@pytest.mark.rule("F-07")
async def test_both_municipalities_have_it_in_their_log(tenant: Tenant) -> None:
    """The former one sees its own citizen leave and be accepted, the next one its own citizen come; each by its surrogate."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    await other.ask("access", "GET", "/transfers")
    arrived = (await accept(other, transfer["id"])).json()["ownCitizenId"]
    await other.ask("access", "GET", f"/transfers/{transfer['id']}")

    def moves(lines: list[Any]) -> list[tuple[str, str, str, str]]:
        return [(event, name.rsplit(".", 1)[1], str(who), by) for event, name, who, by in lines]

    mine, theirs = await processed(tenant, tenant.house), await processed(other, other.house)
    assert moves(mine)[1:] == [
        ("transfer", "record_departure", transfer["ownCitizenId"], tenant.owner),
        ("transfer", "accept_transfer", transfer["ownCitizenId"], other.owner),
    ]
    assert moves(theirs) == [
        ("transfer", "accept_transfer", arrived, other.owner),
        ("read", "get_transfer", arrived, other.owner),
    ]


@pytest.mark.rule("R-A56")
async def test_the_facts_of_a_transfer_reach_both_without_surrogates(tenant: Tenant) -> None:
    """Offered, then accepted: the same facts in both feeds, of the same transfer, with the names of fields."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    arrived = (await accept(other, transfer["id"])).json()["ownCitizenId"]
    for municipality in (tenant, other):
        answer = await municipality.ask("access", "GET", "/events?limit=500")
        told = [one for one in answer.json()["events"] if one["subject"] == transfer["id"]]
        assert [one["type"].split(".")[-2] for one in told] == ["transfer-offered", "transfer-accepted"]
        ids = {found for one in told for found in UUIDS.findall(str(one["data"]))}
        assert ids == {transfer["id"]} and not {arrived, transfer["ownCitizenId"]} & ids


@pytest.mark.rule("F-06")
async def test_the_database_itself_shows_the_next_municipality_no_citizen_of_the_former(
    tenant: Tenant,
) -> None:
    """Under row-level security alone: the transfer's row without a surrogate, and no citizen."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    ctx = tenant.house.services["access"].system_context(other.owner)
    async with ctx.read() as connection:
        assert await connection.raw.fetchval("select count(*) from citizens") == 0
        [row] = await connection.raw.fetch("select * from transfers")
        assert transfer["ownCitizenId"] not in str(dict(row))
        assert BSN.encode() not in row["sealed"] and NAME.encode() not in row["sealed"]


async def test_a_citizen_of_whom_little_is_known_may_move_too(agreed: Any) -> None:
    """Nothing goes over but the transfer itself; the next municipality has a citizen with a reference alone."""
    tenant: Tenant = agreed.tenant
    request = await agreed.report("inwoner-1")
    other = await neighbour(tenant)
    transfer = (await departs(tenant, str(request.citizen_id), other.owner)).json()
    assert transfer["fields"] == []
    arrived = (await accept(other, transfer["id"])).json()["ownCitizenId"]
    read = await other.ask("access", "GET", f"/citizens/{arrived}")
    assert (read.json()["fields"], read.json()["citizenReference"]) == ([], "nieuw-1")
    assert (await register(other, person("nieuw-2"))).status_code == 201


@pytest.mark.rule("R-A56")
async def test_moving_closes_what_no_provider_accepted(agreed: Any) -> None:
    """An unanswered referral closes on the day and can be accepted no more; its request moves; an accepted one ends on it and its request moves too."""
    tenant: Tenant = agreed.tenant
    made = await registered(tenant)
    waiting, taken, refused = [await agreed.report(None, citizen_id=UUID(made["id"])) for _ in range(3)]
    provider = tenant.providers[0]
    referrals = {}
    for name, request in (("waiting", waiting), ("taken", taken), ("refused", refused)):
        answer = await agreed.post(f"/requests/{request.id}/referrals", {"provider": provider})
        assert answer.status_code == 201, answer.text
        referrals[name] = f"/referrals/{answer.json()['id']}"
    assert (await agreed.post(f"{referrals['taken']}/acceptance", oin=provider)).status_code == 200
    no = {"reason": "geen plaats"}
    assert (await agreed.post(f"{referrals['refused']}/refusal", no, oin=provider)).status_code == 200
    await departs(tenant, made["id"], "00000099000000000518", tenant.today)
    await work(tenant)
    closed = (await agreed.get(referrals["waiting"])).json()
    assert (closed["state"], closed["closedOn"], closed["version"]) == ("made", tenant.today.isoformat(), 2)
    late = await agreed.post(f"{referrals['waiting']}/acceptance", oin=provider)
    assert (late.status_code, late.json()["code"], late.json()["rule"]) == (409, "referral-closed", "R-A56")
    states = {
        one["id"]: (one["state"], one["closedOn"]) for one in (await agreed.get("/requests")).json()["items"]
    }
    assert states == {
        str(waiting.id): ("moved", tenant.today.isoformat()),
        str(taken.id): ("moved", tenant.today.isoformat()),
        str(refused.id): ("moved", tenant.today.isoformat()),
    }
    (kept,) = (await agreed.get("/requests", oin=provider)).json()["items"]
    assert (kept["id"], kept["parties"]) == (str(taken.id), [provider])
    facts = [row["what"] for row in await agreed.logged()]
    assert [facts.count(one) for one in ("referral-closed", "referral-ended", "request-moved")] == [1, 1, 3]
    ended = (await agreed.get(referrals["taken"])).json()
    assert (ended["state"], ended["closedOn"], ended["version"]) == ("accepted", tenant.today.isoformat(), 3)
    onward = await agreed.post(f"{referrals['taken']}/onward-referrals", {"provider": tenant.providers[1]})
    assert (onward.status_code, onward.json()["code"]) == (409, "referral-closed")
    why = (await agreed.get(f"{referrals['taken']}/derivation")).json()["steps"]
    assert [one["rule"] for one in why] == ["R-A36", "R-A56"]
    await work(tenant)
    assert [row["what"] for row in await agreed.logged()] == facts
    assert len((await tenant.ask("settlement", "GET", "/allocations")).json()["items"]) == 1
    told = await tenant.ask("access", "GET", "/events?limit=500", oin=provider)
    assert "referral-closed" in told.text and "referral-ended" in told.text
    late_care = NewCareStart(referral_id=UUID(ended["id"]), start_date=tenant.today)
    with pytest.raises(Refusal) as caught:
        await agreed.client(provider).register_care_start(late_care)
    assert caught.value.code == "care-start-refused"


@pytest.mark.rule("F-07")
async def test_an_expired_transfer_leaves_a_line_about_its_citizen(tenant: Tenant, cluster: Cluster) -> None:
    """The parcel is destroyed by the day's work: an erasing under the activity of moving, in the sender's log alone."""
    other = await neighbour(tenant)
    transfer = await offered(tenant, other)
    move = "update transfers set offered_on = offered_on - 60, expires_on = expires_on - 60 where id = $1"
    await as_superuser(cluster, tenant.house, move, UUID(transfer["id"]))
    await work(tenant)
    lines = await processed(tenant, tenant.house)
    (who,) = [one[2] for one in lines if one[:2] == ("erase", "access.transfers.expire_transfer")]
    assert str(who) == transfer["ownCitizenId"], lines
    assert await processed(other, other.house) == []


@pytest.mark.rule("R-A56")
async def test_nothing_of_a_placed_young_person_ends_with_the_move(agreed: Any) -> None:
    """In a home in B, lived in A before: A stays responsible, so referral, care, waiting and the wish for a PGB go on in A."""
    request, client = await youth(agreed, "2012-09-01"), agreed.client()
    provider, ours, theirs = agreed.tenant.providers[0], agreed.tenant.owner, "00000099000000000518"
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
    made = await client.make_referral(request.id, NewReferral(provider=provider))
    await agreed.client(provider).accept_referral(made.id)
    care = await agreed.client(provider).register_care_start(
        NewCareStart(referral_id=made.id, start_date=agreed.tenant.today)
    )
    other = await agreed.report(None, citizen_id=request.citizen_id, law=Law.JEUGDWET)
    waits = await client.make_referral(other.id, NewReferral(provider=provider))
    third = await agreed.report(None, citizen_id=request.citizen_id, law=Law.JEUGDWET)
    wish = await client.register_pgb_switch(
        NewPgbSwitch(request_id=third.id, requested_on=agreed.tenant.today, reason=PgbReason.OTHER)
    )
    entry = await client.register_waiting_entry(
        waiting(third.id, 3, product_category="43", product_code="43A12")
    )
    moved = await departs(agreed.tenant, str(request.citizen_id), theirs, agreed.tenant.today)
    assert moved.status_code == 201, moved.text
    for _ in range(2):
        await agreed.work()
    kept = [await client.get_referral(one.id) for one in (made, waits)]
    assert [(one.state, one.closed_on) for one in kept] == [("accepted", None), ("made", None)]
    assert (await client.get_care_start(care.id)).state == "inCare"
    assert (await client.get_request(third.id)).state == third.state
    assert (await client.get_pgb_switch(wish.id)).state == "requested"
    assert (await client.get_waiting_entry(entry.id)).state == "waiting"


@pytest.mark.rule("R-A56")
async def test_a_request_whose_care_ends_with_the_move_closes_on_the_day_and_not_before(agreed: Any) -> None:
    """Accepted, and moving on 24-4: referred until 23-4, moved on 24-4; the provider goes on seeing it, done twice it is done once."""
    tenant, provider = agreed.tenant, agreed.tenant.providers[0]
    taken = await agreed.referred()
    request = await agreed.client().get_request(taken.request_id)
    answer = await departs(tenant, str(request.citizen_id), "00000099000000000518", date(2026, 4, 24))
    assert answer.status_code == 201, answer.text
    await agreed.on(date(2026, 4, 23))
    await agreed.work()
    assert (await agreed.client().get_request(request.id)).state == "referred"
    await agreed.on(date(2026, 4, 24))
    for _ in range(2):
        await agreed.work()
    moved = await agreed.client(provider).get_request(request.id)
    assert (moved.state, moved.closed_on, moved.parties, moved.version) == (
        "moved", date(2026, 4, 24), [provider], request.version + 1,
    )  # fmt: skip
    [fact] = await agreed.facts("request-moved")
    assert fact.subject == str(request.id)
    told = await tenant.ask("access", "GET", "/events?limit=500", oin=provider)
    assert "request-moved" in told.text


@pytest.mark.rule("R-A56")
async def test_what_was_decided_after_a_departure_was_recorded_is_told_once_on_its_day(agreed: Any) -> None:
    """Decided for the bridge, moving on 24-4: nothing on 23-4, one signal from 24-4, and after a person closed it none for good."""
    tenant, client = agreed.tenant, agreed.client()
    early = await agreed.decided()
    request = await agreed.report(None, citizen_id=early.citizen_id)
    short = await agreed.report(None, citizen_id=early.citizen_id)
    answer = await departs(tenant, str(early.citizen_id), "00000099000000000518", date(2026, 4, 24))
    assert answer.status_code == 201, answer.text
    late = await client.take_decision(request.id, agreed.new_decision(product_code="02A04"))
    ends = agreed.new_decision(product_code="02A05", end_date=date(2026, 4, 23))
    await client.take_decision(short.id, ends)
    await agreed.on(date(2026, 4, 23))
    await agreed.work()
    assert await client.list_signals(kind="decidedAfterDeparture") == []
    await agreed.on(date(2026, 4, 24))
    for _ in range(2):
        await agreed.work()
    (told,) = await client.list_signals(kind="decidedAfterDeparture")
    items = (await agreed.get("/allocations")).json()["items"]
    (mine,) = [one for one in items if one["decisionId"] == str(late.id)]
    assert (told.rule, told.subject_kind, told.subject, told.citizen_id, told.provider) == (
        "R-A56", "allocation", mine["id"], early.citizen_id, tenant.providers[0],
    )  # fmt: skip
    assert told.facts["movedOn"] == "2026-04-24" and told.found_on == date(2026, 4, 24)
    assert told.facts["allocationNumber"] == late.allocation_number
    await client.close_signal(told.id, "Overbrugt tot de nieuwe gemeente beslist.")
    await agreed.on(date(2026, 5, 1))
    await agreed.work()
    (closed,) = await client.list_signals(kind="decidedAfterDeparture")
    assert (closed.id, closed.state) == (told.id, "closed")
