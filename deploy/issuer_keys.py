"""What the local issuer keeps in its state folder: its signing keys, the clients and their keys."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwk

from deploy.durable import flush_folder, whole_lines, write_durably
from deploy.settings import SYSTEM_OIN
from shared.kit.keyring import usable_keys
from shared.values.terms import ActorKind, Scope

SERVICES = ("service-contracts", "service-access", "service-settlement", "service-outcomes")
SERVICE_SCOPES = (
    Scope.EVENTS_ALL,
    Scope.EVENTS_READ,
    Scope.CONTRACTS_READ,
    Scope.OUTCOMES_READ,
    Scope.ACCESS_READ,
    Scope.SETTLEMENT_READ,
    Scope.PERSONS_READ,
    Scope.SANDBOX,
)
SANDBOX_ADMIN = "sandbox-admin"
TEST_OIN_PREFIX = "00000099"
RSA_BITS = 2048
SIGNING_ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
_CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_OIN = re.compile(r"[0-9]{20}")


class ClientRefused(ValueError):  # noqa: N818
    """These particulars make no client; the message says which one and why."""


class ClientExists(ClientRefused):
    """The client id is taken: a registration never changes a client."""


class OrganisationKnown(ClientRefused):
    """The organisation has a client of elsewhere: a sandbox gives away its own guests only."""


# What a registration may name; the services and the administrator are built in.
ROLES = tuple(kind.value for kind in ActorKind if kind not in (ActorKind.SERVICE, ActorKind.SYSTEM))


@dataclass(frozen=True, slots=True)
class Client:
    """A party that may ask for tokens: its public key, the OINs it speaks for, the scopes it may have and its role.

    `sandbox` is the owner of the sandbox for which it was made, as one of its invented organisations.
    """

    client_id: str
    jwk: dict[str, Any]
    organisations: tuple[str, ...]
    scopes: tuple[str, ...]
    role: str | None = None
    sandbox: str | None = None


class IssuerState:
    """The state folder, made at first use (0700, keys 0600); one that exists is read and kept as it is."""

    def __init__(self, folder: Path, system_oin: str = SYSTEM_OIN) -> None:
        if not _OIN.fullmatch(system_oin):
            raise ValueError(f"BEDOELING_SYSTEM_OIN must be 20 digits, not {system_oin!r}")
        self._folder = folder
        (folder / "keys").mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.system_oin = system_oin
        self.used_assertions = folder / "used-assertions.txt"
        self.signing_key = _kept_key(folder / "signing.jwk.json", "RSA")
        self._retired = self._read_retired()
        self.clients = self._read_clients()
        self._sandboxes: dict[str, set[str | None]] = {}
        for client in self.clients.values():
            self._note_organisations(client)
        self._add_built_in()

    def public_keys(self, now: float) -> dict[str, Any]:
        """The JWKS document: the public half of the signing key, and of those before it while their tokens live."""
        current = self.signing_key.as_dict(private=False, use="sig")
        retired = [key for key, until in self._retired if until > now and key["kid"] != current["kid"]]
        return {"keys": [current, *retired]}

    def rotate(self, algorithm: str, now: float, keep_seconds: float) -> str:
        """Sign with a new key from now on; the old one stays published for `keep_seconds`. Returns the new kid.

        `algorithm` is one of SIGNING_ALGORITHMS. The old private key is gone when this returns.
        """
        old = dict(self.signing_key.as_dict(private=False, use="sig"))
        retired = [(key, until) for key, until in self._retired if until > now]
        retired.append((old, now + keep_seconds))
        new = _new_key(SIGNING_ALGORITHMS[algorithm], algorithm)
        # First what keeps the old tokens good, then the new key: a crash in between costs nobody a token.
        write_durably(
            self._folder / "retired.json",
            json.dumps([{"key": key, "until": until} for key, until in retired]),
        )
        write_durably(self._folder / "signing.jwk.json", json.dumps(new.as_dict(private=True)))
        self._retired, self.signing_key = retired, new
        assert new.kid is not None
        return new.kid

    def register(
        self,
        client_id: str | None,
        organisations: tuple[str, ...],
        scopes: tuple[str, ...],
        role: str | None = None,
        public_jwk: Any = None,
        *,
        by_system: bool = False,
        sandbox: str | None = None,
    ) -> tuple[Client, dict[str, Any] | None]:
        """Add a sandbox client; returns it with its new private JWK, kept nowhere, or None when it brought `public_jwk`.

        Only test OINs (00000099…) and no system: scope `events:all`, the system's OIN and role `service` are not
        given, role `operator` only by the system. With `sandbox` only organisations that have no client yet but of that same
        sandbox. Raises ClientRefused, ClientExists, OrganisationKnown.
        """
        name = client_id if client_id is not None else f"sandbox-{secrets.token_hex(8)}"
        if not _CLIENT_ID.fullmatch(name):
            raise ClientRefused("clientId: lower case letters, digits and hyphens, at most 63")
        if not organisations or not all(_OIN.fullmatch(oin) for oin in organisations):
            raise ClientRefused("organisations: at least one OIN of 20 digits")
        if not all(oin.startswith(TEST_OIN_PREFIX) and oin != self.system_oin for oin in organisations):
            raise ClientRefused(f"organisations: only test OINs ({TEST_OIN_PREFIX}…), not the system's own")
        grantable = {scope.value for scope in Scope} - {Scope.EVENTS_ALL.value}
        if not scopes or not set(scopes) <= grantable:
            raise ClientRefused(f"scopes: at least one of {' '.join(sorted(grantable))}")
        if name in self.clients:
            raise ClientExists(f"clientId: {name} is taken")
        if sandbox is not None:
            self._check_new(organisations, sandbox)
        given = ROLES if by_system else tuple(one for one in ROLES if one != ActorKind.OPERATOR)
        if role not in (None, *given):
            raise ClientRefused(f"role: one of {' '.join(given)}")
        key = _new_key("EC", "ES256") if public_jwk is None else _brought_key(public_jwk)
        client = Client(name, dict(key.as_dict(private=False)), organisations, scopes, role, sandbox)
        self._append_client(client)
        return client, dict(key.as_dict(private=True)) if public_jwk is None else None

    def _check_new(self, organisations: tuple[str, ...], sandbox: str) -> None:
        known = sorted(oin for oin in organisations if self._sandboxes.get(oin, set()) - {sandbox})
        if known:
            raise OrganisationKnown(f"organisations: {' '.join(known)} has clients of its own already")

    def _note_organisations(self, client: Client) -> None:
        for oin in client.organisations:
            self._sandboxes.setdefault(oin, set()).add(client.sandbox)

    def _add_built_in(self) -> None:
        """The services and the sandbox administrator, brought up to date with this release and system OIN."""
        built_in = dict.fromkeys(SERVICES, SERVICE_SCOPES) | {SANDBOX_ADMIN: (Scope.SANDBOX,)}
        wanted = dict(self.clients)
        for name, scopes in built_in.items():
            key = _kept_key(private_key_path(self._folder, name), "EC")
            public = key.as_dict(private=False)
            granted = tuple(scope.value for scope in scopes)
            role = ActorKind.SERVICE if name in SERVICES else ActorKind.OPERATOR
            wanted[name] = Client(name, public, (self.system_oin,), granted, role.value)
        if wanted != self.clients:
            self._write_clients(wanted)

    def _read_retired(self) -> list[tuple[dict[str, Any], float]]:
        path = self._folder / "retired.json"
        if not path.exists():
            return []
        return [(entry["key"], float(entry["until"])) for entry in json.loads(path.read_text("utf-8"))]

    def _read_clients(self) -> dict[str, Client]:
        """The built-in clients, and the registered ones: a line each, added at its end."""
        path, added = self._folder / "clients.json", self._folder / "registered.jsonl"
        entries: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        whole, rest = whole_lines(added)
        if rest:  # a crash cut the last line off: nobody was told of that client
            write_durably(added, whole)
        entries |= {entry["clientId"]: entry for entry in map(json.loads, whole.splitlines())}
        return {name: _client_of(name, entry) for name, entry in entries.items()}

    def _write_clients(self, clients: dict[str, Client]) -> None:
        built_in = (*SERVICES, SANDBOX_ADMIN)
        entries = {name: _entry_of(clients[name]) for name in built_in}
        # What an older release kept here stays here.
        path = self._folder / "clients.json"
        before = json.loads(path.read_text("utf-8")) if path.exists() else {}
        write_durably(path, json.dumps({**before, **entries}, indent=2))
        self.clients = clients
        for name in built_in:
            self._note_organisations(clients[name])

    def _append_client(self, client: Client) -> None:
        """One line at the end, on disk before anyone hears of it: the thousandth costs what the first did."""
        path = self._folder / "registered.jsonl"
        line = json.dumps({"clientId": client.client_id, **_entry_of(client)}) + "\n"
        is_new = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            flush_folder(path.parent)
        self.clients[client.client_id] = client
        self._note_organisations(client)


def _entry_of(client: Client) -> dict[str, Any]:
    return {
        "jwk": client.jwk,
        "organisations": list(client.organisations),
        "scopes": list(client.scopes),
        "role": client.role,
        "sandbox": client.sandbox,
    }


def _client_of(name: str, entry: dict[str, Any]) -> Client:
    organisations, scopes = tuple(entry["organisations"]), tuple(entry["scopes"])
    return Client(name, entry["jwk"], organisations, scopes, entry.get("role"), entry.get("sandbox"))


def private_key_path(folder: Path, client_id: str) -> Path:
    """Where the private key of a built-in client is. Raises ValueError for a name that is no client id."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise ValueError(f"{client_id!r} is no client id")
    return folder / "keys" / f"{client_id}.jwk.json"


