"""The only SQL on surveys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, bindparam, literal, select
from sqlalchemy.sql.base import Executable

from services.outcomes.surveys.rules import Survey, SurveyNotFound, breakdown_of, small_breakdowns
from services.outcomes.surveys.rules.publishing import Breakdown
from services.outcomes.tables import surveys
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import find_row, read, read_all, visible
from shared.schemas import outcomes as schemas

SURVEYS = Register(surveys, Survey, schemas.Survey, SurveyNotFound)


@statement
def _counting(reach: Reach) -> Executable:
    columns = surveys.c
    query = select(surveys).where(
        among(columns.contract_id, "contracts"),
        columns.held_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        visible(surveys, purchaser=reach),
    )
    newer = surveys.alias("newer").c
    corrected = select(literal(1, Integer)).where(
        newer.owner == columns.owner, newer.corrects_id == columns.id
    )
    return query.where(~corrected.exists()).order_by(columns.id)


async def list_surveys_of_year(connection: Connection, contract_id: UUID, year: int) -> list[Survey]:
    """The surveys of a contract that were held in a year, without those that another one corrects."""
    return await _list_counting(connection, [contract_id], year, year)


async def _list_counting(
    connection: Connection, contracts: list[UUID], first: int, last: int
) -> list[Survey]:
    rows = await connection.fetch(
        _counting(connection.reach), contracts=contracts, first=date(first, 1, 1), last=date(last, 12, 31),
        organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Survey)


async def list_small_breakdowns(
    connection: Connection, shown: Iterable[Survey], limit: int
) -> frozenset[Breakdown]:
    """Of which breakdowns of these surveys too few answered in a part, or in what no part says of the whole, wherever it stands.

    One statement, none without parts.
    """
    parts = [one for one in shown if breakdown_of(one) is not None]
    if not parts or not limit:
        return frozenset()
    years = [one.held_on.year for one in parts]
    contracts = sorted({one.contract_id for one in parts})
    return small_breakdowns(await _list_counting(connection, contracts, min(years), max(years)), limit)


@statement
def _correction(reach: Reach) -> Executable:
    query = select(surveys.c.id).where(
        surveys.c.corrects_id == bindparam("corrects_id", type_=Uuid), visible(surveys, purchaser=reach)
    )
    return query.limit(literal(1, Integer))


async def find_corrected(connection: Connection, corrects_id: UUID | None) -> tuple[Survey | None, bool]:
    """The survey that is to be corrected, or None; and whether another corrected it before."""
    if corrects_id is None:
        return None, False
    row = await find_row(connection, surveys, corrects_id)
    before = await connection.fetch_one(
        _correction(connection.reach), corrects_id=corrects_id, organisations=connection.organisations
    )
    return None if row is None else read(row, Survey), before is not None
