"""The only SQL on surveys."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, bindparam, literal, select
from sqlalchemy.sql.base import Executable

from services.outcomes.surveys.rules import Survey, SurveyNotFound
from services.outcomes.tables import surveys
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import find_row, read, read_all, visible
from shared.schemas import outcomes as schemas

SURVEYS = Register(surveys, Survey, schemas.Survey, SurveyNotFound)


@statement
def _of_year(reach: Reach) -> Executable:
    columns = surveys.c
    query = select(surveys).where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
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
    rows = await connection.fetch(
        _of_year(connection.reach), contract_id=contract_id, first=date(year, 1, 1), last=date(year, 12, 31),
        organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Survey)


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
