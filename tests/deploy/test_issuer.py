"""The local issuer: whom it gives tokens, what it refuses, and that the services accept what it gives."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import uvicorn
from joserfc import jwk, jwt
from starlette.applications import Starlette

from deploy import issuer_assertions
from deploy.cli import main as bedoeling
from deploy.issuer import TOKEN_SECONDS, create_app, dev_token
from deploy.issuer_assertions import UsedAssertions
from deploy.issuer_keys import ROLES, IssuerState, read_private_key
from deploy.settings import ROOT, SYSTEM_OIN
from shared.clients.tokens import ASSERTION_TYPE, IssuerUnavailable, TokenRefused, TokenSource, well_known
from shared.guard import entered, left
from shared.kit.auth import LEEWAY_SECONDS, Actor, TokenInvalid, Verifier
from shared.kit.clock import machine_time
from shared.values.terms import ActorKind

URL = "http://issuer.test"
RSA = jwk.RSAKey.generate_key(2048, auto_kid=True)
MUNICIPALITY = "00000099000000000101"
PROVIDER = "00000099000000000102"


class House:
    """A running issuer with the ways in that its users have."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.transport = httpx.ASGITransport(create_app(state, URL))
        self.http = httpx.AsyncClient(transport=self.transport, base_url=URL)
        self.verifier = Verifier({URL: None}, "bedoeling", self.http)

    def restart(self, **named: Any) -> None:
        """The same address and state folder, another process."""
        self.transport.app = create_app(self.state, URL, **named)

    def source(self, client_id: str, private_jwk: dict[str, Any] | None = None, **named: Any) -> TokenSource:
        """The token source of a client; a built-in one's key comes from the state folder."""
        key = private_jwk or read_private_key(self.state, client_id)
        return TokenSource(URL, client_id, key, http=self.http, **named)

    async def who(self, token: str) -> Actor:
        """Who a service sees behind this token."""
        return await self.verifier.verify(token)

    async def ask(self, assertion: str, **form: str) -> httpx.Response:
        """The token endpoint's answer to this assertion."""
        full = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion,
        }
        return await self.http.post("/token", data={**full, **form})

    async def register(self, token: str, **body: Any) -> httpx.Response:
        """The answer to the registration of a sandbox client."""
        return await self.http.post("/clients", json=body, headers={"Authorization": f"Bearer {token}"})

    async def rotate(self, token: str, **body: Any) -> httpx.Response:
        """The answer to the wish for a new signing key."""
        return await self.http.post("/keys", json=body, headers={"Authorization": f"Bearer {token}"})

    async def kids(self) -> list[str]:
        """What the issuer publishes."""
        return [key["kid"] for key in (await self.http.get("/jwks.json")).json()["keys"]]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An issuer with an empty state folder."""
    return House(tmp_path / "issuer")


def assertion(house: House, header: dict[str, Any] | None = None, **changes: Any) -> str:
    """An assertion of service-access; a change to None leaves a claim out."""
    key = jwk.import_key(read_private_key(house.state, "service-access"))
    now = int(machine_time())
    good = {
        "iss": "service-access",
        "sub": "service-access",
        "aud": f"{URL}/token",
        "iat": now,
        "exp": now + 60,
        "jti": os.urandom(16).hex(),
    }
    kept = {name: value for name, value in {**good, **changes}.items() if value is not None}
    assert changes.keys() <= good.keys()
    return jwt.encode({"alg": "ES256", "kid": key.kid, **(header or {})}, kept, key)


async def test_a_service_gets_a_token_that_services_accept(house: House) -> None:
    """A built-in service signs in with its key; the token has its scopes and the system's OIN."""
    actor = await house.who(await house.source("service-settlement").token())
    assert (actor.client_id, actor.kind, actor.end_user) == ("service-settlement", ActorKind.SERVICE, None)
    assert (await house.who(await house.source("sandbox-admin").token())).kind is ActorKind.OPERATOR
    assert actor.organisations == (SYSTEM_OIN,)
    assert actor.scopes == {
        "events:all",
        "events:read",
        "contracts:read",
        "outcomes:read",
        "access:read",
        "settlement:read",
        "persons:read",
        "sandbox",
    }


