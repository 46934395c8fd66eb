"""Whether a citizen's file is held: what stops destruction stops the emptying of a person too (F-37)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam, exists, or_, select
from sqlalchemy.sql.base import Executable

from services.access.tables import legal_holds
from shared.kit.database import Connection, statement


@statement
def _held() -> Executable:
    holds = legal_holds.c
    return select(
        exists().where(
            holds.owner == bindparam("owner"),
            holds.citizen_id == bindparam("citizen_id", type_=Uuid),
            holds.released_on.is_(None),
            or_(holds.until.is_(None), holds.until >= bindparam("today", type_=Date)),
        )
    )


async def is_held(connection: Connection, owner: str, citizen_id: UUID, today: date) -> bool:
    """Whether a legal hold is in force on the day; who places one locks the citizen, as the caller does."""
    return bool(await connection.fetch_value(_held(), owner=owner, citizen_id=citizen_id, today=today))
