"""What a fact leaves out: the fields of a wire schema that hold personal data or free text (architecture § 3, F-06).

A schema marks such a field `Private`. The feed, webhooks and snapshots carry the schema without it (`told`); who may see the
resource reads it there, and a retry of its maker is answered with it (`restored`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

Model = TypeVar("Model", bound=BaseModel)
Private: Any = Field(json_schema_extra={"x-private": True})


class OwnOnly:
    """Marks a list of organisations of which a reader who is not the owner sees itself alone (F-05)."""


@cache
def narrowed(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a model that are marked `OwnOnly`."""
    fields = model.model_fields.items()
    return frozenset(
        name for name, field in fields if any(isinstance(one, OwnOnly) for one in field.metadata)
    )


def is_private(field: FieldInfo) -> bool:
    """Whether a field stays out of facts."""
    extra = field.json_schema_extra
    return isinstance(extra, Mapping) and extra.get("x-private") is True


def told(model: type[Model]) -> type[Model]:
    """The schema of what a fact carries of a model: without its private fields, at any depth; the model itself if it has none.

    It passes over members that it does not know: a fact of a newer release, or of the time before a field was private.
    """
    # The same fields but fewer: to who reads a fact it is the model.
    return cast("type[Model]", _told(model))


@cache
def _told(model: type[BaseModel]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if not is_private(field):
            kind = _told_kind(field.annotation)
            fields[name] = (field.annotation if kind is None else kind, field)
    changed = fields.keys() != model.model_fields.keys() or any(
        kind is not model.model_fields[name].annotation for name, (kind, _) in fields.items()
    )
    if not changed:
        return model
    config = ConfigDict(**{**model.model_config, "extra": "ignore"})
    return create_model(f"{model.__name__}Fact", __config__=config, __doc__=model.__doc__, **fields)


def _told_kind(kind: Any) -> Any:
    """An annotation with its models as they are told; None when nothing in it is private."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        found = told(kind)
        return None if found is kind else found
    inside = get_args(kind)
    told_inside = [_told_kind(one) for one in inside]
    if all(one is None for one in told_inside):
        return None
    parts = tuple(new if new is not None else old for old, new in zip(inside, told_inside, strict=True))
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return Union[parts]  # noqa: UP007  (built at run time)
    if origin is Annotated:
        return Annotated[parts]
    return origin[parts]


def restored(model: type[BaseModel], fact: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """A fact's JSON with the private fields of `whole`, the JSON of the same subject as it is now.

    Members of a list are found again by what both tell of them; what is no longer there stays empty (null, or no members).
    """
    found = dict(fact)
    for name, field in model.model_fields.items():
        alias = field.serialization_alias or field.alias or name
        if is_private(field):
            found[alias] = whole.get(alias, [] if get_origin(field.annotation) is list else None)
        elif alias in fact and (inner := _model_in(field.annotation)) is not None:
            found[alias] = _restored_value(inner, fact[alias], whole.get(alias))
    return found


def _model_in(kind: Any) -> type[BaseModel] | None:
    """The one model in an annotation that is told otherwise than it is."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind if told(kind) is not kind else None
    return next((model for one in get_args(kind) if (model := _model_in(one)) is not None), None)


def _restored_value(model: type[BaseModel], fact: Any, whole: Any) -> Any:
    if isinstance(fact, list):
        candidates = whole if isinstance(whole, list) else []
        return [_restored_value(model, one, _same(one, candidates)) for one in fact]
    if not isinstance(fact, Mapping):
        return fact
    return restored(model, fact, whole if isinstance(whole, Mapping) else {})


def _same(fact: Mapping[str, Any], candidates: list[Any]) -> Any:
    return next((one for one in candidates if fact.items() <= one.items()), None)
