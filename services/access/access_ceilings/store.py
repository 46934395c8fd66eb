"""The only SQL on access ceilings, and on the decisions that they are held against."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    Uuid,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.access_ceilings.rules import AccessCeiling, AccessCeilingNotFound
from services.access.tables import access_ceilings, decisions
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, save_newest, visible
from shared.schemas.access import routes as schemas
from shared.values.access_policies import CeilingSource
from shared.values.deciding import DecisionOutcome, DecisionState

REGISTER = Register(access_ceilings, AccessCeiling, schemas.AccessCeiling, AccessCeilingNotFound)
_AS_SET = frozenset(("ceiling_id", "source", "law", "product_category"))


@statement
def _of_year() -> Executable:
    columns = access_ceilings.c
    return (
        select(access_ceilings)
        .where(among(columns.owner, "owners"), columns.year == bindparam("year", type_=Integer))
        .order_by(columns.id)
    )


@statement
def _lock() -> Executable:
    return select(func.pg_advisory_xact_lock(literal(4_038), func.hashtext(bindparam("owner"))))


async def lock_ceilings(connection: Connection, owner: str, year: int) -> list[AccessCeiling]:
    """The ceilings of a municipality for a year, with nobody else setting one until this transaction ends."""
    await connection.fetch(_lock(), owner=owner)
    return read_all(await connection.fetch(_of_year(), owners=[owner], year=year), AccessCeiling)


async def save_ceiling(connection: Connection, ceiling: AccessCeiling, client_id: str) -> None:
    """Keep the newest version of a ceiling of contracts, under its own id and version; an older one changes nothing."""
    await save_newest(connection, access_ceilings, ceiling, client_id, but=_AS_SET)


def granted(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The granted decisions that count under ceilings, with what a ceiling is narrowed to."""
    columns = decisions.c
    return select(
        columns.owner, columns.id, columns.citizen_id, columns.contract_id, columns.law, columns.product_category,
        columns.decided_on,
    ).where(
        columns.state == literal_column(f"'{DecisionState.FINAL.value}'"),
        columns.outcome == literal_column(f"'{DecisionOutcome.GRANTED.value}'"),
        *conditions,
    )  # fmt: skip


def decisions_under(own: Any, until: ColumnElement[date], of: FromClause | None = None) -> ScalarSelect[Any]:
    """How many granted decisions of its year count under a ceiling up to and including a day; of contracts, how many citizens.

    `of` are the granted decisions to count in, where they were read already.
    """
    taken = (granted().subquery() if of is None else of).c
    of_contract = own.source == CeilingSource.CONTRACT.value
    return (
        select(case((of_contract, func.count(taken.citizen_id.distinct())), else_=func.count(taken.id)))
        .where(
            taken.owner == own.owner,
            taken.decided_on >= func.make_date(own.year, 1, 1),
            taken.decided_on < func.make_date(own.year + 1, 1, 1),
            taken.decided_on <= until,
            or_(own.contract_id.is_(None), taken.contract_id == own.contract_id),
            or_(own.law.is_(None), taken.law == own.law),
            or_(own.product_category.is_(None), taken.product_category == own.product_category),
        )
        .scalar_subquery()
    )


@statement
def _uses(reach: Reach, one: bool, after: bool, year: bool) -> Executable:
    """Ceilings with the granted decisions of their year, up to a day, that count under them."""
    columns = access_ceilings.c
    chosen = select(access_ceilings).where(visible(access_ceilings, purchaser=reach))
    if one:
        chosen = chosen.where(columns.id == bindparam("id_", type_=Uuid))
    if year:
        chosen = chosen.where(columns.year == bindparam("year", type_=Integer))
    if after:
        chosen = chosen.where(columns.id > bindparam("after", type_=Uuid))
    page = chosen.order_by(columns.id).limit(bindparam("limit", type_=Integer)).subquery("page")
    own = page.c
    counted = decisions_under(own, bindparam("counted_on", type_=Date))
    return select(page, counted.label("decisions")).order_by(own.id)


async def count_uses(
    connection: Connection,
    page: PageRequest,
    counted_on: date,
    *,
    year: int | None = None,
    ceiling_id: UUID | None = None,
) -> Slice[tuple[AccessCeiling, int]]:
    """A page of ceilings, each with what counts under it up to and including a day; one statement."""
    given: dict[str, Any] = {"year": year, "id_": ceiling_id, "after": page.after}
    asked = {name: value for name, value in given.items() if value is not None}
    query = _uses(connection.reach, ceiling_id is not None, page.after is not None, year is not None)
    rows = await connection.fetch(
        query,
        limit=page.limit + 1,
        counted_on=counted_on,
        organisations=connection.organisations,
        **asked,
    )
    found = [(read(row, AccessCeiling), int(row["decisions"])) for row in rows[: page.limit]]
    return Slice(found, rows[page.limit - 1]["id"] if len(rows) > page.limit else None)


__all__ = ["REGISTER", "count_uses", "decisions_under", "granted", "lock_ceilings", "save_ceiling"]
