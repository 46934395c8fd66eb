"""A service's schema: the executor, scalars, limits and caches, as a Federation 2.9 subgraph."""

# No postponed annotations: strawberry reads those of `entities_resolver`.
from collections.abc import Awaitable, Iterable
from inspect import isawaitable
from typing import Any

from graphql import GraphQLError
from strawberry import federation
from strawberry.federation.schema import FederationAny
from strawberry.types import ExecutionContext, Info

from shared.kit.graphql.executor import Entity, ShapedExecutor
from shared.kit.graphql.limits import MOST_ENTITIES, Limits, PageTooLarge, extensions, guard_pages
from shared.kit.graphql.scalars import config


class Schema(federation.Schema):
    """Entities come back with the type their representation named: dataclasses need no `is_type_of`."""

    limits: Limits

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log nothing here: the view logs what is ours, with the trace id."""

    def entities_resolver(self, info: Info, representations: list[FederationAny]) -> list[FederationAny]:
        """Resolve every reference at once; those that await a loader share its one batch."""
        if len(representations) > MOST_ENTITIES:
            raise PageTooLarge(found=len(representations), limit=MOST_ENTITIES)
        asked: list[dict[str, Any]] = [dict(one) for one in representations]  # type: ignore[call-overload]
        names = [one.get("__typename") for one in asked]
        found: list[Any] = super().entities_resolver(info, asked)  # type: ignore[arg-type]
        return [_named(str(name), value) for name, value in zip(names, found, strict=True)]


def _named(name: str, value: Any) -> Any:
    if isawaitable(value):
        return _awaited(name, value)
    return value if value is None or isinstance(value, Exception) else Entity(name, value)


async def _awaited(name: str, value: Awaitable[Any]) -> Any:
    return _named(name, await value)


def graphql_schema(
    query: type, mutation: type | None = None, *, types: Iterable[type] = (), limits: Limits | None = None
) -> Schema:
    """One service's schema; `types` are the entities that no field of the query leads to."""
    limits = limits or Limits()
    schema = Schema(
        query,
        mutation,
        types=types,
        extensions=extensions(limits),
        execution_context_class=ShapedExecutor,
        config=config(),
        federation_version="2.9",
    )
    schema.limits = limits
    guard_pages(schema._schema, limits.first)
    return schema
