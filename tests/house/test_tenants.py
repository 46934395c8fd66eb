"""Each feature is read as the wrong tenant: two purchasers with data everywhere, and nothing of the one reaches the other.

Every GET of every OpenAPI document and every field of every graph is asked: as it stands, at the other's ids, and filtered
on them. Both walls hold alone, row-level security and the store's own filter; with both taken away the search finds what it
looks for.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import ARRAY, Text, bindparam, func

from shared.kit import context, rows
from tests.security.asking import Asker, Read, crawl, example_of
from tests.support.tenants import Tenant
from tests.wire.documents import SERVICES, Operation, operations, published
from tests.wire.graphs import Question, questions, schema_of
from tests.wire.life import UUIDS, Life

# What a contract has only once somebody made it.
UNMADE = ("/definition-test: 404", "/definition-test/versions: 404", "/circumstances: 404")
# What the graph says of that which is there and has no answer before its day.
EARLY = {"review-sample-not-drawn"}
pytestmark = pytest.mark.xdist_group("published")

# How a purchaser reads its own, which no test here changes: each is held against it, by every wall and every reader.
_READS: dict[tuple[str, str], tuple[list[Operation], list[Read]]] = {}
_GRAPHS: dict[tuple[str, str], tuple[list[Question], dict[str, list[str]]]] = {}


def traces(life: Life) -> set[str]:
    """What gives a purchaser's data away: every id of it in every service, and the numbers of its organisations."""
    tenant = life.tenant
    return {tenant.owner, tenant.auditor, *tenant.providers}.union(*life.ids.values())


def names_of(tenant: Tenant) -> list[str]:
    """The organisations that read: the purchaser, a provider, the accountant."""
    return [tenant.owner, tenant.providers[0], tenant.auditor]


class Reader:
    """One organisation that reads a service, and what it should never find."""

    def __init__(self, tenant: Tenant, service: str, oin: str, foreign: set[str]) -> None:
        self.tenant, self.service, self.oin, self.foreign = tenant, service, oin, foreign
        self.leaks: list[str] = []

    async def read(self, path: str, *, asked: str = "") -> int:
        """GET a path; what comes back may repeat the id that was asked, and no other trace. The status."""
        answer = await self.tenant.ask(self.service, "GET", path, oin=self.oin)
        by_person = re.search(r"/data-subjects/|citizenId=", path) is not None
        repeats = asked and (answer.status_code >= 400 or by_person)
        self._search(path, answer.text.replace(asked, "") if repeats else answer.text)
        if answer.status_code == 200 and "/data-subjects/" in path:
            # That nothing is known is the whole answer to who asks after somebody else's citizen.
            held = [one for one in answer.json()["holdings"] if one["items"]]
            return 200 if held else 404
        return answer.status_code

    async def query(self, text: str, variables: dict[str, Any], *, asked: str = "") -> Any:
        """Ask the graph; the data that came."""
        body = {"query": text, "variables": variables}
        answer = (await self.tenant.ask(self.service, "POST", "/graphql", oin=self.oin, json=body)).json()
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        if "internal-error" in codes or "graphql-invalid" in codes:
            self.leaks.append(f"{self.service} {text}: {answer['errors']}")
        self._search(text, re.sub(re.escape(asked) if asked else "$^", "", str(answer.get("errors", ""))))
        self._search(text, str(answer.get("data")))
        return answer.get("data")

    def _search(self, where: str, text: str) -> None:
        found = [one for one in self.foreign if one in text]
        if found:
            self.leaks.append(f"{self.service} {where} as {self.oin}: {sorted(found)[:3]}")


async def reads_of(life: Life, service: str) -> tuple[list[Operation], list[Read]]:
    """The operations of a service, and how its own purchaser reads all of them; read once."""
    key = (life.tenant.owner, service)
    if key not in _READS:
        house = life.tenant.house
        listed = list(operations(service, await published(house.http, house.urls[service])))
        _READS[key] = listed, await crawl(life, listed)
    return _READS[key]


async def trespass(mine: Life, other: Life, service: str) -> list[str]:
    """Read a service in every way as organisations of one purchaser, looking for the other's; what was found of it."""
    listed, theirs = await reads_of(other, service)
    gets = [one for one in listed if one.method == "GET" and one.scope not in (None, "sandbox")]
    found = []
    for oin in names_of(mine.tenant):
        reader = Reader(mine.tenant, service, oin, traces(other))
        for one in theirs:
            ids = UUIDS.findall(one.path)
            if one.operation.scope == "sandbox":
                continue
            status = await reader.read(one.path, asked=ids[0] if ids else "")
            # A category is no id: everyone reads its own terms there. Nor is a code of what this release knows.
            named = "{" in one.operation.path.replace("{category}", "").replace("{code}", "")
            if named and status not in (403, 404):
                reader.leaks.append(f"{service} {one.path} is {status}")
        for one in gets:
            for name in sorted(
                one.names("query")
                & {"contractId", "requestId", "citizenId", "batchId", "provider", "organisation", "oin"}
            ):
                for value in _values(other, service, name):
                    await reader.read(
                        f"{one.path}?{name}={value}", asked=value
                    ) if "{" not in one.path else None
        found += reader.leaks + await trespass_graph(reader, other)
    return found


