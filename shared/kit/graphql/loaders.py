"""Loaders over batch operations: one per name and request, one `IN` query per level."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from strawberry.dataloader import DataLoader

if TYPE_CHECKING:
    from strawberry.types import Info

    from shared.kit.context import Context

Key = TypeVar("Key")
Value = TypeVar("Value")
MOST_KEYS = 1_000


def context_of(info: Info) -> Context:
    """Who asks, and everything an operation needs."""
    return cast("Context", info.context["context"])


def loader(
    info: Info,
    name: str,
    load: Callable[[Context, list[Key]], Awaitable[Mapping[Key, Value]]],
    *,
    many: bool = False,
) -> DataLoader[Key, Any]:
    """This request's loader of that name; `load` is a batch operation: at most 1,000 keys in, a mapping out.

    A key that the mapping lacks gives None, or an empty list with `many`; a value that is an exception is
    raised.
    """
    loaders: dict[str, DataLoader[Key, Any]] = info.context["loaders"]
    if name not in loaders:
        ctx = context_of(info)

        async def batch(keys: list[Key]) -> list[Any]:
            found = await load(ctx, keys)
            return [found.get(key, [] if many else None) for key in keys]

        loaders[name] = DataLoader(load_fn=batch, max_batch_size=MOST_KEYS)
    return loaders[name]
