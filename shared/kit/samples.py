"""Examples that work as printed: a curl line for each operation, a query for each field of a graph."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graphql import (
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    TypeNode,
    UnionTypeDefinitionNode,
    parse,
)

ID = "01990000-0000-7000-8000-000000000001"
PATHS = {
    "owner": "00000099000000000484",
    "code": "not-found",
    "version": "1",
    "reference": "kenmerk-1",
    "category": "wmoFile",
    "option": "1",
    "year": "2026",
}
GIVEN: dict[str, Any] = {
    "contractId": ID,
    "quarter": "2026-Q1",
    "year": 2026,
    "version": 1,
    "productCategory": "02",
    "day": "2026-01-31",
    "period": "2026-Q1",
    "numerator": 6,
    "denominator": 200,
}
# Of a closed list not the first word, but one that asks no more than itself.
WORDS = {"ReportKind": "tripleAim"}
FIRST = 1


def curl(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    """One operation as a command for a shell in which TOKEN is set: with an example of everything that it asks."""
    parameters = [_resolved(document, one) for one in operation.get("parameters", ())]
    required = [one for one in parameters if one.get("required")]
    for one in required:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", PATHS.get(one["name"], ID))
    query = "&".join(f"{name}={value}" for name, value in asked(document, parameters).items())
    address = document["servers"][0]["url"] + path + (f"?{query}" if query else "")
    lines = [f'curl -X {method.upper()} "{address}"' if method != "get" else f'curl "{address}"']
    if operation.get("security"):
        lines.append('-H "Authorization: Bearer $TOKEN"')
    for one in required:
        if one["in"] == "header":
            value = "$(date +%s%N)" if one["name"] == "Idempotency-Key" else '\\"1\\"'
            lines.append(f'-H "{one["name"]}: {value}"')
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    for media, described in list(content.items())[:1]:
        example = described.get("example", "")
        body = example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)
        lines += [f'-H "Content-Type: {media}"', "--data-binary '" + body.replace("'", "'\\''") + "'"]
    return " \\\n  ".join(lines)


def asked(document: dict[str, Any], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """What a query has to say: what is required, and what shows an example because one of several is needed."""
    found = {
        one["name"]: GIVEN[one["name"]] if one["name"] in GIVEN else _sample(document, one["schema"])
        for one in parameters
        if one["in"] == "query" and one.get("required")
    }
    shown = [one for one in parameters if one["in"] == "query" and "examples" in one]
    return found | {one["name"]: next(iter(one["examples"].values()))["value"] for one in shown}


def _sample(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A value that the schema takes: its example, the first word of a closed list, an id, a day, the lowest number."""
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    if name in WORDS:
        return WORDS[name]
    whole = document["components"]["schemas"][name] if name else schema
    for key in ("examples", "enum"):
        if whole.get(key):
            return whole[key][0]
    formats = {"uuid": ID, "date": GIVEN["day"]}
    return formats.get(whole.get("format", ""), whole.get("minimum", 1))


def _resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    name = node.get("$ref", "").rsplit("/", 1)[-1]
    return document["components"]["parameters"][name] if name else node


_COMPOSITE = (ObjectTypeDefinitionNode, UnionTypeDefinitionNode)
Types = dict[str, ObjectTypeDefinitionNode | UnionTypeDefinitionNode]


@dataclass(frozen=True, slots=True)
class Query:
    """A query of one field, and its variables."""

    name: str
    text: str
    variables: dict[str, Any]


def queries(sdl: str) -> list[Query]:
    """A query for every field of a graph that is read, those first that need no variable: what hangs from it, one level deep."""
    told = parse(sdl).definitions
    types: Types = {one.name.value: one for one in told if isinstance(one, _COMPOSITE)}
    root = types.get("Query")
    assert not isinstance(root, UnionTypeDefinitionNode)
    fields = (
        [one for one in root.fields or () if not one.name.value.startswith("_")] if root is not None else []
    )
    inputs = {one.name.value for one in told if isinstance(one, InputObjectTypeDefinitionNode)}
    # What is asked with a whole body (a draft to assess) has its example in the REST reference.
    plain = [field for field in fields if not inputs & {_named(one.type) for one in field.arguments or ()}]
    lists = [one for one in told if isinstance(one, EnumTypeDefinitionNode)]
    words = {one.name.value: one.values[0].name.value for one in lists if one.values}
    return sorted((_query(field, types, words) for field in plain), key=lambda one: bool(one.variables))


def _value(name: str, kind: str, words: dict[str, str]) -> Any:
    """What a variable of this name and type may be: an example that is known by name, else the first that the type takes."""
    return GIVEN.get(name, WORDS.get(kind, words.get(kind, {"Int": 1, "Date": GIVEN["day"]}.get(kind, ID))))


def _query(field: FieldDefinitionNode, types: Types, words: dict[str, str]) -> Query:
    name = field.name.value
    asked = [
        one
        for one in field.arguments or ()
        if isinstance(one.type, NonNullTypeNode) and one.default_value is None
    ]
    given = [f"{one.name.value}: ${one.name.value}" for one in asked]
    given += [f"first: {FIRST}"] if any(one.name.value == "first" for one in field.arguments or ()) else []
    variables = ", ".join(f"${one.name.value}: {_named(one.type)}!" for one in asked)
    lines = [f"query ({variables}) {{" if variables else "query {"]
    lines.append(f"  {name}({', '.join(given)})" if given else f"  {name}")
    kind = types.get(_named(field.type))
    if isinstance(kind, ObjectTypeDefinitionNode):
        lines[-1] += " {"
        lines += [*_selected(kind, types, "    ", 2), "  }"]
    values = {one.name.value: _value(one.name.value, _named(one.type), words) for one in asked}
    return Query(name, "\n".join([*lines, "}"]), values)


def _selected(kind: ObjectTypeDefinitionNode, types: Types, indent: str, depth: int) -> list[str]:
    lines = []
    for field in kind.fields or ():
        name, inner = field.name.value, types.get(_named(field.type))
        if name == "edges" or any(isinstance(one.type, NonNullTypeNode) for one in field.arguments or ()):
            continue
        if inner is None:
            lines.append(indent + name)
        elif isinstance(inner, UnionTypeDefinitionNode):
            lines += [f"{indent}{name} {{ __typename }}"] if depth else []
        elif depth:
            leaves = _selected(inner, types, f"{indent}  ", depth if name == "nodes" else 0)
            lines += [f"{indent}{name} {{", *leaves, f"{indent}}}"] if leaves else []
    return lines


def _named(node: TypeNode) -> str:
    while not hasattr(node, "name"):
        node = node.type  # type: ignore[attr-defined]
    return str(node.name.value)
