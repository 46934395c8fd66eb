"""Graph types made from the wire models, so that a resource is described once (decision 0014).

An output type reads attributes, as hand-written ones do: the domain's dataclasses fit as they are. A discriminated union,
named by its `title`, becomes a union on the way out and a `@oneOf` input on the way in. The names are those of REST.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import strawberry
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from strawberry.scalars import JSON

from shared.kit.disclosing import parties_for
from shared.kit.graphql.executor import Entity
from shared.kit.graphql.inputs import DISCRIMINATOR
from shared.kit.graphql.loaders import context_of
from shared.kit.graphql.scalars import Cents
from shared.schemas.facts import narrowed

_PLAIN = (str, int, bool, UUID, date, datetime, Decimal)
# Output types written by hand, by the model that they show.
BY_HAND: dict[type[BaseModel], Any] = {}


@dataclass(frozen=True, slots=True)
class _Union:
    """A discriminated union: its name, the field that tells its models apart, and the models."""

    name: str
    discriminator: str
    models: tuple[type[BaseModel], ...]

    def value(self, model: type[BaseModel]) -> str:
        """What the discriminator says for one model."""
        (value,) = get_args(model.model_fields[self.discriminator].annotation)
        return str(getattr(value, "value", value))


def graph_type(
    model: type[BaseModel],
    description: str,
    *,
    entity: Callable[[Any, UUID], Any] | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Any:
    """The output type of a wire model: its fields as attributes, and `fields` (strawberry fields) beside or in place of them.

    `entity` finds an instance by id (info, id) and makes the type an entity of the federation.
    """
    beside = dict(fields or {})
    annotations: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        union = _union_in(field.annotation, field)
        if name in beside:
            continue
        if name in narrowed(model):
            beside[name] = strawberry.field(resolver=_parties, graphql_type=list[str])
        elif union is not None:
            beside[name] = _union_field(name, union, is_many=get_origin(field.annotation) is list)
        else:
            annotations[name] = _of(name, field.annotation, _shown)
    made = _class(model.__name__, annotations, beside, description)
    if entity is None:
        return strawberry.type(made, description=description)
    found = entity

    async def resolve_reference(cls: type, info: strawberry.Info, id: str) -> Any:  # noqa: A002
        """The entity behind a reference of another subgraph."""
        return await found(info, UUID(id))

    made.resolve_reference = classmethod(resolve_reference)  # type: ignore[attr-defined]
    return strawberry.federation.type(made, keys=["id"], description=description)


def _parties(info: strawberry.Info, root: strawberry.Parent[Any]) -> list[str]:
    """The parties that this reader sees."""
    return parties_for(context_of(info).actor, root)


@cache
def graph_input(
    model: type[BaseModel], description: str, *, partial: bool = False, name: str | None = None
) -> Any:
    """The input type of a wire model; `partial` makes every field optional, for a merge patch."""
    annotations: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for one, field in model.model_fields.items():
        kind = _of(one, field.annotation, _given, field)
        annotations[one] = kind | None if partial else kind
        if partial:
            values[one] = strawberry.UNSET
        elif not field.is_required():
            values[one] = _default(field)
            if values[one] is strawberry.UNSET:
                annotations[one] = kind | None
    made = _class(name or model.__name__, annotations, values, description)
    return strawberry.input(made, description=description)


def _class(name: str, annotations: Mapping[str, Any], values: Mapping[str, Any], about: str) -> type:
    body = {"__doc__": about, "__annotations__": dict(annotations), "__module__": __name__, **values}
    return types.new_class(name, (), {}, lambda namespace: namespace.update(body))


def _about(model: type) -> str:
    return (model.__doc__ or model.__name__).split("\n", 1)[0]


def _default(field: FieldInfo) -> Any:
    default = field.get_default(call_default_factory=True)
    if default is None:
        return strawberry.UNSET
    if isinstance(default, list | dict):
        # What stands in such a default is the model's to say: left out, it is the model that fills it.
        return strawberry.UNSET if default else strawberry.field(default_factory=type(default))
    return default


def _union_field(name: str, union: _Union, *, is_many: bool) -> Any:
    known = {union.value(model): model.__name__ for model in union.models}
    kinds = tuple(_shown(model) for model in union.models)
    several: Any = Union[kinds]  # noqa: UP007  (built at run time)
    about = f"Een van {len(kinds)} vormen ({union.name})"
    kind: Any = Annotated[several, strawberry.union(union.name, description=about)]

    def told(one: Any) -> Entity:
        value = getattr(one, union.discriminator, None)
        # A stored answer comes back as the twin, whose discriminator is its tag.
        return Entity(known[value if value is not None else one.__struct_config__.tag], one)

    def resolve(root: strawberry.Parent[Any]) -> Any:
        value = getattr(root, name)
        if is_many:
            return [told(one) for one in value or ()]
        return None if value is None else told(value)

    return strawberry.field(resolver=resolve, graphql_type=list[kind] if is_many else kind | None)


def _union_in(kind: Any, field: FieldInfo | None = None) -> _Union | None:
    """The discriminated union in an annotation, also as items of a list."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        own = next((one for one in inside[1:] if isinstance(one, FieldInfo) and one.discriminator), field)
        return _union_in(inside[0], own)
    if origin in (Union, types.UnionType) and field is not None and isinstance(field.discriminator, str):
        models = tuple(one for one in inside if isinstance(one, type) and issubclass(one, BaseModel))
        return _Union(field.title or "_or_".join(one.__name__ for one in models), field.discriminator, models)
    return next((found for one in inside if (found := _union_in(one)) is not None), None)


