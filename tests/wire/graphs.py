"""Queries made from a service's own GraphQL schema: every list and every thing by its id, with all that hangs from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
)

DEPTH = 2


@dataclass(frozen=True)
class Question:
    """A query of one field: its name, the type of what it finds, its text, and whether it asks by an id."""

    field: str
    finds: str
    text: str
    by_id: bool


def schema_of(sdl: str) -> GraphQLSchema:
    """The schema that a subgraph tells of itself."""
    return build_schema(sdl, assume_valid=True)


def questions(schema: GraphQLSchema) -> Iterator[Question]:
    """One question for every field of the query."""
    assert schema.query_type is not None
    for name, field in schema.query_type.fields.items():
        if name.startswith("_"):
            continue
        kind, given = get_named_type(field.type), _arguments(field)
        selected = selection(kind, DEPTH) if isinstance(kind, GraphQLObjectType) else ""
        variables = ", ".join(f"${one}: UUID!" for one in ("id", "contractId") if f"${one}" in given)
        head = f"query ({variables})" if variables else "query"
        yield Question(name, _found(kind), f"{head} {{ {name}{given} {selected} }}", "$id" in given)


def lists_of(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Every list that can be asked without knowing anything, as a query with FIRST for how many, one level deep."""
    assert schema.query_type is not None
    for name, field in schema.query_type.fields.items():
        kind = get_named_type(field.type)
        others = [each for each, one in field.args.items() if each != "first" and is_required_argument(one)]
        if "first" in field.args and not others and isinstance(kind, GraphQLObjectType):
            yield name, f"{{ {name}(first: FIRST) {selection(kind, 1)} }}"


def _arguments(field: GraphQLField) -> str:
    known = {"id": "$id", "contractId": "$contractId", "year": "2026", "quarter": '"2027-Q1"', "version": "1"}
    given = [f"{name}: {known[name]}" for name, one in field.args.items() if is_required_argument(one)]
    given += ["first: 3"] if "first" in field.args else []
    return f"({', '.join(given)})" if given else ""


def selection(kind: GraphQLObjectType, depth: int, above: tuple[str, ...] = ()) -> str:
    """All fields of a type that need no argument, as deep as asked and never back to a type above; every object says its type."""
    parts = ["__typename"]
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if any(is_required_argument(one) for one in field.args.values()) or name in ("edges", "pageInfo"):
            continue
        if is_leaf_type(inner):
            parts.append(name)
        elif isinstance(inner, GraphQLObjectType) and depth > 0 and inner.name not in above:
            first = "(first: 3)" if "first" in field.args else ""
            parts.append(f"{name}{first} {selection(inner, depth - (name != 'nodes'), (*above, kind.name))}")
    return "{ " + " ".join(parts) + " }"


def _found(kind: Any) -> str:
    """The type of the things in a connection, or of the one thing."""
    if isinstance(kind, GraphQLObjectType) and "nodes" in kind.fields:
        return str(get_named_type(get_nullable_type(kind.fields["nodes"].type)))
    return str(kind)
