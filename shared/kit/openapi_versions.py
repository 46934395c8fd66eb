"""Schemas made tidy for OpenAPI 3.1, and the whole document rendered in 3.0.3 for who must (Forum Standaardisatie)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "$defs")
_SINGLES = ("items", "additionalProperties", "not", "contains", "propertyNames")
_NULL: Schema = {"type": "null"}


def tidy(document: Schema) -> Schema:
    """Drop generated titles and what only Pydantic says, and write "or null" as a list of types, so that `format` stands beside the type."""
    each_schema(document, _tidy)
    return document


def as_3_0(document: Schema) -> Schema:
    """The same document in OpenAPI 3.0.3: `nullable` for null, one example, no const, no siblings of `$ref`."""
    older = copy.deepcopy(document)
    older["openapi"] = "3.0.3"
    for only_newer in ("webhooks", "jsonSchemaDialect"):
        older.pop(only_newer, None)
    named = older.get("components", {}).get("schemas", {})
    kinds = {f"#/components/schemas/{name}": schema.get("type") for name, schema in named.items()}
    each_schema(older, lambda schema: _older(schema, kinds))
    return older


def each_schema(node: Any, change: Callable[[Schema], None]) -> None:
    """Apply `change` to every schema of a document, innermost first."""
    if isinstance(node, list):
        for one in node:
            each_schema(one, change)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("example", "examples") or name.startswith("x-"):
                continue
            if name == "schema":
                _descend(value, change)
            elif name == "schemas":
                for schema in value.values():
                    _descend(schema, change)
            else:
                each_schema(value, change)


def _descend(schema: Any, change: Callable[[Schema], None]) -> None:
    if not isinstance(schema, dict):
        return
    for name in _MAPS:
        for inner in schema.get(name, {}).values():
            _descend(inner, change)
    for name in _LISTS:
        for inner in schema.get(name, ()):
            _descend(inner, change)
    for name in _SINGLES:
        _descend(schema.get(name), change)
    change(schema)


def _tidy(schema: Schema) -> None:
    if isinstance(schema.get("title"), str):
        del schema["title"]
    for pydantic_only in ("ge", "le", "gt", "lt"):
        schema.pop(pydantic_only, None)
    options = schema.get("anyOf")
    if not options or _NULL not in options:
        return
    others = [one for one in options if one != _NULL]
    if len(others) == 1 and isinstance(others[0].get("type"), str):
        del schema["anyOf"]
        own = dict(schema)
        schema.clear()
        schema.update(others[0] | own)
        schema["type"] = [others[0]["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
        if "const" in schema:
            schema["enum"] = [schema.pop("const"), None]


def _older(schema: Schema, kinds: dict[str, Any]) -> None:
    _nullable(schema, kinds)
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if isinstance(schema.get("examples"), list):
        examples = schema.pop("examples")
        if examples:
            schema.setdefault("example", examples[0])
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(bound), int | float) and not isinstance(schema[bound], bool):
            schema[limit], schema[bound] = schema[bound], True
    if "prefixItems" in schema:
        items = schema.pop("prefixItems")
        schema["items"] = {"anyOf": items} if len(items) > 1 else items[0]
        schema.setdefault("minItems", len(items))
        schema.setdefault("maxItems", len(items))
    if "patternProperties" in schema:
        schema.setdefault("additionalProperties", next(iter(schema.pop("patternProperties").values())))
    if schema.pop("contentMediaType", None) == "application/octet-stream":
        schema["format"] = "binary"
    for unknown in ("propertyNames", "contentEncoding", "$schema", "contains", "$comment"):
        schema.pop(unknown, None)
    if "$ref" in schema and len(schema) > 1:
        schema["allOf"] = [{"$ref": schema.pop("$ref")}, *schema.get("allOf", [])]


def _nullable(schema: Schema, kinds: dict[str, Any]) -> None:
    kind = schema.get("type")
    if isinstance(kind, list):
        named = [one for one in kind if one != "null"]
        if len(named) < len(kind):
            schema["nullable"] = True
        if len(named) == 1:
            schema["type"] = named[0]
        else:
            del schema["type"]
            schema["anyOf"] = [{"type": one} for one in named]
    elif kind == "null":
        del schema["type"]
        schema |= {"nullable": True, "enum": [None]}
    options = schema.get("anyOf")
    if options and any(one.get("nullable") and one.get("enum") == [None] for one in options):
        others = [one for one in options if one.get("enum") != [None]]
        del schema["anyOf"]
        if len(others) > 1:
            schema["anyOf"] = [_or_null(one, kinds) for one in others]
        else:
            schema |= _or_null(others[0], kinds)


def _or_null(schema: Schema, kinds: dict[str, Any]) -> Schema:
    """A schema that may also be null: `nullable` counts only beside a type, so a reference is given that of its target."""
    kind = kinds.get(schema.get("$ref", ""))
    if kind is None:
        return schema | {"nullable": True}
    return {"type": kind, "nullable": True, "allOf": [schema]}
