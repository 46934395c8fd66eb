"""The executor that reads plain attributes in C: 100 objects cost one call, not a thousand (decision 0008).

It leans on five method names of graphql-core 3.3; its test holds it to graphql-core's answers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

import msgspec
from graphql import (
    GraphQLAbstractType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    TypeNameMetaFieldDef,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.pyutils import AwaitableOrValue, Path
from msgspec import Meta
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

# What a leaf must be to travel as it is; graphql-core coerces or refuses all else.
LEAVES: dict[str, Any] = {
    "String": str,
    "ID": str,
    "Boolean": bool,
    "Int": Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)],
    "Cents": Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)],
    "Date": date,
    "DateTime": Annotated[datetime, Meta(tz=True)],
    "UUID": UUID,
    "Decimal": Decimal,
}
# Without these msgspec would read "2026-01-01" as a date: graphql-core would refuse it.
_AS_THEY_ARE = (date, datetime, Decimal, UUID)
_UNDERSTOOD = frozenset(("include", "skip"))

Details = list[
    Any
]  # graphql-core's FieldDetailsList: one field of the answer, with every node that asks for it
Groups = dict[str, Details]
Shape = Any  # a type that msgspec can convert to: annotations of it are only for the reader


@dataclass(frozen=True, slots=True)
class Entity:
    """What `_entities` found for a representation, with the type the representation named."""

    type_name: str
    value: Any


class ShapedExecutor(StrawberryGraphQLCoreExecutionContext):
    """Optimistic: a resolver, permission, argument, abstract type or surprise goes graphql-core's own way.

    A resolver may return any object that has the attributes of the GraphQL type, but not a dict.
    Extensions with a `resolve` hook switch the fast path off, as the hook must see every field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The details are kept with their shape, so that no other list can get their id while we run.
        self._shapes: dict[tuple[GraphQLObjectType, int], tuple[Details, Shape | None]] = {}
        self._parts: dict[int, tuple[Groups, Shape | None, Groups]] = {}
        self._hooked = bool(self.middleware_manager and self.middleware_manager.middlewares)

    def complete_iterable_value(
        self,
        item_type: GraphQLOutputType,
        field_details_list: Details,
        info: GraphQLResolveInfo[Any],
        path: Path,
        items: Iterable[Any],
        position_context: Any,
    ) -> AwaitableOrValue[list[Any]]:
        """A whole list in one conversion."""
        if type(items) is list or type(items) is tuple:
            shape: Any = self._outer(item_type, field_details_list, info, items)
            if shape is not None:
                with suppress(Exception):  # graphql-core meets the same surprise below, and names it
                    converted: list[Any] = _convert(items, list[shape])
                    return converted
        return super().complete_iterable_value(
            item_type, field_details_list, info, path, items, position_context
        )

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: Details,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> AwaitableOrValue[Any]:
        """One object in one conversion."""
        shape = self._outer(return_type, field_details_list, info, (result,))
        if shape is not None:
            with suppress(Exception):
                return _convert(result, shape)
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: Groups,
        position_context: Any,
    ) -> AwaitableOrValue[dict[str, Any]]:
        """The attributes among the fields in one conversion; the resolvers one by one."""
        shape, rest = self._mixed(parent_type, grouped_field_set)
        read: Any = None
        if shape is not None:
            with suppress(Exception):
                read = _convert(source_value, shape)
        if read is None:
            return super().execute_fields(
                parent_type, source_value, path, grouped_field_set, position_context
            )
        answer: dict[str, Any] = dict.fromkeys(grouped_field_set)  # the order of the question
        for attribute, name in zip(read.__struct_fields__, read.__struct_encode_fields__, strict=True):
            answer[name] = getattr(read, attribute)
        others: Any = super().execute_fields(parent_type, source_value, path, rest, position_context)
        if self.is_awaitable(others):
            return _completed(answer, others)
        answer.update(others)
        return answer

    def complete_abstract_value(
        self,
        return_type: GraphQLAbstractType,
        field_details_list: Details,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> AwaitableOrValue[Any]:
        """An entity already says its type: the domain's dataclasses need not."""
        if type(result) is Entity:
            named: Any = self.schema.get_type(result.type_name)
            return self.complete_object_value(
                named, field_details_list, info, path, result.value, position_context
            )
        return super().complete_abstract_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def _outer(
        self, type_: GraphQLOutputType, details: Details, info: GraphQLResolveInfo[Any], values: Sequence[Any]
    ) -> Shape | None:
        """The shape of `values` as they come from a resolver, where `is_type_of` can still be asked."""
        if self._hooked:
            return None
        kind: Any = type_.of_type if is_non_null_type(type_) else type_
        belongs = kind.is_type_of if is_object_type(kind) else None
        if belongs is None:
            return self._of(type_, details)
        if any(value is not None and belongs(value, info) is not True for value in values):
            return None
        shape = self._of_object(kind, details)
        return shape if shape is None or is_non_null_type(type_) else shape | None

    def _of(self, type_: GraphQLOutputType, details: Details) -> Shape | None:
        """The Python type of what is selected, or None where graphql-core must do it."""
        kind = type_.of_type if is_non_null_type(type_) else type_
        shape: Shape | None = None
        if not all(_understood(detail.node) for detail in details):
            return None
        if is_enum_type(kind):
            same = all(name == value.value for name, value in kind.values.items())
            shape = getattr(kind, "wrapped_cls", None) if same else None
        elif is_leaf_type(kind):
            shape = LEAVES.get(kind.name)
        elif is_list_type(kind):
            item = self._of(kind.of_type, details)
            shape = None if item is None else list[item]  # type: ignore[valid-type]
        elif is_object_type(kind) and kind.is_type_of is None:
            shape = self._of_object(kind, details)
        return shape if shape is None or is_non_null_type(type_) else shape | None

    def _of_object(self, kind: GraphQLObjectType, details: Details) -> Shape | None:
        key = (kind, id(details))
        known = self._shapes.get(key)
        if known is None:
            known = self._shapes[key] = (details, self._compile(kind, details))
        return known[1]

    def _mixed(self, kind: GraphQLObjectType, grouped: Groups) -> tuple[Shape | None, Groups]:
        """Divided fields, where both parts have some: all plain was tried before, with the whole object."""
        known = self._parts.get(id(grouped))
        if known is None:
            shape, rest = (None, grouped) if self._hooked else self._divide(kind, grouped)
            if not 0 < len(rest) < len(grouped):
                shape = None
            known = self._parts[id(grouped)] = (grouped, shape, rest)
        return known[1], known[2]

    def _compile(self, kind: GraphQLObjectType, details: Details) -> Shape | None:
        """A Struct with everything that is asked, or None where not all of it is a plain attribute."""
        grouped, deferred, _ = self.collect_subfields(kind, details)
        if deferred:
            return None
        shape, rest = self._divide(kind, grouped)
        return None if rest else shape

    def _divide(self, kind: GraphQLObjectType, grouped: Groups) -> tuple[Shape | None, Groups]:
        """A Struct with the attributes that are asked for, named as the answer does; and the other fields."""
        fields: dict[str, tuple[Any, ...]] = {}
        renamed: dict[str, str] = {}
        rest: Groups = {}
        for name, group in grouped.items():
            field: Any = self.schema.get_field(kind, group[0].node.name.value)
            attribute, shape, default = self._attribute(kind, field, group)
            if (
                shape is None or attribute in fields
            ):  # one attribute under two names: graphql-core does the second
                rest[name] = group
            else:
                fields[attribute], renamed[attribute] = (attribute, shape, *default), name
        if fields.keys() <= {"typename_"}:  # anything at all would fit, exceptions too
            return None, grouped
        return _struct(kind.name, tuple(fields.values()), tuple(renamed.items())), rest

    def _attribute(
        self, kind: GraphQLObjectType, field: Any, group: Details
    ) -> tuple[str, Shape | None, tuple[str, ...]]:
        """The attribute behind a field, its shape (None: graphql-core's) and its default."""
        if field is TypeNameMetaFieldDef:
            return "typename_", str, (kind.name,)
        definition = field.extensions.get("strawberry-definition") if field else None
        # `resolve._is_default` will not do: it is True for fields with permissions.
        if definition is None or field.args or not definition.is_basic_field:
            return "", None, ()
        return definition.python_name, self._of(field.type, group), ()


async def _completed(answer: dict[str, Any], others: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    answer.update(await others)
    return answer


def _understood(node: Any) -> bool:
    return all(directive.name.value in _UNDERSTOOD for directive in node.directives or ())


def _convert(value: Any, shape: Shape) -> Any:
    return msgspec.convert(value, shape, from_attributes=True, builtin_types=_AS_THEY_ARE)


@lru_cache(maxsize=1024)
def _struct(name: str, fields: tuple[Any, ...], renamed: tuple[tuple[str, str], ...]) -> type[msgspec.Struct]:
    return msgspec.defstruct(name, fields, rename=dict(renamed), frozen=True, gc=False, kw_only=True)
