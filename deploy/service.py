"""One service opened beside its server, for its due work and for repairs: told the same by the same variables."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import asyncpg

from deploy.databases import check_database, prepare_databases
from deploy.issuer_keys import private_key_path
from deploy.postgres import Cluster
from deploy.settings import SERVICES, Secrets, ServiceDatabase, Settings, Trouble, citizen_keys
from shared.kit.settings import SettingMissing

if TYPE_CHECKING:
    from shared.kit.service import Service


@asynccontextmanager
async def opened(name: str) -> AsyncIterator[Service]:
    """The service with its database and its clients, following nobody.

    It reads the variables that `bedoeling run` reads; where there is no DATABASE_URL it joins the house of this state
    folder, as `bedoeling up` has started it. Raises Trouble.
    """
    if os.environ.get("DATABASE_URL"):
        async with _started(name, os.environ) as service:
            yield service
        return
    house = Settings.from_environment()
    async with (
        _database(name, house) as database,
        _started(name, _variables(name, house, database)) as service,
    ):
        yield service


@asynccontextmanager
async def owned(name: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    """A connection as the owner of a service's tables: at DATABASE_OWNER_URL, else in the house. Raises Trouble."""
    address = os.environ.get("DATABASE_OWNER_URL")
    if address:
        async with _connected(name, address) as connection:
            yield connection
        return
    async with (
        _database(name, Settings.from_environment()) as database,
        _connected(name, database.owner_dsn) as connection,
    ):
        yield connection


@asynccontextmanager
async def _connected(name: str, address: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    try:
        connection = await asyncpg.connect(address)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise _no_database(name, error, "DATABASE_OWNER_URL") from error
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def _database(name: str, house: Settings) -> AsyncIterator[ServiceDatabase]:
    database = house.databases.get(name)
    if database is not None:
        await check_database(name, database)
        yield database
        return
    cluster = Cluster(house.state / "postgres", log=house.logs / "postgres.log")
    cluster.start()
    try:
        yield (await prepare_databases(cluster.superuser_dsn, [name], secrets=cluster.secrets))[name]
    finally:
        cluster.stop()


def _variables(name: str, house: Settings, database: ServiceDatabase) -> dict[str, str]:
    """What the house tells this service's server; the environment goes before it."""
    key = private_key_path(house.state / "issuer", f"service-{name}")
    secrets = Secrets(house.state / "secrets.json")
    found = {
        "BEDOELING_SERVICE_URLS": json.dumps(
            {one: f"http://127.0.0.1:{house.ports[one]}" for one in SERVICES}
        ),
        "BEDOELING_ISSUER": f"http://127.0.0.1:{house.ports['issuer']}",
        "BEDOELING_SECRET": secrets.get("house"),
        "BEDOELING_CLIENT_KEY": str(key) if key.exists() else "",
        **citizen_keys(name, house.environment, secrets, os.environ),
    }
    own = {"DATABASE_URL": database.app_dsn, "DATABASE_WORKER_URL": database.worker_dsn}
    return found | {one: text for one, text in os.environ.items() if text} | own


@asynccontextmanager
async def _started(name: str, variables: Mapping[str, str]) -> AsyncIterator[Service]:
    try:
        settings = importlib.import_module(f"services.{name}.settings").Settings.from_environment(
            name, variables
        )
    except SettingMissing as missing:
        dutch, _, english = str(missing).partition(" / ")
        raise Trouble(english, dutch) from missing
    surface = importlib.import_module(f"services.{name}.app").create_app(replace(settings, follow_seconds=0))
    service: Service = surface.service
    try:
        await service.start()
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise _no_database(name, error, "DATABASE_URL") from error
    try:
        yield service
    finally:
        await service.stop()


def _no_database(name: str, error: Exception, variable: str) -> Trouble:
    return Trouble(
        f"The database of {name} cannot be used ({error}); see that it runs, and mend {variable}.",
        f"De database van {name} is niet te gebruiken ({error}); zorg dat die draait, of herstel {variable}.",
    )
