"""The body of an answer: the msgspec twin of a Pydantic model, which checks and writes in C the same bytes (recipes § 4)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin
from uuid import UUID

import msgspec
from pydantic import AwareDatetime, BaseModel, NaiveDatetime, RootModel
from pydantic.fields import FieldInfo
from pydantic.functional_serializers import PlainSerializer, WrapSerializer
from typing_extensions import TypeAliasType

ENCODER = msgspec.json.Encoder()
SCALARS = (str, int, bool, float, Decimal, UUID, datetime.date, datetime.datetime, datetime.time, NoneType)
STAND_INS: dict[Any, Any] = {AwareDatetime: datetime.datetime, NaiveDatetime: datetime.datetime}
SEQUENCES = (list, tuple, set, frozenset, Sequence, Iterable)


class Untwinnable(TypeError):  # noqa: N818  (a finding, not an error: Pydantic then writes it)
    """A model says something that only Pydantic can write; `encode` then lets Pydantic write it."""


@cache
def wire(model: type[BaseModel]) -> type[msgspec.Struct]:
    """The msgspec twin of a Pydantic model: same fields, same JSON names, types only (constraints stay with Pydantic).

    Raises Untwinnable for serializers, computed fields, recursion and types that msgspec writes in another way.
    """
    decorators = model.__pydantic_decorators__
    if decorators.field_serializers or decorators.model_serializers or decorators.computed_fields:
        raise Untwinnable(f"{model.__name__} has serializers or computed fields")
    if model.model_config.get("extra") == "allow" or issubclass(model, RootModel):
        raise Untwinnable(f"{model.__name__} is open or has a root")
    fields: list[Any] = []
    names: dict[str, str] = {}
    for name, field in model.model_fields.items():
        if any(isinstance(one, PlainSerializer | WrapSerializer) for one in field.metadata):
            raise Untwinnable(f"{model.__name__}.{name} has a serializer")
        if field.exclude:
            continue
        names[name] = field.serialization_alias or field.alias or name
        annotated = field.discriminator is not None
        kind = twin(Annotated[field.annotation, field] if annotated else field.annotation)
        if field.is_required():
            fields.append((name, kind))
        elif field.default_factory is not None:
            factory: Any = field.default_factory
            fields.append((name, kind, msgspec.field(default_factory=factory)))
        else:
            fields.append((name, kind, msgspec.field(default=field.default)))
    title = re.sub(r"\W", "_", model.__name__)
    return msgspec.defstruct(title, fields, rename=names, frozen=True, gc=False, kw_only=True)


def twin(kind: Any) -> Any:
    """The msgspec type of an annotation, with models replaced by their twins and constraints left out."""
    if isinstance(kind, NewType):
        return twin(kind.__supertype__)
    if isinstance(kind, TypeAliasType):
        return twin(kind.__value__)
    if kind in STAND_INS:
        return STAND_INS[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is not None:
        return _twin_of_generic(kind, origin, inside)
    if kind is Any or kind is object:
        return Any
    if isinstance(kind, type):
        if issubclass(kind, BaseModel):
            return _nested(kind)
        if kind in SCALARS or issubclass(kind, Enum):
            return kind
        if kind in (list, tuple, dict):
            return kind
    raise Untwinnable(f"no twin for {kind!r}")


def _twin_of_generic(kind: Any, origin: Any, inside: tuple[Any, ...]) -> Any:
    if origin is Annotated:
        if any(isinstance(one, PlainSerializer | WrapSerializer) for one in inside[1:]):
            raise Untwinnable(f"{kind!r} has a serializer")
        for one in inside[1:]:
            if isinstance(one, FieldInfo) and isinstance(one.discriminator, str):
                return _tagged(inside[0], one.discriminator)
        return STAND_INS.get(inside[0]) or twin(inside[0])
    if origin in (Union, UnionType):
        return Union[tuple(twin(one) for one in inside)]  # noqa: UP007  (built at run time)
    if origin is Literal:
        return kind
    if origin is tuple and not (len(inside) == 2 and inside[1] is Ellipsis):
        return tuple[tuple(twin(one) for one in inside)]  # type: ignore[misc]
    if origin in SEQUENCES:
        return list[twin(inside[0])]  # type: ignore[misc]
    if origin in (dict, Mapping):
        return dict[twin(inside[0]), twin(inside[1])]  # type: ignore[misc]
    raise Untwinnable(f"no twin for {kind!r}")


def _tagged(kind: Any, discriminator: str) -> Any:
    """The twins of a discriminated union, told apart as Pydantic does: by the value of one field."""
    inside = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    models = [one for one in inside if isinstance(one, type) and issubclass(one, BaseModel)]
    parts: list[Any] = [twin(one) for one in inside if one not in models]
    for model in models:
        values = get_args(model.model_fields[discriminator].annotation)
        alias = model.model_fields[discriminator].alias or discriminator
        # Attributes are looked up by the name on the wire: an alias of another spelling would not be found.
        if len(values) != 1 or alias != discriminator:
            raise Untwinnable(f"{model.__name__}.{discriminator} is no single word")
        parts.append(_variant(model, discriminator, getattr(values[0], "value", values[0])))
    return Union[tuple(parts)]  # noqa: UP007  (built at run time)


@cache
def _variant(model: type[BaseModel], discriminator: str, value: str) -> type[msgspec.Struct]:
    plain = wire(model)
    fields: list[Any] = []
    names: dict[str, str] = {}
    for one in msgspec.structs.fields(plain):
        if one.name != discriminator:
            names[one.name] = one.encode_name
            fields.append(_field(one))
    return msgspec.defstruct(
        plain.__name__,
        fields,
        rename=names,
        frozen=True,
        gc=False,
        kw_only=True,
        tag_field=discriminator,
        tag=value,
    )


def _field(one: Any) -> Any:
    if one.required:
        return (one.name, one.type)
    if one.default_factory is not msgspec.NODEFAULT:
        return (one.name, one.type, msgspec.field(default_factory=one.default_factory))
    return (one.name, one.type, msgspec.field(default=one.default))


_open_models: list[type[BaseModel]] = []


def _nested(model: type[BaseModel]) -> type[msgspec.Struct]:
    if model in _open_models:
        raise Untwinnable(f"{model.__name__} contains itself")
    _open_models.append(model)
    try:
        return wire(model)
    finally:
        _open_models.pop()


@cache
def _targets(model: type[BaseModel]) -> tuple[Any, Any] | None:
    """The twin and the list of twins; None where only Pydantic can write the model."""
    try:
        one: Any = wire(model)
        msgspec.json.Decoder(list[one])  # msgspec refuses unions that it cannot tell apart here
    except TypeError:
        return None
    return one, list[one]


def encode(model: type[BaseModel], value: Any) -> bytes:
    """The JSON of `value` (anything with the model's attributes) as `model` describes it.

    Raises msgspec.ValidationError, or Pydantic's, when the value is not what the model says: a fault of ours.
    """
    targets = _targets(model)
    if targets is None:
        return _by_pydantic(model, value)
    return ENCODER.encode(msgspec.convert(value, targets[0], from_attributes=True))


def encode_list(model: type[BaseModel], values: Iterable[Any]) -> bytes:
    """A JSON array of values, each as `model` describes it."""
    targets = _targets(model)
    if targets is None:
        return b"[" + b",".join(_by_pydantic(model, value) for value in values) + b"]"
    rows = values if isinstance(values, list) else list(values)
    return ENCODER.encode(msgspec.convert(rows, targets[1], from_attributes=True))


def encode_page(model: type[BaseModel], items: Iterable[Any], next_: str | None) -> bytes:
    """`{"items": […], "next": …}`: a page of values and the cursor of the following page, or null at the end."""
    return b'{"items":' + encode_list(model, items) + b',"next":' + ENCODER.encode(next_) + b"}"


def _by_pydantic(model: type[BaseModel], value: Any) -> bytes:
    checked = value if isinstance(value, model) else model.model_validate(value, from_attributes=True)
    return checked.model_dump_json(by_alias=True).encode()
