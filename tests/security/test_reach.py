"""How far a reader reaches: as a party or as the owner, by whose authorisation, and for whose case (check 25)."""

from typing import Any
from uuid import UUID

import pytest

from shared.clients.access import AccessClient
from shared.schemas.access import NewRequest, Request
from shared.values.terms import ActorKind, HolderRole, Law
from tests.security.test_events import EVERY_READ, population, read_feed
from tests.shared.kit.webhooks.receiver import receiving
from tests.shared.kit.webhooks.subscribing import Subscriber, loopback_opened
from tests.support import lives
from tests.support.files import file
from tests.support.house import House
from tests.support.persons import registered
from tests.support.tenants import PURCHASER, Tenant, new_client, new_tenant
from tests.wire.documents import SERVICES

LESSER = (ActorKind.PROVIDER, ActorKind.AUDITOR, ActorKind.RESEARCHER, ActorKind.INSURER)
AUTHORISATIONS = ("authorisation-granted", "authorisation-withdrawn")


async def as_role(
    tenant: Tenant, role: ActorKind, scopes: list[str], citizen: UUID | None = None, oin: str | None = None
) -> str:
    """A name in which to ask with a token of the purchaser's own OIN, or another's, in another role."""
    name = f"{oin or tenant.owner}, {role}, {len(tenant.keys)}"
    tenant.keys[name] = await new_client(tenant.house, oin or tenant.owner, role, scopes)
    if citizen is not None:
        tenant.citizens[name] = citizen
    return name


async def a_request(tenant: Tenant, reference: str) -> Request:
    """A citizen's question at the purchaser."""
    new = NewRequest(citizen_reference=reference, law=Law.WMO_2015, contact_on=tenant.today)
    return await tenant.client(AccessClient).report_request(new)


async def three_holders(tenant: Tenant) -> tuple[str, str, UUID]:
    """Two vendors and an ombuds officer of a citizen's case, all authorised by the purchaser."""
    case = (await a_request(tenant, "inw-1")).citizen_id
    vendor, other = await tenant.actor(ActorKind.VENDOR), await tenant.actor(ActorKind.VENDOR)
    officer = await tenant.actor(ActorKind.OMBUDS)
    await tenant.authorise(other, HolderRole.VENDOR, ["settlement:read"])
    await tenant.authorise(officer, HolderRole.OMBUDS, ["access:read"], citizenId=str(case))
    await tenant.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    return vendor, other, case