async def test_scope_and_end_user_are_taken_over(house: House) -> None:
    """A client may ask for fewer scopes, and names the person on whose behalf it asks."""
    source = house.source("service-access", scope="contracts:read", end_user="j.dejong")
    own, other = await house.who(await source.token()), await house.who(await source.token("k.bakker"))
    assert (set(own.scopes), own.end_user) == ({"contracts:read"}, "j.dejong")
    assert other.end_user == "k.bakker"
    assert await source.token("k.bakker") != await source.token()


async def test_a_portal_names_the_citizen_whose_file_it_shows(house: House) -> None:
    """Only a client with role portal puts a citizen in its token, and only as a UUID."""
    admin, citizen = await house.source("sandbox-admin").token(), uuid4()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["access:read"]}
    portal = (await house.register(admin, role="portal", **wish)).json()
    purchaser = (await house.register(admin, role="purchaser", **wish)).json()
    source = house.source(portal["clientId"], portal["privateJwk"])
    shown, nobody = await source.token("j.dejong", citizen), await source.token("j.dejong")
    actor = await house.who(shown)
    assert (actor.kind, actor.citizens, actor.end_user) == (ActorKind.PORTAL, (citizen,), "j.dejong")
    assert (await house.who(nobody)).citizens == ()
    assert await source.token("j.dejong", citizen) == shown
    with pytest.raises(TokenRefused, match="only a client with role portal"):
        await house.source(purchaser["clientId"], purchaser["privateJwk"]).token(citizen=citizen)
    odd: Any = "../1"
    with pytest.raises(TokenRefused, match="a UUID"):
        await source.token(citizen=odd)
    assert UUID(str(citizen)) == citizen


async def test_tokens_follow_the_profile(house: House) -> None:
    """Check 24: RS256 with kid and typ at+jwt, at most an hour, a jti of 128 bits; the answer is never stored."""
    answer = await house.ask(assertion(house))
    body = answer.json()
    token = jwt.decode(
        body["access_token"], jwk.KeySet.import_key_set((await house.http.get("/jwks.json")).json())
    )
    assert (token.header["alg"], token.header["typ"]) == ("RS256", "at+jwt")
    assert token.header["kid"]
    assert token.claims["exp"] - token.claims["iat"] == body["expires_in"] == 3600
    assert token.claims["azp"] == token.claims["client_id"] == token.claims["sub"] == "service-access"
    assert len(token.claims["jti"]) == 22
    assert answer.headers["cache-control"] == "no-store"
    assert body["token_type"] == "Bearer"


