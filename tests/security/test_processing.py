"""Checks 32, 33 and 34: whoever sees or changes a person's data has a line in the processing log, and can be found by it."""

import re
from datetime import date, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest
import pytest_asyncio

from deploy.postgres import Cluster
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.kit.clock import machine_now
from shared.kit.processing import CHANGES
from shared.schemas import access, contracts
from shared.values import new_id
from shared.values.terms import Law
from tests.security.asking import crawl
from tests.security.logged import (
    lines_of,
    logged,
    once_each,
    people_in,
    people_shown,
    people_waiting,
    subjects,
    superuser,
    trace_of,
    without_log,
)
from tests.support import lives
from tests.support.deciding import in_json
from tests.support.house import House
from tests.support.statements import counted
from tests.support.tenants import Tenant
from tests.wire.documents import SERVICES, Document, Operation
from tests.wire.graphs import questions, schema_of
from tests.wire.life import Life

pytestmark = pytest.mark.xdist_group("published")
DAY = date(2026, 1, 1)
TRACE = "0af7651916cd43dd8448eb211c80319c"


def new_request(name: str, **more: Any) -> dict[str, Any]:
    """A question as it is sent."""
    return {"citizenReference": name, "law": "wmo2015", "contactOn": DAY.isoformat(), **more}


@pytest_asyncio.fixture
async def people(tenant: Tenant) -> list[access.Request]:
    """Three requests of three citizens."""
    client = tenant.client(AccessClient)
    return [
        await client.report_request(
            access.NewRequest(citizen_reference=f"inwoner-{number}", law=Law.WMO_2015, contact_on=DAY)
        )
        for number in range(3)
    ]


@pytest_asyncio.fixture
async def contract(tenant: Tenant) -> contracts.Contract:
    """A contract in force, and a mandate for whoever acts in the tests."""
    holder = contracts.NewMandate(holder="j.jansen", role="consultant", law=Law.WMO_2015, valid_from=DAY)
    await tenant.client(ContractsClient).register_mandate(holder)
    return await lives.active_contract(tenant)


async def report(tenant: Tenant, contract: contracts.Contract, name: str = "inwoner-9") -> access.Request:
    """A question under the contract."""
    new = access.NewRequest(citizen_reference=name, contract_id=contract.id, law=Law.WMO_2015, contact_on=DAY)
    return await tenant.client(AccessClient).report_request(new)


_ABOUT = ("/derivation", "/motivation", "/penalty", "/versions")
# By what an answer may name somebody, without the surrogate.
_BY = {
    "access": ("requestId",),
    "outcomes": ("requestId", "allocationNumber", "careStartId", "desiredResultId"),
}


# Questions of the graph whose answers name nobody: where their subject stands.
_OF_A_SUBJECT = {"allocationVersions": "allocations", "statutoryTermPenalty": "statutory-terms"}


async def citizens_behind(life: Life) -> dict[str, str]:
    """The citizen behind each request, allocation number, start of care and desired result, as access knows it."""
    asked = dict[str, str]()
    for path in ("requests", "decisions", "care-starts", "desired-results"):
        found = (await life.tenant.ask("access", "GET", f"/{path}?limit=100")).json()["items"]
        if path == "decisions":
            taken = [one for one in found if one["allocationNumber"] is not None]
            asked |= {f"{one['law']} {one['allocationNumber']}": one["citizenId"] for one in taken}
        else:
            asked |= {one["id"]: one["citizenId"] for one in found}
    return asked


