"""The only SQL on care orders."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Integer, Uuid, and_, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.care_orders.rules import CareOrder, CareOrderNotFound
from services.access.tables import care_orders, decisions
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read, read_all, visible
from shared.schemas import access as schemas
from shared.values.allocating import CareOrderState

REGISTER = Register(care_orders, CareOrder, schemas.CareOrder, CareOrderNotFound)
MOST = 1_000


@statement
def _undecided(reach: Reach) -> Executable:
    columns = care_orders.c
    decided = and_(
        decisions.c.owner == columns.owner,
        decisions.c.request_id == columns.request_id,
        decisions.c.decided_on.isnot(None),
    )
    return (
        select(care_orders)
        .where(
            columns.state == CareOrderState.SENT.value,
            columns.acute,
            columns.allocation_id.is_(None),
            ~select(decisions.c.id).where(decided).exists(),
            visible(care_orders, purchaser=reach),
        )
        .order_by(columns.start_date, columns.id)
        .limit(bindparam("most", type_=Integer))
    )


async def list_undecided(connection: Connection) -> list[CareOrder]:
    """Acute care that the actor may see and nobody decided on, the longest waiting first; at most MOST."""
    rows = await connection.fetch(
        _undecided(connection.reach), organisations=connection.organisations, most=MOST
    )
    return read_all(rows, CareOrder)


@statement
def _standing() -> Executable:
    columns = care_orders.c
    return select(care_orders).where(
        columns.owner == bindparam("of_owner"),
        columns.state == CareOrderState.SENT.value,
        columns.allocation_id.is_not_distinct_from(bindparam("allocation_id", type_=Uuid)),
        columns.request_id.is_not_distinct_from(bindparam("request_id", type_=Uuid)),
        columns.provider == bindparam("provider"),
    )


async def find_standing(connection: Connection, order: CareOrder) -> CareOrder | None:
    """The order that says the same already, or None."""
    row = await connection.fetch_one(
        _standing(),
        of_owner=order.owner, allocation_id=order.allocation_id, request_id=order.request_id, provider=order.provider,
    )  # fmt: skip
    return None if row is None else read(row, CareOrder)


@statement
def _decided(lock: bool) -> Executable:
    columns = care_orders.c
    followed = and_(
        decisions.c.owner == columns.owner,
        decisions.c.request_id == columns.request_id,
        decisions.c.decided_on.isnot(None),
    )
    found = (care_orders, decisions.c.id.label("by"), decisions.c.decided_on.label("by_on"))
    query = (
        select(*(found if lock else (columns.id,)))
        .select_from(care_orders.join(decisions, followed))
        .where(
            among(columns.owner, "organisations"),
            columns.state == CareOrderState.SENT.value,
            columns.acute,
            columns.allocation_id.is_(None),
        )
        .order_by(columns.id, decisions.c.decided_on, decisions.c.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=care_orders)
    return query


async def list_decided(connection: Connection) -> list[UUID]:
    """The orders for acute care on whose request was decided by now."""
    rows = await connection.fetch(_decided(False), organisations=connection.organisations)
    return list(dict.fromkeys(row["id"] for row in rows))


async def lock_decided(connection: Connection, order_id: UUID) -> tuple[CareOrder, UUID, date] | None:
    """One of those, locked, with the first decision and its day; None when it was closed by now."""
    row = await connection.fetch_one(_decided(True), id_=order_id, organisations=connection.organisations)
    if row is None:
        return None
    kept = {name: value for name, value in dict(row).items() if not name.startswith("by")}
    # A decision's own columns of the same name came after those of the order.
    return read_all([kept], CareOrder)[0], row["by"], row["by_on"]


__all__ = ["REGISTER", "find_standing", "list_decided", "list_undecided", "lock_decided"]
