"""Snapshots over HTTP: one POST that changes nothing and streams a collection as NDJSON."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field, create_model
from starlette.responses import Response, StreamingResponse

from shared.errors import PurchaserOnly
from shared.kit import snapshots
from shared.kit.context import EndUserMissing
from shared.kit.http import Ctx, Router
from shared.kit.rights import RoleNotAllowed
from shared.schemas.events import NewSnapshot
from shared.values.terms import Scope

NDJSON = "application/x-ndjson"
_ABOUT = (
    "Alle regels van een verzameling die u mag zien, als NDJSON: voor een eerste lading, een kopie of het afscheid van een"
    " leverancier. De eerste regel zegt bij welke plaats in de feed dit hoort (`next`: lees daarvandaan verder) en welke feiten"
    ' er nieuwe versies van dragen; de laatste is `{"end":true,"lines":n}`: ontbreekt die, dan is de stroom afgebroken,'
    " ook omdat onderweg de machtiging of het token eindigde of het te lang duurde. Een regel heeft dezelfde vorm als de data van een feit, dus zonder"
    " persoonsgegevens en vrije tekst. Een softwareleverancier vraagt namens wie hem machtigde (Bedoeling-On-Behalf-Of). Niets wordt gewijzigd; een Idempotency-Key is niet nodig."
)


def snapshots_router(routers: Sequence[Router]) -> Router:
    """`POST /v1/snapshots` over every collection that the routers list page by page."""
    router = Router(prefix="/snapshots", tags=["events"])
    known = snapshots.collections_of(one for each in routers for one in each.endpoints)
    if not known:
        return router
    names = tuple(sorted(known))
    described = Field(description="De verzameling (collection), als in het adres van haar GET.")
    fields: dict[str, Any] = {"collection": (Literal[names], described)}
    body_model: Any = create_model("NewSnapshot", __base__=NewSnapshot, __doc__=NewSnapshot.__doc__, **fields)

    @router.post(
        "",
        scope=Scope.EVENTS_READ,
        summary="Maak een momentopname van een verzameling (snapshot)",
        description=_ABOUT,
        answer=None,
        safe=True,
        media=(NDJSON,),
        problems=[PurchaserOnly, RoleNotAllowed, EndUserMissing],
        example={"collection": names[0]},
    )
    async def make_snapshot(ctx: Ctx, body: body_model) -> Response:
        lines = await snapshots.begin(ctx, known[body.collection])
        return StreamingResponse(lines, media_type=NDJSON)

    return router
