"""Queries made from a service's own GraphQL schema: every list and every thing by its id, with all that hangs from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_input_object_type,
    is_leaf_type,
    is_required_argument,
)

DEPTH = 2
# Whose id an argument is, where its name says so; and a field whose name does not say of what its id is.
_KINDS = {"indicatorId": "Indicator", "requestId": "Request", "citizenId": "Citizen"}
_ASKED_BY = {
    "transferList": "TransitionCohort",
    "allocationVersions": "Allocation",
    "requestQuestion": "Request",
    "decisionReadiness": "Decision",
}


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
        # What is asked with a whole input object is looked at where its feature is tested.
        if name.startswith("_") or any(_is_object(one) for one in field.args.values()):
            continue
        kind, given = get_named_type(field.type), _arguments(field)
        # What is not asked by its id is asked one level less deep: fields count once for each thing of a list.
        depth = DEPTH if "id" in field.args else DEPTH - 1
        selected = selection(kind, depth) if isinstance(kind, GraphQLObjectType) else ""
        variables = ", ".join(f"${one}: UUID!" for one in ("id", "contractId") if f"${one}" in given)
        head = f"query ({variables})" if variables else "query"
        by_id = "$id" in given
        finds = _subject(schema, name, kind) if by_id else _found(kind)
        finds = next((_KINDS[one] for one in field.args if f"{one}: $id" in given and one in _KINDS), finds)
        finds = _ASKED_BY.get(name, finds)
        yield Question(name, finds, f"{head} {{ {name}{given} {selected} }}", by_id)


def lists_of(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Every list that can be asked without knowing anything, as a query with FIRST for how many, one level deep."""
    assert schema.query_type is not None
    for name, field in schema.query_type.fields.items():
        kind = get_named_type(field.type)
        others = [each for each, one in field.args.items() if each != "first" and is_required_argument(one)]
        if "first" in field.args and not others and isinstance(kind, GraphQLObjectType):
            yield name, f"{{ {name}(first: FIRST) {selection(kind, 1)} }}"


def _is_object(argument: GraphQLArgument) -> bool:
    return is_required_argument(argument) and is_input_object_type(get_named_type(argument.type))


def _arguments(field: GraphQLField) -> str:
    known = {
        "municipalityCode": '"0484"',
        "id": "$id",
        "indicatorId": "$id",
        "requestId": "$id",
        "citizenId": "$id",
        "contractId": "$contractId",
        "year": "2026",
        "period": '"2027-Q1"',
        "dateFrom": '"2026-01-01"',
        "dateUntil": '"2027-12-31"',
        "code": '"alphen"',
        "allocationNumber": "1",
        "careStartId": '"0190d3a0-0000-7000-8000-000000000001"',
        "quarter": '"2027-Q1"',
        "version": "1",
        "productCode": '"01A03"',
        "productCategory": '"02"',
        "day": '"2027-01-15"',
        "startDate": '"2027-01-15"',
        "fromDate": '"2027-01-01"',
        "toDate": '"2027-03-31"',
        "firstDay": '"2027-01-01"',
        "lastDay": '"2027-03-31"',
        "team": '"LEVEN-VERWIJST"',
        "account": '"payable"',
    }
    known |= {name: chosen for name, one in field.args.items() if (chosen := _chosen(one))}
    # A report on a contract demands one, which a schema cannot say of some kinds only.
    demanded = {"contractId"} if "period" in field.args else set()
    given = [
        f"{name}: {known[name]}"
        for name, one in field.args.items()
        if is_required_argument(one) or name in demanded
    ]
    given += ["first: 2"] if "first" in field.args else []
    return f"({', '.join(given)})" if given else ""


def _chosen(argument: GraphQLArgument) -> str:
    """A value of a list: what fits a quarter of a contract, or a measured value, and else the first."""
    listed = getattr(get_named_type(argument.type), "values", {})
    return next((one for one in ("quarterlyIndicators", "i") if one in listed), next(iter(listed), ""))


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
            first = "(first: 1)" if "first" in field.args else ""
            parts.append(f"{name}{first} {selection(inner, depth - (name != 'nodes'), (*above, kind.name))}")
    return "{ " + " ".join(parts) + " }"


def _subject(schema: GraphQLSchema, name: str, kind: Any) -> str:
    """Whose id a field asks: of the thing itself, or of what its name begins with (`tariffFindings` of a tariff)."""
    if "id" in getattr(kind, "fields", {}):
        return _found(kind)
    stems = [one for one in schema.type_map if name.startswith(one[0].lower() + one[1:]) and one != kind.name]
    return max(stems, key=len, default=_found(kind))


def _found(kind: Any) -> str:
    """The type of the things in a connection, or of the one thing."""
    if isinstance(kind, GraphQLObjectType) and "nodes" in kind.fields:
        return str(get_named_type(get_nullable_type(kind.fields["nodes"].type)))
    return str(kind)
