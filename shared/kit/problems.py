"""Problems over HTTP (RFC 9457): which status a kind has, how it is written, and the ones that every service shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from shared.errors import (
    BsnRefused,
    FieldError,
    InvalidInput,
    NotAllowed,
    NotFound,
    Outdated,
    Problem,
    Refused,
    Text,
)
from shared.kit.faults import faults_of
from shared.values import mask_bsn

MEDIA_TYPE = "application/problem+json"
STATUSES: dict[type[Problem], int] = {
    InvalidInput: 400,
    NotAllowed: 403,
    NotFound: 404,
    Refused: 409,
    Outdated: 412,
}


def status_of(problem: type[Problem] | Problem) -> int:
    """The HTTP status: the class's own `status`, else that of its kind; 400 for a bare Problem."""
    kind = problem if isinstance(problem, type) else type(problem)
    own = getattr(kind, "status", None)
    if own is not None:
        return int(own)
    return next((status for base, status in STATUSES.items() if issubclass(kind, base)), 400)


def problem_type(base: str, code: str) -> str:
    """The URI of a problem's page, which `GET /v1/problem-types/{code}` answers."""
    return f"{base.rstrip('/')}/v1/problem-types/{code}"


def problem_body(
    problem: Problem, language: str, status: int, instance: str, trace_id: str, base: str
) -> dict[str, Any]:
    """The answer to a reader: type, title, status, detail, instance, code, rule, mend, traceId and errors[].

    `language` is "nl" or "en"; `instance` the path of the request; `base` the service's address without `/v1`. What a
    client sent comes back with two digits of a BSN at most.
    """
    body: dict[str, Any] = {
        "type": problem_type(base, problem.code),
        "title": problem.title.render(language, problem.facts),
        "status": status,
        "detail": mask_bsn(problem.detail.render(language, problem.facts)),
        "instance": mask_bsn(instance),
        "code": problem.code,
        "rule": problem.rule,
        "mend": mask_bsn(problem.mend.render(language, problem.facts)),
        "traceId": trace_id,
    }
    if problem.errors:
        body["errors"] = [_error(error, language, problem.facts) for error in problem.errors]
    return body


def _error(error: FieldError, language: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "in": error.where,
        "location": mask_bsn(error.location),
        "code": error.code,
        "detail": mask_bsn(error.detail.render(language, facts)),
        "rule": error.rule,
    }


def headers_of(problem: Problem) -> dict[str, str]:
    """The headers that go with a problem: Retry-After, Allow, WWW-Authenticate (`challenge`, RFC 6750 § 3)."""
    headers = dict(getattr(problem, "headers", {}))
    challenge = getattr(problem, "challenge", None)
    if challenge is not None and status_of(problem) in (401, 403):
        headers["WWW-Authenticate"] = challenge.format_map({"scope": "", **problem.facts})
    return headers


class RequestInvalid(InvalidInput):
    """The body, a parameter or a header is not what the operation describes; every fault is listed at once."""

    code = "request-invalid"
    rule = "ADR /core/error-handling/invalid-input"
    title = Text("Het verzoek is ongeldig", "The request is invalid")
    detail = Text(
        "Het verzoek heeft fouten; errors noemt ze alle.", "The request has faults; errors lists them all."
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )

    @classmethod
    def of(
        cls, errors: Sequence[Mapping[str, Any]], body: object = None, *, body_only: bool = False
    ) -> Problem:
        """From what Pydantic found in a request, with `loc` starting at body, query, path or header unless `body_only`.

        BsnRefused when a BSN is all that is wrong.
        """
        faults = faults_of(errors, body, body_only=body_only)
        if all(fault.code == BsnRefused.code for fault in faults):
            return BsnRefused(errors=faults, fields=[fault.location.removeprefix("#/") for fault in faults])
        return cls(errors=faults)

    @classmethod
    def of_header(cls, name: str, detail: Text, code: str = "header.format") -> RequestInvalid:
        """One header that cannot be read."""
        return cls(errors=(FieldError(name, code, detail, "header"),))


class CursorInvalid(InvalidInput):
    """A cursor that this service did not make for this client."""

    code = "cursor-invalid"
    rule = "ADR pagination"
    title = Text("De cursor is ongeldig", "The cursor is invalid")
    detail = Text(
        "Deze cursor is niet door deze dienst voor deze client gemaakt.",
        "This service did not make this cursor for this client.",
    )
    mend = Text("Begin opnieuw zonder cursor.", "Start again without a cursor.")


class KeyMissing(InvalidInput):
    """A POST or PATCH that changes something came without an Idempotency-Key."""

    code = "idempotency-key-missing"
    rule = "draft-ietf-httpapi-idempotency-key-header"
    title = Text("De Idempotency-Key ontbreekt", "The Idempotency-Key is missing")
    detail = Text(
        "Dit verzoek verandert iets en moet veilig herhaald kunnen worden.",
        "This request changes something and must be safe to repeat.",
    )
    mend = Text("Geef een nieuwe UUID mee in Idempotency-Key.", "Send a new UUID in Idempotency-Key.")


class KeyReused(InvalidInput):
    """The key was used before with another body (422, the only use of that status)."""

    code = "idempotency-key-reused"
    status: ClassVar[int] = 422
    rule = "draft-ietf-httpapi-idempotency-key-header"
    title = Text("De Idempotency-Key is al gebruikt", "The Idempotency-Key was used before")
    detail = Text(
        "Deze sleutel hoort bij een verzoek met een andere inhoud.",
        "This key belongs to a request with other contents.",
    )
    mend = Text("Gebruik een nieuwe sleutel voor een nieuw verzoek.", "Use a new key for a new request.")


