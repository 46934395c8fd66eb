"""What can be wrong with a token, as a client reads it; status and challenge as in RFC 6750 § 3."""

from __future__ import annotations

from typing import ClassVar

from shared.errors import NotAllowed, Text

_NEW_TOKEN = Text(
    nl="Vraag een nieuw toegangstoken bij een uitgever die deze dienst aanvaardt: ondertekend met RS256, "
    "PS256 of ES256, met kid, iss, aud, exp, jti, sub, azp of client_id, en organisations (OIN's).",
    en="Ask an issuer that this service accepts for a new access token: signed with RS256, PS256 or ES256, "
    "with kid, iss, aud, exp, jti, sub, azp or client_id, and organisations (OINs).",
)


class TokenProblem(NotAllowed):
    """A fault of the token. `status` is the HTTP status, `challenge` the WWW-Authenticate header."""

    status: ClassVar[int] = 401
    challenge: ClassVar[str] = "Bearer"
    rule = "OAuth 2.0 NL GOV"


class TokenMissing(TokenProblem):
    """No token came with the request."""

    code = "token-missing"
    title = Text(nl="Toegangstoken ontbreekt", en="Access token missing")
    detail = Text(nl="Het verzoek draagt geen toegangstoken.", en="The request carries no access token.")
    mend = Text(
        nl="Stuur de header `Authorization: Bearer <token>` mee.",
        en="Send the header `Authorization: Bearer <token>`.",
    )


class TokenInvalid(TokenProblem):
    """The token is not accepted; fact `reason` is a stable code such as "expired" or "signature"."""

    challenge = 'Bearer error="invalid_token"'
    code = "token-invalid"
    title = Text(nl="Toegangstoken niet aanvaard", en="Access token not accepted")
    detail = Text(
        nl="Het toegangstoken wordt niet aanvaard ({reason}).",
        en="The access token is not accepted ({reason}).",
    )
    mend = _NEW_TOKEN


class TokenInQuery(TokenProblem):
    """The token stood in the address, where logs and histories keep it."""

    challenge = 'Bearer error="invalid_request"'
    code = "token-in-query"
    title = Text(nl="Toegangstoken in het adres", en="Access token in the address")
    detail = Text(
        nl="Een toegangstoken in de query wordt geweigerd: adressen komen in logboeken terecht.",
        en="An access token in the query is refused: addresses end up in logs.",
    )
    mend = Text(
        nl="Stuur het token in de header `Authorization` en laat het oude intrekken of verlopen.",
        en="Send the token in the `Authorization` header, and have the old one revoked or let it expire.",
    )


class TokenTwice(TokenProblem):
    """Two Authorization headers: whoever looked at the one would not have seen the other (RFC 6750 § 3.1)."""

    status = 400
    challenge = 'Bearer error="invalid_request"'
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": challenge}
    code = "token-twice"
    title = Text(nl="Meer dan één toegangstoken", en="More than one access token")
    detail = Text(
        nl="De header `Authorization` staat meer dan eens in het verzoek.",
        en="The header `Authorization` stands in the request more than once.",
    )
    mend = Text(
        nl="Stuur één header `Authorization` met één token.",
        en="Send one `Authorization` header with one token.",
    )


class ScopeMissing(TokenProblem):
    """The token is good but does not carry the right; fact `scope` names it."""

    status = 403
    challenge = 'Bearer error="insufficient_scope", scope="{scope}"'
    code = "scope-missing"
    title = Text(nl="Bevoegdheid ontbreekt", en="Right missing")
    detail = Text(
        nl="Het toegangstoken heeft scope {scope} niet.", en="The access token does not have scope {scope}."
    )
    mend = Text(
        nl="Vraag een token met scope {scope}; de uitgever bepaalt of deze client die krijgt.",
        en="Ask for a token with scope {scope}; the issuer decides whether this client gets it.",
    )


class IssuerUnreachable(TokenProblem):
    """The keys of the issuer cannot be fetched, so the token can be neither accepted nor refused."""

    status = 503
    headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}
    code = "issuer-unreachable"
    title = Text(nl="Uitgever van tokens onbereikbaar", en="Token issuer unreachable")
    detail = Text(
        nl="De sleutels van de uitgever van het toegangstoken zijn nu niet op te halen.",
        en="The keys of the access token's issuer cannot be fetched now.",
    )
    mend = Text(nl="Probeer het over enkele seconden opnieuw.", en="Try again in a few seconds.")
