"""What a service is told by its environment: the same variables for all four."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self


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

        def need(key: str) -> str:
            value = environ.get(key, "")
            if not value:
                raise SettingMissing(
                    f"{key} ontbreekt: zet deze variabele. / {key} is missing: set this variable."
                )
            return value

        urls = json.loads(environ.get("BEDOELING_SERVICE_URLS", "{}"))
        key_file = environ.get("BEDOELING_CLIENT_KEY", "")
        return cls(
            name=name,
            database_url=need("DATABASE_URL"),
            worker_url=need("DATABASE_WORKER_URL"),
            environment=environ.get("BEDOELING_ENVIRONMENT", "development"),
            base_url=urls.get(name, "http://127.0.0.1:8000"),
            service_urls=urls,
            issuers=_split(need("BEDOELING_ISSUER")),
            client_key=json.loads(Path(key_file).read_text()) if key_file else None,
            secret=bytes.fromhex(need("BEDOELING_SECRET")),
            system_oin=environ.get("BEDOELING_SYSTEM_OIN", "00000099000000000001"),
            cors_origins=_split(environ.get("BEDOELING_CORS_ORIGINS", "")),
            follow_seconds=float(environ.get("BEDOELING_FOLLOW_SECONDS", "0.25")),
            pool_size=int(environ.get("BEDOELING_POOL_SIZE", "10")),
            statement_cache=int(environ.get("BEDOELING_STATEMENT_CACHE", "1024")),
            request_log=environ.get("BEDOELING_REQUEST_LOG", "on") == "on",
        )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
