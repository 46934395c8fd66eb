"""The only SQL on dossiers: what there is of one citizen, table by table."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, union_all
from sqlalchemy.sql.base import Executable

from services.access.decisions.rules import Decision
from services.access.destructions.rules import DestructionLine
from services.access.erasures.rules import Erasure
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from services.access.tables import (
    METADATA,
    citizens,
    decisions,
    destruction_lines,
    erasures,
    referrals,
    requests,
)
from services.access.tables.held import HELD
from services.access.transfers import store as transfers
from services.access.transfers.rules import Transfer
from shared.kit.database import Connection, statement
from shared.kit.rows import find_row, list_rows_by, read_all

_Record = TypeVar("_Record")


async def list_requests_of(connection: Connection, citizen_id: UUID) -> list[Request]:
    """All requests of a citizen."""
    return read_all(await list_rows_by(connection, requests, "citizen_id", [citizen_id]), Request)


async def _ids(connection: Connection, citizen_id: UUID) -> list[UUID]:
    return [request.id for request in await list_requests_of(connection, citizen_id)]


async def list_decisions_of(connection: Connection, citizen_id: UUID) -> list[Decision]:
    """All decisions on a citizen's requests."""
    ids = await _ids(connection, citizen_id)
    return read_all(await list_rows_by(connection, decisions, "request_id", ids), Decision)


async def list_referrals_of(connection: Connection, citizen_id: UUID) -> list[Referral]:
    """All referrals of a citizen's requests."""
    ids = await _ids(connection, citizen_id)
    return read_all(await list_rows_by(connection, referrals, "request_id", ids), Referral)


async def list_held_of(
    connection: Connection, name: str, record: type[_Record], citizen_id: UUID
) -> list[_Record]:
    """All rows about a citizen of the table of that name, which has an index on the citizen, as `record`s."""
    return read_all(await list_rows_by(connection, METADATA.tables[name], "citizen_id", [citizen_id]), record)


@statement
def _held_ids() -> Executable:
    return union_all(
        *(
            select(held.table.c.id).where(
                held.table.c.owner == bindparam("owner"),
                held.table.c.citizen_id == bindparam("citizen_id", type_=Uuid),
            )
            for held in HELD
        )
    )


async def list_held_ids(connection: Connection, owner: str, citizen_id: UUID) -> list[UUID]:
    """The ids of everything that hangs from a citizen's cases, in one statement."""
    rows = await connection.fetch(_held_ids(), owner=owner, citizen_id=citizen_id)
    return [row["id"] for row in rows]


async def list_transfers_of(connection: Connection, citizen_id: UUID) -> list[Transfer]:
    """The transfers by which a citizen came and left."""
    row = await find_row(connection, citizens, citizen_id)
    known = [] if row is None else [row["arrival_id"], row["departure_id"]]
    return [await transfers.get_transfer(connection, one) for one in known if one is not None]


@statement
def _lines() -> Executable:
    lines = destruction_lines.c
    mine = lines.owner == bindparam("owner")
    about = lines.citizen_id == bindparam("citizen_id", type_=Uuid)
    return select(destruction_lines).where(mine, about).order_by(lines.list_id)


async def list_lines_of(connection: Connection, owner: str, citizen_id: UUID) -> list[DestructionLine]:
    """The lines of this citizen on destruction lists, oldest list first."""
    return read_all(await connection.fetch(_lines(), owner=owner, citizen_id=citizen_id), DestructionLine)


async def list_erasures_of(connection: Connection, citizen_id: UUID) -> list[Erasure]:
    """That this citizen was erased, if so."""
    return read_all(await list_rows_by(connection, erasures, "citizen_id", [citizen_id]), Erasure)