class KeyExpired(Refused):
    """The key was used more than 24 hours ago: what was done then is not done again."""

    code = "idempotency-key-expired"
    rule = "draft-ietf-httpapi-idempotency-key-header"
    title = Text("De Idempotency-Key is verlopen", "The Idempotency-Key has expired")
    detail = Text(
        "Met deze sleutel is meer dan 24 uur geleden een verzoek gedaan.",
        "A request was made with this key more than 24 hours ago.",
    )
    mend = Text(
        "Zoek eerst op wat er toen is gebeurd; gebruik voor een nieuw verzoek een nieuwe sleutel.",
        "First look up what happened then; use a new key for a new request.",
    )


class InProgress(Refused):
    """The same request is being handled at this moment."""

    code = "request-in-progress"
    rule = "draft-ietf-httpapi-idempotency-key-header"
    headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}
    title = Text("Het verzoek is nog bezig", "The request is in progress")
    detail = Text("Een verzoek met deze sleutel loopt nog.", "A request with this key is still running.")
    mend = Text("Herhaal het verzoek over een seconde.", "Repeat the request in a second.")


class RouteNotFound(NotFound):
    """No resource has this address."""

    code = "not-found"
    title = Text("Niet gevonden", "Not found")
    detail = Text("Op dit adres is niets.", "There is nothing at this address.")
    mend = Text(
        "Kijk het adres na in /v1/openapi.json; een schuine streep aan het eind hoort er niet.",
        "Check the address in /v1/openapi.json; a slash at the end does not belong there.",
    )


class MethodNotAllowed(InvalidInput):
    """The address exists, the method does not; `Allow` says which do."""

    code = "method-not-allowed"
    status: ClassVar[int] = 405
    rule = "ADR /core/http-methods"
    title = Text("De methode is niet toegestaan", "The method is not allowed")
    detail = Text("Dit adres kent: {allow}.", "This address knows: {allow}.")
    mend = Text("Gebruik een van de methoden in Allow.", "Use one of the methods in Allow.")

    def __init__(self, allow: Iterable[str] = ()) -> None:
        methods = ", ".join(allow)
        super().__init__(allow=methods)
        self.headers = {"Allow": methods}


class NotAcceptable(InvalidInput):
    """The client accepts none of the media types that this operation writes."""

    code = "not-acceptable"
    status: ClassVar[int] = 406
    title = Text("Geen passend antwoord", "No acceptable answer")
    detail = Text("Dit adres antwoordt in {offered}.", "This address answers in {offered}.")
    mend = Text("Vraag een van deze soorten in Accept.", "Ask for one of these types in Accept.")


class UnsupportedMediaType(InvalidInput):
    """The body is not of a type that this operation reads."""

    code = "unsupported-media-type"
    status: ClassVar[int] = 415
    title = Text("De soort inhoud wordt niet gelezen", "The media type is not read here")
    detail = Text("Dit adres leest {accepted}.", "This address reads {accepted}.")
    mend = Text("Zet de juiste soort in Content-Type.", "Put the right type in Content-Type.")


class BodyTooLarge(InvalidInput):
    """The body is larger than this operation takes."""

    code = "body-too-large"
    status: ClassVar[int] = 413
    title = Text("De inhoud is te groot", "The body is too large")
    detail = Text("Dit adres neemt ten hoogste {limit} bytes.", "This address takes at most {limit} bytes.")
    mend = Text("Verdeel de inhoud over meer verzoeken.", "Divide the body over more requests.")


class PreconditionRequired(Outdated):
    """A change came without the version it was based on."""

    code = "if-match-missing"
    status: ClassVar[int] = 428
    rule = "RFC 6585 § 3"
    title = Text("De header If-Match ontbreekt", "The If-Match header is missing")
    detail = Text(
        "Deze wijziging moet zeggen op welke versie zij berust.",
        "This change must say which version it is based on.",
    )
    mend = Text("Lees eerst en geef de ETag mee in If-Match.", "Read first and send the ETag in If-Match.")


class PreconditionFailed(Outdated):
    """Someone else changed it in the meantime."""

    code = "if-match-outdated"
    rule = "RFC 9110 § 13.1.1"
    title = Text("De versie is verouderd", "The version is outdated")
    detail = Text("Intussen is er een nieuwere versie.", "There is a newer version by now.")
    mend = Text(
        "Lees opnieuw en bepaal of de wijziging nog past.", "Read again and see if the change still fits."
    )


class SiblingAway(Problem):
    """A service that this one must ask first does not answer; nothing was written."""

    status: ClassVar[int] = 503
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}
    code = "sibling-away"
    title = Text("Een andere dienst antwoordt niet", "Another service does not answer")
    detail = Text(
        "Een dienst die eerst gevraagd moet worden, antwoordt niet; er is niets geschreven.",
        "A service that must be asked first does not answer; nothing was written.",
    )
    mend = Text(
        "Probeer het straks opnieuw met dezelfde Idempotency-Key.",
        "Try again later with the same Idempotency-Key.",
    )


class InternalError(Problem):
    """A fault of ours; what went wrong stands in our log under the trace id, never in the answer."""

    code = "internal-error"
    status: ClassVar[int] = 500
    title = Text("Er ging iets mis bij ons", "Something went wrong on our side")
    detail = Text("Het verzoek is niet afgemaakt.", "The request was not finished.")
    mend = Text(
        "Probeer het opnieuw met dezelfde Idempotency-Key; noem anders het traceId.",
        "Try again with the same Idempotency-Key; otherwise mention the traceId.",
    )
