"""The processing log over REST: its register (open), its lines, its seals, and the versions of the rights (open)."""

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from pydantic import AwareDatetime
from starlette.requests import Request
from starlette.responses import Response

from shared.errors import FieldError, NotFound, Text
from shared.kit.http import Ctx, Cursor, Limit, Router, answer, page_answer
from shared.kit.pages import DEFAULT_LIMIT, Page, seal, unseal
from shared.kit.problems import RequestInvalid
from shared.kit.processing_chain import Seal
from shared.kit.processing_policy import find_version, list_versions
from shared.kit.processing_reading import Asked, Place, line_of, list_lines
from shared.kit.processing_register import Activity, address, linked, reference_in
from shared.kit.processing_sealing import list_newest
from shared.kit.rest import Sort
from shared.kit.routing import JSON
from shared.kit.wire import encode
from shared.schemas.processing import (
    ProcessingActivities,
    ProcessingActivity,
    ProcessingLine,
    ProcessingSeal,
    ProcessingSeals,
    RightsVersion,
    RightsVersions,
)
from shared.values.terms import Scope

_ONE_OF = ("citizenId", "traceId", "activity")
_NEEDED = Text(
    "Geef ten minste een van citizenId, traceId en activity.",
    "Give at least one of citizenId, traceId and activity.",
)
_REFERENCE = re.compile(r"[a-z][a-z-]*(/versions/[0-9]{1,9})?")
_NO_ACTIVITY = Text(
    "Dit is geen activiteit uit /v1/processing-activities.",
    "This is no activity of /v1/processing-activities.",
)


class ActivityNotFound(NotFound):
    """The register has no such activity, or not in that version."""

    code = "processing-activity-not-found"
    title = Text("Verwerkingsactiviteit niet gevonden", "Processing activity not found")
    detail = Text("Er is geen activiteit {id} in die versie.", "There is no activity {id} in that version.")
    mend = Text(
        "Kies er een uit GET /v1/processing-activities.", "Choose one from GET /v1/processing-activities."
    )


class RightsVersionNotFound(NotFound):
    """This service never applied such a version of its rights."""

    code = "rights-version-not-found"
    title = Text("Versie van de rechten niet gevonden", "Version of the rights not found")
    detail = Text(
        "Deze dienst heeft versie {version} nooit toegepast.", "This service never applied version {version}."
    )
    mend = Text("Kies er een uit GET /v1/rights-versions.", "Choose one from GET /v1/rights-versions.")


def processing_router() -> Router:
    """The register of activities and the versions of the rights for everyone, the log and its seals for the purchaser."""
    router = Router(tags=["processing"])
    _add_register(router)
    _add_log(router)
    _add_versions(router)
    return router


def _service(request: Request) -> Any:
    return request.app.state.surface.service


def _shown(service: Any, one: Activity) -> ProcessingActivity:
    base = service.settings.base_url
    names = {name: getattr(one, name) for name in one.__slots__}
    lists = {name: list(value) for name, value in names.items() if isinstance(value, tuple)}
    uri = address(base, one.reference)
    return ProcessingActivity(**names | lists, uri=uri, linked=linked(base, one))


def _listed(service: Any, found: list[Activity]) -> Response:
    body = ProcessingActivities(items=[_shown(service, one) for one in found])
    return Response(encode(ProcessingActivities, body), media_type=JSON)


def _one(service: Any, id_: str, version: int | None) -> Response:
    found = service.activities.find(id_, version)
    if found is None:
        raise ActivityNotFound(id=id_)
    return Response(encode(ProcessingActivity, _shown(service, found)), media_type=JSON)


Id = Annotated[str, Path(max_length=100, description="De naam van de activiteit.")]


def _add_register(router: Router) -> None:
    @router.get(
        "/processing-activities",
        scope=None,
        summary="Het register van verwerkingsactiviteiten (processing activities)",
        description="Waarom, op welke grond en hoe lang deze dienst gegevens van personen verwerkt (AVG art. 30).",
        answer=ProcessingActivities,
    )
    async def list_processing_activities(request: Request) -> Response:
        service = _service(request)
        return _listed(service, list(service.activities.newest.values()))

    @router.get(
        "/processing-activities/{activity_id}",
        scope=None,
        summary="Eén verwerkingsactiviteit, in haar nieuwste versie (processing activity)",
        answer=ProcessingActivity,
        problems=[ActivityNotFound],
    )
    async def get_processing_activity(request: Request, activity_id: Id) -> Response:
        return _one(_service(request), activity_id, None)

    @router.get(
        "/processing-activities/{activity_id}/versions",
        scope=None,
        summary="Alle versies van een verwerkingsactiviteit (versions)",
        answer=ProcessingActivities,
        problems=[ActivityNotFound],
    )
    async def list_processing_activity_versions(request: Request, activity_id: Id) -> Response:
        service = _service(request)
        found = service.activities.versions(activity_id)
        if not found:
            raise ActivityNotFound(id=activity_id)
        return _listed(service, found)

    @router.get(
        "/processing-activities/{activity_id}/versions/{version}",
        scope=None,
        summary="Eén versie van een verwerkingsactiviteit (version)",
        description="Waar `dpl.core.processing_activity_id` in een logregel naar wijst; een versie verandert niet meer.",
        answer=ProcessingActivity,
        problems=[ActivityNotFound],
    )
    async def get_processing_activity_version(
        request: Request,
        activity_id: Id,
        version: Annotated[int, Path(ge=1, le=2**31 - 1, description="De versie.")],
    ) -> Response:
        return _one(_service(request), activity_id, version)


