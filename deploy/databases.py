"""One database per service and its three roles: an owner that migrates, an application bound by row-level security, a worker that reads."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

import asyncpg

from deploy.postgres import Cluster
from deploy.settings import SERVICES, Secrets, ServiceDatabase, Trouble

_OLDEST = 180000


def database_name(service: str, suffix: str = "") -> str:
    """The database of a service, `bedoeling_<service><suffix>`."""
    return f"bedoeling_{service}{suffix}"


async def prepare_databases(
    superuser_dsn: str,
    services: Iterable[str] = SERVICES,
    suffix: str = "",
    *,
    secrets: Secrets | None = None,
) -> dict[str, ServiceDatabase]:
    """Make what is missing of each service's database, roles and rights; safe to repeat.

    Roles are `<service><suffix>_owner`, `_app` and `_worker`; `secrets` keeps their passwords (new ones when not given).
    """
    kept = secrets or Secrets()
    server = await asyncpg.connect(superuser_dsn)
    try:
        for service in services:
            await _prepare_roles(server, f"{service}{suffix}", kept)
            name, owner = database_name(service, suffix), f"{service}{suffix}_owner"
            if not await server.fetchval("select true from pg_database where datname = $1", name):
                await server.execute(f'create database "{name}" owner "{owner}" template template0')
            await _limit_database(server, name, f"{service}{suffix}")
    finally:
        await server.close()
    await asyncio.gather(*(_prepare_schema(superuser_dsn, service, suffix) for service in services))
    return {service: _addresses(superuser_dsn, service, suffix, suffix, kept) for service in services}


async def clone_databases(
    cluster: Cluster, template_suffix: str, suffix: str, services: Iterable[str] = SERVICES
) -> dict[str, ServiceDatabase]:
    """Copies of the prepared databases `…<template_suffix>`, named `…<suffix>`, for the same roles; nobody may be connected
    to a template meanwhile."""
    server = await asyncpg.connect(cluster.superuser_dsn)
    try:
        for service in services:
            copy, template = database_name(service, suffix), database_name(service, template_suffix)
            owner = f"{service}{template_suffix}_owner"
            await server.execute(f'create database "{copy}" owner "{owner}" template "{template}"')
            await _limit_database(server, copy, f"{service}{template_suffix}")
    finally:
        await server.close()
    dsn, kept = cluster.superuser_dsn, cluster.secrets
    return {service: _addresses(dsn, service, template_suffix, suffix, kept) for service in services}


async def drop_databases(cluster: Cluster, suffix: str, services: Iterable[str] = SERVICES) -> None:
    """Delete the databases `…<suffix>` with whoever is connected to them; the roles stay."""
    server = await asyncpg.connect(cluster.superuser_dsn)
    try:
        for service in services:
            await server.execute(f'drop database if exists "{database_name(service, suffix)}" with (force)')
    finally:
        await server.close()


async def check_database(service: str, database: ServiceDatabase) -> None:
    """Make sure that a server of one's own answers, is new enough and that its application role is bound by policies.

    Raises Trouble naming the variable to mend.
    """
    stem = f"DATABASE_{service.upper()}"
    dsns = {f"{stem}_OWNER_URL": database.owner_dsn, f"{stem}_URL": database.app_dsn}
    for variable, dsn in (dsns | {f"{stem}_WORKER_URL": database.worker_dsn}).items():
        try:
            connection = await asyncpg.connect(dsn, timeout=10)
        except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            said = str(error) or type(error).__name__
            raise Trouble(
                f"The database of {variable} cannot be used ({said}); mend the address, the password or the server.",
                f"De database van {variable} is niet te gebruiken ({said}); herstel het adres, het wachtwoord of de server.",
            ) from error
        try:
            version = int(await connection.fetchval("select current_setting('server_version_num')"))
            above = await connection.fetchval(
                "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
            )
        finally:
            await connection.close()
        if version < _OLDEST:
            raise Trouble(
                f"The server of {variable} is PostgreSQL {version // 10000}; point it to version 18 or later.",
                f"De server van {variable} is PostgreSQL {version // 10000}; verwijs naar versie 18 of later.",
            )
        if above and dsn != database.owner_dsn:
            raise Trouble(
                f"The role of {variable} is a superuser or passes row-level security; use a role without those rights.",
                f"De rol van {variable} is superuser of omzeilt row-level security; gebruik een rol zonder die rechten.",
            )
    if database.app_role in (database.owner_role, database.worker_role):
        raise Trouble(
            f"{stem}_URL connects as '{database.app_role}', who also owns or reads everything; give it a role of its own.",
            f"{stem}_URL verbindt als '{database.app_role}', die ook eigenaar is of alles leest; geef het een eigen rol.",
        )


async def _prepare_roles(server: asyncpg.Connection[asyncpg.Record], stem: str, kept: Secrets) -> None:
    """The three roles; a password is set where the role or the password is new."""
    for role in (f"{stem}_owner", f"{stem}_app", f"{stem}_worker"):
        known = role in kept
        exists = await server.fetchval("select true from pg_roles where rolname = $1", role)
        if exists and known:
            continue
        verb = "alter" if exists else "create"
        await server.execute(
            f'{verb} role "{role}" login nosuperuser nobypassrls nocreatedb nocreaterole noreplication '
            f"password '{kept.get(role)}'"
        )
    await server.execute(
        f"alter role \"{stem}_app\" set transaction_timeout = '30s'; "
        f"alter role \"{stem}_app\" set idle_in_transaction_session_timeout = '60s'; "
        f"alter role \"{stem}_worker\" set idle_in_transaction_session_timeout = '60s'; "
        f'alter role "{stem}_worker" set default_transaction_read_only = on'
    )


async def _limit_database(server: asyncpg.Connection[asyncpg.Record], name: str, stem: str) -> None:
    """Who may connect to the database; nobody else may. A copy does not inherit this from its template."""
    await server.execute(
        f'revoke all on database "{name}" from public; '
        f'grant connect, temporary on database "{name}" to "{stem}_app"; '
        f'grant connect on database "{name}" to "{stem}_worker"'
    )


async def _prepare_schema(superuser_dsn: str, service: str, suffix: str) -> None:
    """The extension, and what the application and the worker may do with tables that the owner will make."""
    stem = f"{service}{suffix}"
    address = urlsplit(superuser_dsn)._replace(path=f"/{database_name(service, suffix)}").geturl()
    database = await asyncpg.connect(address)
    try:
        await database.execute(
            "create extension if not exists btree_gist; "
            f'alter schema public owner to "{stem}_owner"; '
            f'grant usage on schema public to "{stem}_app", "{stem}_worker"; '
            f'alter default privileges for role "{stem}_owner" grant select, insert, update on tables to "{stem}_app"; '
            f'alter default privileges for role "{stem}_owner" grant usage, select on sequences to "{stem}_app"; '
            f'alter default privileges for role "{stem}_owner" grant select on tables to "{stem}_worker"; '
            f'alter default privileges for role "{stem}_owner" grant select on sequences to "{stem}_worker"'
        )
    finally:
        await database.close()


def _addresses(
    superuser_dsn: str, service: str, role_suffix: str, suffix: str, kept: Secrets
) -> ServiceDatabase:
    address = urlsplit(superuser_dsn)
    host = f"{address.hostname}:{address.port or 5432}"

    def dsn(kind: str) -> str:
        role = f"{service}{role_suffix}_{kind}"
        return f"postgresql://{role}:{kept.get(role)}@{host}/{database_name(service, suffix)}"

    return ServiceDatabase(dsn("owner"), dsn("app"), dsn("worker"))
