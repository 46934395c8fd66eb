"""A service's schema: the executor, scalars, limits and caches, as a Federation 2.9 subgraph."""

# No postponed annotations: strawberry reads those of `entities_resolver`.
from collections.abc import Awaitable, Iterable
from inspect import isawaitable
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from strawberry import federation
from strawberry.federation.schema import FederationAny
from strawberry.federation.schema_directives import Key
from strawberry.types import ExecutionContext, Info

from shared.errors import InvalidInput, Text
from shared.kit.graphql.documents import Documents, Examination
from shared.kit.graphql.executor import Entity, ShapedExecutor
from shared.kit.graphql.limits import MOST_ENTITIES, Limits, PageTooLarge, guard_pages
from shared.kit.graphql.scalars import config


class EntityUnreadable(InvalidInput):
    """A representation that names no entity of this graph, or whose key cannot be read."""

    code = "graphql-entity-unreadable"
    title = Text("De verwijzing is niet te lezen", "The reference cannot be read")
    detail = Text(
        "Deze verwijzing noemt geen entiteit van deze dienst, of haar sleutel klopt niet.",
        "This reference names no entity of this service, or its key is wrong.",
    )
    mend = Text(
        "Geef __typename en de sleutelvelden (@key) uit het schema.",
        "Give __typename and the key fields (@key) of the schema.",
    )
    rule = "Apollo Federation 2.9"


class Schema(federation.Schema):
    """Entities come back with the type their representation named: dataclasses need no `is_type_of`."""

    limits: Limits
    documents: Documents

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log nothing here: the view logs what is ours, with the trace id."""

    def entities_resolver(self, info: Info, representations: list[FederationAny]) -> list[FederationAny]:
        """Resolve every reference at once; those that await a loader share its one batch."""
        if len(representations) > MOST_ENTITIES:
            raise PageTooLarge(found=len(representations), limit=MOST_ENTITIES)
        asked = [self._reference(one) for one in representations]
        names = [one["__typename"] if one else None for one in asked]
        found: Any = iter(super().entities_resolver(info, [one for one in asked if one]))  # type: ignore[misc]
        shown: list[Any] = [
            EntityUnreadable() if name is None else _named(name, next(found)) for name in names
        ]
        return shown

    def _reference(self, representation: Any) -> dict[str, Any] | None:
        """The type and the key of a representation; None when it names no entity of this graph, or its id is none."""
        named = representation.get("__typename") if isinstance(representation, dict) else None
        known = self.schema_converter.type_map.get(named) if isinstance(named, str) else None
        directives = getattr(known.definition, "directives", None) or () if known is not None else ()
        keys = {name for one in directives if isinstance(one, Key) for name in str(one.fields).split()}
        try:
            if not keys or ("id" in keys and not UUID(representation["id"])):
                return None
            return {"__typename": named} | {name: representation[name] for name in keys}
        except (KeyError, ValueError, AttributeError, TypeError):
            return None


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
        extensions=[Examination],
        execution_context_class=ShapedExecutor,
        config=config(),
        federation_version="2.9",
    )
    schema.limits, schema.documents = limits, Documents(schema._schema, limits)
    guard_pages(schema._schema, limits.first)
    return schema