Instant = AwareDatetime | None
Citizen = Annotated[
    UUID | None, Query(alias="citizenId", description="Alleen over deze inwoner (surrogaat).")
]
Trace = Annotated[
    str | None,
    Query(alias="traceId", pattern="^[0-9a-f]{32}$", description="Alleen van dit verzoek (W3C trace id)."),
]
Named = Annotated[
    str | None,
    Query(
        max_length=300,
        description="Alleen onder deze activiteit: naam of adres van een versie.",
        openapi_examples={"own": {"summary": "Wie las dit logboek?", "value": "processing-log"}},
    ),
]
From = Annotated[Instant, Query(alias="from", description="Vastgelegd op of na dit moment (ISO 8601).")]
To = Annotated[Instant, Query(alias="to", description="Vastgelegd vóór dit moment (ISO 8601).")]


def _add_log(router: Router) -> None:
    @router.get(
        "/processing-log",
        scope=Scope.PROCESSING_READ,
        summary="Wie zag of wijzigde welke gegevens van een inwoner (processing log)",
        description=(
            "De regels van de eigen opdrachtgever in tijdsvolgorde: wie (organisatie, rol), welke gegevens, welke handeling,"
            " onder welke activiteit; elke regel volgt het Logboek Dataverwerkingen en NEN 7513. Vraag naar een inwoner, een"
            " verzoek of een activiteit, en desgewenst een periode. Ook dit lezen wordt vastgelegd."
        ),
        answer=ProcessingLine,
        page=True,
    )
    async def list_processing_log(
        ctx: Ctx,
        citizen_id: Citizen = None,
        trace_id: Trace = None,
        activity: Named = None,
        written_from: From = None,
        written_to: To = None,
        limit: Limit = DEFAULT_LIMIT,
        cursor: Cursor = None,
        sort: Sort = "created",
    ) -> Response:
        service = ctx.service
        if citizen_id is None and trace_id is None and activity is None:
            raise RequestInvalid(
                errors=tuple(FieldError(one, "missing", _NEEDED, "query") for one in _ONE_OF)
            )
        if activity is not None:
            activity = reference_in(service.settings.base_url, activity)
            if not _REFERENCE.fullmatch(activity):
                raise RequestInvalid(errors=(FieldError("activity", "format", _NO_ACTIVITY, "query"),))
        asked = Asked(citizen_id, trace_id, activity, written_from, written_to)
        after = Place(*unseal(service.secret, cursor, ctx.actor.client_id, datetime, int)) if cursor else None
        rows, last = await list_lines(ctx, asked, limit=limit, after=after, descending=sort.startswith("-"))
        following = (
            seal(service.secret, last.written, last.number, client=ctx.actor.client_id) if last else None
        )
        return page_answer(ctx, ProcessingLine, Page([line_of(service, row) for row in rows], following))

    @router.get(
        "/processing-seals",
        scope=Scope.PROCESSING_READ,
        summary="De nieuwste zegels op het verwerkingenlogboek (seals)",
        description="Per maand het nieuwste zegel: bewaar het elders, dan is later te zien of er iets is weggehaald.",
        answer=ProcessingSeals,
    )
    async def list_processing_seals(ctx: Ctx) -> Response:
        ctx.admit("processing_log", "list_seals")
        items = [_seal(*found) for found in await list_newest(ctx.service)]
        return answer(ctx, ProcessingSeals, ProcessingSeals(items=items))


def _seal(found: Seal, sealed_at: datetime) -> ProcessingSeal:
    return ProcessingSeal(
        month=f"{found.month:%Y-%m}",
        number=found.number,
        lines=found.lines,
        last_line=found.last_id,
        hash=found.hash.hex(),
        sealed_at=sealed_at,
        declared_by=found.declared_by,
    )


def _add_versions(router: Router) -> None:
    @router.get(
        "/rights-versions",
        scope=None,
        summary="De versies van de rechtenmatrix (rights versions)",
        description="Elke versie die deze dienst heeft toegepast; een regel in een logboek noemt de zijne.",
        answer=RightsVersions,
    )
    async def list_rights_versions(request: Request) -> Response:
        found = [dict(row) for row in await list_versions(_service(request))]
        body = RightsVersions(items=[RightsVersion(**row) for row in found])
        return Response(encode(RightsVersions, body), media_type=JSON)

    @router.get(
        "/rights-versions/{version}",
        scope=None,
        summary="Eén versie van de rechtenmatrix (rights version)",
        answer=RightsVersion,
        problems=[RightsVersionNotFound],
    )
    async def get_rights_version(
        request: Request,
        version: Annotated[str, Path(max_length=64, description="Het kenmerk van de versie.")],
    ) -> Response:
        row = await find_version(_service(request), version)
        if row is None:
            raise RightsVersionNotFound(version=version)
        return Response(encode(RightsVersion, RightsVersion(**dict(row))), media_type=JSON)
