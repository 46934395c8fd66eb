"""The resource server's half of OAuth 2.0 NL GOV: which tokens are accepted, and why the others are not."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import secrets
from collections.abc import Callable
from typing import Any, Literal

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwk, jws, jwt
from joserfc._rfc7515.registry import JWSRegistry
from starlette.applications import Starlette
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.kit import auth
from shared.kit.auth import (
    Actor,
    IssuerUnreachable,
    ScopeMissing,
    TokenInQuery,
    TokenInvalid,
    TokenMissing,
    TokenProblem,
    Verifier,
    bearer,
)

ISSUER = "https://issuer.example"
OIN = "00000099000000000007"
NOW = 1_795_000_000.0
RSA = jwk.RSAKey.generate_key(2048, {"kid": "rsa-1"})
OTHER_RSA = jwk.RSAKey.generate_key(2048, {"kid": "rsa-2"})
EC = jwk.ECKey.generate_key("P-256", {"kid": "ec-1"})
P384 = jwk.ECKey.generate_key("P-384", {"kid": "ec-384"})


class Clock:
    """A machine's clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


class Publisher:
    """An issuer that publishes keys and metadata over HTTP and counts how often it is asked."""

    def __init__(self, *keys: jwk.Key) -> None:
        self.keys: list[dict[str, Any]] = [dict(key.as_dict(private=False)) for key in keys]
        self.issuer = ISSUER
        self.rfc8414_only = False
        self.jwks_address = f"{ISSUER}/keys"
        self.down = False
        self.slow = False
        self.asked = 0
        app = Starlette(
            routes=[
                Route("/keys", self.jwks),
                Route("/.well-known/openid-configuration", self.openid),
                Route("/.well-known/oauth-authorization-server", self.metadata),
            ]
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app))

    async def jwks(self, request: Request) -> Response:
        self.asked += 1
        if self.slow:
            await asyncio.sleep(0.05)
        return Response(status_code=503) if self.down else JSONResponse({"keys": self.keys})

    async def openid(self, request: Request) -> Response:
        return Response(status_code=404) if self.rfc8414_only else await self.metadata(request)

    async def metadata(self, request: Request) -> Response:
        return JSONResponse({"issuer": self.issuer, "jwks_uri": self.jwks_address})

    def publish(self, *keys: jwk.Key) -> None:
        self.keys = [dict(key.as_dict(private=False)) for key in keys]

    def verifier(self, clock: Callable[[], float], url: str | None = f"{ISSUER}/keys") -> Verifier:
        return Verifier({ISSUER: url}, "bedoeling", self.http, clock=clock)


@pytest.fixture
def clock() -> Clock:
    """The machine's clock at a fixed moment."""
    return Clock()


@pytest.fixture
def publisher() -> Publisher:
    """The listed issuer with an RSA and an EC key."""
    return Publisher(RSA, EC)


def claims(**changes: Any) -> dict[str, Any]:
    """The claims of a good token; a change to None leaves a claim out."""
    good = {
        "iss": ISSUER,
        "aud": "bedoeling",
        "exp": int(NOW) + 600,
        "iat": int(NOW),
        "jti": secrets.token_urlsafe(16),
        "azp": "care-app",
        "client_id": "care-app",
        "sub": "care-app",
        "scope": "contracts:read events:read",
        "organisations": [OIN],
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def sign(
    key: jwk.Key = RSA, algorithm: str = "RS256", header: dict[str, Any] | None = None, **changes: Any
) -> str:
    """A signed token; a header member set to None is left out."""
    full = {"alg": algorithm, "kid": key.kid, "typ": "at+jwt", **(header or {})}
    registry = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    kept = {name: value for name, value in full.items() if value is not None}
    return jws.serialize_compact(kept, json.dumps(claims(**changes)), key, registry=registry)


async def refusal(verifier: Verifier, token: str) -> str:
    """The reason for which this token is refused."""
    with pytest.raises(TokenInvalid) as refused:
        await verifier.verify(token)
    assert refused.value.status == 401
    assert refused.value.challenge == 'Bearer error="invalid_token"'
    return str(refused.value.facts["reason"])


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "RS256"), (RSA, "PS256"), (EC, "ES256")])
async def test_three_algorithms_are_accepted(
    publisher: Publisher, clock: Clock, key: jwk.Key, algorithm: str
) -> None:
    """RS256, PS256 and ES256 tokens of a listed issuer are accepted."""
    actor = await publisher.verifier(clock).verify(sign(key, algorithm, jti="8f14e45f"))
    assert actor == Actor(
        client_id="care-app",
        organisations=(OIN,),
        scopes=frozenset({"contracts:read", "events:read"}),
        end_user=None,
        subject="care-app",
        issuer=ISSUER,
        token_id="8f14e45f",
        service=False,
    )


