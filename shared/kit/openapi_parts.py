"""The parts that every OpenAPI document of the house shares: scopes, phrases, headers, parameters, the Problem schema."""

from __future__ import annotations

from typing import Any

from shared.values.terms import Scope

SCOPES: dict[str, str] = {
    Scope.CONTRACTS_READ: "Contracten lezen (read contracts)",
    Scope.CONTRACTS_WRITE: "Contracten wijzigen (change contracts)",
    Scope.ACCESS_READ: "Toegang lezen: burgers, besluiten, toewijzingen (read access)",
    Scope.ACCESS_WRITE: "Toegang wijzigen (change access)",
    Scope.ACCESS_DECIDE: "Besluiten nemen (decide)",
    Scope.SETTLEMENT_READ: "Afrekening lezen (read settlement)",
    Scope.SETTLEMENT_WRITE: "Afrekening wijzigen (change settlement)",
    Scope.SETTLEMENT_PAY: "Betalingen vrijgeven (release payments)",
    Scope.OUTCOMES_READ: "Resultaten lezen (read outcomes)",
    Scope.OUTCOMES_WRITE: "Resultaten wijzigen (change outcomes)",
    Scope.OUTCOMES_AUDIT: "Resultaten controleren (audit outcomes)",
    Scope.PERSONS_READ: "Persoonsgegevens lezen, ook het BSN (read personal data)",
    Scope.PERSONS_WRITE: "Persoonsgegevens vastleggen, wissen, bewaren (change personal data)",
    Scope.AUTHORISATIONS_WRITE: "Machtigingen geven en intrekken (grant and withdraw authorisations)",
    Scope.PROCESSING_READ: "Het verwerkingenlogboek lezen (read the processing log)",
    Scope.SUBSCRIPTIONS_WRITE: "Abonnementen op webhooks beheren (manage webhook subscriptions)",
    Scope.EVENTS_READ: "Gebeurtenissen lezen (read events)",
    Scope.EVENTS_ALL: "Alle gebeurtenissen lezen, voor zusterdiensten (read all events, for sibling services)",
    Scope.SANDBOX: "Een proefomgeving beheren (manage a sandbox)",
}
PHRASES = {
    400: "Het verzoek is ongeldig (request invalid)",
    401: "Het token ontbreekt of is ongeldig (token missing or invalid)",
    403: "Dit mag de client of eindgebruiker niet (not allowed)",
    404: "Niet gevonden, of niet van u (not found, or not yours)",
    406: "Geen passend antwoord (not acceptable)",
    408: "De inhoud komt te langzaam (body too slow)",
    409: "Een regel of de toestand laat dit niet toe (a rule or the state refuses)",
    410: "Bestaat niet meer (gone)",
    412: "De versie is verouderd (version outdated)",
    413: "De inhoud is te groot (body too large)",
    415: "De soort inhoud wordt niet gelezen (unsupported media type)",
    422: "De Idempotency-Key is al gebruikt (key reused)",
    428: "If-Match ontbreekt (version missing)",
    429: "Te veel verzoeken (too many requests)",
    503: "Even niet beschikbaar (unavailable)",
}


def _text(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **more}


FIELD_ERROR = {
    "type": "object",
    "description": "Eén fout of één punt dat nog ontbreekt (one fault).",
    "required": ["in", "location", "code", "detail"],
    "properties": {
        "in": _text("Waar (where).", enum=["body", "query", "path", "header"]),
        "location": _text(
            "JSON Pointer in de inhoud, of de naam van de parameter.", examples=["#/lines/0/amountCents"]
        ),
        "code": _text("Vaste code (stable code).", examples=["date.format"]),
        "detail": _text("Wat eraan schort, in de taal van de lezer."),
        "rule": {"type": ["string", "null"], "description": "De regel erachter (rule)."},
    },
}
PROBLEM_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "Een probleem (RFC 9457).",
        "required": ["type", "title", "status", "detail", "instance", "code", "rule", "mend", "traceId"],
        "properties": {
            "type": _text("De bladzijde van deze soort probleem.", format="uri"),
            "title": _text("Wat er is, in het kort."),
            "status": {"type": "integer", "description": "De HTTP-status.", "examples": [409]},
            "detail": _text("Wat er in dit geval is."),
            "instance": _text("Het adres van het verzoek.", format="uri-reference"),
            "code": _text("Vaste code (stable code).", examples=["request-invalid"]),
            "rule": {"type": ["string", "null"], "description": "De regel erachter (rule)."},
            "mend": _text("Wat het verhelpt (what would clear it)."),
            "traceId": _text("Noem dit bij vragen (W3C trace id).", pattern="^[0-9a-f]{32}$"),
            "errors": {
                "type": "array",
                "description": "Alle fouten of ontbrekende punten.",
                "items": FIELD_ERROR,
            },
        },
    }
}


def _header(description: str, **schema: Any) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string", **schema}}


HEADERS: dict[str, Any] = {
    "API-Version": _header("De volledige versie van de API (semver).", examples=["0.1.0"]),
    "ETag": _header("De versie, voor If-Match.", examples=['"3"']),
    "Link": _header('De volgende bladzijde: rel="next" (RFC 8288).'),
    "Location": _header("Waar het nieuwe staat.", format="uri-reference"),
    "Idempotent-Replayed": _header("`true` bij een herhaald verzoek.", enum=["true"]),
    "RateLimit-Policy": _header(
        "Het quotum: q punten per w seconden (draft-ietf-httpapi-ratelimit-headers-10).",
        examples=['"client";q=30000;w=60'],
    ),
    "RateLimit": _header(
        "Wat er over is: r punten; over t seconden is het quotum weer heel.",
        examples=['"client";r=29999;t=1'],
    ),
    "Retry-After": _header("Over zoveel seconden heeft opnieuw proberen zin.", examples=["2"]),
}


def _parameter(
    name: str, where: str, description: str, *, required: bool = False, **schema: Any
) -> dict[str, Any]:
    shown = {"name": name, "in": where, "description": description, "required": required}
    return {**shown, "schema": {"type": "string", **schema}}


PATH_PARAMETER = "Kenmerk (id) van waar het verzoek over gaat."
_VERSION = "De versie waarop de wijziging berust: de ETag van het gelezene."
PARAMETERS: dict[str, Any] = {
    "AcceptLanguage": _parameter(
        "Accept-Language", "header", "Taal van problemen: nl of en.", examples=["nl"]
    ),
    "OnBehalfOf": _parameter(
        "Bedoeling-On-Behalf-Of",
        "header",
        "De organisatie (OIN) die u machtigde en voor wie u nu handelt; weglaten = voor uzelf (zie /v1/my-rights).",
        pattern="^[0-9]{20}$",
        examples=["00000099000000000484"],
    ),
    "IdempotencyKey": _parameter(
        "Idempotency-Key",
        "header",
        "Maakt herhalen veilig; 24 uur geldig per client, organisatie, methode en adres.",
        required=True,
        minLength=1,
        maxLength=257,
        examples=["0198f0c2-6f1e-7c3a-9a0b-5d2e8c1f4a77"],
    ),
    "IfMatch": _parameter("If-Match", "header", _VERSION, required=True, examples=['"3"']),
    "IfMatchOptional": _parameter("If-Match", "header", f"{_VERSION} Mag ontbreken.", examples=['"3"']),
    "DryRun": {
        "name": "dryRun",
        "in": "query",
        "description": "Voer alle controles uit zonder iets vast te leggen (proef).",
        "schema": {"type": "boolean", "default": False},
    },
}
