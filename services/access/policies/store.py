"""The only SQL on policies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Date, bindparam, func, literal, select
from sqlalchemy.sql.base import Executable

from services.access.policies.rules import DEFAULT, Policy, PolicyNotFound
from services.access.tables import policies
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read, read_all
from shared.schemas.access import policies as schemas
from shared.values.access_policies import PolicyState

REGISTER = Register(policies, Policy, schemas.Policy, PolicyNotFound)


@statement
def _on() -> Executable:
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


async def policy_on(connection: Connection, owner: str, day: date) -> Policy:
    """The policy of a municipality that holds on the day; the built-in standard (version 0) where it set none.

    One statement.
    """
    row = await connection.fetch_one(_on(), owner=owner, day=day)
    return replace(DEFAULT, owner=owner) if row is None else read(row, Policy)


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


__all__ = ["REGISTER", "list_policies_of", "lock_policies", "policy_on"]
