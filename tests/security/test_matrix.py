"""The matrix of roles, resources and operations, held against the code and against the running services.

| check | what | shown by |
|---|---|---|
| 22 | scopes documented and enforced, per operation | test_the_scope_of_a_row_is_the_scope_of_its_operation, test_check_22 |
| 25 | roles: every operation and every field of the graph, asked as every role | test_check_25 |
| 34 | a denial leaves one row with role, client, person and code | test_check_25, test_check_34 |
"""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from deploy import rights as published_rights
from services.access.remedies.rules import needed_scope
from shared.kit.rights import COMMON, NEVER_GRANTED, OPENING_KINDS, PURCHASERS, READ, USABLE, Right, Rights
from shared.kit.uses import ROOTS, rights_called, rights_of, root_fields
from shared.values.remedies import RemedyKind
from shared.values.terms import ActorKind
from tests.security.acting import (
    ACTING,
    ACTORS,
    DENIALS,
    Asker,
    Kept,
    KeptField,
    code_of,
    denials,
    kept_fields,
    kept_operations,
    make_actors,
    trace_of,
)
from tests.support.house import House
from tests.support.tenants import new_tenant
from tests.wire.documents import SERVICES
from tests.wire.life import TODAY

pytestmark = pytest.mark.xdist_group("matrix")
ROOT = Path(__file__).parents[2]


def matrix_of(service: str) -> Rights:
    """The rows of a service's own features."""
    found: Rights = importlib.import_module(f"services.{service}.rights").RIGHTS
    return found


def operations_in(service: str) -> Iterator[tuple[str, ast.AsyncFunctionDef, ast.Module]]:
    """Every function marked as operation, with its feature and its module."""
    for path in sorted((ROOT / "services" / service).glob("*/operations*")):
        for file in [path] if path.is_file() else sorted(path.glob("*.py")):
            if file.suffix == ".py":
                module = ast.parse(file.read_text("utf-8"))
                for node in module.body:
                    if isinstance(node, ast.AsyncFunctionDef) and any(
                        isinstance(one, ast.Name) and one.id == "operation" for one in node.decorator_list
                    ):
                        yield path.parent.name, node, module


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_named_by_a_row_and_every_row_names_one(service: str) -> None:
    """No operation meets a missing right at run time, and no row speaks of what is not there."""
    matrix, named = matrix_of(service), set[Right]()
    for resource, function, _ in operations_in(service):
        named.add(matrix.of(resource, function.name))
    assert [row for row in matrix.rows if row not in named] == []


def required(function: ast.AsyncFunctionDef, module: ast.Module) -> set[str]:
    """The scopes that a function asks by ctx.require, itself or by a function of its module."""
    found = set[str]()
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "require":
            (asked,) = node.args
            if isinstance(asked, ast.Call):
                # A scope that opens kinds within a resource, beside the row's own: the wall says which.
                assert isinstance(asked.func, ast.Name) and asked.func.id == needed_scope.__name__
                continue
            assert isinstance(asked, ast.Attribute)
            found.add(asked.attr)
        elif isinstance(node.func, ast.Name) and node.func.id != function.name:
            for one in module.body:
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name == node.func.id:
                    found |= required(one, module)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_the_scope_of_a_row_is_the_scope_of_its_operation(service: str) -> None:
    """Check 22: what the matrix says an operation asks is what its page asks; two truths would be one too many."""
    matrix, differing = matrix_of(service), []
    for resource, function, module in operations_in(service):
        row, asked = matrix.of(resource, function.name), required(function, module)
        if asked and asked != ({row.scope.name} if row.scope is not None else set()):
            differing.append(f"{service} {resource}.{function.name}: {asked}, the matrix says {row.scope}")
    assert differing == []


