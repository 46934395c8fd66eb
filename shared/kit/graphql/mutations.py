"""A mutation field is a request of its own: its own idempotency key, its own version, its own transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec
from pydantic import BaseModel

from shared.kit.context import Context, Replayed
from shared.kit.graphql.loaders import context_of
from shared.kit.problems import KeyMissing
from shared.kit.wire import Untwinnable, wire

if TYPE_CHECKING:
    from strawberry.types import Info

Result = TypeVar("Result")


async def mutate(
    info: Info,
    operation: Callable[[Context], Awaitable[Result]],
    model: type[BaseModel],
    *,
    version: int | None = None,
) -> Result:
    """Run one operation for one mutation field and return what it returns.

    The key is the request's Idempotency-Key with the field's response path ("key/activate"); `version` is the
    version in the client's hand, as If-Match is over REST. A key that was done before answers with the stored
    version, as an object with the attributes of `model`. Raises KeyMissing (400; a dry run needs none) and
    what the operation raises.
    """
    ctx = context_of(info)
    if ctx.retry is None and not ctx.dry_run:
        raise KeyMissing()
    path = "/".join(str(one) for one in info.path.as_list())
    retry = replace(ctx.retry, key=f"{ctx.retry.key}/{path}") if ctx.retry else None
    own = replace(ctx, retry=retry, expected_version=version)
    try:
        return await operation(own)
    except Replayed as replayed:
        return cast("Result", _stored(replayed.answer.body, model))
    finally:
        # What a loader read before this change is no longer so for the fields that follow.
        info.context["loaders"].clear()


def _stored(body: bytes, model: type[BaseModel]) -> object:
    try:
        twin = wire(model)
    except Untwinnable:
        return model.model_validate_json(body)
    return msgspec.json.decode(body, type=twin)
