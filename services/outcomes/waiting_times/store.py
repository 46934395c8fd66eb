"""The only SQL on waits."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ARRAY, Date, Text, Uuid, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.outcomes.tables import waits
from services.outcomes.waiting_times.rules import Wait
from shared.kit.database import Connection, statement
from shared.kit.rows import read_all, visible
from shared.values import Period

_COLUMNS = ["owner", "id", "version", "client_id", "parties", "contract_id", "contact_on", "first_talk_on"]


@statement
def _save() -> Executable:
    columns = waits.c
    query = insert(waits).values({name: bindparam(name, type_=columns[name].type) for name in _COLUMNS})
    kept = ["version", "contract_id", "contact_on", "first_talk_on"]
    # Who sees a wait is brought by the referral, apart from the request's versions: parties are only added to.
    seen = func.array(
        select(func.unnest(columns.parties.op("||")(query.excluded.parties))).distinct().scalar_subquery()
    )
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={**{name: query.excluded[name] for name in kept}, "parties": seen},
        where=columns.version < query.excluded.version,
    )


async def save_wait(connection: Connection, wait: Wait, client_id: str) -> None:
    """Keep the newest version of a wait; an older one changes nothing."""
    values = {name: getattr(wait, name) for name in _COLUMNS if name != "client_id"}
    await connection.execute(_save(), **values, client_id=client_id)


@statement
def _hand() -> Executable:
    return (
        waits.update()
        .where(waits.c.id == bindparam("request_id", type_=Uuid))
        .values(parties=literal([], ARRAY(Text)) + func.array_append(waits.c.parties, bindparam("provider", type_=Text)))
    )


@statement
def _in_quarter(purchaser: bool) -> Executable:
    columns = waits.c
    query = select(waits).where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
        columns.contact_on >= bindparam("first", type_=Date),
        columns.contact_on <= bindparam("last", type_=Date),
        visible(waits, purchaser=purchaser),
    )
    return query.order_by(columns.contact_on, columns.id)


async def list_waits(connection: Connection, contract_id: UUID, days: Period) -> list[Wait]:
    """The waits of a contract that began within some days and that the actor may see."""
    last: date | None = days.last_day
    assert last is not None, "a quarter ends"
    rows = await connection.fetch(
        _in_quarter(connection.purchaser),
        contract_id=contract_id, first=days.start, last=last, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Wait)
