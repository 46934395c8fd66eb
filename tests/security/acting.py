"""Every operation of a service asked as every role, well-formed and with every scope, so that the matrix alone decides."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
)

from shared.kit.rights import OURSELVES, PURCHASERS, Right
from shared.kit.routing import Endpoint
from shared.kit.uses import rights_called, rights_of, root_fields
from shared.values import new_id
from shared.values.questions import ReferrerType
from shared.values.terms import ActorKind, HolderRole
from tests.support.tenants import EVERYTHING, Tenant
from tests.wire.documents import Document, Operation, operations, published, resolved
from tests.wire.graphs import schema_of

ROLES = tuple(kind for kind in ActorKind if kind not in OURSELVES)
ACTING = "vendor acting for a purchaser"
ACTORS = (*ROLES, ACTING)
# What a vendor may be given: everything but what nobody passes on.
GIVEN = [one for one in EVERYTHING if one not in ("authorisations:write", "sandbox", "outcomes:audit")]
DENIALS = ("role-not-allowed", "purchaser-only")
# Lists whose values over REST are a standard's codes, which are no names of a graph.
_CODED: dict[str, type[StrEnum]] = {"ReferrerType": ReferrerType}
_WORDS = {"productCategory": "02"}
_QUERIES = {"quarter": "2027-Q1", "year": "2026", "period": "2026-Q1", "version": "1"}


@dataclass(frozen=True)
class Asker:
    """One client: the row of the matrix that it has, and how it asks."""

    tenant: Tenant
    oin: str
    kind: ActorKind
    acting_for: str | None = None

    async def send(self, service: str, method: str, path: str, **more: Any) -> httpx.Response:
        """One request with a token of all scopes."""
        headers = {"Idempotency-Key": secrets.token_hex(8), **more.pop("headers", {})}
        return await self.tenant.ask(
            service, method, path, oin=self.oin, acting_for=self.acting_for, headers=headers, **more
        )

    @property
    def client_id(self) -> str:
        """The client as the issuer knows it."""
        return self.tenant.keys[self.oin][0]


async def make_actors(tenant: Tenant) -> dict[str, Asker]:
    """A client for every role with every scope, of an organisation without any data, and a vendor that acts for the tenant."""
    made = {
        str(kind): Asker(tenant, await tenant.actor(kind, citizen=_citizen(kind)), kind) for kind in ROLES
    }
    vendor = await tenant.actor(ActorKind.VENDOR)
    await tenant.authorise(vendor, HolderRole.VENDOR, GIVEN)
    made[ACTING] = Asker(tenant, vendor, ActorKind.PURCHASER, tenant.owner)
    return made


def _citizen(kind: ActorKind) -> Any:
    return new_id() if kind is ActorKind.PORTAL else None


@dataclass(frozen=True)
class Kept:
    """An operation of the API with the rows that it keeps."""

    operation: Operation
    endpoint: Endpoint
    rights: tuple[Right, ...]

    def expected(self, kind: ActorKind) -> str | None:
        """The code of the denial that a role meets, or None."""
        return denial(self.rights, kind)

    def request(self) -> tuple[str, str, dict[str, Any]]:
        """Method, path and the rest of a request that is right in itself: the printed example, at ids of nothing."""
        one = self.operation
        queries = {
            each["name"]: _query(one, each)
            for each in one.parameters
            if each["in"] == "query" and each.get("required")
        }
        if one.path == "/processing-log":  # it asks one of three, of which no schema says so
            queries["citizenId"] = str(new_id())
        media = next(iter(one.content), None)
        headers = {"If-Match": '"1"', **({"Content-Type": media} if media else {})}
        more: dict[str, Any] = {"headers": headers, "params": queries}
        if media is not None:
            more["content"] = json.dumps(one.example).encode() if one.is_json else str(one.example).encode()
        listed = {
            each["name"]: values[0]
            for each in one.parameters
            if each["in"] == "path" and (values := resolved(one.document, each["schema"]).get("enum"))
        }
        return one.method, one.address(**{"eventId": "1", **listed}), more


def _query(one: Operation, parameter: Document) -> str:
    """A value that a parameter of the query takes."""
    schema = resolved(one.document, parameter["schema"])
    kinds = [resolved(one.document, each).get("format", "") for each in schema.get("anyOf", [schema])]
    shown = next(iter(schema.get("examples") or schema.get("enum", ())), None) or str(new_id())
    found = {"date": "2027-01-01", "date-time": "2027-01-01T00:00:00Z"}.get(kinds[0], shown)
    return _QUERIES.get(parameter["name"], found)


def denial(rights: tuple[Right, ...], kind: ActorKind) -> str | None:
    """The code that a role meets at the first row that denies it."""
    for right in rights:
        if kind not in right.kinds:
            return "purchaser-only" if right.kinds <= PURCHASERS else "role-not-allowed"
    return None


async def kept_operations(tenant: Tenant, service: str) -> list[Kept]:
    """Every operation of the OpenAPI document that asks a token, with its rows."""
    house = tenant.house
    surface = house.surfaces[service]
    by_id = {(one.method, one.operation_id): one for one in surface.endpoints}
    document = await published(house.http, house.urls[service])
    found = []
    for one in operations(service, document):
        if one.says["security"]:
            endpoint = by_id[one.method, one.says["operationId"]]
            rights = rights_of(endpoint, surface.service.rights)
            if one.path == "/snapshots":
                # A snapshot is a collection read page by page: it keeps the row of that collection too.
                listing = next(
                    each for each in surface.endpoints if each.path == f"/{one.example['collection']}"
                )
                rights += rights_of(listing, surface.service.rights)
            found.append(Kept(one, endpoint, rights))
    return found


@dataclass(frozen=True)
class KeptField:
    """A field of the query or the mutation, with the rows that it keeps and a request of it."""

    name: str
    rights: tuple[Right, ...]
    text: str
    variables: dict[str, Any]

    def expected(self, kind: ActorKind) -> str | None:
        """The code of the denial that a role meets, or None."""
        return denial(self.rights, kind)


async def kept_fields(tenant: Tenant, service: str, listed: list[Kept]) -> list[KeptField]:
    """Every field of a service's graph with its rows, its input being the printed example of the same right over REST."""
    told = await tenant.ask(service, "POST", "/graphql", json={"query": "{ _service { sdl } }"})
    schema = schema_of(told.json()["data"]["_service"]["sdl"])
    surface = tenant.house.surfaces[service]
    found = []
    for kind, word in ((schema.query_type, "query"), (schema.mutation_type, "mutation")):
        resolvers = root_fields(surface.api.state.graphql_schema, word)
        for name, field in kind.fields.items() if kind is not None else ():
            if not name.startswith("_"):
                rights = rights_called(resolvers[name], surface.service.rights)
                found.append(_asked(word, name, field, rights, _example(listed, rights)))
    return found


