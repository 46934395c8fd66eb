"""What a client had before: sums per period that were paid, and care that ended before this (R-S29 … R-S31)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Integer, Text, and_, bindparam, func, literal, select
from sqlalchemy.sql.base import Executable

from services.settlement.claims.rules import Bundle
from services.settlement.claims.rules.returning import Care, Return, returns_of
from services.settlement.tables import allocations, claims
from shared.kit.database import Connection, among, statement

_CARE = tuple(Care.__slots__)


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
def _care() -> Executable:
    other = allocations.alias("same")
    columns, same = allocations.c, other.c
    joined = allocations.join(
        other,
        and_(
            same.owner == columns.owner,
            same.citizen_id == columns.citizen_id,
            same.contract_id == columns.contract_id,
            same.product_code.is_not_distinct_from(columns.product_code),
        ),
    )
    return (
        select(*(same[name] for name in _CARE))
        .distinct()
        .select_from(joined)
        .where(columns.owner == bindparam("of_owner", type_=Text), among(columns.id, "ids"), ~same.deleted)
    )


async def list_returns(
    connection: Connection, owner: str, allocation_ids: Iterable[UUID]
) -> dict[UUID, Return]:
    """Which of these allocations are care of the same contract and product that came back after a gap (R-S30)."""
    ids = list(allocation_ids)
    if not ids:
        return {}
    rows = await connection.fetch(_care(), of_owner=owner, ids=ids)
    found = returns_of(Care(*row.values()) for row in rows)
    return {id_: found[id_] for id_ in ids if id_ in found}


__all__ = ["list_bundles", "list_returns"]
