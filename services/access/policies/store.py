"""The only SQL on policies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, bindparam, func, literal, select, true
from sqlalchemy.sql.base import Executable

from services.access.policies.rules import DEFAULT, Policy, PolicyNotFound
from services.access.tables import equated_days, policies
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read, read_all
from shared.schemas.access import policies as schemas
from shared.values.access_policies import PolicyState
from shared.values.calendar import CALENDAR, Calendar

REGISTER = Register(policies, Policy, schemas.Policy, PolicyNotFound)


def _set_on() -> Select[Any]:
    columns = policies.c
    return (
        select(policies)
        .where(
            columns.owner == bindparam("owner"),
            columns.state == PolicyState.SET.value,
            columns.valid_from <= bindparam("day", type_=Date),
        )
        .order_by(columns.valid_from.desc())
        .limit(1)
    )


@statement
def _on() -> Executable:
    return _set_on()


async def policy_on(connection: Connection, owner: str, day: date) -> Policy:
    """The policy of a municipality that holds on the day; the built-in standard (version 0) where it set none.

    One statement.
    """
    row = await connection.fetch_one(_on(), owner=owner, day=day)
    return replace(DEFAULT, owner=owner) if row is None else read(row, Policy)


@statement
def _on_with_years() -> Executable:
    of_year = func.jsonb_build_object("year", equated_days.c.year, "days", equated_days.c.days)
    years = select(func.jsonb_agg(of_year).label("equated_years")).where(
        equated_days.c.owner == bindparam("owner")
    )
    added, found = years.subquery("years"), _set_on().subquery("found")
    return select(added.c.equated_years, found).select_from(added.outerjoin(found, true()))


async def policy_and_calendar(connection: Connection, owner: str, day: date) -> tuple[Policy, Calendar]:
    """The policy of a day with the calendar of the municipality (its own equated years too), in one statement."""
    row = await connection.fetch_one(_on_with_years(), owner=owner, day=day)
    assert row is not None, "an aggregate without groups is one row"
    policy = replace(DEFAULT, owner=owner) if row["id"] is None else read(row, Policy)
    added = row["equated_years"] or []
    if not added:
        return policy, CALENDAR
    days = [date.fromisoformat(one) for year in added for one in year["days"]]
    return policy, CALENDAR.extended(days, [year["year"] for year in added])


@statement
def _all() -> Executable:
    return select(policies).where(among(policies.c.owner, "owners")).order_by(policies.c.valid_from)


async def list_policies_of(connection: Connection, owner: str) -> list[Policy]:
    """Every policy that a municipality ever set, the oldest first day first."""
    return read_all(await connection.fetch(_all(), owners=[owner]), Policy)


@statement
def _lock() -> Executable:
    # A literal first: two keys, so that no other lock of the house has the same number.
    return select(func.pg_advisory_xact_lock(literal(4_005), func.hashtext(bindparam("owner"))))


async def lock_policies(connection: Connection, owner: str) -> list[Policy]:
    """Every policy of a municipality, with nobody else setting one until this transaction ends."""
    await connection.fetch(_lock(), owner=owner)
    return await list_policies_of(connection, owner)


__all__ = ["REGISTER", "list_policies_of", "lock_policies", "policy_and_calendar", "policy_on"]
