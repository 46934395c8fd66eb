"""Facts for outsiders: CloudEvents NL GOV to the letter, documented, and each reader only what it may see (check 29)."""

import ast
import importlib
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
import pytest_asyncio
from jsonschema import Draft202012Validator

from deploy.events import PAGE, catalogues, page
from deploy.postgres import Cluster
from shared.kit.event_types import data_schema, envelope_schema, example
from shared.kit.webhooks.facts import EVENTS as SUBSCRIPTIONS
from shared.values import holds_bsn
from shared.values.terms import ActorKind, HolderRole
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.documents import SERVICES
from tests.wire.life import Life

ROOT = Path(__file__).parents[2]
CHECKER = Draft202012Validator.FORMAT_CHECKER
SOURCE = re.compile(r"urn:nld:oin:\d{20}:systeem:[a-z-]+")
TYPE = re.compile(r"nl(\.[a-z][a-z0-9-]*)+\.v[1-9]\d*")
# UUIDs (a payment's reference is one without its dashes), traces and SHA-256: drawn by lot or reckoned, nine digits may be anything.
DRAWN = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|00-[0-9a-f]{32}-[0-9a-f]{16}-01|[0-9a-f]{32}|[0-9a-f]{64}"
)
# Organisations come and go, a type stays: no name of one stands in it.
ORGANISATIONS = ("bedoeling", "gemeente", "vng", "logius", "alphen", "rijk", "minister", "stichting")


async def read_feed(tenant: Tenant, service: str, **asked: Any) -> list[dict[str, Any]]:
    """All that somebody's feed tells, walked by its cursor."""
    found: list[dict[str, Any]] = []
    params: dict[str, Any] = {"limit": 500}
    while True:
        answer = await tenant.ask(service, "GET", "/events", params=params, **asked)
        assert answer.status_code == 200, answer.text
        if not answer.json()["events"]:
            return found
        found += answer.json()["events"]
        params["after"] = answer.json()["next"]