def read_private_key(folder: Path, client_id: str) -> dict[str, Any]:
    """The private JWK of a built-in client. Raises FileNotFoundError when the issuer has not made it."""
    key: dict[str, Any] = json.loads(private_key_path(folder, client_id).read_text("utf-8"))
    return key


def _new_key(key_type: str, algorithm: str) -> jwk.RSAKey | jwk.ECKey:
    parameters: Any = {"use": "sig", "alg": algorithm}
    if key_type == "RSA":
        return jwk.RSAKey.generate_key(RSA_BITS, parameters, auto_kid=True)
    return jwk.ECKey.generate_key("P-256", parameters, auto_kid=True)


def _brought_key(public_jwk: Any) -> jwk.RSAKey | jwk.ECKey:
    """A client's own public key; a private part that came along is dropped."""
    given = public_jwk if isinstance(public_jwk, dict) else {}
    public = {name: given[name] for name in ("kty", "n", "e", "crv", "x", "y", "kid", "alg") if name in given}
    found = usable_keys({"keys": [{**public, "kid": public.get("kid") or secrets.token_hex(8)}]})
    key = next((key for keys in found.values() for key in keys), None)
    if not isinstance(key, jwk.RSAKey | jwk.ECKey):
        raise ClientRefused("publicJwk: an RSA key of 2048 bits or more, or a P-256 key")
    return key


def _kept_key(path: Path, key_type: str) -> jwk.RSAKey | jwk.ECKey:
    """The key in this file; made at first use, and by one process only when several start at once."""
    if not path.exists():
        private = _new_key(key_type, "RS256" if key_type == "RSA" else "ES256").as_dict(private=True)
        write_durably(path, json.dumps(private), only_if_absent=True)
    path.chmod(0o600)
    key = jwk.import_key(json.loads(path.read_text("utf-8")))
    assert isinstance(key, jwk.RSAKey | jwk.ECKey), f"{path} holds a key of another kind"
    key.ensure_kid()
    return key
