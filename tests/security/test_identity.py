"""Checks 22, 23 and 24: who asks, as the running services see it (OAuth 2.0 NL GOV, RFC 6750, RFC 9068).

Every token is sent over HTTP to the four services, to REST and to the graph. The issuer's side of check 24 (assertions,
lifetimes, client secrets, rotation by command) is in tests/deploy/test_issuer.py. The clause of check 24 on PKCE is about an
authorisation server with a code flow, which the local issuer is not: docs/identity.md has the settings of the one that is.
"""

import asyncio
import hmac
import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from joserfc import jwk

from deploy.issuer_rotation import rotate
from deploy.settings import ROOT
from shared.clients.tokens import TokenSource
from shared.kit.auth import Verifier
from shared.kit.clock import machine_time
from shared.values.terms import ActorKind, Scope
from tests.security.issuers import (
    Door,
    Issuer,
    at_all,
    encoded,
    open_doors,
    open_issuer,
    signed,
    signed_by_hand,
)
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.documents import Document, Operation
from tests.wire.graphs import Question, questions, schema_of

pytestmark = pytest.mark.xdist_group("published")

INVALID = 'Bearer error="invalid_token"'
INVALID_REQUEST = 'Bearer error="invalid_request"'
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "of-nobody"})


@pytest_asyncio.fixture(scope="module")
async def issuer() -> AsyncIterator[Issuer]:
    """Another issuer on the allow list."""
    async with open_issuer() as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def doors(house: House, issuer: Issuer) -> AsyncIterator[list[Door]]:
    """The four services, which accept the house's issuer and the other one."""
    async with open_doors(house, issuers=(house.issuer, issuer.url)) as found:
        yield found


@pytest_asyncio.fixture
async def party(house: House) -> Tenant:
    """A purchaser with tokens of the house's own issuer."""
    return await new_tenant(house, date(2026, 1, 1), providers=0)


def hmac_signed(issuer: Issuer, encoding: Any) -> str:
    """The public key as shared secret."""
    head = encoded(json.dumps({"alg": "HS256", "kid": issuer.rsa.kid, "typ": "at+jwt"}).encode())
    text = f"{head}.{encoded(json.dumps(issuer.claims()).encode())}"
    return f"{text}.{encoded(hmac.digest(issuer.rsa.as_bytes(encoding, private=False), text.encode(), 'sha256'))}"


def unsigned(issuer: Issuer, algorithm: Any, signature: bool = False) -> str:
    """A token that says it needs no signature."""
    head = encoded(json.dumps({"alg": algorithm, "kid": issuer.rsa.kid, "typ": "at+jwt"}).encode())
    return f"{head}.{issuer.token().split('.', 1)[1] if signature else encoded(json.dumps(issuer.claims()).encode()) + '.'}"


def tampered(issuer: Issuer, **changes: Any) -> str:
    """The signature of one token under the claims of another."""
    head, _, tail = issuer.token().split(".")
    return f"{head}.{encoded(json.dumps(issuer.claims(**changes)).encode())}.{tail}"


def injected(issuer: Issuer, **header: Any) -> str:
    """Signed by a stranger who brings its own key along, under a kid that is known."""
    return signed(OTHER, "RS256", {"kid": issuer.rsa.kid, **header}, issuer.claims())


def by_hand(issuer: Issuer, **header: Any) -> str:
    """A good signature under a header with more in it."""
    head = {"alg": "RS256", "kid": issuer.rsa.kid, "typ": "at+jwt", **header}
    return signed_by_hand(issuer.rsa, head, issuer.claims())


def trap(issuer: Issuer) -> str:
    """An address that nobody should ask."""
    return f"{issuer.url}/trap"


def now() -> int:
    """The machine's clock in seconds."""
    return int(machine_time())