async def test_metadata_is_the_same_at_both_addresses(house: House) -> None:
    """OpenID Connect discovery and RFC 8414 give the same document, and it offers private_key_jwt alone."""
    first, second = [(await house.http.get(address)).json() for address in well_known(URL)]
    assert first == second
    assert first["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert first["grant_types_supported"] == ["client_credentials"]


async def test_published_keys_hold_no_secret(house: House) -> None:
    """The key set shows the public half only."""
    (key,) = (await house.http.get("/jwks.json")).json()["keys"]
    assert set(key) == {"kty", "n", "e", "kid", "use", "alg"}


async def test_an_assertion_works_once(house: House) -> None:
    """Check 24: the second use of an assertion is refused."""
    used = assertion(house)
    assert (await house.ask(used)).status_code == 200
    again = await house.ask(used)
    assert (again.status_code, again.json()["error"]) == (401, "invalid_client")
    assert "used before" in again.json()["error_description"]


async def test_a_restart_forgets_no_used_assertion(house: House) -> None:
    """Check 24: what was used before a restart is refused after it; what was only made before it still works."""
    used, fresh = assertion(house), assertion(house)
    assert (await house.ask(used)).status_code == 200
    house.restart()
    again = await house.ask(used)
    assert (again.status_code, "used before" in again.json()["error_description"]) == (401, True)
    assert (await house.ask(fresh)).status_code == 200


def test_used_assertions_are_forgotten_when_they_expire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stays small, half a line in it stops nothing, and an expired one may be noted anew."""
    monkeypatch.setattr(issuer_assertions, "_TIDY_AFTER", 10)
    now, path = [1000.0], tmp_path / "used.txt"
    used = UsedAssertions(path, lambda: now[0])
    assert [used.add("a", "one", 1060), used.add("a", "one", 1060), used.add("b", "one", 1060)] == [
        True,
        False,
        True,
    ]
    with path.open("a") as file:
        file.write('[1060, "a", "ha')
    assert not UsedAssertions(path, lambda: now[0]).add("b", "one", 1060)
    now[0] = 1061
    used = UsedAssertions(path, lambda: now[0])
    assert path.read_bytes() == b""
    for number in range(200):
        now[0] += 60
        assert used.add("a", f"number {number}", now[0] + 60)
    assert len(path.read_text().splitlines()) < 20
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("audience", [f"{URL}/token", URL, [f"{URL}/token"], [URL]])
async def test_an_assertion_is_for_the_token_endpoint_or_the_issuer(house: House, audience: Any) -> None:
    """Check 24: both names of this server are good, alone (OAuth 2.0 NL GOV; OpenID Connect Core § 9)."""
    assert (await house.ask(assertion(house, aud=audience))).status_code == 200


@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
async def test_a_client_may_bring_its_own_key(house: House, algorithm: str) -> None:
    """Check 24: an RSA client signs with RS256 or PS256; its private key is never seen here."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read"], "clientId": "tenant-rsa"}
    made = await house.register(admin, publicJwk=RSA.as_dict(private=True), **wish)
    assert (made.status_code, made.json()["privateJwk"]) == (201, None)
    [kept] = [
        entry["jwk"]
        for entry in map(json.loads, (house.state / "registered.jsonl").read_text().splitlines())
        if entry["clientId"] == "tenant-rsa"
    ]
    assert kept.keys() == {"kty", "n", "e", "kid"}
    own = {**RSA.as_dict(private=True), "alg": algorithm}
    assert (await house.who(await house.source("tenant-rsa", own).token())).client_id == "tenant-rsa"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_keys_that_no_client_brings(house: House) -> None:
    """A weak key, a shared secret and something else altogether make no client."""
    admin = await house.source("sandbox-admin").token()
    weak = jwk.RSAKey.generate_key(1024).as_dict(private=False)
    for public in (weak, {"kty": "oct", "k": "c2VjcmV0"}, {}, "key", {"kty": "RSA", "n": "!", "e": "AQAB"}):
        answer = await house.register(
            admin, organisations=[MUNICIPALITY], scopes=["contracts:read"], publicJwk=public
        )
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata"), public


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"aud": "https://another.example/token"}, "aud"),
        ({"aud": [f"{URL}/token", "https://another.example/token"]}, "aud"),
        ({"aud": [f"{URL}/token", URL]}, "aud"),
        ({"aud": []}, "aud"),
        ({"aud": None}, "aud"),
        ({"sub": "service-outcomes"}, "sub"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": "a" * 21}, "jti"),
        ({"jti": 7}, "jti"),
        ({"iat": None}, "iat"),
        ({"exp": None}, "exp"),
        ({"exp": 1}, "expired"),
        ({"exp": 4_000_000_000}, "5 minutes"),
        ({"iat": 4_000_000_000, "exp": 4_000_000_060}, "not yet valid"),
        ({"iss": "nobody"}, "no such client"),
        ({"iss": ["service-access"]}, "no such client"),
        ({"iss": None}, "iss"),
    ],
)
async def test_assertions_that_are_refused(house: House, changes: dict[str, Any], why: str) -> None:
    """Check 24: each claim of private_key_jwt is checked, and the answer says what is wrong."""
    answer = await house.ask(assertion(house, **changes))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert why in answer.json()["error_description"]


