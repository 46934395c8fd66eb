"""The only SQL on advice of experts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.access.expert_advices.rules import Advice, AdviceNotFound, Counted
from services.access.tables import expert_advices
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import list_rows_by, read, read_all
from shared.schemas import access as schemas
from shared.values.reviewing import AdviceKind

REGISTER = Register(expert_advices, Advice, schemas.ExpertAdvice, AdviceNotFound)


async def list_advices(connection: Connection, owner: str, decision_id: UUID) -> list[Advice]:
    """All advice on a decision, oldest first; one statement."""
    rows = await list_rows_by(connection, expert_advices, "decision_id", [decision_id])
    return [one for one in read_all(rows, Advice) if one.owner == owner]


@statement
def _counts() -> Executable:
    columns = expert_advices.c
    ratifies = columns.kind == AdviceKind.RATIFICATION.value
    parts = {
        "advices": ~ratifies,
        "warnings": columns.independence_warning & ~ratifies,
        "joint": columns.kind == AdviceKind.JOINT_ADVICE.value,
        "ratifications": ratifies,
    }
    return select(*(func.count().filter(said).label(name) for name, said in parts.items())).where(
        among(columns.owner, "organisations"),
        columns.advised_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
    )


async def count_advices(connection: Connection, first: date, last: date) -> Counted:
    """How much advice was given in these days, and how much of it under a warning; one statement."""
    row = await connection.fetch_one(
        _counts(), organisations=connection.organisations, first=first, last=last
    )
    assert row is not None, "a count is there"
    return read(row, Counted)
