"""How a period and the one before it are counted in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, func

from services.access.findings.rules import Count
from shared.kit.database import Connection, Record, Statement

Periods = Mapping[str, date]
"""Both periods as the statements name their days: first, last, first_before, last_before."""


def day(name: str) -> ColumnElement[date]:
    """One of the days of the periods."""
    return bindparam(name, type_=Date)


def within(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """In the period or the one before it."""
    return column.between(day("first_before"), day("last"))


def both(
    name: str, column: ColumnElement[Any], *conditions: ColumnElement[bool], of: Any = None
) -> list[ColumnElement[Any]]:
    """A column for each period: how many rows of it, or the aggregate `of` over them, that also meet the conditions."""
    counted = func.count() if of is None else of
    return [
        func.coalesce(counted.filter(and_(column.between(day(first), day(last)), *conditions)), 0).label(
            f"{name}_{when}"
        )
        for when, first, last in (("now", "first", "last"), ("before", "first_before", "last_before"))
    ]


def counts(row: Record | None) -> dict[str, Count]:
    """The counts of a row by name; its columns come in twos, now and before."""
    assert row is not None, "an aggregate has a row"
    names = [name.removesuffix("_now") for name in row.keys() if name.endswith("_now")]  # noqa: SIM118 - a Record
    return {name: Count(int(row[f"{name}_now"]), int(row[f"{name}_before"])) for name in names}


async def count(
    connection: Connection, statement: Statement, periods: Periods, **more: object
) -> dict[str, Count]:
    """Run a statement of one row."""
    found = await connection.fetch_one(statement, organisations=connection.organisations, **periods, **more)
    return counts(found)