def signed_with_a_secret(algorithm: str, claims: dict[str, Any], secret: bytes) -> str:
    """A JWT signed with HMAC, or with nothing when there is no secret."""
    parts = [json.dumps(part).encode() for part in ({"alg": algorithm}, claims)]
    text = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = hmac.digest(secret, text, "sha256") if secret else b""
    return (text + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


async def test_only_the_clients_own_key_opens(house: House) -> None:
    """Check 24: in another client's name, with `none` or a shared secret, or with rubbish in it: refused."""
    key = jwk.import_key(read_private_key(house.state, "sandbox-admin"))
    now = int(machine_time())
    claims = {
        "iss": "service-access",
        "sub": "service-access",
        "aud": f"{URL}/token",
        "iat": now,
        "exp": now + 60,
        "jti": os.urandom(16).hex(),
    }
    good = assertion(house)
    own = jwk.import_key(read_private_key(house.state, "service-access"))
    assert isinstance(own, jwk.ECKey)
    public = own.as_bytes("PEM", private=False)
    for forged in (
        jwt.encode({"alg": "ES256"}, dict(claims), key),
        signed_with_a_secret("HS256", claims, public),
        signed_with_a_secret("none", claims, b""),
        good.rpartition(".")[0] + ".",
        "a.b.c",
        "",
        assertion(house, header={"kid": "another"}),
    ):
        answer = await house.ask(forged)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert (await house.ask(good)).status_code == 200


async def test_a_client_secret_is_refused(house: House) -> None:
    """Check 24: shared secrets open nothing, in the form, in the header or beside a good assertion."""
    in_form = await house.ask(assertion(house), client_secret="secret")
    in_header = await house.http.post(
        "/token", data={"grant_type": "client_credentials"}, auth=("service-access", "secret")
    )
    for answer in (in_form, in_header):
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert "client_secret is refused" in answer.json()["error_description"]
    assert "www-authenticate" in in_header.headers


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": "settlement:pay"}, "invalid_scope"),
        ({"scope": "contracts:read settlement:pay"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"organisation": MUNICIPALITY}, "invalid_request"),
        ({"end_user": ""}, "invalid_request"),
        ({"end_user": "x" * 256}, "invalid_request"),
        ({"end_user": "j\ndejong"}, "invalid_request"),
        ({"citizen": "0190d3a0-0000-7000-8000-000000000001"}, "invalid_request"),
    ],
)
async def test_a_client_gets_only_what_it_has(house: House, form: dict[str, str], error: str) -> None:
    """No other grant, no scope and no organisation beyond the client's own."""
    answer = await house.ask(assertion(house), **form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"scope=a&scope=b", "application/x-www-form-urlencoded", 400),
        (b"a=%ff", "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)
async def test_forms_that_are_refused(house: House, body: bytes, media_type: str, status: int) -> None:
    """A form of another type, with a parameter twice, unreadable or too long is refused."""
    answer = await house.http.post("/token", content=body, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["error"]) == (status, "invalid_request")


async def test_a_sandbox_tenant_gets_a_client(house: House) -> None:
    """The sandbox administrator registers a client; its key works after a restart and is kept nowhere."""
    admin = await house.source("sandbox-admin").token()
    answer = await house.register(
        admin,
        clientId="tenant-a",
        organisations=[MUNICIPALITY, PROVIDER],
        scopes=["contracts:write", "sandbox"],
    )
    made = answer.json()
    assert (answer.status_code, made["clientId"]) == (201, "tenant-a")
    kept = "".join(path.read_text() for path in house.state.rglob("*.json*"))
    assert made["privateJwk"]["x"] in kept
    assert made["privateJwk"]["d"] not in kept
    house.restart()
    actor = await house.who(await house.source("tenant-a", made["privateJwk"]).token())
    assert actor.organisations == (MUNICIPALITY, PROVIDER)
    assert actor.scopes == {"contracts:write", "sandbox"}
    one = house.source("tenant-a", made["privateJwk"], organisation=PROVIDER)
    assert (await house.who(await one.token())).organisations == (PROVIDER,)


async def test_a_registration_never_changes_a_client(house: House) -> None:
    """A client id that is taken is refused; without one the issuer makes one up."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read"]}
    before = (house.state / "clients.json").read_text()
    assert (await house.register(admin, clientId="service-access", **wish)).status_code == 409
    assert (house.state / "clients.json").read_text() == before
    first, second = [(await house.register(admin, **wish)).json()["clientId"] for _ in range(2)]
    assert first != second


def test_a_client_whose_line_was_cut_off_was_never_there(tmp_path: Path) -> None:
    """A crash in the middle of a registration costs that client only; the next one stands on a line of its own."""
    state = IssuerState(tmp_path / "state")
    kept, _ = state.register("kept", (MUNICIPALITY,), ("contracts:read",))
    state.register("torn", (MUNICIPALITY,), ("contracts:read",))
    lines = tmp_path / "state" / "registered.jsonl"
    lines.write_bytes(lines.read_bytes()[:-20])
    again = IssuerState(tmp_path / "state")
    assert again.clients["kept"] == kept and "torn" not in again.clients
    third, _ = again.register("third", (MUNICIPALITY,), ("contracts:read",))
    assert IssuerState(tmp_path / "state").clients["third"] == third


@pytest.mark.parametrize(
    "change",
    [
        {"organisations": []},
        {"organisations": "00000099000000000101"},
        {"organisations": ["00000001000000000101"]},
        {"organisations": [SYSTEM_OIN]},
        {"organisations": ["0000009"]},
        {"scopes": []},
        {"scopes": ["events:all"]},
        {"scopes": ["everything"]},
        {"clientId": "../../etc/passwd"},
        {"clientId": ""},
        {"clientId": 7},
    ],
)
async def test_clients_that_are_not_made(house: House, change: dict[str, Any]) -> None:
    """Only test OINs, never the system's, no scope that makes a client a sibling service, no odd names."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read"], **change}
    answer = await house.register(admin, **wish)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata")


async def test_a_sandbox_gets_clients_of_its_own_organisations_only(house: House) -> None:
    """An organisation that has a client of elsewhere is no guest; one of the same sandbox gets another, after a restart too."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read"], "sandbox": PROVIDER}
    assert [(await house.register(admin, **wish)).status_code for _ in range(2)] == [201, 201]
    kept = IssuerState(house.state, SYSTEM_OIN).clients.values()
    assert [one.sandbox for one in kept if one.organisations == (MUNICIPALITY,)] == [PROVIDER] * 2
    assert (await house.register(admin, **{**wish, "sandbox": MUNICIPALITY})).status_code == 409
    free = {"organisations": [PROVIDER], "scopes": ["contracts:read"]}
    assert (await house.register(admin, **free)).status_code == 201
    refused = await house.register(admin, **{**free, "sandbox": PROVIDER})
    assert (refused.status_code, refused.json()["error"]) == (409, "invalid_client_metadata")
    assert PROVIDER in refused.json()["error_description"]


async def test_a_tenant_gives_away_only_its_own(house: House) -> None:
    """A tenant with scope sandbox makes clients for its own organisations and scopes only."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read", "sandbox"]}
    made = (await house.register(admin, clientId="tenant-a", **wish)).json()
    tenant = await house.source("tenant-a", made["privateJwk"]).token()
    own = await house.register(tenant, organisations=[MUNICIPALITY], scopes=["contracts:read"])
    neighbour = await house.register(tenant, organisations=[PROVIDER], scopes=["contracts:read"])
    more = await house.register(tenant, organisations=[MUNICIPALITY], scopes=["settlement:pay"])
    assert [answer.status_code for answer in (own, neighbour, more)] == [201, 403, 403]


