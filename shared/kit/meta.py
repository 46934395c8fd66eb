"""What every service tells of itself: version, health, problem types, the OpenAPI documents and their pages."""

import inspect
import time
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.responses import Response

from shared.errors import Problem, Text
from shared.kit.call import Call
from shared.kit.explorer import graphql_page, reference_page
from shared.kit.failures import problem_answer
from shared.kit.graphql.limits import Limits
from shared.kit.graphql.published import protections
from shared.kit.openapi import as_3_0, document
from shared.kit.problems import RouteNotFound, problem_body, problem_type, status_of
from shared.kit.routing import JSON, Router

HTML = "text/html"
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
READY_SECONDS = 1.0
Made = TypeVar("Made")
router = Router(tags=["service"])
graphql_router = Router(tags=["service"])


class Answered(BaseModel):
    """Fields in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Version(Answered):
    """Welke dienst en versie antwoordt (version)."""

    name: str = Field(description="De dienst (service).", examples=["settlement"])
    version: str = Field(description="De volledige versie (semver).", examples=["0.1.0"])
    environment: str = Field(description="De omgeving (environment).", examples=["production"])


class Health(Answered):
    """Hoe het met de dienst gaat (health)."""

    status: str = Field(description="up: de dienst werkt.", examples=["up"])
    checks: dict[str, Any] = Field(description="Per afhankelijkheid (dependency) de toestand.")


class BothLanguages(Answered):
    """Eén tekst in twee talen."""

    nl: str = Field(description="Nederlands.")
    en: str = Field(description="Engels (English).")


class ProblemType(Answered):
    """Een soort probleem (problem type): wat het is, welke regel erachter zit en wat het verhelpt."""

    type: str = Field(description="Het adres van deze bladzijde.")
    code: str = Field(description="Vaste code (stable code).", examples=["request-invalid"])
    status: int = Field(description="De HTTP-status.", examples=[400])
    rule: str | None = Field(description="De regel of standaard erachter (rule).")
    title: BothLanguages = Field(description="Wat er is.")
    detail: BothLanguages = Field(description="Wat er in een geval gezegd wordt; {namen} worden ingevuld.")
    mend: BothLanguages = Field(description="Wat het verhelpt (mend).")
    example: dict[str, Any] = Field(description="Een voorbeeld (example) van het antwoord.")


class ProblemTypes(Answered):
    """Alle soorten problemen die deze dienst kent."""

    items: list[ProblemType] = Field(description="De soorten, op code.")


class GraphqlProtection(Answered):
    """Eén bescherming van de GraphQL-ingang (protection)."""

    number: int = Field(description="Het nummer in de lijst van Developer Overheid.", examples=[1])
    name: BothLanguages = Field(description="Wat het is (name).")
    description: BothLanguages = Field(description="Hoe het hier geregeld is (description).")
    values: dict[str, Any] = Field(description="De waarden die hier gelden (values).")


class GraphqlProtections(Answered):
    """De acht beschermingen van de GraphQL-ingang."""

    items: list[GraphqlProtection] = Field(description="De beschermingen, op nummer.")


class NotReady(Problem):
    """A dependency is down, so the service cannot do its work."""

    code = "not-ready"
    status = 503
    title = Text("De dienst is niet gereed", "The service is not ready")
    detail = Text("Niet beschikbaar: {down}.", "Unavailable: {down}.")
    mend = Text("Probeer het over enkele seconden opnieuw.", "Try again in a few seconds.")


def known_problems(app: Any) -> dict[str, type[Problem]]:
    """The problems of a service by code: those its routes declare, and the ones that all services share."""
    declared = {problem for endpoint in app.state.surface.endpoints for problem in endpoint.problems}
    shared = {one for one in Problem.registry.values() if one.__module__.startswith("shared.")}
    return {one.code: one for one in sorted(declared | shared, key=lambda one: one.code)}


def describe(problem: type[Problem], base: str) -> dict[str, Any]:
    """The page of a problem type in both languages."""
    status, example = status_of(problem), Problem.__new__(problem)
    Problem.__init__(example)
    page = {
        "type": problem_type(base, problem.code),
        "code": problem.code,
        "status": status,
        "rule": problem.rule,
    }
    for part in ("title", "detail", "mend"):
        text: Text = getattr(problem, part)
        page[part] = {"nl": text.nl, "en": text.en}
    page["example"] = problem_body(
        example, "en", status, "/v1/example", "4bf92f3577b34da6a3ce929d0e0e4736", base
    )
    return page


def _json(value: Any, **headers: str) -> Response:
    return Response(msgspec.json.encode(value), headers=headers, media_type=JSON)


def once(app: Any, name: str, make: Callable[[], Made]) -> Made:
    """What an open page is made of, made at its first request: none of it changes while the service runs."""
    pages: dict[str, Any] | None = getattr(app.state, "made", None)
    if pages is None:
        pages = app.state.made = {}
    if name not in pages:
        pages[name] = make()
    found: Made = pages[name]
    return found


@router.get("/version", scope=None, answer=Version, summary="De versie van de dienst (version)")
async def get_version(request: Request) -> Response:
    """Name, version and environment."""
    service = request.app.state.surface.service
    shown = {"name": service.name, "version": service.version, "environment": service.settings.environment}
    return _json(shown)


@router.get("/health/live", scope=None, answer=Health, summary="Leeft het proces? (liveness)")
async def get_liveness(request: Request) -> Response:
    """Up as long as the process answers; asks nothing of others."""
    return _json({"status": "up", "checks": {}})


@router.get(
    "/health/ready",
    scope=None,
    answer=Health,
    problems=[NotReady],
    summary="Kan de dienst werken? (readiness)",
)
async def get_readiness(request: Request) -> Response:
    """Each dependency with its state, asked once a second at most; 503 when one is down."""
    checks = await _checks(request.app)
    down = [name for name, one in checks.items() if one.get("status") == "down"]
    if down:
        call: Call = request.scope["call"]
        return problem_answer(call, NotReady(down=down), checks=checks)
    return _json({"status": "up", "checks": checks})


async def _checks(app: Any) -> dict[str, Any]:
    known: tuple[float, dict[str, Any]] | None = getattr(app.state, "readiness", None)
    if known is not None and time.monotonic() - known[0] < READY_SECONDS:
        return known[1]
    found = app.state.surface.service.health()
    checks: dict[str, Any] = await found if inspect.isawaitable(found) else found
    app.state.readiness = (time.monotonic(), checks)
    return checks


@router.get("/problem-types", scope=None, answer=ProblemTypes, summary="De soorten problemen (problem types)")
async def list_problem_types(request: Request) -> Response:
    """Every problem that this service can answer with."""
    return Response(_described(request.app)[""], media_type=JSON)


@router.get(
    "/problem-types/{code}",
    scope=None,
    answer=ProblemType,
    problems=[RouteNotFound],
    summary="Eén soort probleem (problem type)",
)
async def get_problem_type(request: Request, code: str) -> Response:
    """What the `type` of a problem points at."""
    page = _described(request.app).get(code)
    if page is None:
        raise RouteNotFound()
    return Response(page, media_type=JSON)


def _described(app: Any) -> dict[str, bytes]:
    """The page of every problem type by its code, and of all of them under the empty one."""

    def make() -> dict[str, bytes]:
        base = app.state.surface.service.settings.base_url
        found = {code: describe(one, base) for code, one in known_problems(app).items()}
        pages = {code: msgspec.json.encode(one) for code, one in found.items()}
        return pages | {"": msgspec.json.encode({"items": list(found.values())})}

    return once(app, "problem-types", make)


def documents(app: Any) -> dict[str, Any]:
    """The OpenAPI document (3.1), its 3.0.3 rendering as bytes, made once."""

    def make() -> dict[str, Any]:
        newest = document(app.state.surface)
        return {
            "document": newest,
            "3.1": msgspec.json.encode(newest),
            "3.0": msgspec.json.encode(as_3_0(newest)),
        }

    return once(app, "documents", make)


@router.get("/openapi.json", scope=None, hidden=True, summary="OpenAPI 3.1")
async def get_openapi(request: Request) -> Response:
    """The OpenAPI document, open to everyone."""
    return Response(documents(request.app)["3.1"], headers=OPEN_TO_ALL, media_type=JSON)


@router.get("/openapi-3.0.json", scope=None, hidden=True, summary="OpenAPI 3.0.3")
async def get_openapi_older(request: Request) -> Response:
    """The same document in OpenAPI 3.0.3."""
    return Response(documents(request.app)["3.0"], headers=OPEN_TO_ALL, media_type=JSON)


@router.get("/docs", scope=None, hidden=True, media=(HTML,), summary="Reference")
async def get_reference(request: Request) -> Response:
    """The reference of the REST API, to read and to try; needs no other address."""
    app = request.app
    text, policy = once(app, "docs", lambda: reference_page(documents(app)["document"]))
    return Response(text, headers={"Content-Security-Policy": policy}, media_type=HTML)


@graphql_router.get(
    "/graphql/limits",
    scope=None,
    answer=GraphqlProtections,
    summary="Hoe de GraphQL-ingang beschermd is (limits)",
    description="De acht punten die een aanbieder van GraphQL regelt en publiceert, met de waarden die hier gelden.",
)
async def get_graphql_limits(request: Request) -> Response:
    """The eight protections of the graph."""
    state = request.app.state
    limits = getattr(state.graphql_schema, "limits", None) or Limits()
    return _json({"items": protections(limits, state.surface.service.settings)})


@graphql_router.get("/graphql/explorer", scope=None, hidden=True, media=(HTML,), summary="GraphQL explorer")
async def get_graphql_explorer(request: Request) -> Response:
    """A page to write and run GraphQL queries; needs no other address."""
    state = request.app.state
    schema = state.graphql_schema

    def make() -> tuple[str, str]:
        return graphql_page(state.surface.info.title, schema if isinstance(schema, str) else schema.as_str())

    text, policy = once(request.app, "explorer", make)
    return Response(text, headers={"Content-Security-Policy": policy}, media_type=HTML)
