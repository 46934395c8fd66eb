"""What a service is told by its environment: the same variables for all four."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self, TypeVar

from shared.values.suppression import DEFAULT_LIMIT

Kind = TypeVar("Kind")


class SettingMissing(Exception):  # noqa: N818  (a sentence for the operator)
    """An environment variable is missing or unusable; says which and what to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One service's settings.

    `DATABASE_URL` (application role), `DATABASE_WORKER_URL` (read-only role across tenants),
    `BEDOELING_SERVICE_URLS` (JSON, name → address), `BEDOELING_ISSUER` (or a comma-separated allow list),
    `BEDOELING_TOKEN_URL` (where its clients ask for tokens; default the first issuer's /token),
    `BEDOELING_CLIENT_KEY` (file with this service's private JWK), `BEDOELING_SECRET` (hex, 32 bytes),
    `BEDOELING_ENVIRONMENT` (development | production), `BEDOELING_SYSTEM_OIN`, `BEDOELING_CORS_ORIGINS`,
    `BEDOELING_FOLLOW_SECONDS` (0 = only when told), `BEDOELING_REQUEST_LOG` (on | off),
    `BEDOELING_SMALL_NUMBER` (smaller counts are not published, F-08; 0 = all are), `BEDOELING_FSC_JWKS`
    (address or file of our FSC Manager's keys), `BEDOELING_FSC_REQUIRED` (on | off), `BEDOELING_END_USER_CLAIM`
    (where a token names the person), `BEDOELING_FSC_CLAIMS` (JSON, what an FSC token must say: svc, aud, gid,
    iss), `BEDOELING_RATE_LIMIT` and `BEDOELING_RATE_LIMIT_UNKNOWN` (points a minute for each client, and for
    each address without a good token; 0 = no limit), `BEDOELING_BODY_SECONDS` and `BEDOELING_STREAM_SECONDS`
    (how long we wait for a body, for a file), `BEDOELING_GRAPHQL_INTROSPECTION` (on | off; off in production),
    `BEDOELING_GRAPHQL_OPERATIONS` (file with registered operations: JSON, SHA-256 → document),
    `BEDOELING_GRAPHQL_STRICT` (on = no other operations), `BEDOELING_WEBHOOK_SECONDS` (how often webhooks are
    looked at; 0 = only when told), `BEDOELING_WEBHOOK_PRIVATE` (networks to which webhooks may go though they
    are not public, such as 127.0.0.0/8; never in production).
    """

    name: str
    database_url: str = ""
    worker_url: str = ""
    environment: str = "development"
    base_url: str = "http://127.0.0.1:8000"
    service_urls: Mapping[str, str] = field(default_factory=dict)
    issuers: tuple[str, ...] = ()
    token_url: str = ""
    client_key: Mapping[str, Any] | None = None
    secret: bytes = bytes(32)
    system_oin: str = "00000099000000000001"
    cors_origins: tuple[str, ...] = ()
    follow_seconds: float = 0.25
    pool_size: int = 10
    statement_cache: int = 1024
    request_log: bool = False
    small_number: int = DEFAULT_LIMIT
    end_user_claim: str = "act.sub"
    fsc_jwks: str = ""
    fsc_required: bool = False
    fsc_claims: Mapping[str, str] = field(default_factory=dict)
    rate_limit: int = 30_000
    rate_limit_unknown: int = 0
    body_seconds: float = 30.0
    stream_seconds: float = 600.0
    graphql_introspection: bool = True
    graphql_operations: Mapping[str, str] = field(default_factory=dict)
    graphql_strict: bool = False
    feed_days: int = 400
    webhook_seconds: float = 1.0
    webhook_private: tuple[str, ...] = ()

    @property
    def sandbox(self) -> bool:
        """Whether tenants with a clock of their own may exist here."""
        return self.environment != "production"

    @classmethod
    def from_environment(cls, name: str, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the variables; SettingMissing names the one that is wrong and the mend."""

        def read(key: str, kind: Callable[[str], Kind], default: str | None = None) -> Kind:
            text = environ.get(key) or default
            if text is None:
                raise SettingMissing(
                    f"{key} ontbreekt: zet deze variabele. / {key} is missing: set this variable."
                )
            try:
                return kind(text)
            except (ValueError, TypeError, OSError) as error:
                raise SettingMissing(
                    f"{key} is niet te gebruiken: herstel de waarde. / {key} cannot be used: mend it. ({error})"
                ) from error

        urls = read("BEDOELING_SERVICE_URLS", _addresses, "{}")
        fsc_required = read("BEDOELING_FSC_REQUIRED", str, "off") == "on"
        environment = read("BEDOELING_ENVIRONMENT", _environment, "development")
        strict = read("BEDOELING_GRAPHQL_STRICT", _switch, "off")
        return cls(
            name=name,
            database_url=read("DATABASE_URL", str),
            worker_url=read("DATABASE_WORKER_URL", str),
            environment=environment,
            base_url=urls.get(name, "http://127.0.0.1:8000"),
            service_urls=urls,
            issuers=read("BEDOELING_ISSUER", _split),
            token_url=read("BEDOELING_TOKEN_URL", str, ""),
            client_key=read("BEDOELING_CLIENT_KEY", _key, ""),
            secret=read("BEDOELING_SECRET", _secret),
            system_oin=read("BEDOELING_SYSTEM_OIN", str, "00000099000000000001"),
            cors_origins=read("BEDOELING_CORS_ORIGINS", _split, ""),
            follow_seconds=read("BEDOELING_FOLLOW_SECONDS", float, "0.25"),
            pool_size=read("BEDOELING_POOL_SIZE", int, "10"),
            statement_cache=read("BEDOELING_STATEMENT_CACHE", int, "1024"),
            request_log=read("BEDOELING_REQUEST_LOG", str, "on") == "on",
            small_number=read("BEDOELING_SMALL_NUMBER", _limit, str(DEFAULT_LIMIT)),
            # What is required must be verified: without keys the header would be anybody's word.
            fsc_jwks=read("BEDOELING_FSC_JWKS", str, None if fsc_required else ""),
            fsc_required=fsc_required,
            end_user_claim=read("BEDOELING_END_USER_CLAIM", str, "act.sub"),
            fsc_claims=read("BEDOELING_FSC_CLAIMS", _addresses, "{}"),
            rate_limit=read("BEDOELING_RATE_LIMIT", _count, "30000"),
            rate_limit_unknown=read("BEDOELING_RATE_LIMIT_UNKNOWN", _count, "600"),
            body_seconds=read("BEDOELING_BODY_SECONDS", _seconds, "30"),
            stream_seconds=read("BEDOELING_STREAM_SECONDS", _seconds, "600"),
            graphql_introspection=read(
                "BEDOELING_GRAPHQL_INTROSPECTION", _switch, "off" if environment == "production" else "on"
            ),
            graphql_operations=read("BEDOELING_GRAPHQL_OPERATIONS", _operations, None if strict else ""),
            graphql_strict=strict,
            feed_days=read("BEDOELING_FEED_DAYS", _count, "400"),
            webhook_seconds=read("BEDOELING_WEBHOOK_SECONDS", _pause, "1"),
            webhook_private=read("BEDOELING_WEBHOOK_PRIVATE", _networks_for(environment), ""),
        )


def _addresses(text: str) -> dict[str, str]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("a JSON object, name → address")
    return found


def _environment(text: str) -> str:
    # Only these two: a misspelt "production" would open the sandbox where real money moves.
    if text not in ("development", "production"):
        raise ValueError("development | production")
    return text


def _switch(text: str) -> bool:
    # Only these two: a misspelt "on" would leave a door open that someone meant to shut.
    if text not in ("on", "off"):
        raise ValueError("on | off")
    return text == "on"


def _count(text: str) -> int:
    found = int(text)
    if found < 0:
        raise ValueError("0 or more")
    return found


def _seconds(text: str) -> float:
    found = float(text)
    if not 0 < found < float("inf"):
        raise ValueError("more than 0")
    return found


def _pause(text: str) -> float:
    return 0.0 if text == "0" else _seconds(text)


def _networks_for(environment: str) -> Callable[[str], tuple[str, ...]]:
    def networks(text: str) -> tuple[str, ...]:
        found = tuple(str(ip_network(one)) for one in _split(text))
        if found and environment == "production":
            raise ValueError("webhooks reach no private network in production: leave it empty")
        return found

    return networks


def _operations(path: str) -> dict[str, str]:
    found = _addresses(Path(path).read_text("utf-8")) if path else {}
    for named, document in found.items():
        if not isinstance(document, str) or hashlib.sha256(document.encode()).hexdigest() != named:
            raise ValueError(f"{named[:64]} is not the SHA-256 of its document")
    return found


def _limit(text: str) -> int:
    found = _count(text)
    if found == 1:
        raise ValueError("2 or more; 0 leaves nothing out")
    return found


def _key(path: str) -> dict[str, Any] | None:
    return dict(json.loads(Path(path).read_text("utf-8"))) if path else None


def _secret(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) < 32:
        raise ValueError("at least 32 bytes, as hex")
    return found


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
