"""The only SQL on budgets for results, and on what they come to per citizen."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.result_budgets.rules import ResultBudget, ResultBudgetNotFound, ResultBudgetSum
from services.access.tables import result_budgets
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rows import read
from shared.schemas.access import result_budgets as schemas
from shared.values.legal_frames import ResultBudgetState

REGISTER = Register(result_budgets, ResultBudget, schemas.ResultBudget, ResultBudgetNotFound)
_COLUMNS = result_budgets.c
_STANDS = or_(_COLUMNS.state == ResultBudgetState.SET.value, _COLUMNS.state == ResultBudgetState.CHOSEN.value)


@statement
def _known() -> Executable:
    mine = _COLUMNS.owner == bindparam("owner")
    about = _COLUMNS.request_id == bindparam("request_id", type_=Uuid)
    return select(_COLUMNS.id).where(mine, about, _STANDS)


async def is_known(connection: Connection, owner: str, request_id: UUID) -> bool:
    """Whether a budget stands on a request."""
    return await connection.fetch_value(_known(), owner=owner, request_id=request_id) is not None


@statement
def _sum() -> Executable:
    citizen = bindparam("citizen_id", type_=Uuid)
    return select(
        citizen.label("citizen_id"),
        bindparam("owner", type_=Text).label("owner"),
        func.count(_COLUMNS.id).cast(Integer).label("budgets"),
        func.coalesce(func.sum(_COLUMNS.result_count), 0).cast(Integer).label("results"),
        func.coalesce(func.sum(_COLUMNS.amount_cents), 0).cast(BigInteger).label("total_cents"),
    ).where(_COLUMNS.owner == bindparam("owner", type_=Text), _COLUMNS.citizen_id == citizen, _STANDS)


async def sum_budgets(connection: Connection, owner: str, citizen_id: UUID) -> ResultBudgetSum:
    """What the budgets of a citizen that stand come to; one statement."""
    row = await connection.fetch_one(_sum(), owner=owner, citizen_id=citizen_id)
    assert row is not None, "a sum is there"
    return read(row, ResultBudgetSum)


__all__ = ["REGISTER", "is_known", "sum_budgets"]