async def test_who_is_behind_the_client(publisher: Publisher, clock: Clock) -> None:
    """The end user is act.sub, never a sub by itself; the role makes a sibling service."""
    verifier = publisher.verifier(clock)
    acted = await verifier.verify(sign(act={"sub": "j.dejong"}, sub="someone"))
    subject = await verifier.verify(sign(sub="k.bakker", client_id=None))
    person = Verifier(
        {ISSUER: f"{ISSUER}/keys"}, "bedoeling", publisher.http, end_user_claim="sub", clock=clock
    )
    sibling = await verifier.verify(sign(role="service", azp=None, aud=["other", "bedoeling"]))
    assert (acted.end_user, acted.subject) == ("j.dejong", "someone")
    assert (subject.end_user, subject.client_id) == (None, "care-app")
    assert (await person.verify(sign(sub="k.bakker"))).end_user == "k.bakker"
    assert (sibling.service, sibling.end_user) == (True, None)


async def test_a_jti_names_one_token(publisher: Publisher, clock: Clock) -> None:
    """Another token with a jti that was seen is refused; the same token goes on."""
    verifier = publisher.verifier(clock)
    first, second = sign(jti="one-and-the-same"), sign(jti="one-and-the-same", scope="contracts:write")
    await verifier.verify(first)
    assert await refusal(verifier, second) == "jti-reused"
    assert (await verifier.verify(first)).client_id == "care-app"


def encoded(part: bytes) -> str:
    """A segment of a JWT: base64url without padding."""
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


@pytest.mark.parametrize("algorithm", ["none", "None", "", None, 7, ["RS256"]])
async def test_alg_none_is_refused(publisher: Publisher, clock: Clock, algorithm: Any) -> None:
    """A token without a signature is refused, however its header says so."""
    header = encoded(json.dumps({"alg": algorithm, "kid": "rsa-1", "typ": "at+jwt"}).encode())
    _, payload, signature = sign().split(".")
    assert await refusal(publisher.verifier(clock), f"{header}.{payload}.") == "algorithm"
    assert await refusal(publisher.verifier(clock), f"{header}.{payload}.{signature}") == "algorithm"


@pytest.mark.parametrize("encoding", ["PEM", "DER"])
async def test_hs256_with_the_public_key_is_refused(
    publisher: Publisher, clock: Clock, encoding: Literal["PEM", "DER"]
) -> None:
    """A public key used as a shared secret (HS256) signs nothing here."""
    header = encoded(json.dumps({"alg": "HS256", "kid": "rsa-1", "typ": "at+jwt"}).encode())
    signed = f"{header}.{encoded(json.dumps(claims()).encode())}"
    secret = RSA.as_bytes(encoding, private=False)
    signature = encoded(hmac.digest(secret, signed.encode(), "sha256"))
    assert await refusal(publisher.verifier(clock), f"{signed}.{signature}") == "algorithm"