def _values(life: Life, service: str, name: str) -> list[str]:
    if name in ("provider", "organisation", "oin"):
        return [life.tenant.providers[0]]
    return [str(life.contract.id)] if name == "contractId" else sorted(life.ids[service])[:3]


async def trespass_graph(reader: Reader, other: Life) -> list[str]:
    """Ask every field of the graph, and every entity by reference, at the other's ids."""
    before = len(reader.leaks)
    asked, ids = await graph_of(other, reader.service)
    contract = str(other.contract.id)
    for one in asked:
        targets = ids.get(one.finds, [])[:2] if one.by_id else [""]
        for target in targets:
            data = await reader.query(one.text, _variables(one, target, contract), asked=target or contract)
            if one.by_id and data is not None and data[one.field] is not None:
                reader.leaks.append(f"{reader.service} {one.field}({target}) is {data}")
    for kind, known in ids.items():
        body = _by_reference(kind, known[0])
        data = await reader.query(body["query"], body["variables"], asked=known[0])
        if data is not None and data["_entities"] != [None]:
            reader.leaks.append(f"{reader.service} _entities {kind} is {data}")
    return reader.leaks[before:]


def _by_reference(kind: str, id_: str) -> dict[str, Any]:
    """How a gateway asks for an entity of which another subgraph knows the key."""
    text = f"query ($r: [_Any!]!) {{ _entities(representations: $r) {{ ... on {kind} {{ owner }} }} }}"
    return {"query": text, "variables": {"r": [{"__typename": kind, "id": id_}]}}


def _variables(one: Question, target: str, contract: str) -> dict[str, str]:
    given = {"id": target, "contractId": contract}
    return {name: value for name, value in given.items() if f"${name}:" in one.text}


async def graph_of(life: Life, service: str) -> tuple[list[Question], dict[str, list[str]]]:
    """The questions of a service's graph, and the ids that its own purchaser finds, by type; asked once."""
    key = (life.tenant.owner, service)
    if key not in _GRAPHS:
        _GRAPHS[key] = await _ask_graph(life.tenant, str(life.contract.id), service)
    return _GRAPHS[key]


async def _ask_graph(
    tenant: Tenant, contract: str, service: str
) -> tuple[list[Question], dict[str, list[str]]]:
    told = await tenant.ask(service, "POST", "/graphql", json={"query": "{ _service { sdl } }"})
    schema = schema_of(told.json()["data"]["_service"]["sdl"])
    asked, ids = list(questions(schema)), dict[str, list[str]]()
    for one in sorted(asked, key=lambda each: each.by_id):
        targets = ids.get(one.finds, [])[:2] if one.by_id else [""]
        assert targets, f"nothing was found to ask {service} {one.field} by"
        for target in targets:
            body = {"query": one.text, "variables": _variables(one, target, contract)}
            answer = (await tenant.ask(service, "POST", "/graphql", json=body)).json()
            codes = {each["extensions"]["code"] for each in answer.get("errors", ())}
            assert codes <= EARLY, f"{service} {one.text}: {answer['errors']}"
            for kind, id_ in _entities(answer.get("data")):
                if id_ not in ids.setdefault(kind, []):
                    ids[kind].append(id_)
    keyed = {name for name, kind in schema.type_map.items() if "key" in _directives(kind)}
    return asked, {kind: found for kind, found in ids.items() if kind in keyed}


def _directives(kind: Any) -> set[str]:
    return {one.name.value for one in getattr(kind.ast_node, "directives", None) or ()}


def _entities(node: Any) -> Iterator[tuple[str, str]]:
    """Every thing with a type and an id in an answer."""
    if isinstance(node, list):
        for one in node:
            yield from _entities(one)
    elif isinstance(node, dict):
        if isinstance(node.get("id"), str) and "__typename" in node:
            yield node["__typename"], node["id"]
        for one in node.values():
            yield from _entities(one)


