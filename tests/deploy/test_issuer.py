"""The local issuer: whom it gives tokens, what it refuses, and that the services accept what it gives."""

from __future__ import annotations

import asyncio
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

import httpx
import pytest
import uvicorn
from joserfc import jwk, jwt
from starlette.applications import Starlette

from deploy.issuer import create_app, dev_token
from deploy.issuer_keys import IssuerState, read_private_key
from deploy.settings import ROOT, SYSTEM_OIN
from shared.clients.tokens import ASSERTION_TYPE, IssuerUnavailable, TokenRefused, TokenSource, well_known
from shared.guard import entered, left
from shared.kit.auth import Actor, TokenInvalid, Verifier
from shared.kit.clock import machine_time

URL = "http://issuer.test"
MUNICIPALITY = "00000099000000000101"
PROVIDER = "00000099000000000102"


class House:
    """A running issuer with the ways in that its users have."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.transport = httpx.ASGITransport(create_app(state, URL))
        self.http = httpx.AsyncClient(transport=self.transport, base_url=URL)
        self.verifier = Verifier({URL: None}, "bedoeling", self.http)

    def restart(self) -> None:
        """The same address and state folder, another process."""
        self.transport.app = create_app(self.state, URL)

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
    return jwt.encode({"alg": "ES256", "kid": key.kid, **(header or {})}, kept, key)


async def test_a_service_gets_a_token_that_services_accept(house: House) -> None:
    """A built-in service signs in with its key; the token has its scopes and the system's OIN."""
    actor = await house.who(await house.source("service-settlement").token())
    assert (actor.client_id, actor.service, actor.end_user) == ("service-settlement", True, None)
    assert actor.organisations == (SYSTEM_OIN,)
    assert actor.scopes == {
        "events:all",
        "events:read",
        "contracts:read",
        "outcomes:read",
        "access:read",
        "settlement:read",
        "sandbox",
    }


async def test_scope_and_end_user_are_taken_over(house: House) -> None:
    """A client may ask for fewer scopes, and names the person on whose behalf it asks."""
    source = house.source("service-access", scope="contracts:read", end_user="j.dejong")
    own, other = await house.who(await source.token()), await house.who(await source.token("k.bakker"))
    assert (set(own.scopes), own.end_user, own.service) == ({"contracts:read"}, "j.dejong", False)
    assert other.end_user == "k.bakker"
    assert await source.token("k.bakker") != await source.token()


async def test_tokens_follow_the_profile(house: House) -> None:
    """RS256 with kid and typ at+jwt, at most an hour, a jti of 128 bits; the answer is never stored."""
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
    """The second use of an assertion is refused."""
    used = assertion(house)
    assert (await house.ask(used)).status_code == 200
    again = await house.ask(used)
    assert (again.status_code, again.json()["error"]) == (401, "invalid_client")
    assert "used before" in again.json()["error_description"]


async def test_a_restart_forgets_no_used_assertion(house: House) -> None:
    """What was signed before the start is refused, since the used ones are remembered in memory."""
    now = int(machine_time())
    old = assertion(house, iat=now - 5)
    house.restart()
    answer = await house.ask(old)
    assert answer.status_code == 401
    assert "older than this issuer's start" in answer.json()["error_description"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"aud": URL}, "aud"),
        ({"aud": [f"{URL}/token", "https://another.example/token"]}, "aud"),
        ({"aud": None}, "aud"),
        ({"sub": "service-outcomes"}, "sub"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "jti"),
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
    """Each claim of private_key_jwt is checked, and the answer says what is wrong."""
    answer = await house.ask(assertion(house, **changes))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert why in answer.json()["error_description"]


async def test_only_the_clients_own_key_opens(house: House) -> None:
    """An assertion in the name of another client, without signature or with rubbish in it is refused."""
    key = jwk.import_key(read_private_key(house.state, "sandbox-admin"))
    now = int(machine_time())
    claims = {
        "iss": "service-access",
        "sub": "service-access",
        "aud": f"{URL}/token",
        "iat": now,
        "exp": now + 60,
        "jti": "1",
    }
    good = assertion(house)
    for forged in (
        jwt.encode({"alg": "ES256"}, dict(claims), key),
        good.rpartition(".")[0] + ".",
        "a.b.c",
        "",
        assertion(house, header={"kid": "another"}),
    ):
        answer = await house.ask(forged)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert (await house.ask(good)).status_code == 200


async def test_a_client_secret_is_refused(house: House) -> None:
    """Shared secrets open nothing, neither in the form nor in the header, nor beside a good assertion."""
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
    kept = "".join(path.read_text() for path in house.state.rglob("*.json"))
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


async def test_the_issuers_key_rotates_without_a_restart_of_the_services(house: House) -> None:
    """A new signing key at the same address: new tokens are accepted at once, old ones no more."""
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
    assert len(files) == 7
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
