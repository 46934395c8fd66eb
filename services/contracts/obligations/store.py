"""The only SQL on obligations, and on the contracts that guarantee something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, exists, or_, select
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract
from services.contracts.obligations.rules import Obligation, ObligationNotFound
from services.contracts.tables import contracts, obligations
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.schemas import contracts as schemas
from shared.values.budgets import ObligationKind, ObligationState

OBLIGATIONS = Register(obligations, Obligation, schemas.ReciprocalObligation, ObligationNotFound)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which obligations are asked; None leaves a filter out, the date is inclusive."""

    contract_id: UUID | None = None
    kind: ObligationKind | None = None
    party: str | None = None
    state: ObligationState | None = None
    due_date_to: date | None = None
    external_reference: str | None = None


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(obligations).where(visible(obligations, purchaser=reach))
    for name in filters:
        if name == "due_date_to":
            query = query.where(obligations.c.due_on <= bindparam(name, type_=obligations.c.due_on.type))
        else:
            query = query.where(obligations.c[name] == bindparam(name, type_=obligations.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(obligations.c.id < last if descending else obligations.c.id > last)
    order = obligations.c.id.desc() if descending else obligations.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_obligations(connection: Connection, page: PageRequest, asked: Filter) -> Slice[Obligation]:
    """A page of obligations in order of creation."""
    found = {name: getattr(asked, name) for name in Filter.__slots__}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    query = _page(connection.reach, page.after is not None, page.descending, *given)
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Obligation), last)


@statement
def _guaranteeing(reach: Reach, after: bool, descending: bool, one: bool) -> Executable:
    owed = exists().where(
        obligations.c.owner == contracts.c.owner, obligations.c.contract_id == contracts.c.id
    )
    query = select(contracts).where(
        visible(contracts, purchaser=reach), or_(contracts.c.guarantee.isnot(None), owed)
    )
    if one:
        query = query.where(contracts.c.id == bindparam("contract_id", type_=Uuid))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(contracts.c.id < last if descending else contracts.c.id > last)
    order = contracts.c.id.desc() if descending else contracts.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_guaranteeing(
    connection: Connection, page: PageRequest, contract_id: UUID | None
) -> Slice[Contract]:
    """A page of contracts that guarantee something, or under which something is owed in return."""
    given: dict[str, Any] = {"contract_id": contract_id} if contract_id is not None else {}
    if page.after is not None:
        given["after"] = page.after
    query = _guaranteeing(connection.reach, page.after is not None, page.descending, contract_id is not None)
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Contract), last)