@pytest.mark.parametrize(
    ("key", "algorithm"), [(RSA, "RS384"), (RSA, "RS512"), (P384, "ES384"), (RSA, "PS512")]
)
async def test_other_algorithms_are_refused(clock: Clock, key: jwk.Key, algorithm: str) -> None:
    """Also a sound algorithm outside the three is refused."""
    assert await refusal(Publisher(RSA, P384).verifier(clock), sign(key, algorithm)) == "algorithm"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"kid": None}, "kid-missing"),
        ({"kid": ""}, "kid-missing"),
        ({"typ": "logout+jwt"}, "type"),
        ({"crit": ["b64"], "b64": True}, "crit"),
    ],
)
async def test_headers_that_are_refused(
    publisher: Publisher, clock: Clock, header: dict[str, Any], reason: str
) -> None:
    """The header names its key, is an access token's and asks for no extension."""
    assert await refusal(publisher.verifier(clock), sign(header=header)) == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": int(NOW) - 30}, "expired"),
        ({"exp": None}, "exp-missing"),
        ({"exp": "1795000600"}, "exp-missing"),
        ({"exp": True}, "exp-missing"),
        ({"exp": float("inf")}, "exp-missing"),
        ({"exp": float("nan")}, "exp-missing"),
        ({"exp": 10**400}, "exp-missing"),
        ({"nbf": int(NOW) + 31}, "not-yet-valid"),
        ({"aud": "another-service"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": {"bedoeling": 1}}, "audience"),
        ({"iss": "https://unlisted.example"}, "issuer"),
        ({"iss": ISSUER + "/"}, "issuer"),
        ({"iss": [ISSUER]}, "issuer"),
        ({"iss": None}, "issuer"),
        ({"jti": None}, "jti-missing"),
        ({"sub": None}, "sub-missing"),
        ({"azp": None, "client_id": None}, "client-missing"),
        ({"azp": "another-app"}, "client-ambiguous"),
        ({"azp": ""}, "azp-missing"),
        ({"scope": ["contracts:read"]}, "scope-malformed"),
        ({"organisations": None}, "organisations-missing"),
        ({"organisations": []}, "organisations-missing"),
        ({"organisations": ["0000009900000000000"]}, "organisations-malformed"),
        ({"organisations": [OIN, "٠" * 20]}, "organisations-malformed"),
        ({"act": "j.dejong"}, "act-malformed"),
        ({"act": {"sub": 7}}, "sub-missing"),
    ],
)
async def test_claims_that_are_refused(
    publisher: Publisher, clock: Clock, changes: dict[str, Any], reason: str
) -> None:
    """Each claim that OAuth 2.0 NL GOV demands is checked, and the refusal says which."""
    assert await refusal(publisher.verifier(clock), sign(**changes)) == reason


async def test_thirty_seconds_of_leeway(publisher: Publisher, clock: Clock) -> None:
    """Clocks may differ by 30 seconds, at both ends of a token's life."""
    verifier = publisher.verifier(clock)
    assert (await verifier.verify(sign(exp=int(NOW) - 29))).client_id == "care-app"
    assert (await verifier.verify(sign(nbf=int(NOW) + 30))).client_id == "care-app"


async def test_a_signature_of_another_key_is_refused(publisher: Publisher, clock: Clock) -> None:
    """A token that names a known kid but is signed by another key is refused, and so is a changed one."""
    verifier = publisher.verifier(clock)
    forged = sign(OTHER_RSA, header={"kid": "rsa-1"})
    head, _, tail = sign().split(".")
    _, payload, _ = sign(organisations=["00000099000000000008"]).split(".")
    assert await refusal(verifier, forged) == "signature"
    assert await refusal(verifier, f"{head}.{payload}.{tail}") == "signature"


