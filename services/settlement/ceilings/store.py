"""The only SQL on ceilings: kept as contracts tells them, locked while claims take of them, read with what is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Text, bindparam, or_, select
from sqlalchemy.sql.base import Executable

from services.settlement.ceilings.rules import Ceiling, CeilingNotFound
from services.settlement.tables import ceilings
from shared.kit.database import Connection, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read, read_all, save_newest

USED = frozenset((
    "used_cents", "exception_cents", "exempt_cents", "refused_cents", "last_delivered_on", "exhausted_on", "warned",
))  # fmt: skip


async def save_ceiling(connection: Connection, ceiling: Ceiling, client_id: str) -> bool:
    """Keep a ceiling in its newest version; what was used of it stays. False for an older version."""
    return await save_newest(connection, ceilings, ceiling, client_id, but=USED)


@statement
def _lock() -> Executable:
    columns = ceilings.c
    return (
        select(ceilings)
        .where(
            columns.owner == bindparam("of_owner", type_=Text),
            or_(columns.provider.is_(None), columns.provider == bindparam("provider", type_=Text)),
        )
        .order_by(columns.id)
        .with_for_update()
    )


async def lock_ceilings(connection: Connection, owner: str, provider: str) -> list[Ceiling]:
    """Every ceiling of a purchaser that may bind a provider's claims, locked in the order of their ids."""
    return read_all(await connection.fetch(_lock(), of_owner=owner, provider=provider), Ceiling)


async def save_uses(connection: Connection, changed: Sequence[Ceiling], client_id: str) -> None:
    """Write what was taken of ceilings that are locked, any number in one statement."""
    rows: list[dict[str, Any]] = [{**asdict(one), "client_id": client_id} for one in changed]
    await add_rows(connection, ceilings, rows, over=("owner", "id"))


async def get_ceiling(connection: Connection, ceiling_id: UUID) -> Ceiling:
    """One ceiling with what is used; CeilingNotFound."""
    row = await find_row(connection, ceilings, ceiling_id)
    if row is None:
        raise CeilingNotFound(id=ceiling_id)
    return read(row, Ceiling)


async def list_ceilings(connection: Connection, page: PageRequest, **equal: Any) -> Slice[Ceiling]:
    """A page of ceilings with what is used, filtered on columns."""
    return await page_rows(connection, ceilings, Ceiling, page, **equal)
