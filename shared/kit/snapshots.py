"""Snapshots: all of a collection that somebody may see, as lines, as of a position in the feed (architecture § 3).

A row is read as its GET shows it and told as a fact tells it, so a mirror is the snapshot plus the facts after its position.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from pydantic import BaseModel
from starlette.responses import Response

from shared.kit.auth import TokenInvalid
from shared.kit.authorising import NotAuthorised, act_for
from shared.kit.clock import machine_time
from shared.kit.feed import read_epoch
from shared.kit.feed_rest import cursor_of
from shared.kit.http import context_of
from shared.kit.pages import unseal
from shared.kit.problems import status_of
from shared.kit.rest import page_request
from shared.kit.routing import Endpoint
from shared.kit.rows import PageRequest
from shared.kit.wire import ENCODER, encode, wire
from shared.schemas.events import SnapshotEnd, SnapshotStart
from shared.schemas.facts import told
from shared.values.terms import ProcessingEvent

if TYPE_CHECKING:
    from shared.kit.context import Context

PAGE = 500
_NAME = re.compile(r"/[a-z-]+")
Read = Callable[["Context", PageRequest], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Collection:
    """What a snapshot can be made of: its name, the schema of a line, and the reading of a page as its GET does it."""

    name: str
    model: type[BaseModel]
    read: Read


def collections_of(endpoints: Iterable[Endpoint]) -> Mapping[str, Collection]:
    """Every collection that is listed page by page without a parameter that must be given: by its name in the path."""
    found = {}
    for one in endpoints:
        names = {each.call: each.name for each in one.route.dependant.dependencies}
        needs = [each for each in one.route.dependant.query_params if each.field_info.is_required()]
        if (
            one.page
            and one.answer is not None
            # What is reckoned anew at each question (a report, gaps) has no id and no versions: there is nothing to mirror.
            and "id" in one.answer.model_fields
            and not getattr(one.answer, "fleeting", False)
            and "{" not in one.path
            and _page_in(names) is not None
            and not needs
        ):
            name = one.path.lstrip("/")
            found[name] = Collection(name, one.answer, _reading(one, names))
    return found


def _page_in(names: Mapping[Any, str | None]) -> Any:
    """The dependency that says which page is asked: the kit's own, or one that makes its request of a plain page (`of_page`)."""
    return next((call for call in names if call is page_request or hasattr(call, "of_page")), None)


def _reading(endpoint: Endpoint, names: Mapping[Any, str | None]) -> Read:
    asking = _page_in(names)
    handler, given, asked = endpoint.route.endpoint, names[context_of], names[asking]
    made = getattr(asking, "of_page", None)
    assert given is not None and asked is not None

    async def read(ctx: Context, request: PageRequest) -> Response:
        response: Response = await handler(**{given: ctx, asked: made(request) if made else request})
        return response

    return read


@cache
def _decoder(model: type[BaseModel]) -> Any:
    """Reads a page of the collection: its items as they are, or without what a fact leaves out."""
    line: Any = msgspec.Raw if told(model) is model else wire(told(model))
    page = msgspec.defstruct("Page", [("items", list[line]), ("next", str | None)])
    return msgspec.json.Decoder(page)


async def begin(ctx: Context, collection: Collection) -> AsyncIterator[bytes]:
    """The lines of a snapshot; what refuses the reader is raised here, before the first of them.

    The position is taken before the first page, so whatever a page may miss comes as a fact after it. Each page is a short
    transaction of its own: no reader holds one open, however slowly it reads. Persons are noted as exported, page by page.
    Before each page the reader is judged anew; who may no longer read, or takes too long, gets no more, and no last line.
    """
    ctx.admit("snapshots")
    service = ctx.service
    position = await service.mark.settle(service.database, patience=0.5)
    seen = service.catalogue.readable(ctx.actor)
    kinds = [kind for kind in service.catalogue.kinds.values() if kind.what in seen]
    start = SnapshotStart(
        collection=collection.name,
        position=position,
        next=cursor_of(ctx, position),
        epoch=await read_epoch(service.database),
        types=[kind.type for kind in kinds if kind.event.model is collection.model],
        reread_on=[kind.type for kind in kinds if collection.name in kind.also],
    )
    return _lines(ctx, collection, encode(SnapshotStart, start) + b"\n", await _page(ctx, collection, None))


async def _lines(ctx: Context, collection: Collection, start: bytes, page: Any) -> AsyncIterator[bytes]:
    count, ends_at = len(page.items), machine_time() + ctx.service.settings.stream_seconds
    yield start + ENCODER.encode_lines(page.items)
    while page.next is not None:
        if machine_time() >= ends_at or not await _may_still(ctx):
            return
        after = unseal(ctx.service.secret, page.next, ctx.actor.client_id, UUID)[0]
        page = await _page(ctx, collection, after)
        count += len(page.items)
        yield ENCODER.encode_lines(page.items)
    yield encode(SnapshotEnd, SnapshotEnd(end=True, lines=count)) + b"\n"


async def _may_still(ctx: Context) -> bool:
    """Whether the reader is today who it was at the first line; a denial is noted."""
    actor, service = ctx.actor, ctx.service
    try:
        if machine_time() >= actor.until:
            raise TokenInvalid(reason="expired")
        if actor.bearer is not None:
            # With another role, reach or scopes the rest would be another collection.
            return await act_for(service, actor.bearer, actor.organisation) == actor
    except (TokenInvalid, NotAuthorised) as problem:
        await service.security_log(ctx, "POST /snapshots", problem, status_of(problem), ctx.trace_id)
        return False
    return True


async def _page(ctx: Context, collection: Collection, after: UUID | None) -> Any:
    response = await collection.read(ctx, PageRequest(PAGE, after))
    ctx.seen.pending = [
        touch._replace(right=replace(touch.right, event=ProcessingEvent.EXPORT)) for touch in ctx.seen.pending
    ]
    return _decoder(collection.model).decode(response.body)
