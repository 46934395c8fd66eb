"""The only SQL on the readiness list."""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg

from services.contracts.readiness_items.rules import ReadinessItem, ReadinessItemKnown, ReadinessItemNotFound
from services.contracts.tables import readiness_items
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.schemas import contracts as schemas


@dataclass(frozen=True, slots=True)
class _Items(Register[ReadinessItem]):
    """Items, each once for a municipality."""

    async def add(self, connection: Connection, made: ReadinessItem, client_id: str) -> None:
        try:
            await Register.add(self, connection, made, client_id)
        except asyncpg.UniqueViolationError as error:
            if error.constraint_name != "uq_readiness_items_owner_municipality_code_code":
                raise
            raise ReadinessItemKnown(municipality_code=made.municipality_code, item=made.code) from error


READINESS_ITEMS = _Items(readiness_items, ReadinessItem, schemas.ReadinessItem, ReadinessItemNotFound)
