"""Where the house keeps its state and which environment variables steer it; a setting that cannot work says its mend."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("contracts", "access", "settlement", "outcomes")
DEFAULT_PORTS = {"contracts": 8001, "access": 8002, "settlement": 8003, "outcomes": 8004, "issuer": 8005}
SYSTEM_OIN = "00000099000000000001"


class Trouble(Exception):  # noqa: N818  (a sentence for who runs the house, not a fault of the program)
    """Something around the house is not as it must be: one sentence with its mend, in English and Dutch."""

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en)
        self.en = en
        self.nl = nl


def write_private(path: Path, content: str) -> None:
    """Write a file that only its owner reads (0600), whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


class Secrets:
    """Random secrets by name, kept in one file of mode 0600; without a path they live as long as the object."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, str] = {}
        self._read()

    def __contains__(self, name: str) -> bool:
        if name not in self._known:
            self._read()  # another process may have made it since
        return name in self._known

    def get(self, name: str) -> str:
        """The secret of that name, 64 hexadecimal digits; made and kept at the first call."""
        if name not in self:
            self._known[name] = secrets.token_hex(32)
            if self._path is not None:
                write_private(self._path, json.dumps(self._known, indent=1))
        return self._known[name]

    def _read(self) -> None:
        if self._path is None or not self._path.exists():
            return
        try:
            self._known |= json.loads(self._path.read_text())
        except (ValueError, TypeError) as error:
            raise Trouble(
                f"The file {self._path} cannot be read as JSON; put a copy back, or remove its folder to start anew.",
                f"Het bestand {self._path} is niet als JSON te lezen; zet een kopie terug of verwijder de map om opnieuw "
                "te beginnen.",
            ) from error


CITIZEN_KEYS = {"BEDOELING_CITIZEN_KEYS": "citizens", "BEDOELING_CITIZEN_HASH_KEYS": "citizens-hash"}


def citizen_keys(
    service: str, environment: str, secrets: Secrets, values: Mapping[str, str]
) -> dict[str, str]:
    """The variables with the keys of citizens' data for a service's process: access has them, the others have none.

    What the environment says goes before; in development keys are made once and kept with the other secrets, production
    brings its own.
    """
    if service != "access":
        return dict.fromkeys(CITIZEN_KEYS, "")
    found = {}
    for variable, name in CITIZEN_KEYS.items():
        made = f"1:{secrets.get(name)}" if environment != "production" and not values.get(variable) else ""
        found[variable] = values.get(variable) or made
    return found


@dataclass(frozen=True, slots=True)
class ServiceDatabase:
    """One service's database through its three roles: who migrates, who serves, who works across tenants."""

    owner_dsn: str
    app_dsn: str
    worker_dsn: str

    @property
    def owner_role(self) -> str:
        """The role that owns the tables and runs migrations."""
        return role_of(self.owner_dsn)

    @property
    def app_role(self) -> str:
        """The role that serves requests: no owner, no superuser, bound by row-level security."""
        return role_of(self.app_dsn)

    @property
    def worker_role(self) -> str:
        """The role that reads across tenants."""
        return role_of(self.worker_dsn)


def role_of(dsn: str) -> str:
    """The user name within `postgresql://user:password@host:port/database`."""
    return unquote(urlsplit(dsn).username or "")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment variables say; see `from_environment` for their names."""

    state: Path
    environment: str
    ports: dict[str, int]
    databases: dict[str, ServiceDatabase]

    @property
    def logs(self) -> Path:
        """The folder with one log file per process."""
        return self.state / "logs"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the variables; raises Trouble naming the one that cannot work.

        BEDOELING_STATE: where state lives, `.bedoeling` in the checkout when not set.
        BEDOELING_ENVIRONMENT: `development` (default) or `production`.
        BEDOELING_PORT_<SERVICE>, BEDOELING_PORT_ISSUER: 8001 to 8005; 0 picks a free one.
        DATABASE_<SERVICE>_URL with _OWNER_URL and _WORKER_URL: a server of your own instead of the embedded one.
        """
        values = os.environ if environ is None else environ
        environment = values.get("BEDOELING_ENVIRONMENT") or "development"
        if environment not in ("development", "production"):
            raise Trouble(
                f"BEDOELING_ENVIRONMENT is '{environment}'; set it to development or production.",
                f"BEDOELING_ENVIRONMENT is '{environment}'; maak er development of production van.",
            )
        databases = {}
        for service in SERVICES:
            database = _database(service, values)
            if database is not None:
                databases[service] = database
            elif environment == "production":
                name = f"DATABASE_{service.upper()}_URL"
                raise Trouble(
                    f"In production every service needs its own server; set {name}, or use BEDOELING_ENVIRONMENT=development.",
                    f"In productie heeft elke dienst een eigen server nodig; zet {name}, of gebruik "
                    "BEDOELING_ENVIRONMENT=development.",
                )
        state = Path(values.get("BEDOELING_STATE") or ROOT / ".bedoeling").expanduser().absolute()
        ports = {name: _port(name, default, values) for name, default in DEFAULT_PORTS.items()}
        return cls(state=state, environment=environment, ports=ports, databases=databases)


def port_variable(name: str) -> str:
    """The environment variable that sets the port of `name`."""
    return f"BEDOELING_PORT_{name.upper()}"


def _port(name: str, default: int, values: Mapping[str, str]) -> int:
    text = values.get(port_variable(name)) or str(default)
    if not re.fullmatch(r"\d{1,5}", text) or int(text) > 65535:
        raise Trouble(
            f"{port_variable(name)} is '{text}'; set it to a number from 0 to 65535.",
            f"{port_variable(name)} is '{text}'; maak er een getal van 0 tot en met 65535 van.",
        )
    return int(text)


def _database(service: str, values: Mapping[str, str]) -> ServiceDatabase | None:
    stem = f"DATABASE_{service.upper()}"
    names = (f"{stem}_OWNER_URL", f"{stem}_URL", f"{stem}_WORKER_URL")
    urls = [values.get(name) or "" for name in names]
    if not any(urls):
        return None
    for name, url in zip(names, urls, strict=True):
        if not url:
            raise Trouble(
                f"{name} is not set while the other settings of this database are; set all of {', '.join(names)}.",
                f"{name} ontbreekt terwijl de andere instellingen van deze database er zijn; zet {', '.join(names)} alle drie.",
            )
        if not re.fullmatch(r"postgres(ql)?://[^/@\s]+@[^/@\s]+/[^/\s]+", url):
            raise Trouble(
                f"{name} is not an address of a database; write it as postgresql://user:password@host:5432/database.",
                f"{name} is geen adres van een database; schrijf het als postgresql://gebruiker:wachtwoord@host:5432/database.",
            )
    return ServiceDatabase(*urls)
