"""Terms as they follow the contracts, and the years that are not planned, or not any more as they should."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, bindparam, func, literal_column, select, true
from sqlalchemy.sql.base import Executable

from services.settlement.schedules.rules import SumInYear, Terms, YearlySum, years_of
from services.settlement.tables import contract_terms, schedules
from shared.kit.database import Connection, among, statement
from shared.kit.rows import find_row, read, save_newest


@dataclass(frozen=True, slots=True)
class _Kept:
    """The row of terms: with what their sums come to in each year."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    number: str
    legal_form: str
    start_date: date
    end_date: date
    payee: str
    sums: list[YearlySum]
    years: dict[str, list[SumInYear]]
    rests_from: date | None
    rests_until: date | None


async def save_terms(connection: Connection, terms: Terms, client_id: str) -> bool:
    """Keep a contract's terms; an older version than the one known changes nothing and gives False."""
    told = {name: getattr(terms, name) for name in Terms.__slots__}
    years = {str(year): found for year, found in years_of(terms).items()}
    return await save_newest(connection, contract_terms, _Kept(**told, years=years), client_id)


async def find_terms(connection: Connection, contract_id: UUID, *, lock: bool = False) -> Terms | None:
    """The terms of a contract, or None while its activation has not arrived."""
    row = await find_row(connection, contract_terms, contract_id, lock=lock)
    return None if row is None else read(row, Terms)


def unplanned() -> Any:
    """Contracts in force (`id`) on `today` that have a year without a schedule, with the earliest such year."""
    today = bindparam("today", type_=Date)
    keys = func.jsonb_object_keys(contract_terms.c.years).table_valued("year", name="years").render_derived()
    year = keys.c.year.cast(Integer)
    planned = select(schedules.c.id).where(
        schedules.c.owner == contract_terms.c.owner,
        schedules.c.contract_id == contract_terms.c.id,
        schedules.c.year == year,
    )
    return (
        select(contract_terms.c.id, func.min(year).label("year"))
        .select_from(contract_terms.join(keys, true()))
        .where(
            among(contract_terms.c.owner, "organisations"),
            year <= func.extract("year", today).cast(Integer),
            ~planned.exists(),
        )
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
            schedules.c.sums
            != func.coalesce(
                contract_terms.c.years[schedules.c.year.cast(Text)], literal_column("'[]'::jsonb")
            ),
        )
        .order_by(schedules.c.year)
    )
    return query.where(schedules.c.contract_id == bindparam("contract_id", type_=Uuid)) if contract else query


async def list_stale(connection: Connection, contract_id: UUID | None = None) -> list[UUID]:
    """The schedules whose contract has since got other sums or another last day in their year, earliest first."""
    given = {} if contract_id is None else {"contract_id": contract_id}
    rows = await connection.fetch(
        _stale(contract_id is not None), organisations=connection.organisations, **given
    )
    return [row["id"] for row in rows]
