"""Every operation of a service, asked in every wrong way and in the right one; the answers, to be held against a rule."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from shared.values import new_id
from tests.support.tenants import Tenant
from tests.wire.documents import Document, Operation, resolved
from tests.wire.life import UUIDS, Life

EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")
OTHER_MEDIA = "application/vnd.example.other"
# What demands one of several parameters, which an OpenAPI document cannot say.
ONE_OF = {
    "/processing-log": "citizenId",
    "/reports/preview": "contractId",
    "/assessment-selections/applicable": "allocationNumber",
}
# Which of a list to ask where not the first: what fits a quarter of a contract, and a measured value.
_CHOSEN = ("quarterlyIndicators", "i")
# What shares its last word with something else.
_WHOLE = (
    "category-transfers", "payment-batches", "evaluated-decisions", "incentive-evaluations", "pilot-evaluations", "allocation-requests",
    "change-requests", "majority-signals", "destruction-lists",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One answer: how it was asked, of which operation (None: no operation is meant), and what came."""

    how: str
    operation: Operation | None
    answer: httpx.Response

    def __str__(self) -> str:
        return f"{self.how}: {self.answer.request.method} {self.answer.request.url.path} {self.answer.status_code}"


@dataclass(frozen=True)
class Matrix:
    """All answers of one service."""

    service: str
    version: str
    all: list[Asked]

    def of(self, how: str) -> list[Asked]:
        """The answers to one way of asking."""
        found = [one for one in self.all if one.how == how]
        assert found, f"nothing was asked in the way {how!r}"
        return found

    def problems(self) -> Iterator[Asked]:
        """The answers that are problems."""
        return (one for one in self.all if one.answer.status_code >= 400)


async def ask_everything(tenant: Tenant, operations: list[Operation]) -> Matrix:
    """Ask every operation in the ways of `_ways`, and the addresses that are not there."""
    service, version = operations[0].service, operations[0].document["info"]["version"]
    asker = Asker(tenant, service)
    await asker.prepare()
    all_ = [one async for one in asker.addresses({one.path for one in operations})]
    for operation in operations:
        all_ += [one async for one in asker.ways(operation)]
    all_ += [one async for one in asker.graph()]
    return Matrix(service, version, all_)


