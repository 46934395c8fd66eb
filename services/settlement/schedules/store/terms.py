"""Terms as they follow the contracts, and the years that are not planned, or not any more as they should."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, and_, bindparam, func, or_, select, true
from sqlalchemy.sql.base import Executable

from services.settlement.schedules.rules import Terms
from services.settlement.tables import contract_terms, schedules
from shared.kit.database import Connection, among, statement
from shared.kit.rows import find_row, read, save_newest


async def save_terms(connection: Connection, terms: Terms, client_id: str) -> bool:
    """Keep a contract's terms; an older version than the one known changes nothing and gives False."""
    return await save_newest(connection, contract_terms, terms, client_id)


async def find_terms(connection: Connection, contract_id: UUID, *, lock: bool = False) -> Terms | None:
    """The terms of a contract, or None while its activation has not arrived."""
    row = await find_row(connection, contract_terms, contract_id, lock=lock)
    return None if row is None else read(row, Terms)


def unplanned() -> Any:
    """Contracts in force (`id`) on `today` that have a year without a schedule, with the earliest such year."""
    today = bindparam("today", type_=Date)
    last = func.least(contract_terms.c.end_date, today)
    years = (
        func.generate_series(
            func.extract("year", contract_terms.c.start_date).cast(Integer),
            func.extract("year", last).cast(Integer),
        )
        .table_valued("year", name="years")
        .render_derived()
    )
    planned = select(schedules.c.id).where(
        schedules.c.owner == contract_terms.c.owner,
        schedules.c.contract_id == contract_terms.c.id,
        schedules.c.year == years.c.year,
    )
    return (
        select(contract_terms.c.id, func.min(years.c.year).label("year"))
        .select_from(contract_terms.join(years, true()))
        .where(among(contract_terms.c.owner, "organisations"), ~planned.exists())
        .group_by(contract_terms.c.id)
    )


@statement
def _unplanned() -> Executable:
    query: Executable = unplanned()
    return query


async def list_unplanned(connection: Connection, today: date) -> list[tuple[UUID, int]]:
    """Contracts in force that have a year without a schedule, each with its earliest such year."""
    rows = await connection.fetch(_unplanned(), organisations=connection.organisations, today=today)
    return [(row["id"], row["year"]) for row in rows]


@statement
def _stale(contract: bool) -> Executable:
    query = (
        select(schedules.c.id)
        .join(
            contract_terms,
            (contract_terms.c.owner == schedules.c.owner) & (contract_terms.c.id == schedules.c.contract_id),
        )
        .where(
            among(schedules.c.owner, "organisations"),
            schedules.c.contract_version < contract_terms.c.version,
            or_(
                and_(
                    schedules.c.year >= func.extract("year", contract_terms.c.effective_on),
                    schedules.c.annual_amount_cents != contract_terms.c.annual_amount_cents,
                ),
                and_(
                    schedules.c.planned_until != contract_terms.c.end_date,
                    schedules.c.year
                    >= func.extract("year", func.least(schedules.c.planned_until, contract_terms.c.end_date)),
                    schedules.c.year <= func.extract("year", contract_terms.c.end_date),
                ),
            ),
        )
        .order_by(schedules.c.year)
    )
    return query.where(schedules.c.contract_id == bindparam("contract_id", type_=Uuid)) if contract else query


async def list_stale(connection: Connection, contract_id: UUID | None = None) -> list[UUID]:
    """The schedules whose contract has since got another amount or another last day in their year, earliest first."""
    given = {} if contract_id is None else {"contract_id": contract_id}
    rows = await connection.fetch(
        _stale(contract_id is not None), organisations=connection.organisations, **given
    )
    return [row["id"] for row in rows]
