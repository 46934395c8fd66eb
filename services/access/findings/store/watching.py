"""The watch of a month: whose patterns were looked at, and what a watch of trends finds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, bindparam, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.findings.rules import Case, PatternWatch, look, period_before, signals, watched
from services.access.findings.rules.watch import PatternWatchNotFound
from services.access.findings.store.measuring import read_measured
from services.access.policies.store import policy_on
from services.access.signals.rules import Found
from services.access.tables import allocations, pattern_watches, requests
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.schemas import access as schemas
from shared.values import new_id

REGISTER = Register(pattern_watches, PatternWatch, schemas.PatternWatch, PatternWatchNotFound)
_CLIENT = "service-access"  # a watch is nobody's entry: the service keeps it


@statement
def _claim() -> Executable:
    columns = pattern_watches.c
    given = {
        "owner": bindparam("owner", type_=Text),
        "id": bindparam("id_", type_=Uuid),
        "client_id": bindparam("client_id", type_=Text),
        "name": bindparam("name", type_=Text),
        "month": bindparam("month", type_=Date),
    }
    query = insert(pattern_watches).values(given)
    return query.on_conflict_do_nothing(
        index_elements=[columns.owner, columns.name, columns.month]
    ).returning(columns.id)


async def add_watch(
    connection: Connection, owner: str, name: str, month: date, watch_id: UUID
) -> PatternWatch | None:
    """Claim a month (its first day) for a watch under an id; None when it was claimed before."""
    claimed = await connection.fetch_value(
        _claim(), owner=owner, id_=watch_id, client_id=_CLIENT, name=name, month=month
    )
    if claimed is None:
        return None
    return PatternWatch(watch_id, 1, owner, None, [], name, month, 0)


async def claim_watch(connection: Connection, owner: str, name: str, month: date) -> bool:
    """Claim a month (its first day) for a watch; False when it was claimed before."""
    return await add_watch(connection, owner, name, month, new_id()) is not None


@statement
def _state() -> Executable:
    """Whether the month was watched, and whether anything began before its last day."""
    columns = pattern_watches.c
    owner, last = bindparam("owner", type_=Text), bindparam("last", type_=Date)
    done = exists().where(
        columns.owner == owner,
        columns.name == bindparam("name", type_=Text),
        columns.month == bindparam("month", type_=Date),
    )
    asked = exists().where(requests.c.owner == owner, requests.c.contact_on <= last)
    began = exists().where(allocations.c.owner == owner, allocations.c.start_date <= last)
    return select(or_(done, ~or_(asked, began)).label("done"))


async def is_watched(connection: Connection, owner: str, name: str, month: date, last: date) -> bool:
    """Whether a month was watched already, or had nothing to watch: no request and no allocation began by its last day."""
    done: bool = await connection.fetch_value(_state(), owner=owner, name=name, month=month, last=last)
    return done


async def find_signals(connection: Connection, owner: str, today: date) -> list[Found]:
    """The trends of the last whole month, and of the last quarter when that has just ended, beside as many days before."""
    policy = await policy_on(connection, owner, today)
    looked = []
    for first, last in watched(today):
        case = Case(await read_measured(connection, policy, first, last), policy)
        looked.append(look(case, (first, last), period_before(first, last), complaints=True))
    return signals(owner, looked)