async def test_registration_asks_for_a_token_with_scope_sandbox(house: House) -> None:
    """Without a token 401, with one of another scope 403, in the query 401; the challenge says which."""
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read"]}
    reader = await house.source("service-access", scope="contracts:read").token()
    without = await house.http.post("/clients", json=wish)
    forbidden = await house.register(reader, **wish)
    in_query = await house.http.post("/clients", json=wish, params={"access_token": reader})
    assert (without.status_code, without.headers["www-authenticate"]) == (401, "Bearer")
    assert forbidden.status_code == 403
    assert forbidden.headers["www-authenticate"] == 'Bearer error="insufficient_scope", scope="sandbox"'
    assert (in_query.status_code, in_query.json()["error"]) == (401, "token-in-query")


@pytest.mark.parametrize("role", [None, *ROLES])
async def test_a_registration_names_any_role_but_service(house: House, role: str | None) -> None:
    """The administrator gives every role but that of a sibling; the token says it, and a restart keeps it."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read"], "role": role}
    made = (await house.register(admin, clientId="tenant-a", **wish)).json()
    house.restart()
    token = await house.source("tenant-a", made["privateJwk"]).token()
    assert made["role"] == role
    assert (await house.who(token)).kind is ActorKind(role or "provider")


async def test_roles_that_nobody_gives(house: House) -> None:
    """Nobody becomes a sibling or the system, and only the system makes an operator."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["contracts:read", "sandbox"]}
    for role in ("service", "system", "", "mayor", 7):
        answer = await house.register(admin, role=role, **wish)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata"), role
    made = (await house.register(admin, role="purchaser", **wish)).json()
    tenant = await house.source(made["clientId"], made["privateJwk"]).token()
    refused = await house.register(tenant, role="operator", **wish)
    assert (refused.status_code, "role" in refused.json()["error_description"]) == (400, True)
    assert (await house.register(tenant, role="portal", **wish)).status_code == 201


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
async def test_the_signing_key_rotates_without_a_restart(house: House, algorithm: str) -> None:
    """Check 23: new tokens are signed by the new key and accepted at once, old ones until they expire."""
    admin = await house.source("sandbox-admin").token()
    old = await house.source("service-access").token()
    await house.who(old)
    (first,) = await house.kids()
    answer = await house.rotate(admin, algorithm=algorithm)
    assert answer.status_code == 201
    assert await house.kids() == [answer.json()["kid"], first] == answer.json()["published"]
    new = await house.source("service-access").token()
    header = jwt.decode(
        new,
        jwk.KeySet.import_key_set((await house.http.get("/jwks.json")).json()),
        algorithms=["RS256", "PS256", "ES256"],
    ).header
    assert (header["kid"], header["alg"]) == (answer.json()["kid"], algorithm)
    assert (await house.who(new)).client_id == (await house.who(old)).client_id == "service-access"
    house.restart()
    assert await house.kids() == answer.json()["published"]


