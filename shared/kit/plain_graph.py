"""A plain resource (`shared/kit/plain.py`) in the graph: two query fields, and a mutation for each of its writes."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

import types
from collections.abc import Mapping
from types import ModuleType
from typing import Annotated, Any
from uuid import UUID

import strawberry
from pydantic.alias_generators import to_pascal
from strawberry.types import Info

from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.plain import Plain, given, signed
from shared.kit.rest import sealed


async def _explained(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it is what it is."""
    return await derivation_of(info, root.id)


def plain_graph(
    plain: Plain,
    operations: ModuleType,
    also: Mapping[str, Any] | None = None,
    queries: Mapping[str, Any] | None = None,
) -> Any:
    """The type, the query class and the mutation class (None where it is only read) of a plain resource; `also` are further
    fields of the type, `queries` further fields of the query."""
    reading = plain.operation(operations, "get")

    async def entity(info: Any, identity: UUID) -> Any:
        return await reading(context_of(info), identity)

    beside = (
        {"derivation": strawberry.field(resolver=_explained, description="De afleiding, stap voor stap")}
        if plain.derivation
        else {}
    )
    fields = {**beside, **(also or {})}
    shown = graph_type(plain.model, f"Een {plain.dutch} ({plain.english})", entity=entity, fields=fields)
    asked = {**_queries(plain, operations, shown), **(queries or {})}
    return shown, _class(f"{to_pascal(plain.one)}Query", asked), _mutations(plain, operations, shown)


def _class(name: str, fields: Mapping[str, Any]) -> Any:
    body = {"__doc__": name, "__module__": __name__, **fields}
    return strawberry.type(types.new_class(name, (), {}, lambda namespace: namespace.update(body)))


def _queries(plain: Plain, operations: ModuleType, shown: Any) -> dict[str, Any]:
    reading, listing = plain.operation(operations, "get"), plain.operation(operations, "list")
    kinds = plain.filters(operations)

    async def one(info: Info, id: UUID) -> Any:  # noqa: A002
        """One of them."""
        return await reading(context_of(info), id)

    async def many(info: Info, first: int, after: str | None, **filters: Any) -> Any:
        """A page."""
        ctx = context_of(info)
        named = {
            "reference" if name == "external_reference" else name: each for name, each in filters.items()
        }
        return connection(sealed(ctx, await listing(ctx, page_of(ctx, first, after), **named)))

    filters = [
        given("external_reference" if name == "reference" else name, kind, None)
        for name, kind in kinds.items()
    ]
    asked = [given("info", Info), *filters, given("first", int, 50), given("after", str | None, None)]
    return {
        plain.one: strawberry.field(
            resolver=signed(one, plain.one, [given("info", Info), given("id", UUID)], shown, reading),
            graphql_type=shown,
            description=f"Eén {plain.dutch}",
        ),
        plain.many: strawberry.field(
            resolver=signed(many, plain.many, asked, Connection[shown], listing),
            graphql_type=Connection[shown],
            description=f"De {plain.dutch_many}, oudste eerst",
        ),
    }


def _mutations(plain: Plain, operations: ModuleType, shown: Any) -> Any:
    entered = plain.new
    if entered is None:
        return None
    registering = plain.operation(operations, "register")

    async def register(info: Info, new: Any) -> Any:
        """Register one."""
        asked = checked(entered, new)

        async def run(ctx: Context) -> Any:
            return await registering(ctx, asked)

        return await mutate(info, run, plain.model)

    told = Annotated[
        Any, strawberry.argument(graphql_type=graph_input(entered, f"Een {plain.dutch} om vast te leggen"))
    ]
    fields = {
        f"register_{plain.one}": strawberry.mutation(
            resolver=signed(
                register,
                f"register_{plain.one}",
                [given("info", Info), given("new", told)],
                shown,
                registering,
            ),
            graphql_type=shown,
            description=f"Leg een {plain.dutch} vast",
        )
    }
    if plain.change is not None:
        fields[f"change_{plain.one}"] = _change(plain, operations, shown)
    return _class(f"{to_pascal(plain.one)}Mutation", fields)


def _change(plain: Plain, operations: ModuleType, shown: Any) -> Any:
    changing, model = plain.operation(operations, "change"), plain.change
    assert model is not None

    async def change(info: Info, id: UUID, change: Any, version: int | None) -> Any:  # noqa: A002
        """Change one."""
        asked = checked(model, change)

        async def run(ctx: Context) -> Any:
            return await changing(ctx, id, asked)

        return await mutate(info, run, plain.model, version=version)

    patch = graph_input(model, f"Wat er wijzigt aan een {plain.dutch}; wat ontbreekt blijft", partial=True)
    named = Annotated[Any, strawberry.argument(graphql_type=patch)]
    parameters = [
        given("info", Info),
        given("id", UUID),
        given("change", named),
        given("version", int | None, None),
    ]
    return strawberry.mutation(
        resolver=signed(change, f"change_{plain.one}", parameters, shown, changing),
        graphql_type=shown,
        description=f"Wijzig een {plain.dutch}",
    )