def _is_json(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/json")


async def test_check_32_every_read_over_rest_has_a_line_for_each_person(
    house: House, house_lives: tuple[Life, Life], service: str, all_operations: list[Operation]
) -> None:
    """Check 32: whoever an answer shows is who the log names under that answer's trace, once per resource."""
    wrong, about = [], dict[str, set[str]]()
    asked = await citizens_behind(house_lives[0])
    for one in sorted(await crawl(house_lives[0], all_operations), key=lambda one: one.path.count("/")):
        lines, shown = await logged(house, service, one.answer), people_shown(one.answer)
        if service in _BY and _is_json(one.answer):
            shown |= people_waiting(one.answer.json(), asked, _BY[service])
        # A derivation, a motivation, a penalty and versions name nobody, and are about whom their subject is.
        if one.answer.status_code == 200 and one.path.endswith(_ABOUT):
            shown = about[one.path.rpartition("/")[0]]
        about[one.path] = shown
        if shown != subjects(lines) or not once_each(lines):
            noted = f"noted {sorted(subjects(lines) - shown)} more, {sorted(shown - subjects(lines))} less, in {len(lines)} lines"
            wrong.append(f"{one.path}: {noted}; once each: {once_each(lines)}")
    assert wrong == [], "\n".join(wrong)
    seen = set().union(*about.values())
    assert len(seen) >= {"access": 3, "settlement": 2, "outcomes": 2}.get(service, 0)


async def test_check_32_every_query_of_the_graph_has_a_line_for_each_person(
    house: House, house_lives: tuple[Life, Life], service: str
) -> None:
    """Check 32: also where one thing hangs from another and a loader found it; one statement writes all lines of a request."""
    life, seen = house_lives[0], set()
    asked = await citizens_behind(life)
    told = await life.tenant.ask(service, "POST", "/graphql", json={"query": "{ _service { sdl } }"})
    ids: dict[str, list[str]] = {}
    for one in sorted(
        questions(schema_of(told.json()["data"]["_service"]["sdl"])), key=lambda each: each.by_id
    ):
        for target in ids.get(one.finds, [])[:2] if one.by_id else [""]:
            given = {"id": target, "contractId": str(life.contract.id)}
            variables = {name: value for name, value in given.items() if f"${name}:" in one.text}
            body = {"query": one.text, "variables": variables}
            async with counted(house, service) as statements:
                answer = await life.tenant.ask(service, "POST", "/graphql", json=body)
            data, lines = answer.json()["data"], await logged(house, service, answer)
            shown = people_in(data) | people_waiting(data, asked, _BY.get(service, ()))
            if one.field == "workLists":
                # Its items lie deeper than a made question looks; REST shows the same.
                shown |= people_in((await life.tenant.ask(service, "GET", "/work-lists")).json())
            if one.field in _OF_A_SUBJECT:
                # These name nobody, and are about whom their subject is.
                whose = await life.tenant.ask(service, "GET", f"/{_OF_A_SUBJECT[one.field]}/{target}")
                shown |= {whose.json()["citizenId"]} if whose.status_code == 200 else set()
            assert shown == subjects(lines) and once_each(lines), f"{one.field}: {lines}"
            inserts = [text for text in statements if text.startswith("INSERT INTO processing_log")]
            assert len(inserts) == bool(lines), f"{one.field}: {statements}"
            seen |= shown
            if not one.by_id:
                ids.setdefault(one.finds, []).extend(re.findall(r"'id': '([0-9a-f-]{36})'", str(data)))
    assert len(seen) >= {"access": 3, "settlement": 2}.get(service, 0)


async def test_check_32_every_change_has_a_line_in_its_own_transaction(
    house: House, tenant: Tenant, contract: contracts.Contract
) -> None:
    """Check 32: each act on a person is one line about that person, with what was done; a refusal tells of that person."""
    acts: list[tuple[str, str]] = []
    under = {"contractId": str(contract.id)}

    async def act(path: str, body: dict[str, Any], *, oin: str | None = None, event: str) -> dict[str, Any]:
        answer = await tenant.ask("access", "POST", path, json=body, oin=oin)
        assert answer.status_code in (200, 201), answer.text
        (line,) = await logged(house, "access", answer)
        acts.append((line["name"], line["event"]))
        assert (str(line["subject"]), line["event"], line["status"]) == (
            answer.json()["citizenId"],
            event,
            "Ok",
        )
        assert (line["owner"], line["end_user"], line["role"]) == (
            tenant.owner, "j.jansen", "provider" if oin else "purchaser",
        )  # fmt: skip
        found: dict[str, Any] = answer.json()
        return found

    member = tenant.providers[0]
    first = await act("/requests", new_request("een", **under), event="create")
    await act(f"/requests/{first['id']}/first-talk", {"heldOn": DAY.isoformat()}, event="update")
    granted = {
        "productCategory": "02", "productCode": "02A03", "provider": member, "startDate": "2026-01-01",
        "endDate": "2026-06-30", "volume": 4, "unit": "04", "frequency": "2", "motivation": "Begeleiding.",
        **in_json(DAY),
    }  # fmt: skip
    await act(f"/requests/{first['id']}/decisions", granted, event="create")
    second = await act("/requests", new_request("twee", **under), event="create")
    third = await act("/requests", new_request("drie", **under), event="create")
    referral = await act(f"/requests/{second['id']}/referrals", {"provider": member}, event="create")
    await act(f"/referrals/{referral['id']}/acceptance", {}, oin=member, event="update")
    refused = await act(f"/requests/{third['id']}/referrals", {"provider": member}, event="create")
    await act(f"/referrals/{refused['id']}/refusal", {"reason": "geen plaats"}, oin=member, event="update")
    assert len(acts) == 9
    again = await tenant.ask(
        "access", "POST", f"/requests/{first['id']}/first-talk", json={"heldOn": "2026-01-01"}
    )
    (line,) = await logged(house, "access", again)
    assert (again.status_code, line["event"], str(line["subject"])) == (409, "read", first["citizenId"])


@pytest.fixture
def mutation() -> str:
    """A change over the graph, with what hangs from it."""
    return (
        "mutation ($new: NewRequest!) { reportRequest(new: $new)"
        " { id citizenId decisions { citizenId } referrals { citizenId } } }"
    )


async def test_check_32_a_replay_shows_the_person_once_more(
    house: House, tenant: Tenant, mutation: str
) -> None:
    """Check 32: the stored answer of an idempotency key is a reading, over REST, by reference and over the graph."""
    for ask in (
        {"method": "POST", "path": "/requests", "json": new_request("een")},
        {"method": "PUT", "path": "/requests/by-reference/melding/1", "json": new_request("twee")},
        {"method": "POST", "path": "/graphql", "json": {"query": mutation, "variables": {"new": new_request("drie")}}},
    ):  # fmt: skip
        key = str(new_id())
        made = await tenant.ask("access", key=key, **ask)
        assert "errors" not in made.json(), made.text
        again = await tenant.ask("access", key=key, **ask)
        assert people_shown(made) == people_shown(again) and len(people_shown(made)) == 1
        (line,), (later,) = await logged(house, "access", made), await logged(house, "access", again)
        assert (line["event"], later["event"]) == ("create", "read")
        assert subjects([line]) == subjects([later]) == people_shown(made)


async def test_check_32_a_dry_run_is_a_reading(
    house: House, tenant: Tenant, people: list[access.Request]
) -> None:
    """Check 32: nothing is changed, but what it answers was seen; the line is written outside the undone transaction."""
    path = f"/requests/{people[0].id}/first-talk?dryRun=true"
    answer = await tenant.ask("access", "POST", path, json={"heldOn": DAY.isoformat()})
    (line,) = await logged(house, "access", answer)
    assert (answer.status_code, line["event"], line["subject"]) == (200, "read", people[0].citizen_id)


async def test_check_32_who_found_nobody_is_noted_too(house: House, tenant: Tenant) -> None:
    """Check 32: an empty search, an id that is not there and an entity of nobody: one line without subject, Unset."""
    nobody = str(new_id())
    entity = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Request { owner } } }"
    asked = {
        "search": ("GET", f"/requests?citizenId={nobody}", None),
        "read": ("GET", f"/requests/{nobody}", None),
        "update": ("POST", f"/requests/{nobody}/first-talk", {"heldOn": DAY.isoformat()}),
        "entity": ("POST", "/graphql", {
            "query": entity, "variables": {"r": [{"__typename": "Request", "id": nobody}]},
        }),
    }  # fmt: skip
    for event, (method, path, body) in asked.items():
        answer = await tenant.ask("access", method, path, **({"json": body} if body else {}))
        (line,) = await logged(house, "access", answer)
        assert (line["subject"], line["status"], line["owner"]) == (None, "Unset", tenant.owner)
        assert line["event"] == ("read" if event == "entity" else event)