async def test_every_way_in_keeps_a_row_of_its_scope(house: House) -> None:
    """Check 22: each operation that asks a token, and each field of each graph, keeps a row; REST asks the row's scope."""
    for service in SERVICES:
        surface = house.surfaces[service]
        for endpoint in surface.endpoints:
            kept = rights_of(endpoint, surface.service.rights)
            assert bool(kept) is endpoint.token, f"{service} {endpoint.method} {endpoint.path}"
            assert {right.scope for right in kept} <= {endpoint.scope}, f"{service} {endpoint.path}"
        for root in ROOTS:
            for name, resolver in root_fields(surface.api.state.graphql_schema, root).items():
                if not name.startswith("_"):
                    assert rights_called(resolver, surface.service.rights), f"{service} {name}"


@pytest.mark.parametrize("kind", USABLE)
def test_what_an_authorisation_can_give_is_what_the_role_can_use(kind: ActorKind) -> None:
    """The scopes that contracts accepts for a role are those of the four matrices, less what nobody passes on."""
    rows = [row for service in SERVICES for row in matrix_of(service).with_rows(COMMON).rows]
    used = {row.scope for row in rows if row.scope is not None and kind in row.kinds}
    used |= OPENING_KINDS if kind in PURCHASERS else set()
    assert USABLE[kind] == used - NEVER_GRANTED


def test_what_opens_kinds_within_a_resource_stands_in_no_row() -> None:
    """The scopes of the wall between remedies (F-26) are those that some kind asks, and no row asks them too."""
    rows = [row for service in SERVICES for row in matrix_of(service).with_rows(COMMON).rows]
    assert {needed_scope(one) for one in RemedyKind} == OPENING_KINDS
    assert not {row.scope for row in rows} & OPENING_KINDS


def test_the_page_of_rights_is_up_to_date() -> None:
    """docs/rights.md says what the matrices say: python -m deploy rights --write."""
    assert published_rights.PAGE.read_text("utf-8") == published_rights.page()


@pytest_asyncio.fixture(params=SERVICES)
async def service(request: object) -> str:
    """The name of each service in turn."""
    name: str = request.param  # type: ignore[attr-defined]
    return name


@pytest_asyncio.fixture(scope="module")
async def actors(house: House) -> dict[str, Asker]:
    """A client in every role, all with every scope, and a vendor that acts for a municipality."""
    return await make_actors(await new_tenant(house, TODAY, providers=1))


@pytest_asyncio.fixture
async def listed(actors: dict[str, Asker], service: str) -> list[Kept]:
    """Every operation that asks a token."""
    return await kept_operations(actors["purchaser"].tenant, service)


@pytest_asyncio.fixture
async def fields(actors: dict[str, Asker], service: str, listed: list[Kept]) -> list[KeptField]:
    """Every field of the query and the mutation."""
    return await kept_fields(actors["purchaser"].tenant, service, listed)


async def held(asker: Asker, service: str, answers: list[tuple[str, str | None, Any]]) -> list[str]:
    """What goes against the matrix in answers (what was asked, the denial expected, the answer), the log included."""
    logged = await denials(asker.tenant, service, [trace_of(answer) for _, _, answer in answers])
    wrong = []
    for what, expected, answer in answers:
        code, rows = code_of(answer), logged[trace_of(answer)]
        if expected is None:
            if code in DENIALS or (code == "internal-error"):
                wrong.append(f"{what}: {code}, the matrix allows it")
            continue
        if code != expected:
            wrong.append(f"{what}: {answer.status_code} {code}, the matrix says {expected}")
        seen = [(row["code"], row["status"], row["role"], row["client_id"], row["end_user"]) for row in rows]
        if seen != [(expected, 403, str(asker.kind), asker.client_id, "j.jansen")]:
            wrong.append(f"{what}: the security log has {seen}")
        if {row["via"] for row in rows} != {asker.oin if asker.acting_for else None}:
            wrong.append(f"{what}: acted via {[row['via'] for row in rows]}")
    return wrong


