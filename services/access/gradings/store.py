"""The only SQL on gradings, and on how far two sides agree."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, FromClause, Integer, and_, bindparam, case, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.access.gradings.rules import Compared, Grading, GradingNotFound
from services.access.tables import gradings
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all
from shared.schemas.access import gradings as schemas
from shared.values.legal_frames import GradingSide, GradingState

REGISTER = Register(gradings, Grading, schemas.Grading, GradingNotFound)
_COLUMNS = gradings.c
_CASE = ("request_id", "product_category", "product_code")


def _side(name: str, *, old: bool) -> FromClause:
    """The newest grade of each case by one side in the days: by a role, or the converted one of the old system."""
    chosen = _COLUMNS.old_intensity if old else _COLUMNS.intensity
    found = select(*(_COLUMNS[one] for one in _CASE), _COLUMNS.provider, chosen.label("grade")).where(
        among(_COLUMNS.owner, "organisations"),
        _COLUMNS.state == GradingState.RECORDED.value,
        _COLUMNS.graded_on.between(bindparam("from_date", type_=Date), bindparam("to_date", type_=Date)),
    )
    found = found.where(_COLUMNS.old_intensity.is_not(None) if old else _COLUMNS.role == bindparam(name))
    newest = (*(_COLUMNS[one] for one in _CASE), _COLUMNS.graded_on.desc(), _COLUMNS.id.desc())
    return found.order_by(*newest).ext(distinct_on(*(_COLUMNS[one] for one in _CASE))).subquery(name)


@statement
def _compared(first_old: bool, second_old: bool, of_provider: bool, of_product: bool) -> Executable:
    first, second = _side("first", old=first_old), _side("second", old=second_old)
    provider = func.coalesce(second.c.provider, first.c.provider)
    same = [
        first.c.request_id == second.c.request_id,
        first.c.product_category == second.c.product_category,
        first.c.product_code.is_not_distinct_from(second.c.product_code),
    ]
    keys = (provider, first.c.product_category, first.c.product_code)

    def counted(name: str, condition: Any) -> Any:
        return func.count(case((condition, 1))).cast(Integer).label(name)

    query = select(
        provider.label("provider"),
        first.c.product_category,
        first.c.product_code,
        counted("equal", second.c.grade == first.c.grade),
        counted("second_higher", second.c.grade > first.c.grade),
        counted("first_higher", second.c.grade < first.c.grade),
    ).select_from(first.join(second, and_(*same)))
    if of_provider:
        query = query.where(provider == bindparam("provider"))
    if of_product:
        query = query.where(first.c.product_category == bindparam("product_category"))
    return query.group_by(*keys).order_by(*keys)


async def compare_gradings(
    connection: Connection,
    first: GradingSide,
    second: GradingSide,
    from_date: date,
    to_date: date,
    *,
    provider: str | None = None,
    product_category: str | None = None,
) -> list[Compared]:
    """The cases that both sides graded in the days, by provider and product; one statement."""
    old = GradingSide.OLD_SYSTEM
    values: dict[str, Any] = {"from_date": from_date, "to_date": to_date}
    values |= {"first": first} if first is not old else {}
    values |= {"second": second} if second is not old else {}
    values |= {"provider": provider} if provider is not None else {}
    values |= {"product_category": product_category} if product_category is not None else {}
    query = _compared(first is old, second is old, provider is not None, product_category is not None)
    rows = await connection.fetch(query, organisations=connection.organisations, **values)
    return read_all(rows, Compared)


__all__ = ["REGISTER", "compare_gradings"]