def written_by_people(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The texts of an event in which a number could have been put: all but ids, traces and hashes, which are drawn by lot."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from written_by_people(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from written_by_people(inner, name)
    elif isinstance(value, str) and not DRAWN.fullmatch(value):
        yield name, value


def kinds(events: list[dict[str, Any]]) -> Counter[str]:
    """How many facts of each kind, by short name."""
    return Counter(event["type"].split(".")[3] for event in events)


@asynccontextmanager
async def behind(cluster: Cluster, house: House, service: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to a service's database that no policy binds."""
    path = urlsplit(house.databases[service].app_dsn).path
    connection = await asyncpg.connect(urlsplit(cluster.superuser_dsn)._replace(path=path).geturl())
    try:
        yield connection
    finally:
        await connection.close()


# What is told


async def test_every_fact_of_a_life_is_a_cloud_event_of_the_profile(
    house: House, house_lives: tuple[Life, Life], service: str
) -> None:
    """Check 29: envelope and data pass the published schemas; source, type, size, names and ids are as NL GOV asks."""
    envelope = (await house.http.get(f"{house.urls[service]}/v1/event-types/envelope")).json()
    schemas: dict[str, Any] = {}
    events = await read_feed(house_lives[0].tenant, service)
    assert events and len({event["id"] for event in events}) == len(events)
    for event in events:
        Draft202012Validator(envelope, format_checker=CHECKER).validate(event)
        if event["dataschema"] not in schemas:
            schemas[event["dataschema"]] = (await house.http.get(event["dataschema"])).json()
        Draft202012Validator(schemas[event["dataschema"]], format_checker=CHECKER).validate(event["data"])
        assert SOURCE.fullmatch(event["source"]) and TYPE.fullmatch(event["type"])
        assert len(re.findall(r"\.v\d+", event["type"])) == 1
        assert len(json.dumps(event, ensure_ascii=False).encode()) < 65_536
        assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in event)
        counted = {"id", "sequence", "previous"}
        told = {name: value for name, value in event.items() if name not in counted}
        assert not [name for name, value in written_by_people(told) if holds_bsn(value)]
    assert await read_feed(house_lives[0].tenant, service) == events, "a fact stays what it is, id and all"


async def test_every_subject_can_be_read_where_its_dataref_points(
    house: House, house_lives: tuple[Life, Life], service: str
) -> None:
    """Check 29: should a fact be too large to be told whole, whoever reads it finds its subject at the address instead."""
    tenant, catalogue = house_lives[0].tenant, house.services[service].catalogue
    tried = set()
    for event in await read_feed(tenant, service):
        what = event["type"].split(".")[3]
        if what in tried:
            continue
        tried.add(what)
        address = catalogue.dataref(what, event["subject"])
        assert address is not None, what
        answer = await tenant.ask(service, "GET", address.partition("/v1")[2])
        assert answer.status_code == 200, f"{what}: {address}"
        assert event["subject"] in answer.text


async def test_every_type_is_documented_where_anyone_can_read_it(house: House, service: str) -> None:
    """Check 29: each fact that the service lists has a page without a token: two sentences, schema, example, since when."""
    events = house.services[service].events
    listed = (await house.http.get(f"{house.urls[service]}/v1/event-types")).json()["items"]
    assert {one["name"] for one in listed} == set(events)
    catalogue = house.services[service].catalogue
    for one in listed:
        kind = catalogue.kinds[one["name"]]
        assert one["says"]["nl"].endswith(".") and one["says"]["en"].endswith("."), one["name"]
        assert one["says"]["nl"] != one["says"]["en"]
        assert one["schema"] == data_schema(catalogue, kind)
        Draft202012Validator.check_schema(one["schema"])
        assert (await house.http.get(one["dataschema"])).json()["$id"] == one["dataschema"]
        assert TYPE.fullmatch(one["type"]) and len(re.findall(r"\.v\d+", one["type"])) == 1
        assert not any(name in one["type"] for name in ORGANISATIONS)
        assert tuple(map(int, one["since"].split("."))) <= tuple(
            map(int, house.services[service].version.split("."))
        )
        assert one["scope"] is not None, "somebody outside may read it"


@pytest.mark.parametrize("service", SERVICES)
def test_every_example_passes_both_schemas(service: str) -> None:
    """Check 29: the printed event is whole, and its data is read by the model itself."""
    catalogue = catalogues()[service]
    envelope = envelope_schema(catalogue)
    for kind in catalogue.kinds.values():
        shown = example(catalogue, kind)
        Draft202012Validator(envelope, format_checker=CHECKER).validate(shown)
        Draft202012Validator(data_schema(catalogue, kind), format_checker=CHECKER).validate(shown["data"])


def test_the_meaning_of_time_is_documented() -> None:
    """Check 29: the envelope's schema and the page say that `time` is the moment of writing by the machine's clock."""
    described = envelope_schema(catalogues()["contracts"])["properties"]["time"]["description"]
    assert "vastgelegd" in described and "machine" in described
    assert "`time`" in page()


def test_the_page_of_facts_is_up_to_date() -> None:
    """docs/events.md is what the services say of themselves now: `python -m deploy events --write`."""
    assert PAGE.read_text("utf-8") == page()


# What is written and what is listed


def recorded(folder: Path) -> Iterator[tuple[str, str]]:
    """Every name of a fact that the code under a folder records, and where."""
    for path in sorted(folder.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.AsyncFunctionDef):
                continue
            names = dict(_assigned(function))
            for call in ast.walk(function):
                if _records(call):
                    what = call.args[2 if call.func.attr in ("record", "tell", "tell_all") else 3]  # type: ignore[attr-defined]
                    what = names.get(what.id, what) if isinstance(what, ast.Name) else what
                    texts = [one.value for one in ast.walk(what) if isinstance(one, ast.Constant)]
                    assert texts, f"{path}:{call.lineno} names no fact"  # type: ignore[attr-defined]
                    yield from ((text, f"{path.name}:{function.name}") for text in texts if text)


def _assigned(function: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What each name of a function is given, one by one where several are given at once."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                yield from ((one.id, value) for one, value in pairs if isinstance(one, ast.Name))


def _records(node: ast.AST) -> bool:
    """Whether it writes a fact: `logbook.record` and `tell`, or a register (`store.AREAS`) that is entered or revised."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or len(node.args) < 3:
        return False
    whose = node.func.value
    name = whose.id if isinstance(whose, ast.Name) else whose.attr if isinstance(whose, ast.Attribute) else ""
    if node.func.attr in ("record", "tell"):
        return name == "logbook"
    if node.func.attr == "tell_all":
        return name == "telling"
    return node.func.attr in ("enter", "revise") and name.isupper() and len(node.args) > 3


def unlisted(root: Path, service: str, listed: set[str]) -> list[str]:
    """What a service records without listing it, and lists without ever recording it."""
    found = dict(recorded(root / "services" / service))
    return [
        f"{what} of {place} is not in events.py" for what, place in found.items() if what not in listed
    ] + [f"{what} is never recorded" for what in sorted(listed - found.keys())]


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_recorded_is_listed_and_what_is_listed_is_recorded(service: str) -> None:
    """Each service's events.py holds exactly the facts that its operations record."""
    events = importlib.import_module(f"services.{service}.events").EVENTS
    assert unlisted(ROOT, service, set(events)) == []


def test_an_unlisted_fact_is_found(tmp_path: Path) -> None:
    """The check bites: on a literal, on a name with two literals, and on a fact that nobody records."""
    folder = tmp_path / "services" / "contracts" / "odd"
    folder.mkdir(parents=True)
    (folder / "operations.py").write_text(
        "async def one(ctx, c):\n    await logbook.record(ctx, c, 'told', Model, x)\n"
        "async def two(ctx, c, new):\n    x, what = 1, 'made' if new else 'remade'\n"
        "    await logbook.record(ctx, c, what, Model, x)\n"
    )
    assert unlisted(tmp_path, "contracts", {"told", "made", "lost"}) == [
        "remade of operations.py:two is not in events.py",
        "lost is never recorded",
    ]


# Who reads what


@pytest_asyncio.fixture(scope="module")
async def home(house: House) -> Tenant:
    """A purchaser with a contract, a request and measurements of its own, for authorisations that come and go."""
    from tests.wire.life import TODAY, live

    tenant = await new_tenant(house, TODAY, providers=2)
    await live(tenant)
    return tenant


EVERY_READ = ["contracts:read", "access:read", "settlement:read", "outcomes:read", "events:read"]


def about(event: dict[str, Any], holder: str) -> bool:
    """Whether a fact is no business of another holder: what it tells of an authorisation is this holder's own."""
    return not event["type"].split(".")[3].startswith("authorisation-") or event["data"]["holder"] == holder


async def test_a_vendor_sees_what_those_who_authorised_it_see(
    house: House, home: Tenant, service: str
) -> None:
    """In its own name it reads the facts of its principals, in one order, and nobody else's; before that, nothing."""
    other = await new_tenant(house, home.today, providers=1)
    await other.ask("contracts", "POST", "/populations", json=population("Elders"))
    vendor = await home.actor(ActorKind.VENDOR)
    assert await read_feed(home, service, oin=vendor) == []
    await home.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    seen = await read_feed(home, service, oin=vendor)
    kinds_ = house.services[service].catalogue.kinds.values()
    opened = [kind for kind in kinds_ if kind.right is not None and kind.right.scope in EVERY_READ]
    given = {kind.type for kind in opened if not kind.event.own}
    own = [one for one in await read_feed(home, service) if one["type"] in given]
    assert [one["id"] for one in seen] == [one["id"] for one in own if about(one, vendor)]
    assert other.owner not in {one["owner"] for one in seen}
    assert len(seen) > 2


async def test_an_authorisation_opens_only_the_services_that_it_names(house: House, home: Tenant) -> None:
    """Who was given outcomes:read and nothing else reads the facts of outcomes, none of access, settlement or contracts."""
    vendor = await home.actor(ActorKind.VENDOR)
    await home.authorise(vendor, HolderRole.VENDOR, ["outcomes:read", "events:read"])
    assert await read_feed(home, "outcomes", oin=vendor)
    assert await read_feed(home, "access", oin=vendor) == []
    assert await read_feed(home, "settlement", oin=vendor) == []
    assert set(kinds(await read_feed(home, "contracts", oin=vendor))) <= {"authorisation-granted"}


async def test_several_principals_are_one_feed(house: House, home: Tenant) -> None:
    """A municipality and a provider authorise the same vendor, with other scopes: one feed in one order, each by its own rights."""
    second = await new_tenant(house, home.today, providers=1)
    made = await second.ask("contracts", "POST", "/populations", json=population("Tweede"))
    assert made.status_code == 201, made.text
    vendor = await home.actor(ActorKind.VENDOR)
    second.keys[vendor] = home.keys[vendor]
    await home.authorise(vendor, HolderRole.VENDOR, ["contracts:read", "events:read"])
    await second.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    seen = await read_feed(home, "contracts", oin=vendor)
    assert {one["owner"] for one in seen} == {home.owner, second.owner}
    assert [int(one["sequence"]) for one in seen] == sorted(int(one["sequence"]) for one in seen)
    # What is the organisation's own affair no holder hears.
    told = {kind.type for kind in house.services["contracts"].catalogue.kinds.values() if not kind.event.own}
    for tenant in (home, second):
        facts = await read_feed(tenant, "contracts")
        own = {one["id"] for one in facts if one["type"] in told and about(one, vendor)}
        assert {one["id"] for one in seen if one["owner"] == tenant.owner} == own


async def test_an_authorisation_begins_with_a_snapshot_and_ends_with_its_withdrawal(
    house: House, home: Tenant
) -> None:
    """The first fact that a holder sees asks for a snapshot; the withdrawal is the last that it sees of that principal."""
    vendor = await home.actor(ActorKind.VENDOR)
    before = await home.ask("contracts", "GET", "/events", oin=vendor, params={"limit": 1})
    given = await home.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    page_ = {"after": before.json()["next"], "limit": 500}
    events = (await home.ask("contracts", "GET", "/events", oin=vendor, params=page_)).json()
    granted = [one for one in events["events"] if one["subject"] == given["id"]]
    assert [one["data"]["takeSnapshot"] for one in granted] == [True]
    withdrawn = await home.ask("contracts", "POST", f"/authorisations/{given['id']}/withdrawal")
    assert withdrawn.status_code == 200, withdrawn.text
    await home.drain()
    await home.ask("contracts", "POST", "/populations", json=population("Na de intrekking"))
    page_ = {"after": events["next"], "limit": 500}
    last = (await home.ask("contracts", "GET", "/events", oin=vendor, params=page_)).json()["events"]
    assert [one["type"].split(".")[3] for one in last] == ["authorisation-withdrawn"]
    assert last[0]["data"]["takeSnapshot"] is False
    for service in ("access", "settlement", "outcomes"):
        assert await read_feed(home, service, oin=vendor) == []


async def test_who_acts_for_another_does_not_hear_of_its_webhooks(house: House, home: Tenant) -> None:
    """Where an organisation has its facts sent is its own affair: a vendor with every scope hears nothing of it, either way."""
    vendor = await home.actor(ActorKind.VENDOR)
    await home.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    assert set(kinds(await read_feed(home, "contracts"))) & set(SUBSCRIPTIONS)
    for asked in ({}, {"acting_for": home.owner}):
        seen = kinds(await read_feed(home, "contracts", oin=vendor, **asked))
        assert seen and not set(seen) & set(SUBSCRIPTIONS)


async def test_without_the_scope_of_a_service_its_facts_are_not_told(
    house: House, home: Tenant, service: str
) -> None:
    """A purchaser's token with events:read but without the reading scope of the service sees none of its facts."""
    scopes = " ".join(one for one in EVERY_READ if one != f"{service}:read")
    token = await home.token(home.owner, scope=scopes)
    answer = await house.http.get(
        f"{house.urls[service]}/v1/events", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200, answer.text
    told = set(kinds(answer.json()["events"]))
    assert told <= set(SUBSCRIPTIONS), "what is sent where asks events:read alone"


async def test_a_role_reads_the_facts_of_what_it_may_read(house: House, home: Tenant, service: str) -> None:
    """Auditor and provider: of each kind of fact in their feed the subject's own GET answers them too."""
    catalogue = house.services[service].catalogue
    for oin in (home.auditor, home.providers[0]):
        for event in {one["type"]: one for one in await read_feed(home, service, oin=oin)}.values():
            address = catalogue.dataref(event["type"].split(".")[3], event["subject"])
            read = await home.ask(service, "GET", address.partition("/v1")[2], oin=oin)
            assert read.status_code == 200, f"{event['type']} for {oin}: {read.text}"


async def test_reading_facts_about_persons_is_logged(cluster: Cluster, house: House, home: Tenant) -> None:
    """One line per person for who reads the feed, none when the sibling services follow it: they are one system."""
    vendor = await home.actor(ActorKind.VENDOR)
    await home.authorise(vendor, HolderRole.VENDOR, EVERY_READ)
    lines = "select subject from processing_log where actor = $1 and name like 'access.%.read_events'"
    events = await read_feed(home, "access", oin=vendor)
    persons = {one["data"]["citizenId"] for one in events if "citizenId" in one["data"]}
    assert len(persons) >= 3
    async with behind(cluster, house, "access") as admin:
        found = Counter(str(row["subject"]) for row in await admin.fetch(lines, vendor))
        assert set(found) == persons
        siblings = "select count(*) from processing_log where role = 'service' and name like '%read_events'"
        for name in ("outcomes", "settlement"):
            await house.services[name].clients["access"].events(after=None)
        assert await admin.fetchval(siblings) == 0


def population(name: str) -> dict[str, Any]:
    """A population as it is sent."""
    return {
        "name": name,
        "municipalityCode": "0484",
        "laws": ["wmo2015"],
        "description": "alle inwoners",
        "inhabitants": 1000,
        "inhabitantsOn": "2025-01-01",
    }
