"""Reviews as rows: one by one, by page, by request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.decisions.store import lock_decision
from services.access.requests.store import lock_request
from services.access.reviews.rules import Asked, Review, ReviewNotFound
from services.access.tables import reviews
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, add_rows, list_rows_by, read_all, visible
from shared.schemas import access as schemas
from shared.values.deciding import DecisionState

REGISTER = Register(reviews, Review, schemas.Review, ReviewNotFound)


async def add_review(connection: Connection, review: Review, client_id: str) -> None:
    """A new review, inside the transaction of what opens it, which tells it."""
    await REGISTER.add(connection, review, client_id)


async def add_reviews(connection: Connection, made: Sequence[Review], client_id: str) -> int:
    """Any number of new reviews in one statement; returns how many."""
    return await add_rows(
        connection, reviews, [{**REGISTER.values(one), "client_id": client_id} for one in made]
    )


async def list_reviews_of(connection: Connection, owner: str, request_id: UUID) -> list[Review]:
    """All reviews of a request, oldest first, closed ones among them; one statement."""
    rows = await list_rows_by(connection, reviews, "request_id", [request_id])
    return [one for one in read_all(rows, Review) if one.owner == owner]


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    columns = reviews.c
    query = select(reviews).where(visible(reviews, purchaser=reach))
    for name in filters:
        column, _, side = name.partition(":")
        asked = bindparam(name.replace(":", "_"), type_=columns[column].type)
        query = query.where(
            columns[column] >= asked
            if side == "from"
            else columns[column] <= asked
            if side == "to"
            else columns[column] == asked
        )
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(columns.id < last if descending else columns.id > last)
    order = columns.id.desc() if descending else columns.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_reviews(
    connection: Connection, page: PageRequest, due_from: date | None, due_to: date | None, **equal: Any
) -> Slice[Review]:
    """A page in order of creation, due in some days when asked; filters that are None are left out."""
    asked = {**equal, "due_on:from": due_from, "due_on:to": due_to}
    given = {name: value for name, value in asked.items() if value is not None}
    values = {name.replace(":", "_"): value for name, value in given.items()}
    if page.after is not None:
        values["after"] = page.after
    rows = await connection.fetch(
        _page(connection.reach, page.after is not None, page.descending, *given),
        limit=page.limit + 1, organisations=connection.organisations, **values,
    )  # fmt: skip
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], Review), rows[page.limit - 1]["id"] if more else None)


async def lock_subject(connection: Connection, request_id: UUID | None, decision_id: UUID | None) -> Asked:
    """What a review is asked for, locked, so that two never open the same. Raises RequestNotFound, DecisionNotFound.

    `extensions` counts those before the one that is asked; a draft that extends names what it extends.
    """
    if decision_id is None:
        assert request_id is not None, "one of the two is given"
        request = await lock_request(connection, request_id)
        return Asked(
            request.owner,
            request.id,
            request.citizen_id,
            request.law,
            None,
            None,
            None,
            None,
            None,
            0,
            None,
            True,
        )
    found = await lock_decision(connection, decision_id)
    draft = found.extension_of is not None and not found.taken
    return Asked(
        found.owner, found.request_id, found.citizen_id, found.law, found.id,
        found.extension_of if draft else found.allocation_number,
        found.product_category, found.product_code, found.value_cents,
        found.extensions - 1 if draft else found.extensions,
        found.decided_by or found.drafted_by, found.state is not DecisionState.WITHDRAWN,
    )  # fmt: skip


__all__ = [
    "REGISTER",
    "add_review",
    "add_reviews",
    "list_reviews",
    "list_reviews_of",
    "lock_subject",
]
