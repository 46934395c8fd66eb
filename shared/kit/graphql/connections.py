"""Cursor connections over a page: `nodes` for the quick, `edges` with cursors for who asks."""

# No postponed annotations: strawberry reads these types.
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

import strawberry

from shared.kit.pages import Page

Item = TypeVar("Item")


@strawberry.type(description="Waar een pagina ophoudt")
class PageInfo:
    """Where a page ends."""

    has_next_page: bool
    end_cursor: str | None


@strawberry.type(description="Een element van een pagina, met zijn cursor")
class Edge(Generic[Item]):
    """One item of a page with its cursor; null where the page makes no cursor per item."""

    node: Item
    cursor: str | None


@strawberry.type(description="Een pagina; verder bladeren met `after: pageInfo.endCursor`")
class Connection(Generic[Item]):
    """A page of items."""

    nodes: list[Item]
    edges: list[Edge[Item]]
    page_info: PageInfo


class _Edge:
    __slots__ = ("_cursor_of", "node")

    def __init__(self, node: Any, cursor_of: Callable[[Any], str | None]) -> None:
        self.node, self._cursor_of = node, cursor_of

    @property
    def cursor(self) -> str | None:
        return self._cursor_of(self.node)


class _Connection:
    """Reads like a `Connection`; nothing is made before it is asked for."""

    def __init__(self, page: Page[Any], cursor_of: Callable[[Any], str] | None) -> None:
        self._page, self._cursor_of = page, cursor_of
        self.nodes = page.items if isinstance(page.items, list) else list(page.items)

    @cached_property
    def edges(self) -> list[_Edge]:
        return [_Edge(node, self._cursor_of or self._last_only) for node in self.nodes]

    @cached_property
    def page_info(self) -> PageInfo:
        last = self._page.next
        if last is None and self.nodes and self._cursor_of:
            last = self._cursor_of(self.nodes[-1])
        return PageInfo(has_next_page=self._page.next is not None, end_cursor=last)

    def _last_only(self, node: Any) -> str | None:
        return self._page.next if node is self.nodes[-1] else None


def connection(page: Page[Any], cursor_of: Callable[[Any], str] | None = None) -> Connection[Any]:
    """A page as connection; `cursor_of` makes an item's own cursor when `edges { cursor }` is asked for.

    Without it only the last edge has one, the page's `next`. The items stay the domain's own objects.
    """
    return cast("Connection[Any]", _Connection(page, cursor_of))