@pytest.mark.parametrize("who", [str(one) for one in ACTORS])
async def test_check_25_every_operation_asked_as_every_role(
    actors: dict[str, Asker], service: str, listed: list[Kept], who: str
) -> None:
    """Checks 25 and 34: with every scope in the token, 403 exactly where the matrix denies, each noted once with who it was."""
    asker, answers = actors[who], []
    for one in listed:
        method, path, more = one.request()
        answer = await asker.send(service, method, path, **more)
        answers.append((str(one.operation), one.expected(asker.kind), answer))
    wrong = await held(asker, service, answers)
    assert not wrong, "\n".join(wrong)
    denied = [expected for _, expected, _ in answers if expected is not None]
    assert len(answers) > 15 and (denied or who in ("purchaser", "region", ACTING))


@pytest.mark.parametrize("who", [str(one) for one in ACTORS])
async def test_check_25_every_field_of_the_graph_asked_as_every_role(
    actors: dict[str, Asker], service: str, fields: list[KeptField], who: str
) -> None:
    """Checks 25 and 34: the graph denies what REST denies, with the same code and the same row in the security log."""
    asker, answers = actors[who], []
    for one in fields:
        body = {"query": one.text, "variables": one.variables}
        answer = await asker.send(service, "POST", "/graphql", json=body)
        assert answer.status_code == 200, answer.text
        assert code_of(answer) != "graphql-invalid", answer.text
        answers.append((one.text, one.expected(asker.kind), answer))
    wrong = await held(asker, service, answers)
    assert not wrong, "\n".join(wrong)
    assert len(answers) >= 10


async def test_check_34_persons_are_touched_by_a_named_person_only(
    actors: dict[str, Asker], service: str, listed: list[Kept], fields: list[KeptField]
) -> None:
    """Every right with an activity: without an end user in the token 403 end-user-missing, over REST and in the graph."""
    asker, wrong, asked = actors["purchaser"], [], 0
    for one in listed:
        writes = one.operation.method != "GET" and not one.endpoint.safe
        persons = any(right.activity is not None for right in one.rights)
        if one.expected(asker.kind) is None and (persons or writes):
            method, path, more = one.request()
            answer = await asker.send(service, method, path, end_user=None, **more)
            asked += 1
            if code_of(answer) != "end-user-missing":
                wrong.append(f"{one.operation}: {answer.status_code} {code_of(answer)}")
    for field in fields:
        if field.expected(asker.kind) is None and any(one.activity is not None for one in field.rights):
            body = {"query": field.text, "variables": field.variables}
            answer = await asker.send(service, "POST", "/graphql", end_user=None, json=body)
            asked += 1
            if code_of(answer) != "end-user-missing":
                wrong.append(f"{field.text}: {code_of(answer)}")
    assert wrong == [] and asked >= 2


async def test_check_22_without_the_scope_of_its_row_nothing_opens(
    actors: dict[str, Asker], service: str, listed: list[Kept]
) -> None:
    """Check 22: a purchaser with every scope but that one gets 403 scope-missing, and the answer names the scope."""
    tenant = actors["purchaser"].tenant
    scopes = sorted({str(one.endpoint.scope) for one in listed if one.endpoint.scope is not None})
    for scope in scopes:
        rest = [one for one in scopes if one != scope] + [
            "contracts:read" if service != "contracts" else "access:read"
        ]
        client = await tenant.actor(ActorKind.PURCHASER, rest)
        for one in listed:
            if one.endpoint.scope == scope:
                method, path, more = one.request()
                answer = await Asker(tenant, client, ActorKind.PURCHASER).send(service, method, path, **more)
                assert (answer.status_code, code_of(answer)) == (403, "scope-missing"), str(one.operation)
                assert scope in answer.json()["detail"]
                said = answer.headers["WWW-Authenticate"]
                assert 'error="insufficient_scope"' in said
    assert len(scopes) >= 3


def test_a_row_that_only_reads_is_called_read() -> None:
    """Rows are unique by resource and operation, and those of the kit are the same in every service."""
    for service in SERVICES:
        rows = matrix_of(service).rows
        assert len({(row.resource, row.operation) for row in rows}) == len(rows)
        assert not {row.resource for row in rows} & {row.resource for row in COMMON}
        assert {row.operation for row in rows} >= {READ}