async def test_a_key_serves_its_own_kind_only(publisher: Publisher, clock: Clock) -> None:
    """The kid of an RSA key does not open an ES256 token, nor a key meant for RS256 one signed with PS256."""
    publisher.keys[0]["alg"] = "RS256"
    verifier = publisher.verifier(clock)
    assert await refusal(verifier, sign(EC, "ES256", header={"kid": "rsa-1"})) == "key-unknown"
    assert await refusal(verifier, sign(RSA, "PS256")) == "key-unknown"
    assert (await verifier.verify(sign())).client_id == "care-app"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_weak_and_foreign_keys_are_left_out(publisher: Publisher, clock: Clock) -> None:
    """A small RSA key, an encryption key and an unreadable key are passed over; the good ones work."""
    weak = jwk.RSAKey.generate_key(1024, {"kid": "weak"})
    publisher.publish(weak, EC, P384)
    publisher.keys += [
        {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"},
        {"kty": "oct", "kid": "secret", "k": "c2VjcmV0"},
        {**RSA.as_dict(private=False), "use": "enc"},
        {"kty": "unheard-of", "kid": "x"},
    ]
    verifier = publisher.verifier(clock)
    assert (await verifier.verify(sign(EC, "ES256"))).client_id == "care-app"
    assert await refusal(verifier, sign(weak)) == "key-unknown"
    assert await refusal(verifier, sign(RSA)) == "key-unknown"


async def test_keys_rotate_without_a_restart(publisher: Publisher, clock: Clock) -> None:
    """A kid never seen makes the verifier fetch the keys again, at once."""
    verifier = publisher.verifier(clock)
    await verifier.verify(sign())
    publisher.publish(RSA, OTHER_RSA)
    assert (await verifier.verify(sign(OTHER_RSA))).client_id == "care-app"
    assert publisher.asked == 2


async def test_first_requests_that_come_together_share_one_fetch(publisher: Publisher, clock: Clock) -> None:
    """At a cold start nobody is refused because somebody else is fetching the keys already."""
    publisher.slow = True
    verifier = publisher.verifier(clock)
    found = await asyncio.gather(*(verifier.verify(sign(jti=f"token-{number}")) for number in range(8)))
    assert {actor.client_id for actor in found} == {"care-app"}
    assert publisher.asked == 1


async def test_an_unknown_kid_is_asked_for_once_in_thirty_seconds(publisher: Publisher, clock: Clock) -> None:
    """A kid that the issuer did not know leads to one fetch per 30 seconds, however often it comes."""
    verifier = publisher.verifier(clock)
    await verifier.verify(sign())
    for _ in range(10):
        assert await refusal(verifier, sign(OTHER_RSA)) == "key-unknown"
    assert publisher.asked == 2
    publisher.publish(RSA, OTHER_RSA)
    clock.now += 29
    assert await refusal(verifier, sign(OTHER_RSA)) == "key-unknown"
    clock.now += 1
    assert (await verifier.verify(sign(OTHER_RSA))).client_id == "care-app"
    assert publisher.asked == 3


async def test_invented_kids_do_not_flood_the_issuer(publisher: Publisher, clock: Clock) -> None:
    """Fifty invented kids lead to at most five fetches in 30 seconds."""
    verifier = publisher.verifier(clock)
    for number in range(50):
        assert await refusal(verifier, sign(header={"kid": f"invented-{number}"})) == "key-unknown"
    assert publisher.asked == 5


async def test_a_withdrawn_key_stops_working(publisher: Publisher, clock: Clock) -> None:
    """Once the keys were fetched anew, a token of a withdrawn key is refused, remembered or not."""
    verifier = publisher.verifier(clock)
    leaked = sign()
    await verifier.verify(leaked)
    publisher.publish(EC)
    clock.now += 599
    assert (await verifier.verify(leaked)).client_id == "care-app"
    clock.now += 1
    later = int(clock.now) + 600
    await verifier.verify(sign(EC, "ES256", exp=later))
    assert await refusal(verifier, leaked) == "key-unknown"


async def test_a_verified_token_costs_one_lookup(
    publisher: Publisher, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time no signature is checked and no key is fetched: the same actor comes from memory."""
    checks = 0
    check = jws.validate_compact

    def counted(*arguments: Any, **named: Any) -> bool:
        nonlocal checks
        checks += 1
        return check(*arguments, **named)

    monkeypatch.setattr(jws, "validate_compact", counted)
    verifier, token = publisher.verifier(clock), sign()
    first = await verifier.verify(token)
    publisher.down = True
    assert await verifier.verify(token) is first
    assert (checks, publisher.asked) == (1, 1)


async def test_a_remembered_token_still_expires(publisher: Publisher, clock: Clock) -> None:
    """Its expiry is checked at each use."""
    verifier, token = publisher.verifier(clock), sign(exp=int(NOW) + 10)
    await verifier.verify(token)
    clock.now += 39
    assert (await verifier.verify(token)).client_id == "care-app"
    clock.now += 1
    assert await refusal(verifier, token) == "expired"


async def test_memory_for_tokens_is_bounded(
    publisher: Publisher, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond its bound the token that was used longest ago is forgotten, and simply verified again."""
    monkeypatch.setattr(auth, "REMEMBERED_TOKENS", 2)
    verifier = publisher.verifier(clock)
    tokens = [sign(EC, "ES256", jti=f"number-{number}") for number in range(3)]
    first, second = [await verifier.verify(token) for token in tokens[:2]]
    assert await verifier.verify(tokens[0]) is first
    await verifier.verify(tokens[2])
    assert await verifier.verify(tokens[0]) is first
    again = await verifier.verify(tokens[1])
    assert again == second and again is not second


@pytest.mark.parametrize("rfc8414_only", [False, True])
async def test_keys_are_found_by_the_metadata(publisher: Publisher, clock: Clock, rfc8414_only: bool) -> None:
    """Without an address for the keys it comes from OpenID Connect discovery, else from RFC 8414."""
    publisher.rfc8414_only = rfc8414_only
    assert (await publisher.verifier(clock, None).verify(sign())).issuer == ISSUER


@pytest.mark.parametrize(
    ("issuer", "address"),
    [("https://another.example", f"{ISSUER}/keys"), (ISSUER, "http://issuer.example/keys")],
)
async def test_metadata_of_another_issuer_is_not_trusted(
    publisher: Publisher, clock: Clock, issuer: str, address: str
) -> None:
    """Metadata that names another issuer, or leaves https, gives no keys."""
    publisher.issuer, publisher.jwks_address = issuer, address
    with pytest.raises(IssuerUnreachable):
        await publisher.verifier(clock, None).verify(sign())
    assert publisher.asked == 0


async def test_an_issuer_that_is_down_is_not_the_clients_fault(publisher: Publisher, clock: Clock) -> None:
    """Keys that cannot be fetched give 503 and no judgement; a second later the verifier tries again."""
    verifier = publisher.verifier(clock)
    publisher.down = True
    for _ in range(3):
        with pytest.raises(IssuerUnreachable) as unreachable:
            await verifier.verify(sign())
        assert unreachable.value.status == 503
    assert publisher.asked == 1
    publisher.down = False
    clock.now += 1
    assert (await verifier.verify(sign())).client_id == "care-app"


async def test_known_keys_outlive_an_issuer_that_is_down(publisher: Publisher, clock: Clock) -> None:
    """While the issuer is down, tokens of the keys in hand are still verified."""
    verifier = publisher.verifier(clock)
    await verifier.verify(sign())
    publisher.down = True
    clock.now += 700
    assert (await verifier.verify(sign(exp=int(clock.now) + 60))).client_id == "care-app"


@given(st.one_of(st.text(), st.lists(st.text("ABab-_.=019"), min_size=2, max_size=4).map(".".join)))
async def test_no_text_breaks_the_verifier(text: str) -> None:
    """Whatever stands where a token should be, the answer is a refusal."""
    assert await refusal(Publisher(RSA).verifier(Clock()), text) in {"malformed", "algorithm", "kid-missing"}


@pytest.mark.parametrize("depth", [2_000, 5_000])
async def test_deep_and_long_tokens_are_refused(publisher: Publisher, clock: Clock, depth: int) -> None:
    """Nesting without end and tokens beyond 16 kB are malformed."""
    registry = JWSRegistry(algorithms=["RS256"])
    nested = jws.serialize_compact({"alg": "RS256", "kid": "rsa-1"}, "[" * depth, RSA, registry=registry)
    verifier = publisher.verifier(clock)
    assert await refusal(verifier, nested) == "malformed"
    assert await refusal(verifier, sign(filler="x" * 17_000)) == "malformed"
    array = jwt.encode({"alg": "RS256", "kid": "rsa-1"}, {}, RSA).split(".")
    assert await refusal(verifier, ".".join([array[0], "W10", array[2]])) == "malformed"


def test_the_token_comes_from_the_authorization_header() -> None:
    """The scheme is read in any case (RFC 9110 § 11.1)."""
    assert bearer(Headers({"Authorization": "bearer abc.def.ghi"}), QueryParams("")) == "abc.def.ghi"


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "abc.def.ghi"])
def test_a_request_without_a_token(header: str | None) -> None:
    """Without a bearer token the challenge says only which scheme to use (RFC 6750 § 3.1)."""
    headers = Headers({} if header is None else {"Authorization": header})
    with pytest.raises(TokenMissing) as missing:
        bearer(headers, QueryParams(""))
    assert (missing.value.status, missing.value.challenge) == (401, "Bearer")