async def test_a_retired_key_is_published_until_its_tokens_have_expired(house: House) -> None:
    """An hour and the leeway after the rotation the old key is gone, also from the file of the next rotation."""
    now = [machine_time()]
    house.restart(clock=lambda: now[0])
    (first,) = await house.kids()
    second = (await house.rotate(await house.source("sandbox-admin").token())).json()["kid"]
    now[0] += TOKEN_SECONDS + LEEWAY_SECONDS - 1
    assert await house.kids() == [second, first]
    now[0] += 1
    assert await house.kids() == [second]
    private = jwk.import_key(json.loads((house.state / "signing.jwk.json").read_text()))
    assert (private.kid, private.is_private) == (second, True)
    assert '"d"' not in (house.state / "retired.json").read_text()


async def test_only_the_system_rotates(house: House) -> None:
    """Without a token 401, for a tenant 403, with an algorithm that is not offered 400; the key stays."""
    admin = await house.source("sandbox-admin").token()
    wish = {"organisations": [MUNICIPALITY], "scopes": ["sandbox"], "role": "operator"}
    made = (await house.register(admin, **wish)).json()
    tenant = await house.source(made["clientId"], made["privateJwk"]).token()
    before = await house.kids()
    assert (await house.http.post("/keys", json={})).status_code == 401
    assert (await house.rotate(tenant)).status_code == 403
    assert (await house.rotate(admin, algorithm="HS256")).status_code == 400
    assert await house.kids() == before


async def test_a_signing_key_that_is_lost_takes_its_tokens_along(house: House) -> None:
    """A new key without rotation: new tokens are accepted at once, old ones no more."""
    old = await house.source("service-access").token()
    await house.who(old)
    (house.state / "signing.jwk.json").unlink()
    house.restart()
    assert (await house.who(await house.source("service-access").token())).client_id == "service-access"
    with pytest.raises(TokenInvalid):
        await house.who(old)


async def test_a_token_source_asks_once(house: House) -> None:
    """Ten tasks at once lead to one token, kept for the next calls."""
    source = house.source("service-access")
    tokens = await asyncio.gather(*(source.token() for _ in range(10)))
    assert len({*tokens, await source.token()}) == 1