def granted(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The data of the facts about authorisations."""
    return [one["data"] for one in events if one["type"].split(".")[3] in AUTHORISATIONS]


@pytest.mark.rule("F-06")
async def test_check_25_a_holder_sees_its_own_authorisation_and_nobody_elses(tenant: Tenant) -> None:
    """Check 25: in its own name or its principal's, a vendor's or researcher's feed tells of itself, as its list does."""
    vendor, _, case = await three_holders(tenant)
    researcher = await tenant.actor(ActorKind.RESEARCHER)
    await tenant.authorise(researcher, HolderRole.RESEARCHER, ["contracts:read", "events:read"])
    for holder in (vendor, researcher):
        for asked in ({}, {"acting_for": tenant.owner}):
            seen = await read_feed(tenant, "contracts", oin=holder, **asked)
            assert [one["holder"] for one in granted(seen)] == [holder], (holder, asked)
            assert str(case) not in str(seen)
    own = {one["holder"] for one in granted(await read_feed(tenant, "contracts"))}
    assert len(own) == 4, "who gave them sees them all"


@pytest.mark.rule("F-06")
async def test_check_25_the_fact_behind_a_message_is_no_way_around(house: House, tenant: Tenant) -> None:
    """Check 25: another's authorisation is neither sent by webhook nor given by its sequence, in either name."""
    vendor, other, _ = await three_holders(tenant)
    facts = await read_feed(tenant, "contracts")
    anothers = [one for one in facts if one["subject"] and one["data"].get("holder") == other]
    assert len(anothers) == 1
    for asked in ({}, {"acting_for": tenant.owner}):
        told = [
            await tenant.ask("contracts", "GET", f"/events/{one['id']}", oin=vendor, **asked)
            for one in anothers
        ]
        assert [one.status_code for one in told] == [404]
    scopes = ["contracts:read", "events:read", "subscriptions:write"]
    late = await tenant.actor(ActorKind.VENDOR)
    await tenant.authorise(late, HolderRole.VENDOR, scopes)
    with loopback_opened(house):
        async with receiving() as receiver:
            for asked in ({}, {"acting_for": tenant.owner}):
                made = await tenant.ask(
                    "contracts", "POST", "/subscriptions", oin=late, json={"url": receiver.url}, **asked
                )
                assert made.status_code == 201, made.text
            await tenant.authorise(
                await tenant.actor(ActorKind.VENDOR), HolderRole.VENDOR, ["contracts:read"]
            )
            await tenant.ask("contracts", "POST", "/populations", json=population("gehoord"))
            await house.services["contracts"].webhooks.deliver([late, tenant.owner])
    heard = [one.what for one in receiver.got]
    assert heard.count("population-registered") == 2
    assert not set(heard) & set(AUTHORISATIONS)


@pytest.mark.rule("F-06")
@pytest.mark.parametrize("role", LESSER)
async def test_check_25_a_lesser_role_of_the_owner_reads_no_facts_of_the_owner(
    tenant: Tenant, role: ActorKind
) -> None:
    """Check 25: a token of the municipality's OIN with less than its role sees in the feed what its lists show: nothing."""
    question = await a_request(tenant, "inw-1")
    await tenant.ask("contracts", "POST", "/populations", json=population("van de gemeente"))
    lesser = await as_role(tenant, role, EVERY_READ)
    await three_holders(tenant)
    for service in SERVICES:
        assert await read_feed(tenant, service, oin=lesser) == [], service
    listed = await tenant.ask("contracts", "GET", "/authorisations", oin=lesser)
    told_of = (403, None) if role is ActorKind.AUDITOR else (200, [])
    assert (listed.status_code, listed.json().get("items")) == told_of
    (fact,) = [one for one in await read_feed(tenant, "access") if one["subject"] == str(question.id)]
    told = await tenant.ask("access", "GET", f"/events/{fact['id']}", oin=lesser)
    assert told.status_code == 404


@pytest.mark.rule("F-06")
async def test_check_25_a_lesser_role_of_the_owner_is_sent_no_facts_of_the_owner(
    house: House, tenant: Tenant
) -> None:
    """Check 25: a subscription of the owner's OIN in the role provider hears of itself and of nothing else."""
    lesser = await as_role(tenant, ActorKind.PROVIDER, [*EVERY_READ, "subscriptions:write"])
    with loopback_opened(house):
        async with receiving() as receiver:
            made = await Subscriber(tenant, lesser).subscribe(receiver)
            await tenant.ask("contracts", "POST", "/populations", json=population("van de gemeente"))
            await house.services["contracts"].webhooks.deliver([tenant.owner])
    assert {one.event["subject"] for one in receiver.got} == {made["id"]}


@pytest.mark.rule("F-06")
async def test_check_25_a_lesser_client_does_not_say_where_facts_go(house: House, tenant: Tenant) -> None:
    """Check 25: it changes, turns, replays and puts no subscription that brings more than it may read; its maker does."""
    lesser = await as_role(tenant, ActorKind.PROVIDER, ["events:read", "subscriptions:write"])
    fewer = await as_role(tenant, ActorKind.PURCHASER, ["events:read", "subscriptions:write"])
    with loopback_opened(house):
        async with receiving() as receiver:
            made = await Subscriber(tenant, tenant.owner).subscribe(receiver)
            elsewhere = {"url": f"{receiver.url}/elders"}
            for oin in (lesser, fewer):
                asked = Subscriber(tenant, oin)
                for method, path, body in (
                    ("PATCH", "", elsewhere), ("POST", "/secret-rotation", None), ("POST", "/replay", {"after": None}),
                ):  # fmt: skip
                    answer = await asked.ask(
                        method, f"/{made['id']}{path}", json=body, headers={"If-Match": '"1"'}
                    )
                    assert (answer.status_code, answer.json()["code"]) == (403, "subscription-beyond"), path
            assert (await Subscriber(tenant, tenant.owner).get(made))["version"] == 1
            changed = await Subscriber(tenant, tenant.owner).change(made, **elsewhere)
    assert changed["version"] == 2


@pytest.mark.rule("F-06")
async def test_check_25_a_vendors_own_subscription_takes_the_same_scopes(
    house: House, tenant: Tenant
) -> None:
    """Check 25: what a vendor hears of all its principals is redirected by a client with the scopes of the one that made it."""
    scopes = ["contracts:read", "events:read", "subscriptions:write"]
    vendor = await tenant.actor(ActorKind.VENDOR, scopes)
    clients = {}
    for role, given in (
        (ActorKind.VENDOR, scopes),
        (ActorKind.VENDOR, scopes[1:]),
        (ActorKind.PROVIDER, scopes),
    ):
        name = f"{vendor}, {len(clients)}"
        tenant.keys[name] = await new_client(house, vendor, role, given)
        clients[name] = 403 if clients else 200
    with loopback_opened(house):
        async with receiving() as receiver:
            made = await Subscriber(tenant, vendor).subscribe(receiver)
            for name, status in clients.items():
                answer = await Subscriber(tenant, name).ask(
                    "PATCH", f"/{made['id']}", json={"description": name[:5]}, headers={"If-Match": "*"}
                )
                assert answer.status_code == status, name


@pytest.mark.rule("F-26")
async def test_check_25_a_case_is_read_by_the_scopes_of_its_own_authorisation(tenant: Tenant) -> None:
    """Check 25: one citizen with access:read and another with contracts:read alone are not two cases in access."""
    one, other = [await a_request(tenant, f"inw-{number}") for number in range(2)]
    officer = await tenant.actor(ActorKind.OMBUDS)
    for question, scope in ((one, "access:read"), (other, "contracts:read")):
        await tenant.authorise(officer, HolderRole.OMBUDS, [scope], citizenId=str(question.citizen_id))
    asked = {"oin": officer, "acting_for": tenant.owner}
    listed = (await tenant.ask("access", "GET", "/requests", **asked)).json()["items"]
    assert [item["id"] for item in listed] == [str(one.id)]
    for question, status in ((one, 200), (other, 404)):
        read = await tenant.ask("access", "GET", f"/requests/{question.id}", **asked)
        assert read.status_code == status


@pytest.mark.parametrize("service", SERVICES)
def test_one_scope_opens_persons_to_an_ombuds_officer(house: House, service: str) -> None:
    """Its own reading scope at most: with more than one, a case would have to be judged per scope."""
    rights = house.services[service].rights
    assert rights.opening_persons(ActorKind.OMBUDS) <= {f"{service}:read"}


@pytest.mark.rule("F-26")
async def test_check_25_an_ombuds_officer_in_its_own_name_sees_nobody(tenant: Tenant) -> None:
    """Check 25: the OIN of a provider or a municipality in the role ombuds opens no file: cases stand in authorisations."""
    filed = await file(tenant)
    provider = (await tenant.ask("access", "GET", f"/decisions/{filed.ids['decision']}")).json()["provider"]
    for oin in (tenant.owner, provider):
        officer = await as_role(tenant, ActorKind.OMBUDS, ["access:read", "contracts:read"], oin=oin)
        for path in ("/requests", "/decisions"):
            listed = await tenant.ask("access", "GET", path, oin=officer)
            assert (listed.status_code, listed.json()["items"]) == (200, []), (oin, path)
        read = await tenant.ask("access", "GET", f"/decisions/{filed.ids['decision']}", oin=officer)
        assert read.status_code == 404


@pytest.mark.rule("F-38")
async def test_check_25_a_municipalitys_own_portal_shows_the_whole_of_one_citizen(tenant: Tenant) -> None:
    """Check 25: under the municipality's OIN the citizen of the token is the limit: that file whole, and nobody else's."""
    filed = await file(tenant)
    other = await filed.register("Ander", "123456782")
    scopes = ["persons:read", "access:read", "contracts:read"]
    portal = await as_role(tenant, ActorKind.PORTAL, scopes, UUID(filed.citizen_id))
    listed = await tenant.ask("access", "GET", "/requests", oin=portal)
    assert {one["id"] for one in listed.json()["items"]} == {filed.ids["granted"], filed.ids["refused"]}
    answer = await tenant.ask("access", "GET", f"/citizens/{filed.citizen_id}/dossier", oin=portal)
    assert answer.status_code == 200, answer.text
    kept = {one["kind"]: one["items"] for part in answer.json()["services"] for one in part["holdings"]}
    assert len(kept["requests"]) == 2 and kept["decisions"] and kept["referrals"] and kept["personal-data"]
    officer = await tenant.actor(ActorKind.OMBUDS)
    given = await tenant.authorise(officer, HolderRole.OMBUDS, ["access:read"], citizenId=other)
    for path, status in (("/authorisations", 200), (f"/authorisations/{given['id']}", 404)):
        told = await tenant.ask("contracts", "GET", path, oin=portal)
        assert told.status_code == status and other not in told.text
    stranger = await tenant.ask("access", "GET", f"/citizens/{other}/dossier", oin=portal)
    searched = await tenant.ask("access", "POST", "/citizens/_search", oin=portal, json={"bsn": "123456782"})
    assert (stranger.status_code, searched.json()["items"]) == (404, [])


async def of_two(tenant: Tenant, first: str, second: str) -> str:
    """A name in which to ask with a purchaser's token of two organisations, of which the first acts."""
    admin = tenant.house.tokens["sandbox-admin"]
    asked = {"organisations": [first, second], "scopes": PURCHASER, "role": "purchaser"}
    authority = {"Authorization": f"Bearer {await admin.token()}"}
    made = await tenant.house.http.post(f"{tenant.house.issuer}/clients", json=asked, headers=authority)
    name = f"{first}, {second}"
    tenant.keys[name] = (made.json()["clientId"], made.json()["privateJwk"])
    return name


@pytest.mark.rule("R-A56")
async def test_check_25_a_transfer_is_withdrawn_in_the_name_of_who_offered_it(
    house: House, tenant: Tenant
) -> None:
    """Check 25: a token of two organisations takes the citizen back whole, or is told to name the municipality."""
    other = await new_tenant(house, tenant.today, providers=0)
    both = await of_two(tenant, other.owner, tenant.owner)
    citizen = (await registered(tenant))["id"]
    body = {"movedOn": "2026-06-01", "to": (await new_tenant(house, tenant.today, providers=0)).owner}
    departed = await tenant.ask("access", "POST", f"/citizens/{citizen}/departure", json=body)
    path = f"/transfers/{departed.json()['id']}/withdrawal"
    refused = await tenant.ask("access", "POST", path, oin=both)
    assert (refused.status_code, refused.json()["code"]) == (403, "sender-only")
    moving = (await tenant.ask("access", "GET", f"/citizens/{citizen}")).json()
    assert moving["movedOn"] == "2026-06-01"
    withdrawn = await tenant.ask("access", "POST", path, oin=both, acting_for=tenant.owner)
    assert (withdrawn.status_code, withdrawn.json()["state"]) == (200, "withdrawn"), withdrawn.text
    stays = (await tenant.ask("access", "GET", f"/citizens/{citizen}")).json()
    assert (stays["movedOn"], stays["movedTo"], stays["departureId"]) == (None, None, None)


@pytest.mark.rule("F-06")
async def test_check_25_a_fact_of_one_is_not_the_others(house: House, tenant: Tenant) -> None:
    """Check 25: what a token of two organisations does with one's rows is told to that one alone."""
    other = await new_tenant(house, tenant.today, providers=0)
    both = await of_two(tenant, other.owner, tenant.owner)
    question = await a_request(tenant, "inw-1")
    talk = {"heldOn": tenant.today.isoformat()}
    held = await tenant.ask("access", "POST", f"/requests/{question.id}/first-talk", oin=both, json=talk)
    assert held.status_code == 200, held.text
    assert [one["type"].split(".")[3] for one in await read_feed(tenant, "access")][-1] == "first-talk-held"
    assert str(question.id) not in str(await read_feed(other, "access"))


@pytest.mark.rule("R-X06")
async def test_check_25_a_reference_to_the_other_organisation_is_not_there(
    house: House, tenant: Tenant
) -> None:
    """Check 25: with a token of two, a request in one's name under the other's contract or citizen looks like not there."""
    contract = await lives.active_contract(tenant)
    await tenant.drain()
    other = await new_tenant(house, tenant.today, providers=0)
    both = await of_two(tenant, other.owner, tenant.owner)
    theirs = (await registered(tenant))["id"]
    new = {"law": "wmo2015", "contactOn": tenant.today.isoformat(), "citizenReference": "inw-9"}
    for wrong, code in (
        ({"contractId": str(contract.id)}, "contract-not-found"),
        ({"citizenId": theirs, "citizenReference": None}, "citizen-not-found"),
    ):
        body = {name: value for name, value in {**new, **wrong}.items() if value is not None}
        answer = await tenant.ask("access", "POST", "/requests", oin=both, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, code), answer.text


@pytest.mark.rule("R-C01")
async def test_check_25_a_contract_names_what_is_its_own_purchasers(house: House, tenant: Tenant) -> None:
    """Check 25: with a token of two, a draft in one's name under the other's population or consortium looks like not there."""
    contract = await lives.active_contract(tenant)
    other = await new_tenant(house, tenant.today, providers=0)
    both = await of_two(tenant, other.owner, tenant.owner)
    new = {"number": "B-1", "name": "Tweede", "municipalityCode": "0484", "legalForm": "contract"}
    for wrong, code in (
        ({"populationId": str(contract.population_id)}, "population-not-found"),
        ({"consortiumId": str(contract.consortium_id)}, "consortium-not-found"),
    ):
        answer = await tenant.ask("contracts", "POST", "/contracts", oin=both, json={**new, **wrong})
        assert (answer.status_code, answer.json()["code"]) == (404, code), answer.text


@pytest.mark.rule("F-06", "F-26")
async def test_check_25_every_table_on_citizens_is_narrowed_to_the_readers_own(house: House) -> None:
    """Check 25: whoever sees single cases, or a portal one citizen, meets that limit in the database, whatever the table."""
    database = house.services["access"].database.worker
    rows = await database.fetch(
        "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'citizen_id'"
    )
    walls = await database.fetch("select tablename from pg_policies where permissive = 'RESTRICTIVE'")
    # Who is authorised for whose case is what the limit is made of.
    named = {row["table_name"] for row in rows} - {"authorisations"}
    assert named <= {row["tablename"] for row in walls}
