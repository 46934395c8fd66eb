"""What a client had before: sums per period that were paid, and care that ended before this (R-S29 … R-S31)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, and_, bindparam, func, literal, select
from sqlalchemy.sql.base import Executable

from services.settlement.claims.rules import Bundle
from services.settlement.claims.rules.judging import GAP
from services.settlement.tables import allocations, claims
from shared.kit.database import Connection, among, statement


@statement
def _bundles() -> Executable:
    columns = claims.c
    key = (columns.contract_id, columns.agreement_number, columns.citizen_id, columns.period_start)
    return (
        select(*key)
        .where(
            columns.owner == bindparam("of_owner", type_=Text),
            among(columns.contract_id, "contracts"),
            among(columns.citizen_id, "citizens"),
        )
        .group_by(*key)
        .having(func.sum(columns.paid_cents) > literal(0, Integer))
    )


async def list_bundles(
    connection: Connection, owner: str, contracts: Iterable[UUID], citizens: Iterable[UUID]
) -> dict[Bundle, list[date]]:
    """From which day on a client's sum per period was paid, per agreement; one statement, none without such contracts."""
    of_contracts = list(contracts)
    if not of_contracts:
        return {}
    rows = await connection.fetch(_bundles(), of_owner=owner, contracts=of_contracts, citizens=list(citizens))
    found: dict[Bundle, list[date]] = {}
    for row in rows:
        key = (row["contract_id"], row["agreement_number"], row["citizen_id"])
        found.setdefault(key, []).append(row["period_start"])
    return found


@statement
def _closed() -> Executable:
    columns, before = allocations.c, allocations.alias("before").c
    earlier = and_(
        before.owner == columns.owner,
        before.citizen_id == columns.citizen_id,
        before.contract_id == columns.contract_id,
        before.product_code.is_not_distinct_from(columns.product_code),
        before.id != columns.id,
        ~before.deleted,
        before.end_date < columns.start_date - literal(GAP.days, Integer),
    )
    last: Any = select(func.max(before.end_date, type_=Date)).where(earlier).scalar_subquery()
    return select(columns.id, last.label("closed")).where(
        columns.owner == bindparam("of_owner", type_=Text), among(columns.id, "ids")
    )


async def list_closed(connection: Connection, owner: str, allocation_ids: Iterable[UUID]) -> dict[UUID, date]:
    """On which day the citizen's earlier care of the same contract and product ended, where there was a gap (R-S30)."""
    ids = list(allocation_ids)
    if not ids:
        return {}
    rows = await connection.fetch(_closed(), of_owner=owner, ids=ids)
    return {row["id"]: row["closed"] for row in rows if row["closed"] is not None}


__all__ = ["list_bundles", "list_closed"]
