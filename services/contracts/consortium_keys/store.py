"""The only SQL on consortium keys."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from services.contracts.consortium_keys.rules import (
    TAKEN,
    ConsortiumKey,
    ConsortiumKeyNotFound,
    ConsortiumKeyRefused,
)
from services.contracts.tables import consortium_keys
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.kit.rows import PageRequest
from shared.schemas import contracts as schemas

KEYS = Register(consortium_keys, ConsortiumKey, schemas.ConsortiumKey, ConsortiumKeyNotFound)


async def get_key_of_year(connection: Connection, consortium_id: UUID, year: int) -> ConsortiumKey:
    """The key of a consortium's year. Raises ConsortiumKeyNotFound."""
    found = await KEYS.page(connection, PageRequest(limit=1), consortium_id=consortium_id, year=year)
    if not found.items:
        raise ConsortiumKeyNotFound(id=f"{consortium_id}/{year}")
    return found.items[0]


async def add_key(connection: Connection, key: ConsortiumKey, client_id: str) -> None:
    """A new key. Raises ConsortiumKeyRefused when the year has one."""
    try:
        await KEYS.add(connection, key, client_id)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_consortium_keys_owner_consortium_id_year":
            raise ConsortiumKeyRefused(errors=(TAKEN,)) from error
        raise
