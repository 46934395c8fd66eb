"""The OpenAPI document of a service, as the NL API Design Rules 2.2 ask it (standards/nl-api.md § 1.2)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi
from pydantic.alias_generators import to_camel

from shared.errors import BsnRefused, Problem, PurchaserOnly
from shared.kit.authorising import NotAuthorised
from shared.kit.context import EndUserMissing
from shared.kit.fsc import FscPeerUnknown, FscRefused
from shared.kit.openapi_parts import (
    HEADERS,
    PARAMETERS,
    PATH_PARAMETER,
    PHRASES,
    PROBLEM_SCHEMAS,
    SCOPES,
)
from shared.kit.openapi_versions import as_3_0, tidy
from shared.kit.openapi_words import put_into_words
from shared.kit.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    CursorInvalid,
    InProgress,
    InternalError,
    KeyExpired,
    KeyMissing,
    KeyReused,
    NotAcceptable,
    PreconditionFailed,
    PreconditionRequired,
    RequestInvalid,
    RouteNotFound,
    UnsupportedMediaType,
    status_of,
)
from shared.kit.rates import TooManyRequests
from shared.kit.receiving import AddressTooLong, BodyTooSlow, HeadersTooLarge
from shared.kit.rights import NO_RIGHTS, PURCHASERS, Right, RoleNotAllowed
from shared.kit.routing import Endpoint
from shared.kit.token_problems import (
    IssuerUnreachable,
    ScopeMissing,
    TokenInQuery,
    TokenInvalid,
    TokenMissing,
    TokenTwice,
)
from shared.kit.uses import rights_of

if TYPE_CHECKING:
    from shared.kit.surface import Surface

__all__ = ["Info", "as_3_0", "document", "problems_of"]

RATE_HEADERS = ("RateLimit", "RateLimit-Policy")
_MORE_HEADERS = {429: ("Retry-After", *RATE_HEADERS)}
_ANYWHERE = [InternalError.code, AddressTooLong.code, HeadersTooLarge.code]


@dataclass(frozen=True, slots=True)
class Info:
    """What the document says of the service and of the team behind it."""

    title: str
    description: str
    contact_name: str = "Team Bedoeling"
    contact_url: str = "https://bedoeling.example.org/"
    contact_email: str = "team@bedoeling.example.org"

    @classmethod
    def of(cls, service: Any) -> Info:
        """The description of a service that says no more than its name."""
        return cls(f"Bedoeling {service.name}", f"De dienst {service.name} van Bedoeling.")


def document(app: Surface) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application made by `create_app`; `as_3_0` renders it in 3.0.3."""
    service, info = app.service, app.info
    made = get_openapi(
        title=info.title,
        version=service.version,
        openapi_version="3.1.0",
        description=info.description,
        routes=app.api.routes,
        servers=[{"url": service.settings.base_url.rstrip("/") + "/v1"}],
        license_info={"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
        separate_input_output_schemas=False,
    )
    # Set afterwards: FastAPI would ask for a package that checks e-mail addresses.
    made["info"]["contact"] = {
        "name": info.contact_name,
        "url": info.contact_url,
        "email": info.contact_email,
    }
    made["paths"] = {public_path(path): methods for path, methods in made["paths"].items()}
    shown = [one for one in app.endpoints if one.route.include_in_schema]
    for endpoint in shown:
        operation = made["paths"][public_path(endpoint.route.path_format)][endpoint.method.lower()]
        _complete(operation, endpoint, rights_of(endpoint, getattr(service, "rights", NO_RIGHTS)))
    made["tags"] = [{"name": name} for name in dict.fromkeys(tag for one in shown for tag in one.route.tags)]
    _components(made, service, {one.scope for one in shown if one.scope})
    return tidy(made)


# What was there already, changed or not, and what a dry run would make: the same answer, with nothing made.
NOTHING_NEW = "Er was al iets onder dit kenmerk, of het verzoek is alleen beproefd (nothing was made)"


def public_path(path: str) -> str:
    """A path with its parameters in camelCase, as all names outside are."""
    return re.sub(r"\{(\w+)\}", lambda found: f"{{{to_camel(found[1])}}}", path)


def _complete(operation: dict[str, Any], endpoint: Endpoint, kept: Sequence[Right]) -> None:
    scopes = [str(endpoint.scope)] if endpoint.scope else []
    operation["security"] = [{"oauth2": scopes}] if endpoint.token else []
    if kept:
        # By the claim `role` of the token; a vendor has that of who authorised it (docs/rights.md).
        operation["x-roles"] = sorted(frozenset.intersection(*(right.kinds for right in kept)))
    if endpoint.deprecation is not None:
        operation["x-sunset"] = endpoint.deprecation.sunset.isoformat()
    for one in operation.get("parameters", ()):
        if one["in"] == "path":
            one["name"] = to_camel(one["name"])
            one.setdefault("description", PATH_PARAMETER)
    operation["parameters"] = [*operation.get("parameters", ()), *_parameters(endpoint)]
    operation["responses"] = _done(operation["responses"], endpoint) | _problem_responses(endpoint, kept)
    if "requestBody" in operation:
        content = operation["requestBody"]["content"]
        described = next(iter(content.values()))
        for media in endpoint.consumes:
            content.setdefault(media, described)
        if endpoint.example is not None:
            for media_type in content.values():
                media_type["example"] = endpoint.example
    elif endpoint.stream:
        examples = endpoint.example or {}
        content = {
            media: {
                "schema": {"type": "string"},
                **({"example": examples[media]} if media in examples else {}),
            }
            for media in endpoint.consumes
        }
        operation["requestBody"] = {"required": True, "content": content}


def _done(documented: dict[str, Any], endpoint: Endpoint) -> dict[str, Any]:
    """The answers when it went well, with their headers."""
    responses = {status: one for status, one in documented.items() if status != "422"}
    if "201" in responses and (endpoint.method == "PUT" or endpoint.keyed):
        responses = {"200": {**responses["201"], "description": NOTHING_NEW}, **responses}
    for status, response in responses.items():
        response["headers"] = _answer_headers(endpoint, status)
        if response.get("description") == "Successful Response":
            response["description"] = endpoint.route.summary or "Gelukt (done)"
        if endpoint.answer is None and "content" in response:
            _other_media(response, endpoint, status)
    return responses


def _other_media(response: dict[str, Any], endpoint: Endpoint, status: str) -> None:
    if status == "204":
        del response["content"]
        return
    response["content"] = {
        media: {"schema": {} if media.endswith("json") else {"type": "string"}} for media in endpoint.media
    }


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    names = ["AcceptLanguage", *(["OnBehalfOf"] if endpoint.token else [])]
    if endpoint.keyed:
        names.append("IdempotencyKey")
    if endpoint.if_match:
        names.append("IfMatch")
    elif endpoint.acts:
        names.append("IfMatchOptional")
    if endpoint.dry_run:
        names.append("DryRun")
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _answer_headers(endpoint: Endpoint, status: str) -> dict[str, Any]:
    names = ["API-Version"]
    if endpoint.answer is not None and not endpoint.page and "version" in endpoint.answer.model_fields:
        names.append("ETag")
    if endpoint.page:
        names.append("Link")
    if status == "201":
        names.append("Location")
    if endpoint.keyed:
        names.append("Idempotent-Replayed")
    if endpoint.token:
        names += RATE_HEADERS
    return _referred(names)


def _referred(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def problems_of(endpoint: Endpoint, kept: Sequence[Right] = ()) -> list[type[Problem]]:
    """Every problem that an operation can answer with: its own, and those of what it asks; `kept` are its rights."""
    found: list[type[Problem]] = [RequestInvalid, *endpoint.problems, NotAcceptable]
    if endpoint.token:
        found += [
            TokenMissing,
            TokenInvalid,
            TokenInQuery,
            TokenTwice,
            FscRefused,
            FscPeerUnknown,
            IssuerUnreachable,
            TooManyRequests,
            NotAuthorised,
        ]
    if endpoint.counted:
        found.append(TooManyRequests)
    if endpoint.scope is not None:
        found.append(ScopeMissing)
    found += [PurchaserOnly if right.kinds <= PURCHASERS else RoleNotAllowed for right in kept]
    if any(right.activity is not None for right in kept):
        found.append(EndUserMissing)
    if "{" in endpoint.path:
        found.append(RouteNotFound)
    if endpoint.page:
        found.append(CursorInvalid)
    if endpoint.scope is not None and endpoint.method != "GET" and not endpoint.safe:
        found.append(EndUserMissing)
    if endpoint.keyed:
        found += [KeyMissing, KeyReused, InProgress, KeyExpired]
    if endpoint.if_match:
        found.append(PreconditionRequired)
    if endpoint.if_match or endpoint.keyed or endpoint.acts:
        found.append(PreconditionFailed)
    if endpoint.route.body_field is not None or endpoint.stream:
        found += [BsnRefused, BodyTooSlow, BodyTooLarge, UnsupportedMediaType]
    elif "externalReference" in endpoint.queries:
        found.append(BsnRefused)
    return list(dict.fromkeys(found))


def _problem_responses(endpoint: Endpoint, kept: Sequence[Right]) -> dict[str, Any]:
    codes: dict[int, list[str]] = defaultdict(list)
    for problem in problems_of(endpoint, kept):
        codes[status_of(problem)].append(problem.code)
    found = {
        str(status): _problem(
            PHRASES.get(status, "Probleem (problem)"), codes[status], _MORE_HEADERS.get(status, ())
        )
        for status in sorted(codes)
    }
    return found | {"default": _problem("Elk ander probleem (any other problem)", _ANYWHERE)}


def _problem(phrase: str, codes: list[str], more: Iterable[str] = ()) -> dict[str, Any]:
    return {
        "description": phrase,
        "headers": _referred(("API-Version", *more)),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "x-problem-codes": codes,
    }


def _components(made: dict[str, Any], service: Any, scopes: set[str | None]) -> None:
    components = made.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for framework in ("HTTPValidationError", "ValidationError"):
        schemas.pop(framework, None)
    put_into_words(schemas)
    schemas |= PROBLEM_SCHEMAS
    components["schemas"] = dict(sorted(schemas.items()))
    components["headers"] = {name: dict(one) for name, one in HEADERS.items()}
    components["parameters"] = {name: dict(one) for name, one in PARAMETERS.items()}
    issuer = next(iter(getattr(service.settings, "issuers", ())), "https://issuer.example.org")
    flow = {
        "tokenUrl": getattr(service.settings, "token_url", "") or f"{issuer.rstrip('/')}/token",
        "scopes": {s: SCOPES.get(s, s) for s in sorted(map(str, scopes))},
    }
    components["securitySchemes"] = {
        "oauth2": {
            "type": "oauth2",
            "description": "OAuth 2.0 NL GOV: client credentials met private_key_jwt.",
            "flows": {"clientCredentials": flow},
        }
    }
