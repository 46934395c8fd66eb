"""What a field is given, checked by the schema that REST takes: one constraint, one fault, one place to find it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import strawberry
from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_camel

from shared.kit.problems import RequestInvalid

Model = TypeVar("Model", bound=BaseModel)
# Where a `@oneOf` input keeps the name of the field that tells its variants apart.
DISCRIMINATOR = "__discriminator__"


def checked(model: type[Model], given: object) -> Model:
    """An input object, or a field's arguments by their Python names, as the schema that REST takes.

    A fault is located under the names that the client wrote: `#/agreements/0/norm`, from the input object on. Raises
    RequestInvalid with every fault at once, or BsnRefused when a BSN is all that is wrong.
    """
    try:
        return model.model_validate(_as_sent(given))
    except ValidationError as error:
        raise RequestInvalid.of(error.errors(), body_only=True) from error


def _as_sent(value: object) -> Any:
    if is_dataclass(value):
        sent = ((one.name, getattr(value, one.name)) for one in fields(value))
        given = {to_camel(name): _as_sent(one) for name, one in sent if one is not strawberry.UNSET}
        chosen = getattr(value, DISCRIMINATOR, None)
        if chosen is None:
            return given
        # One of many: over REST the same object says itself which one it is.
        ((name, one),) = given.items()
        return {chosen: name, **one}
    if isinstance(value, Mapping):
        return {to_camel(name): _as_sent(one) for name, one in value.items()}
    return [_as_sent(one) for one in value] if isinstance(value, list) else value