async def test_check_32_a_fault_of_ours_is_an_error(
    house: House, tenant: Tenant, people: list[access.Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check 32: what failed through us stands in the log as Error, without a subject, for nobody was shown."""
    from services.access.requests import store

    async def broken(*_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(store, "get_request", broken)
    answer = await tenant.ask("access", "GET", f"/requests/{people[0].id}")
    (line,) = await logged(house, "access", answer)
    assert (answer.status_code, line["status"], line["subject"]) == (500, "Error", None)


async def test_check_32_a_trace_comes_in_and_goes_on(
    house: House, tenant: Tenant, people: list[access.Request]
) -> None:
    """Check 32: the trace is taken over unchanged, the caller is the parent, each line is a span of its own."""
    caller = "00f067aa0ba902b7"
    headers = {"traceparent": f"00-{TRACE}-{caller}-01"}
    answer = await tenant.ask("access", "GET", "/requests", headers=headers)
    _, trace, span, _ = answer.headers["traceparent"].split("-")
    lines = [one for one in await lines_of(house, "access", TRACE) if one["owner"] == tenant.owner]
    assert trace == TRACE and len(lines) == len(people) == len({one["span_id"] for one in lines})
    assert (lines[0]["span_id"], lines[0]["parent_span_id"]) == (span, caller)
    assert {one["parent_span_id"] for one in lines[1:]} == {span}
    assert {one["processor"] for one in lines} == {tenant.keys[tenant.owner][0]}


@pytest.mark.parametrize("flags", ["00", "01", "ff"])
async def test_check_32_no_sampling_flag_has_influence(
    house: House, tenant: Tenant, people: list[access.Request], flags: str
) -> None:
    """Check 32: with the sampled bit off every line is there all the same; without a trace one is begun."""
    trace = new_id().hex
    await tenant.ask(
        "access", "GET", "/requests", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-{flags}"}
    )
    assert len(await lines_of(house, "access", trace)) == len(people)
    answer = await tenant.ask("access", "GET", "/requests", headers={"traceparent": "garbled"})
    lines = await logged(house, "access", answer)
    assert len(lines) == len(people) and {one["parent_span_id"] for one in lines[:1]} == {None}
    assert {one["processor"] for one in lines} == {None}


async def test_check_32_a_fact_that_is_taken_over_has_a_line_there(
    house: House, tenant: Tenant, contract: contracts.Contract
) -> None:
    """Check 32: settlement and outcomes note whose fact they took over, under the trace of who caused it."""
    request = await report(tenant, contract)
    answer = await tenant.ask(
        "access", "POST", f"/requests/{request.id}/referrals", json={"provider": tenant.providers[0]}
    )
    accepted = await tenant.ask(
        "access", "POST", f"/referrals/{answer.json()['id']}/acceptance", json={}, oin=tenant.providers[0]
    )
    await tenant.drain()
    (made,) = await logged(house, "access", accepted)
    (taken,) = await lines_of(house, "settlement", trace_of(accepted))
    assert (taken["subject"], taken["event"], taken["role"]) == (request.citizen_id, "transfer", "system")
    assert (taken["name"], taken["activity"]) == (
        "settlement.access.referral-accepted", "exchange/versions/1",
    )  # fmt: skip
    assert (taken["parent_span_id"], taken["processor"]) == (made["span_id"], "service-access")
    (measured,) = await lines_of(house, "outcomes", trace_of(answer))
    assert (measured["subject"], measured["event"]) == (request.citizen_id, "transfer")


async def test_check_32_a_sibling_is_asked_under_the_same_trace(house: House, tenant: Tenant) -> None:
    """Check 32: what one service asks of another for a request carries that request's trace."""
    service = house.services["settlement"]
    ctx = service.system_context(tenant.owner)
    asked = ctx.clients["access"].acting_for(tenant.owner)
    heard: list[str] = []

    async def listen(request: Any) -> None:
        heard.append(request.headers.get("traceparent", ""))

    service.http.event_hooks["request"].append(listen)
    try:
        await asked.request("GET", "/requests")
    finally:
        service.http.event_hooks["request"].remove(listen)
    assert heard == [ctx.traceparent]
    (line,) = await lines_of(house, "access", ctx.trace_id)
    assert (line["parent_span_id"], line["processor"], line["role"]) == (
        ctx.span_id,
        "service-settlement",
        "service",
    )


@pytest.mark.parametrize("way", ["rest", "search", "graph", "derivation"])
async def test_check_32_nothing_leaves_that_cannot_be_noted(
    house: House, cluster: Cluster, tenant: Tenant, people: list[access.Request], way: str
) -> None:
    """Check 32: with the log down a reading fails with 503 in both languages, and no byte about the person leaves."""
    request = people[0]
    graph = {"query": "{ requests { nodes { id citizenId decisions { id } } } }"}
    asked: dict[str, tuple[str, str, dict[str, Any]]] = {
        "rest": ("GET", f"/requests/{request.id}", {}),
        "search": ("GET", "/requests", {}),
        "derivation": ("GET", f"/requests/{request.id}/derivation", {}),
        "graph": ("POST", "/graphql", {"json": graph}),
    }
    method, path, more = asked[way]
    async with without_log(cluster, house, "access"):
        for language, word in (("nl", "verwerkingenlogboek"), ("en", "processing log")):
            answer = await tenant.ask("access", method, path, headers={"Accept-Language": language}, **more)
            assert (answer.status_code, answer.json()["code"]) == (503, "processing-log-away"), answer.text
            assert word in answer.json()["detail"] and answer.headers["Retry-After"] == "5"
            assert answer.headers["Content-Type"].startswith("application/problem+json")
            known = {str(request.citizen_id), tenant.owner} | (
                {str(request.id)} if way in ("search", "graph") else set()
            )
            assert not any(one in answer.text for one in known), answer.text
    answer = await tenant.ask("access", method, path, **more)
    assert answer.status_code == 200 and "errors" not in answer.json()


async def test_check_32_nothing_changes_that_cannot_be_noted(
    house: House, cluster: Cluster, tenant: Tenant, mutation: str
) -> None:
    """Check 32: with the log down a change is undone and answers 503; with the same key it is done once afterwards."""
    new, key = new_request("niet-vast-te-leggen"), str(new_id())
    asked = {"query": mutation, "variables": {"new": new}}
    async with without_log(cluster, house, "access"):
        answer = await tenant.ask("access", "POST", "/requests", json=new, key=key)
        assert (answer.status_code, answer.json()["code"]) == (503, "processing-log-away")
        answer = await tenant.ask("access", "POST", "/graphql", json=asked, key=key)
        assert answer.status_code == 200 and answer.json()["data"] is None
        assert answer.json()["errors"][0]["extensions"]["code"] == "processing-log-away"
    async with superuser(cluster, house, "access") as admin:
        assert not await admin.fetchval("select count(*) from requests where owner = $1", tenant.owner)
    answer = await tenant.ask("access", "POST", "/requests", json=new, key=key)
    assert answer.status_code == 201 and len(await logged(house, "access", answer)) == 1


async def test_check_32_a_fact_waits_for_the_log(
    house: House, cluster: Cluster, tenant: Tenant, contract: contracts.Contract
) -> None:
    """Check 32: a fact about a person that cannot be noted takes no effect and is taken again later, without an alarm."""
    request = await report(tenant, contract)
    follower = house.services["outcomes"].followers["access"]
    before = await follower.state()
    async with without_log(cluster, house, "outcomes"):
        with pytest.raises(Exception, match="processing"):
            await follower.catch_up()
        between = await follower.state()
    assert (between["parked"], between["alarms"]) == (before["parked"], before["alarms"])
    await tenant.drain()
    async with superuser(cluster, house, "outcomes") as admin:
        lines = await admin.fetchval(
            "select count(*) from processing_log where subject = $1", request.citizen_id
        )
    assert lines == 1


async def test_check_33_a_line_says_all_that_both_standards_ask(
    house: House, tenant: Tenant, people: list[access.Request]
) -> None:
    """Check 33: one record with the fields of LDV and of NEN 7513, in plain words too, and never a name of a register."""
    began = machine_now() - timedelta(seconds=5)
    await tenant.ask("access", "GET", f"/requests/{people[0].id}")
    answer = await tenant.ask("access", "GET", f"/processing-log?citizenId={people[0].citizen_id}")
    created, read = answer.json()["items"]
    assert (created["action"], read["action"]) == ("create", "read")
    assert (read["organisation"], read["role"], read["data"]) == (tenant.owner, "purchaser", "requests")
    assert (read["activity"], read["citizenId"]) == ("access-to-support", str(people[0].citizen_id))
    assert began.isoformat()[:19] <= read["startTime"] <= read["endTime"]
    told = read["attributes"]
    assert told["dpl.core.data_subject_id"] == str(people[0].citizen_id)
    assert told["dpl.core.data_subject_id_type"] == "surrogate"
    assert (
        told["dpl.nen7513.eventTypeCode"] == "read" and told["dpl.nen7513.users"][0]["userID"] == "j.jansen"
    )
    for name in ("dpl.core.processing_activity_id", "dpl.nen7513.autorisatieProtocol"):
        assert (await house.http.get(told[name])).status_code == 200
    assert read["resource"]["service.name"] == "bedoeling-access"
    assert {"traceId", "spanId", "parentSpanId", "status", "name"} <= read.keys()


async def test_check_33_the_view_filters_by_period_and_pages(
    tenant: Tenant, people: list[access.Request]
) -> None:
    """Check 33: chronological, from ≤ t < to, by request and by activity too; pages by cursor have no gap and no double."""
    citizen = people[0].citizen_id
    for _ in range(4):
        await tenant.ask("access", "GET", f"/requests/{people[0].id}")

    async def read(**asked: str) -> dict[str, Any]:
        answer = await tenant.ask("access", "GET", "/processing-log", params=asked)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    whole = (await read(citizenId=str(citizen)))["items"]
    times = [one["endTime"] for one in whole]
    assert len(whole) == 5 and times == sorted(times)
    middle = await read(citizenId=str(citizen), **{"from": times[1], "to": times[3]})
    assert [one["endTime"] for one in middle["items"]] == times[1:3]
    walked, cursor = [], None
    while True:
        page = await read(
            citizenId=str(citizen), limit="2", to=times[4], **({"cursor": cursor} if cursor else {})
        )
        walked += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert walked == whole[:4]
    backwards = await read(citizenId=str(citizen), sort="-created", to=times[4])
    assert backwards["items"] == whole[3::-1]
    assert [one["spanId"] for one in (await read(traceId=whole[1]["traceId"]))["items"]] == [
        whole[1]["spanId"]
    ]
    for name in ("access-to-support", whole[0]["attributes"]["dpl.core.processing_activity_id"]):
        found = (await read(activity=name, limit="100"))["items"]
        assert {one["spanId"] for one in whole} <= {one["spanId"] for one in found}
    assert (await read(activity="allocations"))["items"] == []


@pytest.mark.parametrize("hours", [-5, 0, 2, 14])
async def test_check_12_an_instant_is_taken_with_any_offset(
    tenant: Tenant, people: list[access.Request], hours: int
) -> None:
    """Check 12: the same moment, written in another zone, finds the same lines; answers are in UTC."""
    asked = {"citizenId": str(people[0].citizen_id)}
    first = (await tenant.ask("access", "GET", "/processing-log", params=asked)).json()["items"][0]
    assert first["endTime"].endswith("Z") and first["startTime"].endswith("Z")
    there = datetime.fromisoformat(first["endTime"]).astimezone(timezone(timedelta(hours=hours)))
    for name, count in (("from", 1), ("to", 0)):
        answer = await tenant.ask(
            "access", "GET", "/processing-log", params={**asked, name: there.isoformat()}
        )
        spans = [one["spanId"] for one in answer.json()["items"]]
        assert spans.count(first["spanId"]) == count, answer.text


async def test_check_33_something_must_be_asked(tenant: Tenant) -> None:
    """Check 33: without citizen, request or activity it is 400 in both languages, and so is what is no instant or activity."""
    for asked in ({}, {"from": "2026-01-01T00:00:00Z"}):
        answer = await tenant.ask("access", "GET", "/processing-log", params=asked)
        assert answer.status_code == 400
        assert {one["location"] for one in answer.json()["errors"]} == {"citizenId", "traceId", "activity"}
    for name, value in (
        ("from", "gisteren"),
        ("to", "2026-01-01T00:00:00"),
        ("activity", "%"),
        ("traceId", "x"),
    ):
        asked = {"citizenId": str(new_id()), name: value}
        answer = await tenant.ask("access", "GET", "/processing-log", params=asked)
        assert answer.status_code == 400 and answer.json()["errors"][0]["location"] == name, answer.text


async def test_check_33_reading_the_log_is_logged(
    house: House, tenant: Tenant, people: list[access.Request]
) -> None:
    """Check 33: whoever reads the log has a readLog line for each person in it, also when nobody was found."""
    citizen = people[1].citizen_id
    answer = await tenant.ask("access", "GET", f"/processing-log?citizenId={citizen}")
    (line,) = await logged(house, "access", answer)
    assert (line["event"], line["subject"], line["activity"]) == (
        "readLog",
        citizen,
        "processing-log/versions/1",
    )
    answer = await tenant.ask("access", "GET", f"/processing-log?citizenId={new_id()}")
    (line,) = await logged(house, "access", answer)
    assert (line["event"], line["subject"], line["status"]) == ("readLog", None, "Unset")
    answer = await tenant.ask("access", "GET", "/processing-log?activity=access-to-support")
    lines = await logged(house, "access", answer)
    assert len(lines) == len(people) and {line["event"] for line in lines} == {"readLog"}


async def test_check_33_the_log_is_the_purchasers_alone(
    house: House, tenant: Tenant, people: list[access.Request], house_lives: tuple[Life, Life]
) -> None:
    """Check 33: a provider has no such right, nor a token without the scope or the person; another purchaser sees nothing."""
    path = f"/processing-log?citizenId={people[0].citizen_id}"
    assert (await tenant.ask("access", "GET", path, oin=tenant.providers[0])).status_code == 403
    assert (await tenant.ask("access", "GET", path, oin=tenant.auditor)).status_code == 403
    assert (await tenant.ask("access", "GET", path, end_user=None)).status_code == 403
    token = await tenant.token(tenant.owner, scope="access:read")
    address = f"{house.urls['access']}/v1{path}"
    assert (await house.http.get(address, headers={"Authorization": f"Bearer {token}"})).status_code == 403
    other = await house_lives[0].tenant.ask("access", "GET", path)
    assert (other.status_code, other.json()["items"]) == (200, [])
    other = await house_lives[0].tenant.ask(
        "access", "GET", "/processing-log?activity=access-to-support&limit=100"
    )
    assert {one["owner"] for one in other.json()["items"]} == {house_lives[0].tenant.owner}


async def test_check_33_what_a_provider_reads_stands_in_the_purchasers_log(
    house: House, tenant: Tenant, contract: contracts.Contract
) -> None:
    """Check 33: the municipality sees that its provider read a person, in which role and through which person."""
    member, request = tenant.providers[0], await report(tenant, contract)
    await tenant.client(AccessClient).make_referral(request.id, access.NewReferral(provider=member))
    await tenant.ask("access", "GET", f"/requests/{request.id}", oin=member, end_user="p.pietersen")
    found = await tenant.ask("access", "GET", f"/processing-log?citizenId={request.citizen_id}&sort=-created")
    line = found.json()["items"][0]
    assert (line["organisation"], line["role"], line["owner"]) == (member, "provider", tenant.owner)
    assert line["attributes"]["dpl.nen7513.users"][0]["userID"] == "p.pietersen"


@pytest.mark.parametrize("name", SERVICES)
async def test_check_33_every_activity_of_a_right_is_in_the_register(house: House, name: str) -> None:
    """Check 33: each activity that a right names resolves, open to everyone, in its version and in the words of W3C DPV."""
    service = house.services[name]
    named = {row.activity for row in service.rights.rows if row.activity is not None}
    assert named <= service.activities.newest.keys(), named - service.activities.newest.keys()
    listed = (await house.http.get(f"{house.urls[name]}/v1/processing-activities")).json()["items"]
    assert {one["id"] for one in listed} == set(service.activities.newest)
    for one in listed:
        found = await house.http.get(one["uri"])
        assert (found.status_code, found.json()) == (200, one)
        assert one["uri"].endswith(f"/v1/processing-activities/{one['id']}/versions/{one['version']}")
        newest = await house.http.get(f"{house.urls[name]}/v1/processing-activities/{one['id']}")
        assert newest.json() == one
        versions = await house.http.get(f"{house.urls[name]}/v1/processing-activities/{one['id']}/versions")
        assert one in versions.json()["items"]
        assert all(one[each] for each in ("purpose", "legalGround", "recipients", "retention", "controller"))
        assert one["linked"]["@id"] == one["uri"] and one["linked"]["dpv:hasPurpose"] == one["purpose"]
    for path in ("/bestaat-niet", f"/{listed[0]['id']}/versions/99", "/bestaat-niet/versions"):
        gone = await house.http.get(f"{house.urls[name]}/v1/processing-activities{path}")
        assert (gone.status_code, gone.json()["code"]) == (404, "processing-activity-not-found")


@pytest.mark.parametrize("name", SERVICES)
def test_check_33_a_change_on_a_person_says_what_was_done(house: House, name: str) -> None:
    """Check 33: each right to change a person's data names its event, and none that only reads names a change."""
    reading = ("get_", "list_", "find_", "read", "explain_", "search_", "export_", "due_", "assess_")
    for row in house.services[name].rights.rows:
        if row.activity is not None:
            assert (row.event not in CHANGES) == row.operation.startswith(reading), row


async def test_check_34_a_denial_is_one_record_with_its_policy(
    house: House, cluster: Cluster, tenant: Tenant
) -> None:
    """Check 34: a refused request leaves exactly one record, whose policy resolves to the matrix that refused it."""
    denied = {
        "role-not-allowed": await tenant.ask("access", "GET", "/requests", oin=tenant.auditor),
        "purchaser-only": await tenant.ask(
            "access", "GET", f"/processing-log?citizenId={new_id()}", oin=tenant.providers[0]
        ),
        "end-user-missing": await tenant.ask("access", "GET", "/requests", end_user=None),
    }
    async with superuser(cluster, house, "access") as admin:
        for code, answer in denied.items():
            (row,) = await admin.fetch("select * from security_log where trace_id = $1", trace_of(answer))
            assert answer.status_code == 403 and row["code"] in (code, "scope-missing"), row
            assert row["span_id"] == answer.headers["traceparent"].split("-")[2]
            assert row["policy"] == house.services["access"].policy
            assert await logged(house, "access", answer) == []
            found = await house.http.get(f"{house.urls['access']}/v1/rights-versions/{row['policy']}")
            rights = {(one["resource"], one["operation"]): one for one in found.json()["rights"]}
            assert found.status_code == 200 and "auditor" not in rights["requests", "read"]["kinds"]


async def test_check_34_a_permit_is_the_line_itself(
    house: House, tenant: Tenant, people: list[access.Request], document: Document
) -> None:
    """Check 34: what was allowed on a person refers to the policy version too; versions are listed, unknown ones are 404."""
    answer = await tenant.ask("access", "GET", f"/requests/{people[0].id}")
    (line,) = await logged(house, "access", answer)
    listed = (await house.http.get(f"{house.urls['access']}/v1/rights-versions")).json()["items"]
    assert line["policy"] in {one["version"] for one in listed}
    gone = await house.http.get(f"{house.urls['access']}/v1/rights-versions/0000000000000000")
    assert (gone.status_code, gone.json()["code"]) == (404, "rights-version-not-found")
    assert "/rights-versions/{version}" in document["paths"]