class Asker:
    """Asks one service as one purchaser."""

    def __init__(self, tenant: Tenant, service: str) -> None:
        self.tenant, self.service, self.base = tenant, service, f"{tenant.house.urls[service]}/v1"
        self.tokens: dict[str, str] = {}

    async def prepare(self) -> None:
        """One token with every scope, one with a scope of another service, one without a person."""
        owner = self.tenant.owner
        other = "outcomes:read" if self.service != "outcomes" else "access:read"
        self.tokens = {
            "all": await self.tenant.token(owner),
            "other": await self.tenant.token(owner, scope=other),
            "nobody": await self.tenant.token(owner, end_user=None),
            "auditor": await self.tenant.token(self.tenant.auditor),
        }

    def token_for(self, operation: Operation) -> str:
        """A token that may do this."""
        return self.tokens["auditor" if operation.scope == "outcomes:audit" else "all"]

    async def send(
        self, method: str, path: str, token: str | None, headers: dict[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        """One request below /v1."""
        sent = {"Authorization": f"Bearer {token}"} if token is not None else {}
        return await self.tenant.house.http.request(
            method, self.base + path, headers=sent | (headers or {}), **more
        )

    async def ways(self, one: Operation) -> AsyncIterator[Asked]:
        """One operation, asked well where nothing is needed for it, and wrongly in every way."""
        good, media = self.token_for(one), next(iter(one.content), None)
        key = {"Idempotency-Key": "sleutel-1"} if "Idempotency-Key" in one.names("header") else {}
        whole = {**key, "If-Match": '"999999"', **({"Content-Type": media} if media else {})}
        body = {"content": example_of(one)} if media else {}
        path = one.address()

        def told(how: str, answer: httpx.Response) -> Asked:
            return Asked(how, one, answer)

        if one.method == "GET" and not any(
            each.get("required") for each in one.parameters if each["in"] != "header"
        ):
            asked = f"{path}?{ONE_OF[one.path]}={new_id()}" if one.path in ONE_OF else path
            yield told("as it should be", await self.send("GET", asked, good))
            yield told("HEAD", await self.send("HEAD", asked, good))
        yield told("unknown query", await self.send(one.method, f"{path}?bestaatNiet=1", good, whole, **body))
        yield told(
            "unknown media in Accept",
            await self.send(one.method, path, good, {**whole, "Accept": OTHER_MEDIA}, **body),
        )
        if one.scope is not None:
            yield told("no token", await self.send(one.method, path, None, whole, **body))
            yield told("a forged token", await self.send(one.method, path, "a.b.c", whole, **body))
            yield told(
                "a token in the query",
                await self.send(one.method, f"{path}?access_token=x", None, whole, **body),
            )
            yield told(
                "without the scope", await self.send(one.method, path, self.tokens["other"], whole, **body)
            )
        if one.method == "GET" and "{" in one.path:
            yield told("not there", await self.send("GET", path, good))
        if media is not None:
            yield told(
                "other media",
                await self.send(one.method, path, good, {**whole, "Content-Type": "text/plain"}, **body),
            )
            if one.method != "PATCH":
                yield told(
                    "nobody asks", await self.send(one.method, path, self.tokens["nobody"], whole, **body)
                )
        if key:
            bare = {name: value for name, value in whole.items() if name != "Idempotency-Key"}
            yield told("no key", await self.send(one.method, path, good, bare, **body))
        if any(each["name"] == "If-Match" and each.get("required") for each in one.parameters):
            bare = {name: value for name, value in whole.items() if name != "If-Match"}
            yield told("no version", await self.send(one.method, path, good, bare, **body))

    async def addresses(self, paths: set[str]) -> AsyncIterator[Asked]:
        """What is not there, and what an address does not know."""
        for path in ("", "/", "/bestaat-niet", "/bestaat/niet", "//"):
            yield Asked("no such address", None, await self.send("GET", path, self.tokens["all"]))
        for path in sorted(paths):
            address = Operation(self.service, {}, path, "GET", {}).address()
            for method in ("TRACE", "LOCK"):
                yield Asked("no such method", None, await self.send(method, address, self.tokens["all"]))
            yield Asked("OPTIONS", None, await self.send("OPTIONS", address, None))

    async def graph(self) -> AsyncIterator[Asked]:
        """The graph's address, which no OpenAPI document shows."""
        good, ask = self.tokens["all"], {"query": "{ __typename }"}
        yield Asked("as it should be", None, await self.send("POST", "/graphql", good, json=ask))
        yield Asked("no token", None, await self.send("POST", "/graphql", None, json=ask))
        yield Asked("no such method", None, await self.send("GET", "/graphql", good))
        yield Asked(
            "other media",
            None,
            await self.send("POST", "/graphql", good, {"Content-Type": "text/plain"}, content=b"{}"),
        )
        yield Asked(
            "unreadable",
            None,
            await self.send("POST", "/graphql", good, {"Content-Type": "application/json"}, content=b"{"),
        )
        yield Asked("OPTIONS", None, await self.send("OPTIONS", "/graphql", None))


def example_of(one: Operation) -> bytes:
    """The printed example as it is sent."""
    return json.dumps(one.example).encode() if one.is_json else str(one.example).encode()


@dataclass(frozen=True)
class Read:
    """One GET of the crawl: of which operation, at which path, and what came."""

    operation: Operation
    path: str
    answer: httpx.Response


async def crawl(life: Life, operations: list[Operation]) -> list[Read]:
    """Every GET that needs a token, at the ids that the answers before it gave. AssertionError where one found no id."""
    asker = Asker(life.tenant, operations[0].service)
    await asker.prepare()
    waiting = [one for one in operations if one.method == "GET" and one.scope is not None]
    known: dict[str, list[str]] = {"contract": [str(life.contract.id)], "owner": [life.tenant.owner]}
    # Whom a service knows by surrogate alone is learned where citizens live.
    persons = await life.tenant.ask("access", "GET", "/requests?limit=3")
    known["citizen"] = [one["citizenId"] for one in persons.json()["items"]]
    known["question"] = [one["id"] for one in persons.json()["items"]]
    granted = await life.tenant.ask("access", "GET", "/decisions?limit=1")
    # No list has the files that were taken over: a fact tells of each.
    files = await life.tenant.ask("access", "GET", "/events?types=requests-taken-over")
    known["takeover"] = [one["subject"] for one in files.json()["events"]]
    months = await life.tenant.ask("access", "GET", "/events?types=patterns-watched")
    known["watche"] = [one["subject"] for one in months.json()["events"]]
    known["allocation number"] = [str(one["allocationNumber"]) for one in granted.json()["items"]]
    read: list[Read] = []
    for _ in range(4):
        for one in list(waiting):
            for path in addresses_of(one, known):
                read.append(Read(one, path, await asker.send("GET", path, asker.token_for(one))))
                _learn(known, one, read[-1].answer)
            if read and read[-1].operation is one:
                waiting.remove(one)
    assert not waiting, f"nothing to read at {[str(one) for one in waiting]}"
    return read


def addresses_of(one: Operation, known: dict[str, list[str]]) -> list[str]:
    """Where an operation can be asked now: at most three ids, and what its query must have."""
    asked = [each for each in one.parameters if each["in"] == "query" and each.get("required")]
    given = {"contractId": known["contract"][0], "quarter": "2027-Q1", "citizenId": known["citizen"][0]}
    given |= {"productCode": "01A03", "day": "2027-01-15", "municipalityCode": "0484"}
    given |= {"year": "2027", "period": "2027-Q1", "from": "2026-07-01", "until": "2027-06-30"}
    given |= {"allocationNumber": known["allocation number"][0]}
    given |= {"requestId": known["question"][0], "productCategory": "02", "startDate": "2027-01-15"}
    given |= {"indicatorId": next(iter(known.get("indicator", ())), "")}
    given |= {"team": next(iter(known.get("code of team", ())), "")}
    given |= {each["name"]: chosen for each in asked if (chosen := _chosen(one, each))}
    queries = [each["name"] for each in asked] + ([ONE_OF[one.path]] if one.path in ONE_OF else [])
    if not all(given[name] for name in queries):
        return []
    query = "?" + "&".join(f"{name}={given[name]}" for name in queries) if queries else ""
    found = re.search(r"\{(\w+?)(Id)?\}", one.path)
    if found is None:
        return [one.path + query]
    noun = _noun(one.path) if found[2] and found[1] != "citizen" else found[1]
    places = known.get(f"code of {_noun(one.path)}" if noun == "code" else noun, [])
    return [one.path.replace(found[0], id_).replace("{version}", "1") + query for id_ in places[:3]]


def _chosen(one: Operation, parameter: Document) -> str | None:
    """One of the values that a parameter is chosen from, if it is."""
    listed: list[str] = resolved(one.document, parameter["schema"]).get("enum", [])
    return next((each for each in _CHOSEN if each in listed), listed[0] if listed else None)


def _noun(path: str) -> str:
    """What a path is about, in the singular: `/payment-batches/{batchId}` and `batchId` are both about a batch."""
    whole = path.split("/{", maxsplit=1)[0].rsplit("/", 1)[-1]
    # Transfers of powers are others than those between categories; what is said of a pilot is no light.
    last = whole if whole in _WHOLE else whole.rsplit("-", 1)[-1]
    return {"batches": "batch", "consortia": "consortium"}.get(last, last.removesuffix("s"))


def _learn(known: dict[str, list[str]], one: Operation, answer: httpx.Response) -> None:
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("application/json"):
        return
    told = answer.json()
    # What tells how many things it has is no list of them.
    lists = [one for one in (told.get("items"), told.get("events")) if isinstance(one, list)]
    for item in (each for one in lists for each in one):
        if "category" in item and one.path == "/retention-terms":
            known.setdefault("category", []).append(item["category"])
        if "code" in item:
            known.setdefault(f"code of {_noun(one.path)}", []).append(item["code"])
        if "id" in item:
            known.setdefault(_noun(one.path.rsplit("}", 1)[-1]), []).append(item["id"])
        if item.get("batchId"):
            known.setdefault("batch", []).append(item["batchId"])


def ids_in(answer: httpx.Response) -> set[str]:
    """Every id of ours in an answer."""
    return set(UUIDS.findall(answer.text))
