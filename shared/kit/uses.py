"""Where each right is used: the REST operations and the fields of the graph that keep it, found in what they call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from pydantic.alias_generators import to_camel

from shared.kit.rights import READ, Right, Rights

if TYPE_CHECKING:
    from shared.kit.routing import Endpoint


ROOTS = ("query", "mutation")


@dataclass(frozen=True, slots=True)
class Use:
    """One row of the matrix, with the REST operations (method, path) and the fields of the graph that keep it."""

    right: Right
    endpoints: tuple[Endpoint, ...] = ()
    fields: tuple[str, ...] = ()


def rights_of(endpoint: Endpoint, rights: Rights) -> tuple[Right, ...]:
    """The rows that a REST operation keeps: those of the operations it calls; in the kit that which it names, or of its path.

    Empty for what is open to everyone.
    """
    if not endpoint.token:
        return ()
    handler: Any = endpoint.route.endpoint
    called = rights_called(handler, rights)
    if called or handler.__module__.startswith("services."):
        return called
    resource = endpoint.path.split("/")[1].replace("-", "_")
    path = (row for row in rights.rows if (row.resource, row.scope) == (resource, endpoint.scope))
    return _admitted(handler, rights) or tuple(path)


def _admitted(handler: Any, rights: Rights) -> tuple[Right, ...]:
    """The rows that a handler of the kit names itself: `ctx.admit("processing_log", "list_seals")`."""
    if "admit" not in handler.__code__.co_names:
        return ()
    said = [one for one in handler.__code__.co_consts if isinstance(one, str)]
    found = dict[Right, None]()
    for resource in {row.resource for row in rights.rows}.intersection(said):
        for operation in said:
            with suppress(KeyError):
                found[rights.of(resource, operation)] = None
        if not found:
            found[rights.of(resource, READ)] = None
    return tuple(found)


def rights_called(function: Callable[..., Any], rights: Rights) -> tuple[Right, ...]:
    """The rows of every `services.<service>.<feature>.operations` function that a function names, itself or by a helper."""
    found = dict.fromkeys(
        rights.of(operation.__module__.split(".")[2], operation.__name__)
        for operation in _operations(function, set())
    )
    return tuple(found)


def _operations(function: Callable[..., Any], seen: set[Callable[..., Any]]) -> Iterator[Callable[..., Any]]:
    if function in seen or not isinstance(function, FunctionType):
        return
    seen.add(function)
    # What is made from a description says itself what it calls (shared/kit/plain.py).
    yield from vars(function).get("calls", ())
    names, space = set(_names(function.__code__)), function.__globals__
    for name in sorted(names & space.keys()):
        value = space[name]
        if isinstance(value, ModuleType) and _is_operations(value.__name__):
            yield from (
                getattr(value, one)
                for one in sorted(names)
                if _is_operation(getattr(value, one, None), value)
            )
        elif getattr(value, "__module__", "") == function.__module__:
            yield from _operations(value, seen)


def _names(code: CodeType) -> Iterator[str]:
    """The names that a function uses, with those of the functions inside it."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


def _is_operations(module: str) -> bool:
    parts = module.split(".")
    return len(parts) > 3 and parts[0] == "services" and parts[3] == "operations"


def _is_operation(value: Any, module: ModuleType) -> bool:
    # An operations package hands on what its modules define.
    own = (module.__name__, f"{module.__name__}.")
    return hasattr(value, "__wrapped__") and (
        value.__module__ == own[0] or value.__module__.startswith(own[1])
    )


def root_fields(schema: Any, root: str) -> dict[str, Callable[..., Any]]:
    """The fields of a root ("query" or "mutation") by name, each with the function that answers it."""
    found: dict[str, Callable[..., Any]] = {}
    if (kind := getattr(schema, root, None)) is not None:
        definition = getattr(kind, "__strawberry_definition__", None)
        for field in definition.fields if definition is not None else ():
            if field.base_resolver is not None:
                found[field.graphql_name or to_camel(field.python_name)] = field.base_resolver.wrapped_func
    return found


def uses_of(rights: Rights, endpoints: Iterable[Endpoint], schema: Any = None) -> list[Use]:
    """Every row of the matrix with where it is used, in the matrix' order."""
    addresses: dict[Right, list[Endpoint]] = {}
    for endpoint in endpoints:
        for right in rights_of(endpoint, rights):
            addresses.setdefault(right, []).append(endpoint)
    fields: dict[Right, list[str]] = {}
    for root in ROOTS:  # a thing that is read may have the name of an act: `changeRequest`
        for name, resolver in root_fields(schema, root).items():
            for right in rights_called(resolver, rights):
                fields.setdefault(right, []).append(name)
    return [Use(one, tuple(addresses.get(one, ())), tuple(fields.get(one, ()))) for one in rights.rows]
