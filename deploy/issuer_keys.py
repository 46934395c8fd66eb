"""What the local issuer keeps in its state folder: its signing key, the clients and their keys."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwk

from deploy.settings import SYSTEM_OIN
from shared.values.terms import Scope

SERVICES = ("service-contracts", "service-access", "service-settlement", "service-outcomes")
SERVICE_SCOPES = (
    Scope.EVENTS_ALL,
    Scope.EVENTS_READ,
    Scope.CONTRACTS_READ,
    Scope.OUTCOMES_READ,
    Scope.ACCESS_READ,
    Scope.SETTLEMENT_READ,
    Scope.SANDBOX,
)
SANDBOX_ADMIN = "sandbox-admin"
TEST_OIN_PREFIX = "00000099"
RSA_BITS = 2048
_CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_OIN = re.compile(r"[0-9]{20}")


class ClientRefused(ValueError):  # noqa: N818
    """These particulars make no client; the message says which one and why."""


class ClientExists(ClientRefused):
    """The client id is taken: a registration never changes a client."""


ROLES = ("purchaser", "provider", "auditor")


@dataclass(frozen=True, slots=True)
class Client:
    """A party that may ask for tokens: its public key, the OINs it speaks for and the scopes it may have."""

    client_id: str
    jwk: dict[str, Any]
    organisations: tuple[str, ...]
    scopes: tuple[str, ...]
    role: str | None = None


class IssuerState:
    """The state folder, made at first use (0700, keys 0600); one that exists is read and kept as it is."""

    def __init__(self, folder: Path, system_oin: str = SYSTEM_OIN) -> None:
        if not _OIN.fullmatch(system_oin):
            raise ValueError(f"BEDOELING_SYSTEM_OIN must be 20 digits, not {system_oin!r}")
        self._folder = folder
        (folder / "keys").mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.system_oin = system_oin
        signing = _kept_key(folder / "signing.jwk.json", "RSA")
        assert isinstance(signing, jwk.RSAKey)
        self.signing_key = signing
        self.clients = self._read_clients()
        self._add_built_in()

    def public_keys(self) -> dict[str, Any]:
        """The JWKS document: the public half of the signing key."""
        return {"keys": [self.signing_key.as_dict(private=False, use="sig")]}

    def register(
        self,
        client_id: str | None,
        organisations: tuple[str, ...],
        scopes: tuple[str, ...],
        role: str | None = None,
    ) -> tuple[Client, dict[str, Any]]:
        """Add a sandbox client with a new key; returns it and its private JWK, which is kept nowhere.

        Only test OINs (00000099…) and no system: scope `events:all` and the system's OIN are not given.
        Raises ClientRefused, ClientExists.
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
        if role not in (None, *ROLES):
            raise ClientRefused(f"role: one of {' '.join(ROLES)}")
        key = _new_key("EC")
        client = Client(name, key.as_dict(private=False), organisations, scopes, role)
        self._write_clients({**self.clients, name: client})
        return client, key.as_dict(private=True)

    def _add_built_in(self) -> None:
        """The services and the sandbox administrator, brought up to date with this release and system OIN."""
        built_in = dict.fromkeys(SERVICES, SERVICE_SCOPES) | {SANDBOX_ADMIN: (Scope.SANDBOX,)}
        wanted = dict(self.clients)
        for name, scopes in built_in.items():
            key = _kept_key(private_key_path(self._folder, name), "EC")
            public = key.as_dict(private=False)
            granted = tuple(scope.value for scope in scopes)
            wanted[name] = Client(name, public, (self.system_oin,), granted)
        if wanted != self.clients:
            self._write_clients(wanted)

    def _read_clients(self) -> dict[str, Client]:
        path = self._folder / "clients.json"
        if not path.exists():
            return {}
        return {
            name: Client(
                name, entry["jwk"], tuple(entry["organisations"]), tuple(entry["scopes"]), entry.get("role")
            )
            for name, entry in json.loads(path.read_text("utf-8")).items()
        }

    def _write_clients(self, clients: dict[str, Client]) -> None:
        entries = {
            name: {
                "jwk": client.jwk,
                "organisations": list(client.organisations),
                "scopes": list(client.scopes),
                "role": client.role,
            }
            for name, client in clients.items()
        }
        _write_durably(self._folder / "clients.json", json.dumps(entries, indent=2))
        self.clients = clients


def private_key_path(folder: Path, client_id: str) -> Path:
    """Where the private key of a built-in client is. Raises ValueError for a name that is no client id."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise ValueError(f"{client_id!r} is no client id")
    return folder / "keys" / f"{client_id}.jwk.json"


def read_private_key(folder: Path, client_id: str) -> dict[str, Any]:
    """The private JWK of a built-in client. Raises FileNotFoundError when the issuer has not made it."""
    key: dict[str, Any] = json.loads(private_key_path(folder, client_id).read_text("utf-8"))
    return key


def _new_key(key_type: str) -> jwk.RSAKey | jwk.ECKey:
    if key_type == "RSA":
        return jwk.RSAKey.generate_key(RSA_BITS, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    return jwk.ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)


def _kept_key(path: Path, key_type: str) -> jwk.RSAKey | jwk.ECKey:
    """The key in this file; made at first use, and by one process only when several start at once."""
    if not path.exists():
        private = _new_key(key_type).as_dict(private=True)
        _write_durably(path, json.dumps(private), only_if_absent=True)
    path.chmod(0o600)
    key = jwk.import_key(json.loads(path.read_text("utf-8")))
    assert isinstance(key, jwk.RSAKey | jwk.ECKey), f"{path} holds a key of another kind"
    key.ensure_kid()
    return key


def _write_durably(path: Path, text: str, *, only_if_absent: bool = False) -> None:
    """Write beside, flush to disk, put in place: a reader or a crash meets the old file or the new one."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if only_if_absent:
            try:
                os.link(beside, path)
            except FileExistsError:
                return
        else:
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
