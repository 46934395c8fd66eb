"""An example made from a JSON Schema: the examples that it holds, and for the rest the plainest value that fits."""

from __future__ import annotations

import re
from typing import Any

FORMATS = {
    "uuid": "01990000-0000-7000-8000-000000000001",
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:30:00Z",
}
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
# What a pattern without an example may ask for, in the order in which it is tried.
TEXTS = ("kenmerk-1", "2026-Q1", "1", "7.0", "02", "02A03", "0484", "00000099000000000484", "a" * 64, "A1")
_DEPTH = 12


def example_of(schema: dict[str, Any]) -> Any:
    """One value that the schema allows. Raises LookupError for a pattern of which no text is known."""
    return _value(schema, schema.get("$defs", {}), "", 0)


def _value(schema: dict[str, Any], defs: dict[str, Any], name: str, depth: int) -> Any:
    if depth > _DEPTH:
        return None
    if "$ref" in schema:
        return _value(defs[schema["$ref"].rpartition("/")[2]], defs, name, depth + 1)
    for key in ("const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            choices = [one for one in schema[key] if one.get("type") != "null"]
            return _value(choices[0], defs, name, depth + 1) if choices else None
    return _plain(schema, defs, name, depth)


def _plain(schema: dict[str, Any], defs: dict[str, Any], name: str, depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {key: _value(one, defs, key, depth + 1) for key, one in properties.items()}
    if kind == "array":
        one = [_value(schema["items"], defs, name, depth + 1)] if schema.get("items") else []
        return one * max(1, schema.get("minItems", 1))
    if kind in ("integer", "number"):
        return max(schema.get("minimum", -(10**9)), min(1, schema.get("maximum", 1)))
    if kind == "boolean":
        return False
    return _text(schema, name) if kind == "string" else None


def _text(schema: dict[str, Any], name: str) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    if name == "traceparent":
        return TRACE
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    if "pattern" in schema:
        fitting = (one for one in TEXTS if re.search(schema["pattern"], one) and least <= len(one) <= most)
        found = next(fitting, None)
        if found is None:
            raise LookupError(f"no example of {name}: {schema['pattern']}")
        return found
    return "voorbeeld"[:most].ljust(least, "x")