REFUSED: dict[str, tuple[Callable[[Issuer], str], str]] = {
    "another audience": (lambda i: i.token(aud="another-service"), "audience"),
    "only other audiences": (lambda i: i.token(aud=["one", "two"]), "audience"),
    "no audience": (lambda i: i.token(aud=None), "audience"),
    "an issuer that is not listed": (lambda i: i.token(iss="https://elders.example.org"), "issuer"),
    "an issuer that is nearly listed": (lambda i: i.token(iss=f"{i.url}/"), "issuer"),
    "no issuer": (lambda i: i.token(iss=None), "issuer"),
    "alg none, without a signature": (lambda i: unsigned(i, "none"), "algorithm"),
    "alg none, with a signature": (lambda i: unsigned(i, "none", signature=True), "algorithm"),
    "alg nOnE": (lambda i: unsigned(i, "nOnE"), "algorithm"),
    "no alg": (lambda i: unsigned(i, None), "algorithm"),
    "HS256 with the public key (PEM)": (lambda i: hmac_signed(i, "PEM"), "algorithm"),
    "HS256 with the public key (DER)": (lambda i: hmac_signed(i, "DER"), "algorithm"),
    "RS384": (lambda i: i.token(algorithm="RS384"), "algorithm"),
    "expired": (lambda i: i.token(exp=now() - 31), "expired"),
    "no exp": (lambda i: i.token(exp=None), "exp-missing"),
    "exp as text": (lambda i: i.token(exp=str(now() + 600)), "exp-missing"),
    "nbf in the future": (lambda i: i.token(nbf=now() + 60), "not-yet-valid"),
    "no kid": (lambda i: i.token(header={"kid": None}), "kid-missing"),
    "an empty kid": (lambda i: i.token(header={"kid": ""}), "kid-missing"),
    "an unknown kid": (lambda i: i.token(OTHER), "key-unknown"),
    "a kid that is an address": (lambda i: i.token(OTHER, header={"kid": trap(i)}), "key-unknown"),
    "a kid that is a path": (lambda i: i.token(OTHER, header={"kid": "../../dev/null"}), "key-unknown"),
    "the kid of a key of another kind": (lambda i: i.token(header={"kid": i.ec.kid}), "key-unknown"),
    "a tampered payload": (lambda i: tampered(i, organisations=["00000099000000000001"]), "signature"),
    "a tampered role": (lambda i: tampered(i, role="service"), "signature"),
    "a signature cut short": (lambda i: i.token()[:-10], "signature"),
    "another's signature": (lambda i: injected(i), "signature"),
    "jwk in the header": (lambda i: injected(i, jwk=OTHER.as_dict(private=False)), "signature"),
    "jku in the header": (lambda i: injected(i, jku=trap(i)), "signature"),
    "x5u in the header": (lambda i: injected(i, x5u=trap(i)), "signature"),
    "x5c in the header": (lambda i: injected(i, x5c=["MIIB"]), "signature"),
    "crit": (lambda i: by_hand(i, crit=["exp"], exp=now() + 600), "crit"),
    "crit b64": (lambda i: by_hand(i, crit=["b64"], b64=True), "crit"),
    "another typ": (lambda i: i.token(header={"typ": "logout+jwt"}), "type"),
    "typ of an assertion": (lambda i: i.token(header={"typ": "client-authentication+jwt"}), "type"),
    "azp is not client_id": (lambda i: i.token(azp="another-client"), "client-ambiguous"),
    "neither azp nor client_id": (lambda i: i.token(azp=None, client_id=None), "client-missing"),
    "no sub": (lambda i: i.token(sub=None), "sub-missing"),
    "no jti": (lambda i: i.token(jti=None), "jti-missing"),
    "no organisations": (lambda i: i.token(organisations=None), "organisations-missing"),
    "an organisation that is none": (
        lambda i: i.token(organisations=["gemeente"]),
        "organisations-malformed",
    ),
    "scopes as a list": (lambda i: i.token(scope=["events:read"]), "scope-malformed"),
    "act as text": (lambda i: i.token(act="j.jansen"), "act-malformed"),
    "a citizen that is none": (lambda i: i.token(role="portal", citizen="jan"), "citizen-malformed"),
    "claims that are a list": (lambda i: signed(i.rsa, "RS256", {}, [1]), "malformed"),
    "five parts, as a JWE": (lambda i: i.token() + ".a.b", "malformed"),
    "twenty thousand characters": (lambda i: i.token(filler="x" * 20_000), "malformed"),
    "no JWT at all": (lambda i: "c2VjcmV0", "malformed"),
    "not even ASCII": (lambda i: "geheim-€".encode().decode("latin-1"), "malformed"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_check_23_tokens_that_are_refused(name: str, doors: list[Door], issuer: Issuer) -> None:
    """Check 23: 401, a problem that says which, and the challenge of RFC 6750 § 3; and nobody's address is asked."""
    make, reason = REFUSED[name]
    token = make(issuer).encode("latin-1")
    for door in doors:
        for answer in await door.both({b"Authorization": b"Bearer " + token}):
            refused(answer, 401, "token-invalid", INVALID)
            assert f"({reason})" in answer.json()["detail"], answer.text
            assert token.decode("latin-1")[-20:] not in answer.text
    assert issuer.asked["/trap"] == 0


def refused(answer: httpx.Response, status: int, code: str, challenge: str | None) -> None:
    """A whole problem with this challenge, at whichever address."""
    where = f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
    assert answer.status_code == status, where
    assert answer.headers["Content-Type"] == "application/problem+json", where
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code), where
    assert problem["title"] and problem["mend"] and problem["type"].endswith(f"/problem-types/{code}"), where
    assert answer.headers.get("WWW-Authenticate") == challenge, where
    assert (answer.headers["Cache-Control"], bool(answer.headers["API-Version"])) == ("no-store", True), where


async def test_check_23_tokens_that_are_accepted(doors: list[Door], issuer: Issuer) -> None:
    """Check 23: RS256, PS256 and ES256; typ JWT and at+jwt; an audience among others; a scheme in lower case."""
    good = [
        issuer.token(),
        issuer.token(algorithm="PS256"),
        issuer.token(issuer.ec, "ES256"),
        issuer.token(header={"typ": "JWT"}),
        issuer.token(header={"typ": None}),
        issuer.token(aud=["another", "bedoeling"]),
        issuer.token(client_id=None),
        issuer.token(azp=None),
        # What a header says beside its key is not looked at.
        issuer.token(header={"jku": trap(issuer), "x5u": trap(issuer), "jwk": OTHER.as_dict(private=False)}),
    ]
    for token in good:
        assert {answer.status_code for answer in await at_all(doors, token)} == {200}
    assert {a.status_code for a in await doors[0].both({"Authorization": f"bearer {good[0]}"})} == {200}
    assert issuer.asked["/trap"] == 0


async def test_check_23_issuers_by_list(
    doors: list[Door], issuer: Issuer, house: House, party: Tenant
) -> None:
    """Check 23: every issuer of the list is accepted with its own keys, and none with another's."""
    theirs = await party.token(party.owner)
    assert {answer.status_code for answer in await at_all(doors, theirs)} == {200}
    for answer in await at_all(doors, issuer.token(iss=house.issuer)):
        refused(answer, 401, "token-invalid", INVALID)
    unlisted = await house.http.get(
        f"{house.urls['contracts']}/v1/events", headers={"Authorization": f"Bearer {issuer.token()}"}
    )
    refused(unlisted, 401, "token-invalid", INVALID)


async def test_check_23_an_access_token_is_good_until_it_expires(doors: list[Door], issuer: Issuer) -> None:
    """Check 23: a bearer token may be used again (RFC 6750 § 1.2); what works once is an assertion (RFC 7523 § 3)."""
    token = issuer.token(exp=now() + 60)
    for _ in range(3):
        assert {answer.status_code for answer in await at_all(doors, token)} == {200}


async def test_check_23_a_jti_names_one_token(doors: list[Door], issuer: Issuer) -> None:
    """Check 23: two tokens with one jti were not made by a sound issuer: the second is refused (profile § 3.2.1)."""
    first, second = (
        issuer.token(jti="een-en-dezelfde-naam-van-twee"),
        issuer.token(jti="een-en-dezelfde-naam-van-twee", scope="sandbox"),
    )
    assert {answer.status_code for answer in await at_all(doors, first)} == {200}
    for answer in await at_all(doors, second):
        refused(answer, 401, "token-invalid", INVALID)
        assert "(jti-reused)" in answer.json()["detail"]


async def test_check_23_a_machine_is_no_person(doors: list[Door], issuer: Issuer) -> None:
    """Check 23: a service account with a sub of its own (Keycloak) is no end user, so it writes nothing."""
    machine = issuer.token(
        act=None, sub="5f1c6f0e-7f0a-4a52-9d57-6f0d9c1f4a11", preferred_username="service-account-zaaksysteem"
    )
    contracts = next(door for door in doors if door.name == "contracts")
    body = {"oin": issuer.oin, "name": "Gemeente Voorbeeld", "kind": "municipality"}
    headers = {"Authorization": f"Bearer {machine}", "Idempotency-Key": "machine-1"}
    answer = await contracts.http.post(f"{contracts.base}/v1/organisations", headers=headers, json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "end-user-missing"), answer.text


async def test_check_22_without_a_token(doors: list[Door], issuer: Issuer) -> None:
    """Check 22: without a bearer token the challenge names the scheme and no error (RFC 6750 § 3.1)."""
    token = issuer.token()
    for door in doors:
        for headers in (
            {},
            {"Authorization": "Basic eDp5"},
            {"Authorization": "Bearer"},
            {"Authorization": token},
        ):
            for answer in await door.both(headers):
                refused(answer, 401, "token-missing", "Bearer")


@pytest.mark.parametrize("name", ["access_token", "access%5Ftoken", "%61ccess_token"])
async def test_check_22_a_token_in_the_query(doors: list[Door], issuer: Issuer, name: str) -> None:
    """Check 22: refused, also beside a good header, and however its name is written."""
    token = issuer.token()
    for door in doors:
        for headers in ({}, {"Authorization": f"Bearer {token}"}):
            for answer in await door.both(headers, f"?{name}={token}"):
                refused(answer, 401, "token-in-query", INVALID_REQUEST)
                assert token not in answer.text


async def test_check_22_a_token_in_the_body(doors: list[Door], issuer: Issuer) -> None:
    """Check 22: we take no token from a form or from JSON: the one is no media type of ours, the other goes unread."""
    form, body = {"access_token": issuer.token()}, {"access_token": issuer.token(), "query": "{ __typename }"}
    for door in doors:
        assert (await door.graph(json=None, data=form)).status_code == 415
        refused(await door.graph(json=body), 401, "token-missing", "Bearer")
        got = await door.http.request("GET", f"{door.base}/v1/events", data=form)
        refused(got, 401, "token-missing", "Bearer")


async def test_check_22_two_tokens(doors: list[Door], issuer: Issuer) -> None:
    """Check 22: two Authorization headers are no choice for us to make, not even twice the same (RFC 6750 § 3.1)."""
    first, second = f"Bearer {issuer.token()}", f"Bearer {issuer.token()}"
    for door in doors:
        for pair in ((first, second), (first, first), (first, "Basic eDp5"), ("", first)):
            headers = [(b"authorization", one.encode()) for one in pair]
            for answer in await door.both(headers):
                refused(answer, 400, "token-twice", INVALID_REQUEST)
        for answer in await door.both({"Authorization": f"{first}, {second}"}):
            refused(answer, 401, "token-invalid", INVALID)


async def test_check_22_a_token_without_the_scope(doors: list[Door], issuer: Issuer) -> None:
    """Check 22: 403 with the scope that is wanted in the challenge."""
    for door in doors:
        other = issuer.token(scope="outcomes:audit")
        answer = await door.rest({"Authorization": f"Bearer {other}"})
        refused(answer, 403, "scope-missing", 'Bearer error="insufficient_scope", scope="events:read"')


# What is about the service itself is open to everyone; what is about the token itself asks a token and no scope.
OPEN = re.compile(
    r"/(version$|health/|problem-types\b|event-types\b|processing-activities\b|rights-versions\b|graphql/limits$)"
)
ANY_TOKEN = {"/my-rights"}


async def test_check_22_every_operation_documents_its_scope(
    document: Document, all_operations: list[Operation], house: House, service: str
) -> None:
    """Check 22: every operation has `security` with one known scope; but for the words about the service or the token."""
    flows = document["components"]["securitySchemes"]["oauth2"]["flows"]
    described = flows["clientCredentials"]["scopes"]
    for one in all_operations:
        assert "security" in one.says, str(one)
        if one.says["security"] == []:
            assert one.method == "GET" and OPEN.match(one.path), str(one)
            continue
        assert [list(each) for each in one.says["security"]] == [["oauth2"]], str(one)
        assert {"401", "403"} <= one.says["responses"].keys(), str(one)
        if one.scope is None:
            assert one.path in ANY_TOKEN, str(one)
            answer = await house.http.get(f"{house.urls[service]}/v1{one.path}")
            refused(answer, 401, "token-missing", "Bearer")
        else:
            assert one.scope in set(Scope) and described[one.scope] != one.scope, str(one)
            assert one.codes(400) >= {"token-twice"} and one.codes(401) >= {"token-missing", "token-invalid"}
            assert one.codes(403) >= {"scope-missing", "fsc-peer-unknown", "fsc-authorization-refused"}


async def test_check_22_every_field_of_the_graph_asks_a_scope(
    party: Tenant, house: House, service: str
) -> None:
    """Check 22: no field of the query answers a token that has only a scope of another service."""
    good = {"Authorization": f"Bearer {await party.token(party.owner)}"}
    address = f"{house.urls[service]}/v1/graphql"
    sdl = (await house.http.post(address, headers=good, json={"query": "{ _service { sdl } }"})).json()
    poor = await party.token(party.owner, scope="sandbox")
    asked: list[Question] = list(questions(schema_of(sdl["data"]["_service"]["sdl"])))
    for one in asked:
        ids = {
            "id": "0190d3a0-0000-7000-8000-000000000001",
            "contractId": "0190d3a0-0000-7000-8000-000000000001",
        }
        given = {name: value for name, value in ids.items() if f"${name}" in one.text}
        answer = await house.http.post(
            address, headers={"Authorization": f"Bearer {poor}"}, json={"query": one.text, "variables": given}
        )
        errors = answer.json()["errors"]
        assert {each["extensions"]["code"] for each in errors} == {"scope-missing"}, (
            f"{one.field}: {answer.text}"
        )
        assert not (answer.json()["data"] or {}).get(one.field), one.field
    assert len(asked) >= 6


class Clock:
    """A machine's clock that the test moves."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return machine_time() + self.ahead


@pytest_asyncio.fixture
async def timed(doors: list[Door], house: House, issuer: Issuer) -> AsyncIterator[Clock]:
    """Every service with a verifier on a clock of the test's, and an issuer that is as it was again afterwards."""
    clock, before = Clock(), [door.service.verifier for door in doors]
    for door in doors:
        issuers = dict.fromkeys((house.issuer, issuer.url))
        door.service.verifier = Verifier(issuers, "bedoeling", door.service.http, clock=clock)
    yield clock
    issuer.down, issuer.published = False, [issuer.rsa, issuer.ec]
    for door, verifier in zip(doors, before, strict=True):
        door.service.verifier = verifier


async def test_check_23_keys_rotate_without_a_restart(
    timed: Clock, doors: list[Door], issuer: Issuer
) -> None:
    """Check 23: a token of a key that is published beside the old one is accepted at once, and the old ones still are."""
    old = issuer.token()
    assert {answer.status_code for answer in await at_all(doors, old)} == {200}
    new = jwk.RSAKey.generate_key(2048, {"kid": "the-new-one", "alg": "PS256"})
    for answer in await at_all(doors, issuer.token(new, "PS256")):
        refused(answer, 401, "token-invalid", INVALID)
    timed.ahead += 30  # an unknown kid is asked for again half a minute later
    issuer.published = [new, issuer.rsa]
    assert {answer.status_code for answer in await at_all(doors, issuer.token(new, "PS256"))} == {200}
    assert {answer.status_code for answer in await at_all(doors, old)} == {200}


async def test_check_23_the_local_issuer_rotates_under_running_services(house: House, party: Tenant) -> None:
    """Check 23: `bedoeling issuer rotate` costs nobody a request: tokens of before and after work in all four services."""
    client_id, key = party.keys[party.owner]
    source = TokenSource(house.issuer, client_id, key, http=house.http)
    try:
        for algorithm in ("PS256", "ES256", "RS256"):
            before = await source.token(f"before.{algorithm}")
            await rotate(house.issuer, house.issuer_folder, algorithm)
            after = await source.token(f"after.{algorithm}")
            for token in (after, before):
                headers = {"Authorization": f"Bearer {token}"}
                answers = await asyncio.gather(
                    *(house.http.get(f"{url}/v1/events", headers=headers) for url in house.urls.values())
                )
                assert {answer.status_code for answer in answers} == {200}, algorithm
    finally:
        await source.aclose()


async def test_check_23_a_withdrawn_key_stops_working(
    timed: Clock, doors: list[Door], issuer: Issuer
) -> None:
    """Check 23: within ten minutes a token of a withdrawn key is refused, remembered and used all the while or not."""
    leaked = issuer.token(exp=now() + 3600)
    assert {answer.status_code for answer in await at_all(doors, leaked)} == {200}
    issuer.published = [issuer.ec]
    timed.ahead += 590
    assert {answer.status_code for answer in await at_all(doors, leaked)} == {200}
    timed.ahead += 10
    for answer in await at_all(doors, leaked):
        refused(answer, 401, "token-invalid", INVALID)
    assert {answer.status_code for answer in await at_all(doors, issuer.token(issuer.ec, "ES256"))} == {200}


async def test_check_23_an_issuer_that_is_down(timed: Clock, doors: list[Door], issuer: Issuer) -> None:
    """Check 23: known keys go on working for hours; of an unknown one nobody knows, so 503 and not 401."""
    known = issuer.token(exp=now() + 86_400)
    assert {answer.status_code for answer in await at_all(doors, known)} == {200}
    issuer.down = True
    for hours in (1, 6):
        timed.ahead = hours * 3600
        fresh = issuer.token(exp=now() + 86_400)
        for token in (known, fresh):
            assert {answer.status_code for answer in await at_all(doors, token)} == {200}
    for answer in await at_all(doors, issuer.token(OTHER, exp=now() + 86_400)):
        refused(answer, 503, "issuer-unreachable", None)
        assert answer.headers["Retry-After"] == "1"


async def test_check_23_an_issuer_that_was_never_up(
    timed: Clock, doors: list[Door], issuer: Issuer, party: Tenant
) -> None:
    """Check 23: one issuer that is away does not shut out the tokens of the others, and is asked again when it is back."""
    issuer.down = True
    for answer in await at_all(doors, issuer.token()):
        refused(answer, 503, "issuer-unreachable", None)
    theirs = await party.token(party.owner)
    assert {answer.status_code for answer in await at_all(doors, theirs)} == {200}
    issuer.down = False
    timed.ahead += 1
    assert {answer.status_code for answer in await at_all(doors, issuer.token())} == {200}


async def test_check_23_invented_kids_do_not_flood_an_issuer(
    timed: Clock, doors: list[Door], issuer: Issuer
) -> None:
    """Check 23: a hundred invented kids lead to at most five questions a service in half a minute."""
    await at_all(doors, issuer.token())
    before = issuer.asked["/keys"]
    for number in range(50):
        await at_all(doors, issuer.token(OTHER, header={"kid": f"invented-{number}"}))
    assert issuer.asked["/keys"] - before <= 5 * len(doors)


async def test_check_24_the_issuer_tells_what_it_is(house: House) -> None:
    """Check 24: metadata at both addresses; private_key_jwt alone, no shared secret, no code flow, keys that are named."""
    first = (await house.http.get(f"{house.issuer}/.well-known/openid-configuration")).json()
    second = (await house.http.get(f"{house.issuer}/.well-known/oauth-authorization-server")).json()
    assert first == second and first["issuer"] == house.issuer
    assert first["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert set(first["token_endpoint_auth_signing_alg_values_supported"]) == {"RS256", "PS256", "ES256"}
    assert first["grant_types_supported"] == ["client_credentials"]
    assert not {"authorization_endpoint", "code_challenge_methods_supported"} & first.keys()
    assert set(first["scopes_supported"]) == set(Scope)
    keys = (await house.http.get(first["jwks_uri"])).json()["keys"]
    assert keys and all(key["kid"] and key["alg"] and key["kty"] and "d" not in key for key in keys)
    for path in ("/authorize", "/introspect", "/register"):
        assert (await house.http.get(house.issuer + path)).status_code == 404


REALM = ROOT / "deploy" / "keycloak" / "realm.json"


@pytest.fixture
def realm() -> dict[str, Any]:
    """The documented settings of Keycloak."""
    found: dict[str, Any] = json.loads(REALM.read_text("utf-8"))
    return found


def mappers(realm: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Every protocol mapper of the realm: the claim that it writes (or its own name), and its settings."""
    holders = [*realm["clientScopes"], *realm["clients"]]
    every = [one for holder in holders for one in holder.get("protocolMappers", ())]
    return {one["config"].get("claim.name", one["protocolMapper"]): one["config"] for one in every}


def test_check_24_the_documented_realm_names_all_scopes(realm: dict[str, Any]) -> None:
    """Check 24: every scope is a client scope that goes into the token, but the one for siblings is no client's to ask."""
    scopes = {one["name"]: one for one in realm["clientScopes"]}
    for scope in Scope:
        assert scopes[scope]["attributes"]["include.in.token.scope"] == "true", scope
        assert scopes[scope]["protocol"] == "openid-connect"
    assert "basic" in scopes  # without it a token has no sub
    for client in realm["clients"]:
        given = {*client["defaultClientScopes"], *client["optionalClientScopes"]}
        assert given <= scopes.keys(), client["clientId"]
        assert (Scope.EVENTS_ALL in given) == client["clientId"].startswith("service-"), client["clientId"]


def test_check_24_the_documented_realm_writes_our_claims(realm: dict[str, Any]) -> None:
    """Check 24: mappers for the audience, organisations, role, end user and citizen, each in the access token."""
    found = mappers(realm)
    assert found.keys() >= {
        "oidc-audience-mapper",
        "oidc-sub-mapper",
        "organisations",
        "role",
        "act.sub",
        "citizen",
    }
    assert found["oidc-audience-mapper"]["included.custom.audience"] == "bedoeling"
    assert all(config["access.token.claim"] == "true" for config in found.values())
    for client in realm["clients"]:
        own = {
            one["config"]["claim.name"]: one["config"]
            for one in client["protocolMappers"]
            if "claim.name" in one["config"]
        }
        organisations = json.loads(own["organisations"]["claim.value"])
        assert own["organisations"]["jsonType.label"] == "JSON"
        assert organisations and all(re.fullmatch("00000099[0-9]{12}", oin) for oin in organisations)
        assert ActorKind(own["role"]["claim.value"]) is not ActorKind.SYSTEM


def test_check_24_the_documented_realm_follows_the_profile(realm: dict[str, Any]) -> None:
    """Check 24: signed JWTs for client authentication, PS256, PKCE S256 where people sign in, and short lives."""
    assert realm["defaultSignatureAlgorithm"] == "PS256" and realm["sslRequired"] == "all"
    assert realm["accessTokenLifespan"] <= 3600
    assert realm["registrationAllowed"] is False
    providers = realm["components"]["org.keycloak.keys.KeyProvider"]
    signing = [one for one in providers if one["providerId"] == "rsa-generated"]
    assert {one["config"]["algorithm"][0] for one in signing} == {"PS256", "RS256"}
    # The highest priority signs; the algorithm that the profile prefers goes first.
    assert max(signing, key=lambda one: int(one["config"]["priority"][0]))["config"]["algorithm"] == ["PS256"]
    people = machines = 0
    for client in realm["clients"]:
        attributes = client["attributes"]
        assert (client["clientAuthenticatorType"], client["publicClient"]) == ("client-jwt", False)
        assert "secret" not in client
        assert attributes["token.endpoint.auth.signing.alg"] in ("RS256", "PS256", "ES256")
        assert attributes["use.jwks.url"] == "true" and attributes["jwks.url"].startswith("https://")
        assert attributes["access.token.header.type.rfc9068"] == "true"
        assert not (
            client["implicitFlowEnabled"] or client["directAccessGrantsEnabled"] or client["fullScopeAllowed"]
        )
        # One grant a client (OAuth 2.0 NL GOV § 3.1.1).
        assert client["standardFlowEnabled"] is not client["serviceAccountsEnabled"]
        if client["standardFlowEnabled"]:
            people += 1
            assert attributes["pkce.code.challenge.method"] == "S256"
            assert all(one.startswith("https://") and "*" not in one for one in client["redirectUris"])
            assert int(attributes["access.token.lifespan"]) <= 3600
            assert "end-user" in client["defaultClientScopes"]
        else:
            machines += 1
            assert int(attributes["access.token.lifespan"]) <= 6 * 3600
            # A service account is a user to Keycloak: named as end user it would pass for a person.
            assert "end-user" not in client["defaultClientScopes"] + client["optionalClientScopes"]
            assert attributes["client_credentials.use_refresh_token"] == "false"
    assert people and machines


def test_check_24_what_a_token_holds_is_documented() -> None:
    """Check 24: docs/identity.md names every claim, every role and the settings that the realm file has."""
    text = (ROOT / "docs" / "identity.md").read_text("utf-8")
    for claim in (
        "iss",
        "aud",
        "exp",
        "jti",
        "azp",
        "client_id",
        "sub",
        "scope",
        "organisations",
        "role",
        "act",
        "citizen",
    ):
        assert f"`{claim}`" in text, claim
    for kind in ActorKind:
        assert f"`{kind}`" in text, kind
    assert "deploy/keycloak/realm.json" in text and "not run" in text
    for path in re.findall(r"`((?:deploy|shared|tests|docs)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path
    assert Path(REALM).exists()
