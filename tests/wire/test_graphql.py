"""The GraphQL schema of every service: equal to its snapshot, and the one that the running service answers by."""

import re

import pytest
from graphql import build_schema, parse

from deploy import lint_openapi
from tests.support.house import House
from tests.support.tenants import Tenant

pytestmark = pytest.mark.xdist_group("published")


async def test_the_running_schema_is_its_snapshot(house: House, service: str) -> None:
    """The committed schema is the one that the explorer shows: a change of the graph shows in review."""
    served = house.surfaces[service].api.state.graphql_schema.as_str().strip() + "\n"
    committed = (lint_openapi.SNAPSHOTS / f"{service}.graphql").read_text(encoding="utf-8")
    assert served == committed, "python -m deploy lint-openapi --write"


async def test_a_gateway_is_given_the_same_types(tenant: Tenant, service: str) -> None:
    """The subgraph's own schema, asked over HTTP, names the types and the fields of the snapshot."""
    answer = await tenant.ask(service, "POST", "/graphql", json={"query": "{ _service { sdl } }"})
    assert answer.status_code == 200 and "errors" not in answer.json(), answer.text
    told = _types(answer.json()["data"]["_service"]["sdl"])
    committed = _types((lint_openapi.SNAPSHOTS / f"{service}.graphql").read_text(encoding="utf-8"))
    assert {name: fields for name, fields in told.items() if committed.get(name) != fields} == {}
    assert committed.keys() - told.keys() <= {"_Service", "_Entity"}
    assert len(told["Query"]) >= 6


def _types(sdl: str) -> dict[str, set[str]]:
    """The fields of each type that a schema text defines; those of the federation itself left out."""
    found = {}
    for one in parse(sdl).definitions:
        fields = {each.name.value for each in getattr(one, "fields", None) or ()}
        if fields:
            found[one.name.value] = {name for name in fields if not name.startswith("_")}  # type: ignore[attr-defined]
    return found


async def test_money_is_a_scalar_and_everything_is_described(service: str) -> None:
    """No amount is an Int, which ends at 21 million euros; every type says what it is."""
    text = (lint_openapi.SNAPSHOTS / f"{service}.graphql").read_text(encoding="utf-8")
    assert re.findall(r"^\s+\w+Cents: (?!\[?Cents)\S+", text, re.M) == []
    schema = build_schema(text, assume_valid=True)
    silent = [
        name
        for name, kind in schema.type_map.items()
        if not kind.description and not name.startswith("_") and name not in ("Query", "Mutation")
    ]
    assert silent == []
