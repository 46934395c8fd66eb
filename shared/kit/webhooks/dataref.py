"""What a message refers to: one fact of the feed, by its sequence, for whoever sees it in the feed."""

import re
from dataclasses import replace
from typing import Annotated, Any

import msgspec
from fastapi import Path
from sqlalchemy import BigInteger, bindparam, or_, select
from sqlalchemy.sql.base import Executable
from starlette.responses import Response

from shared.errors import NotFound, Text
from shared.kit.clock import machine_now
from shared.kit.context import Context
from shared.kit.database import Row, among, statement
from shared.kit.disclosing import shown_facts
from shared.kit.event_types import LARGEST_DATA
from shared.kit.feed import PositionGone, is_sibling
from shared.kit.http import Ctx, Router
from shared.kit.logbook import LOGBOOK
from shared.kit.routing import JSON
from shared.kit.views import views_of
from shared.schemas.common import Event
from shared.values.terms import Scope

_SEQUENCE = re.compile("[1-9][0-9]{0,18}")


class FactNotFound(NotFound):
    """There is no such fact for this reader."""

    code = "event-not-found"
    title = Text("Feit niet gevonden", "Event not found")
    detail = Text("Feit {id} is er niet, of is niet van u.", "Event {id} is not there, or not yours.")
    mend = Text("Lees de feed: GET /v1/events.", "Read the feed: GET /v1/events.")


@statement
def _fact() -> Executable:
    seen = or_(
        among(LOGBOOK.c.owner, "organisations"),
        LOGBOOK.c.parties.overlap(bindparam("organisations", type_=LOGBOOK.c.parties.type)),
    )
    return select(LOGBOOK).where(LOGBOOK.c.id == bindparam("sequence", type_=BigInteger), seen)


@statement
def _any_fact() -> Executable:
    return select(LOGBOOK).where(LOGBOOK.c.id == bindparam("sequence", type_=BigInteger))


async def read_event(ctx: Context, sequence: int) -> Row:
    """One settled fact, as this reader sees it in the feed today; who it is about is noted for the processing log.

    Raises FactNotFound, PositionGone.
    """
    ctx.admit("events")
    service, began = ctx.service, machine_now()
    mark = await service.mark.settle(service.database, patience=0.5)
    row: Row | None = None
    if sequence <= mark and is_sibling(ctx):
        query = _any_fact()
        row = await service.database.worker.fetchrow(query.sql, *query.arguments({"sequence": sequence}))
    elif sequence <= mark:
        days = service.settings.feed_days
        if sequence <= await service.mark.horizon.find(service.database, days, mark):
            raise PositionGone(days=days)
        row = await _read_visible(ctx, sequence)
    if row is None:
        raise FactNotFound(id=sequence)
    if not is_sibling(ctx):
        _note_person(ctx, row, began)
    return row


async def _read_visible(ctx: Context, sequence: int) -> Row | None:
    """The fact, when it is in one of the views in which the reader sees the feed."""
    views = await views_of(ctx.service, ctx.actor)
    everyone = tuple(dict.fromkeys(one for view in views for one in view.organisations))
    if not everyone:
        return None
    async with replace(ctx, actor=replace(ctx.actor, organisations=everyone)).read() as connection:
        row = await connection.fetch_one(_fact(), sequence=sequence, organisations=everyone)
    if row is None or not any(view.shows(row) for view in views):
        return None
    return shown_facts(ctx.service.catalogue, views, [row])[0]


def _note_person(ctx: Context, row: Row, began: Any) -> None:
    right = ctx.service.catalogue.kinds[row["what"]].right
    citizen = ctx.service.catalogue.person(row)
    if citizen is not None and right is not None:
        ctx.seen.note(right, "read_event", {row["owner"]: [citizen]}, began)


def event_router() -> Router:
    """`GET /v1/events/{id}`: the fact behind a webhook."""
    router = Router(tags=["events"])

    @router.get(
        "/events/{event_id}",
        scope=Scope.EVENTS_READ,
        summary="Lees één feit (event)",
        description="Het feit waar een webhook over bericht (dataref), zoals het in de feed staat; onveranderlijk.",
        answer=Event,
        problems=[FactNotFound, PositionGone],
    )
    async def get_event(
        ctx: Ctx, event_id: Annotated[str, Path(max_length=40, description="Het volgnummer (sequence).")]
    ) -> Response:
        if _SEQUENCE.fullmatch(event_id) is None:
            raise FactNotFound(id=event_id)
        row = await read_event(ctx, int(event_id))
        thin = not is_sibling(ctx) and len(msgspec.json.encode(row["data"])) > LARGEST_DATA
        event = ctx.service.catalogue.cloud_event(row, thin=thin)
        return Response(msgspec.json.encode(event), media_type=JSON)

    return router
