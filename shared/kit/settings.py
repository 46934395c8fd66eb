"""What a service is told by its environment: the same variables for all four."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

Kind = TypeVar("Kind")


class SettingMissing(Exception):  # noqa: N818  (a sentence for the operator)
    """An environment variable is missing or unusable; says which and what to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One service's settings.

    `DATABASE_URL` (application role), `DATABASE_WORKER_URL` (read-only role across tenants), `BEDOELING_SERVICE_URLS`
    (JSON, name → address), `BEDOELING_ISSUER` (or a comma-separated allow list), `BEDOELING_CLIENT_KEY` (file with this
    service's private JWK), `BEDOELING_SECRET` (hex, 32 bytes), `BEDOELING_ENVIRONMENT` (development | production),
    `BEDOELING_SYSTEM_OIN`, `BEDOELING_CORS_ORIGINS`, `BEDOELING_FOLLOW_SECONDS` (0 = only when told),
    `BEDOELING_REQUEST_LOG` (on | off).
    """

    name: str
    database_url: str = ""
    worker_url: str = ""
    environment: str = "development"
    base_url: str = "http://127.0.0.1:8000"
    service_urls: Mapping[str, str] = field(default_factory=dict)
    issuers: tuple[str, ...] = ()
    client_key: Mapping[str, Any] | None = None
    secret: bytes = bytes(32)
    system_oin: str = "00000099000000000001"
    cors_origins: tuple[str, ...] = ()
    follow_seconds: float = 0.25
    pool_size: int = 10
    statement_cache: int = 1024
    request_log: bool = False

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
        return cls(
            name=name,
            database_url=read("DATABASE_URL", str),
            worker_url=read("DATABASE_WORKER_URL", str),
            environment=read("BEDOELING_ENVIRONMENT", _environment, "development"),
            base_url=urls.get(name, "http://127.0.0.1:8000"),
            service_urls=urls,
            issuers=read("BEDOELING_ISSUER", _split),
            client_key=read("BEDOELING_CLIENT_KEY", _key, ""),
            secret=read("BEDOELING_SECRET", _secret),
            system_oin=read("BEDOELING_SYSTEM_OIN", str, "00000099000000000001"),
            cors_origins=read("BEDOELING_CORS_ORIGINS", _split, ""),
            follow_seconds=read("BEDOELING_FOLLOW_SECONDS", float, "0.25"),
            pool_size=read("BEDOELING_POOL_SIZE", int, "10"),
            statement_cache=read("BEDOELING_STATEMENT_CACHE", int, "1024"),
            request_log=read("BEDOELING_REQUEST_LOG", str, "on") == "on",
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


def _key(path: str) -> dict[str, Any] | None:
    return dict(json.loads(Path(path).read_text("utf-8"))) if path else None


def _secret(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) < 32:
        raise ValueError("at least 32 bytes, as hex")
    return found


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
