"""Citizens who are erased, any number of them in a few statements: the dead surrogate stays, the map is gone (F-38)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, cast, exists, literal, null, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.tables import citizens, transfers
from shared.kit.database import Connection, among, statement
from shared.values.terms import TransferState


@statement
def _lock() -> Executable:
    return (
        select(citizens.c.id, citizens.c.erased_on)
        .where(citizens.c.owner == bindparam("owner"), among(citizens.c.id, "ids"))
        .order_by(citizens.c.id)
        .with_for_update()
    )


async def lock_citizens(connection: Connection, owner: str, ids: Sequence[UUID]) -> dict[UUID, date | None]:
    """The citizens among these, locked in sorted order, with the day on which each was erased; nothing is opened."""
    rows = await connection.fetch(_lock(), owner=owner, ids=list(ids))
    return {row["id"]: row["erased_on"] for row in rows}


async def lock_alive(connection: Connection, owner: str, citizen_id: UUID) -> None:
    """One citizen, locked, so that nobody erases it meanwhile; CitizenNotFound, CitizenErased."""
    found = await lock_citizens(connection, owner, [citizen_id])
    if citizen_id not in found:
        raise CitizenNotFound(id=citizen_id)
    erased_on = found[citizen_id]
    if erased_on is not None:
        raise CitizenErased(id=citizen_id, erased_on=erased_on)


@statement
def _drop_parcels() -> Executable:
    leaving = exists().where(
        and_(
            citizens.c.owner == transfers.c.owner,
            citizens.c.departure_id == transfers.c.id,
            among(citizens.c.id, "ids"),
        )
    )
    return (
        transfers.update()
        .where(
            transfers.c.owner == bindparam("owner"), transfers.c.state == TransferState.OFFERED.value, leaving
        )
        .values(
            state=literal(TransferState.EXPIRED.value),
            sealed=null(),
            answered_on=bindparam("on", type_=Date),
            version=transfers.c.version + 1,
        )
        .returning(transfers.c.id)
    )


@statement
def _erase() -> Executable:
    gone = (
        "reference", "external_reference", "sealed", "bsn_hash", "moved_on", "moved_to", "departure_id", "arrival_id",
    )  # fmt: skip
    return (
        citizens.update()
        .where(
            citizens.c.owner == bindparam("owner"),
            among(citizens.c.id, "ids"),
            citizens.c.erased_on.is_(None),
        )
        .values(
            **dict.fromkeys(gone, null()),
            purposes=cast(literal("{}"), JSONB),
            erased_on=bindparam("on", type_=Date),
            version=citizens.c.version + 1,
        )
    )


async def erase_citizens(connection: Connection, owner: str, ids: Sequence[UUID], on: date) -> list[UUID]:
    """Leave dead surrogates alone: data, BSN, reference and the way to another municipality are gone.

    What was offered to another municipality and not answered goes too: returns the transfers that closed by it, which the
    caller tells. Two statements, however many there are.
    """
    closed = await connection.fetch(_drop_parcels(), owner=owner, ids=list(ids), on=on)
    await connection.execute(_erase(), owner=owner, ids=list(ids), on=on)
    return sorted(row["id"] for row in closed)
