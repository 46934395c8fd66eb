"""Check 35: behind an Inway of FSC. Its transaction id goes along, its peer is held against the access token."""

import asyncio
import hashlib
import json
import logging
import os
import secrets
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwk

from shared.kit import fsc
from shared.kit.clock import machine_time
from shared.kit.fsc import thumbprints
from shared.kit.keyring import usable_keys
from shared.kit.settings import SettingMissing, Settings
from shared.kit.telemetry import JsonLines, RequestLog
from tests.security.issuers import Door, Issuer, encoded, open_doors, open_issuer, signed
from tests.support.house import House
from tests.support.tenants import invented_oin

pytestmark = pytest.mark.xdist_group("published")

TRANSACTION = "0190d3a0-0000-7000-8000-00000000f5c0"
CLAIMS = {
    "gid": "fsc.example.nl",
    "svc": "bedoeling",
    "aud": "https://inway.example.org:443",
    "iss": "00000099000000000001",
}


class Manager:
    """The FSC Manager of the house: it signs for peers, with a certificate that its key set names by thumbprint."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "fsc.json"
        self.key = jwk.RSAKey.generate_key(2048)
        self.ec = jwk.ECKey.generate_key("P-384")
        self.thumbprint, self.ec_thumbprint = certificate(self.key)[1], "thumbprint-of-ec"
        self.publish()

    def publish(self) -> None:
        """Write the key set as a Manager publishes it."""
        keys = [
            {**self.key.as_dict(private=False), "x5c": [certificate(self.key)[0]]},
            {**self.ec.as_dict(private=False), "x5t#S256": self.ec_thumbprint, "use": "sig", "alg": "ES384"},
        ]
        self.thumbprint = list(thumbprints(keys[0]))[-1]
        self.file.write_text(json.dumps({"keys": keys}))

    def claims(self, peer: str, **changes: Any) -> dict[str, Any]:
        """What a good token of a peer says; a change to None leaves a claim out."""
        now = int(machine_time())
        good = {
            **CLAIMS,
            "gth": "$1$3$hash",
            "sub": peer,
            "exp": now + 600,
            "nbf": now,
            "cnf": {"x5t#S256": "of-the-outway"},
            "add": {},
        }
        return {name: value for name, value in {**good, **changes}.items() if value is not None}

    def token(
        self, peer: str, *, algorithm: str = "RS256", header: dict[str, Any] | None = None, **changes: Any
    ) -> str:
        """A token as FSC core § 3.4 describes it: no kid, but the thumbprint of the certificate."""
        key: jwk.Key = self.ec if algorithm.startswith("ES") else self.key
        name = self.ec_thumbprint if algorithm.startswith("ES") else self.thumbprint
        head = {"kid": None, "typ": "JWT", "x5t#S256": name, **(header or {})}
        return signed(key, algorithm, head, self.claims(peer, **changes))


def certificate(key: jwk.RSAKey) -> tuple[str, str]:
    """A self-signed certificate of a key: its DER in base64, and its thumbprint (RFC 7515 § 4.1.8)."""
    import base64

    assert key.private_key is not None
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Voorbeeldgemeente")])
    day = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key)
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day + timedelta(days=365))
        .sign(key.private_key, hashes.SHA256())
    )
    der = made.public_bytes(Encoding.DER)
    return base64.b64encode(der).decode(), encoded(hashlib.sha256(der).digest())


@pytest_asyncio.fixture(scope="module")
async def issuer() -> AsyncIterator[Issuer]:
    """An issuer of access tokens whose keys the test holds."""
    async with open_issuer() as found:
        yield found


@pytest.fixture(scope="module")
def manager(tmp_path_factory: pytest.TempPathFactory) -> Manager:
    """Our Manager."""
    return Manager(tmp_path_factory.mktemp("fsc"))


@pytest_asyncio.fixture(scope="module")
async def doors(house: House, issuer: Issuer, manager: Manager) -> AsyncIterator[list[Door]]:
    """The four services behind an Inway: they know the Manager's keys, and what its tokens must say."""
    told = {"fsc_jwks": str(manager.file), "fsc_claims": CLAIMS}
    async with open_doors(house, issuers=(house.issuer, issuer.url), **told) as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def strict(house: House, issuer: Issuer, manager: Manager) -> AsyncIterator[Door]:
    """A service that lets nobody in but through the Inway."""
    told = {"fsc_jwks": str(manager.file), "fsc_claims": CLAIMS, "fsc_required": True}
    async with open_doors(house, ["contracts"], issuers=(house.issuer, issuer.url), **told) as (found,):
        yield found