async def test_a_token_source_renews_before_expiry(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute before the end of its life a token is replaced."""
    source, moment = house.source("service-access"), machine_time()
    first = await source.token()
    monkeypatch.setattr("shared.clients.tokens.time", SimpleNamespace(time=lambda: moment + 3500))
    assert await source.token() == first
    house.transport.app = create_app(house.state, URL, clock=lambda: moment + 3550)
    monkeypatch.setattr("shared.clients.tokens.time", SimpleNamespace(time=lambda: moment + 3550))
    assert await source.token() != first


async def test_a_token_source_says_what_went_wrong(house: House) -> None:
    """A refusal carries the issuer's words; an issuer that is not there is something else."""
    with pytest.raises(TokenRefused, match="invalid_scope"):
        await house.source("service-access", scope="settlement:pay").token()
    nowhere = httpx.AsyncClient(transport=httpx.ASGITransport(Starlette()))
    lost = TokenSource(URL, "service-access", read_private_key(house.state, "service-access"), http=nowhere)
    with pytest.raises(IssuerUnavailable):
        await lost.token()


async def test_no_token_is_asked_inside_a_transaction(house: House) -> None:
    """Locks are not held while the issuer answers."""
    mark = entered()
    try:
        with pytest.raises(AssertionError, match="HTTP inside a transaction"):
            await house.source("service-access").token()
    finally:
        left(mark)


def test_keys_are_for_the_owner_only(house: House) -> None:
    """Folders are 0700 and every file with a key 0600; the next start keeps the keys."""
    files = [path for path in house.state.rglob("*") if path.is_file()]
    assert len(files) == 8
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(house.state.stat().st_mode) == 0o700
    before = {path: path.read_bytes() for path in files}
    house.restart()
    assert {path: path.read_bytes() for path in before} == before


def test_issuers_that_start_together_share_one_key(tmp_path: Path) -> None:
    """Whoever writes the signing key first wins; the others read it."""
    found: list[str | None] = []
    starts = [
        threading.Thread(target=lambda: found.append(IssuerState(tmp_path / "one").signing_key.kid))
        for _ in range(4)
    ]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert [path.name for path in (tmp_path / "one").glob(".*")] == []


def test_another_system_oin_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BEDOELING_SYSTEM_OIN names the built-in clients' organisation; nonsense in it stops the start."""
    state = House(tmp_path).state
    monkeypatch.setenv("BEDOELING_SYSTEM_OIN", MUNICIPALITY)
    create_app(state, URL)
    entries = json.loads((state / "clients.json").read_text())
    assert {entry["organisations"][0] for entry in entries.values()} == {MUNICIPALITY}
    monkeypatch.setenv("BEDOELING_SYSTEM_OIN", "123")
    with pytest.raises(ValueError, match="BEDOELING_SYSTEM_OIN"):
        create_app(state, URL)


@pytest.mark.parametrize("environment", ["production", " Production "])
def test_production_is_refused(tmp_path: Path, environment: str) -> None:
    """In production the issuer ends with code 2 and a sentence, and makes no key."""
    ended = subprocess.run(
        [sys.executable, "-m", "deploy.issuer", "--state", str(tmp_path / "issuer"), "--port", "0"],
        env={**os.environ, "BEDOELING_ENVIRONMENT": environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "does not run in production" in ended.stderr
    assert not (tmp_path / "issuer").exists()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of an issuer that runs in a server of its own, on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(create_app(tmp_path, url), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield url
    server.should_exit = True
    thread.join()


def test_the_command_line_gets_a_token(address: str, tmp_path: Path) -> None:
    """Over real HTTP a token for a built-in client comes back, and a service finds the keys by itself."""
    token = dev_token(address, tmp_path, "service-contracts", "contracts:read", "j.dejong")

    async def who() -> Actor:
        verifier = Verifier({address: None}, "bedoeling")
        try:
            return await verifier.verify(token)
        finally:
            await verifier.aclose()

    actor = asyncio.run(who())
    assert (actor.client_id, actor.end_user, set(actor.scopes)) == (
        "service-contracts",
        "j.dejong",
        {"contracts:read"},
    )
    for nobody in ("nobody", "../clients"):
        with pytest.raises((FileNotFoundError, ValueError)):
            dev_token(address, tmp_path, nobody)


def test_the_command_line_rotates_the_key(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`bedoeling issuer rotate` asks the running issuer, and says what to start when none answers."""
    monkeypatch.setenv("BEDOELING_STATE", str(tmp_path / "house"))
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "issuer").symlink_to(tmp_path)
    port = address.rpartition(":")[2]
    before = httpx.get(f"{address}/jwks.json").json()["keys"]
    assert bedoeling(["issuer", "rotate", "--algorithm", "PS256", "--port", port]) == 0
    after = httpx.get(f"{address}/jwks.json").json()["keys"]
    assert [key["alg"] for key in after] == ["PS256", "RS256"] and after[1]["kid"] == before[0]["kid"]
    assert after[0]["kid"] in capsys.readouterr().out
    assert bedoeling(["issuer", "rotate", "--algorithm", "HS256", "--port", port]) == 2
    assert bedoeling(["issuer", "rotate", "--port", "1"]) == 2
    assert "make up" in capsys.readouterr().err
