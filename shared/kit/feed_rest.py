"""The feed over HTTP: facts as CloudEvents, and the kinds of facts with their schemas (architecture § 3)."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from shared.kit import event_types, feed
from shared.kit.context import Context
from shared.kit.event_types import Catalogue, Kind
from shared.kit.http import Ctx, Router
from shared.kit.meta import OPEN_TO_ALL
from shared.kit.pages import seal, unseal
from shared.kit.problems import CursorInvalid, RouteNotFound
from shared.kit.routing import JSON
from shared.schemas.common import EventPage
from shared.schemas.events import EventType, EventTypes
from shared.values.terms import Scope

SCHEMA = "application/schema+json"
_FEED = (
    "De feed in CloudEvents-vorm (NL GOV), in vaste volgorde: de eigen feiten, en voor een softwareleverancier ook die van wie"
    " hem vandaag heeft gemachtigd. `next` is de volgende positie (after). Aan `previous` is te zien of er een feit ontbreekt,"
    " aan `subjectversion` of er een versie ontbreekt. Een feit van 64 KB of meer heeft geen data maar een dataref. Wie"
    " voor het eerst leest, begint met een snapshot (POST /v1/snapshots)."
)
After = Annotated[str | None, Query(max_length=400, description="De positie uit `next`.")]
Limit = Annotated[int, Query(ge=1, le=500, description="Ten hoogste zoveel feiten.")]
Types = Annotated[
    str | None,
    Query(
        max_length=2000, description="Alleen deze soorten feiten: type of korte naam, met komma's ertussen."
    ),
]
Subject = Annotated[UUID | None, Query(description="Alleen feiten over dit onderwerp (id).")]


def feed_router() -> Router:
    """`GET /v1/events`: the logbook as a feed of CloudEvents (architecture § 3)."""
    router = Router(tags=["events"])

    @router.get(
        "/events",
        scope=Scope.EVENTS_READ,
        summary="Lees de feiten na een positie (events)",
        description=_FEED,
        answer=EventPage,
        problems=[CursorInvalid, feed.PositionUnknown, feed.PositionGone, event_types.EventTypeUnknown],
    )
    async def read_events(
        ctx: Ctx, after: After = None, limit: Limit = 100, types: Types = None, subject: Subject = None
    ) -> Response:
        position, last = position_of(ctx, after)
        found = await feed.read_events(ctx, position, limit, types=types, subject=subject)
        events = []
        for row in found.rows:
            events.append(ctx.service.catalogue.cloud_event(row, previous=last))
            last = row["id"]
        body = {
            "events": events,
            "next": cursor_of(ctx, found.position, last),
            "position": found.position,
            "epoch": found.epoch,
        }
        return Response(msgspec.json.encode(body), media_type=JSON)

    return router


def cursor_of(ctx: Context, position: int, last: int = 0) -> str:
    """Where this client goes on: after a position, having read the fact `last` before it."""
    return seal(ctx.service.secret, position, last, client=ctx.actor.client_id)


def position_of(ctx: Context, cursor: str | None) -> tuple[int, int]:
    """The position of a cursor, and the last fact that was read before it (0: none). Raises CursorInvalid."""
    if cursor is None:
        return 0, 0
    values = unseal(ctx.service.secret, cursor, ctx.actor.client_id)
    if not 1 <= len(values) <= 2 or not all(type(value) is int for value in values):
        raise CursorInvalid()
    return values[0], values[1] if len(values) == 2 else 0


def event_types_router() -> Router:
    """`/v1/event-types`: what every kind of fact says and holds, open to everyone (CloudEvents NL GOV)."""
    router = Router(prefix="/event-types", tags=["events"])
    named = Annotated[str, Path(description="Het type uit de CloudEvent (type).")]

    @router.get(
        "", scope=None, summary="De soorten feiten die deze dienst vertelt (event types)", answer=EventTypes
    )
    async def list_event_types(request: Request) -> Response:
        def make(catalogue: Catalogue) -> Any:
            items = [event_types.described(catalogue, kind) for kind in catalogue.kinds.values()]
            return EventTypes(items=items).model_dump(mode="json", by_alias=True)

        return _open_json(_catalogue(request), "types", make)

    @router.get(
        "/envelope",
        scope=None,
        summary="Het JSON Schema van de CloudEvent om de data heen (envelope)",
        answer=None,
        media=(SCHEMA,),
    )
    async def get_event_envelope(request: Request) -> Response:
        return _open_json(_catalogue(request), "envelope", event_types.envelope_schema, SCHEMA)

    @router.get(
        "/{event_type}",
        scope=None,
        summary="Eén soort feit, met schema en voorbeeld (event type)",
        answer=EventType,
        problems=[RouteNotFound],
    )
    async def get_event_type(request: Request, event_type: named) -> Response:
        catalogue, kind = _found(request, event_type)

        def make(_: Catalogue) -> Any:
            return event_types.described(catalogue, kind).model_dump(mode="json", by_alias=True)

        return _open_json(catalogue, f"type {kind.type}", make)

    @router.get(
        "/{event_type}/schema",
        scope=None,
        summary="Het JSON Schema van de data van een soort feit (dataschema)",
        answer=None,
        media=(SCHEMA,),
        problems=[RouteNotFound],
    )
    async def get_event_schema(request: Request, event_type: named) -> Response:
        catalogue, kind = _found(request, event_type)
        return _open_json(
            catalogue, f"schema {kind.type}", lambda _: event_types.data_schema(catalogue, kind), SCHEMA
        )

    return router


def _catalogue(request: Request) -> Catalogue:
    found: Catalogue = request.app.state.surface.service.catalogue
    return found


def _found(request: Request, name: str) -> tuple[Catalogue, Kind]:
    catalogue = _catalogue(request)
    kind = catalogue.find(name)
    if kind is None:
        raise RouteNotFound()
    return catalogue, kind


def _open_json(
    catalogue: Catalogue, name: str, make: Callable[[Catalogue], Any], media: str = JSON
) -> Response:
    """What is the same for everyone, written once: these addresses ask no token, so they may cost nothing."""
    body = catalogue.written.get(name)
    if body is None:
        body = catalogue.written[name] = msgspec.json.encode(make(catalogue))
    return Response(body, headers=OPEN_TO_ALL, media_type=media)


__all__ = ["cursor_of", "event_types_router", "feed_router", "position_of"]
