"""In which order a work list of contracts comes, and where its page begins."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.store import SORTS, SortedPage, SortedSlice
from shared.errors import FieldError, Text
from shared.kit.context import Context
from shared.kit.pages import Page, seal, unseal
from shared.kit.problems import RequestInvalid

_NAMES = "|".join(SORTS)
SORT = f"^-?({_NAMES})(,-?({_NAMES})){{0,2}}$"
_KINDS: dict[str, Any] = dict.fromkeys(("start_date", "end_date", "evaluation_date"), date | None)
_UNKNOWN = Text(
    "Noem hooguit drie velden, met - aflopend: {names}.",
    "Name at most three fields, with - descending: {names}.",
)


def order_of(sort: str) -> tuple[tuple[str, bool], ...]:
    """The columns of an order with whether they descend, the id last: `-endDate,number` → end_date down, number, id.

    Raises RequestInvalid for a field that is not there.
    """
    if re.fullmatch(SORT, sort) is None:
        fault = FieldError("sort", "string.pattern", _UNKNOWN, "query")
        raise RequestInvalid(errors=(fault,), names=", ".join(SORTS))
    told: dict[str, bool] = {}
    for one in sort.split(","):
        told.setdefault(SORTS[one.removeprefix("-")], one.startswith("-"))
        if "id" in told:
            break
    return (*told.items(),) if "id" in told else (*told.items(), ("id", False))


def sorted_page(ctx: Context, limit: int, cursor: str | None, sort: str) -> SortedPage:
    """A page of so many in an order, from a cursor on.

    Raises RequestInvalid, and CursorInvalid for a cursor of another order or another client.
    """
    order = order_of(sort)
    if cursor is None:
        return SortedPage(limit, order)
    kinds = [UUID if name == "id" else _KINDS.get(name, str) for name, _ in order]
    return SortedPage(limit, order, tuple(unseal(ctx.service.secret, cursor, ctx.actor.client_id, *kinds)))


def in_order(ctx: Context, found: SortedSlice) -> Page[Contract]:
    """A page in its order, its cursor signed for the client."""
    last = found.last
    sealed = seal(ctx.service.secret, *last, client=ctx.actor.client_id) if last is not None else None
    return Page(found.items, sealed)