@contextmanager
def without_store_filter(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every store's own filter pass everything, so that row-level security stands alone."""

    def everything(*_: Any, **__: Any) -> Any:
        return func.cardinality(bindparam("organisations", type_=ARRAY(Text))) >= 0

    original = rows.visible
    with monkeypatch.context() as patch:
        for module in _modules():
            if getattr(module, "visible", None) is original:
                patch.setattr(module, "visible", everything)
        _forget_statements()
        yield
    _forget_statements()


@contextmanager
def without_row_security(monkeypatch: pytest.MonkeyPatch, *owners: str) -> Iterator[None]:
    """Let row-level security admit these purchasers to everybody, so that the store's filter stands alone."""
    original = context.begin_sql

    def begin(organisations: Any, **more: Any) -> str:
        return original((*organisations, *owners), **more)

    with monkeypatch.context() as patch:
        patch.setattr(context, "begin_sql", begin)
        yield


def _modules() -> list[Any]:
    return [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(("shared.", "services.")) and module
    ]


def _forget_statements() -> None:
    for module in _modules():
        for value in list(vars(module).values()):
            if getattr(value, "__qualname__", "") == "statement.<locals>.compiled" and hasattr(
                value, "cache_clear"
            ):
                value.cache_clear()


@pytest.mark.parametrize("service", SERVICES)
async def test_the_owner_reads_its_own(house_lives: tuple[Life, Life], service: str) -> None:
    """Every GET and every field of the graph shows the purchaser its own data: there is something to find."""
    life = house_lives[0]
    _, read = await reads_of(life, service)
    silent = {one.operation.path for one in read if one.answer.status_code == 200 and not one.answer.content}
    assert silent == set()
    failed = {f"{one.path}: {one.answer.status_code}" for one in read if one.answer.status_code != 200}
    # No file before there is one, no declaration before anything was destroyed, no proof before a month's sample is drawn.
    early = ("/declaration: 409", "/proof: 409", *UNMADE)
    assert {one for one in failed if "/file:" not in one and not one.endswith(early)} == set()
    seen = "".join(one.answer.text for one in read)
    own = {UUID(one) for one in life.ids[service]}
    assert len(own) >= 8 and sum(str(one) in seen for one in own) >= len(own) * 0.9
    asked, ids = await graph_of(life, service)
    assert len(asked) >= 4 and all(ids.values())
    for kind, known in ids.items():
        told = await life.tenant.ask(service, "POST", "/graphql", json=_by_reference(kind, known[0]))
        assert told.json()["data"] == {"_entities": [{"owner": life.tenant.owner}]}, told.text


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_of_another_purchaser_is_found(house_lives: tuple[Life, Life], service: str) -> None:
    """Lists, things, derivations, filters, the feed and the graph: no id and no organisation of the other."""
    first, second = house_lives
    assert await trespass(second, first, service) == []


@pytest.mark.parametrize("service", SERVICES)
async def test_row_security_holds_alone(
    house_lives: tuple[Life, Life], service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the stores' own filter the database still shows nothing of the other."""
    first, second = house_lives
    with without_store_filter(monkeypatch):
        assert await trespass(second, first, service) == []


@pytest.mark.parametrize("service", SERVICES)
async def test_the_stores_filter_holds_alone(
    house_lives: tuple[Life, Life], service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a database that would show the other's rows, the stores still do not ask for them."""
    first, second = house_lives
    with without_row_security(monkeypatch, first.tenant.owner):
        assert await trespass(second, first, service) == []


@pytest.mark.parametrize("service", SERVICES)
async def test_without_either_wall_the_search_finds_it(
    house_lives: tuple[Life, Life], service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted violation: both walls gone, lists, things and the graph give the other's data away."""
    first, second = house_lives
    with without_store_filter(monkeypatch), without_row_security(monkeypatch, first.tenant.owner):
        found = await trespass(second, first, service)
    assert [one for one in found if "/v1" not in one and " /" in one] and [
        one for one in found if "query" in one
    ]
    assert len(found) > 10


async def test_the_people_of_another_purchaser_start_nothing(house_lives: tuple[Life, Life]) -> None:
    """An act at an id of the other is 404, as if it were not there."""
    first, second = house_lives
    for service in SERVICES:
        listed, read = await reads_of(first, service)
        asker = Asker(second.tenant, service)
        await asker.prepare()
        known = {one.operation.path: UUIDS.findall(one.path)[0] for one in read if UUIDS.findall(one.path)}
        for one in listed:
            item = one.path.split("}")[0] + "}"
            if one.method in ("POST", "PATCH") and item in known:
                media = next(iter(one.content), "application/json")
                headers = {"Idempotency-Key": "vreemd", "If-Match": "*", "Content-Type": media}
                address = known[item].join(re.split(r"\{\w+\}", one.path.replace("{option}", "1")))
                sent = {"content": example_of(one)} if one.content else {}
                answer = await asker.send(one.method, address, asker.token_for(one), headers, **sent)
                # What a purchaser's role may not do at all says so first, without looking at the id.
                denied = answer.status_code == 403 and answer.json()["code"] == "role-not-allowed"
                assert denied or answer.status_code == 404, f"{one}: {answer.text}"
