"""Under which rights a decision fell: each version of the matrix that a service applied is kept and can be asked for (ADL)."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.sql.base import Executable

from shared.kit.database import Record, statement
from shared.kit.processing import TABLES, TROUBLE

if TYPE_CHECKING:
    from shared.kit.rights import Rights
    from shared.kit.service import Service

ROUTE = "/v1/rights-versions"
VERSIONS = TABLES["rights_versions"]
log = logging.getLogger("bedoeling.processing")


def rows_of(rights: Rights) -> list[dict[str, Any]]:
    """The matrix as it is kept and shown, in a fixed order."""
    told = [
        {
            "resource": row.resource,
            "operation": row.operation,
            "scope": row.scope,
            "kinds": sorted(row.kinds),
            "activity": row.activity,
            "event": row.event,
        }
        for row in rights.rows
    ]
    return sorted(told, key=lambda row: (str(row["resource"]), str(row["operation"])))


def version_of(rights: Rights) -> str:
    """What names a version: the first 16 hexadecimal digits of the SHA-256 of its rows."""
    return hashlib.sha256(orjson.dumps(rows_of(rights))).hexdigest()[:16]


def address(base: str, version: str) -> str:
    """The absolute URI of a version: what a record of a decision refers to."""
    return f"{base.rstrip('/')}{ROUTE}/{version}"


@statement
def _keep() -> Executable:
    given = {"version": bindparam("version"), "rights": bindparam("rights", type_=JSONB)}
    return insert(VERSIONS).values(given).on_conflict_do_nothing().inline()


@statement
def _list() -> Executable:
    return select(VERSIONS).order_by(VERSIONS.c.since.desc(), VERSIONS.c.version)


@statement
def _get() -> Executable:
    return select(VERSIONS).where(VERSIONS.c.version == bindparam("version"))


async def keep_version(service: Service) -> None:
    """Keep the matrix that this process applies, once; what hinders it is logged, for the code still holds it."""
    query = _keep()
    values = query.arguments({"version": service.policy, "rights": rows_of(service.rights)})
    try:
        await service.database.pool.execute(query.sql, *values)
    except TROUBLE as error:
        log.warning("the version of the rights is not kept", extra={"cause": type(error).__name__})


async def list_versions(service: Service) -> list[Record]:
    """Every version that this service applied, newest first."""
    async with service.database.pool.acquire() as raw:
        rows: list[Record] = await raw.fetch(_list().sql)
    return rows


async def find_version(service: Service, version: str) -> Record | None:
    """One version of the matrix, or None."""
    query = _get()
    return await service.database.pool.fetchrow(query.sql, *query.arguments({"version": version}))