def _example(listed: list[Kept], rights: tuple[Right, ...]) -> dict[str, Any]:
    for one in listed:
        if one.operation.is_json and one.rights == rights:
            return dict(one.operation.example)
    return {}


def _asked(
    word: str, name: str, field: GraphQLField, rights: tuple[Right, ...], example: dict[str, Any]
) -> KeptField:
    heads, given, variables = [], [], dict[str, Any]()
    for each, argument in field.args.items():
        kind = get_named_type(argument.type)
        if each in example or is_required_argument(argument):
            heads.append(f"${each}: {argument.type}")
            given.append(f"{each}: ${each}")
            whole = get_nullable_type(argument.type)
            listed = isinstance(kind, GraphQLInputObjectType) and is_list_type(whole) and each in example
            variables[each] = _as_input(whole, example[each]) if listed else _value(each, kind, example)
    head = f"{word} ({', '.join(heads)})" if heads else word
    arguments = f"({', '.join(given)})" if given else ""
    selected = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
    return KeptField(name, rights, f"{head} {{ {name}{arguments}{selected} }}", variables)


def _value(name: str, kind: Any, example: dict[str, Any]) -> Any:
    if isinstance(kind, GraphQLInputObjectType):
        return _as_input(kind, example)
    if isinstance(kind, GraphQLEnumType):
        return _word(kind, example[name]) if name in example else next(iter(kind.values))
    if name in example:
        return example[name]
    if kind.name == "UUID":
        return str(new_id())
    return _WORDS.get(name) or {"Int": 2026, "Date": "2027-01-15"}.get(kind.name, "2027-Q1")


def _as_input(kind: Any, value: Any) -> Any:
    """What REST is sent, as an input: a variant stands under its word where the graph asks for exactly one."""
    kind = get_nullable_type(kind)
    if is_list_type(kind) and isinstance(value, list):
        return [_as_input(kind.of_type, one) for one in value]
    if isinstance(kind, GraphQLEnumType):
        return _word(kind, value)
    if not isinstance(kind, GraphQLInputObjectType) or not isinstance(value, dict):
        return value
    directives = (kind.ast_node.directives if kind.ast_node is not None else None) or ()
    if any(one.name.value == "oneOf" for one in directives):
        name, word = next((key, one) for key, one in value.items() if str(one) in kind.fields)
        return {word: _as_input(kind.fields[word].type, {k: one for k, one in value.items() if k != name})}
    return {key: _as_input(kind.fields[key].type, one) for key, one in value.items() if key in kind.fields}


def _word(kind: GraphQLEnumType, value: Any) -> Any:
    """A code of a list, such as "02" of COD327, as the word that the graph has for it; what it has no word for as it is."""
    known = {str(one): one.name for one in _CODED.get(kind.name, ())}
    return known.get(str(value), value)


async def denials(tenant: Tenant, service: str, traces: list[str]) -> dict[str, list[Any]]:
    """The rows of the security log by trace id."""
    database = tenant.house.services[service].database
    rows = await database.worker.fetch(
        "select trace_id, actor, client_id, end_user, role, via, code, status, request from security_log"
        " where trace_id = any($1)",
        traces,
    )
    found: dict[str, list[Any]] = {trace: [] for trace in traces}
    for row in rows:
        found[row["trace_id"]].append(row)
    return found


def code_of(answer: httpx.Response) -> str | None:
    """The code of a problem, over REST or the first of a graph's; None where there is none."""
    if not answer.headers.get("Content-Type", "").startswith(
        ("application/json", "application/problem+json")
    ):
        return None
    told = answer.json()
    if isinstance(told, dict) and told.get("errors") and "data" in told:
        return str(told["errors"][0]["extensions"]["code"])
    return told.get("code") if isinstance(told, dict) and answer.status_code >= 400 else None


def trace_of(answer: httpx.Response) -> str:
    """The trace under which a request was logged."""
    return answer.headers["traceparent"].split("-")[1]


def uuids(text: str) -> set[str]:
    """Every id of ours in a text."""
    return set(re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", text))
