"""The only SQL on definitions and on imports of libraries; the libraries themselves stand on `shelf`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, bindparam, func, not_, select
from sqlalchemy.sql.base import Executable

from services.outcomes.definitions.rules import (
    DefinitionNotFound,
    IndicatorDefinition,
    LibraryImport,
    LibraryImportNotFound,
)
from services.outcomes.definitions.store.earlier import as_it_was
from services.outcomes.definitions.store.shelf import get_library, list_libraries
from services.outcomes.tables import indicator_definitions, indicators, library_imports
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows, read_all, visible
from shared.schemas import outcomes as schemas

DEFINITIONS = Register(
    indicator_definitions, IndicatorDefinition, schemas.IndicatorDefinition, DefinitionNotFound
)
IMPORTS = Register(library_imports, LibraryImport, schemas.LibraryImport, LibraryImportNotFound)
_LOCK = 912_001  # any number of its own: the rest of the key is the purchaser


@statement
def _lock() -> Executable:
    key = func.hashtextextended(bindparam("owner", type_=Text), _LOCK)
    return select(func.pg_advisory_xact_lock(key))


@statement
def _coded(reach: Reach) -> Executable:
    columns = indicator_definitions.c
    return select(indicator_definitions).where(
        among(columns.code, "codes"), visible(indicator_definitions, purchaser=reach)
    )


async def list_by_codes(connection: Connection, codes: Iterable[str]) -> list[IndicatorDefinition]:
    """The definitions under these codes that the actor sees, in one statement."""
    rows = await connection.fetch(
        _coded(connection.reach), codes=sorted(set(codes)), organisations=connection.organisations
    )
    return read_all(rows, IndicatorDefinition)


async def lock_codes(
    connection: Connection, owner: str, codes: Iterable[str]
) -> dict[str, IndicatorDefinition]:
    """A purchaser's definitions under these codes; nobody else defines for it until the transaction ends."""
    await connection.fetch(_lock(), owner=owner)
    return {one.code: one for one in await list_by_codes(connection, codes) if one.owner == owner}


@statement
def _readers() -> Executable:
    columns = indicators.c
    return select(columns.code, columns.parties).where(
        columns.owner == bindparam("owner", type_=Text), among(columns.code, "codes")
    )


async def list_readers(connection: Connection, owner: str, codes: Iterable[str]) -> dict[str, list[str]]:
    """Who reads each code because a contract of theirs is measured by it."""
    found: dict[str, set[str]] = {}
    for row in await connection.fetch(_readers(), owner=owner, codes=sorted(set(codes))):
        found.setdefault(row["code"], set()).update(row["parties"])
    return {code: sorted(parties) for code, parties in found.items()}


@statement
def _share() -> Executable:
    columns = indicator_definitions.c
    given = bindparam("parties", type_=ARRAY(Text))
    joined = func.unnest(columns.parties.concat(given)).table_valued("oin", name="joined").render_derived()
    merged = select(func.array_agg(joined.c.oin.distinct())).select_from(joined).scalar_subquery()
    query = indicator_definitions.update().where(
        columns.owner == bindparam("owner_", type_=Text),
        among(columns.code, "codes"),
        not_(columns.parties.contains(given)),
    )
    return query.values(parties=merged)


async def share_definitions(
    connection: Connection, owner: str, codes: Sequence[str], parties: Sequence[str]
) -> None:
    """Let the parties of a contract read the definitions of what it measures; the definitions stay what they are."""
    if codes and parties:
        await connection.execute(_share(), owner_=owner, codes=list(codes), parties=list(parties))


async def add_definitions(
    connection: Connection, made: Sequence[IndicatorDefinition], client_id: str
) -> None:
    """New definitions, in one statement."""
    rows: list[dict[str, Any]] = [{**DEFINITIONS.values(one), "client_id": client_id} for one in made]
    await add_rows(connection, indicator_definitions, rows)


async def list_by_code_of(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], IndicatorDefinition]:
    """The definitions under owner and code, for a loader; those that are not visible are left out."""
    found = await list_by_codes(connection, [code for _, code in keys])
    return {(one.owner, one.code): one for one in found}


async def get_definition(connection: Connection, definition_id: UUID) -> IndicatorDefinition:
    """One definition; DefinitionNotFound."""
    return await DEFINITIONS.get(connection, definition_id)


__all__ = [
    "DEFINITIONS",
    "IMPORTS",
    "add_definitions",
    "as_it_was",
    "get_definition",
    "get_library",
    "list_by_code_of",
    "list_by_codes",
    "list_libraries",
    "list_readers",
    "lock_codes",
    "share_definitions",
]