def refused(answer: httpx.Response, code: str, reason: str = "") -> None:
    """A whole problem of this kind."""
    assert (answer.status_code, answer.json()["code"]) == (403, code), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["API-Version"] and "WWW-Authenticate" not in answer.headers
    assert reason in answer.json()["detail"], answer.text


async def at_all(doors: list[Door], access: str, header: str | None, **more: str) -> list[httpx.Response]:
    """The answers of every service, REST and graph, to an access token with FSC's beside it."""
    headers = {"Authorization": f"Bearer {access}", **more}
    if header is not None:
        headers["Fsc-Authorization"] = header
    found = await asyncio.gather(*(door.both(headers) for door in doors))
    return [answer for answers in found for answer in answers]


async def test_check_35_the_transaction_id_goes_along(
    house: House,
    doors: list[Door],
    issuer: Issuer,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Check 35: a UUIDv7 comes back in the answer and stands on the request's log line, also of a refused request."""
    for door in doors:
        monkeypatch.setattr(door.surface, "requests", RequestLog(door.name, enabled=True))
        for token, status in ((issuer.token(), 200), ("a.b.c", 401)):
            capfd.readouterr()
            headers = {"Authorization": f"Bearer {token}", "Fsc-Transaction-Id": TRANSACTION}
            for answer in await door.both(headers):
                assert (answer.status_code, answer.headers["Fsc-Transaction-Id"]) == (status, TRANSACTION)
            lines = [json.loads(text) for text in capfd.readouterr().out.splitlines() if '"route"' in text]
            assert len(lines) == 2
            assert {line["fscTransactionId"] for line in lines} == {TRANSACTION}


@pytest.mark.parametrize(
    "sent",
    [
        "0190d3a0-0000-4000-8000-00000000f5c0",
        "0190d3a0-0000-7000-0000-00000000f5c0",
        "0190d3a0000070008000-00000000f5c0",
        TRANSACTION + "0",
        "{" + TRANSACTION + "}",
        "1; drop table",
        "",
    ],
)
async def test_check_35_what_is_no_transaction_id_is_ignored(
    doors: list[Door],
    issuer: Issuer,
    sent: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Check 35: another version, another form: neither logged nor sent back; the request goes on."""
    door = doors[0]
    monkeypatch.setattr(door.surface, "requests", RequestLog(door.name, enabled=True))
    capfd.readouterr()
    headers = {"Authorization": f"Bearer {issuer.token()}", "Fsc-Transaction-Id": sent}
    for answer in await door.both(headers):
        assert answer.status_code == 200 and "Fsc-Transaction-Id" not in answer.headers
    assert "fscTransactionId" not in capfd.readouterr().out


async def test_check_35_every_log_line_has_the_transaction(
    doors: list[Door], issuer: Issuer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check 35: what is logged while a request is answered, such as a fault, carries its transaction too."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonLines("access").format(record))

    async def broken() -> Any:
        raise RuntimeError("broken")

    door, handler = doors[1], Keep()
    monkeypatch.setattr(door.service, "health", broken)
    log = logging.getLogger("bedoeling.http")
    log.addHandler(handler)
    try:
        answer = await door.http.get(
            f"{door.base}/v1/health/ready", headers={"Fsc-Transaction-Id": TRANSACTION}
        )
    finally:
        log.removeHandler(handler)
    assert (answer.status_code, answer.headers["Fsc-Transaction-Id"]) == (500, TRANSACTION)
    assert lines and {json.loads(line)["fscTransactionId"] for line in lines} == {TRANSACTION}


async def test_check_35_the_header_means_nothing_where_it_is_not_told(house: House, issuer: Issuer) -> None:
    """Check 35: a service without keys of FSC believes nothing in the header and refuses nothing for it."""
    async with open_doors(house, ["contracts"], issuers=(issuer.url,)) as (door,):
        for header in ("Bearer nonsense", "a.b.c", ""):
            for answer in await door.both(
                {"Authorization": f"Bearer {issuer.token()}", "Fsc-Authorization": header}
            ):
                assert answer.status_code == 200


async def test_check_35_the_peer_is_one_of_the_token(
    doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: the connection of an organisation of the token is let in, with or without the word Bearer; another's is 403."""
    other = invented_oin()
    for prefix in ("", "Bearer ", "bearer "):
        for answer in await at_all(doors, issuer.token(), prefix + manager.token(issuer.oin)):
            assert answer.status_code == 200, answer.text
    for answer in await at_all(doors, issuer.token(organisations=[issuer.oin, other]), manager.token(other)):
        assert answer.status_code == 200, answer.text
    for answer in await at_all(doors, issuer.token(), manager.token(other)):
        refused(answer, "fsc-peer-unknown", other)
    for answer in await at_all(doors, issuer.token(), None):
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512", "PS256", "ES384"])
async def test_check_35_algorithms(
    doors: list[Door], issuer: Issuer, manager: Manager, algorithm: str
) -> None:
    """Check 35: the algorithms of FSC core § 3.4, and PS256."""
    for answer in await at_all(doors, issuer.token(), manager.token(issuer.oin, algorithm=algorithm)):
        assert answer.status_code == 200, answer.text


async def test_check_35_a_vendor_behind_the_connection(
    doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: delegation names who is asked for (`sub`) and who connects (`act.sub`); the one named to us must be the same."""
    vendor, principal, other = issuer.oin, invented_oin(), invented_oin()
    access = issuer.token(role="vendor")
    named = {"Bedoeling-On-Behalf-Of": principal}
    own, delegated = manager.token(vendor), manager.token(principal, act={"sub": vendor})
    for token in (own, delegated):
        for answer in await at_all(doors, access, token, **named):
            # FSC lets them in; that nobody authorised this vendor is said by who comes next.
            assert answer.json()["code"] == "not-authorised", answer.text
    for token, peer in (
        (manager.token(other), other),
        (manager.token(other, act={"sub": vendor}), other),
        (manager.token(principal, act={"sub": other}), other),
    ):
        for answer in await at_all(doors, access, token, **named):
            refused(answer, "fsc-peer-unknown", peer)
    for answer in await at_all(doors, access, delegated):
        refused(answer, "fsc-peer-unknown", principal)


async def test_check_35_a_name_in_a_header_opens_nothing_for_others(
    doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: only who may act by authorisation is helped by Bedoeling-On-Behalf-Of."""
    principal = invented_oin()
    for role in ("purchaser", "provider", "auditor", "operator"):
        access = issuer.token(role=role)
        for answer in await at_all(
            doors, access, manager.token(principal), **{"Bedoeling-On-Behalf-Of": principal}
        ):
            refused(answer, "fsc-peer-unknown", principal)


def unsigned(manager: Manager, peer: str) -> str:
    """A token without a signature."""
    head = encoded(json.dumps({"alg": "none", "x5t#S256": manager.thumbprint}).encode())
    return f"{head}.{encoded(json.dumps(manager.claims(peer)).encode())}."


def now() -> int:
    """The machine's clock in seconds."""
    return int(machine_time())


REFUSED: dict[str, tuple[Callable[[Manager, str], str], str]] = {
    "expired": (lambda m, p: m.token(p, exp=now() - 31), "expired"),
    "not yet valid": (lambda m, p: m.token(p, nbf=now() + 60), "not-yet-valid"),
    "no exp": (lambda m, p: m.token(p, exp=None), "exp-missing"),
    "nbf as text": (lambda m, p: m.token(p, nbf="now"), "nbf-malformed"),
    "another group": (lambda m, p: m.token(p, gid="another"), "gid"),
    "another service": (lambda m, p: m.token(p, svc="another"), "svc"),
    "another Inway": (lambda m, p: m.token(p, aud="https://elders.example.org:443"), "aud"),
    "another provider": (lambda m, p: m.token(p, iss=p), "iss"),
    "no service": (lambda m, p: m.token(p, svc=None), "svc"),
    "alg none": (unsigned, "algorithm"),
    "crit": (lambda m, p: m.token(p, header={"crit": ["jku"], "jku": "https://x.example"}), "algorithm"),
    "another's key": (
        lambda m, p: signed(
            jwk.RSAKey.generate_key(2048), "RS256", {"kid": None, "x5t#S256": m.thumbprint}, m.claims(p)
        ),
        "signature",
    ),
    "a thumbprint that nobody knows": (
        lambda m, p: m.token(p, header={"x5t#S256": "elders"}),
        "key-unknown",
    ),
    "no thumbprint": (lambda m, p: m.token(p, header={"x5t#S256": None}), "key-unknown"),
    "a peer that is no OIN": (lambda m, p: m.token("gemeente"), "peer-malformed"),
    "no peer": (lambda m, p: m.token(p, sub=None), "peer-malformed"),
    "a delegate that is none": (lambda m, p: m.token(p, act={"sub": 7}), "peer-malformed"),
    "act as text": (lambda m, p: m.token(p, act=p), "peer-malformed"),
    "claims that are a list": (
        lambda m, p: signed(m.key, "RS256", {"kid": None, "x5t#S256": m.thumbprint}, []),
        "malformed",
    ),
    "no token": (lambda m, p: "Bearer", "malformed"),
    "nothing": (lambda m, p: "", "malformed"),
    "huge": (lambda m, p: m.token(p, add={"x": "y" * 17_000}), "malformed"),
    "the access token itself": (lambda m, p: "a.b.c", "malformed"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_check_35_tokens_that_are_refused(
    name: str, doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: what the Manager did not sign for this service, now, is 403 with the reason."""
    make, reason = REFUSED[name]
    for answer in await at_all(doors, issuer.token(), make(manager, issuer.oin)):
        refused(answer, "fsc-authorization-refused", f"({reason})")


async def test_check_35_the_access_token_comes_first(
    doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: FSC's token is no access token: alone it opens nothing."""
    for answer in await at_all(doors, "a.b.c", manager.token(issuer.oin)):
        assert (answer.status_code, answer.json()["code"]) == (401, "token-invalid")


async def test_check_35_headers_that_stand_there_twice(
    doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: the Inway may have looked at the one and we at the other, so neither is believed."""
    access = (b"authorization", f"Bearer {issuer.token()}".encode())
    good, other = manager.token(issuer.oin).encode(), manager.token(invented_oin()).encode()
    for name, pair in {
        b"fsc-authorization": (good, other),
        b"fsc-transaction-id": (TRANSACTION.encode(), TRANSACTION.encode()),
        b"bedoeling-on-behalf-of": (issuer.oin.encode(), invented_oin().encode()),
    }.items():
        for answer in await doors[2].both([access, *((name, one) for one in pair)]):
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "header.repeated")
            assert answer.json()["errors"][0]["location"].lower() == name.decode()


async def test_check_35_a_refusal_is_noted(
    house: House, doors: list[Door], issuer: Issuer, manager: Manager
) -> None:
    """Check 35: a connection of another peer leaves a row in the security log, with who asked."""
    access, door = issuer.token(), doors[3]
    await at_all([door], access, manager.token(invented_oin()))
    connection = await asyncpg.connect(house.databases[door.name].owner_dsn)
    try:
        rows = await connection.fetch(
            "select client_id, code, status from security_log where actor = $1", issuer.oin
        )
    finally:
        await connection.close()
    noted = {(row["client_id"], row["code"], row["status"]) for row in rows}
    assert ("zaaksysteem", "fsc-peer-unknown", 403) in noted


async def test_check_35_nobody_comes_in_beside_the_inway(
    strict: Door, house: House, issuer: Issuer, manager: Manager
) -> None:
    """Check 35: where FSC is required a request without it is 403, but for siblings and for what is open to everyone."""
    for answer in await strict.with_token(issuer.token()):
        refused(answer, "fsc-authorization-refused", "(missing)")
    for answer in await at_all([strict], issuer.token(), manager.token(issuer.oin)):
        assert answer.status_code == 200, answer.text
    sibling = issuer.token(role="service", act=None)
    assert (await strict.rest({"Authorization": f"Bearer {sibling}"})).status_code == 200
    for answer in await at_all([strict], sibling, manager.token(invented_oin())):
        refused(answer, "fsc-peer-unknown")
    for path in ("version", "health/live", "openapi.json"):
        assert (await strict.http.get(f"{strict.base}/v1/{path}")).status_code == 200


async def test_check_35_keys_rotate_in_the_file(house: House, issuer: Issuer, tmp_path: Path) -> None:
    """Check 35: a new certificate of the Manager works as soon as its thumbprint is met, and the old one no more."""
    manager = Manager(tmp_path)
    told = {"fsc_jwks": str(manager.file), "fsc_claims": CLAIMS}
    async with open_doors(house, ["settlement"], issuers=(issuer.url,), **told) as doors:
        old = manager.token(issuer.oin)
        for answer in await at_all(doors, issuer.token(), old):
            assert answer.status_code == 200, answer.text
        thumbprint, manager.key = manager.thumbprint, jwk.RSAKey.generate_key(2048)
        manager.publish()
        assert manager.thumbprint != thumbprint
        for answer in await at_all(doors, issuer.token(), manager.token(issuer.oin)):
            assert answer.status_code == 200, answer.text
        for answer in await at_all(doors, issuer.token(), old):
            refused(answer, "fsc-authorization-refused", "(key-unknown)")


async def test_check_35_keys_at_an_address(house: House, issuer: Issuer) -> None:
    """Check 35: the Manager's key set may be fetched; while it is away nothing can be said, so 503."""
    keys = f"{issuer.url}/keys"
    async with open_doors(house, ["outcomes"], issuers=(issuer.url,), fsc_jwks=keys) as (door,):
        good = signed(issuer.rsa, "RS256", {}, {"sub": issuer.oin, "exp": now() + 60})
        access = {"Authorization": f"Bearer {issuer.token()}"}
        assert (await door.rest(access)).status_code == 200
        issuer.down = True
        answer = await door.rest({**access, "Fsc-Authorization": good})
        assert (answer.status_code, answer.json()["code"]) == (503, "issuer-unreachable")
        issuer.down = False
        await asyncio.sleep(1.1)
        for answer in await door.both({**access, "Fsc-Authorization": good}):
            assert answer.status_code == 200, answer.text


async def test_check_35_a_verified_token_is_remembered(
    doors: list[Door], issuer: Issuer, manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check 35: a token that comes with a thousand requests is verified once, and memory for them is bounded."""
    monkeypatch.setattr(fsc, "REMEMBERED", 4)
    checks, door = 0, doors[0]
    check = fsc.jws.validate_compact

    def counted(*arguments: Any, **named: Any) -> bool:
        nonlocal checks
        checks += 1
        return check(*arguments, **named)

    access, tokens = issuer.token(), [manager.token(issuer.oin, jti=secrets.token_hex(8)) for _ in range(6)]
    await at_all([door], access, tokens[0])
    monkeypatch.setattr(fsc.jws, "validate_compact", counted)
    for token in [tokens[0]] * 5:
        assert {answer.status_code for answer in await at_all([door], access, token)} == {200}
    assert checks == 0
    for token in tokens:
        assert {answer.status_code for answer in await at_all([door], access, token)} == {200}
    assert checks == 5 and len(door.surface.fsc._known) == 4


@given(st.binary(max_size=300))
async def test_check_35_no_bytes_break_the_gate(data: bytes) -> None:
    """Check 35: whatever stands where a token should be, the answer is a refusal."""

    class Service:
        settings = Settings(name="access", fsc_jwks=os.devnull)
        http = None

    gate = fsc.gate_of(Service())
    assert gate is not None
    with pytest.raises((fsc.FscRefused, fsc.IssuerUnreachable)):
        await gate._peers(data)


def test_check_35_required_without_keys_does_not_start() -> None:
    """Check 35: the operator is told which variable is missing."""
    known = {
        "DATABASE_URL": "a",
        "DATABASE_WORKER_URL": "b",
        "BEDOELING_ISSUER": "c",
        "BEDOELING_SECRET": "0" * 64,
    }
    assert Settings.from_environment("access", known).fsc_jwks == ""
    with pytest.raises(SettingMissing, match="BEDOELING_FSC_JWKS"):
        Settings.from_environment("access", known | {"BEDOELING_FSC_REQUIRED": "on"})
    with pytest.raises(SettingMissing, match="BEDOELING_FSC_CLAIMS"):
        Settings.from_environment("access", known | {"BEDOELING_FSC_CLAIMS": "[]"})
    told = known | {
        "BEDOELING_FSC_REQUIRED": "on",
        "BEDOELING_FSC_JWKS": "/etc/fsc.json",
        "BEDOELING_FSC_CLAIMS": '{"svc": "access"}',
    }
    found = Settings.from_environment("access", told)
    assert (found.fsc_required, found.fsc_jwks, found.fsc_claims) == (
        True,
        "/etc/fsc.json",
        {"svc": "access"},
    )


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_check_35_which_keys_are_used(manager: Manager) -> None:
    """Check 35: a key is found by its certificate's thumbprint, as told or worked out; weak and foreign ones are left out."""
    der, thumbprint = certificate(manager.key)
    public = manager.key.as_dict(private=False)
    weak = jwk.RSAKey.generate_key(1024).as_dict(private=False)
    document = {
        "keys": [
            {**public, "x5c": [der]},
            {**public, "x5t#S256": "told"},
            {**public, "x5t#s256": "told-in-lower-case"},
            {**public, "kid": "by-kid"},
            {**public, "kid": "for-encryption", "use": "enc"},
            {**public, "kid": "unreadable", "x5c": ["!"]},
            {**weak, "kid": "weak"},
            {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"},
            public,
        ]
    }
    found = usable_keys(document, fsc.ALGORITHMS, thumbprints)
    assert found.keys() == {thumbprint, "told", "told-in-lower-case", "by-kid"}