def _of(
    name: str, kind: Any, nested: Callable[[type[BaseModel]], Any], field: FieldInfo | None = None
) -> Any:
    """The graph's type of an annotation; `nested` makes that of a model inside it."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is list:
        return list[_of(name, inside[0], nested)]  # type: ignore[misc]
    union = _union_in(kind, field)
    if union is not None:
        made = _one_of(union)
        return made | None if type(None) in inside else made
    if origin is Annotated:
        return _of(name, inside[0], nested)
    if origin in (Union, types.UnionType):
        parts = [_of(name, one, nested) for one in inside if one is not type(None)]
        only = parts[0] if len(parts) == 1 else JSON
        return only | None if type(None) in inside else only
    if origin is Literal:
        return str
    if origin is dict or kind in (Any, dict, object):
        return JSON
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return nested(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    if kind is int and name.endswith("_cents"):
        return Cents
    if kind in _PLAIN:
        return kind
    raise TypeError(f"no graph type for {name}: {kind!r}")


@cache
def _shown(model: type[BaseModel]) -> Any:
    return BY_HAND.get(model) or graph_type(model, _about(model))


@cache
def _given(model: type[BaseModel]) -> Any:
    name = model.__name__ if model.__name__.startswith("New") else f"New{model.__name__}"
    return graph_input(model, _about(model), name=name)


@cache
def _one_of(union: _Union) -> Any:
    annotations: dict[str, Any] = {}
    for model in union.models:
        own = {name: field for name, field in model.model_fields.items() if name != union.discriminator}
        kinds = {name: _of(name, field.annotation, _given, field) for name, field in own.items()}
        defaults = {name: _default(field) for name, field in own.items() if not field.is_required()}
        given = strawberry.input(
            _class(f"New{model.__name__}", kinds, defaults, _about(model)), description=_about(model)
        )
        annotations[union.value(model)] = given | None
    values = {**dict.fromkeys(annotations, strawberry.UNSET), DISCRIMINATOR: union.discriminator}
    made = _class(f"New{union.name}", annotations, values, union.name)
    return strawberry.input(made, one_of=True, description=f"Precies één: {', '.join(annotations)}")


@cache
def _enum(kind: type[Enum]) -> Any:
    known = any(name in vars(kind) for name in ("__strawberry_definition__", "_enum_definition"))
    return kind if known else strawberry.enum(kind, description=_about(kind))