def test_a_token_in_the_query_is_refused() -> None:
    """OAuth 2.0 NL GOV forbids it, also beside a good header."""
    with pytest.raises(TokenInQuery) as refused:
        bearer(Headers({"Authorization": "Bearer good"}), QueryParams("access_token=abc"))
    assert (refused.value.status, refused.value.challenge) == (401, 'Bearer error="invalid_request"')


async def test_a_missing_scope_is_forbidden(publisher: Publisher, clock: Clock) -> None:
    """A good token without the right is 403, and the challenge names the scope."""
    actor = await publisher.verifier(clock).verify(sign())
    actor.require("contracts:read")
    with pytest.raises(ScopeMissing) as missing:
        actor.require("contracts:write")
    problem = missing.value
    assert problem.status == 403
    assert problem.challenge.format(**problem.facts) == (
        'Bearer error="insufficient_scope", scope="contracts:write"'
    )


@pytest.mark.parametrize("problem", TokenProblem.__subclasses__())
def test_each_problem_speaks_two_languages(problem: type[TokenProblem]) -> None:
    """Title, detail and mend differ by language and have no placeholder that the facts do not fill."""
    facts = {"reason": "expired", "scope": "contracts:read"}
    for text in (problem.title, problem.detail, problem.mend):
        dutch, english = text.render("nl", facts), text.render("en", facts)
        assert dutch != english
        assert "…" not in dutch + english
    assert problem.rule == "OAuth 2.0 NL GOV"
